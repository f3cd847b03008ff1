"""What readers and writers of one index do, and what each reader saw."""

import time
from pathlib import Path

from pincite.corpus import TemporaryError
from pincite.indexer import Index, update_index

FILES = 4
QUESTION = "Which state is the folder in?"


def write(order: dict, encoder) -> dict:
    """Brings its folder into one state after another, and the index with it."""
    folder, until = Path(order["folder"]), time.monotonic() + order["seconds"]
    folder.mkdir(exist_ok=True)
    states = waits = 0
    while states == 0 or time.monotonic() < until:
        states += 1
        for number in range(FILES):
            text = f"State {states} of folder {folder.name}.\n\nPart {number} says so.\n"
            (folder / f"{folder.name}{number}.txt").write_text(text, encoding="utf-8")
        waits += _update(Path(order["index"]), folder, encoder)
    return {"states": states, "waits": waits}


def _update(index_dir: Path, folder: Path, encoder) -> int:
    """Updates as soon as the other writer lets it; how often it was told to wait."""
    waits = 0
    while True:
        try:
            update_index(index_dir, [folder], encoder=encoder)
        except TemporaryError as error:
            if "is writing this index" not in str(error):
                raise
            waits += 1
            time.sleep(0.01)
        else:
            return waits


def read(order: dict, encoder) -> dict:
    """Opens the index again and again; what it saw of each generation, and what was mixed."""
    until = time.monotonic() + order["seconds"]
    seen: dict[str, list[str]] = {}
    mixed: list[object] = []
    opened = most = 0
    while opened == 0 or time.monotonic() < until:
        with Index.open(order["index"], encoder=encoder) as index:
            opened += 1
            states = _states(index)
            if len(states) != len({state.split(" of ")[1] for state in states}):
                mixed.append([index.generation, states])
            if seen.setdefault(index.generation, states) != states:
                mixed.append([index.generation, states, seen[index.generation]])
            time.sleep(order["hold_s"])
            if _states(index) != states:
                mixed.append([index.generation, states, "changed while it was held"])
        generations = Path(order["index"]) / "generations"
        most = max(most, sum(1 for each in generations.iterdir() if each.name[0] != "."))
    return {"opened": opened, "seen": seen, "mixed": mixed, "most_generations": most}


def _states(index: Index) -> list[str]:
    """Every state that any document or passage found speaks of."""
    texts = [index.document(record.source).text for record in index.documents()]
    texts += [found.passage.text for found in index.candidates(QUESTION, k=100)]
    return sorted({line for text in texts for line in text.splitlines() if line[:6] == "State "})


PARTS = {"write": write, "read": read}
