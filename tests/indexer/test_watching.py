"""A watch updates after changes that have come to rest, and survives what goes wrong."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pincite.corpus import InputError, PinciteError, TemporaryError
from pincite.indexer import IndexReport
from pincite.indexer.watching import Looking, Seen, settled_changes, watch

REPORT = IndexReport((), "g1", 0.1)


class Over(Exception):
    """Nothing more is seen."""


def looks(states: Iterable[int]):
    """A look that sees one state after the other, then ends."""
    waiting = iter(states)

    def look() -> Seen:
        for state in waiting:
            return {"a": (state, 0, 0, 0)}
        raise Over

    return look


def updates_after(states: list[int]) -> list[int]:
    """After how many pauses each update comes."""
    pauses: list[None] = []
    found = []
    with pytest.raises(Over):
        for _ in settled_changes(looks(states), lambda: pauses.append(None)):
            found.append(len(pauses))
    return found


@pytest.mark.parametrize(
    ("states", "updates"),
    [
        ([1, 1, 1], [0]),
        ([1, 2, 2, 2], [0, 2]),
        ([1, 2, 3, 4, 4, 4], [0, 4]),
        ([1, 2, 1, 1], [0]),
        ([1, 2, 2, 1, 1], [0, 2, 4]),
        ([*range(50)], [0, 20, 40]),
    ],
)
def test_an_update_follows_when_files_have_come_to_rest(states, updates) -> None:
    assert updates_after(states) == updates


def watched(outcomes: list[IndexReport | PinciteError], states: list[int]) -> list[object]:
    waiting: Iterator[IndexReport | PinciteError] = iter(outcomes)

    def update() -> IndexReport:
        outcome = next(waiting)
        if isinstance(outcome, PinciteError):
            raise outcome
        return outcome

    told: list[object] = []
    with pytest.raises(Over):
        watch(update, looks(states), told.append, lambda: None)
    return told


def test_what_is_temporary_is_told_once_and_tried_again() -> None:
    full = TemporaryError("the disk is full")
    assert watched([full, full, REPORT], [1, 1]) == [full, REPORT]


def test_wrong_settings_are_told_and_the_watch_goes_on() -> None:
    wrong = InputError("pincite.toml: makes no sense")
    assert watched([REPORT, wrong, REPORT], [1, 2, 2, 3, 3, 3]) == [REPORT, wrong, REPORT]


def test_a_wrong_call_ends_the_watch_before_it_begins() -> None:
    with pytest.raises(InputError):
        watch(lambda: (_ for _ in ()).throw(InputError("no folder")), dict, print, lambda: None)


def test_files_are_seen_and_links_hidden_files_and_the_index_are_not(tmp_path: Path) -> None:
    for name in ("a.txt", "deep/b.txt", "pincite.toml", ".git/c", "ix/CURRENT"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    docs = tmp_path / "docs"
    (docs / "around").symlink_to(docs)
    (docs / "link.txt").symlink_to(docs / "a.txt")
    single = tmp_path / "single.txt"
    single.write_text("x", encoding="utf-8")
    looking = Looking([docs, single, tmp_path / "gone"], docs / "ix")
    expected = [docs / "a.txt", docs / "deep" / "b.txt", docs / "pincite.toml", single]
    assert sorted(looking.look()) == sorted(map(str, expected))


def test_a_change_that_keeps_the_size_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    looking = Looking([tmp_path], tmp_path / "ix")
    before = looking.look()
    fresh = tmp_path / "fresh"
    fresh.write_text("two", encoding="utf-8")
    fresh.replace(path)
    assert looking.look() != before


def test_a_pause_grows_with_the_cost_of_a_look(tmp_path: Path) -> None:
    slept: list[float] = []
    looking = Looking([tmp_path], tmp_path / "ix", interval_s=0.5, sleep=slept.append)
    looking.look()
    looking.pause()
    assert slept[0] >= 0.5
