"""Passages of any number, from real ones: texts as they stand, cut anew, then drawn; vectors too.

Up to what the files hold the texts are their contexts; then all contexts joined and cut anew at
other places; beyond, texts are drawn from the words of the real ones: each word follows the last
one as it did somewhere, and one in ten is any word. The vectors of the first `encoded` texts are
the encoder's own. Every other one is such a vector moved: as far as a real vector lies from its
nearest neighbour (a cosine drawn from those of the real ones), in a direction with the covariance
of the real ones, and brought to length 1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pincite.corpus import InputError
from pincite.eval.reading_sets import read_reading_set
from pincite.indexer.encoding import Encoder, Vectors
from pincite.indexer.sentence_vectors import sentences_of

AT_ONCE = 20_000
UNIGRAMS = 0.1
_NEIGHBOURS = 2_000


@dataclass(frozen=True, slots=True)
class Real:
    """What is real: texts in a set order, questions about them, vectors of the first texts."""

    texts: Sequence[str]
    contexts: int
    """How many of the texts are contexts as they stand."""
    questions: Sequence[str]
    vectors: Vectors


def read_real(data: Path, cache: Path, encoder: Encoder, encoded: int, asked: int) -> Real:
    """The texts of all reading sets below `data`; the vectors are kept in `cache`."""
    rows = [row for file in sorted(data.glob("*.jsonl*")) for row in _rows(file)]
    chance = np.random.default_rng(0)
    contexts = list(dict.fromkeys(" ".join(context.split()) for context, _ in rows))
    contexts = [contexts[place] for place in chance.permutation(len(contexts))]
    texts = list(dict.fromkeys(filter(None, [*contexts, *cut_anew(contexts)])))
    questions = [question for _, question in rows if question]
    chosen = [questions[place] for place in chance.permutation(len(questions))[:asked]]
    kept = cache / f"vectors-{encoded}.npy"
    if not kept.exists():
        made = [encoder.encode(texts[at : min(at + 256, encoded)]) for at in range(0, encoded, 256)]
        np.save(kept, np.concatenate(made))
    return Real(texts, len(contexts), chosen, np.load(kept))


def cut_anew(texts: Sequence[str]) -> Iterator[str]:
    """All texts joined and cut into as many of their lengths, in another order, at words."""
    words = " ".join(texts).split(" ")
    lengths = [text.count(" ") + 1 for text in texts]
    at = lengths[0] // 2
    for length in reversed(lengths):
        yield " ".join(words[at : at + length])
        at += length
    at = lengths[0] // 3
    for length in lengths:
        yield " ".join(words[at : at + length])
        at += length


class DrawnTexts:
    """Texts drawn from the words of real ones and the words that follow them."""

    def __init__(self, texts: Sequence[str]) -> None:
        words = [text.split(" ") for text in texts]
        self._lengths = np.array([len(each) for each in words])
        flat = [word for each in words for word in each]
        names, self._words = np.unique(np.array(flat, dtype=object), return_inverse=True)
        self._names = names
        self._places = np.argsort(self._words, kind="stable")
        self._counts = np.bincount(self._words, minlength=len(names))
        self._firsts = np.cumsum(self._counts) - self._counts

    def draw(self, count: int, chance: np.random.Generator) -> Iterator[str]:
        """So many texts."""
        lengths = chance.choice(self._lengths, count)
        words = np.empty((count, int(lengths.max())), dtype=np.int32)
        words[:, 0] = self._any(count, chance)
        for step in range(1, words.shape[1]):
            words[:, step] = self._next(words[:, step - 1], chance)
        for row, length in zip(words, lengths, strict=True):
            yield " ".join(self._names[row[:length]])

    def _any(self, count: int, chance: np.random.Generator) -> NDArray[np.int64]:
        return self._words[chance.integers(len(self._words), size=count)]

    def _next(self, last: NDArray[np.int32], chance: np.random.Generator) -> NDArray[np.int64]:
        nth = (chance.random(len(last)) * self._counts[last]).astype(np.int64)
        follows = np.minimum(self._places[self._firsts[last] + nth] + 1, len(self._words) - 1)
        is_any = chance.random(len(last)) < UNIGRAMS
        return np.where(is_any, self._any(len(last), chance), self._words[follows])


class MovedVectors:
    """Vectors near real ones, as near as those are to one another."""

    def __init__(self, real: Vectors) -> None:
        self._real = real
        chance = np.random.default_rng(0)
        rows = chance.choice(len(real), min(_NEIGHBOURS, len(real)), replace=False)
        cosines = real[rows] @ real.T
        cosines[np.arange(len(rows)), rows] = -1.0
        self.cosines = np.clip(cosines.max(axis=1), 0.0, 0.999)
        covariance = np.cov(real.T).astype(np.float64)
        values, axes = np.linalg.eigh(covariance)
        self._spread = (axes * np.sqrt(np.maximum(values, 0.0))).T.astype(np.float32)

    def draw(self, count: int, chance: np.random.Generator) -> Vectors:
        """So many unit vectors."""
        base = self._real[chance.integers(len(self._real), size=count)]
        aside = chance.standard_normal(base.shape, dtype=np.float32) @ self._spread
        aside -= (aside * base).sum(axis=1, keepdims=True) * base
        aside /= np.linalg.norm(aside, axis=1, keepdims=True)
        near = chance.choice(self.cosines, count).astype(np.float32)[:, None]
        moved: Vectors = near * base + np.sqrt(1 - near**2) * aside
        return moved


def write_passages(folder: Path, real: Real, count: int) -> None:
    """Writes so many passages: a text a line, their vectors in half precision, sentence counts."""
    folder.mkdir(parents=True)
    chance = np.random.default_rng(count)
    with (folder / "texts").open("w", encoding="utf-8") as file:
        file.writelines(f"{text}\n" for text in real.texts[:count])
        drawn = DrawnTexts(real.texts[: real.contexts]) if count > len(real.texts) else None
        for size in _parts(count - len(real.texts)):
            if drawn:
                file.writelines(f"{text}\n" for text in drawn.draw(size, chance))
    moved = MovedVectors(real.vectors)
    with (folder / "vectors").open("wb") as file:
        file.write(real.vectors[:count].astype("<f2").tobytes())
        for size in _parts(count - len(real.vectors)):
            file.write(moved.draw(size, chance).astype("<f2").tobytes())
    sentences = [len(sentences_of(f"\n{text}")) for text in real.texts[:_NEIGHBOURS]]
    np.save(folder / "sentences.npy", chance.choice(sentences, count))


def _parts(count: int) -> list[int]:
    return [min(AT_ONCE, count - done) for done in range(0, count, AT_ONCE)]


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    """(context, question) of every row; files without contexts give none."""
    try:
        for row in read_reading_set(file):
            yield row.context, "" if row.is_impossible else row.question
    except InputError:
        return


def read_texts(folder: Path) -> Iterator[str]:
    """The texts that `write_passages` wrote, one by one."""
    with (folder / "texts").open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.removesuffix("\n")
