"""The commands that keep an index up and move it: index --watch, export, import."""

import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pincite.api.cli_engine import Engine
from pincite.api.cli_failures import DONE
from pincite.api.cli_output import print_json
from pincite.api.cli_reports import report_to_json, summary_of
from pincite.api.cli_terminal import ProgressBar, harmless, style_for

if TYPE_CHECKING:
    from pincite.corpus import PinciteError
    from pincite.indexer.moving import Moved
    from pincite.indexer.reports import IndexReport


def watch(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Keeps the index equal to what lies under the paths until it is interrupted."""
    from pincite.indexer.generation import read_current
    from pincite.indexer.watching import Looking
    from pincite.indexer.watching import watch as follow

    paths = [Path(path) for path in args.paths]
    watched = paths or [root.path for root in read_current(index_dir).roots]
    looking = Looking(watched, index_dir)
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    def update() -> "IndexReport":
        with ProgressBar() as progress:
            return engine.update(
                index_dir, paths, model=args.model, with_ocr=args.ocr, progress=progress
            )

    follow(update, looking.look, _teller(index_dir, as_json=args.json), _leaving(looking.pause))
    return DONE


def export(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Writes the index into one file."""
    moved = engine.export(Path(args.index or index_dir), Path(args.file))
    return _tell_moved(moved, f"written to {args.file}", as_json=args.json)


def import_file(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Makes the index of a file the one in the folder."""
    moved = engine.import_file(Path(args.file), index_dir)
    return _tell_moved(moved, f"now in {index_dir}", as_json=args.json)


def _tell_moved(moved: "Moved", what: str, *, as_json: bool) -> int:
    if as_json:
        facts = {"generation": moved.generation, "documents": moved.documents}
        print_json(facts | {"bytes": moved.file_bytes})
    else:
        count = f"{moved.documents} document{'' if moved.documents == 1 else 's'}"
        print(harmless(f"{count} {what} ({moved.file_bytes / 1e6:.1f} MB in one file)"))
    return DONE


def _teller(index_dir: Path, *, as_json: bool) -> Callable[["IndexReport | PinciteError"], None]:
    """Says what each update did, if it did anything, and what went wrong."""
    style = style_for(sys.stdout)

    def tell(what: "IndexReport | PinciteError") -> None:
        if isinstance(what, Exception):
            print(f"pincite: {harmless(str(what))}", file=sys.stderr)
        elif as_json:
            print_json(report_to_json(what))
        elif set(what.counts) - {"unchanged", "skipped"}:
            now = style.dim(f"{datetime.now():%H:%M:%S}")
            print(f"{now} {summary_of(what, index_dir, style)}", flush=True)

    return tell


def _leaving(pause: Callable[[], None]) -> Callable[[], None]:
    """The pause, in which an interrupt is the way to end."""

    def wait() -> None:
        try:
            pause()
        except KeyboardInterrupt:
            print("\npincite: no longer watching", file=sys.stderr)
            raise SystemExit(DONE) from None

    return wait
