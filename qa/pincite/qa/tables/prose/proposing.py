"""Proposals that are worked out from the numbers of sentences, lists and rows."""

from collections.abc import Iterator, Sequence

from pincite.qa.answers import Computed
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.tables.grid import Grid
from pincite.qa.tables.operations import Operation
from pincite.qa.tables.prose.combining import Worked, combine, wanted_of
from pincite.qa.tables.prose.gathering import stretches_of
from pincite.qa.tables.prose.weighing import load_prose_model, prose_features
from pincite.qa.tables.table_question import TableQuestion, parse_table_question

MOST_PROPOSALS = 6
LEAST_PROBABILITY = 0.03


def propose_from_prose(
    evidence: Evidence, grids: Sequence[Grid] = (), ranks: Sequence[int] = ()
) -> list[Proposal]:
    """What numbers of sentences and rows near the question give together, likeliest first.

    `ranks` has for each of the tables the rank of the passage that it was reached by.
    """
    asked = parse_table_question(evidence.parsed.text)
    model = load_prose_model()
    found = list(worked_out_of(evidence, asked, grids, ranks))
    if not found:
        return []
    shares = model.shares(prose_features(evidence, asked, found)).tolist()
    sure: dict[str, float] = {}
    best: dict[str, Worked] = {}
    for share, worked in sorted(zip(shares, found, strict=True), key=lambda pair: -pair[0]):
        sure[worked.text] = sure.get(worked.text, 0.0) + share
        best.setdefault(worked.text, worked)
    first = sorted(best, key=lambda text: -sure[text])[:MOST_PROPOSALS]
    return [_proposal(best[text], sure[text]) for text in first if sure[text] >= LEAST_PROBABILITY]


def worked_out_of(
    evidence: Evidence,
    asked: TableQuestion,
    grids: Sequence[Grid] = (),
    ranks: Sequence[int] = (),
) -> Iterator[Worked]:
    """Every value that the question may mean by the numbers of the first passages.

    Rows that stand for other years than the question names are left out.
    """
    wanted = wanted_of(asked)
    if not wanted.operations and wanted.time_unit is None:
        return
    years = evidence.parsed.years
    with_sittings = wanted.time_unit is not None
    for stretch in stretches_of(evidence, grids, ranks, with_sittings=with_sittings):
        if not stretch.rows or all(year in stretch.context for year in years):
            yield from combine(stretch, wanted)


def _proposal(worked: Worked, probability: float) -> Proposal:
    document_id = worked.stretch.document.document_id
    places = tuple(Place(document_id, term.span, term.cell) for term in worked.terms)
    operands = tuple(range(len(places)))
    return Proposal(
        text=worked.text,
        places=places,
        probability=probability,
        rank=worked.stretch.rank,
        computed=Computed(worked.operation.value, worked.text, worked.unit, operands),
        note=_note(worked),
    )


def _note(worked: Worked) -> str | None:
    """What stands nowhere but in the question is said: the number it gives."""
    if worked.asked is None:
        return None
    sign = "x" if worked.operation is Operation.PRODUCT else "/"
    return f"{worked.terms[0].text} {sign} {worked.asked:g}, as the question says."
