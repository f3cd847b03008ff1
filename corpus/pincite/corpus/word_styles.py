"""What the styles and numberings of a Word file make of a paragraph."""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"heading ([1-9])\Z")
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str | None
    outline_level: int | None
    numbering: tuple[str, int] | None


@dataclass(slots=True)
class WordStyles:
    """The styles by id, the formats of the numberings, and how far each has counted."""

    styles: dict[str, _Style] = field(default_factory=dict)
    formats: dict[tuple[str, int], str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, 1 the outermost; None for other paragraphs."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _level(own)
        for style in self._chain(paragraph):
            if style.name == "title":
                return 1
            if match := _HEADING_NAME.match(style.name):
                return min(int(match[1]), 6)
            if style.outline_level is not None:
                return style.outline_level
        return None

    def numbering(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The id of the numbering and the depth of a list item; None for other paragraphs."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            return _numbering(own)
        for style in self._chain(paragraph):
            if style.numbering:
                return style.numbering
        return None

    def marker(self, numbering: tuple[str, int]) -> str:
        """The bullet or the next number of a list item."""
        number_id, depth = numbering
        for deeper in [key for key in self.counts if key[0] == number_id and key[1] > depth]:
            del self.counts[deeper]
        self.counts[numbering] = self.counts.get(numbering, 0) + 1
        is_bullet = self.formats.get(numbering, "bullet") in ("bullet", "none")
        return "-" if is_bullet else f"{self.counts[numbering]}."

    def _chain(self, paragraph: etree._Element) -> list[_Style]:
        """The paragraph's style and those it is based on."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(named.get(f"{W}val", "")) if named is not None else None
        chain: list[_Style] = []
        while style is not None and len(chain) < _DEEPEST_CHAIN:
            chain.append(style)
            style = self.styles.get(style.parent or "")
        return chain


def read_styles(styles: etree._Element | None, numbering: etree._Element | None) -> WordStyles:
    """The styles of a file from its two parts, either of which may be missing."""
    known = WordStyles()
    for style in styles.iter(f"{W}style") if styles is not None else ():
        known.styles[style.get(f"{W}styleId", "")] = _read_style(style)
    if numbering is not None:
        known.formats = _read_formats(numbering)
    return known


def _read_style(style: etree._Element) -> _Style:
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    numbered = style.find(f"{W}pPr/{W}numPr")
    return _Style(
        name=(_value(style.find(f"{W}name")) or "").lower(),
        parent=_value(style.find(f"{W}basedOn")),
        outline_level=_level(outline) if outline is not None else None,
        numbering=_numbering(numbered) if numbered is not None else None,
    )


def _read_formats(numbering: etree._Element) -> dict[tuple[str, int], str]:
    abstract: dict[str, dict[int, str]] = {}
    for definition in numbering.iter(f"{W}abstractNum"):
        abstract[definition.get(f"{W}abstractNumId", "")] = {
            _integer(level.get(f"{W}ilvl")): _value(level.find(f"{W}numFmt")) or "bullet"
            for level in definition.iter(f"{W}lvl")
        }
    formats: dict[tuple[str, int], str] = {}
    for number in numbering.iter(f"{W}num"):
        levels = abstract.get(_value(number.find(f"{W}abstractNumId")) or "", {})
        for depth, written in levels.items():
            formats[number.get(f"{W}numId", ""), depth] = written
    return formats


def _numbering(properties: etree._Element) -> tuple[str, int] | None:
    """None where the numbering is switched off."""
    number_id = _value(properties.find(f"{W}numId"))
    depth = _integer(_value(properties.find(f"{W}ilvl")))
    return (number_id, depth) if number_id not in (None, "0") else None


def _level(outline: etree._Element) -> int | None:
    level = _integer(_value(outline), missing=9)
    return level + 1 if level < 6 else None


def _value(element: etree._Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None


def _integer(digits: str | None, missing: int = 0) -> int:
    return int(digits) if digits and digits.isascii() and digits.isdigit() else missing
