"""`pincite mcp` by the official client: in the process, and as the command itself."""

import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

from pincite.api.kept_answers import FILE_NAME, KeptAnswers
from pincite.api.mcp_server import Alone, create_server
from pincite.api.open_index import OpenIndex
from pincite.api.tokens import token_of
from pincite.corpus import Document
from pincite.indexer.build import update_index

from .conftest import NOTE, REPORT, FakeAssistant, FakeIndex, report

SECRET = "s" * 20
TOOLS = {"ask", "search", "show"}


@pytest.fixture
def call():
    """Calls a tool on documents held in memory."""
    assistant = FakeAssistant(FakeIndex([report(), Document("note.txt", NOTE)]))
    server = create_server(Alone(OpenIndex(lambda: assistant, lambda: "g1")))

    async def called(name: str, arguments: dict[str, object]):
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return lambda name, **arguments: anyio.run(called, name, arguments)


def test_an_answer_bears_its_citations(call):
    answer = call("ask", question="How many vans were sold in 2019?").structured_content
    (citation,) = answer["citations"]
    assert answer["answer"] == citation["quote"] == "3.8 million"


def test_a_citation_can_be_shown(call):
    (citation,) = call("ask", question="vans in 2019").structured_content["citations"]
    place = {name: citation[name] for name in ("source", "start", "end")}
    assert call("show", **place).structured_content["text"] == citation["quote"]
    assert call("show", source="report.md").structured_content["text"] == REPORT


def test_search_lists_passages(call):
    found = call("search", query="council", top_k=1).structured_content
    assert found["results"][0]["source"] == "note.txt"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ask", {"question": " "}),
        ("ask", {"question": "x", "as_of": "yesterday"}),
        ("show", {"source": "none.txt"}),
        ("show", {"source": "note.txt", "start": 5, "end": 4}),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(call, name, arguments):
    result = call(name, **arguments)
    assert result.is_error
    assert "Traceback" not in result.content[0].text


def test_the_command_speaks_on_standard_input_and_output(tmp_path: Path):
    texts, index_dir = tmp_path / "texts", tmp_path / "index"
    texts.mkdir()
    (texts / "note.txt").write_text("The works council meets on Mondays.\n", encoding="utf-8")
    update_index(index_dir, [texts])
    words = ["-m", "pincite.api.cli", "--index", str(index_dir), "mcp"]

    async def talk() -> tuple[set[str], str]:
        async with Client(StdioServerParameters(command=sys.executable, args=words)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            shown = await client.call_tool("show", {"source": "note.txt"})
            found = await client.call_tool("search", {"query": "works council"})
            assert found.structured_content["results"][0]["source"] == "note.txt"
            return tools, shown.structured_content["text"]

    with anyio.from_thread.start_blocking_portal() as portal:
        tools, text = portal.call(talk)
    assert tools == TOOLS
    assert text == "The works council meets on Mondays.\n"


@pytest.fixture(scope="module")
def with_token(start_service):
    return start_service(tokens=(token_of("anna", SECRET, ["ask"]),))


def talk_over_http(started, secret: str):
    """The answer to a question by the official client, over real HTTP."""

    async def talk():
        headers = {"Authorization": f"Bearer {secret}"}
        async with create_mcp_http_client(headers=headers) as http:
            transport = streamable_http_client(f"{started.address}/mcp", http_client=http)
            async with Client(transport) as client:
                assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
                return await client.call_tool("ask", {"question": "How many vans in 2019?"})

    return anyio.run(talk)


def test_the_service_speaks_it_over_http_to_who_may_ask(with_token, tmp_path):
    with_token.service.kept = KeptAnswers(tmp_path / FILE_NAME, days=1)
    answer = talk_over_http(with_token, SECRET).structured_content
    assert answer["citations"][0]["quote"] == "3.8 million"
    assert with_token.service.kept.find(answer["answer_id"]) is not None


def test_over_http_the_same_guards_stand(with_token, service):
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    assert with_token.post("/mcp", call).status == 401
    assert service.post("/mcp", call, host="evil.example").status == 421
    typed = {"content-type": "text/plain"}
    assert service.send("POST", "/mcp", body=b"{}", headers=typed).status == 415


def test_over_http_nothing_is_kept_open(service):
    for method in ("GET", "DELETE", "PUT"):
        refused = service.send(method, "/mcp", headers={"accept": "text/event-stream"})
        assert (refused.status, refused.headers["allow"]) == (405, "POST")


def test_a_broken_call_over_http_is_told_and_no_failure(service):
    accepting = {"accept": "application/json, text/event-stream"}
    for call in ({}, [], {"jsonrpc": "2.0", "id": 1, "method": "no/such"}, "x"):
        assert 200 <= service.post("/mcp", call, **accepting).status < 500
