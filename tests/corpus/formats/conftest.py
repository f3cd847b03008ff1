"""Small office files for the tests."""

import io
import zipfile
from types import SimpleNamespace

import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def paragraph(words, *, style="", numbered=None):
    number = f'<w:numPr><w:ilvl w:val="{numbered}"/><w:numId w:val="1"/></w:numPr>'
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        number if numbered is not None else ""
    )
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(words, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def word_file(body, **parts):
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped({"word/document.xml": document, **named})


def workbook(sheets, *, styles="", strings=""):
    """`sheets`: name to the XML below the worksheet element."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    targets = "".join(
        f'<Relationship Id="rId{at}" Type="x/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "xl/workbook.xml": f"<workbook {S} {R}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{relations}">{targets}</Relationships>'
        ),
    }
    for at, content in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {S}>{content}</worksheet>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {S}>{styles}</styleSheet>"
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {S}>{strings}</sst>"
    return zipped(parts)


@pytest.fixture(scope="session")
def office():
    """What makes office files."""
    makers = (zipped, paragraph, row, cell, word_file, workbook)
    return SimpleNamespace(**{maker.__name__: maker for maker in makers})


@pytest.fixture(scope="session")
def office_seeds():
    """A small Word file and a small workbook."""
    table = f"<w:tbl>{row(cell('a'), cell('b'))}{row(cell('c'), cell('d'))}</w:tbl>"
    body = paragraph("Head") + paragraph("one", numbered=0) + table + paragraph("End.")
    cells = '<c r="A1" t="inlineStr"><is><t>Maker</t></is></c><c r="B1"><v>5</v></c>'
    sheet = f'<sheetData><row r="1">{cells}</row><row r="2">{cells}</row></sheetData>'
    return {"docx": word_file(body), "xlsx": workbook({"S": sheet})}
