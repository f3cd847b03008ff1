"""A generation is whole, immutable, and named by what it holds."""

import errno
import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pincite.corpus import (
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    TemporaryError,
)
from pincite.indexer import Candidate, Index, update_index
from pincite.indexer.generation import (
    Manifest,
    folder_of,
    read_current,
    read_manifest,
    write_manifest,
)
from pincite.indexer.locks import WriterLock, exclusive

Write = Callable[[Path, Mapping[str, str]], Path]
QUESTION = "When did the night train to Vienna leave?"


def answers(index_dir: Path, encoder) -> list[Candidate]:
    with Index.open(index_dir, encoder=encoder) as index:
        return index.candidates(QUESTION, k=4)


def generation_folder(index_dir: Path) -> Path:
    return folder_of(index_dir, read_current(index_dir).generation)


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def test_the_same_folder_gives_the_same_generation_after_any_history(
    folder: Path, tmp_path: Path, write: Write, encoder
) -> None:
    straight = update_index(tmp_path / "straight", [folder], encoder=encoder)
    winding = tmp_path / "winding"
    texts = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in random.Random(7).sample(sorted(texts), len(texts)):
        path.unlink()
        update_index(winding, [folder], encoder=encoder)
    write(folder, {"other.md": "# Other\n\nSomething else.\n"})
    update_index(winding, encoder=encoder)
    (folder / "other.md").unlink()
    for path, data in texts.items():
        path.write_bytes(data)
        report = update_index(winding, encoder=encoder)
    assert report.generation == straight.generation
    assert answers(winding, encoder) == answers(tmp_path / "straight", encoder)


def test_the_order_of_roots_makes_no_difference(tmp_path: Path, write: Write, encoder) -> None:
    one = write(tmp_path / "one", {"a.txt": "The train left at nine."})
    two = write(tmp_path / "two", {"a.txt": "The train left at ten."})
    for name, order in (("x", [one, two]), ("y", [two, one])):
        for root in order:
            report = update_index(tmp_path / name, [root], encoder=encoder)
    assert report.generation == read_current(tmp_path / "x").generation
    assert answers(tmp_path / "x", encoder) == answers(tmp_path / "y", encoder)


def test_a_copy_of_the_folder_elsewhere_gives_the_same_generation(
    folder: Path, tmp_path: Path, encoder
) -> None:
    first = update_index(tmp_path / "x", [folder], encoder=encoder)
    second = update_index(tmp_path / "y", [folder.rename(tmp_path / "moved")], encoder=encoder)
    assert first.generation == second.generation


