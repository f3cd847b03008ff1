"""What the nearness in meaning of rows and columns says for a candidate."""

from pincite.qa.tables.candidates import Candidate
from pincite.qa.tables.table_question import Operation

NEAR_FEATURES = (
    "row near", "row nearest", "row first of table", "table near", "column near", "column nearest",
    "measure near", "measure nearest",
)  # fmt: skip
_LOOKED_UP = (Operation.VALUE, Operation.NEXT, Operation.PREVIOUS)


def near_features(candidate: Candidate) -> dict[str, float]:
    """The features of NEAR_FEATURES that are not 0; none where nothing is known of nearness."""
    near = candidate.links.near
    if not near.is_known:
        return {}
    found = {"table near": near.of_table()}
    if candidate.operation in _LOOKED_UP:
        row = candidate.selection.rows[0] if len(candidate.selection.rows) == 1 else None
        row = candidate.cells[0][0] if candidate.operation is Operation.VALUE else row
        if row is not None:
            found["row near"] = near.of_row(row)
            found["row nearest"] = float(near.of_row(row) == 0)
            found["row first of table"] = float(near.of_row(row) == near.of_table())
    for name, column in (("column", candidate.column), ("measure", candidate.measure)):
        if column is not None and column in near.columns:
            found[f"{name} near"] = near.columns[column]
            found[f"{name} nearest"] = float(near.columns[column] == 0)
    return found
