"""A started service over documents that are held in memory, reached over real HTTP."""

import asyncio
import io
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection

import pytest
from reportlab.pdfgen import canvas

from pincite.api.app import create_app
from pincite.api.open_index import OpenIndex
from pincite.api.service_settings import ServiceSettings
from pincite.api.service_state import Service
from pincite.api.serving import free_port, server_of
from pincite.corpus import Document, Heading, InputError, Paragraph, Span
from pincite.indexer.originals import Original, OriginalGoneError
from pincite.indexer.records import DocumentRecord
from pincite.qa.answers import Alternative, Answer, Citation, Hit, Question, Timings
from pincite.qa.explanations import Change, Explanation, PassageTrace, ProposalTrace

PATIENCE_S = 60.0
"""How long a test waits for what must come: only a failure takes that long."""
REPORT = "# Sales\n\nIn 2019 the group sold 3.8 million vans. In 2020 it sold 2.9 million vans.\n"
NOTE = "The works council meets on Mondays. 🚐 It <b>votes</b>.\n"


def orders_file() -> bytes:
    """A PDF of two pages."""
    file = io.BytesIO()
    drawn = canvas.Canvas(file)
    for line in ("The works were asked in May", "for 400 vans to be built in 2021."):
        drawn.drawString(70, 700, line)
        drawn.showPage()
    drawn.save()
    return file.getvalue()


def report() -> Document:
    blocks = (Heading(Span(2, 7), 1, ()), Paragraph(Span(9, len(REPORT) - 1), ("Sales",)))
    return Document("report.md", REPORT, blocks, title="Sales", as_of="2020")


def cite(document: Document, quote: str, as_of: str | None = None) -> Citation:
    start = document.text.index(quote)
    around = Span(document.text.rfind("\n", 0, start) + 1, document.text.index("\n", start))
    return Citation(
        document_id=document.document_id,
        source=document.source,
        title=document.title,
        span=Span(start, start + len(quote)),
        quote=quote,
        passage_span=around,
        passage_text=document.quote(around),
        heading=("Sales",) if document.source == "report.md" else (),
        page=document.page_of(start),
        cell=None,
        as_of=as_of,
        sha256=document.sha256,
    )


@dataclass
class FakeIndex:
    """Documents held in memory."""

    held: Sequence[Document]
    generation: str = "g1"
    files: Mapping[str, bytes] = field(default_factory=dict)

    def documents(self) -> Sequence[DocumentRecord]:
        return [
            DocumentRecord(
                source=each.source,
                document_id=each.document_id,
                title=each.title,
                as_of=each.as_of,
                format=each.format,
                sha256=each.sha256,
                passages=1,
                characters=len(each.text),
                number=number,
                first_passage=number,
            )
            for number, each in enumerate(sorted(self.held, key=lambda each: each.source))
        ]

    def document(self, name: str, /) -> Document:
        for each in self.held:
            if name in (each.source, each.document_id):
                return each
        raise InputError(f"{name}: not in the index; `pincite list` names what is")

    def original(self, name: str, /) -> Original:
        source = self.document(name).source
        if source not in self.files:
            raise OriginalGoneError(f"{source}: the file is not where it was indexed any more")
        data = self.files[source]
        return Original(source, io.BytesIO(data), len(data), sha256(data).hexdigest())


