"""What the ranking of passages is worked out from."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np

from pincite.indexer.passages import Candidate, Passage
from pincite.qa.answer_types import type_agreement
from pincite.qa.network import Matrix, Vector
from pincite.qa.parsed_question import AnswerType, ParsedQuestion, parse_question
from pincite.qa.synonyms import groups, groups_of
from pincite.qa.words import ordered_stems, stem, stems

RANK_FEATURES = (
    "word_share", "bm25", "word_place", "nearness_share", "nearness_place", "cosine",
    "cosine_behind", "cosine_place", "nearest_sentence", "nearest_behind", "mean_sentence",
    "is_row", "is_list", "asked_list", "length", "sentences", "opens", "coverage",
    "coverage_around", "coverage_of_document", "missing", "pairs", "numbers", "agreement",
    "no_digits", "words_before", "words_after", "words_of_document", "nearness_of_document",
    "coverage_meant", "missing_meant",
)  # fmt: skip

_NUMBER = re.compile(r"\d[\d.,]*")
_IN_DIGITS = {AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.DURATION}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with the weights of the stems of its terms: 0..1, higher for rarer ones."""

    parsed: ParsedQuestion
    weights: Mapping[str, float]


class CountedWords(Protocol):
    """Says how common words are."""

    def document_frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """For each word the number of passages that hold it (or its stem)."""

    def passage_count(self) -> int:
        """How many passages there are."""


def asked_of(question: str, index: CountedWords) -> Asked:
    """What a question asks, with the weights that its terms have among the passages."""
    parsed = parse_question(question)
    frequencies = index.document_frequencies(parsed.terms)
    passages = max(2, index.passage_count())
    weights = {
        stem(word): math.log(passages / (1 + frequencies.get(word, 0))) / math.log(passages)
        for word in parsed.terms
        if frequencies.get(word, 0) < passages
    }
    return Asked(parsed, weights)


def rank_features(candidates: Sequence[Candidate], asked: Asked) -> Matrix:
    """One row a candidate, judged beside the others: shape (candidates, RANK_FEATURES)."""
    passages = [candidate.passage for candidate in candidates]
    held = _held([passage.text for passage in passages], asked)
    columns = _searched(candidates) | _worded(passages, held, asked)
    columns |= _around(passages, held, columns, asked)
    return np.array([columns[name] for name in RANK_FEATURES], dtype=np.float64).T


def _searched(candidates: Sequence[Candidate]) -> dict[str, Vector]:
    """What the search says, and the form of the passages."""
    bm25 = np.array([candidate.bm25 for candidate in candidates])
    cosine = np.array([candidate.cosine for candidate in candidates])
    nearest = np.array([max(candidate.sentence_cosines) for candidate in candidates])
    near = (cosine + nearest) / 2
    sentences = np.array([len(candidate.sentence_cosines) for candidate in candidates])
    passages = [candidate.passage for candidate in candidates]
    return {
        "word_share": bm25 / (bm25.max() or 1.0),
        "bm25": bm25,
        "word_place": _place(bm25),
        "nearness_share": (near - near.min()) / ((near.max() - near.min()) or 1.0),
        "nearness_place": _place(near),
        "cosine": cosine,
        "cosine_behind": cosine - cosine.max(),
        "cosine_place": _place(cosine),
        "nearest_sentence": nearest,
        "nearest_behind": nearest - nearest.max(),
        "mean_sentence": np.array(
            [sum(each.sentence_cosines) / len(each.sentence_cosines) for each in candidates]
        ),
        "is_row": np.array([passage.kind == "row" for passage in passages], np.float64),
        "is_list": np.array([passage.kind == "list" for passage in passages], np.float64),
        "length": np.log([max(1, len(passage.text)) for passage in passages]),
        "sentences": np.log1p(sentences),
        "opens": np.array([passage.span.start == 0 for passage in passages], np.float64),
    }


def _place(scores: Vector) -> Vector:
    """1 for the highest, 1/2 for the second, and so on."""
    places: Vector = 1.0 / (1 + np.argsort(np.argsort(-scores, kind="stable"), kind="stable"))
    return places


