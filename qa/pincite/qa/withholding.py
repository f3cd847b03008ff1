"""Whether an answer is given or withheld, and what its confidence means."""

from dataclasses import dataclass, replace

from pincite.corpus import InputError
from pincite.qa.answers import Answer, Question
from pincite.qa.calibrating import Calibration
from pincite.qa.deciding import Decision
from pincite.qa.error_bounds import ErrorBound, check_share, percent
from pincite.qa.settings import Settings

CHANGED = "The documents have changed since the calibration that this bound rests on."


@dataclass(frozen=True, slots=True)
class Withholding:
    """The bar that an answer has to reach."""

    bar: float
    """Answers of lower confidence are withheld."""
    usual_bar: float
    """The bar that stands where no error is asked for."""
    calibration: Calibration | None = None
    bound: ErrorBound | None = None
    is_outdated: bool = False
    """Whether the documents have changed since the calibration."""

    def confidence(self, decision: Decision) -> float:
        """What of a decision is held against the bar."""
        return decision.confidence

    def withholds(self, decision: Decision) -> bool:
        """Whether the answer that was decided on is withheld; it is where there is none."""
        return not decision.proposals or self.confidence(decision) < self.bar

    def told(self, answer: Answer, decision: Decision) -> Answer:
        """The answer with its confidence calibrated and the bound it was held to."""
        confidence = self.confidence(decision)
        if self.calibration is not None:
            answer = replace(answer, confidence=self._calibrated(answer, confidence))
        if self.bound is None:
            return answer
        if answer.status == "no_answer" and confidence >= self.usual_bar:
            note = f"What was found is not sure enough to hold {_held(self.bound)}."
            answer = replace(answer, reason="uncertain", note=note)
        notes = (answer.note, CHANGED if self.is_outdated else None)
        return replace(answer, bound=self.bound, note=" ".join(filter(None, notes)) or None)

    def _calibrated(self, answer: Answer, confidence: float) -> float:
        if self.calibration is None:
            return confidence
        withheld = answer.status == "no_answer"
        curve = self.calibration.absent if withheld else self.calibration.right
        return curve.at(confidence)


def withholding(
    question: Question,
    settings: Settings,
    calibration: Calibration | None,
    *,
    generation: str,
    confidences: str,
) -> Withholding:
    """The bar for a question over an index.

    `generation` names the state of the index, `confidences` what confidences come from now; a
    calibration of others is left aside.

    Raises:
        InputError: the question asks for a bound that cannot be kept; the message says why.
    """
    fits = calibration is not None and calibration.reader == confidences
    usable = calibration if fits else None
    usual = usable.bar if usable else settings.abstain_below
    if question.max_error is None:
        return Withholding(usual, usual, usable)
    check_share(question.max_error, question.error_of)
    if usable is None:
        raise InputError(_no_bound(calibration))
    bound = usable.bound(question.max_error, question.error_of)
    outdated = usable.generation != generation
    return Withholding(bound.bar, usual, usable, bound, is_outdated=outdated)


def _no_bound(calibration: Calibration | None) -> str:
    if calibration is None:
        why = "this index has no calibration"
    else:
        why = "the reader or its weights are not those that this index was calibrated with"
    return f"wrong answers cannot be held at a share: {why}; run `pincite calibrate` first"


def _held(bound: ErrorBound) -> str:
    return f"wrong answers at {percent(bound.max_error)} of the {bound.of}"
