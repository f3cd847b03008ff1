"""An answer as a person reads it on a terminal."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from pincite.api.cli_explaining import bound_lines, explanation_lines
from pincite.api.cli_terminal import Style, harmless
from pincite.corpus import Span
from pincite.qa.answers import Alternative, Answer, Citation, Hit, Part

REASONS = {
    "nothing_relevant": "nothing in the documents is about this",
    "not_stated": "the documents speak of this but do not state it",
    "uncertain": "what was found is not certain enough",
}
# How much of a passage is shown around the answer.
PASSAGE_CHARS = 420
# Private-use signs stand for the marks while lines are wrapped: they are one column wide.
OPEN, CLOSE = "\ue000", "\ue001"


def render_answer(answer: Answer, style: Style) -> str:
    """The whole answer: what, how sure, and where it stands."""
    if answer.status == "no_answer":
        lines = [*_interpreted(answer, style), *_no_answer(answer, style)]
    else:
        lines = [*_interpreted(answer, style), *_answered(answer, style)]
    lines.extend(bound_lines(answer.bound, style))
    for explanation in answer.explanations:
        lines.extend(explanation_lines(explanation, style))
    return "\n".join(lines)


def render_hits(hits: Sequence[Hit], style: Style) -> str:
    """A ranking of passages."""
    if not hits:
        return style.dim("Nothing found.")
    return "\n".join(line for hit in hits for line in _hit(hit, style))


def _interpreted(answer: Answer, style: Style) -> Iterator[str]:
    if answer.interpreted_question and answer.interpreted_question != answer.question:
        yield style.dim(f"understood as: {harmless(answer.interpreted_question)}")


def _no_answer(answer: Answer, style: Style) -> Iterator[str]:
    yield style.bold("No answer in these documents.")
    reason = f"{REASONS[answer.reason]} · " if answer.reason else ""
    yield style.dim(f"{reason}{_percent(answer.confidence)} sure that there is none")
    yield from _note(answer, style)
    if answer.closest:
        yield "\nClosest places:"
        yield from _numbered(answer.closest, 1, style)


def _answered(answer: Answer, style: Style) -> Iterator[str]:
    yield from _headline(answer, style)
    yield style.dim(f"confidence {_percent(answer.confidence)}")
    yield from _note(answer, style)
    if answer.status == "conflicting":
        yield from _values(answer, style)
    yield ""
    yield from _numbered(answer.citations, 1, style)
    yield from _other_places(answer, style)
    for part in answer.parts:
        yield from _part(part, style)


def _headline(answer: Answer, style: Style) -> Iterator[str]:
    if answer.verdict:
        yield style.bold("Yes, by this:" if answer.verdict == "supports" else "No, by this:")
    if answer.items:
        yield from (f"  • {style.bold(_flat(item))}" for item in answer.items)
    elif answer.answer is not None:
        yield style.bold(_flat(answer.answer))
    if answer.computed:
        operands = " ".join(f"[{index + 1}]" for index in answer.computed.operands)
        yield style.dim(f"computed: {answer.computed.operation} of {operands}")


def _note(answer: Answer, style: Style) -> Iterator[str]:
    if answer.note:
        yield from textwrap.wrap(harmless(answer.note), style.width)


def _values(answer: Answer, style: Style) -> Iterator[str]:
    """The disagreeing values side by side, each with its date and the number of its citation."""
    yield ""
    yield style.warn("The documents give different values:")
    rows = [(_flat(answer.answer or ""), answer.citations[0].as_of if answer.citations else None)]
    numbers = [1]
    following = len(answer.citations) + 1
    for other in answer.alternatives:
        rows.append((_flat(other.answer), other.citations[0].as_of if other.citations else None))
        numbers.append(following)
        following += len(other.citations)
    width = min(40, max(len(value) for value, _ in rows))
    for (value, as_of), number in zip(rows, numbers, strict=True):
        yield f"  {value:<{width}}  {as_of or 'undated':<10}  [{number}]"


def _other_places(answer: Answer, style: Style) -> Iterator[str]:
    """The places of the other values in a conflict; a line for each runner-up otherwise."""
    if answer.status == "conflicting":
        following = len(answer.citations) + 1
        for other in answer.alternatives:
            yield from _numbered(other.citations, following, style)
            following += len(other.citations)
    elif answer.alternatives:
        yield "\nAlso possible:"
        yield from (_runner_up(other, style) for other in answer.alternatives)


def _runner_up(other: Alternative, style: Style) -> str:
    place = f" · {_place(other.citations[0])}" if other.citations else ""
    return f"  {_flat(other.answer)} {style.dim(f'({_percent(other.confidence)}{place})')}"


def _part(part: Part, style: Style) -> Iterator[str]:
    yield f"\n{style.dim(harmless(part.question))}"
    yield style.bold(_flat(part.answer) if part.answer else "No answer in these documents.")
    yield from _numbered(part.citations, 1, style)


def _numbered(citations: Sequence[Citation], first: int, style: Style) -> Iterator[str]:
    """Each place with its passage; citations of one passage stand together."""
    number = first
    for _, together in groupby(citations, key=lambda each: (each.source, each.passage_span)):
        group = list(together)
        last = number + len(group) - 1
        name = f"[{number}]" if number == last else f"[{number}]-[{last}]"
        yield f"{name} {_place(group[0])}"
        yield from _marked_passage(group, style)
        number = last + 1


def _place(citation: Citation) -> str:
    """File, heading, page, cell and date of a citation, as far as they are known."""
    words = [citation.source, " > ".join(citation.heading)]
    if citation.page is not None:
        words.append(f"page {citation.page}")
    if citation.cell is not None:
        cell = (citation.cell.table, citation.cell.row, citation.cell.column)
        words.append(" / ".join(name for name in cell if name))
    if citation.as_of:
        words.append(f"as of {citation.as_of}")
    if citation.recognised:
        words.append("recognised in a picture")
    if citation.also_in:
        words.append(f"also in {', '.join(citation.also_in)}")
    words.append(f"{citation.span.start}:{citation.span.end}")
    return " · ".join(_flat(word) for word in words if word)


def _marked_passage(group: Sequence[Citation], style: Style) -> Iterator[str]:
    """The passage that the citations share with their quotes marked, shortened around them."""
    text, spans = _spans_within(group)
    marked = _insert_marks(text, spans)
    before, after = marked.index(OPEN), marked.rindex(CLOSE) + 1
    flat = _flat(
        _ending(marked[:before], PASSAGE_CHARS // 2)
        + marked[before:after]
        + _beginning(marked[after:], PASSAGE_CHARS // 2)
    )
    indent = " " * 4
    lines = textwrap.wrap(flat, style.width - len(indent), break_on_hyphens=False)
    for line in _marked_line_by_line(lines) if style.colour else lines:
        yield indent + line.replace(OPEN, style.mark_open).replace(CLOSE, style.mark_close)


def _spans_within(group: Sequence[Citation]) -> tuple[str, list[Span]]:
    """The passage's text and where the quotes stand in it; a lone quote if it is not inside."""
    text = group[0].passage_text.replace(OPEN, " ").replace(CLOSE, " ")
    begin = group[0].passage_span.start
    if all(each.span.within(each.passage_span) for each in group):
        spans = {Span(each.span.start - begin, each.span.end - begin) for each in group}
        return text, sorted(spans)
    return group[0].quote, [Span(0, len(group[0].quote))]


