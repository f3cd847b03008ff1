"""What is read of a proposal, and that each is read once."""

from dataclasses import replace

import pytest

from pincite.corpus import Span
from pincite.corpus.plain_text import PlainTextReader
from pincite.qa.answers import CellName, Computed
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import parse_question
from pincite.qa.reranking import judging, rerank, text_of

TEXT = """# The mill

## Crew

Ada Brandt built it. In 1871 her son Otto took over the mill.

| Year | Sacks |
|---|---|
| 1880 | 412 |
| 1881 | 530 |

They grind:

- rye
- oats
"""


@pytest.fixture
def document():
    return PlainTextReader().read(TEXT.encode(), "mill.md")


@pytest.fixture
def evidence(document):
    return Evidence(
        parse_question("Who took over the mill?"),
        (),
        (),
        {},
        lambda _: document,
        lambda _, others: [0.0] * len(others),
    )


def proposal(document, *words, **more):
    spans = [Span(at := document.text.index(word), at + len(word)) for word in words]
    places = tuple(Place(document.document_id, span) for span in spans)
    return Proposal(words[0], places, 0.5, rank=1, **more)


def test_the_words_are_marked_in_their_sentence(evidence, document):
    text = text_of(evidence, proposal(document, "Otto"))
    assert text.endswith("In 1871 her son « Otto » took over the mill.")
    assert text.startswith("The mill > Crew\n")


def test_what_stands_before_the_sentence_is_read_too(evidence, document):
    assert "Ada Brandt built it. In 1871" in text_of(evidence, proposal(document, "Otto"))


def test_a_cell_is_led_by_the_names_of_its_row_and_column(evidence, document):
    assert "1881; Sacks: 1881 | « 530 »" in text_of(evidence, proposal(document, "530"))


def test_a_cell_that_has_a_name_is_led_by_it(evidence, document):
    found = proposal(document, "530")
    [place] = found.places
    named = replace(found, places=(replace(place, cell=CellName("Output", "1881", "Sacks")),))
    assert "Output; 1881; Sacks: 1881 | « 530 »" in text_of(evidence, named)


def test_each_item_of_a_list_is_marked(evidence, document):
    text = text_of(evidence, proposal(document, "rye", "oats", items=("rye", "oats")))
    assert "They grind:" in text
    assert "- « rye »\n- « oats »" in text


def test_a_value_worked_out_is_led_by_its_operation(evidence, document):
    found = proposal(document, "530", "412")
    worked = replace(found, text="118", computed=Computed("difference", "118", None, (0, 1)))
    first, *operands = text_of(evidence, worked).splitlines()
    assert first == "difference: « 118 »"
    assert [line.split("«")[1] for line in operands] == [" 530 »", " 412 »"]


class Counting:
    """Says of each text how many were read before it."""

    def __init__(self):
        self.read = []

    def judge(self, question, texts):
        self.read += texts
        return [float(len(self.read)) for _ in texts]


def test_a_text_is_read_once_for_a_question_however_often_it_is_asked_for(evidence, document):
    reranker = Counting()
    judge = judging(reranker, "Who took over the mill?")
    twice = [proposal(document, "Otto"), proposal(document, "Otto", origin="table")]
    for _ in range(2):
        found = rerank(replace(evidence, judge=judge), twice)
        assert [one.reranked for one in found] == [1.0, 1.0]
    assert len(reranker.read) == 1


def test_without_a_reranker_nothing_changes(evidence, document):
    found = [proposal(document, "Otto")]
    assert rerank(evidence, found) == found