@dataclass
class FakeAssistant:
    """Knows vans: one answer, a conflict, nothing else; "slow" waits for `may_go_on`."""

    index: FakeIndex
    may_go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[Question] = field(default_factory=list)
    is_closed: bool = False
    calibration: object = None

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if "slow" in question.text:
            self.may_go_on.wait(PATIENCE_S)
        if "crash" in question.text:
            raise KeyError("a secret of the engine")
        if "in 2020" in question.text:
            return self._answered(question, "2.9 million", "How many vans were sold in 2020?")
        if "in 2019" in question.text:
            return self._answered(question, "3.8 million", None)
        if "ordered" in question.text:
            return self._answered(question, "400 vans", None, source="orders.pdf")
        if "vans" in question.text:
            return self._conflicting(question)
        note = self.index.document("note.txt")
        return self._answer(
            question,
            status="no_answer",
            reason="not_stated",
            closest=(cite(note, "works council"),),
        )

    def search(self, query: str, *, sources: Sequence[str] = (), top_k: int = 10) -> list[Hit]:
        note = self.index.document("note.txt")
        span = Span(0, 35)
        hit = Hit(1, 0.9, 4.2, 0.7, note.source, note.document_id, span, note.quote(span), (), None)
        return [hit][:top_k]

    def close(self) -> None:
        self.is_closed = True

    def _answered(
        self, question: Question, quote: str, interpreted: str | None, source: str = "report.md"
    ) -> Answer:
        citation = cite(self.index.document(source), quote, "2019")
        return self._answer(
            question,
            status="answered",
            answer=quote,
            citations=(citation,),
            interpreted_question=interpreted,
        )

    def _conflicting(self, question: Question) -> Answer:
        document = self.index.document("report.md")
        other = Alternative("3.8 million", 0.5, (cite(document, "3.8 million", "2019"),))
        return self._answer(
            question,
            status="conflicting",
            answer="2.9 million",
            citations=(cite(document, "2.9 million", "2020"),),
            alternatives=(other,),
            note="The newest value stands first.",
        )

    def _answer(self, question: Question, *, answer: str | None = None, **more: object) -> Answer:
        return Answer(
            question=question.text,
            answer=answer,
            explanations=(explained(question.text),) if question.explain else (),
            confidence=0.9,
            generation=self.index.generation,
            timings=Timings(1, 2, 3),
            **more,
        )


def explained(question: str) -> Explanation:
    """An answer from the first of two passages, the second of which was not read."""
    passages = (
        PassageTrace(1, 0.9, 4.2, 0.7, "report.md", Span(9, 50), 3.1, "3.8 million", None),
        PassageTrace(2, 0.4, 0.0, 0.2, "note.txt", Span(0, 35), None, None, "not_read"),
    )
    proposals = (
        ProposalTrace("3.8 million", "span", "report.md", Span(31, 42), 1, 0.91, 3.1, None),
        ProposalTrace("Mondays", "span", "note.txt", Span(27, 34), 2, 0.1, -2.0, "wrong_type"),
    )
    changes = (Change("without “2019”", "How many vans?", "no_answer", None, 0.8),)
    return Explanation(
        question, "span", 0.91, 0.3, 2, 1, ("van",), passages, proposals, changes
    )  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What the service said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Started:
    """A service that runs; `assistant` is what answers in it."""

    port: int
    assistant: FakeAssistant
    service: Service

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, value: object, **headers: str) -> Reply:
        given = {"content-type": "application/json", **_named(headers)}
        return self.send("POST", path, body=json.dumps(value).encode(), headers=given)

    def send(
        self, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str] = {}
    ) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body=body or None, headers=_named(headers))
            response = connection.getresponse()
            headers_back = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, headers_back, response.read())
        finally:
            connection.close()


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


Start = Callable[..., Started]


@pytest.fixture(scope="session")
def start_service() -> Iterator[Start]:
    """Starts a service with the settings given; all are stopped in the end."""
    running: list[Callable[[], None]] = []

    def start(**settings: object) -> Started:
        chosen = ServiceSettings(port=0, **settings)
        assistant = FakeAssistant(FakeIndex([report(), Document("note.txt", NOTE)]))
        service = Service(OpenIndex(lambda: assistant, lambda: assistant.index.generation), chosen)
        port = free_port(chosen)
        running.append(_run_in_thread(service, chosen, port))
        started = Started(port, assistant, service)
        wait_until(lambda: _is_ready(started))
        return started

    yield start
    for stop in running:
        stop()


@pytest.fixture(scope="session")
def service(start_service: Start) -> Started:
    """A service with the settings it ships with."""
    return start_service()


def _run_in_thread(service: Service, settings: ServiceSettings, port: int) -> Callable[[], None]:
    ended: list[Callable[[], None]] = []
    begun = threading.Event()

    async def run() -> None:
        server = server_of(create_app(service), settings, port)
        loop = asyncio.get_running_loop()
        ended.append(lambda: loop.call_soon_threadsafe(server.stop))
        begun.set()
        await server.serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    begun.wait(PATIENCE_S)

    def stop() -> None:
        service.desk.close()
        ended[0]()
        thread.join(PATIENCE_S)

    return stop


def wait_until(is_so: Callable[[], bool]) -> None:
    """Waits for something to become so; patient, because the machine may be busy."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def _is_ready(started: Started) -> bool:
    try:
        return started.get("/readyz").status == 200
    except OSError:
        return False
