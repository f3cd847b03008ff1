"""The proposals of all ways of answering, weighed beside one another."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pincite.qa.answer_types import type_agreement
from pincite.qa.citing import plain, surroundings
from pincite.qa.confidence import FARTHEST, Logistic, bounded
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.lists import propose_lists
from pincite.qa.measures import FOLLOWING_CHARS, is_of_another_axis, measure_agreement
from pincite.qa.parsed_question import UNTYPED, AnswerType
from pincite.qa.pooling import pool_same
from pincite.qa.reranking import rerank
from pincite.qa.retrieval import nearness
from pincite.qa.spans import coverage
from pincite.qa.tables import propose_from_tables
from pincite.qa.tables.asked_operations import likelihood
from pincite.qa.tables.operations import Operation
from pincite.qa.tables.table_question import parse_table_question
from pincite.qa.times import speaks_of_year
from pincite.qa.words import stems

CHOICE_FEATURES = (
    "is_table", "is_list", "is_computed", "logit", "table_logit", "list_logit", "lead",
    "type_agrees", "type_disagrees", "coverage", "missing_rare", "missing_year", "cosine",
    "sentence_cosine", "said_elsewhere", "several_for_one", "one_for_several", "margin",
    "repeats_question", "own_margin", "own_sentence_cosine", "sentence_coverage",
    "sentence_missing_rare", "passage_margin", "reranked", "table_reranked", "list_reranked",
    "reranked_lead", "words", "is_row", "log_rank", "log_share", "others_alike", "is_asked_for",
    "is_not_asked_for", "named_list", "open_list", "likelihood", "named_already",
    "measure_agrees", "measure_disagrees",
)  # fmt: skip
SHORTLIST_FEATURES = tuple(name for name in CHOICE_FEATURES if "reranked" not in name)
CHOSEN_FROM = 10
"""Proposals of each way of answering that are weighed against one another."""
MOST_RERANKED = 8
"""Of all ways together; reading one takes some five milliseconds."""
LEAST_SHARE = 1e-4
"""Of the passages' probability of holding the answer; less of it says no more."""
LEAST_LIKELIHOOD = -4.0
"""Logarithm; a question in words that the model of operations does not know says no more."""
WORTH_READING = 0.01
"""Probability before it is read below which a proposal is left out, but for the likeliest."""


def gather_choices(
    evidence: Evidence, spans: Sequence[Proposal], models: Mapping[str, Logistic]
) -> list[Proposal]:
    """The likeliest proposals of every way of answering with a quote."""
    spans = [each for each in spans if not _measures_another(evidence, each)]
    lists = propose_lists(evidence, spans, models["list"], most=CHOSEN_FROM)
    told = propose_from_tables(evidence)
    rows = {found.places: found for found in told if found.items}
    tables = [replace(found, origin="table") for found in told if not found.items]
    lists = [*(replace(found, origin="list") for found in rows.values()),
             *(found for found in lists if found.places not in rows)]  # fmt: skip
    return [*spans[:CHOSEN_FROM], *tables[:CHOSEN_FROM], *lists[:CHOSEN_FROM]]


def _measures_another(evidence: Evidence, span: Proposal) -> bool:
    """Whether the width is asked for and the line goes on with "long"."""
    place = span.places[-1]
    text, end = evidence.document(place.document_id).text, place.span.end
    following = text[end : end + FOLLOWING_CHARS].partition("\n")[0]
    return is_of_another_axis(evidence.parsed.text, span.text + following)


def shortlist(evidence: Evidence, choices: Sequence[Proposal], model: Logistic) -> list[Proposal]:
    """The likeliest of the proposals, in the order they came, each read by the reranker."""
    if not choices:
        return []
    shares = model.shares(shortlist_features(evidence, choices))
    least = min(WORTH_READING, max(shares))
    worth = (at for at in range(len(choices)) if shares[at] >= least)
    likeliest = sorted(worth, key=lambda at: -shares[at])[:MOST_RERANKED]
    return rerank(evidence, [choices[at] for at in sorted(likeliest)])


def shortlist_features(evidence: Evidence, choices: Sequence[Proposal]) -> list[list[float]]:
    """What a proposal is kept by until it is read (SHORTLIST_FEATURES)."""
    rows = (features_of(evidence, choice, choices) for choice in choices)
    return [[row[name] for name in SHORTLIST_FEATURES] for row in rows]


def weigh(evidence: Evidence, choices: Sequence[Proposal], model: Logistic) -> list[Proposal]:
    """The proposals, in the same order, with probabilities that compare across the ways.

    The model judges all of them beside one another, and that none of them is right; of those that
    say the same the likeliest has the probability of all.
    """
    shares = model.shares(choice_features(evidence, choices)).tolist()
    weighed = [
        replace(choice, probability=share) for choice, share in zip(choices, shares, strict=True)
    ]
    return pool_same(weighed, evidence.parsed.answer_type)


