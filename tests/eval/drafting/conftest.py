"""A small folder, and an index over it that answers from a script."""

from dataclasses import dataclass, field

import pytest

from pincite.corpus import Document, Span, find_blocks
from pincite.eval.drafting.drafting import folder_of
from pincite.qa.answers import Answer, Citation, Question, Timings

HARBOUR = """# Harbour Report 2024

The Harbour Board opened the Stone Quay in May 1931. Since 1998, the quay has carried fish.
Ada Lind, the harbour master, said that trade was good.
Ada Lind became harbour master on 3 June 2019.
In 2022, the port sold 4,300 tonnes of salt to Norland Trading and closed the old mill.
The Lift Bridge was built by Karl Voss. The Lift Bridge has a maximum load of 12 tonnes.
The Fish Market pays £450 for each stall and employs 35 people in Aldermouth.

The market sells three things: bread, milk and salt.

| Berth | 2022 | 2023 | 2024 |
| --- | --- | --- | --- |
| North | 41 | 44 | 52 |
| South | 17 | 18 | 25 |

Table 1. Ships by berth

Glossary
--------

**HB**: Harbour Board.

**Fender**: a cushion of rope between ship and quay.
"""
MUSEUM = """# Museum Guide

The Clock Museum was founded by Ida Ross in 1887. It holds 212 clocks.
Visitors must return audio guides within 30 minutes of the last tour.
The Night Tour costs 14 euros. The museum bought the Tower Clock in 1904.
Hugo Brandt repaired the Tower Clock in 1951. The Tower Clock weighs 900 kilograms.
"""


@dataclass
class ScriptedIndex:
    """Answers each question as its script says, and is silent otherwise."""

    script: dict[str, tuple[Document, Span]] = field(default_factory=dict)
    alone: dict[str, str] = field(default_factory=dict)

    def ask(self, question: Question) -> Answer:
        known = self.script.get(question.text)
        if known is None:
            return _answer(question.text, None, ())
        document, span = known
        return _answer(question.text, document.quote(span), (_citation(document, span),))

    def read_alone(self, question: str, passage: str) -> str | None:
        return self.alone.get(question)


def _answer(question, answer, citations):
    status = "answered" if answer else "no_answer"
    return Answer(
        question=question, status=status, answer=answer, confidence=0.8, generation="g1",
        timings=Timings(1.0, 1.0, 2.0), citations=citations,
    )  # fmt: skip


def _citation(document, span):
    return Citation(
        document_id=document.document_id, source=document.source, title=document.title, span=span,
        quote=document.quote(span), passage_span=_line(document, span),
        passage_text=document.quote(_line(document, span)),
        heading=(), page=None, cell=None, as_of=None, sha256=document.sha256,
    )  # fmt: skip


def _line(document, span):
    end = document.text.find("\n", span.end)
    return Span(document.text.rfind("\n", 0, span.start) + 1, max(end, span.end))


def document_of(source, text):
    title = text.splitlines()[0].lstrip("# ")
    return Document(source=source, text=text, blocks=find_blocks(text), title=title)


@pytest.fixture(scope="session")
def folder():
    documents = {"harbour.md": HARBOUR, "museum.md": MUSEUM}
    return folder_of([document_of(source, text) for source, text in documents.items()])


@pytest.fixture
def index():
    return ScriptedIndex()


@pytest.fixture(scope="session")
def all_true(folder):
    """An index that gives every proposed draft its own answer and place back; not to be changed."""
    from pincite.eval.drafting.drafting import propose

    drafts = [draft for draft in propose(folder) if draft.answer is not None]
    return ScriptedIndex({draft.question: (draft.document, draft.answer) for draft in drafts})


@pytest.fixture
def truthful(all_true):
    return ScriptedIndex(dict(all_true.script))
