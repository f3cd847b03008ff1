"""What the runs of the systems say: lines of figures, and ratios with their intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pincite.eval.statistics import bootstrap_difference

Floats = NDArray[np.float64]
RESAMPLES = 2000
COLD, INDEXING = "cold start, import to first answer", "indexing"
ANSWERING = "question to answer, p50"
PEERS = ("Haystack", "txtai", "LlamaIndex", "plain chain")
AIMS = {
    ANSWERING: {"Haystack": 8.0},
    COLD: dict.fromkeys(PEERS, 5.0),
    INDEXING: dict.fromkeys(PEERS, 3.0),
}
"""How many times better than a peer a line is meant to be."""
Middle = Literal["mean", "median", "p95"]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of every system that has it."""

    name: str
    unit: str
    more_is_better: bool
    samples: Mapping[str, Sequence[float]]
    """For each system what the figure is the middle of; a question's or a run's value each."""
    middle: Middle = "median"
    paired: bool = True
    """Whether the values of the systems belong to the same questions."""
    shares: bool = False
    """Whether it is a share: then differences in points are told, not ratios."""

    def value(self, system: str) -> float:
        """The figure of a system."""
        return float(_middle(np.asarray(self.samples[system])[None], self.middle)[0])

    def lead(self, peer: str, ours: str) -> "Lead":
        """How far ours is ahead of the peer."""
        if self.shares:
            mine, theirs = self.samples[ours], self.samples[peer]
            interval = bootstrap_difference(theirs, mine)
            difference = self.value(ours) - self.value(peer)
            return Lead(difference, interval.low, interval.high, neutral=0.0)
        better, worse = (ours, peer) if self.more_is_better else (peer, ours)
        low, high = self._ratio_interval(better, worse)
        return Lead(self.value(better) / self.value(worse), low, high, neutral=1.0)

    def _ratio_interval(self, above: str, below: str) -> tuple[float, float]:
        parts, wholes = np.asarray(self.samples[above]), np.asarray(self.samples[below])
        if min(len(parts), len(wholes)) < 2:
            return float("nan"), float("nan")
        random = np.random.default_rng(0)
        drawn = random.integers(len(parts), size=(RESAMPLES, len(parts)))
        again = drawn
        if not self.paired:
            again = random.integers(len(wholes), size=(RESAMPLES, len(wholes)))
        ratios = _middle(parts[drawn], self.middle) / _middle(wholes[again], self.middle)
        low, high = np.quantile(ratios, [0.025, 0.975])
        return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Lead:
    """A ratio or a difference, greater than `neutral` where we are ahead."""

    value: float
    low: float
    high: float
    neutral: float

    @property
    def is_behind(self) -> bool:
        """Whether the figure itself is the worse one."""
        return self.value < self.neutral

    def __str__(self) -> str:
        one = "{:+.1f}" if self.neutral == 0.0 else "{:.2f}"
        scale = 100.0 if self.neutral == 0.0 else 1.0
        said = one.format(scale * self.value)
        if np.isnan(self.low):
            return said
        return f"{said} ({one.format(scale * self.low)} to {one.format(scale * self.high)})"


@dataclass(slots=True)
class Measured:
    """All that was measured of one system on one corpus."""

    ms: Sequence[float] = ()
    rank_ms: Sequence[float] = ()
    exact: Sequence[float] = ()
    f1: Sequence[float] = ()
    ranks: Sequence[int | None] = ()
    answers_a_second: float = 0.0
    cold_s: list[float] = field(default_factory=list)
    characters_a_second: list[float] = field(default_factory=list)
    asking_mb: float = 0.0
    indexing_mb: float = 0.0
    installed_mb: float = 0.0
    reads: bool = True
    versions: Mapping[str, str] = field(default_factory=dict)


def lines(measured: Mapping[str, Measured]) -> list[Line]:
    """Every line of the table."""
    readers = {name: one for name, one in measured.items() if one.reads}
    return [*_quality(measured, readers), *_speed(measured, readers), *_size(measured)]