def test_a_reader_keeps_its_state_while_the_index_changes(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    with Index.open(tmp_path / "ix", encoder=encoder) as index:
        (folder / "trains.md").unlink()
        update_index(tmp_path / "ix", encoder=encoder)
        sources = {found.passage.source for found in index.candidates(QUESTION, k=4)}
        assert "trains.md" in sources
        assert "night train" in index.document("trains.md").text
    assert "trains.md" not in {c.passage.source for c in answers(tmp_path / "ix", encoder)}


def test_old_generations_are_removed_when_nobody_reads_them(
    folder: Path, tmp_path: Path, encoder
) -> None:
    for number in range(3):
        (folder / "rain.txt").write_text(f"It rained {number} times.", encoding="utf-8")
        update_index(tmp_path / "ix", [folder], encoder=encoder)
    assert len(list((tmp_path / "ix" / "generations").iterdir())) == 1


def test_the_last_reader_of_an_old_generation_removes_it(
    folder: Path, tmp_path: Path, encoder
) -> None:
    generations = tmp_path / "ix" / "generations"
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    first = Index.open(tmp_path / "ix", encoder=encoder)
    second = Index.open(tmp_path / "ix", encoder=encoder)
    (folder / "rain.txt").unlink()
    update_index(tmp_path / "ix", encoder=encoder)
    first.close()
    assert len(list(generations.iterdir())) == 2
    assert second.document("rain.txt").text.startswith("Rain")
    second.close()
    assert [path.name for path in generations.iterdir()] == [
        read_current(tmp_path / "ix").generation
    ]


def test_however_many_changes_readers_wait_through_only_what_they_read_is_kept(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    with Index.open(tmp_path / "ix", encoder=encoder):
        for number in range(5):
            (folder / "rain.txt").write_text(f"It rained {number} times.", encoding="utf-8")
            update_index(tmp_path / "ix", encoder=encoder)
            assert len(list((tmp_path / "ix" / "generations").iterdir())) == 2
    assert len(list((tmp_path / "ix" / "generations").iterdir())) == 1


@pytest.mark.parametrize("name", ["vectors.faiss", "words/meta.json"])
def test_a_damaged_derived_file_is_rebuilt_and_said_so(
    folder: Path, tmp_path: Path, encoder, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    before = answers(tmp_path / "ix", encoder)
    flip_a_bit(generation_folder(tmp_path / "ix") / name)
    assert answers(tmp_path / "ix", encoder) == before
    assert "damaged; rebuilt" in caplog.text
    caplog.clear()
    assert answers(tmp_path / "ix", encoder) == before
    assert not caplog.text


def test_a_missing_derived_file_is_rebuilt(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    before = answers(tmp_path / "ix", encoder)
    (generation_folder(tmp_path / "ix") / "vectors.faiss").unlink()
    assert answers(tmp_path / "ix", encoder) == before


@pytest.mark.parametrize("name", ["index.sqlite", "manifest.json"])
def test_a_flipped_bit_in_the_truth_is_noticed_and_healed_from_the_files(
    folder: Path, tmp_path: Path, encoder, name: str
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    before = answers(tmp_path / "ix", encoder)
    flip_a_bit(generation_folder(tmp_path / "ix") / name)
    with pytest.raises(IndexDamagedError, match="pincite index"):
        Index.open(tmp_path / "ix", encoder=encoder)
    update_index(tmp_path / "ix", encoder=encoder)
    assert answers(tmp_path / "ix", encoder) == before


def test_any_flipped_bit_of_the_truth_is_noticed(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    path = generation_folder(tmp_path / "ix") / "index.sqlite"
    whole = path.read_bytes()
    chance = random.Random(3)
    for _ in range(40):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        with pytest.raises(IndexDamagedError):
            Index.open(tmp_path / "ix", encoder=encoder)


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b'{"generation": "x", "roots": []}\nabc\n'])
def test_a_current_file_that_makes_no_sense_is_damage(
    folder: Path, tmp_path: Path, encoder, content: bytes
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    before = answers(tmp_path / "ix", encoder)
    (tmp_path / "ix" / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamagedError):
        Index.open(tmp_path / "ix", encoder=encoder)
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    assert answers(tmp_path / "ix", encoder) == before


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, lambda path: None])
def test_where_there_is_no_index_that_is_said(tmp_path: Path, make) -> None:
    make(tmp_path / "ix")
    with pytest.raises(IndexMissingError, match="pincite index"):
        Index.open(tmp_path / "ix")


def test_an_older_version_is_rebuilt_from_its_own_text(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    before = answers(tmp_path / "ix", encoder)
    made = read_manifest(generation_folder(tmp_path / "ix"))
    older = Manifest(made.generation, made.format, made.chunking - 1, made.encoder, {})
    write_manifest(generation_folder(tmp_path / "ix"), older)
    folder.rename(tmp_path / "away")
    assert answers(tmp_path / "ix", encoder) == before


def test_a_newer_version_is_refused(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    made = read_manifest(generation_folder(tmp_path / "ix"))
    newer = Manifest(made.generation, made.format + 1, made.chunking, made.encoder, {})
    write_manifest(generation_folder(tmp_path / "ix"), newer)
    with pytest.raises(IndexMismatchError, match="newer pincite"):
        Index.open(tmp_path / "ix", encoder=encoder)
    with pytest.raises(IndexMismatchError, match="newer pincite"):
        update_index(tmp_path / "ix", encoder=encoder)


def test_another_encoder_than_the_one_it_was_built_with_is_refused(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    other = type(encoder)()
    other.name = "word-count@2"
    with pytest.raises(IndexMismatchError, match="word-count@1"):
        Index.open(tmp_path / "ix", encoder=other)


def test_an_encoder_that_is_not_at_hand_is_a_mismatch_when_it_is_needed(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    with Index.open(tmp_path / "ix") as index:
        assert len(index.documents()) == 3
        with pytest.raises(IndexMismatchError, match="word-count@1"):
            index.candidates(QUESTION, k=2)


def test_a_second_writer_is_told_who_holds_the_index(folder: Path, tmp_path: Path, encoder) -> None:
    with WriterLock(tmp_path / "ix"), pytest.raises(TemporaryError, match=f"{os.getpid()}"):
        update_index(tmp_path / "ix", [folder], encoder=encoder)
    assert update_index(tmp_path / "ix", [folder], encoder=encoder).counts["added"] == 3


def test_a_writer_waits_for_one_that_takes_a_moment(tmp_path: Path) -> None:
    first = WriterLock(tmp_path / "ix")
    threading.Timer(0.05, first.__exit__, (None, None, None)).start()
    with WriterLock(tmp_path / "ix", patience_s=60):
        pass


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), sqlite3.OperationalError("disk is full")],
)
def test_a_full_disk_says_what_to_do(tmp_path: Path, error: Exception) -> None:
    told = "old one stands; the disk is full: free some space"
    with pytest.raises(TemporaryError, match=told), exclusive(tmp_path / "ix"):
        raise error


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from pincite.corpus import TemporaryError
from pincite.indexer import update_index

class Even:
    name, dimension = "word-count@1", 32
    def encode(self, texts):
        return np.full((len(texts), 32), 32 ** -0.5, dtype=np.float32)

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    update_index(Path(sys.argv[1]), [Path(sys.argv[2])], encoder=Even())
except TemporaryError as error:
    print("told" if "the old one stands" in str(error) else error)
"""


@pytest.mark.parametrize("most_bytes", [100, 20_000])
def test_where_nothing_more_can_be_written_the_old_generation_stands(
    folder: Path, tmp_path: Path, write: Write, encoder, most_bytes: int
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    before = answers(tmp_path / "ix", encoder)
    write(folder, {"more.md": "# More\n\nOne line of many.\n"})
    script = tmp_path / "writer.py"
    script.write_text(FULL_DISK, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "ix"), str(folder), str(most_bytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "told\n"
    assert answers(tmp_path / "ix", encoder) == before
    assert update_index(tmp_path / "ix", encoder=encoder).counts["added"] == 1
