"""The report as one page: nothing in it is fetched from elsewhere."""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files

from pincite.corpus import InputError
from pincite.eval.calibration import reliability as bins_of
from pincite.eval.compare import Comparison, Pair, compare
from pincite.eval.figures import BY_NAME
from pincite.eval.reporting import charts
from pincite.eval.reporting.markup import table, tag, text
from pincite.eval.reporting.shown_run import Json, ShownRun
from pincite.eval.reporting.wrong_answers import wrong_answers

COLOURS = 5
_TILES = (
    ("right", "right"), ("exact", "exact match"), ("f1", "F1"),
    ("citation_precision", "citations that meet the evidence"),
    ("verbatim", "verbatim quotes"), ("recall_at_5", "evidence among five passages"),
    ("abstention_recall", "unanswerable, withheld"), ("wrong_abstentions", "withheld wrongly"),
)  # fmt: skip
_GROUP_COLUMNS = (
    ("right", "right"), ("exact", "exact"), ("f1", "F1"), ("item_f1", "item F1"),
    ("recall_at_5", "recall at 5"), ("citation_precision", "citations"),
)  # fmt: skip
_TOTALS = (
    "right", "exact", "f1", "item_f1", "parts_f1", "verdicts", "recall_at_1", "recall_at_5",
    "recall_at_10", "mrr", "ndcg_at_10", "citation_precision", "verbatim", "abstention_precision",
    "abstention_recall", "wrong_abstentions", "conflicts_found", "conflict_false_alarms", "ece",
    "auroc", "answerable_auroc", "risk_coverage_area",
)  # fmt: skip
_LOWER = {"ece", "risk_coverage_area", "p50_ms", "p95_ms"} | {
    name for name, one in BY_NAME.items() if not one.higher_is_better
}
_MOST_CHANGED = 60


def report(runs: Sequence[ShownRun]) -> str:
    """The whole page.

    Raises:
        InputError: there are more runs than colours to tell them apart.
    """
    if not 1 <= len(runs) <= COLOURS:
        raise InputError(f"a report shows one to {COLOURS} runs, not {len(runs)}")
    title = "How good the answers are"
    body = [
        _head(title, runs),
        *(_summary(run) for run in runs[:1]),
        _charts(runs),
        _figures(runs),
        *(_comparison(runs[0], other, number) for number, other in enumerate(runs[1:], 1)),
        *(_groups(run, number, several=len(runs) > 1) for number, run in enumerate(runs)),
        *(_wrong(run, number, several=len(runs) > 1) for number, run in enumerate(runs)),
        _made_by(runs),
    ]
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        + tag("title", text(f"{title}: {', '.join(run.name for run in runs)}"))
        + tag("style", style)
    )
    page = tag("head", head) + tag("body", tag("main", body))
    return f"<!doctype html>\n{tag('html', page, lang='en')}\n"


def _head(title: str, runs: Sequence[ShownRun]) -> str:
    told = "; ".join(f"{run.name}: {_asked(run)}" for run in runs)
    links = [("figures", "Figures"), ("groups-0", "By kind and set"), ("wrong-0", "Wrong answers")]
    if len(runs) > 1:
        links.insert(1, ("compared-1", "Compared"))
    anchors = (tag("a", text(name), href=f"#{place}") for place, name in links)
    return (
        tag("h1", text(title))
        + tag("p", text(told), class_="lead")
        + tag("nav", anchors)
        + (_legend(runs) if len(runs) > 1 else "")
    )


def _asked(run: ShownRun) -> str:
    shown, every = len(run.rows), run.summary["n"]
    held = f", of which {every - shown} held out and only counted" if every > shown else ""
    made = str(run.content.get("made_at", ""))[:16].replace("T", " ")
    return f"{every} questions{held}, asked {made} UTC" if made else f"{every} questions{held}"


def _legend(runs: Sequence[ShownRun]) -> str:
    keys = (
        tag("span", tag("i", "", class_=f"s{number}") + text(run.name))
        for number, run in enumerate(runs)
    )
    return tag("div", keys, class_="legend")


def _summary(run: ShownRun) -> str:
    tiles = []
    for name, label in _TILES:
        value = run.summary.get(name)
        if value is None:
            continue
        low, high = run.summary["intervals"][name]
        tiles.append(_tile(label, _per_cent(value), f"{_per_cent(low)} to {_per_cent(high)}"))
    ece = run.summary.get("ece")
    if ece is not None:
        tiles.append(_tile("calibration error", _per_cent(ece), f"{run.summary['ece_n']} answers"))
    p50, p95 = run.summary["p50_ms"], run.summary["p95_ms"]
    tiles.append(_tile("answered within", f"{p50:.0f} ms", f"95 % within {p95:.0f} ms"))
    return tag("section", tag("div", tiles, class_="tiles"))


