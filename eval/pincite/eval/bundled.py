"""The question sets that come with the project, over the folders that come with it.

`python -m pincite.eval.bundled` asks all of them, each set over its own folder, and prints the
figures of everything together: the tables of docs/evaluation.md. It works in a checkout; the
question files are not part of the installed package.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pincite.corpus import InputError, PinciteError
from pincite.eval.asking import Examiner, Options, Outcome
from pincite.eval.questions import QuestionRow
from pincite.eval.run import chosen_rows
from pincite.eval.run_file import warnings
from pincite.eval.summary import summarise
from pincite.eval.summary_report import summary_to_markdown
from pincite.eval.system import AssistantSystem, open_system
from pincite.indexer.build import update_index

ROOT = Path(__file__).parents[3]
DEV = "dev"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question file and the folder that it asks about."""

    name: str
    documents: Path
    questions: Path

    def rows(self, split: str | None = None) -> list[QuestionRow]:
        """The rows of a split, or all."""
        return chosen_rows(self.questions, split=split)


def bundled_sets(root: Path = ROOT, *, sources: Path | None = None) -> list[QuestionSet]:
    """The sets of a checkout; with `sources`, the folder of the real texts, theirs as well.

    Raises:
        InputError: `root` is no checkout.
    """
    questions = root / "eval" / "questions"
    if not questions.is_dir():
        raise InputError(f"{root}: holds no eval/questions; run this in a checkout of pincite")
    folders = {
        "alliance": root / "corpus" / "documents",
        "appliances": root / "eval" / "folders" / "appliances",
        "policies": root / "eval" / "folders" / "policies",
    }
    if sources:
        folders["sources"] = sources
    return [QuestionSet(name, path, questions / f"{name}.jsonl") for name, path in folders.items()]


def indexed(one: QuestionSet, work: Path) -> Path:
    """The index of the set's folder, made under `work`."""
    index_dir = work / one.name
    update_index(index_dir, [one.documents])
    return index_dir


def ask_all(
    sets: Sequence[QuestionSet], options: Options, *, split: str | None = None
) -> Iterator[Outcome]:
    """The outcomes of every set, each asked over an index of its own folder."""
    with TemporaryDirectory() as work:
        for one in sets:
            with open_system(indexed(one, Path(work))) as system:
                yield from _asked(system, one, options, split)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures of all bundled sets together."""
    parser = argparse.ArgumentParser(prog="python -m pincite.eval.bundled", description=__doc__)
    parser.add_argument("--sources", type=Path, metavar="DIR", help="also ask about these texts")
    parser.add_argument("--split", metavar="NAME", help="only the rows of this split")
    parser.add_argument("--quick", action="store_true", help="no follow-up or softmax comparison")
    args = parser.parse_args(arguments)
    options = Options(followups=not args.quick, plain_softmax=not args.quick)
    try:
        outcomes = list(ask_all(bundled_sets(sources=args.sources), options, split=args.split))
    except PinciteError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    summary = summarise([outcome.scored for outcome in outcomes])
    sys.stdout.write(summary_to_markdown(summary, warnings(outcomes)))
    return 0


def _asked(
    system: AssistantSystem, one: QuestionSet, options: Options, split: str | None
) -> list[Outcome]:
    return Examiner(system, options).examine(one.rows(split), domain=one.name)


if __name__ == "__main__":
    sys.exit(main())
