"""`pincite eval report`."""

import argparse
from pathlib import Path
from typing import Any

from pincite.corpus import InputError

REPORT_EXAMPLES = """\
One HTML page that needs nothing else: tables, curves, every wrong answer of the listed questions.
Several runs are laid beside the first.

examples:
  pincite eval report runs/today.json
  pincite eval report runs/before.json runs/after.json --out compared.html"""


def add_report(command: argparse.ArgumentParser) -> None:
    """The arguments of `report`."""
    command.add_argument("runs", type=Path, nargs="+", metavar="RUN.json")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="the page (beside the first run, as .html)"
    )


def report(args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """Writes the page; where it is as JSON and as text.

    Raises:
        InputError: a run cannot be read, or the page cannot be written.
    """
    from pincite.eval.reporting.page import report as page_of
    from pincite.eval.reporting.shown_run import read_runs

    page = page_of(read_runs(args.runs))
    out = args.out or args.runs[0].with_suffix(".html")
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"--out {out}: cannot be written ({error})") from error
    return {"out": str(out), "bytes": len(page.encode("utf-8"))}, f"{out}\n"