def _per_cent(share: float) -> str:
    return f"{round(100 * share)} %"


def _tile(what: str, value: str, span: str) -> str:
    return tag(
        "div",
        tag("div", text(what), class_="what")
        + tag("div", text(value), class_="value")
        + tag("div", text(span), class_="range"),
        class_="tile",
    )


def _charts(runs: Sequence[ShownRun]) -> str:
    judged = [(run.name, run.judgements) for run in runs]
    bins = [(run.name, bins_of(run.judgements)) for run in runs]
    times = [(run.name, run.times_ms) for run in runs]
    kinds = _kinds(runs)
    first = [
        _card(
            "Answering only when sure",
            "What is wrong among the surest answers, as more of the questions are taken in.",
            charts.risk_coverage(judged),
        ),
        _card(
            "What a confidence is worth",
            "On the dashed line, of the answers at 70 % seven in ten are right.",
            charts.reliability(bins),
        ),
    ]
    second = [
        _card(
            "By kind of question",
            "Share right, with the interval that 95 % of resampled sets give.",
            charts.dots_by_group(kinds),
        )
    ]
    shorter = first if len(kinds) >= charts.FILLING_GROUPS else second
    shorter.append(
        _card(
            "How long an answer takes",
            "Share of the questions answered within a time, models loaded.",
            charts.latency(times),
        )
    )
    columns = (tag("div", cards, class_="column") for cards in (first, second))
    held = any(len(run.rows) < run.summary["n"] for run in runs)
    note = tag("p", "The curves hold the questions that are not held out.", class_="note")
    return tag("section", tag("div", columns, class_="cards") + (note if held else ""))


def _card(title: str, told: str, chart: str) -> str:
    inner = tag("h3", text(title)) + tag("p", text(told), class_="note") + chart
    return tag("div", inner, class_="card")


def _kinds(
    runs: Sequence[ShownRun],
) -> list[tuple[str, list[tuple[str, float, float, float, int]]]]:
    kinds = sorted({kind for run in runs for kind in run.summary["by_kind"]})
    found = []
    for kind in kinds:
        values = []
        for run in runs:
            figures = run.summary["by_kind"].get(kind)
            low, high = figures["intervals"]["right"] if figures else (0.0, 0.0)
            values.append(
                (run.name, figures["right"], low, high, figures["n"]) if figures else None
            )
        found.append((kind, [one for one in values if one is not None]))
    return found


def _figures(runs: Sequence[ShownRun]) -> str:
    changed = [_asks_the_same(runs[0], run) for run in runs]
    head = ["figure"]
    for run, beside in zip(runs, changed, strict=True):
        head += [text(run.name), "95 % interval", *(["change"] if beside else [])]
    rows = []
    for name in _TOTALS:
        values = [run.summary.get(name) for run in runs]
        if any(value is not None for value in values):
            cells = (
                _figure(run, name, values[0] if beside else None, beside=beside)
                for run, beside in zip(runs, changed, strict=True)
            )
            rows.append([text(name), *(cell for of_run in cells for cell in of_run)])
    for name in ("p50_ms", "p95_ms"):
        times = (
            [f"{run.summary[name]:.0f} ms", "", *([""] if beside else [])]
            for run, beside in zip(runs, changed, strict=True)
        )
        rows.append([name, *(cell for of_run in times for cell in of_run)])
    return tag(
        "section",
        tag("h2", "Figures")
        + tag("p", "Shares from 0 to 1; docs/evaluation.md says what each one is.", class_="note")
        + table(head, rows),
        id="figures",
    )


def _figure(run: ShownRun, name: str, before: float | None, *, beside: bool) -> list[str]:
    value = run.summary.get(name)
    change = [_difference(name, before, value)] if beside else []
    return [_share(value), _interval(run.summary, name), *change]


def _asks_the_same(first: ShownRun, other: ShownRun) -> bool:
    """Whether a later run asks what the first one asks, so that their figures can be compared."""
    asked = [{row["id"] for row in run.rows} for run in (first, other)]
    return first is not other and asked[0] == asked[1] and first.summary["n"] == other.summary["n"]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _interval(figures: Json, name: str) -> str:
    found = figures.get("intervals", {}).get(name)
    return tag("span", f"{found[0]:.3f} to {found[1]:.3f}", class_="faint") if found else ""


