"""Proposals that are worked out from the numbers of sentences."""

from collections.abc import Iterator

from pincite.qa.answers import Computed
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.tables.prose.combining import Worked, combine, wanted_operations, wants_time
from pincite.qa.tables.prose.gathering import stretches_of
from pincite.qa.tables.prose.weighing import load_prose_model, prose_features, shares_of
from pincite.qa.tables.table_question import TableQuestion, parse_table_question

MOST_PROPOSALS = 4
LEAST_PROBABILITY = 0.03


def propose_from_prose(evidence: Evidence) -> list[Proposal]:
    """What numbers of sentences near the question give together, likeliest first."""
    asked = parse_table_question(evidence.parsed.text)
    model = load_prose_model()
    found = list(worked_out_of(evidence, asked))
    if not found:
        return []
    shares = shares_of(model, [prose_features(evidence, asked, worked) for worked in found])
    sure: dict[str, float] = {}
    best: dict[str, Worked] = {}
    for share, worked in sorted(zip(shares, found, strict=True), key=lambda pair: -pair[0]):
        sure[worked.text] = sure.get(worked.text, 0.0) + share
        best.setdefault(worked.text, worked)
    first = sorted(best, key=lambda text: -sure[text])[:MOST_PROPOSALS]
    return [_proposal(best[text], sure[text]) for text in first if sure[text] >= LEAST_PROBABILITY]


def worked_out_of(evidence: Evidence, asked: TableQuestion) -> Iterator[Worked]:
    """Every value that the question may mean by the numbers of the first passages."""
    if not wanted_operations(asked) and not wants_time(asked):
        return
    for stretch in stretches_of(evidence):
        yield from combine(stretch, asked)


def _proposal(worked: Worked, probability: float) -> Proposal:
    document_id = worked.stretch.document.document_id
    places = tuple(Place(document_id, term.span) for term in worked.terms)
    operands = tuple(range(len(places)))
    return Proposal(
        text=worked.text,
        places=places,
        probability=probability,
        rank=worked.stretch.rank,
        computed=Computed(worked.operation.value, worked.text, worked.unit, operands),
    )
