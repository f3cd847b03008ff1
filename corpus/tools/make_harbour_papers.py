"""Makes the papers of a small harbour authority, in every format that can be read.

`python corpus/tools/make_harbour_papers.py [FOLDER]` writes them to eval/folders/formats or the
folder. The same script writes the same bytes each time. Needs reportlab (a development dependency).
"""

import csv
import io
import sys
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from xml.sax.saxutils import escape

import harbour_tables as tables
import harbour_texts as texts
from harbour_slides import presentation
from make_documents import OFFICE, S, W, packaged
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parents[2] / "eval" / "folders" / "formats"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def zipped(parts: dict[str, str]) -> bytes:
    """The parts as a zip file that is the same at any time, the first one not packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for at, (name, content) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if at else zipfile.ZIP_STORED
            package.writestr(info, content)
    return file.getvalue()


def separated(rows: Sequence[Sequence[str]], separator: str) -> str:
    """The rows as separated values."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def word_file(paragraphs: Sequence[tuple[str, str]], table: str = "") -> bytes:
    """A Word file of (style, words), with the table where the style says so."""
    body = "".join(
        table if style == "table" else _paragraph(style, words) for style, words in paragraphs
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (
            ("Title", "Title"),
            ("Heading1", "heading 1"),
            ("Heading2", "heading 2"),
        )
    )
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packaged(
        "word/document.xml",
        "wordprocessingml",
        {
            "word/document.xml": ("document.main", document),
            "word/styles.xml": ("styles", f"<w:styles {W}>{styles}</w:styles>"),
            "word/numbering.xml": ("numbering", f"<w:numbering {W}>{NUMBERS}</w:numbering>"),
        },
    )


def _paragraph(style: str, words: str) -> str:
    inner = f'<w:pStyle w:val="{style}"/>' if style and style != "item" else ""
    if style == "item":
        inner = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{inner}</w:pPr><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def merged_table() -> str:
    """The table of the dredging plan, whose first column joins two rows."""
    rows = []
    for at, row in enumerate(tables.DREDGING_TABLE):
        cells = "".join(_word_cell(words, merge) for words, merge in row)
        head = "" if at else "<w:trPr><w:tblHeader/></w:trPr>"
        rows.append(f"<w:tr>{head}{cells}</w:tr>")
    grid = "<w:gridCol/>" * len(tables.DREDGING_TABLE[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _word_cell(words: str, merge: str | int) -> str:
    kept = f'<w:vMerge w:val="{merge}"/>' if isinstance(merge, str) else ""
    return f"<w:tc><w:tcPr>{kept}</w:tcPr>{_paragraph('', words)}</w:tc>"


Row = Sequence[str | float]


def workbook() -> bytes:
    """Dues, the marina and the people, a sheet each."""
    sheets = {
        "Dues": _sheet(tables.DUES, tables.DUES_MERGES),
        "Marina 2024": _sheet(tables.OCCUPANCY, ()),
        "People": _sheet(tables.STAFF, ()),
    }
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    styles = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in (0, 14, 10))
    return packaged(
        "xl/workbook.xml",
        "spreadsheetml",
        {
            "xl/workbook.xml": (
                "sheet.main",
                f'<workbook {S} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
            ),
            **{
                f"xl/worksheets/sheet{at}.xml": ("worksheet", sheet)
                for at, sheet in enumerate(sheets.values(), start=1)
            },
            "xl/styles.xml": (
                "styles",
                f"<styleSheet {S}><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
                f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}"
                "</cellXfs></styleSheet>",
            ),
        },
    )


def _sheet(rows: Sequence[Row], merges: Sequence[str]) -> str:
    written = []
    for number, row in enumerate(rows, start=1):
        cells = (_cell(f"{'ABCDEF'[at]}{number}", value) for at, value in enumerate(row))
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    joined = "".join(f'<mergeCell ref="{place}"/>' for place in merges)
    joined = f"<mergeCells>{joined}</mergeCells>" if joined else ""
    return f"<worksheet {S}><sheetData>{''.join(written)}</sheetData>{joined}</worksheet>"


def _cell(place: str, value: str | float) -> str:
    if value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    style = 1 if isinstance(value, tables.Day) else 2 if isinstance(value, tables.Share) else 0
    return f'<c r="{place}" s="{style}"><v>{value!s}</v></c>'


class _Sheet:
    """A page that is drawn from top to bottom, with a head and its number."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._page = 0
        self._left, self._chars = 70, 84
        self._top = self._y = 0.0
        self.turn()

    def turn(self) -> None:
        """Begins another page of one column."""
        if self._page:
            self._canvas.showPage()
        self._page += 1
        self._left, self._chars = 70, 84
        self._canvas.setFont("Helvetica", 8)
        self._canvas.drawString(70, A4[1] - 40, "Ellary Harbour Trust - Annual review 2024")
        self._canvas.drawString(290, 40, f"Page {self._page} of 3")
        self._y = float(A4[1] - 90)

    def columns(self) -> None:
        """From here on the page has two columns; this is the left one."""
        self._chars, self._top = 40, self._y

    def next_column(self) -> None:
        """Goes to the top of the right column."""
        self._left, self._y = 320, self._top

    def words(self, words: str, size: int, font: str) -> None:
        """Draws a paragraph."""
        self._canvas.setFont(font, size)
        for line in _wrapped(words, self._chars):
            self._canvas.drawString(self._left, self._y, line)
            self._y -= 1.3 * size
        self._y -= 10

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Draws a table, the names of its columns in bold; figures stand to the right."""
        step = 460 / (len(rows[0]) + 0.6)
        for at, row in enumerate(rows):
            self._canvas.setFont("Helvetica-Bold" if at == 0 else "Helvetica", 10)
            self._canvas.drawString(self._left, self._y, row[0])
            for column, words in enumerate(row[1:], start=1):
                self._canvas.drawRightString(self._left + step * (column + 1), self._y, words)
            self._y -= 15
        self._y -= 10


