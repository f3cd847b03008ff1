"""kill -9 at any moment: the old generation answers, or the new one, and the next run finishes."""

import random
import sys
import time
from pathlib import Path

import pytest

WORDS = "rain river train bread field stone night water street garden window paper".split()
KILLED = 9


def change(folder: Path, chance: random.Random) -> None:
    """Writes, changes, doubles and removes some files."""
    folder.mkdir(exist_ok=True)
    for _ in range(6):
        path = folder / f"{chance.randrange(20):02}.txt"
        if path.exists() and chance.random() < 0.3 and len(list(folder.iterdir())) > 3:
            path.unlink()
        else:
            sentences = (" ".join(chance.choices(WORDS, k=9)) for _ in range(chance.randrange(40)))
            text = ". ".join(sentences).capitalize() + ".\n"
            path.write_text(text, encoding="utf-8")


def kill_often(station, place: Path, times: int, seed: int) -> tuple[int, int]:
    """Kills one run after another, each after a change; how many died, and how many had ended."""
    chance = random.Random(seed)
    change(place / "docs", chance)
    paths = {"index": place / "ix", "folder": place / "docs"}
    station(do="update", **paths)
    killed = 0
    for number in range(times):
        before = station(do="look", index=place / "ix")
        change(place / "docs", chance)
        begun = time.perf_counter()
        station(do="update", index=place / f"fresh{number}", folder=place / "docs")
        lasts = time.perf_counter() - begun
        after = station(do="look", index=place / f"fresh{number}")
        died = station(do="update", **paths, kill_after_s=chance.uniform(0, lasts))
        killed += died["signal"] == KILLED
        assert station(do="look", index=place / "ix") in (before, after)
        assert station(do="update", **paths)["generation"] == after["generation"]
        assert station(do="look", index=place / "ix") == after
        left = [path.name for path in (place / "ix" / "generations").iterdir()]
        assert left == [after["generation"]]
    return killed, times - killed


def test_a_few_kills_lose_nothing(station, tmp_path: Path) -> None:
    kill_often(station, tmp_path, times=3, seed=1)


@pytest.mark.slow
def test_three_hundred_kills_lose_nothing(station, tmp_path: Path) -> None:
    killed, ended = kill_often(station, tmp_path, times=300, seed=2)
    sys.stderr.write(f"\n{killed} runs killed at work, {ended} had ended by then\n")
    assert killed > 200
