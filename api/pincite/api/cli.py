"""The root of the command line: reads the call, runs the command, says what went wrong."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pincite.api.cli_arguments import build_parser
from pincite.api.cli_failures import INTERRUPTED, PIPE_CLOSED, report
from pincite.api.cli_output import abandon_stdout, die_interrupted, prepare_streams

if TYPE_CHECKING:
    from pincite.api.cli_engine import Engine

Command = Callable[[Namespace, Path, "Engine"], int]


def main(argv: Sequence[str] | None = None, engine: "Engine | None" = None) -> int:
    """Runs a call of `pincite` and returns its exit code.

    `engine` does the work; None takes the real one.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    prepare_streams()
    try:
        exit_code = _guarded(words, engine)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()
        return PIPE_CLOSED
    if exit_code == INTERRUPTED and argv is None:
        die_interrupted()
    return exit_code


def _guarded(words: Sequence[str], engine: "Engine | None") -> int:
    """Runs the call and turns whatever stops it into a sentence and an exit code."""
    try:
        return _run(words, engine)
    except SystemExit as leaving:  # argparse leaves this way after --help
        return leaving.code if isinstance(leaving.code, int) else 0
    except KeyboardInterrupt:
        print("\npincite: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the process
        return report(error, as_json="--json" in words)


def _run(words: Sequence[str], engine: "Engine | None") -> int:
    own, evaluation = _split_at_eval(words)
    args = build_parser().parse_args(own)
    index_dir = Path(args.index_dir or os.environ.get("PINCITE_INDEX") or ".pincite")
    if args.command in ("eval", "calibrate"):
        return _evaluate(evaluation, index_dir)
    return _command(args.command)(args, index_dir, engine or _installed_engine())


def _split_at_eval(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words up to the command `eval`, and those after it, which are its own to read.

    `calibrate` is a command of `eval` that is called without its name.

    >>> _split_at_eval(["--index", "eval", "eval", "run", "--json"])
    (['--index', 'eval', 'eval'], ['run', '--json'])
    >>> _split_at_eval(["calibrate", "--forget"])
    (['calibrate'], ['calibrate', '--forget'])
    >>> _split_at_eval(["ask", "eval"])
    (['ask', 'eval'], [])
    """
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] == "--index" else 1
    if words[place : place + 1] == ["calibrate"]:
        return list(words[: place + 1]), list(words[place:])
    split = place + 1 if words[place : place + 1] == ["eval"] else len(words)
    return list(words[:split]), list(words[split:])


def _evaluate(words: Sequence[str], index_dir: Path) -> int:
    from pincite.eval.cli import main as evaluate

    return evaluate(words, index_dir=index_dir)


def _installed_engine() -> "Engine":
    from pincite.api.cli_installed import InstalledEngine

    return InstalledEngine()


def _command(name: str) -> Command:
    """The function of a command; its module is imported only when it runs."""
    if name in ("ask", "search", "chat", "why"):
        from pincite.api import cli_asking

        asking = (cli_asking.ask, cli_asking.search, cli_asking.chat, cli_asking.why)
        return {command.__name__: command for command in asking}[name]
    if name in ("serve", "mcp", "feedback"):
        from pincite.api import cli_service

        serving = (cli_service.serve, cli_service.mcp, cli_service.feedback)
        return {command.__name__: command for command in serving}[name]
    if name in ("export", "import"):
        from pincite.api import cli_moving

        return {"export": cli_moving.export, "import": cli_moving.import_file}[name]
    from pincite.api import cli_library

    commands: dict[str, Command] = {
        "index": cli_library.index,
        "list": cli_library.list_documents,
        "remove": cli_library.remove,
        "show": cli_library.show,
        "status": cli_library.status,
        "verify": cli_library.verify,
    }
    return commands[name]


if __name__ == "__main__":
    sys.exit(main())
