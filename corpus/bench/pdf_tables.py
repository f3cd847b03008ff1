"""Measures how well the tables of PDF files are found and put together.

`python corpus/bench/pdf_tables.py FOLDER`, where FOLDER holds the data of the ICDAR 2013 table
competition: X.pdf beside X-str.xml. Counted are, as there, the pairs of neighbouring cells (Göbel
et al., A Methodology for Evaluating Algorithms for Table Understanding in PDF Documents, 2012):
each cell with the next one that is not empty to its right and below it, by their letters and
digits alone. Tables that are not in the truth count against precision.
"""

import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from pincite.corpus.drafts import TableDraft, grid_of
from pincite.corpus.pdf_pages import read_pages
from pincite.corpus.pdf_reader import draft_document

Grid = Mapping[tuple[int, int], tuple[int, str]]
"""For each place the cell that covers it, by number, and its letters and digits."""
Pairs = Counter[tuple[str, str, str]]


def pairs_of(grid: Grid) -> Pairs:
    """The pairs of neighbouring cells."""
    bottom, right = (max(place[axis] for place in grid) + 1 for axis in (0, 1))
    found = set()
    for (row, column), (number, letters) in grid.items():
        ways = (
            ("right", [(row, at) for at in range(column + 1, right)]),
            ("below", [(at, column) for at in range(row + 1, bottom)]),
        )
        for way, places in ways:
            others = (grid[place] for place in places if place in grid)
            other = next((each for each in others if each[1] and each[0] != number), None)
            if letters and other:
                found.add((number, other[0], letters, other[1], way))
    return Counter((one, other, way) for _, _, one, other, way in found)


def true_pairs(path: Path) -> Pairs:
    """The pairs of all tables in a file of the truth."""
    pairs: Pairs = Counter()
    for region in ElementTree.parse(path).getroot().iter("region"):
        grid = {}
        for number, cell in enumerate(region.iter("cell")):
            first = (int(cell.attrib["start-row"]), int(cell.attrib["start-col"]))
            last = (
                int(cell.get("end-row", first[0])),
                int(cell.get("end-col", first[1])),
            )
            content = cell.find("content")
            letters = _plain("".join(content.itertext()) if content is not None else "")
            for row in range(first[0], last[0] + 1):
                for column in range(first[1], last[1] + 1):
                    grid[row, column] = (number, letters)
        pairs += pairs_of(grid) if grid else Counter()
    return pairs


def found_pairs(path: Path) -> Pairs:
    """The pairs of all tables that the reader finds in a PDF."""
    pairs: Pairs = Counter()
    drafts, _ = draft_document(read_pages(path.read_bytes()))
    for draft in drafts:
        if isinstance(draft, TableDraft):
            grid = {
                (row, column): (id(place[0]), _plain(place[0].words))
                for row, places in enumerate(grid_of(draft))
                for column, place in enumerate(places)
                if place
            }
            pairs += pairs_of(grid) if grid else Counter()
    return pairs


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words.lower())


def main(folder: Path) -> None:
    """Prints recall, precision and F1 over all files together."""
    true = found = right = files = 0
    for truth in sorted(folder.rglob("*-str.xml")):
        pdf = truth.with_name(truth.name.replace("-str.xml", ".pdf"))
        if pdf.exists():
            expected, got = true_pairs(truth), found_pairs(pdf)
            true, found = true + expected.total(), found + got.total()
            right += (expected & got).total()
            files += 1
    recall, precision, f1 = right / true, right / found, 2 * right / (true + found)
    sys.stdout.write(f"{files} files, {true} pairs: {recall:.3f} {precision:.3f} {f1:.3f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
