"""Charts as inline SVG: axes, lines, bars and dots in the colours of the page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.eval.calibration import Bin, Judgement
from pincite.eval.reporting.markup import lone, tag, text

WIDTH, HEIGHT = 520, 320
LEFT, RIGHT, TOP, BOTTOM = 52, 26, 34, 44
_ROW = 30
_LABELS = 132
FILLING_GROUPS = 14
"""From so many groups on their chart is as high as three others."""
_COLUMN = 1150
_FEWEST = 5
"""Questions below which the share wrong among the surest is only noise."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale with its ticks; `low` and `high` are what stands at its ends."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_logarithmic: bool = False
    is_share: bool = True

    def share(self, value: float) -> float:
        """Where a value stands between the ends, 0..1."""
        if self.is_logarithmic:
            low, high = math.log(self.low), math.log(self.high)
            return (math.log(max(value, self.low)) - low) / (high - low)
        return (value - self.low) / (self.high - self.low)

    def said(self, value: float) -> str:
        """A tick's label."""
        if self.is_share:
            return f"{round(100 * value)} %"
        return f"{value:g}" if value < 1000 else f"{value / 1000:g} s"


SHARES = Axis(0, 1, (0, 0.25, 0.5, 0.75, 1))


def risk_coverage(named: Sequence[tuple[str, Sequence[Judgement]]]) -> str:
    """The share wrong among the surest, against how many of the questions those are."""
    lines = [(name, _risks(judged)) for name, judged in named]
    highest = max(max(risk for _, risk in points) for _, points in lines)
    top = next(one for one in (0.2, 0.4, 0.6, 0.8, 1.0) if one >= highest)
    vertical = Axis(0, top, tuple(round(top * step / 4, 4) for step in range(5)))
    return _chart(
        "Share of the questions, surest first", "Wrong among them", SHARES, vertical,
        [_line(number, name, points, SHARES, vertical) for number, (name, points)
         in enumerate(lines)],
    )  # fmt: skip


def _risks(judged: Sequence[Judgement]) -> list[tuple[float, float]]:
    """Coverage and risk after each question, equal confidences taken together."""
    ranked = sorted(judged, key=lambda one: -one[0])
    points, wrong = [], 0
    for place, (confidence, right) in enumerate(ranked, start=1):
        wrong += not right
        if place == len(ranked) or (place >= _FEWEST and ranked[place][0] != confidence):
            points.append((place / len(ranked), wrong / place))
    return points


