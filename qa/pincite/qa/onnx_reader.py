"""The span reader: an int8 ONNX model of MiniLM-L6 size."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Encoding

from pincite.indexer.onnx_session import Inputs, OnnxSession
from pincite.qa.model_inputs import (
    WEIGHTS,
    first_of_text,
    pair_inputs,
    question_ids,
    shared_tokenizer,
)
from pincite.qa.reading import (
    Reading,
    SpanScore,
    best_token_ranges,
    merge_windows,
    token_ranges_apart,
)

LONGEST_ANSWER_TOKENS = 120
SPANS_APART = 8
"""Of a window, besides the best spans, most of which overlap."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a passage's tokens that is read at once."""

    passage: int
    inputs: Inputs
    first: int
    """Position of the first passage token in the model's input."""
    offsets: Sequence[tuple[int, int]]

    def spans(self, ranges: Iterable[tuple[int, int, float]]) -> tuple[SpanScore, ...]:
        """Ranges of the window's tokens at their places in the passage."""
        return tuple(
            SpanScore(self.offsets[i][0], self.offsets[j - 1][1], score) for i, j, score in ranges
        )


class OnnxReader:
    """Reads passages one at a time, so that a passage's scores never depend on its neighbours."""

    def __init__(
        self,
        folder: Path = WEIGHTS,
        *,
        window_tokens: int = 256,
        overlap_tokens: int = 96,
        spans_per_passage: int = 20,
    ) -> None:
        self._model = OnnxSession(folder / "reader.int8.onnx")
        self._card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        self._window_tokens = window_tokens
        self._step = window_tokens - overlap_tokens
        self._spans_per_passage = spans_per_passage

    @property
    def name(self) -> str:
        """Model and revision, recorded in every run."""
        return f"{self._card['name']}@{self._card['revision']}"

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in order; a passage's scores do not depend on the others."""
        ids = question_ids(question)
        encodings = shared_tokenizer().encode_batch(list(passages), add_special_tokens=False)
        windows = [
            window
            for number, encoding in enumerate(encodings)
            for window in self._windows(number, ids, encoding)
        ]
        outputs = self._model.run_each([window.inputs for window in windows])
        found: list[list[Reading]] = [[] for _ in passages]
        for window, (start, end) in zip(windows, outputs, strict=True):
            found[window.passage].append(self._reading(window, start[0], end[0]))
        return [readings[0] if len(readings) == 1 else self._merge(readings) for readings in found]

    def _merge(self, readings: Sequence[Reading]) -> Reading:
        if not readings:
            return Reading((), 0.0)
        return merge_windows(readings, count=self._spans_per_passage)

    def _windows(self, passage: int, question: list[int], encoding: Encoding) -> list[_Window]:
        ids, offsets = encoding.ids, encoding.offsets
        windows: list[_Window] = []
        begin = 0
        while begin < len(ids):
            stop = begin + self._window_tokens
            inputs = pair_inputs(question, ids[begin:stop])
            first = first_of_text(question)
            windows.append(_Window(passage, inputs, first, offsets[begin:stop]))
            if stop >= len(ids):
                break
            begin += self._step
        return windows

    def _reading(self, window: _Window, start: np.ndarray, end: np.ndarray) -> Reading:
        null_score = float(start[0] + end[0])
        inside = slice(window.first, window.first + len(window.offsets))
        first, last, longest = start[inside], end[inside], LONGEST_ANSWER_TOKENS
        best = best_token_ranges(first, last, count=self._spans_per_passage, longest=longest)
        apart = token_ranges_apart(first, last, count=SPANS_APART, longest=longest)
        return Reading(window.spans(best), null_score, window.spans(apart))