def _insert_marks(text: str, spans: Sequence[Span]) -> str:
    """The text with a mark around each span; what overlaps an earlier span is left unmarked."""
    marked, done = "", 0
    for span in spans:
        if span.start >= done:
            marked += text[done : span.start] + OPEN + text[span.start : span.end] + CLOSE
            done = span.end
    return marked + text[done:]


def _ending(text: str, most: int) -> str:
    """The last characters of a text, from a space on where there is one."""
    if len(text) <= most:
        return text
    kept = text[-most:]
    return "… " + kept.partition(" ")[2] if " " in kept else "…" + kept


def _beginning(text: str, most: int) -> str:
    """The first characters of a text, up to a space where there is one."""
    if len(text) <= most:
        return text
    kept = text[:most]
    return kept.rpartition(" ")[0] + " …" if " " in kept else kept + "…"


def _marked_line_by_line(lines: Sequence[str]) -> Iterator[str]:
    """Closes a mark that runs on at the end of a line and opens it again on the next."""
    is_open = False
    for line in lines:
        opened = (OPEN if is_open else "") + line
        is_open = opened.rfind(OPEN) > opened.rfind(CLOSE)
        yield opened + (CLOSE if is_open else "")


def _hit(hit: Hit, style: Style) -> Iterator[str]:
    words = [hit.source, " > ".join(hit.heading), f"page {hit.page}" if hit.page else ""]
    place = " · ".join(_flat(word) for word in words if word)
    scores = f"{hit.score:.2f} (words {hit.bm25:.1f}, meaning {hit.cosine:.2f})"
    yield f"{hit.rank:>2}. {style.bold(place)}  {style.dim(scores)}"
    text = textwrap.shorten(_flat(hit.text), 300, placeholder=" …")
    yield from textwrap.wrap(text, style.width, initial_indent="    ", subsequent_indent="    ")


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _flat(text: str) -> str:
    """The text on one line, harmless to a terminal; no-break spaces stay as they are."""
    return harmless(re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" "))
