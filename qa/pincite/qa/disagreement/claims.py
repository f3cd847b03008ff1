"""Claims: what a proposal says as a value, and what its sentence says beside it."""

from dataclasses import dataclass, replace
from functools import lru_cache

from pincite.corpus import Document, Span, Table
from pincite.qa.answer_types import type_agreement
from pincite.qa.cells import cell_in, column_name, table_at
from pincite.qa.citing import surroundings
from pincite.qa.dating import cell_date, place_as_of
from pincite.qa.disagreement.topics import Statement
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType, ParsedQuestion
from pincite.qa.plans import is_plan, names_plan
from pincite.qa.values import Amount, Moment, NameSet, Value, is_name, parse_value
from pincite.qa.values.amounts import amounts_in

BESIDE = 24  # characters around a span in which its hedge and unit are looked for
_DIMENSIONS = {
    AnswerType.MONEY: {"money", ""},
    AnswerType.PERCENT: {"%", ""},
    AnswerType.DURATION: {"time", "work time", "length", ""},
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposal as a value that its source states at a time."""

    proposal: Proposal
    statement: Statement
    value: Value
    is_plan: bool
    origin: str
    """What the document it stands in is a copy of; near copies share it."""
    table: Span | None = None
    """The table it stands in."""
    cell_date: str | None = None
    """The date of its row or column, where it stands in a table."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.proposal.places[0]


def is_single(proposal: Proposal) -> bool:
    """Whether it is one quote at its place, no list and nothing computed."""
    return bool(proposal.places) and not proposal.items and proposal.computed is None


def claim_of(evidence: Evidence, proposal: Proposal) -> Claim:
    """The proposal with its sentence, value and date."""
    place = proposal.places[0]
    document = evidence.document(place.document_id)
    around, _ = surroundings(document, place.span)
    undated = undated_statement(document, place.span, proposal.text)
    span = undated.span or Span(0, 0)
    table = table_at(document, place.span)
    return Claim(
        proposal=proposal,
        statement=replace(undated, as_of=place_as_of(document, place.span, around)),
        value=value_in(undated.sentence, span, proposal.text, evidence.parsed.answer_type),
        is_plan=is_plan(undated.sentence, span) or _is_planned(document, table, place.span),
        origin=document.kin or document.sha256,
        table=table.span if table else None,
        cell_date=cell_date(document, table, place.span) if table else None,
    )


def _is_planned(document: Document, table: Table | None, at: Span) -> bool:
    """Whether a place is a cell of a column that is named as a target, plan or budget."""
    if table is None or (cell := cell_in(table, at)) is None:
        return False
    return names_plan(column_name(document, table, cell))


def undated_statement(document: Document, at: Span, text: str) -> Statement:
    """What a document says at a place, without the date that it speaks from."""
    around, heading = surroundings(document, at)
    table = table_at(document, at)
    cell = cell_in(table, at) if table else None
    column = column_name(document, table, cell) if table and cell else ""
    return Statement(
        text=text,
        sentence=document.quote(around),
        context=" ".join((document.title, *heading, column)),
        span=Span(at.start - around.start, at.end - around.start),
    )


@lru_cache(maxsize=4096)
def value_in(sentence: str, span: Span | None, text: str, kind: AnswerType) -> Value:
    """The span's value; a hedge, magnitude or unit that stands beside the span belongs to it."""
    value = parse_value(text, kind)
    if span is None or not isinstance(value.readings[0], Amount):
        return value
    start, end = max(0, span.start - BESIDE), min(len(sentence), span.end + BESIDE)
    for found in amounts_in(sentence[start:end]):
        low, high = start + found.start, start + found.end
        if low <= span.start and span.end <= high and high - low > len(span):
            return replace(value, readings=(found.amount, *value.readings[1:]))
    return value


def fits_kind(parsed: ParsedQuestion, value: Value) -> bool:
    """Whether a value is of the kind that the question asks for."""
    reading, kind = value.readings[0], parsed.answer_type
    match kind:
        case AnswerType.DATE | AnswerType.YEAR | AnswerType.CLOCK:
            return isinstance(reading, Moment) or (
                isinstance(reading, Amount) and reading.dimension in {"clock", "time"}
            )
        case AnswerType.NUMBER:
            return isinstance(reading, Amount)
        case AnswerType.MONEY | AnswerType.PERCENT | AnswerType.DURATION:
            return isinstance(reading, Amount) and reading.dimension in _DIMENSIONS[kind]
        case AnswerType.PERSON:
            return is_name(value) and not isinstance(reading, NameSet)
        case AnswerType.PLACE:
            return is_name(value)
        case _:
            return type_agreement(kind, value.text) >= 0.5


def sort_of(value: Value) -> str:
    """What a value is measured in, or what else it is; values of two sorts are not compared."""
    reading = value.readings[0]
    return reading.dimension if isinstance(reading, Amount) else type(reading).__name__
