"""The documents and questions that all systems get: as files, and as texts for who reads none."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pincite.corpus import Document, Span, find_files, load_document
from pincite.eval.answer_metrics import best, exact_match, f1
from pincite.eval.importing import DOCUMENTS, QUESTIONS, import_squad
from pincite.eval.places import Evidence, Place, is_relevant, locate
from pincite.eval.questions import QuestionRow, read_questions

LONGEST = 700
"""Characters of a passage cut from a longer document, about as many as pincite's own have."""
SPAN_KINDS = frozenset("factoid paraphrase table number date conflict keywords typo".split())
"""Kinds of question that a span can answer: no lists, sums, yes or no, nor follow-ups."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is right."""

    text: str
    golds: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def exact(self, answer: str) -> float:
        """1 when the answer equals an acceptable one, once normalised."""
        return best(exact_match, answer, self.golds)

    def f1(self, answer: str) -> float:
        """Its overlap with the nearest acceptable answer."""
        return best(f1, answer, self.golds)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and questions, and where both lie."""

    name: str
    documents: Path
    passages: Path
    places: dict[str, Place]
    """For each passage by its id."""
    questions: Sequence[Asked]
    whole: bool
    """Whether each document is one passage, so that found documents are counted."""

    def found_at(self, asked: Asked, ranking: Sequence[Sequence[object] | str]) -> int | None:
        """The rank, from 1, of the first passage (or document) with evidence; None without one."""
        places = [self._place(one) for one in ranking]
        if self.whole:
            sources = {place.source for one in asked.evidence for place in one.places}
            hits = [name in sources for name in dict.fromkeys(place.source for place in places)]
        else:
            hits = [is_relevant(place, asked.evidence) for place in places]
        return hits.index(True) + 1 if True in hits else None

    def _place(self, one: Sequence[object] | str) -> Place:
        if isinstance(one, str):
            return self.places[one]
        source, start, end = one
        return Place(str(source), Span(int(str(start)), int(str(end))))


def squad(file: Path, work: Path, sample: int) -> Corpus:
    """Each paragraph of a reading set as a document, and so many of its questions."""
    import_squad(file, work, limit=sample)
    return _corpus("SQuAD", work / DOCUMENTS, work, read_questions(work / QUESTIONS), whole=True)


def folder(documents: Path, questions: Path, work: Path, sample: int) -> Corpus:
    """A folder with its questions for development that a span can answer."""
    rows = [
        row
        for row in read_questions(questions)
        if row.split == "dev" and row.kind in SPAN_KINDS and row.answers and not row.history
    ]
    work.mkdir(parents=True, exist_ok=True)
    return _corpus(documents.name, documents, work, rows[:sample], whole=False)


def windows(text: str, longest: int = LONGEST) -> Iterator[Span]:
    """Spans that cover the text, cut after lines or sentences where there are any.

    >>> text = "One is here. Two is there."
    >>> [text[s.start : s.end] for s in windows(text, 16)]
    ['One is here.', 'Two is there.']
    """
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            end = _cut(text, start, end)
        body = text[start:end].strip()
        if body:
            at = text.index(body, start)
            yield Span(at, at + len(body))
        start = end


def _cut(text: str, start: int, end: int) -> int:
    cut = max(text.rfind("\n", start, end), text.rfind(". ", start, end)) + 1
    if cut < start + (end - start) // 3:
        cut = text.rfind(" ", start, end) + 1
    return cut if cut > start else end


def _corpus(
    name: str, documents: Path, work: Path, rows: Sequence[QuestionRow], *, whole: bool
) -> Corpus:
    texts = {each.source: each for each in map(load_document, find_files([documents]))}
    places = {
        f"{source}#{number}": Place(source, span)
        for source, document in texts.items()
        for number, span in enumerate(_cuts(document, whole=whole))
    }
    passages = work / "passages.jsonl"
    with passages.open("w", encoding="utf-8") as file:
        for key, place in places.items():
            text = texts[place.source].text[place.span.start : place.span.end]
            file.write(json.dumps({"id": key, "text": text}) + "\n")
    asked = [
        Asked(row.question, row.answers, tuple(locate(one, texts) for one in row.evidence))
        for row in rows
    ]
    return Corpus(name, documents, passages, places, asked, whole)


def _cuts(document: Document, *, whole: bool) -> list[Span]:
    return [Span(0, len(document.text))] if whole else list(windows(document.text))
