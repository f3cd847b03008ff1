"""Whether a candidate is the kind of thing that the question wants: an amount, a count, a word."""

import re

from pincite.qa.tables.candidates import Candidate
from pincite.qa.tables.table_question import Operation
from pincite.qa.words import stems

WANTED_FEATURES = (
    "amount named", "yes or no", "rows asked for and counted", "rows asked for not counted",
)  # fmt: skip
_YES_OR_NO = re.compile(r"yes|no|y|n|true|false|x|✓|✔|✗|✘", re.IGNORECASE)


def wanted_features(candidate: Candidate) -> dict[str, float]:
    """The features of WANTED_FEATURES that are not 0."""
    found = {
        "amount named": float(_is_amount_named(candidate)),
        "yes or no": float(_YES_OR_NO.fullmatch(candidate.text) is not None),
    }
    if _asks_for_rows(candidate):
        is_count = candidate.operation is Operation.COUNT
        found[f"rows asked for {'and' if is_count else 'not'} counted"] = 1.0
    return found


def _asks_for_rows(candidate: Candidate) -> bool:
    """Whether what is asked for is what the rows are called: "how many routes" of a list of routes.

    Then rows are counted, whatever else could be worked out.
    """
    links = candidate.links
    named = links.header[links.grid.key_column]
    return not links.grid.is_turned and bool(links.asked.focus & named)


def _is_amount_named(candidate: Candidate) -> bool:
    """Whether the question names row and column of a cell that holds a number.

    "How many cars did Renault sell in 2014" then asks for that number, not for a count of rows.
    """
    grid, asked = candidate.links.grid, candidate.links.asked
    is_amount = candidate.text[-1:].isdigit() or candidate.text[:1].isdigit()
    if candidate.operation is not Operation.VALUE or not is_amount or asked.bounds:
        return False
    if candidate.cells[0][0] in grid.total_rows:
        return False
    name = grid.name_of(*candidate.cells[0])
    row, column = stems(name.row or ""), stems(name.column or "")
    return bool(row) and bool(column) and row | column <= stems(asked.text)
