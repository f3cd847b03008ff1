"""The slides of a presentation: their titles, blocks, tables and notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pincite.corpus.chart_data import C, draft_chart
from pincite.corpus.drafts import CellDraft, Draft, ItemDraft, ListDraft, TableDraft, on_one_line
from pincite.corpus.office_package import OfficePackage
from pincite.corpus.slide_text import (
    A,
    P,
    SlideStyles,
    draft_text,
    placeholder_of,
    words_of,
    words_within,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_TITLES = ("title", "ctrTitle")
_EDGES = ("ftr", "dt", "sldNum", "hdr")
"""Placeholders of footers, dates and numbers, which come back on every slide."""
_NOT_NOTES = (*_EDGES, "sldImg")
_MOST_SPAN = 1000


@dataclass(slots=True)
class Slide:
    """What stands on one slide, and in its notes."""

    title: str = ""
    is_hidden: bool = False
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    """The words of its footer and date, which are no part of its text."""


def read_slides(package: OfficePackage) -> Iterator[Slide]:
    """The slides in the order in which they are shown.

    Raises:
        UnreadableError: a part is missing or damaged.
    """
    root = package.xml("ppt/presentation.xml")
    targets = package.relations("ppt/presentation.xml")
    styles: dict[str, SlideStyles] = {}
    for listed in root.iter(f"{P}sldId"):
        target = targets.get(listed.get(f"{_R}id", ""))
        if target is not None and target.kind == "slide":
            yield _read_slide(package, target.part, styles)


def _read_slide(package: OfficePackage, part: str, known: dict[str, SlideStyles]) -> Slide:
    root = package.xml(part)
    slide = Slide(is_hidden=root.get("show", "1") in ("0", "false"))
    layout = _related(package, part, "slideLayout")
    if layout not in known:
        known[layout] = _styles(package, layout)
    for shape in _shapes(root):
        _add_shape(slide, shape, known[layout], package, part)
    notes = _related(package, part, "notesSlide")
    if notes in package:
        slide.notes = list(_notes(package.xml(notes)))
    return slide


def _related(package: OfficePackage, part: str, kind: str) -> str:
    """The part of that kind which the part refers to; empty where there is none."""
    related = (at.part for at in package.relations(part).values() if at.kind == kind)
    return next(related, "")


def _styles(package: OfficePackage, layout: str) -> SlideStyles:
    if layout not in package:
        return SlideStyles()
    master = _related(package, layout, "slideMaster")
    return SlideStyles(package.xml(layout), package.xml(master) if master in package else None)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    """Text shapes and frames in their order, those in groups included."""
    tree = root.find(f"{P}cSld/{P}spTree")
    waiting = list(reversed(tree)) if tree is not None else []
    while waiting:
        at = waiting.pop()
        if at.tag in (f"{P}sp", f"{P}graphicFrame"):
            yield at
        elif at.tag in (f"{P}grpSp", f"{_MC}AlternateContent", f"{_MC}Choice"):
            waiting.extend(reversed(at))


def _add_shape(
    slide: Slide, shape: etree._Element, styles: SlideStyles, package: OfficePackage, part: str
) -> None:
    if shape.tag == f"{P}graphicFrame":
        slide.drafts += _frame(shape, package, part)
        return
    place = placeholder_of(shape)
    kind = place.kind if place else ""
    if kind in _TITLES and not slide.title:
        slide.title = words_within(shape)
    elif kind in _EDGES:
        slide.edges.append(words_within(shape) if kind != "sldNum" else "")
    else:
        slide.drafts += draft_text(shape, styles)


def _frame(frame: etree._Element, package: OfficePackage, part: str) -> Iterator[Draft]:
    """The table, the diagram or the numbers of the chart in a frame."""
    for table in frame.iter(f"{A}tbl"):
        yield _table(table)
    for diagram in frame.iter(f"{_DIAGRAM}relIds"):
        target = package.relations(part).get(diagram.get(f"{_R}dm", ""))
        if target is not None and target.part in package:
            points = package.xml(target.part).iter(f"{_DIAGRAM}pt")
            words = [words_within(point) for point in points]
            yield ListDraft(tuple(ItemDraft(item) for item in words if item))
    for chart in frame.iter(f"{C}chart"):
        target = package.relations(part).get(chart.get(f"{_R}id", ""))
        if target is not None and target.part in package:
            numbers = draft_chart(package.xml(target.part))
            yield from [numbers] if numbers else []


def _table(table: etree._Element) -> TableDraft:
    rows = []
    for row in table.iterfind(f"{A}tr"):
        cells = (cell for cell in row.iterfind(f"{A}tc") if not _is_covered(cell))
        rows.append(tuple(map(_cell, cells)))
    properties = table.find(f"{A}tblPr")
    has_head = properties is not None and properties.get("firstRow") in ("1", "true")
    return TableDraft(tuple(rows), 1 if has_head and len(rows) > 1 else None)


def _is_covered(cell: etree._Element) -> bool:
    return any(cell.get(name) in ("1", "true") for name in ("hMerge", "vMerge"))


def _cell(cell: etree._Element) -> CellDraft:
    words = on_one_line(" ".join(words_of(paragraph) for paragraph in cell.iter(f"{A}p")))
    return CellDraft(words, _count(cell.get("rowSpan")), _count(cell.get("gridSpan")))


def _count(digits: str | None) -> int:
    is_count = digits is not None and digits.isascii() and digits.isdigit() and len(digits) < 6
    return min(max(int(digits), 1), _MOST_SPAN) if digits and is_count else 1


def _notes(root: etree._Element) -> Iterator[Draft]:
    for shape in _shapes(root):
        place = placeholder_of(shape)
        if shape.tag == f"{P}sp" and not (place and place.kind in _NOT_NOTES):
            yield from draft_text(shape, SlideStyles())