def choice_features(evidence: Evidence, choices: Sequence[Proposal]) -> list[list[float]]:
    """What each proposal's final probability is worked out from (CHOICE_FEATURES)."""
    return [list(features_of(evidence, choice, choices).values()) for choice in choices]


def features_of(
    evidence: Evidence, choice: Proposal, choices: Sequence[Proposal]
) -> dict[str, float]:
    """The features of one of the proposals by their names."""
    wanted = {str(operation) for operation in parse_table_question(evidence.parsed.text).cues}
    row = [*_features(evidence, choice, choices), *_as_asked(evidence, choice, wanted)]
    return dict(zip(CHOICE_FEATURES, row, strict=True))


def _as_asked(evidence: Evidence, choice: Proposal, wanted: Collection[str]) -> tuple[float, ...]:
    """Whether a value is worked out, measured or listed as the question asks."""
    asking, is_list = evidence.parsed.asking, choice.origin == "list"
    worked = choice.computed is not None
    asked = choice.computed is not None and choice.computed.operation in wanted
    measured = measure_agreement(evidence.parsed.text, choice.text)
    return (
        float(asked),
        float(worked and not asked),
        float(is_list and asking.named),
        float(is_list and asking.is_open),
        _likelihood(evidence.parsed.text, choice),
        float(_is_named_already(evidence, choice)),
        float(measured == 1.0),
        float(measured == 0.0),
    )


def _likelihood(text: str, choice: Proposal) -> float:
    """The logarithm of how likely the question asks for the operation that gave a proposal."""
    operation = Operation(choice.computed.operation) if choice.computed else Operation.VALUE
    has_unit = choice.computed is not None and bool(choice.computed.unit)
    found = likelihood(text, operation, has_unit=has_unit)
    if operation is Operation.DIFFERENCE:
        found = max(found, likelihood(text, operation, is_time=True))
    return max(LEAST_LIKELIHOOD, found)


def _is_named_already(evidence: Evidence, choice: Proposal) -> bool:
    """Whether somebody is asked for and the proposal has words of the question itself."""
    is_person = evidence.parsed.answer_type is AnswerType.PERSON
    return is_person and not evidence.term_weights.keys().isdisjoint(stems(choice.text))


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
    of_passage = passage_margin(evidence, choice)
    own_margin = of_passage if choice.margin is None else choice.margin
    others = (other.answers for other in choices if other is not choice)
    best_other = max(others, default=-FARTHEST)
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
        float(any(not speaks_of_year(around, year) for year in parsed.years)),
        nearness(ranked.candidate),
        max(ranked.candidate.sentence_cosines),
        float(_said_elsewhere(choice, choices)),
        float(is_list and not parsed.wants_list),
        float(parsed.wants_list and not is_list),
        max((reading.margin for reading in evidence.readings), default=-FARTHEST),
        len(own & set(evidence.term_weights)) / len(own) if own else 1.0,
        bounded(own_margin),
        choice.sentence_cosine or max(ranked.candidate.sentence_cosines),
        *coverage(evidence, sentence_of(evidence, choice)),
        bounded(of_passage),
        bounded(choice.answers),
        bounded(choice.answers) * is_table,
        bounded(choice.answers) * is_list,
        bounded(choice.answers) - bounded(best_other),
        math.log1p(len(choice.text.split())),
        float(ranked.passage.kind == "row"),
        math.log(ranked.rank),
        math.log(ranked.share + LEAST_SHARE),
        math.log1p(_count_alike(choice, choices)),
    ]


def sentence_of(evidence: Evidence, choice: Proposal) -> str:
    """The sentence, item or row a proposal stands in, with the names of its cells and headings."""
    place = choice.places[0]
    document = evidence.document(place.document_id)
    around, headings = surroundings(document, place.span)
    return " ".join((document.title, *headings, document.quote(around), *cell_names(choice)))


def cell_names(choice: Proposal) -> list[str]:
    """The names of the tables, rows and columns of a proposal's cells."""
    cells = [place.cell for place in choice.places if place.cell]
    return [name for cell in cells for name in cell.names]


def passage_margin(evidence: Evidence, choice: Proposal) -> float:
    """The reader's margin in the passage a proposal comes from; -FARTHEST where it was not read."""
    at = max(choice.rank, 1) - 1
    return evidence.readings[at].margin if at < len(evidence.readings) else -FARTHEST


def _around(evidence: Evidence, choice: Proposal) -> str:
    """The words a proposal stands among: its passage, and its row and columns by name."""
    passage = evidence.ranked[max(choice.rank, 1) - 1].passage
    return " ".join((passage.text, *cell_names(choice)))


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


def _count_alike(choice: Proposal, choices: Sequence[Proposal]) -> int:
    said = plain(choice.text)
    return sum(other is not choice and plain(other.text) == said for other in choices)


def _logit(probability: float) -> float:
    bounded = min(1 - 1e-3, max(1e-3, probability))
    return math.log(bounded / (1 - bounded))
