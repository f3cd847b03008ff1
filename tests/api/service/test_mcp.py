"""`pincite mcp` by the official client: in the process, and as the command itself."""

import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters

from pincite.api.mcp_server import create_server
from pincite.api.open_index import OpenIndex
from pincite.corpus import Document
from pincite.indexer.build import update_index

from .conftest import NOTE, REPORT, FakeAssistant, FakeIndex, report


@pytest.fixture
def call():
    """Calls a tool on documents held in memory."""
    assistant = FakeAssistant(FakeIndex([report(), Document("note.txt", NOTE)]))
    server = create_server(OpenIndex(lambda: assistant, lambda: "g1"))

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
    assert tools == {"ask", "search", "show"}
    assert text == "The works council meets on Mondays.\n"
