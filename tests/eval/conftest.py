"""A system that answers from a script, over two small documents."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pytest

from pincite.corpus import Document, InputError, Span
from pincite.eval.places import Place
from pincite.eval.system import Identity
from pincite.qa.answers import Alternative, Answer, Citation, Question, Timings

FERRY = "The ferry Aldis sails at 7:30. A ticket costs 12 euros. The ferry has a shop."
PORT = "The port opened in 1931. Bread, milk and salt are sold there."


def document(source: str, text: str) -> Document:
    return Document(source=source, text=text, title=source)


def cite(document: Document, quote: str, *, at: int | None = None) -> Citation:
    """A citation of the first place of the quote."""
    start = document.text.index(quote) if at is None else at
    span = Span(start, start + len(quote))
    return Citation(
        document_id=document.document_id, source=document.source, title=document.title,
        span=span, quote=quote, passage_span=Span(0, len(document.text)),
        passage_text=document.text, heading=(), page=None, cell=None, as_of=None,
        sha256=document.sha256,
    )  # fmt: skip


def answered(question: str, citation: Citation, *, confidence: float = 0.9, **more) -> Answer:
    return Answer(
        question=question, status=more.pop("status", "answered"), answer=citation.quote,
        confidence=confidence, generation="g1", timings=Timings(1.0, 2.0, 3.0),
        citations=(citation,), **more,
    )  # fmt: skip


def no_answer(question: str, *, confidence: float = 0.8) -> Answer:
    return Answer(
        question=question, status="no_answer", answer=None, confidence=confidence,
        generation="g1", timings=Timings(1.0, 2.0, 3.0), reason="not_stated",
    )  # fmt: skip


def alternative(citation: Citation) -> Alternative:
    return Alternative(citation.quote, 0.4, (citation,))


@dataclass
class ScriptedSystem:
    """Says what its script says to a question, and "no answer" to any other."""

    script: Mapping[str, Answer]
    texts: Mapping[str, str] = field(default_factory=lambda: {"ferry.txt": FERRY, "port.txt": PORT})
    asked: list[Question] = field(default_factory=list)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        return {source: document(source, text) for source, text in self.texts.items()}

    @property
    def identity(self) -> Identity:
        return Identity(
            versions={"pincite": "0"}, settings={"passages_read": 6}, generation="g1",
            reader="scripted", encoder="scripted", weights={},
            documents={source: one.sha256 for source, one in self.documents.items()},
        )  # fmt: skip

    @property
    def passages(self) -> Sequence[Place]:
        return [Place(source, Span(0, len(one.text))) for source, one in self.documents.items()]

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if not question.text.strip("?"):
            raise InputError("the question is only punctuation")
        return self.script.get(question.text) or no_answer(question.text)

    def ranking(self, question: Question) -> Sequence[Place]:
        return self.passages

    def plain_softmax(self, question: Question) -> float:
        return 0.5


@pytest.fixture
def fakes():
    """This module: what tests make their systems and answers of."""
    return sys.modules[__name__]


@pytest.fixture
def question_file(tmp_path):
    """Writes rows as a question file and returns its path."""

    def write(*rows, name="set.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write
