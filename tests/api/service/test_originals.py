"""The files behind the documents: downloads, and the pages of a PDF with words marked."""

from dataclasses import replace

import pytest

from pincite.corpus.pdf_reader import PdfReader
from pincite.indexer.originals import OriginalChangedError

from .conftest import NOTE, orders_file

QUOTE = "400 vans"
PDF = orders_file()


@pytest.fixture(scope="module")
def started(start_service):
    started = start_service()
    index = started.assistant.index
    index.held = [*index.held, PdfReader().read(PDF, "Wërk.pdf")]
    index.files = {"Wërk.pdf": PDF, "note.txt": NOTE.encode()}
    return started


@pytest.fixture(scope="module")
def document(started):
    return started.assistant.index.held[-1]


@pytest.fixture(scope="module")
def pages(document):
    return f"/v1/documents/{document.document_id}/pages"


@pytest.fixture(scope="module")
def place(document):
    start = document.text.index(QUOTE)
    return f"start={start}&end={start + len(QUOTE)}"


def test_a_file_is_downloaded_as_it_is(started, document):
    reply = started.get(f"/v1/documents/{document.document_id}/original")
    assert (reply.status, reply.body) == (200, PDF)
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''W%C3%ABrk.pdf"
    assert reply.headers["content-length"] == str(len(PDF))
    plain = started.get("/v1/documents/note.txt/original")
    assert plain.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in plain.headers["content-security-policy"]


def test_a_file_that_is_gone_or_changed_is_told(started, monkeypatch):
    assert started.get("/v1/documents/report.md/original").status == 410

    def changed(name):
        raise OriginalChangedError(f"{name}: has changed since it was indexed")

    monkeypatch.setattr(started.assistant.index, "original", changed)
    reply = started.get("/v1/documents/note.txt/original")
    assert reply.status == 409
    assert reply.headers["content-type"] == "application/problem+json"
    assert "changed" in reply.json["detail"]


def test_a_page_is_drawn_with_the_words_marked(started, pages, place):
    plain = started.get(f"{pages}/2.png")
    marked = started.get(f"{pages}/2.png?{place}")
    assert (plain.status, marked.status) == (200, 200)
    assert marked.headers["content-type"] == "image/png"
    assert marked.body.startswith(b"\x89PNG") and marked.body != plain.body
    elsewhere = started.get(f"{pages}/1.png?{place}")
    assert elsewhere.body == started.get(f"{pages}/1.png").body


def test_the_places_of_words_on_a_page_are_told_in_points(started, pages, place):
    told = started.get(f"{pages}/2?{place}").json
    (box,) = told["boxes"]
    assert (told["page"], round(told["width"])) == (2, 595)
    assert 70 < box["left"] < 100
    assert box["top"] < 842 - 700 < box["bottom"]
    assert started.get(f"{pages}/1?{place}").json["boxes"] == []


def test_a_page_that_the_client_holds_is_not_drawn_again(started, pages, place, document):
    for path in (f"{pages}/2.png?{place}", f"/v1/documents/{document.document_id}/original"):
        tag = started.get(path).headers["etag"]
        again = started.get(path, if_none_match=tag)
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("{}/3.png", 404),
        ("{}/0.png", 422),
        ("{}/x.png", 422),
        ("{}/1.png?width=9000", 422),
        ("{}/1.png?start=5&end=2", 422),
        ("{}/1.png?end=99999", 422),
        ("/v1/documents/note.txt/pages/1.png", 404),
        ("/v1/documents/none/pages/1.png", 404),
    ],
)
def test_what_cannot_be_drawn_is_told(started, pages, path, status):
    reply = started.get(path.format(pages))
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_damaged_file_is_told(started, document, monkeypatch):
    index = started.assistant.index
    monkeypatch.setattr(index, "files", index.files | {"Wërk.pdf": b"no pages"})
    reply = started.get(f"/v1/documents/{document.document_id}/pages/1.png")
    assert reply.status == 422
    assert "damaged" in reply.json["detail"]


def test_the_words_are_those_of_the_document_as_it_was_indexed(started, document, pages):
    other = replace(document, text="x" * len(document.text))
    index = started.assistant.index
    index.held = [other if each is document else each for each in index.held]
    try:
        assert started.get(f"{pages}/1?end=5").json["boxes"] == []
    finally:
        index.held = [document if each is other else each for each in index.held]
