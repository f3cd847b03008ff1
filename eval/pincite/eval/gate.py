"""The gate: the bundled sets' dev halves must not do worse than their baselines.

`python -m pincite.eval.gate` compares, `python -m pincite.eval.gate --renew` makes the present
figures the new baselines. Exit code 1 when a figure has fallen by more than its margin.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pincite.corpus import InputError, PinciteError
from pincite.eval.bundled import DEV, ROOT, QuestionSet, bundled_sets, indexed
from pincite.eval.compare import Comparison, compare
from pincite.eval.compare_report import to_junit, to_markdown
from pincite.eval.run import run_system
from pincite.eval.run_file import read_run, slim, write_run
from pincite.eval.summary import Json
from pincite.eval.system import open_system


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the gate and returns its exit code."""
    args = _arguments(arguments)
    try:
        sets = bundled_sets(args.root)
        if args.renew:
            return _renew(sets, args.baselines)
        return _check(sets, args.baselines, args.reports)
    except PinciteError as error:
        sys.stderr.write(f"{error}\n")
        return 2


def dev_run(one: QuestionSet, work: Path) -> Json:
    """The run of a set's dev half over a fresh index of its folder."""
    with open_system(indexed(one, work)) as system:
        return run_system(system, one.questions, split=DEV)


def against_baseline(one: QuestionSet, baselines: Path, work: Path) -> Comparison:
    """The present run of a set beside its baseline.

    Raises:
        InputError: there is no baseline yet.
    """
    baseline = baselines / f"{one.name}.json"
    if not baseline.is_file():
        raise InputError(f"{baseline}: no baseline yet; `python -m pincite.eval.gate --renew`")
    now = work / f"{one.name}.json"
    write_run(now, dev_run(one, work))
    return compare(read_run(baseline), read_run(now))


def _check(sets: Sequence[QuestionSet], baselines: Path, reports: Path | None) -> int:
    failed = False
    with TemporaryDirectory() as work:
        for one in sets:
            comparison = against_baseline(one, baselines, Path(work))
            failed = failed or bool(comparison.fallen)
            sys.stdout.write(f"## {one.name}\n\n{to_markdown(comparison)}\n")
            if reports:
                _report(one.name, comparison, reports)
    return int(failed)


def _report(name: str, comparison: Comparison, reports: Path) -> None:
    reports.mkdir(parents=True, exist_ok=True)
    (reports / f"{name}.md").write_text(to_markdown(comparison), encoding="utf-8")
    (reports / f"{name}.xml").write_text(to_junit(comparison), encoding="utf-8")


def _renew(sets: Sequence[QuestionSet], baselines: Path) -> int:
    with TemporaryDirectory() as work:
        for one in sets:
            write_run(baselines / f"{one.name}.json", slim(dev_run(one, Path(work))))
            sys.stdout.write(f"renewed {baselines / one.name}.json\n")
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m pincite.eval.gate", description=__doc__)
    parser.add_argument(
        "--renew", action="store_true", help="make the present figures the baseline"
    )
    parser.add_argument("--reports", type=Path, metavar="DIR", help="write JUnit XML and Markdown")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    parser.add_argument(
        "--baselines", type=Path, metavar="DIR", default=ROOT / "eval" / "baselines",
        help="where the baselines lie (eval/baselines)",
    )  # fmt: skip
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
