"""Runs question files against the assistant of an index."""

from collections.abc import Sequence
from pathlib import Path

from pincite.corpus import InputError
from pincite.eval.asking import Examiner, Options, Outcome, Progress
from pincite.eval.questions import QuestionRow, read_questions
from pincite.eval.run_file import run_to_json
from pincite.eval.summary import Json
from pincite.eval.system import System, open_system
from pincite.eval.trec import write_trec


def run_questions(
    index_dir: Path,
    questions: Sequence[Path],
    *,
    split: str | None = None,
    limit: int | None = None,
    followups: bool = False,
    plain_softmax: bool = False,
    trec: Path | None = None,
    progress: Progress | None = None,
) -> Json:
    """The content of the run file of all questions, asked of the index.

    Raises:
        InputError: a question file is wrong or has no row of the split.
        IndexUnusableError: the index is missing, damaged or of another version.
    """
    files = [(path, chosen_rows(path, split=split, limit=limit)) for path in questions]
    _forbid_repeated_ids(files)
    with open_system(index_dir) as system:
        examiner = Examiner(system, Options(followups, plain_softmax))
        outcomes = run_files(examiner, files, progress)
        if trec:
            write_trec(trec, outcomes, examiner.passages)
        return run_to_json(outcomes, system.identity, questions)


def run_system(system: System, questions: Path, *, split: str | None = None) -> Json:
    """The content of the run file of one question file, asked of any system."""
    rows = chosen_rows(questions, split=split)
    outcomes = run_files(Examiner(system), [(questions, rows)])
    return run_to_json(outcomes, system.identity, [questions])


def run_files(
    examiner: Examiner,
    files: Sequence[tuple[Path, Sequence[QuestionRow]]],
    progress: Progress | None = None,
) -> list[Outcome]:
    """The outcomes of all files; a row's domain is its file's name where it names none itself."""
    return [
        outcome
        for path, rows in files
        for outcome in examiner.examine(rows, domain=path.stem, progress=progress)
    ]


def chosen_rows(
    path: Path, *, split: str | None = None, limit: int | None = None
) -> list[QuestionRow]:
    """The rows of a question file that are asked.

    Raises:
        InputError: the file is wrong, or no row is of the split.
    """
    rows = [row for row in read_questions(path) if split is None or row.split == split]
    if not rows:
        raise InputError(f"{path}: no row has the split {split!r}")
    return rows[:limit]


def _forbid_repeated_ids(files: Sequence[tuple[Path, Sequence[QuestionRow]]]) -> None:
    seen: dict[str, Path] = {}
    for path, rows in files:
        for row in rows:
            if row.id in seen:
                raise InputError(f"{path}: the id {row.id!r} stands in {seen[row.id]} too")
            seen[row.id] = path
