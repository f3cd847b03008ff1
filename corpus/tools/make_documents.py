"""Makes the bundled documents that are no plain text: one page, one PDF, one DOCX, one XLSX.

`python corpus/tools/make_documents.py [FOLDER]` writes them to corpus/documents or the folder. The
same script writes the same words each time. Needs reportlab (a development dependency).
"""

import io
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

DOCUMENTS = Path(__file__).parents[1] / "documents"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The Alliance in Latin America</title></head>
<body>
<nav><ul><li>Home<li>Regions<li>Contact</ul></nav>
<h1>The Alliance in Latin America</h1>
<p>Status: January 2019</p>
<h2>Brazil</h2>
<p>Renault opened its Ayrton Senna complex at São José dos Pinhais, near Curitiba, in December 1998.
Nissan came in as a guest: from 2002 it had its Frontier pick-up built there. Its own Brazilian
works at Resende, in the state of Rio de Janeiro, followed in April 2014.</p>
<h2>Argentina</h2>
<p>The Santa Isabel works in Córdoba belongs to Renault and dates from 1955. Since July 2018 a line
for the Nissan pick-up runs there. Three things speak for the site:</p>
<ul><li>trained workers<li>suppliers close by<li>free trade with Brazil</ul>
<h2>Mexico</h2>
<table><caption>Nissan's sites in Mexico</caption>
<tr><th>Site<th>State<th>Opened</tr>
<tr><td>Cuernavaca (CIVAC)<td>Morelos<td>1966</tr>
<tr><td>Aguascalientes 1<td rowspan="2">Aguascalientes<td>1992</tr>
<tr><td>Aguascalientes 2<td>2013</tr></table>
</body></html>
"""

VENTURES = (
    ("title", "Alliance Ventures: a fund for young firms"),
    ("text", "Status: March 2019"),
    ("head", "Purpose"),
    (
        "text",
        "In January 2018 the three carmakers announced a fund of their own for young firms. Up to"
        " one billion dollars was to be spent over five years, and up to 200 million of it in the"
        " first. Renault and Nissan carry 40% of the cost each, Mitsubishi the remaining 20%.",
    ),
    ("head", "First steps"),
    (
        "text",
        "The first sum went to Ionic Materials, a firm in Massachusetts that develops a battery"
        " material without cobalt. Later in the same year the fund took a share in WeRide, a"
        " Chinese maker of self-driving taxis.",
    ),
    ("turn", ""),
    ("head", "How a firm is chosen"),
    (
        "text",
        "A firm is looked at from four sides: electric drive, self-driving, connected vehicles and"
        " artificial intelligence. An engineer of one of the members speaks for each proposal.",
    ),
)

VANS = (
    ("Title", "Vans and pick-ups under several names"),
    ("", "Memo for the sales school, March 2019"),
    ("Heading1", "Vans"),
    (
        "",
        "The mid-size van is built at Sandouville in Normandy. Renault calls it Trafic and Nissan"
        " NV300; the same works also delivered it to Fiat under the name Talento.",
    ),
    ("Heading1", "Pick-ups"),
    (
        "",
        "The Renault Alaskan and the Mercedes-Benz X-Class both rest on the frame of the Nissan"
        " Navara. The two were built in Barcelona beside the original.",
    ),
    ("", "A buyer can tell them apart by:"),
    ("item", "the front grille"),
    ("item", "the dashboard"),
    ("item", "the rear springs"),
)
VAN_TABLE = (
    ("Van", "Sister model", "Works"),
    ("Renault Trafic", "Nissan NV300", "Sandouville"),
    ("Renault Master", "Nissan NV400", "Batilly"),
    ("Renault Kangoo", "Nissan NV250", "Maubeuge"),
)

MODELS = (
    ("Models that share their engineering",),
    ("Model", "Sister model", "Shown on", "Share of common parts"),
    ("Dacia Duster", "Nissan Terrano", 41506, 0.8),
    ("Renault Kwid", "Datsun redi-GO", 42474, 0.6),
    ("Renault Koleos", "Nissan X-Trail", 42485, 0.6),
)
MODELS_NOTE = "Note: shares are rounded guesses of a training course, not figures of the makers."


def zipped(parts: dict[str, str]) -> bytes:
    """The parts as a zip file that is the same at any time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return file.getvalue()


