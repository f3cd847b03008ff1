"""Judges the answers to questions over one's own documents and calibrates the index by them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pincite.corpus import InputError
from pincite.eval.calibration import auroc, calibration_error
from pincite.eval.marks import mark
from pincite.eval.questions import QuestionRow, read_questions
from pincite.qa.answering import Assistant
from pincite.qa.assembly import open_assistant
from pincite.qa.calibrating import Calibration, calibrate
from pincite.qa.calibration_file import NAME, confidences_of, write_calibration
from pincite.qa.error_bounds import ErrorBound, Judged, Of, percent
from pincite.qa.settings import Settings

Json = dict[str, Any]
Progress = Callable[[int, int], None]
SHOWN_ERRORS = (0.01, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration and where it is kept."""

    calibration: Calibration
    path: Path


def calibrate_index(
    index_dir: Path,
    questions: Sequence[Path],
    *,
    split: str | None = None,
    progress: Progress | None = None,
) -> Calibrated:
    """Asks every question, judges the answers, and keeps what confidence means by them.

    Raises:
        InputError: a file is wrong, or holds too few questions.
        IndexUnusableError: the index is missing, damaged or of another version.
    """
    rows = [row for path in questions for row in read_questions(path)]
    if split is not None:
        rows = [row for row in rows if row.split == split]
    with open_assistant(index_dir, Settings(abstain_below=0.0), calibrated=False) as assistant:
        judged = judge(assistant, rows, progress=progress)
        calibration = calibrate(
            judged,
            generation=assistant.index.generation,
            reader=confidences_of(assistant.reader.name),
        )
    return Calibrated(calibration, write_calibration(index_dir, calibration))


def forget_calibration(index_dir: Path) -> bool:
    """Removes the calibration of an index; whether there was one."""
    path = index_dir / NAME
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def judge(
    assistant: Assistant, rows: Sequence[QuestionRow], *, progress: Progress | None = None
) -> list[Judged]:
    """What came of each question; the assistant must withhold nothing."""
    judged = []
    for done, row in enumerate(rows, start=1):
        judged.append(_judged(assistant, row))
        if progress:
            progress(done, len(rows))
    return judged


def figures(calibration: Calibration) -> Json:
    """What a calibration is worth: how many questions, and what each error would leave answered."""
    judged = calibration.judged
    before = [(one.confidence, one.right) for one in judged]
    after = [(calibration.right.at(one.confidence), one.right) for one in judged]
    return {
        "n": len(judged),
        "answerable": sum(one.answerable for one in judged),
        "right": sum(one.right for one in judged),
        "bar": _rounded(calibration.bar),
        "ece_before": _rounded(calibration_error(before)),
        "ece_after": _rounded(calibration_error(after)),
        "auroc": _rounded(auroc(before)),
        "bounds": [_bound(calibration, share, of) for of in _OFS for share in SHOWN_ERRORS],
    }


def to_text(figures: Json, path: Path) -> str:
    """The figures as a person reads them."""
    lines = [
        f"{figures['n']} questions judged, {figures['answerable']} answerable; "
        f"{figures['right']} answered right with nothing withheld.",
        f"Calibration error {figures['ece_before']:.3f} before, {figures['ece_after']:.3f} after "
        "(on the same questions).",
        _bar_in_words(figures["bar"]),
        "",
        "--max-error                bar  answered  wrong  of the answerable",
        *map(_line, figures["bounds"]),
        "",
        f"Kept in {path}.",
    ]
    return "\n".join(lines) + "\n"


_OFS: tuple[Of, ...] = ("questions", "answers")


def _judged(assistant: Assistant, row: QuestionRow) -> Judged:
    try:
        answer = assistant.ask(row.to_question())
    except InputError as error:
        raise InputError(f"question {row.id}: {error}") from error
    if answer.status == "no_answer":
        return Judged(0.0, False, not row.unanswerable)
    marks = mark(row, answer, (), lambda source: None, ms=0.0)
    return Judged(answer.confidence, marks.right, not row.unanswerable)


def _bound(calibration: Calibration, share: float, of: Of) -> Json:
    answerable = [one for one in calibration.judged if one.answerable]
    shown: Json = {"max_error": share, "of": of}
    try:
        bound: ErrorBound = calibration.bound(share, of)
    except InputError as error:
        return shown | {"bar": None, "said": str(error)}
    kept = sum(one.confidence >= bound.bar for one in answerable)
    return shown | {
        "bar": round(bound.bar, 4),
        "answered": bound.answered,
        "wrong": bound.wrong,
        "answerable_answered": _rounded(kept / len(answerable) if answerable else None),
    }


def _bar_in_words(bar: float | None) -> str:
    if bar is None:
        return "The bar stays as shipped: another takes ten questions of each sort."
    return f"Answers are given from {bar:.2f} on, where most of the questions ended well."


def _line(bound: Json) -> str:
    name = f"{percent(bound['max_error'])} of the {bound['of']}"
    if bound["bar"] is None:
        return f"{name:<24} cannot be held by these questions"
    kept = bound["answerable_answered"]
    share = "" if kept is None else f"{percent(round(kept, 3))}"
    return (
        f"{name:<24} {bound['bar']:>5.2f} {bound['answered']:>9} {bound['wrong']:>6}  {share:>17}"
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
