"""Asking over HTTP: the answer object, and one form for everything that is wrong."""

import json

import pytest

from pincite.api.asking import answer_to_json
from pincite.qa.answers import Question

QUESTION = "How many vans were sold in 2019?"


def test_an_answer_is_the_object_that_the_command_line_prints(service):
    reply = service.post("/v1/ask", {"question": QUESTION})
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    assert reply.json == answer_to_json(service.assistant.ask(Question(QUESTION)))


def test_all_that_limits_a_question_reaches_the_assistant(service):
    row = {
        "question": QUESTION,
        "history": [{"question": "Vans?", "answer": None}],
        "in": ["*.md"],
        "as_of": "2020-01",
        "top_k": 3,
        "max_error": 0.05,
        "error_of": "answers",
        "explain": True,
    }
    assert service.post("/v1/ask", row).status == 200
    asked = service.assistant.asked[-1]
    assert (asked.sources, asked.as_of, asked.top_k) == (("*.md",), "2020-01", 3)
    assert (asked.max_error, asked.error_of, asked.explain) == (0.05, "answers", True)
    assert asked.history[0].question == "Vans?"


def test_null_is_as_good_as_left_out(service):
    row = {"question": QUESTION, "history": None, "in": None, "as_of": None, "top_k": None}
    assert service.post("/v1/ask", row).status == 200


def test_search_lists_passages(service):
    (found,) = service.post("/v1/search", {"query": "council", "top_k": 1}).json["results"]
    assert found["text"] == "The works council meets on Mondays."


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"question": ""},
        {"question": "  "},
        {"question": 5},
        {"question": "x" * 10_001},
        {"question": "x" * 100_000},
        {"question": "x", "more": 1},
        {"question": "x", "history": "y"},
        {"question": "x", "history": [{"question": "y", "more": 1}]},
        {"question": "x", "as_of": "yesterday"},
        {"question": "x", "top_k": 0},
        {"question": "x", "max_error": 5},
        {"question": "x", "error_of": "documents"},
        {"question": "x", "top_k": "3"},
        {"question": "x", "in": [3]},
        ["question"],
        None,
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(service, row):
    reply = service.post("/v1/ask", row)
    assert reply.status == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json["status"] == 422
    assert reply.json["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"question": "\xe9"}'])
def test_a_broken_body_is_refused(service, body):
    reply = service.send("POST", "/v1/ask", body=body, headers={"content-type": "application/json"})
    assert reply.status in (400, 422)
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_lone_surrogate_is_read_as_a_replacement_character(service):
    body = json.dumps({"question": "vans in 2019 \ud800"}).encode()
    reply = service.send("POST", "/v1/ask", body=body, headers={"content-type": "application/json"})
    assert reply.status == 200
    assert reply.json["question"] == "vans in 2019 \ufffd"


def test_an_inner_error_tells_nothing_of_the_inside(service):
    reply = service.post("/v1/ask", {"question": "crash"})
    assert reply.status == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert b"secret" not in reply.body


def test_what_is_not_there_is_a_problem_too(service):
    assert service.get("/v1/nothing").json["status"] == 404
    wrong_method = service.get("/v1/ask")
    assert wrong_method.status == 405
    assert wrong_method.headers["content-type"] == "application/problem+json"


def test_the_methods_of_an_address_are_all_named(service):
    assert service.send("PUT", "/v1/documents").headers["allow"] == "GET, POST"
    assert service.send("PUT", "/v1/ask").headers["allow"] == "POST"


def test_only_json_is_read(service):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"):
        reply = service.send("POST", "/v1/ask", body=b"{}", headers={"content-type": kind})
        assert reply.status == 415


def test_a_large_body_is_refused(service):
    reply = service.post("/v1/ask", {"question": "x", "in": ["y" * 2_000_000]})
    assert reply.status == 413


def test_health_and_readiness_are_told(service):
    assert service.get("/healthz").json == {"status": "ok"}
    assert service.get("/readyz").json == {"status": "ready", "generation": "g1"}


def test_requests_are_counted(service):
    service.post("/v1/ask", {"question": QUESTION})
    text = service.get("/metrics").body.decode()
    assert 'pincite_requests_total{method="POST",route="/v1/ask",status="200"}' in text
    assert 'pincite_answers_total{status="answered"}' in text


def test_a_request_id_is_kept_or_given(service):
    assert service.get("/healthz", x_request_id="abc-1").headers["x-request-id"] == "abc-1"
    assert len(service.get("/healthz", x_request_id="a b").headers["x-request-id"]) == 32


def test_the_description_loads_nothing_from_elsewhere(service):
    assert service.get("/openapi.json").json["info"]["title"] == "pincite"
    assert service.get("/docs").status == 404
