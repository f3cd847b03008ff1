"""Which of the proposals becomes the answer, and how sure that is."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pincite.qa.answer_types import type_agreement
from pincite.qa.citing import plain, surroundings
from pincite.qa.confidence import Logistic
from pincite.qa.disagreement import Conflict, find_conflict, with_further
from pincite.qa.evidence import Evidence, Origin, Proposal
from pincite.qa.lists import propose_lists
from pincite.qa.parsed_question import AnswerType
from pincite.qa.preferring import prefer, settle
from pincite.qa.retrieval import nearness
from pincite.qa.several.asking import Asking
from pincite.qa.spans import coverage, propose_spans
from pincite.qa.sureness import Sureness
from pincite.qa.tables import propose_from_tables
from pincite.qa.tables.table_question import parse_table_question
from pincite.qa.words import stems
from pincite.qa.yes_no import propose_verdicts

CHOICE_FEATURES = (
    "is_table", "is_list", "is_computed", "logit", "table_logit", "list_logit", "lead",
    "type_agrees", "type_disagrees", "coverage", "missing_rare", "missing_year", "cosine",
    "sentence_cosine", "said_elsewhere", "several_for_one", "one_for_several", "margin",
    "repeats_question", "own_margin", "own_sentence_cosine", "sentence_coverage",
    "sentence_missing_rare", "passage_margin",
)  # fmt: skip
UNTYPED = (AnswerType.OTHER, AnswerType.REASON, AnswerType.DEFINITION)
TABLE_FROM, TABLE_BEHIND = -1.5, 1.5
_WORKED_OUT = (
    "sum", "average", "difference", "ratio", "change in per cent", "share", "rank",
)  # fmt: skip
WORKED_FROM = dict.fromkeys(_WORKED_OUT, (-4.0, 5.0)) | {"count": (-3.0, 0.5)}
"""By operation. Where one of these was asked for, no span was right for 55 questions, the table
for 33; of 25 counts, spans were right for 7 and tables for 6 (fitting-ledgers and a dev half)."""
NAMED_BEHIND, OPEN_FROM, OPEN_BEHIND, OTHER_FROM, OTHER_BEHIND = 4.0, -1.75, 0.5, 0.0, 0.5
TABLE_AHEAD = 2.0
"""Logits; by how much a cell must be likelier than a list where several things are asked for. All
chosen on 217 questions for several things and 180 others made for fitting."""
WAYS: tuple[Origin, ...] = ("span", "table", "list")
CHOSEN_FROM = 6
"""Proposals of each way of answering that are weighed against one another."""


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


def decide(evidence: Evidence, models: Mapping[str, Logistic]) -> Decision:
    """The answer that the evidence speaks for, by all ways of answering."""
    spans = propose_spans(evidence, models["span"])
    if evidence.parsed.answer_type is AnswerType.YES_NO:
        verdicts = propose_verdicts(evidence, spans, models["yes_no"])
        return Decision(tuple(verdicts), verdicts[0].probability if verdicts else 0.0)
    choices = gather_choices(evidence, spans, models)
    if not choices:
        return Decision((), 0.0)
    way = way_of(evidence, choices)
    weighed = weigh(evidence, choices, models["choice"])
    own = [choice for choice in weighed if choice.origin == way]
    others = [choice for choice in weighed if choice.origin != way]
    if way == "span":
        own = prefer(evidence, own, as_of=evidence.as_of)
        own = settle(evidence, own, spans, as_of=evidence.as_of)
    ordered = (*own, *sorted(others, key=lambda choice: -choice.probability))
    return Decision(ordered, ordered[0].probability, _conflict(evidence, ordered, spans))


def way_of(evidence: Evidence, choices: Sequence[Proposal]) -> Origin:
    """The way of answering that the question and the proposals speak for."""
    wanted = {str(operation) for operation in parse_table_question(evidence.parsed.text).cues}
    return chosen_way(choices, evidence.parsed.asking, wanted)


def chosen_way(choices: Sequence[Proposal], asking: Asking, wanted: Collection[str] = ()) -> Origin:
    """The way of answering whose likeliest proposal is to be the answer.

    A table or a list answers where its own proposal is likely in itself and not far less likely
    than the best span: the models see different things, and on the folders made for fitting this
    rule chose better than one model over all of them (62 % against 60 % right). A list also
    answers where it says what the best span says, only item by item. A value worked out by an
    operation of `wanted`, those that the question asks for, needs to be less likely: no quote is
    what was asked for.
    """
    best: dict[Origin, Proposal] = {}
    for choice in choices:
        if choice.origin not in best or choice.probability > best[choice.origin].probability:
            best[choice.origin] = choice
    span, table, several = (_logit(best[way].probability) if way in best else -9.0 for way in WAYS)
    least, behind = _needed(best.get("table"), wanted)
    ahead = (TABLE_AHEAD if asking.named else 0.0) + TABLE_BEHIND - behind
    if table > max(least, span - behind) and table >= several + ahead:
        return "table"
    if "span" not in best:
        return "list" if "list" in best else "table"
    if "list" in best and (
        several > _list_from(asking, span) or _says_the_same(asking, best["list"], best["span"])
    ):
        return "list"
    return "span"


def _needed(first: Proposal | None, wanted: Collection[str]) -> tuple[float, float]:
    """From which logit the likeliest table proposal answers, and how far behind a span."""
    if first is None or first.computed is None or first.computed.operation not in wanted:
        return TABLE_FROM, TABLE_BEHIND
    return WORKED_FROM.get(first.computed.operation, (TABLE_FROM, TABLE_BEHIND))


def _list_from(asking: Asking, span: float) -> float:
    """The logit that a list must be above to answer, by how far several things are asked for."""
    if asking.named:
        return span - NAMED_BEHIND
    if asking.is_open:
        return max(OPEN_FROM, span - OPEN_BEHIND)
    return max(OTHER_FROM, span - OTHER_BEHIND)


def _says_the_same(asking: Asking, several: Proposal, span: Proposal) -> bool:
    return (asking.named or asking.is_open) and plain(several.text) == plain(span.text)


def gather_choices(
    evidence: Evidence, spans: Sequence[Proposal], models: Mapping[str, Logistic]
) -> list[Proposal]:
    """The likeliest proposals of every way of answering with a quote."""
    lists = propose_lists(evidence, spans, models["list"], most=CHOSEN_FROM)
    tables = [replace(found, origin="table") for found in propose_from_tables(evidence)]
    return [*spans[:CHOSEN_FROM], *tables[:CHOSEN_FROM], *lists]


def weigh(evidence: Evidence, choices: Sequence[Proposal], model: Logistic) -> list[Proposal]:
    """The proposals, in the same order, with probabilities that compare across the ways."""
    features = choice_features(evidence, choices)
    return [
        replace(choice, probability=model.probability(row))
        for choice, row in zip(choices, features, strict=True)
    ]


def choice_features(evidence: Evidence, choices: Sequence[Proposal]) -> list[list[float]]:
    """What each proposal's final probability is worked out from (CHOICE_FEATURES)."""
    return [_features(evidence, choice, choices) for choice in choices]


