"""Damaged files: whatever the bytes, a reader gives a sound document or says why not."""

import io
import os
import random
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from pincite.corpus import BulletList, DocumentError, Table
from pincite.corpus.parsers import parser_for

PAGE = (
    b"<!doctype html><meta charset=utf-8><nav><ul><li>Home</ul></nav><h1>Fees</h1><p>They rose:"
    b"<ul><li>water<ol><li>cold</ol><li>power</ul><table><caption>Sums<tr><th colspan=2>Year<th>Sum"
    b"<tr><td rowspan=2>2016<td>1<td>5</table><dl><dt>a<dd>b</dl><pre>x\n y</pre>"
)


def pdf():
    file = io.BytesIO()
    drawn = canvas.Canvas(file, pageCompression=0)
    for line in range(8):
        drawn.drawString(72, 700 - 14 * line, f"Line {line} of a page that holds a few words.")
    drawn.save()
    return file.getvalue()


MAIL = (
    b"From: =?utf-8?q?Zo=C3=AB?= <z@localhost>\r\nSubject: Fees\r\nDate: Tue, 5 Mar 2024 10:00:00"
    b" +0100\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html;"
    b" charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>They rose=3A<ul>"
    b"<li>a</ul>\r\n--x\r\nContent-Disposition: attachment; filename*=utf-8''a.pdf\r\n\r\nAAAA"
    b"\r\n--x--\r\n"
)
SEEDS = {"html": PAGE, "pdf": pdf(), "eml": MAIL}


def check(format_name, data):
    """Reads the bytes; every place of the document must lie in its text, in order."""
    try:
        document = parser_for(format_name).read(data, "a." + format_name)
    except DocumentError as error:
        assert str(error)
        return
    end = 0
    for block in document.blocks:
        assert end <= block.span.start <= block.span.end <= len(document.text)
        end = block.span.end
        inner = block.items if isinstance(block, BulletList) else ()
        if isinstance(block, Table):
            inner = [cell.span for row in (block.header, *block.rows) for cell in row]
        assert all(span.within(block.span) for span in inner)
    assert all(page.end <= len(document.text) for page in document.pages)
    document.text.encode("utf-8")


def damaged(data, places):
    changed = bytearray(data)
    for place, value in places:
        changed[place % len(changed)] = value
    return bytes(changed)


changes = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), max_size=20)


@pytest.mark.parametrize("format_name", ["html", "pdf", "eml"])
@settings(max_examples=60, deadline=None)
@given(places=changes, cut=st.floats(0, 1))
def test_damaged_and_cut_files_end_as_documents_or_errors(format_name, places, cut):
    data = damaged(SEEDS[format_name], places)
    check(format_name, data)
    check(format_name, data[: int(cut * len(data))])


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "pptx", "epub"])
@settings(max_examples=60, deadline=None)
@given(places=changes, cut=st.floats(0, 1), is_inside=st.booleans())
def test_damaged_office_files_end_as_documents_or_errors(
    office_seeds, office, format_name, places, cut, is_inside
):
    data = office_seeds[format_name]
    if is_inside:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: damaged(package.read(name), places) for name in package.namelist()}
        check(format_name, office.zipped(parts))
    else:
        check(format_name, damaged(data, places)[: int(cut * len(data))])


TAGS = st.sampled_from(
    "p div ul ol li table tr td th thead caption h1 h3 br nav dl dt dd pre b /p /div /ul /ol /li"
    " /table /tr /td /nav /dl /h1 /pre /b".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS.map(lambda tag: f"<{tag}>"), st.text(max_size=8)), max_size=40))
def test_any_soup_of_elements_gives_sound_blocks(pieces):
    check("html", "".join(pieces).encode("utf-8", "surrogatepass"))


FUZZED_S = float(os.environ.get("PINCITE_FUZZ_S", "600"))
WORDS = (
    b"<table>",
    b"</td>",
    b"rowspan=9999",
    b"<w:p>",
    b"</w:tc>",
    b"&#x0;",
    b"\xff\xfe",
    b"]]>",
    b"-1",
)


def mutated(data, draw):
    """The data with some stretches changed, doubled, cut out or filled with words of markup."""
    for _ in range(draw.randrange(1, 12)):
        at = draw.randrange(len(data) + 1)
        end = min(len(data), at + draw.choice((0, 1, 1, 4, 40, 400)))
        new = draw.choice((b"", data[at:end] * draw.choice((2, 30)), draw.choice(WORDS)))
        if draw.random() < 0.4:
            new = draw.randbytes(end - at)
        data = data[:at] + new + data[end:]
    return data


def repacked(data, draw, office):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in draw.sample(sorted(parts), draw.randrange(1, len(parts) + 1)):
        parts[name] = mutated(parts[name], draw)
    return office.zipped(parts)


@pytest.mark.slow
@pytest.mark.parametrize(
    "format_name", ["html", "pdf", "eml", "docx", "xlsx", "pptx", "epub", "text", "csv"]
)
def test_minutes_of_mutated_files_end_no_reader(office_seeds, office, format_name):
    """Ten minutes a format; PINCITE_FUZZ_S sets another number of seconds."""
    texts = {"text": b"# Fees\n\n- a\n- b\n\n|a|b|\n|--|--|\n|1|2|\n", "csv": b'a,"b"\n1,2\n'}
    seed = {**SEEDS, **office_seeds, **texts}[format_name]
    draw, count = random.Random(format_name), 0
    until = time.monotonic() + FUZZED_S
    while time.monotonic() < until:
        is_packed = format_name in office_seeds and draw.random() < 0.9
        data = repacked(seed, draw, office) if is_packed else mutated(seed, draw)
        check(format_name, data)
        count += 1
    print(f"{format_name}: {count} files")  # noqa: T201 - the number is what the run is for
    assert count > 0