def packaged(main: str, kind: str, parts: dict[str, tuple[str, str]]) -> bytes:
    """An office file: its main part first; `parts` maps names to kinds and contents."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPES}.{kind}.{own}+xml"/>'
        for name, (own, _) in parts.items()
    )
    folder = main.partition("/")[0]
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{own}"'
        f' Target="{name.removeprefix(folder + "/")}"/>'
        for at, (name, (own, _)) in enumerate(list(parts.items())[1:], start=1)
    )
    named = main.rpartition("/")[2]
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension='
            f'"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
            f' Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
            f"{folder}/_rels/{named}.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f"{relations}</Relationships>",
            **{name: content for name, (_, content) in parts.items()},
        }
    )


def word_file() -> bytes:
    """The memo on vans."""
    body = "".join(_paragraph(style, words) for style, words in VANS)
    rows = ("".join(f"<w:tc>{_paragraph('', cell)}</w:tc>" for cell in row) for row in VAN_TABLE)
    grid = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid>{grid}</w:tbl>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    document = f"<w:document {W}><w:body>{body}{table}<w:p/></w:body></w:document>"
    return packaged(
        "word/document.xml",
        "wordprocessingml",
        {
            "word/document.xml": ("document.main", document),
            "word/styles.xml": ("styles", f"<w:styles {W}>{styles}</w:styles>"),
            "word/numbering.xml": ("numbering", f"<w:numbering {W}>{numbers}</w:numbering>"),
        },
    )


def _paragraph(style: str, words: str) -> str:
    inner = f'<w:pStyle w:val="{style}"/>' if style and style != "item" else ""
    if style == "item":
        inner = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{inner}</w:pPr><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def workbook() -> bytes:
    """The list of sister models."""
    rows = [*MODELS, (MODELS_NOTE,)]
    written = "".join(
        f'<row r="{at}">{"".join(_cell(at, n, value) for n, value in enumerate(row))}</row>'
        for at, row in enumerate(rows, start=1)
    )
    formats = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in (0, 14, 9))
    return packaged(
        "xl/workbook.xml",
        "spreadsheetml",
        {
            "xl/workbook.xml": (
                "sheet.main",
                f'<workbook {S} xmlns:r="{OFFICE}"><sheets>'
                '<sheet name="Sister models" sheetId="1" r:id="r1"/></sheets></workbook>',
            ),
            "xl/worksheets/sheet1.xml": (
                "worksheet",
                f"<worksheet {S}><sheetData>{written}</sheetData></worksheet>",
            ),
            "xl/styles.xml": (
                "styles",
                f"<styleSheet {S}><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
                "<borders><border/>"
                f"</borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{formats}</cellXfs>"
                "</styleSheet>",
            ),
        },
    )


def _cell(row: int, column: int, value: str | float) -> str:
    place = f"{'ABCD'[column]}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}" s="{1 if value > 1 else 2}"><v>{value}</v></c>'


def pdf() -> bytes:
    """The note on the fund, two pages with a running head."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    page, y = 1, _head(canvas, 1)
    for kind, words in VENTURES:
        if kind == "turn":
            canvas.showPage()
            page += 1
            y = _head(canvas, page)
            continue
        size = {"title": 18, "head": 13}.get(kind, 10)
        canvas.setFont("Helvetica" if kind == "text" else "Helvetica-Bold", size)
        for line in _wrapped(words, 84):
            canvas.drawString(70, y, line)
            y -= 1.3 * size
        y -= 10
    canvas.save()
    return file.getvalue()


def _head(canvas: Canvas, page: int) -> float:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(70, A4[1] - 40, "Sheet for new colleagues")
    canvas.drawString(290, 40, f"Page {page}")
    return float(A4[1] - 90)


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def main() -> None:
    """Writes the four files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    for name, data in (
        ("latin-america.html", PAGE.encode()),
        ("fund-for-young-firms.pdf", pdf()),
        ("vans-and-pickups.docx", word_file()),
        ("sister-models.xlsx", workbook()),
    ):
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
