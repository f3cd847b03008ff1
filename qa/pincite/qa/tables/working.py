"""Values worked out from cells, written as the cells are."""

from collections.abc import Sequence

from pincite.qa.tables.amounts import Amount, common_style, format_amount
from pincite.qa.tables.candidates import Candidate, Position
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.grid_cells import GridCell
from pincite.qa.tables.matching import Links
from pincite.qa.tables.selection import Selection
from pincite.qa.tables.table_question import Operation

Operand = tuple[GridCell, Position]
_SCALE_WORDS = {1e3: "thousand", 1e6: "million", 1e9: "billion"}


def number_of(operand: Operand) -> float:
    """The amount of a cell; 0 where it is none."""
    amount = operand[0].value.amount
    return amount.value if amount is not None else 0.0


def style_of(grid: Grid, terms: Sequence[Operand]) -> Amount | None:
    """How the operands are written; None where they are none or of different units."""
    amounts = [cell.value.amount for cell, _ in terms if cell.value.amount is not None]
    scales = {grid.scale(*position) for _, position in terms}
    units = {grid.unit(*position) for _, position in terms}
    if len(scales) > 1 or len(units) > 1:
        return None
    return common_style(amounts)


def worked_out(
    links: Links,
    operation: Operation,
    selection: Selection,
    measure: int,
    terms: Sequence[Operand],
    value: float,
    style: Amount,
    decimals: int | None = None,
) -> Candidate:
    """The candidate of a value in the unit of its operands."""
    text = format_amount(value, style, decimals)
    unit = style.unit or unit_beside(links.grid, terms[0][1])
    return stated(links, operation, selection, measure, terms, text, unit)


def unit_beside(grid: Grid, position: Position) -> str | None:
    """The unit that names or caption give: "£ thousand"."""
    words = (grid.unit(*position), _SCALE_WORDS.get(grid.scale(*position)))
    return " ".join(word for word in words if word) or None


def stated(
    links: Links,
    operation: Operation,
    selection: Selection,
    measure: int,
    terms: Sequence[Operand],
    text: str,
    unit: str | None,
) -> Candidate:
    """The candidate of a value that is written already."""
    if unit == "%" and not text.endswith("%"):
        text = f"{text} %"
    notes = {n for _, (row, _) in terms if (n := links.grid.notes.get(row)) is not None}
    return Candidate(
        links,
        operation,
        selection,
        text,
        tuple(position for _, position in terms),
        measure=measure,
        value=text,
        unit=unit,
        note=" ".join(sorted(notes)) or None,
    )
