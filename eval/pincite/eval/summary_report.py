"""A summary as tables for people, in Markdown."""

from collections.abc import Mapping, Sequence

from pincite.eval.summary import Json

_KIND_COLUMNS = ("exact", "f1", "item_f1", "right", "recall_at_5", "citation_precision")
_TOTALS = (
    "exact", "f1", "right", "item_f1", "parts_f1", "verdicts", "recall_at_1", "recall_at_5",
    "recall_at_10", "mrr", "ndcg_at_10", "citation_precision", "verbatim", "abstention_precision",
    "abstention_recall", "wrong_abstentions", "conflicts_found", "conflict_false_alarms",
)  # fmt: skip
_CONFIDENCE = (
    "ece", "auroc", "answerable_auroc", "risk_coverage_area", "risk_coverage_area_plain_softmax",
)  # fmt: skip


def summary_to_markdown(summary: Json, warnings: Sequence[str] = ()) -> str:
    """All tables of a summary."""
    lines = [f"{summary['n']} questions, p50 {summary['p50_ms']} ms, p95 {summary['p95_ms']} ms"]
    lines += ["", *_totals(summary), "", *_groups("kind", summary["by_kind"])]
    if len(summary["by_domain"]) > 1:
        lines += ["", *_groups("domain", summary["by_domain"])]
    for split, figures in summary.get("by_split", {}).items():
        lines += ["", *_groups(f"{split}: kind", figures["by_kind"] | {"all": figures})]
    lines += ["", *_reliability(summary["reliability"])]
    if "followups" in summary:
        lines += ["", *_followups(summary["followups"])]
    if warnings:
        lines += ["", "Could not be judged:", *(f"- {warning}" for warning in warnings)]
    return "\n".join(lines) + "\n"


def _totals(summary: Json) -> list[str]:
    rows = ["| figure | value | 95 % interval |", "| --- | ---: | --- |"]
    for name in _TOTALS:
        if summary[name] is not None:
            low, high = summary["intervals"][name]
            rows.append(f"| {name} | {_share(summary[name])} | {_share(low)} to {_share(high)} |")
    for name in _CONFIDENCE:
        if summary[name] is not None:
            rows.append(f"| {name} (n = {summary['n']}) | {_share(summary[name])} | |")
    return rows


def _groups(title: str, groups: Mapping[str, Json]) -> list[str]:
    head = f"| {title} | n | {' | '.join(_KIND_COLUMNS)} | F1, 95 % interval |"
    return [
        head,
        "| --- |" + " ---: |" * (len(_KIND_COLUMNS) + 1) + " --- |",
        *(_group(name, figures) for name, figures in groups.items()),
    ]


def _group(name: str, figures: Json) -> str:
    values = " | ".join(_share(figures[column]) for column in _KIND_COLUMNS)
    low, high = figures["intervals"]["f1"]
    return f"| {name} | {figures['n']} | {values} | {_share(low)} to {_share(high)} |"


def _reliability(bins: Sequence[Json]) -> list[str]:
    """The reliability diagram as a table; the bar is the share right."""
    return [
        "| confidence | n | mean | right | |",
        "| --- | ---: | ---: | ---: | --- |",
        *(
            f"| {one['low']:.1f} to {one['high']:.1f} | {one['n']} | {_share(one['confidence'])} "
            f"| {_share(one['right'])} | {'█' * round(20 * one['right'])} |"
            for one in bins
        ),
    ]


def _followups(followups: Json) -> list[str]:
    rows = [
        f"| {way.replace('_', ' ')} | "
        + " | ".join(_share(followups[way][name]) for name in ("exact", "f1", "right"))
        + " |"
        for way in ("with_history", "without_history", "standalone")
        if way in followups
    ]
    return [
        f"| {followups['n']} follow-ups | exact | f1 | right |",
        "| --- | ---: | ---: | ---: |",
        *rows,
        "",
        f"Of those right when written out, right as a follow-up: {_share(followups['kept'])}",
    ]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
