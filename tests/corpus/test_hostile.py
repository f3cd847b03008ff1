"""Files made to do harm end as a document or with a reason, and the next one is read."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pincite.corpus import (
    DocumentError,
    SkippedError,
    UnreadableError,
    find_files,
    load_document,
    reader_for,
)
from pincite.corpus.encodings import decode_lines
from pincite.corpus.parsers import parser_for

MEGABYTE = 1_000_000


def package(parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def laughs(root):
    """A document type that unfolds to a billion words."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY e0 "ha">{entities}]><{root}>&e9;</{root}>'


MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "epub": "META-INF/container.xml",
}


@pytest.mark.parametrize("format_name", MAIN_PARTS)
def test_a_document_type_that_unfolds_is_refused(format_name):
    data = package({MAIN_PARTS[format_name]: laughs("a")})
    with pytest.raises(UnreadableError):
        parser_for(format_name).read(data, "a")


@pytest.mark.parametrize("format_name", MAIN_PARTS)
def test_a_part_that_unfolds_to_far_more_than_it_takes_is_refused(format_name):
    data = package({MAIN_PARTS[format_name]: b" " * (9 * MEGABYTE)})
    with pytest.raises(UnreadableError, match="bomb"):
        parser_for(format_name).read(data, "a")


def test_more_parts_than_any_such_file_has_are_refused():
    data = package({str(number): "" for number in range(20_001)})
    with pytest.raises(UnreadableError, match="parts"):
        parser_for("pptx").read(data, "a.pptx")


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "pptx", "epub"])
def test_what_is_no_zip_file_is_told(format_name):
    with pytest.raises(UnreadableError, match="not a zip file"):
        parser_for(format_name).read(b"Dear reader, this is a letter.", "a")


def test_mails_in_mails_in_mails_end_with_a_reason(tmp_path):
    (tmp_path / "a.eml").write_bytes(
        b"From: a@b\n" + b"Content-Type: message/rfc822\n\n" * 5_000 + b"\nwords"
    )
    (found,) = find_files([tmp_path])
    with pytest.raises(UnreadableError, match="nested"):
        load_document(found)


def test_a_line_without_end_is_no_text():
    with pytest.raises(SkippedError, match="data rather than text"):
        decode_lines(b"x" * (11 * MEGABYTE))
    assert decode_lines(b"word\n" * 10).text


def test_values_without_a_line_end_take_time_in_proportion():
    text = b"1," * 30_000
    assert len(parser_for("csv").read(text, "a.csv").text) == len(text)


def test_large_texts_are_read_apart_and_small_ones_here():
    assert reader_for(Path("a.txt"), size_bytes=1).read(b"Words.", "a.txt").text == "Words."
    large = reader_for(Path("a.txt"), size_bytes=5 * MEGABYTE)
    assert type(large) is not type(reader_for(Path("a.txt")))
    assert large.read(b"Words.", "a.txt").text == "Words."


def test_a_pipe_that_has_taken_the_place_of_a_file_is_never_waited_for(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Words.", encoding="utf-8")
    (found,) = find_files([tmp_path])
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(SkippedError, match="not an ordinary file"):
        load_document(found)


def test_a_file_with_a_hole_larger_than_any_document_is_skipped(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(20 * 2**30)
    (found,) = find_files([tmp_path])
    with pytest.raises(SkippedError, match="larger than"):
        load_document(found)


@pytest.mark.parametrize("name", ["a\nb.txt", " .txt", "-rf.txt", "a'b\"c.txt", "ü" * 60 + ".txt"])
def test_odd_names_are_names_like_others(tmp_path, name):
    (tmp_path / name).write_text("Words.", encoding="utf-8")
    (found,) = find_files([tmp_path])
    assert load_document(found).text == "Words."
    assert found.source == name


NESTED = ("div", "ul><li", "table><tr><td", "blockquote", "b", "dl><dd", "nav", "a")


@pytest.mark.parametrize("elements", NESTED)
def test_elements_nested_2_000_deep_are_read(elements):
    page = f"<{elements}>" * 2_000 + "deep"
    assert "deep" in parser_for("html").read(page.encode(), "a.html").text


@pytest.mark.slow
@pytest.mark.parametrize("elements", NESTED)
def test_elements_nested_200_000_deep_end_as_a_document_or_with_a_reason(tmp_path, elements):
    (tmp_path / "a.html").write_bytes((f"<{elements}>" * 200_000 + "deep").encode())
    (tmp_path / "b.html").write_bytes(b"<p>Next.")
    deep, after = find_files([tmp_path])
    try:
        assert "deep" in load_document(deep).text
    except DocumentError as error:
        assert "more than" in str(error)
    assert load_document(after).text == "Next.\n"


HUNDRED = {
    "line.txt": (b"", b"word "),
    "lines.txt": (b"", b"a\n"),
    "values.csv": (b"", b"1,"),
    "rows.csv": (b"", b"1,2\n"),
    "items.md": (b"", b"- a\n"),
    "page.html": (b"<p>", b"word "),
    "cells.html": (b"<table><tr>", b"<td>1"),
    "mail.eml": (b"From: a@b\n\n", b"word "),
}
"""How each file begins, and what comes again and again in it."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HUNDRED)
def test_100_megabytes_of_anything_end_as_a_document_or_with_a_reason(tmp_path, name):
    head, again = HUNDRED[name]
    (tmp_path / name).write_bytes(head + again * (100 * MEGABYTE // len(again)))
    (tmp_path / "z.html").write_bytes(b"<p>Next.")
    large, after = find_files([tmp_path])
    try:
        assert load_document(large).text
    except DocumentError as error:
        assert str(error)
    assert load_document(after).text == "Next.\n"