def _quality(all_of: Mapping[str, Measured], readers: Mapping[str, Measured]) -> Iterator[Line]:
    for k in (1, 5, 10):
        found = {
            name: [float(rank is not None and rank <= k) for rank in one.ranks]
            for name, one in all_of.items()
        }
        yield Line(f"recall@{k}", "%", True, found, "mean", shares=True)
    for what, values in (("EM", "exact"), ("F1", "f1")):
        samples = {name: getattr(one, values) for name, one in readers.items()}
        yield Line(f"{what} of the whole chain", "%", True, samples, "mean", shares=True)


def _speed(all_of: Mapping[str, Measured], readers: Mapping[str, Measured]) -> Iterator[Line]:
    answering = {name: one.ms for name, one in readers.items()}
    yield Line(ANSWERING, "ms", False, answering)
    yield Line("question to answer, p95", "ms", False, answering, "p95")
    yield Line("retrieval alone, p50", "ms", False, {n: one.rank_ms for n, one in all_of.items()})
    rates = {name: [one.answers_a_second] for name, one in readers.items()}
    yield Line("questions a second, a process a core", "", True, rates, paired=False)
    cold = {name: one.cold_s for name, one in all_of.items()}
    yield Line(COLD, "s", False, cold, paired=False)
    indexing = {name: one.characters_a_second for name, one in all_of.items()}
    yield Line(INDEXING, "kB/s", True, indexing, paired=False)


def _size(all_of: Mapping[str, Measured]) -> Iterator[Line]:
    for what, name in (
        ("peak memory, answering", "asking_mb"),
        ("peak memory, indexing", "indexing_mb"),
        ("installed, weights included", "installed_mb"),
    ):
        samples = {system: [getattr(one, name)] for system, one in all_of.items()}
        yield Line(what, "MB", False, samples, paired=False)


def table(found: Sequence[Line], systems: Sequence[str]) -> Iterator[str]:
    """The figures as rows of a Markdown table."""
    yield f"| | {' | '.join(systems)} |"
    yield "| --- |" + " --- |" * len(systems)
    for line in found:
        cells = [_shown(line, system) for system in systems]
        yield f"| {_title(line)} | {' | '.join(cells)} |"


def leads(found: Sequence[Line], ours: str, peers: Sequence[str]) -> Iterator[str]:
    """How far ours is ahead of each, as rows of a Markdown table."""
    yield f"| {ours} against | {' | '.join(peers)} |"
    yield "| --- |" + " --- |" * len(peers)
    for line in found:
        cells = [str(line.lead(peer, ours)) if peer in line.samples else "-" for peer in peers]
        kind = "points more" if line.shares else "times better"
        yield f"| {line.name}, {kind} | {' | '.join(cells)} |"


def behind(found: Sequence[Line], ours: str, peers: Sequence[str]) -> Iterator[str]:
    """Each line on which ours is not ahead of a peer, as a list item."""
    for line in found:
        for peer in peers:
            if peer in line.samples and (lead := line.lead(peer, ours)).is_behind:
                yield f"- {line.name}: behind {peer}, {lead}"


def aims(found: Sequence[Line], ours: str) -> Iterator[str]:
    """Each aim with what was reached of it, as a list item."""
    for line in found:
        for peer, least in AIMS.get(line.name, {}).items():
            if peer in line.samples:
                lead = line.lead(peer, ours)
                word = "reached" if lead.value >= least else "NOT reached"
                yield f"- {line.name}: {least:.0f} times better than {peer}: {word}, {lead}"


def _title(line: Line) -> str:
    return f"{line.name}, {line.unit}" if line.unit else line.name


def _shown(line: Line, system: str) -> str:
    if system not in line.samples:
        return "-"
    value = line.value(system)
    if line.shares:
        return f"{100 * value:.1f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _middle(samples: Floats, middle: Middle) -> Floats:
    """The figure of each row."""
    if middle == "mean":
        return np.asarray(samples.mean(axis=1))
    return np.asarray(np.quantile(samples, 0.5 if middle == "median" else 0.95, axis=1))
