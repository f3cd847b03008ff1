"""Who is let in: hosts, tokens, rights, rates, and no more waiting than is borne."""

import asyncio
import socket
import threading

import pytest

from pincite.api.service_settings import ServiceSettings
from pincite.api.serving import _serve, server_of
from pincite.api.tokens import read_tokens, token_of
from pincite.corpus import InputError, TemporaryError

from .conftest import PATIENCE_S, wait_until

READER, WRITER = "r" * 20, "w" * 20
TOKENS = (token_of("reader", READER, ["ask"]), token_of("writer", WRITER, ["ask", "write"]))


@pytest.fixture(scope="module")
def with_tokens(start_service):
    return start_service(tokens=TOKENS, requests_a_minute=200)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1@evil.example"])
def test_another_host_name_is_refused(service, host):
    assert service.get("/v1/documents", host=host).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:8000"])
def test_the_loopback_is_reached_by_its_names(service, host):
    assert service.get("/v1/documents", host=host).status == 200


def test_a_host_name_can_be_allowed(start_service):
    started = start_service(allowed_hosts=("answers.example",))
    assert started.get("/healthz", host="answers.example").status == 200


def test_without_tokens_an_authorization_header_means_nothing(service):
    assert service.get("/v1/documents", authorization="Bearer anything").status == 200


def test_without_tokens_nothing_can_be_written(service):
    assert service.send("DELETE", "/v1/documents/x").status == 403


def test_with_tokens_nobody_asks_without_one(with_tokens):
    reply = with_tokens.get("/v1/documents")
    assert reply.status == 401
    assert reply.headers["www-authenticate"].startswith("Bearer")
    assert with_tokens.get("/v1/documents", authorization="Bearer wrong").status == 401
    assert with_tokens.get("/v1/documents", authorization=f"Basic {READER}").status == 401
    assert with_tokens.get("/v1/documents", authorization=f"Bearer {READER}").status == 200


def test_health_needs_no_token(with_tokens):
    assert with_tokens.get("/healthz").status == 200


def test_numbers_need_a_token_where_there_are_tokens(with_tokens):
    assert with_tokens.get("/metrics").status == 401


def test_reading_is_not_writing(with_tokens):
    reply = with_tokens.send(
        "DELETE", "/v1/documents/x", headers={"authorization": f"Bearer {READER}"}
    )
    assert reply.status == 403


def test_an_address_taken_at_the_last_moment_is_told():
    async def app(scope, receive, send) -> None:
        raise AssertionError("nothing is served")

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = server_of(app, ServiceSettings(port=port), port)
        with pytest.raises(TemporaryError, match="cannot be served"):
            asyncio.run(_serve(server, lambda: None))


def test_too_many_requests_are_told_when_to_come_back(start_service):
    started = start_service(tokens=TOKENS, requests_a_minute=2)
    replies = [started.get("/v1/documents", authorization=f"Bearer {READER}") for _ in range(3)]
    assert [reply.status for reply in replies] == [200, 200, 429]
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 60


def test_another_address_needs_a_token_or_the_word_for_it():
    with pytest.raises(InputError, match="--anyone-may-ask"):
        ServiceSettings(host="0.0.0.0")
    assert ServiceSettings(host="0.0.0.0", anyone_may_ask=True).host == "0.0.0.0"
    assert ServiceSettings(host="0.0.0.0", tokens=TOKENS).tokens


def test_a_tokens_file_names_bearers_and_rights(tmp_path):
    path = tmp_path / "tokens"
    path.write_text(f"# ours\n\nanna ask,write {WRITER}\nben ask {READER}\n", encoding="utf-8")
    anna, ben = read_tokens(path)
    assert (anna.rights, ben.rights) == ({"ask", "write"}, {"ask"})
    assert WRITER not in repr(anna)


@pytest.mark.parametrize("line", ["", "anna ask", f"anna read {READER}", "anna ask short"])
def test_a_wrong_tokens_file_is_told(tmp_path, line):
    path = tmp_path / "tokens"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError):
        read_tokens(path)


def test_sixty_four_questions_wait_and_the_next_is_refused_at_once(start_service):
    started = start_service()
    started.assistant.may_go_on.clear()
    statuses: list[int] = []

    def ask() -> None:
        statuses.append(started.post("/v1/ask", {"question": "slow"}).status)

    threads = [threading.Thread(target=ask) for _ in range(65)]
    for thread in threads:
        thread.start()
    wait_until(lambda: started.service.desk.taken == 65)
    refused = started.post("/v1/ask", {"question": "slow"})
    assert refused.status == 503
    assert refused.headers["retry-after"]
    assert statuses == []
    assert started.get("/healthz").status == 200
    started.assistant.may_go_on.set()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert statuses == [200] * 65
    assert started.service.desk.taken == 0


def test_a_question_whose_client_left_is_not_answered(start_service):
    started = start_service()
    blocker = threading.Thread(target=lambda: started.post("/v1/ask", {"question": "slow 1"}))
    blocker.start()
    wait_until(lambda: started.service.desk.taken == 1)
    body = b'{"question": "left"}'
    with socket.create_connection(("127.0.0.1", started.port)) as client:
        head = "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        wait_until(lambda: started.service.desk.taken == 2)
    wait_until(lambda: started.service.desk.taken == 1)
    started.assistant.may_go_on.set()
    blocker.join(PATIENCE_S)
    assert all(question.text != "left" for question in started.assistant.asked)


def test_clients_that_send_slowly_are_cut_off(start_service):
    started = start_service(body_timeout_s=0.5, header_timeout_s=0.5)
    head = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\n"
    for sent in (head, head + b"Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{"):
        with socket.create_connection(("127.0.0.1", started.port), timeout=PATIENCE_S) as client:
            client.sendall(sent)
            said = client.recv(1000)
            assert said == b"" or b" 408 " in said
