"""Measures how fast each format is read and how much memory it takes.

`python corpus/bench/formats.py`: each format in a fresh process, one warm-up, median of five reads.
The files are made here: pages of prose, headings, lists and tables.
"""

import io
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from statistics import median

from pincite.corpus.parsers import parser_for

SENTENCE = "The bridge over the river was closed in {n} and opened again a year later. "
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def html() -> bytes:
    """A page of about 2 MB."""
    section = "<h2>Part {n}</h2><p>" + SENTENCE * 6 + "</p><ul><li>one {n}<li>two {n}</ul>"
    table = "<table><tr><th>Year<th>Sum</tr><tr><td>{n}<td>5</tr></table>"
    return "".join((section + table).format(n=n) for n in range(3000)).encode()


def zipped(parts: dict[str, str]) -> bytes:
    """The parts as a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def docx() -> bytes:
    """A Word file of 6,000 paragraphs."""
    words = (SENTENCE * 5).format(n=1999)
    body = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" * 6000
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def xlsx() -> bytes:
    """A workbook of 200,000 cells."""
    rows = "".join(
        f'<row r="{row}">' + "".join(f"<c><v>{row}.{n}</v></c>" for n in range(10)) + "</row>"
        for row in range(1, 20_001)
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{relation}"><sheets>'
            '<sheet name="S" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1"'
            ' Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def pdf() -> bytes:
    """A PDF of 100 full pages."""
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    drawn = canvas.Canvas(file)
    for page in range(100):
        for line in range(50):
            drawn.drawString(60, 780 - 14 * line, SENTENCE.format(n=page * 50 + line))
        drawn.showPage()
    drawn.save()
    return file.getvalue()


def pptx() -> bytes:
    """A presentation of 500 slides with five lines each."""
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    lines = "".join(f"<a:p><a:r><a:t>{SENTENCE.format(n=n)}</a:t></a:r></a:p>" for n in range(5))
    shape = f"<p:sp><p:txBody>{lines}</p:txBody></p:sp>"
    listed = "".join(f'<p:sldId r:id="r{n}"/>' for n in range(500))
    targets = "".join(
        f'<Relationship Id="r{n}" Type="x/slide" Target="slides/slide{n}.xml"/>' for n in range(500)
    )
    slides = {
        f"ppt/slides/slide{n}.xml": f"<p:sld {names}><p:cSld><p:spTree>{shape}</p:spTree></p:cSld>"
        "</p:sld>"
        for n in range(500)
    }
    return zipped(
        {
            "ppt/presentation.xml": f"<p:presentation {names}>{listed}</p:presentation>",
            "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{package}">{targets}'
            "</Relationships>",
            **slides,
        }
    )


def epub() -> bytes:
    """A book of 20 chapters, each a page of 170 KB."""
    chapter = "".join(f"<h2>Part {n}</h2><p>{(SENTENCE * 6).format(n=n)}</p>" for n in range(300))
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(20))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(20))
    return zipped(
        {
            "META-INF/container.xml": '<container><rootfile full-path="book.opf"/></container>',
            "book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"c{n}.xhtml": chapter for n in range(20)},
        }
    )


def eml() -> bytes:
    """A mail whose text is a page of about 2 MB."""
    header = b"From: a@localhost\nSubject: Bridges\nContent-Type: text/html\n\n"
    return header + html()


def text() -> bytes:
    """A text of about 3 MB with headings and lists."""
    part = "# Part {n}\n\n" + SENTENCE * 6 + "\n\n- one {n}\n- two {n}\n\n"
    return "".join(part.format(n=n) for n in range(6000)).encode()


def csv() -> bytes:
    """100,000 values in 10,000 rows."""
    return "".join(
        ",".join(f"{row}.{n}" for n in range(10)) + "\n" for row in range(10_000)
    ).encode()


MAKERS: dict[str, Callable[[], bytes]] = {
    maker.__name__: maker for maker in (html, pdf, docx, xlsx, pptx, epub, eml, text, csv)
}


def measure(name: str) -> str:
    """A row of the table of docs/formats.md."""
    data = MAKERS[name]()
    reader = parser_for(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = reader.read(data, f"a.{name}").text
    seconds = []
    for _ in range(5):
        begin = time.process_time()
        reader.read(data, f"a.{name}")
        seconds.append(time.process_time() - begin)
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    file, words, spent, memory = len(data) / 1e6, len(text) / 1e6, median(seconds), taken / 1024
    return (
        f"| {name} | {file:.1f} | {words:.1f} | {spent:.2f} | {words / spent:.1f} | {memory:.0f} |"
    )


def main() -> None:
    """Prints the table, or one row of it."""
    if len(sys.argv) > 1:
        sys.stdout.write(measure(sys.argv[1]) + "\n")
        return
    for name in MAKERS:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    main()
