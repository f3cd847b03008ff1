"""Whether a value that was worked out leads the answers, or none is given."""

from dataclasses import replace

from pincite.qa.deciding import Decision
from pincite.qa.evidence import Proposal
from pincite.qa.sureness import Sureness
from pincite.qa.workings.operands import Operands

LEAST_RIGHT = 0.3
"""Probability of the less sure operand from which a value is given."""
LIKELY = 0.5
"""Probability from which a value that was worked out of itself is not replaced by its like."""
LIKELY_OF_KIND = 0.25
"""The same where its operands stand in tables alone or sentences alone, and the other's in both."""
MISSING = 0.25
"""What a quote counts of itself where the question asks for more than one amount."""


def led_by(decision: Decision, asked: Operands, worked: Proposal | None) -> Decision:
    """The decision with a worked-out value first; without one a mere quote is less likely.

    A value that was worked out of itself stays where it is at least as sure, or likely and by the
    same operation: its operands were judged together.
    """
    first = decision.proposals[0] if decision.proposals else None
    known = decision.sureness or Sureness(decision.confidence, 1 - decision.confidence)
    if worked is None or worked.probability < LEAST_RIGHT:
        if first is None or first.computed is not None or asked.may_be_stated:
            return decision
        return replace(decision, sureness=replace(known, right=MISSING * known.right))
    if first is not None and first.computed is not None:
        is_alike = worked.computed and worked.computed.operation == first.computed.operation
        least = LIKELY_OF_KIND if _is_mixed(worked) and not _is_mixed(first) else LIKELY
        if asked.way == "share":
            least = 0.0
        if known.right >= worked.probability or (is_alike and first.probability >= least):
            return decision
    right = worked.probability
    return replace(
        decision,
        proposals=(worked, *decision.proposals),
        confidence=right,
        conflict=None,
        sureness=Sureness(right, 1 - right if right < 0.5 else min(known.absent, 1 - right)),
    )


def _is_mixed(worked: Proposal) -> bool:
    """Whether some of its operands stand in a table and others do not."""
    return len({place.cell is None for place in worked.places}) > 1
