"""Times an update after one of many small files has changed.

python indexer/bench/one_change.py [--files 2000]
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from pincite.indexer import update_index

WORDS = "rain river train bread field stone night water street garden window paper".split()
ROUNDS = 7


def main() -> None:
    """Makes the folder, indexes it, then changes one file at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2_000)
    files = parser.parse_args().files
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        folder, index_dir = Path(place, "docs"), Path(place, "ix")
        folder.mkdir()
        for number in range(files):
            write(folder / f"{number:05}.txt", chance)
        first = update_index(index_dir, [folder]).seconds
        sys.stdout.write(f"{files} files for the first time: {first:.1f} s\n")
        took, cpu = [], []
        for _ in range(ROUNDS):
            write(folder / f"{chance.randrange(files):05}.txt", chance)
            begun = time.process_time()
            took.append(update_index(index_dir).seconds)
            cpu.append(time.process_time() - begun)
        sys.stdout.write(
            f"one file changed, {ROUNDS} times: median {statistics.median(took):.2f} s "
            f"({statistics.median(cpu):.2f} CPU-s), slowest {max(took):.2f} s\n"
        )
        sys.stdout.write(f"nothing changed: {update_index(index_dir).seconds:.2f} s\n")


def write(path: Path, chance: random.Random) -> None:
    """Writes a note of six sentences."""
    sentences = (" ".join(chance.choices(WORDS, k=8)).capitalize() for _ in range(6))
    path.write_text(". ".join(sentences) + ".\n", encoding="utf-8")


if __name__ == "__main__":
    main()
