"""An engine without models, so that the commands can be tested for what they say."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pincite.api.cli import main
from pincite.corpus import Document, IndexMissingError, InputError, Span
from pincite.indexer.moving import Moved
from pincite.indexer.records import DocumentRecord
from pincite.indexer.reports import FileReport, IndexReport, Progress
from pincite.qa.answers import Alternative, Answer, Citation, Hit, Question, Timings

REPORT = "# Sales\n\nIn 2019 the group sold 3.8 million vans. In 2020 it sold 2.9 million vans.\n"
NOTE = "The works council meets on Mondays.\n"


def cite(document: Document, quote: str, as_of: str | None = None) -> Citation:
    start = document.text.index(quote)
    line = document.text.rfind("\n", 0, start) + 1
    around = Span(line, document.text.index("\n", start))
    return Citation(
        document_id=document.document_id,
        source=document.source,
        title=document.title,
        span=Span(start, start + len(quote)),
        quote=quote,
        passage_span=around,
        passage_text=document.quote(around),
        heading=("Sales",),
        page=None,
        cell=None,
        as_of=as_of,
        sha256=document.sha256,
    )


@dataclass
class FakeAssistant:
    """Knows vans: one answer, a conflict, nothing else."""

    documents: Sequence[Document]
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if "crash" in question.text:
            raise KeyError("engine")
        if "refuse" in question.text:
            raise InputError("this question is refused")
        if "in 2020" in question.text:
            return self._answered(question, "2.9 million", "How many vans were sold in 2020?")
        if "in 2019" in question.text:
            return self._answered(question, "3.8 million", None)
        if "vans" in question.text:
            return self._conflicting(question)
        return Answer(
            question=question.text,
            status="no_answer",
            answer=None,
            confidence=0.8,
            generation="g1",
            timings=Timings(1, 2, 3),
            reason="not_stated",
            closest=(cite(self.documents[1], "works council"),),
        )

    def _answered(self, question: Question, quote: str, interpreted: str | None) -> Answer:
        return Answer(
            question=question.text,
            status="answered",
            answer=quote,
            confidence=0.91,
            generation="g1",
            timings=Timings(1, 2, 3),
            citations=(cite(self.documents[0], quote, "2019"),),
            interpreted_question=interpreted,
        )

    def _conflicting(self, question: Question) -> Answer:
        return Answer(
            question=question.text,
            status="conflicting",
            answer="2.9 million",
            confidence=0.6,
            generation="g1",
            timings=Timings(1, 2, 3),
            citations=(cite(self.documents[0], "2.9 million", "2020"),),
            alternatives=(
                Alternative("3.8 million", 0.5, (cite(self.documents[0], "3.8 million", "2019"),)),
            ),
            note="The newest value stands first.",
        )

    def search(self, query: str, *, sources: Sequence[str] = (), top_k: int = 10) -> list[Hit]:
        document = self.documents[0]
        span = Span(9, 50)
        text = document.quote(span)
        hit = Hit(
            1, 0.9, 4.2, 0.7, document.source, document.document_id, span, text, ("Sales",), None
        )
        return [hit][:top_k]


@dataclass
class FakeLibrary:
    held: Sequence[Document]

    def documents(self) -> Sequence[DocumentRecord]:
        return [
            DocumentRecord(
                each.source,
                each.document_id,
                each.title,
                each.as_of,
                each.format,
                each.sha256,
                1,
                len(each.text),
                number,
                number,
            )
            for number, each in enumerate(self.held)
        ]

    def document(self, source_or_id: str) -> Document:
        for document in self.held:
            if document.source == source_or_id:
                return document
        raise InputError(f"{source_or_id}: not in the index; `pincite list` names what is")

    def status(self) -> Mapping[str, object]:
        return {"generation": "g1", "documents": len(self.held), "roots": ["reports"]}


@dataclass
class FakeEngine:
    """An index that is always there, unless `missing`."""

    missing: bool = False
    calls: list[tuple[object, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.held = [Document("report.md", REPORT, title="Sales"), Document("note.txt", NOTE)]
        self.answering = FakeAssistant(self.held)

    def update(
        self,
        index_dir: Path,
        paths: Sequence[Path],
        *,
        model: str | None,
        with_ocr: bool = False,
        progress: Progress,
    ) -> IndexReport:
        self.calls.append(("update", index_dir, list(paths), model))
        self.with_ocr = with_ocr
        progress("reading", 1, 2)
        progress("reading", 2, 2)
        files = (
            FileReport("report.md", "added", None, 2),
            FileReport("logo.png", "skipped", "no text", 0),
        )
        return IndexReport(files, "g1", 0.25)

    def remove(self, index_dir: Path, sources: Sequence[str]) -> IndexReport:
        self.calls.append(("remove", list(sources)))
        files = tuple(FileReport(source, "removed", None, 0) for source in sources)
        return IndexReport(files, "g1", 0.25)

    def export(self, index_dir: Path, file: Path) -> Moved:
        self._check(index_dir)
        self.calls.append(("export", index_dir, file))
        return Moved("g1", 2, 1_500_000)

    def import_file(self, file: Path, index_dir: Path) -> Moved:
        self.calls.append(("import", file, index_dir))
        return Moved("g1", 1, 2_000)

    def library(self, index_dir: Path) -> FakeLibrary:
        self._check(index_dir)
        return FakeLibrary(self.held)

    def assistant(self, index_dir: Path) -> FakeAssistant:
        self._check(index_dir)
        return self.answering

    def _check(self, index_dir: Path) -> None:
        if self.missing:
            raise IndexMissingError(f"{index_dir}: no index here; run `pincite index PATH` first")


@dataclass(frozen=True)
class Outcome:
    """What a call left behind."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Outcome]


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def call(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `pincite` with the words given, on the fake engine."""

    def run(*words: str) -> Outcome:
        exit_code = main(words, engine=engine)
        captured = capsys.readouterr()
        return Outcome(exit_code, captured.out, captured.err)

    return run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes standard input hold the text."""
    import io

    def put(text: str) -> None:
        monkeypatch.setattr(
            "sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
        )

    return put


@pytest.fixture
def cited() -> Callable[..., Citation]:
    """Makes a citation of a quote in a document."""
    return cite
