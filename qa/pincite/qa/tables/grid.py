"""A table as a grid of read cells, the same way round or turned, whatever the document wrote."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pincite.corpus import Document, Table
from pincite.qa.answers import CellName
from pincite.qa.letterheads import letterhead
from pincite.qa.plans import names_plan
from pincite.qa.tables.amounts import currency_in, scale_in
from pincite.qa.tables.brackets import Bracket, bracket_of
from pincite.qa.tables.dimensions import dimensions_of
from pincite.qa.tables.grid_cells import (
    TOTAL,
    GridCell,
)
from pincite.qa.tables.sections import sections
from pincite.qa.tables.sums import summing_rows
from pincite.qa.tables.tokens import tokens_of
from pincite.qa.tables.values import Kind, column_kind, own_words

MOST_COLUMNS_TURNED = 80
MOST_NAMED = 500
_DERIVED = re.compile(
    r"^\W*(?:(?:grand |overall |sub-?)?totals?|sum|all ?together|overall|average|mean|avg)\b|"
    r"\btotals?\W*$|%|\bper ?cent|"
    r"\bchange\b|\bgrowth\b|^[Δ±]",
    re.IGNORECASE,
)
_SUMMING = re.compile(
    r"^\W*(?:(?:grand |overall |sub-?)?totals?|sum|all ?together|overall|in all|all(?= "
    r"\w+s?\W*$))\b|"
    r"\btotals?\W*$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"^units?$|^in$|^unit of measure", re.IGNORECASE)
_CLOCK = re.compile(r"^\d{1,3}:\d\d(?::\d\d)?$")
_REMARKS = re.compile(
    r"\W*(?:remarks?|notes?|comments?|observations?|details|further information)\W*$", re.IGNORECASE
)
_RANK = re.compile(
    r"^\W*(?:no|nr|#|rank|pos|position|place|item|row|index|seed|id)?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, eq=False)
class Grid:
    """Rows and columns of a table; turned, its columns are the rows."""

    document: Document
    table: Table
    names: tuple[GridCell | None, ...]
    """The header cell of each column; None where there is none."""
    rows: tuple[tuple[GridCell | None, ...], ...]
    """Body rows; None where no cell is known to stand."""
    loose: dict[int, tuple[GridCell, ...]] = field(default_factory=dict)
    """Cells of short rows whose column nothing proves."""
    notes: dict[int, str] = field(default_factory=dict)
    """What was worked out to read a row."""
    row_numbers: tuple[int, ...] = ()
    """The document's row of each row."""
    is_turned: bool = False
    base: "Grid | None" = None
    """Of a turned grid the one it was turned from."""
    is_partial: bool = False
    """Whether only some of the table's rows are here."""
    is_told: bool = False
    """Whether a sentence or a list tells it, so that it has no cells to name."""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.names)

    def cell(self, row: int, column: int) -> GridCell | None:
        """The cell, or None where none is known or it is blank."""
        found = self.rows[row][column]
        return found if found is not None and not found.is_blank else None

    def text(self, row: int, column: int) -> str:
        """The words of a cell; none where none is known."""
        found = self.cell(row, column)
        return found.text if found is not None else ""

    @cached_property
    def items(self) -> tuple[int, ...]:
        """The rows that are things of their own: all but total_rows."""
        return tuple(row for row in range(len(self.rows)) if row not in self.total_rows)

    @cached_property
    def planned_rows(self) -> frozenset[int]:
        """The rows that a cell calls a target, a plan or a budget."""
        rows = range(len(self.rows))
        return frozenset(
            row for row in rows if any(names_plan(self.text(row, at)) for at in range(self.width))
        )

    @cached_property
    def brackets(self) -> tuple[Mapping[int, Bracket], ...]:
        """For each column the stretches of numbers that its cells name, by row."""
        return tuple(
            {
                row: bracket
                for row in range(len(self.rows))
                if (bracket := bracket_of(self.text(row, column))) is not None
            }
            for column in range(self.width)
        )

    def column(self, column: int) -> list[GridCell]:
        """The cells that stand in a column, top down."""
        return [cell for row in self.rows if (cell := row[column]) is not None]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What each column holds."""
        return tuple(
            column_kind([cell.value for cell in self.column(column)])
            for column in range(self.width)
        )

    @cached_property
    def key_column(self) -> int:
        """The column that names the rows."""
        if self.is_turned:
            return 0
        usable = range(min(self.width, 6))
        named = [
            column
            for column in usable
            if self.kinds[column] is Kind.TEXT
            and not self._holds_remarks(column)
            and self._is_distinct(column)
        ]
        if named:
            # What has a code and a name is called by its name.
            is_coded = len(named) > 1 and named[1] == named[0] + 1 and self._holds_codes(named[0])
            return named[1 if is_coded and not self._holds_codes(named[1]) else 0]
        words = next((c for c in usable if self.kinds[c] is Kind.TEXT), None)
        for column in usable:
            # Amounts tell rows apart by chance; what words name several rows still names them.
            is_amount = column > 0 and words is not None and self.kinds[column] is Kind.NUMBER
            if not is_amount and not self.is_rank(column) and self._is_distinct(column):
                return column
        return words or 0

    def _holds_remarks(self, column: int) -> bool:
        """Whether a column tells something of the rows, which others before it name."""
        name = self.names[column]
        return column > 0 and name is not None and _REMARKS.match(name.text) is not None

    def _holds_codes(self, column: int) -> bool:
        """Whether all cells are codes with a digit and without a space: "FSV-2105"."""
        cells = (cell for row in self.rows if (cell := self.cell_of(row, column)) is not None)
        return all(" " not in cell.text and any(map(str.isdigit, cell.text)) for cell in cells)

    def _is_distinct(self, column: int) -> bool:
        texts = [cell.text for row in self.rows if (cell := self.cell_of(row, column)) is not None]
        return (
            bool(texts)
            and len(texts) >= 0.7 * len(self.rows)
            and len(set(texts)) >= 0.8 * len(texts)
        )

    @staticmethod
    def cell_of(row: Sequence[GridCell | None], column: int) -> GridCell | None:
        """The cell of a row, or None where none is known or it is blank."""
        found = row[column]
        return found if found is not None and not found.is_blank else None

    def is_rank(self, column: int) -> bool:
        """Whether a column only numbers the rows."""
        name = self.names[column]
        if name is not None and name.text and _RANK.match(name.text):
            return True
        orders = [cell.value.order for cell in self.column(column) if not cell.is_blank]
        return (
            len(orders) > 2
            and self.kinds[column] is Kind.NUMBER
            and all(order == place for place, order in enumerate(orders, 1))
        )

    @cached_property
    def column_keys(self) -> tuple[frozenset[str], ...]:
        """The keys of each column's name; of a told one also those of the unit of its numbers."""
        found = [name.keys if name is not None else frozenset() for name in self.names]
        for column in range(1, self.width if self.is_told else 0):
            first = next(iter(self.column(column)), None)
            found[column] |= {key for key in (first.keys if first else ()) if key[0] != "#"}
        return tuple(found)

    @cached_property
    def phrases(self) -> frozenset[tuple[str, ...]]:
        """The names of rows and columns that have several words, each as its keys."""
        cells = [*self.names, *(row[self.key_column] for row in self.rows[:MOST_NAMED])]
        texts = {cell.text for cell in cells if cell is not None and 3 < len(cell.text) < 60}
        keys = (tuple(token.key for token in tokens_of(text)) for text in texts)
        return frozenset(found for found in keys if len(found) > 1)

    @cached_property
    def total_rows(self) -> frozenset[int]:
        """Rows that sum up others or stand aside from them; never counted as items."""
        totals = {
            row
            for row in range(len(self.rows))
            if any(TOTAL.search(c.text) for c in self._labels(row)) or self._is_derived(row)
        }
        totals.update(self._summing_rows)
        totals.update(self.sections.values())
        last = max(totals, default=None)
        if last is not None and not self.is_turned and 2 * last > len(self.rows):
            totals.update(range(last, len(self.rows)))
        return frozenset(totals)

    @cached_property
    def sections(self) -> Mapping[int, int]:
        """For each row below one that only names others ("Expenditure") that one."""
        return {} if self.is_turned or self.is_partial or self.is_told else sections(self.rows)

    @cached_property
    def _summing_rows(self) -> tuple[int, ...]:
        """The row that is the sum of the others, whatever it is called."""
        return summing_rows([self._orders(c) for c in range(self.width) if self._adds_up(c)])

    def _adds_up(self, column: int) -> bool:
        return self.kinds[column] is Kind.NUMBER and not self.is_rank(column)

    def _orders(self, column: int) -> list[float | None]:
        return [cell.value.order if (cell := row[column]) else None for row in self.rows]

    def _labels(self, row: int) -> list[GridCell]:
        first = self.cell_of(self.rows[row], self.key_column) or next(
            (cell for cell in self.rows[row] if cell is not None and not cell.is_blank), None
        )
        return [first] if first is not None else []

    def _is_derived(self, row: int) -> bool:
        return self.is_turned and any(
            _DERIVED.search(c.text) or _UNIT.match(c.text) for c in self._labels(row)
        )

    @cached_property
    def postings(self) -> dict[str, dict[int, set[int]]]:
        """For each word or number the rows it stands in, and there the columns (-1: loose).

        What names the rows below it stands in those.
        """
        found: dict[str, dict[int, set[int]]] = {}
        naming = frozenset(self.sections.values())
        for row, name in self.sections.items():
            for key in cell.keys if (cell := self.rows[name][0]) is not None else ():
                found.setdefault(key, {}).setdefault(row, set()).add(0)
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if cell is not None and row not in naming:
                    for key in cell.keys:
                        found.setdefault(key, {}).setdefault(row, set()).add(column)
            for cell in self.loose.get(row, ()):
                for key in cell.keys:
                    found.setdefault(key, {}).setdefault(row, set()).add(-1)
        return found

    @cached_property
    def row_names(self) -> tuple[str, ...]:
        """The words of the cells that name the rows."""
        return tuple(
            word
            for word, rows in self.postings.items()
            if any(self.key_column in columns for columns in rows.values())
        )

    @cached_property
    def turned(self) -> "Grid | None":
        """The same table with its columns as rows, where that makes sense."""
        if self.is_turned or self.is_partial or self.width > MOST_COLUMNS_TURNED:
            return None
        key = self.key_column
        across = [column for column in range(self.width) if column != key]
        named = [column for column in across if self.names[column] is not None]
        if len(named) < 2 or len(self.rows) > MOST_COLUMNS_TURNED or not self._is_even(named):
            return None
        names = (self.names[key], *(self.cell(row, key) for row in range(len(self.rows))))
        rows = tuple((self.names[column], *(row[column] for row in self.rows)) for column in named)
        return Grid(
            self.document, self.table, names, rows, {}, {}, tuple(named), is_turned=True, base=self
        )

    def _is_even(self, columns: Sequence[int]) -> bool:
        """Whether the columns hold one kind of thing: numbers, or what belongs to a time each."""
        dated = [
            c for c in columns if (n := self.names[c]) is not None and n.value.kind is Kind.DATE
        ]
        numeric = [column for column in columns if self.kinds[column] is Kind.NUMBER]
        return 2 * len(dated) > len(columns) or 10 * len(numeric) >= 6 * len(columns)

    @cached_property
    def table_name(self) -> str | None:
        """The caption, else the nearest heading."""
        if self.table.caption is not None:
            own = own_words(self.document.text, self.table.caption)
            return self.document.quote(own) or None
        return self.table.path[-1] if self.table.path else None

    @cached_property
    def context(self) -> str:
        """The words around the table: caption, headings, title, file name, letterhead."""
        file_name = re.sub(r"[-_./]+", " ", self.document.source.rpartition(".")[0])
        parts = [self.table_name or "", *self.table.path, self.document.title, file_name]
        return "\n".join((*parts, letterhead(self.document, self.table.span.start)))

    def document_total(self, totals: Sequence[int]) -> int | None:
        """The row that sums up all others, of the rows that stand aside; None without one."""
        called = [r for r in totals if any(_SUMMING.search(c.text) for c in self._labels(r))]
        summing = set(self._summing_rows)
        return next((r for r in totals if r in summing), called[0] if called else None)

    def scale(self, row: int, column: int) -> float:
        """The magnitude that names, units or caption give a number without one of its own."""
        cell = self.cell(row, column)
        amount = cell.value.amount if cell is not None else None
        if amount is None or amount.magnitude != 1.0:
            return 1.0
        return next((s for text in self._about(row, column) if (s := scale_in(text)) != 1.0), 1.0)

    def unit(self, row: int, column: int) -> str | None:
        """The unit of a cell that names none itself: from its names, a unit column, the caption."""
        for text in self._about(row, column):
            currency = currency_in(text)
            if currency is not None:
                return currency
        return None

    def _about(self, row: int, column: int) -> list[str]:
        """What may say how a cell's number is meant, nearest first."""
        if self.base is not None:
            return self.base._about(column - 1, self.row_numbers[row])
        name, key = self.names[column], self.cell(row, self.key_column)
        unit = self.unit_column
        stated = self.cell(row, unit) if unit is not None else None
        cells = (name, stated, key)
        texts = [cell.text for cell in cells if cell is not None and len(cell.text) < 80]
        return [*texts, self.table_name or "", *(self.table.path[-1:])]

    @cached_property
    def table_scale(self) -> float:
        """The magnitude that the words around the table give its numbers, 1 without one."""
        texts = (self.table_name or "", *self.table.path[-1:])
        return next((scale for text in texts if (scale := scale_in(text)) != 1.0), 1.0)

    @cached_property
    def unit_column(self) -> int | None:
        """The column that says what the rows are measured in."""
        for column, name in enumerate(self.names):
            if name is not None and _UNIT.match(name.text):
                return column
        return None

    def dimensions(self, column: int) -> frozenset[str]:
        """What a column measures, as far as its name and its cells say."""
        known = self._dimensions.get(column)
        if known is None:
            known = self._dimensions[column] = self._read_dimensions(column)
        return known

    @cached_property
    def _dimensions(self) -> dict[int, frozenset[str]]:
        return {}

    def _read_dimensions(self, column: int) -> frozenset[str]:
        cells = self.column(column)[:1]
        sample = cells[0].text if cells else ""
        name = self.names[column]
        found = dimensions_of(name.text[:80] if name is not None else "", sample[:40])
        if _CLOCK.match(sample):
            found |= {"time"}
        return found | {"date"} if self.kinds[column] is Kind.DATE else found

    def name_of(self, row: int, column: int) -> CellName:
        """Where a cell stands, in the table's own words."""
        key, name = self._key_text(row), self.names[column]
        across = name.text if name is not None and name.text else None
        if self.is_turned:
            key, across = across, key
        return CellName(self.table_name, key, across)

    def _key_text(self, row: int) -> str | None:
        cell = self.cell(row, self.key_column)
        return cell.text if cell is not None else None
