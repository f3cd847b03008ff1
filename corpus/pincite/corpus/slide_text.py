"""The paragraphs of a slide's shapes: which are list items, and how deep they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pincite.corpus.drafts import Draft, ItemDraft, ListDraft, ParagraphDraft, on_one_line, tidy

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_BULLETS = (f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip")
_BODY_KINDS = ("body", "obj")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The place in a layout that a shape fills."""

    kind: str
    index: str


@dataclass(frozen=True, slots=True)
class SlideStyles:
    """Where a slide's shapes take their bullets from: its layout, then its master."""

    layout: etree._Element | None = None
    master: etree._Element | None = None

    def sources(self, shape: etree._Element) -> list[etree._Element]:
        """The lists of levels that say how the paragraphs of a shape look, nearest first."""
        found = [shape.find(f"{P}txBody/{A}lstStyle")]
        place = placeholder_of(shape)
        if place is not None:
            found += [_own_levels(self.layout, place), _own_levels(self.master, place)]
            if self.master is not None and place.kind in _BODY_KINDS:
                found.append(self.master.find(f"{P}txStyles/{P}bodyStyle"))
        return [levels for levels in found if levels is not None]


def placeholder_of(shape: etree._Element) -> Placeholder | None:
    """The placeholder that a shape fills, or None for a free text box."""
    place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if place is None:
        return None
    return Placeholder(place.get("type", "obj"), place.get("idx", "0"))


def draft_text(shape: etree._Element, styles: SlideStyles) -> Iterator[Draft]:
    """The paragraphs and lists of a shape in their order."""
    sources = styles.sources(shape)
    items: list[ItemDraft] = []
    counts: dict[int, int] = {}
    for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
        words = tidy(words_of(paragraph))
        if not words:
            continue
        depth = _depth(paragraph)
        bullet = _bullet(paragraph, depth, sources)
        if bullet is None:
            yield from _closed(items)
            yield ParagraphDraft(words)
            items, counts = [], {}
            continue
        counts = {level: count for level, count in counts.items() if level <= depth}
        counts[depth] = counts.get(depth, 0) + 1
        marker = f"{counts[depth]}." if bullet.tag == f"{A}buAutoNum" else "-"
        items.append(ItemDraft(words, depth, marker))
    yield from _closed(items)


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph, line breaks kept."""
    parts = []
    for element in paragraph.iter(f"{A}t", f"{A}br"):
        parts.append("\n" if element.tag == f"{A}br" else element.text or "")
    return "".join(parts)


def words_within(element: etree._Element) -> str:
    """All words of a shape or cell on one line."""
    return on_one_line(" ".join(words_of(paragraph) for paragraph in element.iter(f"{A}p")))


def _closed(items: Sequence[ItemDraft]) -> Iterator[Draft]:
    if items:
        yield ListDraft(tuple(items))


def _depth(paragraph: etree._Element) -> int:
    properties = paragraph.find(f"{A}pPr")
    level = properties.get("lvl", "0") if properties is not None else "0"
    return min(int(level), _DEEPEST) if level.isascii() and level.isdigit() else 0


def _bullet(
    paragraph: etree._Element, depth: int, sources: Sequence[etree._Element]
) -> etree._Element | None:
    """What marks the paragraph as a list item, None where nothing does."""
    levels = [paragraph.find(f"{A}pPr")]
    levels += [source.find(f"{A}lvl{depth + 1}pPr") for source in sources]
    for level in levels:
        if level is None:
            continue
        if level.find(f"{A}buNone") is not None:
            return None
        for mark in _BULLETS:
            if (found := level.find(mark)) is not None:
                return found
    return None


def _own_levels(slide: etree._Element | None, place: Placeholder) -> etree._Element | None:
    """The levels of the shape in a layout or master that has the same placeholder."""
    if slide is None:
        return None
    same_kind = None
    for shape in slide.iter(f"{P}sp"):
        other = placeholder_of(shape)
        if other is None:
            continue
        if other == place or (other.index == place.index != "0"):
            return shape.find(f"{P}txBody/{A}lstStyle")
        if other.kind == place.kind or {other.kind, place.kind} == set(_BODY_KINDS):
            same_kind = same_kind if same_kind is not None else shape
    return same_kind.find(f"{P}txBody/{A}lstStyle") if same_kind is not None else None
