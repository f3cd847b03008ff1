"""Whether an answer is given or withheld, and what its confidence means."""

from dataclasses import dataclass, replace

from pincite.corpus import InputError
from pincite.qa.answers import Answer, Question
from pincite.qa.calibrating import Calibration
from pincite.qa.deciding import Decision
from pincite.qa.error_bounds import ErrorBound, check_share, percent
from pincite.qa.settings import Settings
from pincite.qa.sureness import Sureness

CHANGED = "The documents have changed since the calibration that this bound rests on."


@dataclass(frozen=True, slots=True)
class Bar:
    """What an answer has to reach."""

    at: float
    by_sureness: bool
    """Whether it is held against the probability that the answer is right; otherwise, as the
    shipped bar, against how much likelier that is than that there is no answer."""

    def weighed(self, decision: Decision) -> float:
        """What of a decision is held against it."""
        known = sure(decision)
        return known.right if self.by_sureness else known.share_right

    def is_reached(self, decision: Decision) -> bool:
        """Whether there is an answer, and it reaches the bar."""
        return bool(decision.proposals) and self.weighed(decision) >= self.at


@dataclass(frozen=True, slots=True)
class Withholding:
    """Which answers are given, and what their confidence is told as."""

    bar: Bar
    usual: Bar
    """The bar that stands where no error is asked for."""
    calibration: Calibration | None = None
    bound: ErrorBound | None = None
    is_outdated: bool = False
    """Whether the documents have changed since the calibration."""

    def told(self, answer: Answer, decision: Decision) -> Answer:
        """The answer with its confidence and the bound it was held to."""
        answer = replace(answer, confidence=self._confidence(answer, decision))
        if self.bound is None:
            return answer
        if answer.status == "no_answer" and self.usual.is_reached(decision):
            note = f"What was found is not sure enough to hold {_held(self.bound)}."
            answer = replace(answer, reason="uncertain", note=note)
        notes = (answer.note, CHANGED if self.is_outdated else None)
        return replace(answer, bound=self.bound, note=" ".join(filter(None, notes)) or None)

    def _confidence(self, answer: Answer, decision: Decision) -> float:
        """The probability that the answer is right, or with none that there is none."""
        known, withheld = sure(decision), answer.status == "no_answer"
        if self.calibration is None:
            return known.absent if withheld else known.right
        curve = self.calibration.absent if withheld else self.calibration.right
        return curve.at(known.right)


def sure(decision: Decision) -> Sureness:
    """How sure a decision is; by its first proposal alone where no more was worked out."""
    confidence = decision.confidence
    return decision.sureness or Sureness(right=confidence, absent=1 - confidence)


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
    own = usable.bar if usable else None
    usual = (
        Bar(settings.abstain_below, by_sureness=False)
        if own is None
        else Bar(own, by_sureness=True)
    )
    if question.max_error is None:
        return Withholding(usual, usual, usable)
    check_share(question.max_error, question.error_of)
    if usable is None:
        raise InputError(_no_bound(calibration))
    bound = usable.bound(question.max_error, question.error_of)
    outdated = usable.generation != generation
    return Withholding(Bar(bound.bar, by_sureness=True), usual, usable, bound, is_outdated=outdated)


def _no_bound(calibration: Calibration | None) -> str:
    if calibration is None:
        why = "this index has no calibration"
    else:
        why = "the reader or its weights are not those that this index was calibrated with"
    return f"wrong answers cannot be held at a share: {why}; run `pincite calibrate` first"


def _held(bound: ErrorBound) -> str:
    return f"wrong answers at {percent(bound.max_error)} of the {bound.of}"
