"""Open SQuAD: all passages of a reading set as one corpus, every question asked of all of them.

    python eval/bench/open_squad.py squad.v1.1.dev.jsonl.gz --limit 500

Prints one JSON object: recall by passage and by paragraph, exact match and F1, calibration, p50 and
p95 of a whole answer. The literature never abstains here, and so does this unless --abstain is
given. With --index the index is kept and used again.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pincite.corpus import PinciteError
from pincite.eval.asking import Examiner, Outcome
from pincite.eval.importing import DOCUMENTS, QUESTIONS, import_squad
from pincite.eval.questions import read_questions
from pincite.eval.summary import summarise
from pincite.eval.system import open_system
from pincite.indexer.build import update_index
from pincite.qa.settings import Settings

FIGURES = (
    "n", "exact", "f1", "right", "recall_at_1", "recall_at_5", "recall_at_10", "mrr",
    "citation_precision", "verbatim", "abstention_recall", "wrong_abstentions", "ece", "auroc",
    "p50_ms", "p95_ms",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the measurement and prints its figures."""
    args = _arguments(arguments)
    with TemporaryDirectory() as work:
        try:
            figures = measure(args, Path(work))
        except PinciteError as error:
            sys.stderr.write(f"{error}\n")
            return 2
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def measure(args: argparse.Namespace, work: Path) -> dict[str, object]:
    """The figures of the set."""
    import_squad(args.file, work, limit=args.limit)
    index_dir = args.index or work / "index"
    report = update_index(index_dir, [work / DOCUMENTS]) if not index_dir.exists() else None
    settings = Settings() if args.abstain else Settings(abstain_below=0.0)
    with open_system(index_dir, settings) as system:
        rows = read_questions(work / QUESTIONS)
        outcomes = Examiner(system).examine(rows, domain="squad", progress=_progress)
    summary = summarise([outcome.scored for outcome in outcomes])
    return {name: summary[name] for name in FIGURES} | {
        "f1_interval": summary["intervals"]["f1"],
        "paragraph_recall_at_1": paragraph_recall(1, outcomes),
        "paragraph_recall_at_5": paragraph_recall(5, outcomes),
        "indexing_s": round(report.seconds, 1) if report else None,
        "reader": system.identity.reader,
    }


def paragraph_recall(k: int, outcomes: Sequence[Outcome]) -> float | None:
    """The share of questions whose paragraph is among the first k different ones."""
    judged = [one for one in outcomes if one.row.evidence]
    if not judged:
        return None
    found = [
        one.row.evidence[0].source in list(dict.fromkeys(p.source for p in one.ranking))[:k]
        for one in judged
    ]
    return round(sum(found) / len(found), 4)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} questions" + ("\n" if done == total else ""))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="SQuAD JSON or JSON lines, also .gz"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="N questions at even distances")
    parser.add_argument("--abstain", action="store_true", help="with the shipped abstaining")
    parser.add_argument("--index", type=Path, metavar="DIR", help="keep the index there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
