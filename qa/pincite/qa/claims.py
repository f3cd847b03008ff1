"""Claims: what a proposal says as a value, and what its sentence says beside it."""

from dataclasses import dataclass, replace

from pincite.corpus import Document, Span, Table
from pincite.qa.answer_types import type_agreement
from pincite.qa.citing import surroundings
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType, ParsedQuestion
from pincite.qa.plans import is_plan
from pincite.qa.times import dates_in, speaks_from
from pincite.qa.topics import Statement
from pincite.qa.values import Amount, Moment, NameSet, Value, is_name, parse_value
from pincite.qa.values.amounts import amounts_in

BESIDE = 24  # characters around a span in which its hedge and unit are looked for
_DIMENSIONS = {
    AnswerType.MONEY: {"money", ""},
    AnswerType.PERCENT: {"%", ""},
    AnswerType.DURATION: {"time", "work time", ""},
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposal as a value that its source states at a time."""

    proposal: Proposal
    statement: Statement
    value: Value
    is_plan: bool
    sha256: str
    """Of the document it stands in; copies of one document share it."""
    table: Span | None = None
    """The table it stands in."""
    cell_date: str | None = None
    """The date of its row or column, where it stands in a table."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.proposal.places[0]


def claim_of(evidence: Evidence, proposal: Proposal) -> Claim:
    """The proposal with its sentence, value and date."""
    place = proposal.places[0]
    document = evidence.document(place.document_id)
    around, heading = surroundings(document, place.span)
    sentence = document.quote(around)
    span = Span(place.span.start - around.start, place.span.end - around.start)
    table = _table_at(document, place.span)
    cell_date = _cell_date(document, table, place.span) if table else None
    statement = Statement(
        text=proposal.text,
        sentence=sentence,
        as_of=cell_date or speaks_from(sentence, span, document.as_of),
        context=" ".join((document.title, *heading, _column_name(document, table, place.span))),
        span=span,
    )
    return Claim(
        proposal=proposal,
        statement=statement,
        value=value_in(sentence, span, proposal.text, evidence.parsed.answer_type),
        is_plan=is_plan(sentence, span),
        sha256=document.sha256,
        table=table.span if table else None,
        cell_date=cell_date,
    )


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
        case AnswerType.DATE | AnswerType.YEAR:
            return isinstance(reading, Moment) or (
                isinstance(reading, Amount) and reading.dimension == "clock"
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


def _table_at(document: Document, span: Span) -> Table | None:
    return next(
        (b for b in document.blocks if isinstance(b, Table) and b.span.overlaps(span)), None
    )


def _column_name(document: Document, table: Table | None, span: Span) -> str:
    if table is None or not table.header:
        return ""
    for row in table.rows:
        if len(row) == len(table.header):
            for cell, header in zip(row, table.header, strict=True):
                if cell.span.overlaps(span):
                    return document.quote(header.span)
    return ""


def _cell_date(document: Document, table: Table, span: Span) -> str | None:
    """The only date that the column's name gives a cell, else the one of its row's first cell."""
    named = dates_in(_column_name(document, table, span))
    if len(named) == 1:
        return named[0][2]
    row = next((row for row in table.rows if any(c.span.overlaps(span) for c in row)), ())
    if not row or row[0].span.overlaps(span):
        return None
    keyed = dates_in(document.quote(row[0].span))
    return keyed[0][2] if len(keyed) == 1 else None
