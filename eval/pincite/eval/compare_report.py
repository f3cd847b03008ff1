"""A comparison for people and for machines: Markdown, JSON and JUnit XML."""

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from pincite.eval.compare import Change, Comparison, Pair
from pincite.eval.summary import Json

_SHOWN = 50


def to_markdown(comparison: Comparison) -> str:
    """The comparison as a Markdown text."""
    interval = comparison.f1_interval
    lines = [
        f"**{comparison.verdict}**",
        "",
        *(f"- Note: {warning}." for warning in comparison.warnings),
        f"- {comparison.n} questions in both runs; mean change of F1 "
        f"{_signed(_mean_change(comparison))} (95 % interval {_signed(interval.low)} to "
        f"{_signed(interval.high)}, permutation test p = {comparison.f1_p:.3f})",
        f"- {comparison.became_right} became right, {comparison.became_wrong} became wrong "
        f"(McNemar p = {comparison.right_p:.3f})",
    ]
    if comparison.changed_documents:
        lines.append(f"- Documents that differ: {', '.join(comparison.changed_documents)}")
    lines += ["", *_figure_table(comparison.changes)]
    if comparison.untouched:
        lines += ["", "Where the documents are the same:", "", *_figure_table(comparison.untouched)]
    lines += _pair_list("Worse", comparison.worse) + _pair_list("Better", comparison.better)
    return "\n".join(lines) + "\n"


def to_json(comparison: Comparison) -> Json:
    """The comparison as one JSON object."""
    return {
        "fallen": [change.name for change in comparison.fallen],
        "verdict": comparison.verdict,
        "n": comparison.n,
        "figures": {change.name: _change_json(change) for change in comparison.changes},
        "untouched": {change.name: _change_json(change) for change in comparison.untouched},
        "f1_interval": asdict(comparison.f1_interval),
        "f1_p": comparison.f1_p,
        "right_p": comparison.right_p,
        "became_right": comparison.became_right,
        "became_wrong": comparison.became_wrong,
        "changed_documents": list(comparison.changed_documents),
        "better": [_pair_json(pair) for pair in comparison.better],
        "worse": [_pair_json(pair) for pair in comparison.worse],
        "warnings": list(comparison.warnings),
    }


def to_junit(comparison: Comparison) -> str:
    """The comparison as JUnit XML: one test a figure, failed where it has fallen."""
    counted = [change for change in comparison.changes if change.before is not None]
    suite = ET.Element(
        "testsuite",
        name="pincite eval compare",
        tests=str(len(counted)),
        failures=str(len(comparison.fallen)),
        errors="0",
    )
    for change in counted:
        case = ET.SubElement(suite, "testcase", classname="pincite.eval", name=change.name)
        if change.has_fallen:
            message = (
                f"{change.name} fell from {_number(change.before)} to {_number(change.after)}; "
                f"the margin is {change.margin}"
            )
            failure = ET.SubElement(case, "failure", message=message, type="regression")
            failure.text = "\n".join(_in_a_line(pair) for pair in comparison.worse[:_SHOWN])
    ET.SubElement(suite, "system-out").text = _printable(comparison.verdict)
    for failure in suite.iter("failure"):
        failure.text = _printable(failure.text or "")
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _figure_table(changes: Iterable[Change]) -> list[str]:
    rows = [
        f"| {change.name} | {_number(change.before)} | {_number(change.after)} "
        f"| {_signed(-change.loss)} | {change.margin:.3f} "
        f"| {'**fell**' if change.has_fallen else ''} |"
        for change in changes
        if change.before is not None or change.after is not None
    ]
    return [
        "| figure | before | after | better by | margin | |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
        *rows,
    ]


def _pair_list(title: str, pairs: Sequence[Pair]) -> list[str]:
    if not pairs:
        return []
    shown = [f"- {_in_a_line(pair)}" for pair in pairs[:_SHOWN]]
    rest = len(pairs) - len(shown)
    more = [f"- and {rest} more (all of them with --json)"] if rest else []
    return ["", f"### {title} ({len(pairs)})", "", *shown, *more]


def _in_a_line(pair: Pair) -> str:
    before, after = pair.before, pair.after
    return " ".join(
        f"{before.id} ({before.kind}): {before.question} F1 {before.marks.f1:.2f} to "
        f"{after.marks.f1:.2f}; before: {_said(before.answer)}; now: {_said(after.answer)}".split()
    )


def _said(answer: str | None) -> str:
    return "no answer" if answer is None else f'"{answer}"'


def _change_json(change: Change) -> Json:
    return asdict(change) | {"fallen": change.has_fallen}


def _pair_json(pair: Pair) -> Json:
    return {
        "id": pair.before.id,
        "kind": pair.before.kind,
        "question": pair.before.question,
        "f1": [pair.before.marks.f1, pair.after.marks.f1],
        "status": [pair.before.status, pair.after.status],
        "answer": [pair.before.answer, pair.after.answer],
    }


def _mean_change(comparison: Comparison) -> float:
    return math.fsum(p.gain for p in (*comparison.better, *comparison.worse)) / comparison.n


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.4f}"


def _signed(value: float) -> str:
    return f"{value:+.4f}"


def _printable(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or char >= " ")