def _worded(passages: Sequence[Passage], held: Matrix, asked: Asked) -> dict[str, Vector]:
    """What the words of question and passage say."""
    own = [_own_words(passage) for passage in passages]
    kind, is_list = asked.parsed.answer_type, asked.parsed.wants_list
    numbers = _NUMBER.findall(asked.parsed.text)
    pairs = _pairs(asked.parsed.text)
    meant = np.maximum(held, _meant([passage.text for passage in passages], asked))
    return {
        "coverage": _coverage(held, asked),
        "coverage_meant": _coverage(meant, asked),
        "missing": held.shape[1] - held.sum(1),
        "missing_meant": held.shape[1] - meant.sum(1),
        "pairs": _shares([_count_pairs(pairs, each.text) for each in passages], len(pairs)),
        "numbers": _shares([sum(n in p.text for n in numbers) for p in passages], len(numbers)),
        "agreement": np.array([type_agreement(kind, text) for text in own]),
        "no_digits": np.array(
            [kind in _IN_DIGITS and not _NUMBER.search(text) for text in own], np.float64
        ),
        "asked_list": np.array([is_list and each.kind == "list" for each in passages], np.float64),
    }


def _around(
    passages: Sequence[Passage], held: Matrix, columns: Mapping[str, Vector], asked: Asked
) -> dict[str, Vector]:
    """What is found in the passages before and after each, and in its whole document."""
    words, nearness = columns["word_share"], columns["nearness_share"]
    before, after = _neighbours(passages, -1), _neighbours(passages, 1)
    # One more at the end, for passages without a neighbour.
    words_of, held_of = np.append(words, 0.0), np.pad(held, ((0, 1), (0, 0)))
    wider = np.maximum(held, np.maximum(held_of[before], held_of[after]))
    names, document = np.unique([each.document_id for each in passages], return_inverse=True)
    whole = np.zeros((len(names), held.shape[1]))
    highest = np.zeros((len(names), 2))
    np.maximum.at(whole, document, held)
    np.maximum.at(highest, document, np.column_stack([words, nearness]))
    return {
        "words_before": words_of[before],
        "words_after": words_of[after],
        "words_of_document": highest[document, 0],
        "nearness_of_document": highest[document, 1],
        "coverage_around": _coverage(wider, asked),
        "coverage_of_document": _coverage(whole, asked)[document],
    }


def _neighbours(passages: Sequence[Passage], step: int) -> list[int]:
    """Where the passage that stands `step` further in the same document is; -1: not among them."""
    at = {(each.document_id, each.passage_id): number for number, each in enumerate(passages)}
    return [at.get((each.document_id, each.passage_id + step), -1) for each in passages]


def _held(texts: Sequence[str], asked: Asked) -> Matrix:
    """Which of the question's stems each text holds, 1 or 0, shape (texts, stems)."""
    rows = [[word in words for word in asked.weights] for words in map(stems, texts)]
    return np.array(rows, np.float64).reshape(len(texts), len(asked.weights))


def _meant(texts: Sequence[str], asked: Asked) -> Matrix:
    """Of which of the question's stems each text holds a synonym, 1 or 0, shape (texts, stems)."""
    asked_groups = [groups(word) for word in asked.weights]
    rows = [
        [not known.isdisjoint(each) for each in asked_groups] for known in map(groups_of, texts)
    ]
    return np.array(rows, np.float64).reshape(len(texts), len(asked.weights))


def _coverage(held: Matrix, asked: Asked) -> Vector:
    """The weight of the stems held, as a share of all, 0..1."""
    weights = np.array(list(asked.weights.values()))
    share: Vector = held @ weights / (weights.sum() or 1.0)
    return share


def _shares(counts: Sequence[int], most: int) -> Vector:
    return np.array(counts, np.float64) / max(1, most)


def _count_pairs(pairs: frozenset[tuple[str, str]], text: str) -> int:
    """How many of the pairs of stems follow one another in a text."""
    words = stems(text)
    if not any(first in words and second in words for first, second in pairs):
        return 0  # most texts: to look for pairs takes longer
    return len(pairs & _pairs(text))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """The stems that follow one another, stop words left out."""
    return frozenset(pairwise(ordered_stems(text)))


def _own_words(passage: Passage) -> str:
    """The passage without what the indexer wrote in front of it and into it."""
    return " ".join(passage.text[p.at : p.at + len(p.span)] for p in passage.pieces)
