"""Soft labels: the scores that a teacher gives to the tokens of a question's passage.

They are kept as 16-bit floats in numbered files of a folder and found by question and passage, as
the data gives them: augmentation, prefixes and windows come afterwards.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pincite.qa.training.examples import Example
from pincite.qa.training.label import Label
from pincite.qa.training.sources import RowSource, Source

MAX_LABELLED_TOKENS = 448


def label_key(question: str, passage: str) -> str:
    """What a label is found by."""
    return hashlib.sha256(f"{question}\0{passage}".encode()).hexdigest()[:20]


class Labels:
    """All labels of a folder, in memory (about 0.6 kB a passage)."""

    def __init__(self, folder: Path | None) -> None:
        self._labels: dict[str, Label] = {}
        for path in sorted(folder.glob("labels-*.npz")) if folder else []:
            self._labels.update(read_labels(path))

    def __len__(self) -> int:
        return len(self._labels)

    def get(self, key: str) -> Label | None:
        """The label of a question and passage, or None when the teacher never saw them."""
        return self._labels.get(key)


def read_labels(path: Path) -> Iterator[tuple[str, Label]]:
    """The keys and labels of one file."""
    with np.load(path) as file:
        keys, lengths, start, end = (file[n] for n in ("keys", "lengths", "start", "end"))
    stops = np.cumsum(lengths)
    for key, length, stop in zip(keys, lengths, stops, strict=True):
        yield str(key), Label(start[stop - length : stop], end[stop - length : stop])


def write_labels(path: Path, labels: dict[str, Label]) -> None:
    """Writes labels aside and renames, so that a file that is there is whole."""
    aside = path.with_suffix(".new")
    with aside.open("wb") as file:
        np.savez(
            file,
            keys=np.array(list(labels)),
            lengths=np.array([len(label.start) for label in labels.values()]),
            start=np.concatenate([label.start for label in labels.values()]),
            end=np.concatenate([label.end for label in labels.values()]),
        )
    aside.replace(path)


def to_label(sources: Sequence[Source], *, negatives: int) -> Iterator[Example]:
    """Every row of the sources as it stands, and its best wrong passages.

    Tables have none: their questions are made anew each time.
    """
    for source in sources:
        if isinstance(source, RowSource):
            for row in source.rows:
                yield Example(row.question, row.context, ())
                for wrong in source.wrong(row)[:negatives]:
                    yield Example(row.question, wrong.text, ())