def reliability(named: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """The share right of answers of about the same confidence; larger dots hold more of them."""
    diagonal = _path([(0, 0), (1, 1)], SHARES, SHARES)
    marks = [lone("path", d=diagonal, class_="ideal")]
    for number, (name, bins) in enumerate(named):
        points = [(one.confidence, one.right) for one in bins]
        marks.append(lone("path", d=_path(points, SHARES, SHARES), class_=f"line thin s{number}"))
        most = max(one.n for one in bins)
        marks += [_bubble(number, name, one, most) for one in bins]
    return _chart("Confidence", "Right", SHARES, SHARES, marks)


def _bubble(number: int, name: str, one: Bin, most: int) -> str:
    told = (
        f"{name}: confidence {one.low:.1f} to {one.high:.1f}, {one.n} questions, "
        f"{round(100 * one.right)} % right"
    )
    x, y = _place(one.confidence, one.right, SHARES, SHARES)
    radius = round(3.5 + 6 * math.sqrt(one.n / most), 1)
    return tag("circle", tag("title", text(told)), cx=x, cy=y, r=radius, class_=f"dot s{number}")


def latency(named: Sequence[tuple[str, Sequence[float]]]) -> str:
    """The share of questions answered within a time."""
    every = [ms for _, times in named for ms in times]
    low = 10 ** math.floor(math.log10(max(0.1, min(every))))
    high = 10 ** math.ceil(math.log10(max(every) * 1.0001))
    steps = round(math.log10(high / low))
    ticks = (*(low * 10**step * part for step in range(steps) for part in (1, 3)), high)
    across = Axis(low, high, ticks, is_logarithmic=True, is_share=False)
    lines = []
    for number, (name, times) in enumerate(named):
        points = [(ms, place / len(times)) for place, ms in enumerate(times, start=1)]
        lines.append(_line(number, name, points, across, SHARES))
    return _chart("Milliseconds", "Answered within", across, SHARES, lines)


def dots_by_group(
    groups: Sequence[tuple[str, Sequence[tuple[str, float, float, float, int]]]],
) -> str:
    """A row a group: for each run a share with its interval, (run, value, low, high, n)."""
    several = max(len(values) for _, values in groups)
    row_height = max(_ROW, 13 * several + 12)
    if len(groups) >= FILLING_GROUPS:
        row_height = max(row_height, min(72, _COLUMN // len(groups)))
    top = 6
    height = top + row_height * len(groups) + BOTTOM - 12
    left, width = _LABELS, WIDTH - _LABELS - RIGHT
    parts = []
    for tick in SHARES.ticks:
        x = round(left + width * tick, 1)
        parts.append(lone("line", x1=x, x2=x, y1=top, y2=height - BOTTOM + 18, class_="grid"))
        label = tag("text", text(SHARES.said(tick)), x=x, y=height - 8, class_="tick middle")
        parts.append(label)
    for row, (group, values) in enumerate(groups):
        middle = top + row_height * (row + 0.5)
        parts.append(tag("text", text(group), x=left - 10, y=middle + 4, class_="label end"))
        for number, (run, value, low, high, n) in enumerate(values):
            y = round(middle + 13 * (number - (len(values) - 1) / 2), 1)
            told = tag(
                "title", text(f"{run}, {group}: {value:.0%} ({low:.0%} to {high:.0%}), n={n}")
            )
            ends = (round(left + width * end, 1) for end in (low, high))
            x1, x2 = ends
            whisker = lone("line", x1=x1, x2=x2, y1=y, y2=y, class_=f"whisker s{number}")
            at = round(left + width * value, 1)
            dot = lone("circle", cx=at, cy=y, r=4.5, class_=f"dot s{number}")
            parts.append(tag("g", told + whisker + dot))
    return _svg(parts, height, "Share right by kind of question, with its 95 % interval")


def _told(run: str, group: str, shares: tuple[float, float, float], n: int) -> str:
    value, low, high = (round(100 * share) for share in shares)
    return f"{run}, {group}: {value} % ({low} to {high} %), {n} questions"


def _chart(across: str, up: str, horizontal: Axis, vertical: Axis, marks: Sequence[str]) -> str:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = []
    for tick in vertical.ticks:
        _, y = _place(horizontal.low, tick, horizontal, vertical)
        parts.append(lone("line", x1=LEFT, x2=right, y1=y, y2=y, class_="grid"))
        label = tag("text", text(vertical.said(tick)), x=LEFT - 8, y=y + 4, class_="tick end")
        parts.append(label)
    for tick in horizontal.ticks:
        x, _ = _place(tick, vertical.low, horizontal, vertical)
        label = tag("text", text(horizontal.said(tick)), x=x, y=bottom + 18, class_="tick middle")
        parts.append(label)
    parts.append(tag("text", text(across), x=right, y=HEIGHT - 6, class_="axis end"))
    parts.append(tag("text", text(up), x=2, y=14, class_="axis"))
    return _svg([*parts, *marks], HEIGHT, f"{up} against {across.lower()}")


def _line(
    number: int,
    name: str,
    points: Sequence[tuple[float, float]],
    horizontal: Axis,
    vertical: Axis,
) -> str:
    drawn = lone("path", d=_path(points, horizontal, vertical), class_=f"line s{number}")
    return tag("g", tag("title", text(name)) + drawn)


def _path(points: Sequence[tuple[float, float]], horizontal: Axis, vertical: Axis) -> str:
    placed = (_place(x, y, horizontal, vertical) for x, y in points)
    return "M" + "L".join(f"{x} {y}" for x, y in placed)


def _place(x: float, y: float, horizontal: Axis, vertical: Axis) -> tuple[float, float]:
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    across = LEFT + width * horizontal.share(x)
    return round(across, 1), round(TOP + height * (1 - vertical.share(y)), 1)


def _svg(parts: Sequence[str], height: float, label: str) -> str:
    return tag(
        "svg", parts, viewBox=f"0 0 {WIDTH} {round(height)}", role="img", aria_label=label,
        class_="chart",
    )  # fmt: skip
