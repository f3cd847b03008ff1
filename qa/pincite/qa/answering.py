"""From a question to an answer: retrieve, read, propose, decide."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from typing import Protocol, Self

from pincite.corpus import Document, InputError, Span
from pincite.indexer.encoding import Encoder
from pincite.qa.acronyms import expand, find_definitions, glossary_of
from pincite.qa.answers import Answer, Hit, Question, Timings
from pincite.qa.calibrating import Calibration
from pincite.qa.calibration_file import confidences_of
from pincite.qa.composing import answered, combined, no_answer
from pincite.qa.confidence import Logistic
from pincite.qa.conversation import interpret
from pincite.qa.conversation.supporting import Support
from pincite.qa.deciding import Decision, decide
from pincite.qa.evidence import Evidence
from pincite.qa.explaining import explain, tried_changes
from pincite.qa.explanations import Explanation, Why
from pincite.qa.parts import split_question
from pincite.qa.reading import Reader
from pincite.qa.remarks import with_remarks
from pincite.qa.reranking import Reranker, judging
from pincite.qa.retrieval import CandidateSource, Ranked, fuse, load_ranking, worth_reading
from pincite.qa.retrieval_features import asked_of
from pincite.qa.settings import Settings
from pincite.qa.similarity import MeaningOf
from pincite.qa.spelling import respell
from pincite.qa.sureness import default_sureness, sureness
from pincite.qa.tracing import trace
from pincite.qa.withholding import Withholding, withholding
from pincite.qa.words import stems
from pincite.qa.workings import Found, led_by, operands_of, work_out

SUPPORTING = 5
"""Passages in which a reading of a follow-up is looked for."""
ASKED_KEPT = 64
"""Questions whose words are not counted anew while they are ranked, read and compared."""


class DocumentRecord(Protocol):
    """What an index knows of a document without opening it."""

    @property
    def source(self) -> str:
        """Its path relative to its root."""

    @property
    def document_id(self) -> str:
        """Derived from the source."""


class SearchableIndex(CandidateSource, Protocol):
    """The part of an index that answering needs."""

    @property
    def generation(self) -> str:
        """Hash of what it holds."""

    @property
    def encoder(self) -> Encoder:
        """The encoder its vectors were made by."""

    @property
    def glossary(self) -> Mapping[str, Sequence[str]]:
        """Words with the other words that mean the same, as the user gave them."""

    def documents(self) -> Sequence[DocumentRecord]:
        """One record a document."""

    def document(self, source_or_id: str) -> Document:
        """The document with its structure."""

    def document_frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """For each word the number of passages that hold it (or its stem)."""

    def passage_count(self) -> int:
        """How many passages it holds."""

    def close(self) -> None:
        """Releases its files."""


class Assistant:
    """Answers questions from one generation of an index."""

    def __init__(
        self,
        index: SearchableIndex,
        reader: Reader,
        reranker: Reranker,
        models: Mapping[str, Logistic],
        settings: Settings | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self.index = index
        self.reader = reader
        self.reranker = reranker
        self.settings = settings or Settings()
        self.calibration = calibration
        self._models = models
        self._meaning = MeaningOf(index.encoder)
        self._asked = lru_cache(ASKED_KEPT)(partial(asked_of, index=index))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Releases the index."""
        self.index.close()

    def ask(self, question: Question) -> Answer:
        """The answer to a question, or the finding that the documents do not say.

        Raises:
            InputError: the question is empty, or its file patterns match nothing.
        """
        begin = time.perf_counter()
        if not question.text.strip():
            raise InputError("the question is empty; ask something")
        if not any(character.isalnum() for character in question.text):
            raise InputError("the question has no words; ask something in words")
        understood = interpret(
            question.text,
            question.history,
            known_words=self.index.document_frequencies,
            supports=lambda text: self._support(replace(question, text=text, history=())),
        )
        asked = respell(understood.text, self.index.document_frequencies)
        parts = split_question(asked)
        answers = [self._ask_one(replace(question, text=part, history=())) for part in parts]
        timings = _summed([answer.timings for answer in answers], begin)
        if len(answers) == 1:
            answer = replace(answers[0], timings=timings)
        else:
            answer = combined(asked, answers, timings)
        explanations = tuple(each for one in answers for each in one.explanations)
        return with_remarks(
            replace(
                answer,
                question=question.text,
                interpreted_question=asked if asked != question.text else None,
                explanations=explanations,
            )
        )

    def _ask_one(self, question: Question) -> Answer:
        rule = self.withholding(question)
        begin = time.perf_counter()
        ranked, expanded = self._search(question)
        retrieved = time.perf_counter()
        evidence = self.read(question, ranked)
        read = time.perf_counter()
        decision = self._worked_out(question, self.decide(evidence))
        timings = Timings(
            retrieve=1000 * (retrieved - begin),
            read=1000 * (read - retrieved),
            total=1000 * (time.perf_counter() - begin),
        )
        compose = answered if rule.bar.is_reached(decision) else no_answer
        answer = rule.told(compose(evidence, decision, self.index.generation, timings), decision)
        if question.explain:
            explanation = self._explanation(question, evidence, decision, answer)
            answer = replace(answer, explanations=(explanation,))
        if expanded and answer.note is None:
            answer = replace(answer, note=f"Also searched for: {'; '.join(expanded)}.")
        return answer

    def _worked_out(self, question: Question, decision: Decision) -> Decision:
        """The decision, led by what the amounts that the question sets against each other give."""
        asked = operands_of(question.text)
        if asked is None:
            return decision
        one = self._found(replace(question, text=asked.one, explain=False))
        other = self._found(replace(question, text=asked.other, explain=False)) if one else None
        worked = work_out(asked, one, other) if one is not None and other is not None else None
        return led_by(decision, asked, worked)

    def _found(self, question: Question) -> Found | None:
        """The answer to one of the plain questions behind a question."""
        evidence = self.read(question, self._search(question)[0])
        decision = self.decide(evidence)
        if not decision.proposals or decision.sureness is None:
            return None
        return Found(evidence, decision.proposals[0], decision.sureness.share_right)

    def why(self, question: Question, source: str, span: Span) -> Why:
        """At which stage a place that is known was lost on its way to the answer.

        Raises:
            InputError: the question is empty, or the place not in the index.
        """
        return trace(self, question, source, span)

    def _support(self, question: Question) -> Support:
        """How well the first passages speak of what a reading of a question asks."""
        weights = self._asked(question.text).weights
        ranked = self.candidates(question)[:SUPPORTING]
        known = [stems(item.passage.text) for item in ranked]
        held = (sum(w for term, w in weights.items() if term in words) for words in known)
        nearest = (max(item.candidate.sentence_cosines) for item in ranked)
        return Support(
            2 * max(held, default=0.0) - sum(weights.values()), max(nearest, default=0.0)
        )

    def _explanation(
        self, question: Question, evidence: Evidence, decision: Decision, answer: Answer
    ) -> Explanation:
        """What each stage found, with slightly different questions asked for comparison."""
        rule = self.withholding(question)
        explanation = explain(
            evidence, decision, answer, bar=rule.bar.at, confidence=rule.bar.weighed(decision)
        )
        plain = replace(question, explain=False)
        changes = tried_changes(
            evidence, decision, answer, lambda text: self._ask_one(replace(plain, text=text))
        )
        return replace(explanation, changes=changes)

    def withholding(self, question: Question) -> Withholding:
        """The bar that an answer to the question has to reach.

        Raises:
            InputError: it asks for a bound that cannot be kept.
        """
        return withholding(
            question,
            self.settings,
            self.calibration,
            generation=self.index.generation,
            confidences=confidences_of(self.reader.name),
        )

    def decide(self, evidence: Evidence) -> Decision:
        """The proposals of all ways of answering, in the order of preference, and how sure."""
        decision = decide(evidence, self._models)
        known = sureness(evidence, decision.proposals, decision.sides, default_sureness())
        return replace(decision, sureness=known)

    def search(self, query: str, *, sources: Sequence[str] = (), top_k: int = 10) -> list[Hit]:
        """The passages that words and vectors find, best first."""
        if not query.strip():
            raise InputError("the query is empty; give some words to search for")
        ranked = self.candidates(Question(query, sources=tuple(sources), top_k=top_k))
        return [self._hit(item) for item in ranked[:top_k]]

    def candidates(self, question: Question) -> list[Ranked]:
        """The fused ranking of passages for a question, best first."""
        return self._search(question)[0]

    def _search(self, question: Question) -> tuple[list[Ranked], tuple[str, ...]]:
        """The fused ranking, and what the question's words were expanded by.

        Acronyms are taken from the passages first found: what a question spells one way is
        defined where it is spoken of.
        """
        count = max(self.settings.candidates, question.top_k or 0)
        sources = self.sources_of(question)
        found = self.index.candidates(question.text, k=count, sources=sources)
        texts = (candidate.passage.text for candidate in found)
        defined = glossary_of(each for text in texts for each in find_definitions(text))
        words, expanded = expand(question.text, {**defined, **self.index.glossary})
        if words:
            asked = f"{question.text} {words}"
            found = self.index.candidates(question.text, k=count, sources=sources, words=asked)
        return fuse(found, self._asked(question.text), load_ranking()), expanded

    def read(self, question: Question, ranked: Sequence[Ranked]) -> Evidence:
        """What the reader finds in the first of the ranked passages, with all else known."""
        to_read = ranked[: question.top_k or worth_reading(ranked, self.settings)]
        readings = self.reader.read(question.text, [item.passage.text for item in to_read])
        return replace(self.unread(question, ranked), readings=tuple(readings))

    def unread(self, question: Question, ranked: Sequence[Ranked]) -> Evidence:
        """What is known of the ranked passages before the reader reads any."""
        asked = self._asked(question.text)
        return Evidence(
            parsed=asked.parsed,
            ranked=tuple(ranked),
            readings=(),
            term_weights=asked.weights,
            document=self.index.document,
            similarity=self._meaning.cosines,
            as_of=question.as_of,
            judge=judging(self.reranker, question.text),
        )

    def sources_of(self, question: Question) -> Collection[str] | None:
        """The sources that the question's patterns match; None where it limits nothing.

        Raises:
            InputError: they match nothing.
        """
        patterns = question.sources
        if not patterns:
            return None
        sources = [record.source for record in self.index.documents()]
        matching = {
            source for source in sources for pattern in patterns if fnmatchcase(source, pattern)
        }
        if not matching:
            raise InputError(
                f"no indexed file matches {', '.join(patterns)}; `pincite list` shows the files"
            )
        return matching

    def _hit(self, ranked: Ranked) -> Hit:
        passage, candidate = ranked.passage, ranked.candidate
        return Hit(
            rank=ranked.rank,
            score=ranked.score,
            bm25=candidate.bm25,
            cosine=candidate.cosine,
            source=passage.source,
            document_id=passage.document_id,
            span=passage.span,
            text=self.index.document(passage.document_id).quote(passage.span),
            heading=passage.heading,
            page=passage.page,
        )


def _summed(timings: Sequence[Timings], begin: float) -> Timings:
    return Timings(
        retrieve=sum(one.retrieve for one in timings),
        read=sum(one.read for one in timings),
        total=1000 * (time.perf_counter() - begin),
    )
