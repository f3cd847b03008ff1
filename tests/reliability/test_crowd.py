"""Readers and writers of one index at once: each answer belongs to one generation."""

import sys
from pathlib import Path

import pytest


def crowd(station, place: Path, *, readers: int, seconds: float) -> dict[str, int]:
    """Lets two writers and some readers work on one index; what was counted."""
    index = place / "ix"
    for name in ("north", "south"):
        part = {"part": "write", "index": index, "folder": place / name, "seconds": 0}
        (first,) = station(do="crowd", parts=[part])
        assert first["states"] == 1
    common = {"index": index, "seconds": seconds}
    writers = [{"part": "write", "folder": place / name, **common} for name in ("north", "south")]
    reading = [{"part": "read", "hold_s": 0.02 * number, **common} for number in range(readers)]
    told = station(do="crowd", parts=[*writers, *reading])
    assert [each for each in told if "error" in each] == []
    _check_readers(told[2:])
    return {
        "states written": sum(each["states"] for each in told[:2]),
        "waits for the other writer": sum(each["waits"] for each in told[:2]),
        "openings": sum(each["opened"] for each in told[2:]),
        "generations seen": len({name for each in told[2:] for name in each["seen"]}),
        "most generations at once": max(each["most_generations"] for each in told[2:]),
    }


def _check_readers(told: list[dict]) -> None:
    """No reader saw a mixture, and all saw the same under the same name."""
    seen: dict[str, list[str]] = {}
    for reader in told:
        assert reader["mixed"] == []
        for generation, states in reader["seen"].items():
            assert seen.setdefault(generation, states) == states


def check_disk(index: Path, counted: dict[str, int], readers: int) -> None:
    """Each reader holds one generation at most; beside them stand the current and a fresh one."""
    assert counted["most generations at once"] <= readers + 2
    assert len(list((index / "generations").iterdir())) == 1


def test_answers_belong_to_one_generation(station, tmp_path: Path) -> None:
    counted = crowd(station, tmp_path, readers=2, seconds=0.7)
    check_disk(tmp_path / "ix", counted, readers=2)


@pytest.mark.slow
def test_answers_belong_to_one_generation_for_five_minutes(station, tmp_path: Path) -> None:
    counted = crowd(station, tmp_path, readers=6, seconds=300)
    sys.stderr.write(f"\n{counted}\n")
    check_disk(tmp_path / "ix", counted, readers=6)
    assert counted["generations seen"] > 100
