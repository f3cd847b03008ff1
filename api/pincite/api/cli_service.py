"""The commands that serve: serve over HTTP, mcp on standard input and output."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pincite.api.cli_failures import DONE

if TYPE_CHECKING:
    from pincite.api.cli_engine import Engine
    from pincite.api.open_index import Assistant, OpenIndex
    from pincite.api.service_settings import ServiceSettings
    from pincite.api.uploads import Uploads
    from pincite.indexer.reports import IndexReport, Progress


def serve(args: Namespace, index_dir: Path, engine: "Engine") -> int:
    """Serves the index over HTTP until told to stop."""
    from pincite.api.app import create_app
    from pincite.api.service_state import Service
    from pincite.api.serving import serve as run

    settings = _settings(args)
    uploads = _uploads(args, index_dir, engine)
    service = Service(_open_index(index_dir), settings, uploads)
    run(create_app(service), settings, before_stopping=service.desk.close)
    return DONE


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
