"""What the gate is for: a broken reader, retriever or citation makes the comparison fail.

The real assistant answers over a tiny folder; then a part of it is broken on purpose.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from pincite.corpus import Span
from pincite.eval.compare import compare
from pincite.eval.run import run_system
from pincite.eval.run_file import read_run, write_run
from pincite.eval.system import AssistantSystem
from pincite.indexer.build import update_index
from pincite.indexer.index import Index
from pincite.qa.answers import Answer, Citation, Question
from pincite.qa.assembly import open_assistant
from pincite.qa.reading import Reading
from pincite.qa.settings import Settings

DOCUMENTS = {
    "bakery.txt": "The bakery was founded in 1887 by Ida Moor. It bakes 400 loaves a day.",
    "harbour.txt": "The harbour master is Tom Reed. The lighthouse is 34 metres high and red.",
    "school.txt": "The school has 212 pupils. Its headmistress is Clara Finch, who came in 2009.",
    "mill.txt": "The mill grinds rye and oats. It burned down in 1902 and was built anew.",
    "museum.txt": "The museum opens at ten o'clock. It keeps a meteorite that weighs 61 kilograms.",
    "railway.txt": "The railway reached the town in 1868. The capital is 95 minutes away.",
}
QUESTIONS = (
    ("Who founded the bakery?", "Ida Moor", "bakery.txt"),
    ("How many loaves does the bakery bake a day?", "400", "bakery.txt"),
    ("Who is the harbour master?", "Tom Reed", "harbour.txt"),
    ("How high is the lighthouse?", "34 metres", "harbour.txt"),
    ("How many pupils has the school?", "212", "school.txt"),
    ("Who is the headmistress of the school?", "Clara Finch", "school.txt"),
    ("When did the mill burn down?", "1902", "mill.txt"),
    ("When does the museum open?", "ten o'clock", "museum.txt"),
    ("How much does the meteorite weigh?", "61 kilograms", "museum.txt"),
    ("When did the railway reach the town?", "1868", "railway.txt"),
)


class ReaderOfTheWorst:
    """Gives the spans of the real reader the wrong way round."""

    def __init__(self, reader) -> None:
        self._reader = reader
        self.name = "broken"

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        return [self._turned(reading) for reading in self._reader.read(question, passages)]

    def _turned(self, reading: Reading) -> Reading:
        scores = [span.score for span in reading.spans]
        spans = [
            replace(span, score=score)
            for span, score in zip(reversed(reading.spans), scores, strict=True)
        ]
        return Reading(tuple(spans), reading.null_score)


class IndexOfTheFarthest:
    """Finds the passages that suit a question least; else it is the real index."""

    def __init__(self, index) -> None:
        self._index = index

    def __getattr__(self, name: str):
        return getattr(self._index, name)

    def candidates(self, question: str, **wanted):
        found = self._index.candidates(question, **wanted)
        return [replace(one, bm25=1 / (1 + one.bm25), cosine=-one.cosine) for one in found]


@dataclass
class CitingOneTooFar:
    """Moves every citation by one character; else it is the real system."""

    system: AssistantSystem

    def __getattr__(self, name: str):
        return getattr(self.system, name)

    def ask(self, question: Question) -> Answer:
        answer = self.system.ask(question)
        return replace(answer, citations=tuple(map(self._moved, answer.citations)))

    def _moved(self, citation: Citation) -> Citation:
        return replace(citation, span=Span(citation.span.start + 1, citation.span.end + 1))


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = tmp_path_factory.mktemp("index") / "town"
    update_index(place, [folder])
    return place


@pytest.fixture
def system(index_dir) -> Iterator[AssistantSystem]:
    # One passage a question, and every answer given: a retriever that fails is seen at once.
    settings = Settings(passages_read=1, abstain_below=0.0)
    with open_assistant(index_dir, settings) as assistant, Index.open(index_dir) as index:
        yield AssistantSystem(assistant, index)


@pytest.fixture
def fallen(system, question_file, tmp_path):
    """The figures that fall when a broken system takes the place of the real one."""
    questions = question_file(
        *(
            {
                "id": question, "question": question, "kind": "fact", "answers": [answer],
                "evidence": [{"source": source, "quote": answer}],
            }
            for question, answer, source in QUESTIONS
        )
    )  # fmt: skip

    def run(system, name):
        write_run(tmp_path / f"{name}.json", run_system(system, questions))
        return read_run(tmp_path / f"{name}.json")

    before = run(system, "before")

    def fall(broken) -> set[str]:
        return {change.name for change in compare(before, run(broken, "after")).fallen}

    return fall


def test_the_same_system_passes(fallen, system):
    assert fallen(system) == set()


def test_a_broken_reader_is_seen(fallen, system):
    system._assistant.reader = ReaderOfTheWorst(system._assistant.reader)
    assert {"exact", "f1"} <= fallen(system)


def test_a_broken_retriever_is_seen(fallen, system):
    system._assistant.index = IndexOfTheFarthest(system._assistant.index)
    assert {"recall_at_1", "mrr", "f1"} <= fallen(system)


def test_a_citation_that_is_off_by_one_is_seen(fallen, system):
    assert "verbatim" in fallen(CitingOneTooFar(system))
