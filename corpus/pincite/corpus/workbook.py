"""The sheets of a workbook and what stands in their cells."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pincite.corpus.cell_values import BUILT_IN_FORMATS, is_date_format, written_number
from pincite.corpus.drafts import on_one_line
from pincite.corpus.errors import UnreadableError
from pincite.corpus.office_package import OfficePackage

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?Z?\Z")
_TRUTH = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What a cell shows; a figure is a number or a date."""

    words: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A range of cells shown as one; rows and columns count from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """A sheet: its filled cells by row and column, both counted from 0."""

    name: str
    is_hidden: bool
    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


@dataclass(slots=True)
class _Book:
    package: OfficePackage
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False


def read_sheets(package: OfficePackage) -> Iterator[Sheet]:
    """The sheets of cells in their order; sheets of charts are left out.

    Raises:
        UnreadableError: a part is missing or damaged.
    """
    root = package.xml("xl/workbook.xml")
    book = _Book(package)
    if "xl/sharedStrings.xml" in package:
        book.strings = _strings(package.xml("xl/sharedStrings.xml"))
    if "xl/styles.xml" in package:
        book.formats = _formats(package.xml("xl/styles.xml"))
    properties = root.find(f"{_S}workbookPr")
    book.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    targets = package.relations("xl/workbook.xml")
    for listed in root.iter(f"{_S}sheet"):
        target = targets.get(listed.get(f"{_R}id", ""))
        if target is not None and target.kind == "worksheet":
            sheet = Sheet(listed.get("name", ""), listed.get("state", "visible") != "visible")
            _fill(sheet, book, target.part)
            yield sheet


def _strings(root: etree._Element) -> list[str]:
    return [on_one_line(_shown(item)) for item in root.iter(f"{_S}si")]


def _shown(item: etree._Element) -> str:
    """The words of a text and its runs; how they are pronounced is left out."""
    runs = (run.find(f"{_S}t") for run in item.iter(f"{_S}r"))
    parts = [item.find(f"{_S}t"), *runs]
    return "".join(part.text or "" for part in parts if part is not None)


def _formats(root: etree._Element) -> list[str]:
    """The number format of each cell style."""
    own = {at.get("numFmtId"): at.get("formatCode", "") for at in root.iter(f"{_S}numFmt")}
    found = []
    for style in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        number = style.get("numFmtId", "0")
        built_in = BUILT_IN_FORMATS.get(int(number), "") if number.isdigit() else ""
        found.append(own.get(number, built_in))
    return found


def _fill(sheet: Sheet, book: _Book, part: str) -> None:
    data = book.package.part(part)
    if b"<!DOCTYPE" in data:
        raise UnreadableError(f"it is refused: {part} defines entities, as no such file does")
    row = -1
    usual = data.replace(_STRICT, _S[1:-1].encode())
    try:
        for _, element in etree.iterparse(
            io.BytesIO(usual),
            tag=(f"{_S}row", f"{_S}mergeCell"),
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        ):
            if element.tag == f"{_S}mergeCell":
                sheet.merges += _merge(element.get("ref", ""))
                continue
            number = element.get("r", "")
            row = int(number) - 1 if number.isdigit() and len(number) < 8 else row + 1
            if cells := dict(_cells(element, book)):
                sheet.rows[row] = cells
            element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"it is damaged: {part} is no XML ({error})") from error


def _cells(row: etree._Element, book: _Book) -> Iterator[tuple[int, SheetCell]]:
    column = -1
    for element in row.iterfind(f"{_S}c"):
        place = _PLACE.match(element.get("r", ""))
        column = _column(place[1]) if place else column + 1
        cell = _cell(element, book)
        if cell.words:
            yield column, cell


def _cell(element: etree._Element, book: _Book) -> SheetCell:
    kind = element.get("t", "n")
    value = element.findtext(f"{_S}v") or ""
    if kind == "inlineStr":
        inline = element.find(f"{_S}is")
        return SheetCell(on_one_line(_shown(inline)) if inline is not None else "")
    if kind == "s":
        is_known = value.isdigit() and int(value) < len(book.strings)
        return SheetCell(book.strings[int(value)] if is_known else "")
    if kind == "n" and value:
        style = element.get("s", "0")
        is_known = style.isdigit() and int(style) < len(book.formats)
        written = book.formats[int(style)] if is_known else ""
        words = written_number(value, written, from_1904=book.from_1904)
        is_year = words.isdigit() and len(words) == 4 and not is_date_format(written)
        return SheetCell(words, is_figure=not is_year or not 1800 <= int(words) < 2100)
    if kind == "d" and (day := _DAY.match(value)):
        return SheetCell(day[1], is_figure=True)
    return SheetCell(_TRUTH.get(value, value) if kind == "b" else on_one_line(value))


def _merge(reference: str) -> list[Merge]:
    first, _, last = reference.partition(":")
    corners = _PLACE.match(first), _PLACE.match(last)
    if corners[0] is None or corners[1] is None:
        return []
    rows = [int(corner[2]) - 1 for corner in corners if corner]
    columns = [_column(corner[1]) for corner in corners if corner]
    return [Merge(rows[0], columns[0], rows[1], columns[1])]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
