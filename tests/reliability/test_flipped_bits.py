"""A flipped bit anywhere in a generation is noticed before an answer.

What is derived is rebuilt; what is not ends in one sentence that says what to do, exit code 3.
"""

import random
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest


def flip(index_dir: Path, chance: random.Random) -> str:
    """Flips one bit; half the time each byte is as likely, half the time each file is."""
    files = sorted(p for p in index_dir.rglob("*") if p.is_file() and p.stat().st_size)
    sizes = [path.stat().st_size for path in files] if chance.random() < 0.5 else None
    (path,) = chance.choices(files, weights=sizes)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return "words" if path.parent.name == "words" else path.name


def flip_often(station, case, times: int, seed: int) -> Counter[str]:
    """Flips bits in one copy after another; what was hit, and what came of it."""
    chance = random.Random(seed)
    found = Counter[str]()
    for _ in range(times):
        case.again()
        hit = flip(case.index, chance)
        seen = station(do="look", index=case.index)
        if "error" in seen:
            assert seen["exit_code"] == 3, seen
            assert "run `pincite index" in seen["message"]
            assert station(do="update", **case.paths)["generation"] == case.after["generation"]
            assert station(do="look", index=case.index) == case.after
        else:
            assert seen == case.before, hit
            assert station(do="look", index=case.index) == case.before
        found[f"{hit}: {'told' if 'error' in seen else 'rebuilt'}"] += 1
    return found


def test_some_flipped_bits_are_noticed(station, case) -> None:
    found = flip_often(station, case, times=6, seed=1)
    assert found.total() == 6


@pytest.mark.slow
def test_a_thousand_flipped_bits_are_noticed(station, case) -> None:
    found = flip_often(station, case, times=1000, seed=2)
    sys.stderr.write(f"\n{dict(sorted(found.items()))}\n")
    assert {name.split(": ")[1] for name in found if name.startswith("index.sqlite")} == {"told"}
    assert {name.split(": ")[1] for name in found if name.startswith("words")} == {"rebuilt"}


def test_a_missing_folder_of_generations_is_told(station, case) -> None:
    shutil.rmtree(case.index / "generations")
    assert station(do="look", index=case.index)["exit_code"] == 3
    assert station(do="update", **case.paths)["generation"] == case.after["generation"]
