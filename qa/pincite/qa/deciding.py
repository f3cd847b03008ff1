"""Which of the proposals becomes the answer, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.qa.choosing import gather_choices, shortlist, weigh
from pincite.qa.confidence import Logistic
from pincite.qa.contents import led_by_contents
from pincite.qa.disagreement import Conflict, find_conflict, with_further
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.expansions import led_by_expansion
from pincite.qa.life_dates import led_by_life
from pincite.qa.parsed_question import AnswerType
from pincite.qa.preferring import prefer, settle
from pincite.qa.spans import propose_spans
from pincite.qa.sureness import Sureness
from pincite.qa.tables.verdicts import propose_cell_verdicts
from pincite.qa.yes_no import propose_verdicts


@dataclass(frozen=True, slots=True)
class Decision:
    """The proposals in the order of preference and the confidence in the first."""

    proposals: tuple[Proposal, ...]
    confidence: float
    """0..1: that the first proposal answers the question; 0 without proposals."""
    conflict: Conflict | None = None
    """The different values that the sources give, where they disagree."""
    sureness: Sureness | None = None
    """How sure the answer is, were it given; None where that was not worked out."""

    @property
    def sides(self) -> tuple[Proposal, ...]:
        """The values that the sources give where they disagree, the one to show first first."""
        return tuple(side.proposal for side in self.conflict.sides) if self.conflict else ()


def decide(evidence: Evidence, models: Mapping[str, Logistic]) -> Decision:
    """The answer that the evidence speaks for, by all ways of answering."""
    spans = propose_spans(evidence, models["span"])
    if evidence.parsed.answer_type is AnswerType.YES_NO:
        verdicts = [
            *propose_verdicts(evidence, spans, models["yes_no"]),
            *propose_cell_verdicts(evidence, models["yes_no_cells"]),
        ]
        verdicts.sort(key=_likeliest_first)
        return Decision(tuple(verdicts), verdicts[0].probability if verdicts else 0.0)
    gathered = gather_choices(evidence, spans, models)
    choices = shortlist(evidence, gathered, models["shortlist"])
    if not choices:
        return Decision((), 0.0)
    weighed = item_by_item(evidence, weigh(evidence, choices, models["choice"]))
    weighed = led_by_life(evidence, led_by_expansion(evidence, weighed))
    weighed = led_by_contents(evidence, weighed)
    way = max(weighed, key=lambda choice: choice.probability).origin
    own = sorted((choice for choice in weighed if choice.origin == way), key=_likeliest_first)
    others = [choice for choice in weighed if choice.origin != way]
    if way == "span":
        own = prefer(evidence, own, as_of=evidence.as_of)
        own = settle(evidence, own, spans, as_of=evidence.as_of)
    ordered = (*own, *sorted(others, key=_likeliest_first))
    return Decision(ordered, ordered[0].probability, _conflict(evidence, ordered, spans))


def item_by_item(evidence: Evidence, weighed: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without the spans that hold items of a list, which then answers for both.

    Only where the question asks for several things: the reader's one stretch and the list are the
    same answer, and the list tells its items apart.
    """
    asking = evidence.parsed.asking
    if not (asking.named or asking.is_open):
        return list(weighed)
    lists = sorted((each for each in weighed if each.origin == "list"), key=_likeliest_first)
    gained = dict.fromkeys(range(len(lists)), 0.0)
    kept = []
    for each in weighed:
        same = (n for n, listed in enumerate(lists) if _holds_items(each, listed))
        at = next(same, None) if each.origin == "span" else None
        if at is not None:
            gained[at] += each.probability
        elif each.origin != "list":
            kept.append(each)
    more = [
        replace(listed, probability=min(1.0, listed.probability + gained[n]))
        for n, listed in enumerate(lists)
    ]
    return [*kept, *more]


def _holds_items(span: Proposal, listed: Proposal) -> bool:
    """Whether a span covers at least two of a list's items."""
    place = span.places[0]
    held = [
        each
        for each in listed.places
        if each.document_id == place.document_id and each.span.overlaps(place.span)
    ]
    return len(held) > 1


def _likeliest_first(proposal: Proposal) -> float:
    return -proposal.probability


def _conflict(
    evidence: Evidence, choices: Sequence[Proposal], spans: Sequence[Proposal]
) -> Conflict | None:
    if choices[0].items or choices[0].computed is not None:
        return None
    return find_conflict(evidence, with_further(choices, spans), as_of=evidence.as_of)
