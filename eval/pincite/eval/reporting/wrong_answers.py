"""Every wrong answer with what was expected, what was cited, and where it was lost."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pincite.eval.reporting.markup import tag, text
from pincite.eval.reporting.shown_run import Json, ShownRun

_LONGEST_PASSAGE = 420


def wrong_answers(run: ShownRun) -> str:
    """The wrong answers of a run by kind, the surest first: those are what misleads people."""
    if not run.wrong:
        return tag("p", "None of the listed questions was answered wrongly.")
    groups: defaultdict[str, list[Json]] = defaultdict(list)
    for row in run.wrong:
        groups[row["kind"]].append(row)
    asked = {kind: sum(row["kind"] == kind for row in run.rows) for kind in groups}
    ordered = sorted(groups, key=lambda kind: (-len(groups[kind]), kind))
    return "".join(
        tag(
            "details",
            [
                tag("summary", f"{text(kind)}: {len(groups[kind])} of {asked[kind]}"),
                tag("div", map(_answer, groups[kind])),
            ],
            class_="group",
        )
        for kind in ordered
    )


def lost_at(row: Json) -> str:
    """Where a wrong answer was lost: the first stage that went wrong.

    >>> lost_at({"answer": None, "marks": {}})
    'refused'
    """
    marks, answer = row["marks"], row["answer"]
    if answer is None:
        return "refused"
    if marks["unanswerable"]:
        return "answered, though there is no answer"
    ranks = marks["ranks"]
    if ranks is not None and not ranks["recall_at_10"]:
        return "its place was not retrieved"
    if answer["status"] == "no_answer":
        return "withheld"
    if marks["precise"]:
        return "right place, wrong words"
    return "read from another place"


def _answer(row: Json) -> str:
    answer = row["answer"]
    lines = [("expected", _expected(row)), ("answered", _given(row))]
    lines += _cited(answer)
    lines += [("evidence", place) for place in _evidence(row)]
    described = "".join(tag("dt", name) + tag("dd", inner) for name, inner in _named_once(lines))
    question = text(row["question"]) + tag("span", text(lost_at(row)), class_="lost")
    history = [
        tag("p", f"after “{text(turn['question'])}”", class_="where")
        for turn in row.get("history") or []
    ]
    return tag(
        "div",
        [
            *history,
            tag("p", question, class_="asked"),
            tag("dl", described),
            tag("p", text(row["id"]), class_="where"),
        ],
        class_="answer",
    )


def _named_once(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The lines, a name only on the first of those that share it."""
    before = ""
    for name, inner in lines:
        yield ("" if name == before else name), inner
        before = name


def _expected(row: Json) -> str:
    if row.get("unanswerable"):
        return tag("span", "no answer", class_="faint")
    if row.get("items"):
        return text("; ".join(row["items"]))
    first, *others = row["answers"]
    also = tag("span", text(f" or: {'; '.join(others[:3])}"), class_="faint") if others else ""
    return text(first) + also


def _given(row: Json) -> str:
    answer = row["answer"]
    if answer is None:
        return text(row.get("error") or "refused")
    confidence = tag("span", f" at {round(100 * answer['confidence'])} %", class_="faint")
    if answer["status"] == "no_answer":
        reason = (answer.get("reason") or "").replace("_", " ")
        return tag("span", "no answer" + (f" ({text(reason)})" if reason else "")) + confidence
    conflicting = " (conflicting)" if answer["status"] == "conflicting" else ""
    return tag("strong", text(answer["answer"])) + text(conflicting) + confidence


def _cited(answer: Json | None) -> list[tuple[str, str]]:
    """What the answer cites; without one, the places that came nearest."""
    if answer is None:
        return []
    if answer["citations"]:
        return [("cited", _citation(place)) for place in answer["citations"][:2]]
    return [("nearest", _citation(place)) for place in (answer.get("closest") or [])[:2]]


def _citation(place: Json) -> str:
    passage = place.get("passage")
    if not passage:
        return _source(place) + " " + tag("mark", text(place["quote"]))
    words: str = passage["text"]
    start = max(0, min(place["start"] - passage["start"], len(words)))
    end = max(start, min(place["end"] - passage["start"], len(words)))
    begin = _word_edge(words, max(0, start - _LONGEST_PASSAGE // 2))
    stop = _word_edge(words, min(len(words), end + _LONGEST_PASSAGE // 2))
    before = ("… " if begin else "") + words[begin:start]
    after = words[end:stop] + (" …" if stop < len(words) else "")
    shown = text(before) + tag("mark", text(words[start:end])) + text(after)
    return _source(place) + " " + shown


def _word_edge(words: str, at: int) -> int:
    """The next place where no word is cut."""
    while 0 < at < len(words) and not words[at].isspace():
        at += 1
    return at


def _source(place: Json) -> str:
    parts = [place["source"], *(place.get("heading") or [])[-1:]]
    if place.get("page"):
        parts.append(f"page {place['page']}")
    return tag("span", text(" › ".join(map(str, parts))), class_="where")


def _evidence(row: Json) -> list[str]:
    quotes = row.get("evidence_quotes") or []
    if quotes:
        return [text(" ".join(quote.split())[:_LONGEST_PASSAGE]) for quote in quotes[:3]]
    places = row.get("evidence") or []
    return [
        tag("span", text(f"{one['source']}, {one['start']} to {one['end']}"), class_="where")
        for one in places[:3]
    ]
