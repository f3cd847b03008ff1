"""Many clients at once, and clients that behave badly: nobody else notices."""

import json
import re
import socket
import struct
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from .conftest import PATIENCE_S, wait_until

CONNECTIONS = 16


def ask_over_one_connection(port: int, questions: range) -> list[int]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    statuses = []
    for number in questions:
        body = json.dumps({"question": f"How many vans in 2019, {number}?"})
        connection.request("POST", "/v1/ask", body, {"content-type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
        statuses.append(response.status if answer["question"].endswith(f" {number}?") else 0)
    connection.close()
    return statuses


@pytest.mark.parametrize("count", [480, pytest.param(5_008, marks=pytest.mark.slow)])
def test_every_question_of_many_clients_is_answered_with_its_own_answer(service, count):
    share = count // CONNECTIONS
    ranges = [range(first, first + share) for first in range(0, count, share)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        statuses = pool.map(lambda own: ask_over_one_connection(service.port, own), ranges)
        assert [status for each in statuses for status in each] == [200] * count


@pytest.mark.slow
def test_memory_does_not_grow_with_the_requests(service):
    ask_over_one_connection(service.port, range(2_000))
    before = resident_mb()
    ask_over_one_connection(service.port, range(10_000))
    service.assistant.asked.clear()
    assert resident_mb() - before < 20


def resident_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_the_next_is_served(service, sent):
    with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE_S) as client:
        try:
            client.sendall(sent)
            client.shutdown(socket.SHUT_WR)
            said = client.recv(1000)
        except OSError:
            said = b""
        assert not said.startswith(b"HTTP/1.1 2")
    assert service.get("/healthz").status == 200


def test_a_body_without_end_is_cut_off(service):
    head = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE_S) as client:
        client.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(64):
                client.sendall(chunk)
            said = client.recv(1000)
        except OSError:
            said = b""
        assert said == b"" or b" 413 " in said


def test_clients_that_leave_in_the_middle_leave_nothing_behind(service):
    body = json.dumps({"question": "How many vans in 2019?"}).encode()
    head = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    whole = head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    for cut in range(1, len(whole) + 1, 9):
        with socket.create_connection(("127.0.0.1", service.port), timeout=PATIENCE_S) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(whole[:cut])
    wait_until(lambda: service.service.desk.taken == 0)
    assert service.post("/v1/ask", {"question": "How many vans in 2019?"}).status == 200
