"""How many words may change before a text no longer counts as a near copy.

python indexer/bench/near_copies.py FOLDER...
"""

import random
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

from pincite.indexer.near_copies import NEAR, sketch

RATES = (0.01, 0.02, 0.03, 0.05, 0.08)


def main() -> None:
    """Compares the texts with one another, and with themselves with words exchanged."""
    paths = [path for folder in sys.argv[1:] for path in sorted(Path(folder).rglob("*"))]
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.suffix in (".md", ".txt")
    ]
    sketches = [found for found in map(sketch, texts) if found]
    nearest = max(agreement(one, other) for one, other in combinations(sketches, 2))
    sys.stdout.write(f"{len(sketches)} texts; the nearest two agree in {nearest:.2f}\n")
    chance = random.Random(1)
    for rate in RATES:
        found = [
            agreement(sketch(text), sketch(changed(text, rate, chance)))
            for text in texts
            if sketch(text)
        ]
        near = sum(share >= NEAR for share in found) / len(found)
        sys.stdout.write(
            f"{rate:.0%} of the words changed: {np.mean(found):.2f} on average, "
            f"{min(found):.2f} at least, {near:.0%} near copies\n"
        )


def agreement(one: bytes, other: bytes) -> float:
    """The share of places in which two sketches agree."""
    return float((np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")).mean())


def changed(text: str, rate: float, chance: random.Random) -> str:
    """The text with some words exchanged for others."""
    words = text.split(" ")
    return " ".join(
        f"other{place}" if chance.random() < rate else word for place, word in enumerate(words)
    )


if __name__ == "__main__":
    main()
