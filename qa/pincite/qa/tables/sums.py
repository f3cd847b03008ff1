"""Rows that are the sum of the others."""

from collections.abc import Sequence

Values = Sequence[float | None]

FEWEST_ROWS = 4
FEWEST_COLUMNS = 2


def summing_rows(columns: Sequence[Values]) -> tuple[int, ...]:
    """The last or the first row where it sums up the others in every column of numbers.

    Empty where there are too few rows or columns for that to be no accident.

    >>> summing_rows([[2, 3, 4, 9], [1, None, 1, 2]])
    (3,)
    """
    if len(columns) < FEWEST_COLUMNS or len(columns[0]) < FEWEST_ROWS:
        return ()
    for row in (len(columns[0]) - 1, 0):
        if all(_is_sum(values, row) for values in columns):
            return (row,)
    return ()


def _is_sum(values: Values, row: int) -> bool:
    own = values[row]
    others = [value for at, value in enumerate(values) if at != row and value is not None]
    return own is not None and len(others) > 1 and abs(own - sum(others)) <= 1e-6 * abs(own)
