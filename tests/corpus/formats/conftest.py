"""Small office files for the tests."""

import io
import zipfile
from types import SimpleNamespace

import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
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


def relations(*targets):
    """Relations r1, r2, ... to (kind, target)."""
    listed = "".join(
        f'<Relationship Id="r{at}" Type="x/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{listed}</Relationships>'


def line(words, properties=""):
    return f"<a:p><a:pPr {properties}</a:pPr><a:r><a:t>{words}</a:t></a:r></a:p>"


def plain_line(words):
    return f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>"


def shape(*lines, kind=None):
    place = f'<p:ph type="{kind}"/>' if kind else ""
    head = f'<p:nvSpPr><p:cNvPr id="2" name=""/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
    return f"<p:sp>{head}<p:spPr/><p:txBody><a:bodyPr/>{''.join(lines)}</p:txBody></p:sp>"


def slide(*shapes, attributes=""):
    tree = "".join(shapes)
    return f"<p:sld {P} {A} {R} {attributes}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"


def presentation(*slides, notes=None, master="", chart=""):
    """`notes`: number of a slide to the shapes of its notes; `master`, `chart`: XML within them.

    The chart is r2 of every slide.
    """
    listed = "".join(f'<p:sldId id="{at}" r:id="r{at}"/>' for at in range(1, len(slides) + 1))
    targets = [("slide", f"slides/slide{at}.xml") for at in range(1, len(slides) + 1)]
    parts = {
        "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>{listed}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(*targets),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {P} {A}/>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
            ("slideMaster", "/ppt/slideMasters/slideMaster1.xml")
        ),
        "ppt/charts/chart1.xml": f"<c:chartSpace {C} {A}>{chart}</c:chartSpace>",
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {P} {A}>{master}</p:sldMaster>",
    }
    for at, content in enumerate(slides, start=1):
        parts[f"ppt/slides/slide{at}.xml"] = content
        own = [("slideLayout", "../slideLayouts/slideLayout1.xml")]
        own += [("chart", "../charts/chart1.xml")] if chart else []
        if notes and at in notes:
            own.append(("notesSlide", f"../notesSlides/notesSlide{at}.xml"))
            parts[f"ppt/notesSlides/notesSlide{at}.xml"] = (
                f"<p:notes {P} {A}><p:cSld><p:spTree>{notes[at]}</p:spTree></p:cSld></p:notes>"
            )
        parts[f"ppt/slides/_rels/slide{at}.xml.rels"] = relations(*own)
    return zipped(parts)


def book(chapters, *, metadata="", more="", parts=None):
    """`chapters`: name to page; `more`: items of the manifest; `parts`: further parts."""
    listed = "".join(
        f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>',
            "in/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http:'
            f'//purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{listed}{more}</manifest>'
            f"<spine>{spine}</spine></package>",
            **{f"in/{name}": page for name, page in chapters.items()},
            **(parts or {}),
        }
    )


@pytest.fixture(scope="session")
def office():
    """What makes office files."""
    makers = (zipped, paragraph, row, cell, word_file, workbook)
    makers += (line, plain_line, shape, slide, presentation, book)
    return SimpleNamespace(**{maker.__name__: maker for maker in makers})


@pytest.fixture(scope="session")
def office_seeds():
    """A small file of each kind."""
    table = f"<w:tbl>{row(cell('a'), cell('b'))}{row(cell('c'), cell('d'))}</w:tbl>"
    body = paragraph("Head") + paragraph("one", numbered=0) + table + paragraph("End.")
    cells = '<c r="A1" t="inlineStr"><is><t>Maker</t></is></c><c r="B1"><v>5</v></c>'
    sheet = f'<sheetData><row r="1">{cells}</row><row r="2">{cells}</row></sheetData>'
    items = line("one", "><a:buChar char='-'/>") + line("two", 'lvl="1"><a:buNone/>')
    grid = f"<a:tbl><a:tr><a:tc><a:txBody>{plain_line('a')}</a:txBody></a:tc></a:tr></a:tbl>"
    frame = f"<p:graphicFrame><a:graphic>{grid}</a:graphic></p:graphicFrame>"
    slides = [slide(shape(plain_line("Fees"), kind="title"), shape(items), frame)]
    return {
        "docx": word_file(body),
        "xlsx": workbook({"S": sheet}),
        "epub": book({"a.xhtml": "<h1>Fees</h1><p>They rose.<ul><li>a<li>b</ul>"}),
        "pptx": presentation(*slides, notes={1: shape(plain_line("Say why."))}),
    }