def _features(evidence: Evidence, choice: Proposal, choices: Sequence[Proposal]) -> list[float]:
    parsed = evidence.parsed
    is_table, is_list = choice.origin == "table", choice.origin == "list"
    logit = _logit(choice.probability)
    around = _around(evidence, choice)
    covered, missing_rare = coverage(evidence, around)
    typed = parsed.answer_type not in UNTYPED and not is_list
    agreement = type_agreement(parsed.answer_type, choice.text)
    ranked = evidence.ranked[max(choice.rank, 1) - 1]
    own = stems(choice.text)
    return [
        float(is_table),
        float(is_list),
        float(choice.computed is not None),
        logit,
        logit * is_table,
        logit * is_list,
        logit - _best_other(choice, choices),
        float(typed and agreement >= 0.9),
        float(typed and agreement < 0.5),
        covered,
        missing_rare,
        float(any(year not in around for year in parsed.years)),
        nearness(ranked.candidate),
        max(ranked.candidate.sentence_cosines),
        float(_said_elsewhere(choice, choices)),
        float(is_list and not parsed.wants_list),
        float(parsed.wants_list and not is_list),
        max((reading.margin for reading in evidence.readings), default=-12.0),
        len(own & set(evidence.term_weights)) / len(own) if own else 1.0,
        _bounded(choice.margin if choice.margin is not None else _passage_margin(evidence, choice)),
        choice.sentence_cosine or max(ranked.candidate.sentence_cosines),
        *coverage(evidence, _sentence(evidence, choice)),
        _bounded(_passage_margin(evidence, choice)),
    ]


def _sentence(evidence: Evidence, choice: Proposal) -> str:
    """The sentence, item or row a proposal stands in, with the names of its cells and headings."""
    place = choice.places[0]
    document = evidence.document(place.document_id)
    around, headings = surroundings(document, place.span)
    cells = [place.cell for place in choice.places if place.cell]
    names = [name for cell in cells for name in (cell.table, cell.row, cell.column) if name]
    return " ".join((document.title, *headings, document.quote(around), *names))


def _passage_margin(evidence: Evidence, choice: Proposal) -> float:
    """The reader's margin in the passage a proposal comes from; -12 where it was not read."""
    at = max(choice.rank, 1) - 1
    return evidence.readings[at].margin if at < len(evidence.readings) else -12.0


def _bounded(margin: float) -> float:
    return max(-12.0, min(12.0, margin))


def _around(evidence: Evidence, choice: Proposal) -> str:
    """The words a proposal stands among: its passage, and its row and columns by name."""
    cells = [place.cell for place in choice.places if place.cell]
    names = [name for cell in cells for name in (cell.table, cell.row, cell.column) if name]
    return " ".join((evidence.ranked[max(choice.rank, 1) - 1].passage.text, *names))


def _best_other(choice: Proposal, choices: Sequence[Proposal]) -> float:
    """The logit of the likeliest proposal of the same way that says something else."""
    others = [
        other.probability
        for other in choices
        if other.origin == choice.origin and plain(other.text) != plain(choice.text)
    ]
    return _logit(max(others, default=0.01))


def _said_elsewhere(choice: Proposal, choices: Sequence[Proposal]) -> bool:
    return any(
        other is not choice
        and plain(other.text) == plain(choice.text)
        and (other.origin != choice.origin or other.places != choice.places)
        for other in choices
    )


def _conflict(
    evidence: Evidence, choices: Sequence[Proposal], spans: Sequence[Proposal]
) -> Conflict | None:
    if choices[0].items or choices[0].computed is not None:
        return None
    return find_conflict(evidence, with_further(choices, spans), as_of=evidence.as_of)


def _logit(probability: float) -> float:
    bounded = min(1 - 1e-3, max(1e-3, probability))
    return math.log(bounded / (1 - bounded))