def pdf() -> bytes:
    """The annual review 2024: three pages, two tables, a page in two columns."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    sheet = _Sheet(canvas)
    for kind, content in tables.REVIEW_2024:
        if kind == "turn":
            sheet.turn()
        elif kind == "columns":
            sheet.columns()
        elif kind == "next":
            sheet.next_column()
        elif kind == "table":
            sheet.table(content)
        else:
            size = {"title": 18, "head": 13}.get(kind, 10)
            sheet.words(content, size, "Helvetica" if kind == "text" else "Helvetica-Bold")
    canvas.save()
    return file.getvalue()


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def book() -> bytes:
    """The pilots' handbook, edition of 2023."""
    pages = {
        name: f'{XML}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
        for name, title, body in texts.PILOT_CHAPTERS
    }
    links = "".join(
        f'<li><a href="{name}">{title}</a></li>' for name, title, _ in texts.PILOT_CHAPTERS
    )
    items = "".join(
        f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(pages)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'{XML}<container version="1.0" xmlns="urn:oasis:names:tc:'
            'opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" '
            'media-type="application/oebps-package+xml"/></rootfiles></container>',
            "book.opf": f'{XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<dc:identifier id="id">ellary-pilots-2023</dc:identifier><dc:title>Handbook for the'
            " pilots of Ellary</dc:title><dc:language>en</dc:language><dc:date>2023-02-01</dc:date>"
            '<meta property="dcterms:modified">2023-02-01T00:00:00Z</meta></metadata><manifest>'
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            f"{items}</manifest><spine>{spine}</spine></package>",
            "nav.xhtml": f'{XML}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.'
            'idpf.org/2007/ops"><head><title>Contents</title></head><body><nav epub:type="toc"><ol>'
            f"{links}</ol></nav></body></html>",
            **pages,
        }
    )


def mail(subject: str, sender: str, day: str, body: str, *, attached: str = "") -> EmailMessage:
    """A mail to the harbour office; a body that begins with a mark is a page."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "Harbour office <office@ellary-harbour.example>"
    message["Date"] = day
    if body.startswith("<"):
        message.set_content("This mail is a page; please read it in another program.\n")
        message.add_alternative(body, subtype="html")
        message.set_boundary("-=ellary=-")
    else:
        message.set_content(body, charset="iso-8859-1", cte="quoted-printable")
    if attached:
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=attached)
        message.set_boundary("-=ellary=-")
    return message


def papers() -> dict[str, bytes]:
    """Each file with its bytes."""
    crane = mail(
        "Crane: what the inspection found",
        "Ruth Adeyemi <engineer@ellary-harbour.example>",
        "Fri, 10 Jan 2025 16:42:00 +0000",
        texts.CRANE_MAIL,
    )
    gudrun = mail(
        "Berth for Gudrun in July",
        "Sigrid Dahl <master@gudrun.example>",
        "Mon, 17 Mar 2025 09:05:00 +0100",
        texts.BERTH_MAIL,
        attached="crew-list.pdf",
    )
    return {
        "board-minutes-2025-02.md": texts.BOARD_MINUTES.encode(),
        "byelaws.txt": texts.BYELAWS.replace("\n", "\r\n").encode("cp1252"),
        "history-of-the-harbour.txt": texts.HISTORY.encode("utf-16-le"),
        "fish-market-notice.txt": texts.FISH_MARKET.encode("iso-8859-1"),
        "hinweise-fuer-gaeste.txt": texts.GERMAN_NOTICE.encode(),
        "safety-card.txt": texts.SAFETY_CARD.encode("utf-16"),
        "berths-and-access.html": texts.ACCESS_PAGE.encode(),
        "tariff-2023.htm": texts.OLD_TARIFF_PAGE.encode("cp1252"),
        "vessel-movements-2024.csv": separated(tables.MOVEMENTS, ",").encode(),
        "ice-and-water-2025.tsv": separated(tables.ICE_AND_WATER, "\t").encode("cp1252"),
        "tariff-marina-people.xlsx": workbook(),
        "dredging-plan.docx": word_file(tables.DREDGING, merged_table()),
        "annual-review-2023.docx": word_file(tables.REVIEW_2023),
        "annual-review-2024.pdf": pdf(),
        "ferry-berth-briefing.pptx": presentation(tables.BRIEFING),
        "pilots-handbook.epub": book(),
        "crane-inspection.eml": crane.as_bytes(),
        "berth-for-gudrun.eml": gudrun.as_bytes(),
    }


def main() -> None:
    """Writes the files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in papers().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
