"""Every bundled question stands on its documents. Messages name ids alone: half is held out."""

from pathlib import Path

import pytest

from pincite.corpus import find_files, load_document
from pincite.eval.bundled import bundled_sets
from pincite.eval.questions import QuestionRow

SETS = {one.name: one for one in bundled_sets(Path(__file__).parents[2])}


@pytest.fixture(scope="module")
def texts():
    """For each set the text of every document."""
    return {
        name: {
            found.source: load_document(found).text
            for found in find_files([one.documents])
            if found.problem is None
        }
        for name, one in SETS.items()
    }


def evidence_of(row: QuestionRow, texts: dict[str, str]) -> list[str]:
    """The words of each evidence place that its document has."""
    found = []
    for one in row.evidence:
        text = texts.get(one.source, "")
        if one.quote is None:
            found.append(text[one.start : one.end])
        elif one.quote in text:
            found.append(one.quote)
    return found


def ids_of(rows, is_bad) -> list[str]:
    return [row.id for row in rows if is_bad(row)]


@pytest.mark.parametrize("name", SETS)
def test_all_evidence_stands_in_its_document(name, texts):
    lost = ids_of(
        SETS[name].rows(),
        lambda row: len([q for q in evidence_of(row, texts[name]) if q]) < len(row.evidence),
    )
    assert not lost, f"evidence not found: {', '.join(lost)}"


@pytest.mark.parametrize("name", SETS)
def test_the_first_answer_stands_in_the_evidence(name, texts):
    def is_lost(row: QuestionRow) -> bool:
        # A value worked out stands nowhere; a list may be told as its items, joined.
        if row.unanswerable or row.kind == "computed":
            return False
        wanted = row.items or row.answers[:1]
        places = evidence_of(row, texts[name])
        return not all(any(text in place for place in places) for text in wanted)

    lost = ids_of(SETS[name].rows(), is_lost)
    assert not lost, f"answer not in the evidence: {', '.join(lost)}"


@pytest.mark.parametrize("name", SETS)
def test_every_answerable_question_has_evidence(name):
    bare = ids_of(SETS[name].rows(), lambda row: not row.unanswerable and not row.evidence)
    assert not bare, f"no evidence: {', '.join(bare)}"


@pytest.mark.parametrize("name", SETS)
def test_every_row_is_of_one_half(name):
    astray = ids_of(SETS[name].rows(), lambda row: row.split not in ("dev", "heldout"))
    assert not astray, f"neither dev nor heldout: {', '.join(astray)}"
