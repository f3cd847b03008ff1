"""`pincite eval draft` and `pincite eval review`."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pincite.corpus import InputError

Json = dict[str, Any]
Progress = Callable[[int, int], None]

DRAFT_EXAMPLES = """\
No language model writes them: rules turn statements, tables, lists and definitions into questions,
and each is kept only when the index gives its answer and place back. Look through them with
`pincite eval review` before you rely on them.

examples:
  pincite eval draft handbook/ --out drafts.jsonl
  pincite eval review drafts.jsonl --out questions.jsonl
  pincite eval run --questions questions.jsonl"""

REVIEW_EXAMPLES = """\
Every decision is kept beside FILE as it is made, so you can stop (q) and go on another day.
FILE may also come from `pincite feedback --out FILE`."""


def add_draft(command: argparse.ArgumentParser, count: Callable[[str], int]) -> None:
    """The arguments of `draft`."""
    command.add_argument(
        "folders", type=Path, nargs="*", metavar="FOLDER", help="what to ask about (the index)"
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="where the drafts are written"
    )
    command.add_argument(
        "--limit", type=count, default=200, metavar="N", help="at most N drafts, the best (200)"
    )
    command.add_argument(
        "--rejected", type=Path, metavar="FILE", help="also write what was rejected, and why"
    )


def add_review(command: argparse.ArgumentParser) -> None:
    """The arguments of `review`."""
    command.add_argument("file", type=Path, metavar="FILE", help="drafts or feedback")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="the accepted questions (FILE.accepted.jsonl)"
    )


def draft(args: argparse.Namespace, index_dir: Path, progress: Progress) -> tuple[Json, str]:
    """Drafts questions over folders, or over the index; a summary as JSON and as text.

    Raises:
        InputError: a folder or the output is not usable.
    """
    from pincite.eval.drafting.asking_index import indexed_folders, opened_index
    from pincite.eval.drafting.drafting import folder_of, judge_all, ranked
    from pincite.eval.drafting.files import draft_rows, rejected_rows, write_rows

    if args.out.is_dir():
        raise InputError(f"--out {args.out}: is a folder; name a file")
    opened = indexed_folders(args.folders) if args.folders else opened_index(index_dir)
    with opened as asked:
        judged = judge_all(folder_of(asked.documents), asked, progress)
    rows = draft_rows(ranked(judged, limit=args.limit))
    write_rows(args.out, rows)
    if args.rejected:
        write_rows(args.rejected, rejected_rows(judged))
    kinds = dict(sorted(Counter(row.get("kind", "question") for row in rows).items()))
    rejected = sum(bool(one.faults) for one in judged)
    summary = {"n": len(rows), "by_kind": kinds, "rejected": rejected, "out": str(args.out)}
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return summary, (
        f"{len(rows)} drafts in {args.out} ({told or 'none'}); {rejected} rejected.\n"
        f"Next: pincite eval review {args.out}\n"
    )


def review(args: argparse.Namespace) -> tuple[Json, str]:
    """Goes through drafts on the terminal; a summary as JSON and as text.

    Raises:
        InputError: the file is not usable, or there is no terminal to ask on.
    """
    from pincite.eval.drafting.files import write_rows
    from pincite.eval.drafting.reviewing import go_through, open_review

    found = open_review(args.file)
    out = args.out or args.file.with_name(f"{args.file.stem}.accepted.jsonl")
    if out.resolve() == args.file.resolve():
        raise InputError(f"--out {out}: is the file of drafts; name another")
    try:
        go_through(found, _ask, _tell)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
    write_rows(out, found.accepted)
    summary = {
        "accepted": len(found.accepted),
        "rejected": len(found.decisions) - len(found.accepted),
        "waiting": len(found.waiting),
        "out": str(out),
    }
    return summary, (
        f"{summary['accepted']} accepted in {out}, {summary['rejected']} rejected, "
        f"{summary['waiting']} still to see.\n"
    )


def _ask(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
