"""Whether two claims hold at the time that a question asks about."""

from pincite.corpus import Span
from pincite.qa.disagreement.claims import Claim
from pincite.qa.parsed_question import ParsedQuestion
from pincite.qa.times import asked_time, asks_who_holds, is_former, time_fit

EXPLICIT_FIT = 0.8  # of a statement with a date of its own, or of a document of that time


def same_time(
    parsed: ParsedQuestion,
    first: Claim,
    second: Claim,
    as_of: str | None,
    *,
    evidence_needed: bool = True,
) -> bool:
    """Whether the question names no time, or both statements speak of the time it names.

    With `evidence_needed` both must say so; else it is enough that neither says otherwise.
    """
    frame = asked_time(parsed.text, as_of)
    if not frame.names_time:
        return not asks_who_holds(parsed.text) or not any(map(_is_over, (first, second)))
    if frame.kind == "now":
        return _hold_together(first, second)
    fits = [
        time_fit(
            frame,
            claim.statement.sentence,
            claim.statement.span or Span(0, 0),
            claim.statement.as_of,
            context=claim.statement.context,
        )
        for claim in (first, second)
    ]
    return min(fits) >= EXPLICIT_FIT if evidence_needed else (fits[0] < 0.5) == (fits[1] < 0.5)


def _hold_together(first: Claim, second: Claim) -> bool:
    """Whether both claims speak from the same date, and neither of what is over."""
    dates = [claim.statement.as_of for claim in (first, second)]
    return dates[0] == dates[1] and not any(map(_is_over, (first, second)))


def _is_over(claim: Claim) -> bool:
    """Whether it is said to hold no more."""
    span = claim.statement.span
    return span is not None and is_former(claim.statement.sentence, span)
