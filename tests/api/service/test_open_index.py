"""The newest generation answers, and an older one is let go only when nobody uses it."""

import pytest

from pincite.api.open_index import OpenIndex
from pincite.corpus import Document, IndexDamagedError

from .conftest import FakeAssistant, FakeIndex


class Generations:
    """Each opening gives the assistant of the generation that is current."""

    def __init__(self) -> None:
        self.current = "g1"
        self.opened: list[FakeAssistant] = []
        self.fails = False

    def open(self) -> FakeAssistant:
        if self.fails:
            raise IndexDamagedError("broken")
        note = Document("note.txt", "The works council meets.\n")
        self.opened.append(FakeAssistant(FakeIndex([note], self.current)))
        return self.opened[-1]


@pytest.fixture
def generations() -> Generations:
    return Generations()


@pytest.fixture
def index(generations) -> OpenIndex:
    return OpenIndex(generations.open, lambda: generations.current)


def test_nothing_is_opened_again_while_nothing_has_changed(index, generations):
    assert not index.refresh()
    assert len(generations.opened) == 1


def test_a_newer_generation_is_taken_up(index, generations):
    generations.current = "g2"
    assert index.refresh()
    assert index.generation == "g2"
    assert generations.opened[0].is_closed


def test_an_older_generation_stays_open_for_who_uses_it(index, generations):
    with index.lent() as held:
        generations.current = "g2"
        index.refresh()
        assert not held.is_closed
    assert held.is_closed
    assert not generations.opened[1].is_closed


def test_the_old_generation_answers_on_where_the_new_one_cannot_be_opened(index, generations):
    generations.current, generations.fails = "g2", True
    assert not index.refresh()
    assert index.generation == "g1"
    assert not generations.opened[0].is_closed
