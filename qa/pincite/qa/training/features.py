"""Text to token ids with gold positions: the reader's input contract.

[CLS] question (at most 40 tokens) [SEP] passage window [SEP]; token 0 is the null span.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from pincite.qa.model_inputs import QUESTION_TOKENS
from pincite.qa.training.examples import Example
from pincite.qa.training.label import Label
from pincite.qa.training.rows import Place

MAX_GOLD_TOKENS = 120


@dataclass(frozen=True, slots=True)
class Scheme:
    """The special tokens that one family of models puts around question and passage."""

    first: tuple[int, ...]
    between: tuple[int, ...]
    last: tuple[int, ...]
    pad: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> "Scheme":
        """The scheme of a tokeniser, BERT's or MPNet's by the tokens it knows.

        Raises:
            ValueError: the tokeniser belongs to neither family.
        """
        for first, last, pad, gap in (("[CLS]", "[SEP]", "[PAD]", 1), ("<s>", "</s>", "<pad>", 2)):
            known = [tokenizer.token_to_id(token) for token in (first, last, pad)]
            ids = [number for number in known if number is not None]
            if len(ids) == 3:
                return cls((ids[0],), (ids[1],) * gap, (ids[1],), ids[2])
        raise ValueError("the tokeniser has neither [CLS] [SEP] [PAD] nor <s> </s> <pad>")


@dataclass(frozen=True, slots=True)
class Features:
    """Token ids of a question beside a passage window, and where the gold answers are.

    `passage` is the half-open token range of the window; `golds` are pairs (first, last token)
    inside it; none means null, the span of token 0. `label` is a teacher's, for token 0 and the
    tokens of `passage`.
    """

    ids: tuple[int, ...]
    passage: Place
    golds: tuple[Place, ...]
    style: str = ""
    label: Label | None = None


def token_places(offsets: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """The (first, last) tokens that cover each place; places beyond the tokens are left out."""
    found = []
    for start, end in places:
        inside = [i for i, (low, high) in enumerate(offsets) if high > start and low < end]
        if inside:
            found.append((inside[0], inside[-1]))
    return found


def choose_window(n: int, golds: Sequence[Place], size: int, rng: random.Random) -> Place:
    """A token range of at most `size` of `n` tokens, at random, around one of the golds if any."""
    if n <= size:
        return 0, n
    low, high = 0, n - size
    if golds:
        first, last = rng.choice(golds)
        low, high = max(0, last - size + 1), min(first, n - size)
    start = rng.randint(min(low, high), max(low, high))
    return start, start + size


class Featurizer:
    """Turns examples into features with one tokeniser, which must neither truncate nor pad."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        if tokenizer.truncation or tokenizer.padding:
            raise ValueError("the tokeniser truncates or pads; switch both off")
        self._tokenizer = tokenizer
        self.scheme = Scheme.of(tokenizer)

    def features(
        self,
        example: Example,
        *,
        max_tokens: int,
        rng: random.Random,
        label: Label | None = None,
    ) -> Features | None:
        """Features of one window of the passage, with its prefix in front whatever the window.

        None when the example has an answer that no window of its tokens can show: longer than
        MAX_GOLD_TOKENS tokens or than the window. `label` is the teacher's for the whole passage.
        """
        head, _ = self._encode(example.prefix + "\n") if example.prefix else ([], [])
        ids, offsets = self._encode(example.passage)
        room = max(8, max_tokens - len(head))
        golds = [
            (first, last)
            for first, last in token_places(offsets, example.places)
            if last - first < min(MAX_GOLD_TOKENS, room)
        ]
        if example.places and not golds:
            return None
        start, end = choose_window(len(ids), golds, room, rng)
        question, _ = self._encode(example.question)
        before = (*self.scheme.first, *question[:QUESTION_TOKENS], *self.scheme.between)
        at = len(before) + len(head) - start
        return Features(
            ids=(*before, *head, *ids[start:end], *self.scheme.last),
            passage=(len(before), len(before) + len(head) + end - start),
            golds=tuple((a + at, b + at) for a, b in golds if a >= start and b < end),
            style=example.style,
            label=label.window(start, end, prefix=len(head)) if label else None,
        )

    def _encode(self, text: str) -> tuple[list[int], list[Place]]:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, encoding.offsets