def _difference(name: str, before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return ""
    change = after - before
    if abs(change) < 0.0005:
        return tag("span", "0", class_="faint")
    better = (change < 0) == (name in _LOWER)
    return tag("span", f"{change:+.3f}", class_="better" if better else "worse")


def _comparison(first: ShownRun, other: ShownRun, number: int) -> str:
    title = tag("h2", text(f"{other.name} beside {first.name}"))
    place = f"compared-{number}"
    try:
        found = compare(first.run, other.run)
    except InputError:
        told = "They ask different questions: only the figures above can be laid side by side."
        return tag("section", title + tag("p", told, class_="note"), id=place)
    interval = found.f1_interval
    told = (
        f"{found.n} questions in both. {found.became_right} became right, {found.became_wrong} "
        f"wrong (McNemar p = {found.right_p:.3f}); mean change of F1 "
        f"{interval.low:+.3f} to {interval.high:+.3f}. {found.verdict}"
    )
    warned = (tag("p", text(_shortened(one)), class_="note") for one in found.warnings)
    return tag(
        "section",
        [title, tag("p", text(told)), *warned, *_changed(found)],
        id=place,
    )


def _shortened(warning: str) -> str:
    """The warning as a sentence, hashes cut to their beginning."""
    short = re.sub(r"\b([0-9a-f]{8})[0-9a-f]{56}\b", r"\1", warning)
    return f"{short[:1].upper()}{short[1:]}."


def _changed(found: Comparison) -> Iterable[str]:
    for name, pairs in (("Worse", found.worse), ("Better", found.better)):
        shown = [_pair(pair) for pair in pairs[:_MOST_CHANGED]]
        if shown:
            left = len(pairs) - len(shown)
            more = tag("p", f"and {left} more", class_="note") if left else ""
            head = ("question", "before", "after", "F1")
            inner = table([*head], shown, class_="changes") + more
            summary = tag("summary", f"{name}: {len(pairs)}")
            yield tag("details", summary + tag("div", inner), class_="group")


def _pair(pair: Pair) -> list[str]:
    return [
        text(pair.before.question),
        text(_short(pair.before.answer)),
        text(_short(pair.after.answer)),
        _difference("f1", pair.before.marks.f1, pair.after.marks.f1),
    ]


def _short(answer: str | None) -> str:
    if answer is None:
        return "no answer"
    return answer if len(answer) <= 60 else f"{answer[:59]}…"


def _groups(run: ShownRun, number: int, *, several: bool) -> str:
    named = f": {run.name}" if several else ""
    parts = [
        tag("h2", text(f"By kind and set{named}")),
        _group_table("kind", run.summary["by_kind"]),
    ]
    domains = run.summary.get("by_domain", {})
    if len(domains) > 1:
        parts.append(_group_table("set", domains))
    for split, figures in run.summary.get("by_split", {}).items():
        parts.append(tag("h3", text(f"{split} half")))
        parts.append(_group_table("kind", figures["by_kind"] | {"all": figures}))
    return tag("section", parts, id=f"groups-{number}")


def _group_table(title: str, groups: dict[str, Json]) -> str:
    rows = [
        [
            text(name),
            str(figures["n"]),
            *(_share(figures.get(column)) for column, _ in _GROUP_COLUMNS),
            _interval(figures, "right"),
        ]
        for name, figures in groups.items()
    ]
    return table([title, "n", *(label for _, label in _GROUP_COLUMNS), "right, 95 %"], rows)


def _wrong(run: ShownRun, number: int, *, several: bool) -> str:
    named = f": {run.name}" if several else ""
    told = (
        f"{len(run.wrong)} of {len(run.rows)} listed questions, the surest first within a kind. "
        "Held-out questions are never listed."
    )
    inner = [
        tag("h2", text(f"Wrong answers{named}")),
        tag("p", text(told), class_="note"),
        wrong_answers(run),
    ]
    return tag("section", inner, id=f"wrong-{number}")


def _made_by(runs: Sequence[ShownRun]) -> str:
    rows = []
    for run in runs:
        system = run.run.system
        versions = system["versions"]
        rows.append(
            [
                text(run.name),
                text(system["reader"]),
                text(system["encoder"]),
                text(versions.get("pincite", "")),
                text(versions.get("machine", "")),
                text(len(run.run.documents)),
            ]
        )
    head = ("run", "reader", "encoder", "pincite", "machine", "documents")
    return tag("section", tag("h2", "Made by") + table([*head], rows))
