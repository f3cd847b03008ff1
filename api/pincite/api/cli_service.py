"""The commands that serve, over HTTP and to other assistants, and what people said of it."""

import json
import os
import sys
from argparse import Namespace
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from pincite.api.cli_failures import DONE

if TYPE_CHECKING:
    from pincite.api.cli_engine import Engine
    from pincite.api.feedback_rows import Json
    from pincite.api.kept_answers import KeptAnswers
    from pincite.api.open_index import Assistant, OpenIndex
    from pincite.api.service_settings import ServiceSettings
    from pincite.api.uploads import Uploads
    from pincite.indexer.reports import IndexReport, Progress


def serve(args: Namespace, index_dir: Path, engine: "Engine") -> NoReturn:
    """Serves the index over HTTP until told to stop, and ends the process."""
    from pincite.api.app import create_app
    from pincite.api.service_state import Service
    from pincite.api.serving import serve as run

    settings = _settings(args)
    uploads = _uploads(args, index_dir, engine)
    service = Service(_open_index(index_dir), settings, uploads, _kept(args, index_dir))
    run(create_app(service), settings, before_stopping=service.desk.close)
    _leave_at_once()


def _leave_at_once() -> NoReturn:
    """Ends the process without waiting for a job, which is caught up with at the next start.

    Nor does the interpreter take itself down: native threads of the server that come back to it
    in that moment abort the process.
    """
    sys.stderr.flush()
    os._exit(DONE)


def _uploads(args: Namespace, index_dir: Path, engine: "Engine") -> "Uploads | None":
    """The folder of uploads.

    Raises:
        InputError: nobody has the right to write.
    """
    from pincite.api.uploads import Uploads
    from pincite.corpus.errors import InputError

    if args.uploads is None:
        return None
    if args.tokens is None:
        raise InputError("--uploads: writing always needs a token; give --tokens FILE too")

    def update(folder: Path, progress: "Progress") -> "IndexReport":
        return engine.update(index_dir, [folder], model=None, progress=progress)

    return Uploads(Path(args.uploads), update)


def _kept(args: Namespace, index_dir: Path) -> "KeptAnswers | None":
    from pincite.api.kept_answers import KeptAnswers

    if args.keep_answers is None:
        return None
    return KeptAnswers.of_index(index_dir, days=args.keep_answers)


def feedback(args: Namespace, index_dir: Path, engine: "Engine") -> int:
    """Writes what people said of kept answers as rows of a question file."""
    from pincite.api.cli_output import print_json
    from pincite.api.feedback_rows import feedback_rows
    from pincite.api.kept_answers import FILE_NAME, KeptAnswers, forget_removed
    from pincite.corpus.errors import InputError

    forget_removed(index_dir, lambda: engine.library(index_dir).documents())
    if not (index_dir / FILE_NAME).exists():
        raise InputError(
            f"{index_dir}: no answers are kept; `pincite serve --keep-answers DAYS` keeps them"
        )
    with closing(KeptAnswers.of_index(index_dir)) as kept:
        rows = list(feedback_rows(kept.judged()))
    if args.out == "-":
        for row in rows:
            print_json(row)
    else:
        _write_rows(Path(args.out), rows)
    print(f"pincite: {len(rows)} answers were judged", file=sys.stderr)
    return DONE


def _write_rows(path: Path, rows: "list[Json]") -> None:
    from pincite.corpus.errors import InputError

    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error


def mcp(args: Namespace, index_dir: Path, engine: "Engine") -> int:
    """Serves the tools ask, search and show on standard input and output."""
    from pincite.api.mcp_server import run

    run(_open_index(index_dir))
    return DONE


def _open_index(index_dir: Path) -> "OpenIndex":
    from pincite.api.open_index import OpenIndex
    from pincite.indexer.generation import read_current

    return OpenIndex(
        partial(_open_assistant, index_dir), lambda: read_current(index_dir).generation
    )


def _open_assistant(index_dir: Path) -> "Assistant":
    from pincite.qa import open_assistant

    # Its index is the whole pincite.indexer.Index; qa declares only the part that it needs.
    return cast("Assistant", open_assistant(index_dir))


def _settings(args: Namespace) -> "ServiceSettings":
    from pincite.api.service_settings import ServiceSettings
    from pincite.api.tokens import read_tokens

    return ServiceSettings(
        host=args.host,
        port=args.port,
        tokens=() if args.tokens is None else read_tokens(Path(args.tokens)),
        allowed_hosts=tuple(name.lower() for name in args.allowed_host),
        anyone_may_ask=args.anyone_may_ask,
        workers=args.workers,
        log_questions=args.log_questions,
    )
