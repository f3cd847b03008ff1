"""From a citation to the words around it, and what became of them."""

from urllib.parse import quote

import pytest

from .conftest import NOTE, REPORT, report


@pytest.fixture
def citation(service):
    return service.post("/v1/ask", {"question": "vans in 2019"}).json["citations"][0]


def test_documents_are_listed_page_by_page(service):
    first = service.get("/v1/documents?limit=1").json
    second = service.get(f"/v1/documents?limit=1&cursor={first['next']}").json
    sources = [page["documents"][0]["source"] for page in (first, second)]
    assert sources == ["note.txt", "report.md"]
    assert second["next"] is None
    assert service.get("/v1/documents?cursor=%21").status == 422


def test_a_document_tells_its_headings(service, citation):
    facts = service.get(f"/v1/documents/{citation['document_id']}").json
    assert facts["headings"] == [{"start": 2, "end": 7, "level": 1, "text": "Sales"}]
    assert facts["sha256"] == citation["sha256"]


def test_a_citation_leads_to_its_words(service, citation):
    place = f"start={citation['start']}&end={citation['end']}"
    text = service.get(f"/v1/documents/{citation['document_id']}/text?{place}").json
    assert text["text"] == citation["quote"]
    whole = service.get(f"/v1/documents/{citation['document_id']}/text").json
    assert whole["text"] == REPORT


def test_offsets_count_code_points(service):
    at = NOTE.index("It")
    text = service.get(f"/v1/documents/note.txt/text?start={at}&end={at + 2}").json
    assert text["text"] == "It"


@pytest.mark.parametrize("place", ["start=5&end=4", "end=100000", "start=-1", "start=x"])
def test_a_wrong_range_is_told(service, place):
    assert service.get(f"/v1/documents/note.txt/text?{place}").status == 422


def test_an_unknown_document_is_not_found(service):
    for path in ("/v1/documents/none", "/v1/documents/none/text", "/v1/passages/none:0-1"):
        reply = service.get(path)
        assert reply.status == 404
        assert reply.headers["content-type"] == "application/problem+json"


def test_a_passage_comes_with_what_stands_around_it(service, citation):
    at = f"{citation['document_id']}:{citation['start']}-{citation['end']}"
    passage = service.get(f"/v1/passages/{at}").json
    assert passage["before"] + passage["text"] + passage["after"] == REPORT
    assert passage["heading"] == ["Sales"]


def test_what_a_client_holds_already_is_not_sent_again(service):
    reply = service.get("/v1/documents/note.txt/text")
    again = service.get("/v1/documents/note.txt/text", if_none_match=reply.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    part = service.get("/v1/documents/note.txt/text?end=3", if_none_match=reply.headers["etag"])
    assert part.status == 200


def test_a_citation_has_an_address_that_says_whether_it_stands(service, citation):
    path = f"/v1/citations/{citation['document_id']}/{citation['sha256']}"
    state = service.get(f"{path}/{citation['start']}-{citation['end']}").json
    assert state["state"] == "stands"
    assert state["now"]["quote"] == citation["quote"]


def test_the_address_says_what_became_of_words_in_an_older_text(service):
    path = f"/v1/citations/{report().document_id}/{'0' * 64}/1-12"
    assert service.get(path).json["state"] == "changed"
    moved = service.get(f"{path}?quote={quote('3.8 million')}").json
    assert moved["state"] == "moved"
    assert moved["now"]["start"] == REPORT.index("3.8 million")
    assert service.get(f"{path}?quote=unheard").json["state"] == "gone"
    assert service.get(f"/v1/citations/none/{'0' * 64}/1-12").json["state"] == "gone"


def test_citations_are_verified(service, citation):
    place = {name: citation[name] for name in ("source", "start", "end", "quote")}
    asked = [place, place | {"start": 0}, place | {"quote": "unheard"}, place | {"source": "x"}]
    results = service.post("/v1/verify", {"citations": asked}).json["results"]
    assert [result["state"] for result in results] == ["stands", "moved", "gone", "gone"]
    assert results[1]["start"] == citation["start"]
