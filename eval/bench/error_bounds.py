"""Whether an error that is asked for holds: calibrate on one half of the questions, ask the other.

    python eval/bench/error_bounds.py QUESTIONS --index DIR [--keep JUDGED.json] [--splits 500]

Asks every question of the index once with nothing withheld, then parts the questions at random,
many times. Prints one JSON object: for each error asked for the share of wrong answers on the other
half (mean over the splits, and the range of the middle 95 %), in how many splits it was exceeded,
the share of the answerable questions still answered, and in how many splits the bound was refused.
With --keep the judged questions are kept, or taken from there.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from statistics import mean
from typing import Any

from pincite.corpus import PinciteError
from pincite.eval.calibrate import judge
from pincite.eval.calibration import auroc, calibration_error
from pincite.eval.questions import read_questions
from pincite.qa.assembly import open_assistant
from pincite.qa.calibrating import calibrate
from pincite.qa.error_bounds import ErrorBound, Judged, Of, find_bound
from pincite.qa.settings import Settings

ERRORS = (0.01, 0.05, 0.1, 0.2)
OFS: tuple[Of, ...] = ("questions", "answers")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the measurement and prints its figures."""
    args = _arguments(arguments)
    try:
        judged = kept_or_judged(args)
    except PinciteError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(measure(judged, splits=args.splits, seed=args.seed)) + "\n")
    return 0


def kept_or_judged(args: argparse.Namespace) -> list[Judged]:
    """The judged questions, asked of the index unless they were kept before."""
    if args.keep and args.keep.exists():
        return [Judged(*row) for row in json.loads(args.keep.read_text(encoding="utf-8"))]
    rows = [row for path in args.questions for row in read_questions(path)]
    rows = [row for row in rows if args.split is None or row.split == args.split]
    with open_assistant(args.index, Settings(abstain_below=0.0), calibrated=False) as assistant:
        judged = judge(assistant, rows)
    if args.keep:
        args.keep.write_text(json.dumps([astuple(one) for one in judged]), encoding="utf-8")
    return judged


def measure(judged: Sequence[Judged], *, splits: int, seed: int) -> dict[str, Any]:
    """The figures over random halves."""
    rng = random.Random(seed)
    halves = [halved(judged, rng) for _ in range(splits)]
    shipped = [(one.confidence, one.right) for one in judged]
    return {
        "n": len(judged),
        "answerable": sum(one.answerable for one in judged),
        "right": sum(one.right for one in judged),
        "splits": splits,
        "auroc": auroc(shipped),
        "ece": calibration_error(shipped),
        "ece_calibrated_on_the_other_half": mean(_error_after(*half) for half in halves),
        "bounds": [_bound(halves, error, of) for of in OFS for error in ERRORS],
    }


def halved(judged: Sequence[Judged], rng: random.Random) -> tuple[list[Judged], list[Judged]]:
    """The questions in two halves at random."""
    order = rng.sample(judged, len(judged))
    middle = len(order) // 2
    return order[:middle], order[middle:]


def _error_after(first: Sequence[Judged], second: Sequence[Judged]) -> float:
    """The calibration error on the second half after calibrating on the first."""
    curve = calibrate(first, generation="", reader="").right
    return calibration_error([(curve.at(one.confidence), one.right) for one in second]) or 0.0


def _bound(
    halves: Sequence[tuple[list[Judged], list[Judged]]], error: float, of: Of
) -> dict[str, Any]:
    held = [(bound, half[1]) for half in halves if (bound := find_bound(half[0], error, of))]
    shown: dict[str, Any] = {"max_error": error, "of": of, "refused": len(halves) - len(held)}
    if not held:
        return shown
    wrong = sorted(_wrong(bound, second, of) for bound, second in held)
    return shown | {
        "wrong_mean": round(mean(wrong), 4),
        "wrong_middle_95": [
            round(wrong[round(share * (len(wrong) - 1))], 4) for share in (0.025, 0.975)
        ],
        "exceeded": sum(share > error for share in wrong),
        "answered": round(mean(_answered(bound, second) for bound, second in held), 4),
        "answerable_answered": round(
            mean(_answered(bound, _answerable(second)) for bound, second in held), 4
        ),
        "wrong_of_answers": round(mean(_wrong(b, second, "answers") for b, second in held), 4),
    }  # fmt: skip


def _wrong(bound: ErrorBound, judged: Sequence[Judged], of: Of) -> float:
    given = [one for one in judged if one.confidence >= bound.bar]
    wrong = sum(not one.right for one in given)
    return wrong / max(1, len(judged) if of == "questions" else len(given))


def _answerable(judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if one.answerable]


def _answered(bound: ErrorBound, judged: Sequence[Judged]) -> float:
    return sum(one.confidence >= bound.bar for one in judged) / max(1, len(judged))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, nargs="*", metavar="QUESTIONS")
    parser.add_argument("--index", type=Path, metavar="DIR")
    parser.add_argument("--split", metavar="NAME", help='only the rows of this split ("dev")')
    parser.add_argument("--keep", type=Path, metavar="JUDGED.json")
    parser.add_argument("--splits", type=int, default=500, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
