"""An index moves as one file, which is checked before anything of it counts."""

import random
import sqlite3
import zlib
from pathlib import Path

import pytest
from blake3 import blake3

from pincite.corpus import IndexMismatchError, IndexMissingError, InputError
from pincite.indexer import Index, export_index, import_index, update_index
from pincite.indexer.generation import sealed, unsealed

QUESTION = "When did the night train to Vienna leave?"


def held(index_dir: Path, encoder) -> object:
    with Index.open(index_dir, encoder=encoder) as index:
        return index.generation, index.documents(), index.candidates(QUESTION, k=50), index.roots


@pytest.fixture
def exported(folder: Path, tmp_path: Path, encoder) -> Path:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    export_index(tmp_path / "ix", tmp_path / "docs.index")
    return tmp_path / "docs.index"


def with_header(file: Path, values: dict[str, object], truth: bytes | None = None) -> Path:
    """The file with other values in its header, and another store."""
    format_line, header, seal, packed = file.read_bytes().split(b"\n", 3)
    fresh = sealed(unsealed(header + b"\n" + seal) | values)
    store = packed[:-32] if truth is None else zlib.compress(truth)
    return resealed(file, format_line + b"\n" + fresh + store)


def resealed(file: Path, content: bytes) -> Path:
    file.write_bytes(content + blake3(content).digest())
    return file


def test_an_imported_index_holds_what_was_exported(exported: Path, tmp_path: Path, encoder) -> None:
    moved = import_index(exported, tmp_path / "far" / "ix")
    assert held(tmp_path / "far" / "ix", encoder) == held(tmp_path / "ix", encoder)
    assert (moved.documents, moved.file_bytes) == (3, exported.stat().st_size)
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_the_same_index_gives_the_same_file(exported: Path, tmp_path: Path) -> None:
    import_index(exported, tmp_path / "far")
    export_index(tmp_path / "far", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()


def test_an_imported_index_goes_on_being_kept_up(
    exported: Path, folder: Path, tmp_path: Path, encoder
) -> None:
    import_index(exported, tmp_path / "far")
    encoder.encoded.clear()
    (folder / "rain.txt").unlink()
    report = update_index(tmp_path / "far", encoder=encoder)
    assert dict(report.counts) == {"unchanged": 2, "removed": 1}
    assert encoder.encoded == []


def test_any_flipped_bit_is_noticed_and_leaves_nothing(exported: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    chance = random.Random(11)
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        exported.write_bytes(data)
        with pytest.raises(InputError, match="damaged"):
            import_index(exported, tmp_path / "far")
        assert not (tmp_path / "far").exists()


@pytest.mark.parametrize("length", [0, 10, 2_000, -1])
def test_a_file_that_was_cut_off_is_refused(exported: Path, tmp_path: Path, length: int) -> None:
    exported.write_bytes(exported.read_bytes()[:length])
    with pytest.raises(InputError, match="damaged"):
        import_index(exported, tmp_path / "far")


@pytest.mark.parametrize("more", [b"x", bytes(2_000_000)])
def test_what_follows_the_end_is_refused(exported: Path, tmp_path: Path, more: bytes) -> None:
    resealed(exported, exported.read_bytes()[:-32] + more)
    with pytest.raises(InputError, match="follows its end"):
        import_index(exported, tmp_path / "far")


def test_a_store_that_grows_beyond_what_was_announced_is_refused(
    exported: Path, tmp_path: Path
) -> None:
    bomb = with_header(exported, {}, truth=bytes(50_000_000))
    with pytest.raises(InputError, match="not what was written"):
        import_index(bomb, tmp_path / "far")


def test_a_generation_that_names_another_place_is_refused(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="damaged"):
        import_index(with_header(exported, {"generation": "../../outside"}), tmp_path / "far")
    assert not (tmp_path / "outside").exists()


def test_a_store_that_holds_more_than_tables_of_ours_is_refused(
    exported: Path, tmp_path: Path
) -> None:
    (truth,) = (tmp_path / "ix" / "generations").glob("*/index.sqlite")
    store = sqlite3.connect(truth)
    store.execute("create view extra as select 1")
    store.commit()
    store.close()
    data = truth.read_bytes()
    marks = {"truth": blake3(data).hexdigest(), "truth_bytes": len(data)}
    with pytest.raises(InputError, match="store is not built"):
        import_index(with_header(exported, marks, data), tmp_path / "far")


def test_a_file_of_another_version_is_told_from_a_damaged_one(
    exported: Path, tmp_path: Path
) -> None:
    with pytest.raises(IndexMismatchError, match="another version"):
        import_index(with_header(exported, {"format": 99}), tmp_path / "far")


def test_a_folder_with_another_index_is_left_alone(
    exported: Path, folder: Path, tmp_path: Path, encoder
) -> None:
    (folder / "rain.txt").unlink()
    other = update_index(tmp_path / "other", [folder], encoder=encoder)
    with pytest.raises(InputError, match="another index"):
        import_index(exported, tmp_path / "other")
    assert held(tmp_path / "other", encoder)[0] == other.generation
    assert import_index(exported, tmp_path / "ix").generation != other.generation


def test_an_import_heals_the_index_it_came_from(exported: Path, tmp_path: Path, encoder) -> None:
    before = held(tmp_path / "ix", encoder)
    (truth,) = (tmp_path / "ix" / "generations").glob("*/index.sqlite")
    truth.write_bytes(truth.read_bytes()[:-1] + b"x")
    import_index(exported, tmp_path / "ix")
    assert held(tmp_path / "ix", encoder) == before


def test_where_there_is_nothing_to_move_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        export_index(tmp_path / "ix", tmp_path / "docs.index")
    with pytest.raises(InputError, match="No such file"):
        import_index(tmp_path / "docs.index", tmp_path / "ix")
    assert list(tmp_path.iterdir()) == []


def test_an_index_is_not_written_into_itself(exported: Path, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "ix" / "copy.zip"):
        with pytest.raises(InputError, match="outside the index"):
            export_index(tmp_path / "ix", place)
