"""Rows that are the sum of the others."""

from collections.abc import Sequence

Values = Sequence[float | None]

FEWEST_ROWS = 4
FEWEST_COLUMNS = 2
LEAST_ALONE = 50
"""Where one column is all there is, its sum has to be too large to come about by accident."""


def summing_rows(columns: Sequence[Values]) -> tuple[int, ...]:
    """The last or the first row where it sums up the others in every column that it has.

    Empty where there are too few rows or columns for that to be no accident.

    >>> summing_rows([[2, 3, 4, 9], [1, None, 1, 2]]), summing_rows([[2, 3, 4, 9], [5, 6, 4, None]])
    ((3,), ())
    """
    if not columns or len(columns[0]) < FEWEST_ROWS:
        return ()
    for row in (len(columns[0]) - 1, 0):
        told = [values for values in columns if values[row] is not None]
        is_enough = len(told) >= FEWEST_COLUMNS or (
            len(told) == len(columns) == 1 and (told[0][row] or 0) >= LEAST_ALONE
        )
        if is_enough and all(_is_sum(values, row) for values in told):
            return (row,)
    return ()


def _is_sum(values: Values, row: int) -> bool:
    own = values[row]
    others = [value for at, value in enumerate(values) if at != row and value is not None]
    return own is not None and len(others) > 1 and abs(own - sum(others)) <= 1e-6 * abs(own)
