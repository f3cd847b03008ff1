"""The endless, repeatable stream of training batches, mixed from the sources by their shares."""

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from pincite.qa.training.examples import Group
from pincite.qa.training.features import Features, Featurizer
from pincite.qa.training.labels import Labels, label_key
from pincite.qa.training.negatives import Negatives
from pincite.qa.training.rows import Row, read_rows, split_rows
from pincite.qa.training.settings import Settings, SourceSettings
from pincite.qa.training.sources import (
    RowSource,
    Source,
    TableQuestionSource,
    TableTemplateSource,
)

logger = logging.getLogger(__name__)

FeatureGroup = tuple[Features, ...]
FeatureBatch = tuple[FeatureGroup, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run is in the stream: batch `batch` of chunk `chunk` comes next."""

    chunk: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Mixture:
    """Sources with their shares; chunk c holds the same batches whenever it is made."""

    sources: tuple[tuple[SourceSettings, Source], ...]
    featurizer: Featurizer
    settings: Settings
    labels: Labels = field(default_factory=lambda: Labels(None))

    def batches(self, position: Position) -> Iterator[tuple[Position, FeatureBatch]]:
        """Batches from `position` on without end, each with the position that follows it."""
        chunk, skipped = position.chunk, position.batch
        while True:
            batches = self.chunk(chunk)
            for number in range(skipped, len(batches)):
                yield Position(chunk, number + 1), batches[number]
            chunk, skipped = chunk + 1, 0

    def chunk(self, chunk: int) -> list[FeatureBatch]:
        """The batches of one chunk: groups of like length together, the batches shuffled."""
        groups = [group for group in map(self._features, *self._drawn(chunk)) if group]
        groups.sort(key=longest)
        batches = packed(groups, self.settings.batch_tokens)
        random.Random(f"{self.settings.seed}/{chunk}").shuffle(batches)
        return batches

    def _drawn(self, chunk: int) -> tuple[list[Group], list[random.Random]]:
        """The groups of a chunk as text, with the random numbers that go on to their windows."""
        groups, rngs = [], []
        for settings, source in self.sources:
            if not len(source):
                continue
            count = round(settings.share * self.settings.chunk_groups)
            for k in range(chunk * count, (chunk + 1) * count):
                rng = random.Random(f"{self.settings.seed}/{settings.style}/{k}")
                group = source.group(self._shuffled(settings.style, len(source), k), rng)
                if group:
                    groups.append(group)
                    rngs.append(rng)
        return groups, rngs

    def _shuffled(self, style: str, size: int, k: int) -> int:
        """The k-th number drawn from a source: each pass over it in an order of its own."""
        epoch, place = divmod(k, size)
        return int(_permutation(f"{self.settings.seed}/{style}/{epoch}", size)[place])

    def _features(self, group: Group, rng: random.Random) -> FeatureGroup:
        """Features of a group; empty when its answer fits no window."""
        settings = self.settings
        draw = rng.random()
        size = settings.window_tokens
        if draw < settings.long_share:
            size = settings.long_window_tokens
        elif draw < settings.long_share + settings.short_share:
            size = rng.randint(*settings.short_window_tokens)
        made: list[Features] = []
        for example in group:
            # A wrong passage is cut to about its partner's length: no padding, no cue in length.
            room = max(64, len(made[0].ids)) if made else size
            features = self.featurizer.features(
                example,
                max_tokens=min(size, room),
                rng=rng,
                label=self.labels.get(label_key(example.asked, example.passage)),
            )
            if features is None:
                return ()
            made.append(features)
        return tuple(made)


_PERMUTATIONS: dict[tuple[str, int], np.ndarray[tuple[int], np.dtype[np.int64]]] = {}


def _permutation(seed: str, size: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """A shuffled range(size) that only the arguments decide; the last ones are remembered."""
    if (seed, size) not in _PERMUTATIONS:
        order = list(range(size))
        random.Random(seed).shuffle(order)
        _PERMUTATIONS[seed, size] = np.array(order)
    return _PERMUTATIONS[seed, size]


def longest(group: FeatureGroup) -> int:
    """Tokens of the longest passage of a group."""
    return max(len(features.ids) for features in group)


def packed(groups: Sequence[FeatureGroup], batch_tokens: int) -> list[FeatureBatch]:
    """Groups, in their order, in batches of at most `batch_tokens` padded tokens."""
    batches: list[FeatureBatch] = []
    batch: list[FeatureGroup] = []
    for group in groups:
        count = sum(map(len, batch)) + len(group)
        if batch and count * longest(group) > batch_tokens:
            batches.append(tuple(batch))
            batch = []
        batch.append(group)
    if batch:
        batches.append(tuple(batch))
    return batches


def build_mixtures(
    settings: Settings, data: Path, featurizer: Featurizer, labels: Path | None = None
) -> tuple[Mixture, Mixture]:
    """The mixture to train on, with the soft labels of a folder, and that of articles held back."""
    split = {
        source.file: split_rows(read_rows(data / source.file), settings.held_back_share)
        for source in settings.sources
    }
    soft = Labels(labels)
    logger.info("soft labels for %d passages", len(soft))
    training = _mixture(
        settings, {file: rows for file, (rows, _) in split.items()}, featurizer, soft
    )
    held_back = _mixture(settings, {file: rows for file, (_, rows) in split.items()}, featurizer)
    return training, held_back


def _mixture(
    settings: Settings,
    rows: dict[str, Sequence[Row]],
    featurizer: Featurizer,
    labels: Labels | None = None,
) -> Mixture:
    """Sources over `rows` by file; `labelled_only` counts where there are labels."""
    texts = [
        row for s in settings.sources if s.kind == "rows" and s.negative_share
        for row in rows[s.file]
    ]  # fmt: skip
    negatives = Negatives(texts, per_question=settings.negatives_per_question)
    sources = tuple(
        (s, _source(s, _chosen(s, rows[s.file], labels), negatives)) for s in settings.sources
    )
    for s, source in sources:
        logger.info("source %s: %d groups", s.style, len(source))
    return Mixture(sources, featurizer, settings, labels or Labels(None))


def _chosen(settings: SourceSettings, rows: Sequence[Row], labels: Labels | None) -> Sequence[Row]:
    """The rows of a source; with `labelled_only` those whose own passage a teacher labelled."""
    if not settings.labelled_only or labels is None:
        return rows
    return [row for row in rows if labels.get(label_key(row.question, row.context))]


def _source(settings: SourceSettings, rows: Sequence[Row], negatives: Negatives) -> Source:
    if settings.kind == "table-questions":
        return TableQuestionSource.of(rows, negative_share=settings.negative_share)
    if settings.kind == "table-templates":
        return TableTemplateSource.of(rows, negative_share=settings.negative_share)
    return RowSource(
        settings.style, rows, negatives, settings.negative_share, settings.prefix_share,
        settings.wrong_passages,
    )  # fmt: skip
