"""A document as a sequence of stretches that together hold every character that is not blank."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pincite.corpus import Block, Document, Heading, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block with the marks around it (`##`, an underline), which block spans leave out."""

    span: Span
    block: Block


def stretches(document: Document) -> list[Stretch]:
    """The blocks widened by the marks beside them; text outside any block becomes a paragraph."""
    text = document.text
    found: list[Stretch] = []
    cursor = 0
    for block in document.blocks:
        start = _with_gap(text, found, Span(cursor, max(cursor, block.span.start)), block.path)
        if isinstance(block, Heading) or start < block.span.end:
            end = max(start, block.span.end)
            found.append(Stretch(Span(start, end), block))
            cursor = end
    _with_gap(text, found, Span(cursor, len(text)), _last_path(found), is_last=True)
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without white space at its ends; empty where nothing else stands."""
    chars = text[start:end]
    begin = start + len(chars) - len(chars.lstrip())
    return Span(begin, max(begin, start + len(chars.rstrip())))


def cuts(text: str, span: Span, longest: int) -> Iterator[Span]:
    """The span in parts of at most `longest` characters, cut at white space where there is any."""
    start = span.start
    while span.end - start > longest:
        stop = start + longest
        blank = max(text.rfind(white, start + longest // 2, stop + 1) for white in " \n\t")
        stop = blank if blank > 0 else stop
        yield trimmed(text, start, stop)
        start = trimmed(text, stop, span.end).start
    yield Span(start, span.end)


def _with_gap(
    text: str, found: list[Stretch], gap: Span, path: tuple[str, ...], *, is_last: bool = False
) -> int:
    """Gives what stands in the gap a stretch; returns where the next block's marks begin."""
    if not text[gap.start : gap.end].strip():
        return gap.end
    line_start = gap.end if is_last else text.rfind("\n", gap.start, gap.end) + 1 or gap.start
    marks = trimmed(text, line_start, gap.end)
    rest = trimmed(text, gap.start, line_start)
    if len(rest):
        _add_rest(text, found, rest, path)
    return marks.start if len(marks) else gap.end


def _add_rest(text: str, found: list[Stretch], rest: Span, path: tuple[str, ...]) -> None:
    is_mark = not any(char.isalnum() for char in text[rest.start : rest.end])
    on_same_line = bool(found) and "\n" not in text[found[-1].span.end : rest.start]
    if found and (is_mark or on_same_line):
        last = found[-1]
        line_end = text.find("\n", rest.start, rest.end)
        end = rest.end if is_mark or line_end < 0 else line_end
        found[-1] = replace(last, span=Span(last.span.start, end))
        rest = trimmed(text, end, rest.end)
    if len(rest):
        found.append(Stretch(rest, Paragraph(rest, path)))


def _last_path(found: list[Stretch]) -> tuple[str, ...]:
    if not found:
        return ()
    block = found[-1].block
    return block.path
