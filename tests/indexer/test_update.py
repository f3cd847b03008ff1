"""What becomes of each file when an index is brought up to date."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pincite.corpus import Document, IndexMissingError, InputError, reading
from pincite.indexer import Index, IndexReport, remove_sources, update_index

Write = Callable[[Path, Mapping[str, str]], Path]


def states(report: IndexReport) -> dict[str, str]:
    return {file.source: file.state for file in report.files}


def sources(index_dir: Path, encoder) -> list[str]:
    with Index.open(index_dir, encoder=encoder) as index:
        return [record.source for record in index.documents()]


def test_new_files_are_added_and_counted(folder: Path, tmp_path: Path, encoder) -> None:
    report = update_index(tmp_path / "ix", [folder], encoder=encoder)
    assert states(report) == {"deep/bread.md": "added", "rain.txt": "added", "trains.md": "added"}
    assert dict(report.counts) == {"added": 3}
    assert all(file.passages > 0 and file.reason is None for file in report.files)


def test_unchanged_files_are_neither_encoded_nor_written_again(
    folder: Path, tmp_path: Path, encoder
) -> None:
    first = update_index(tmp_path / "ix", [folder], encoder=encoder)
    encoder.encoded.clear()
    (folder / "rain.txt").touch()
    second = update_index(tmp_path / "ix", encoder=encoder)
    assert dict(second.counts) == {"unchanged": 3}
    assert second.generation == first.generation
    assert encoder.encoded == []


def test_a_change_that_keeps_size_and_time_is_noticed(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    path = folder / "rain.txt"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Monday", "Friday"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    report = update_index(tmp_path / "ix", encoder=encoder)
    assert states(report)["rain.txt"] == "changed"


def test_only_new_passages_of_a_changed_file_are_encoded(
    tmp_path: Path, write: Write, encoder
) -> None:
    folder = write(tmp_path / "docs", {"a.md": "# One\n\nFirst.\n\n# Two\n\nSecond.\n"})
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    encoder.encoded.clear()
    write(folder, {"a.md": "# One\n\nFirst.\n\n# Two\n\nThird.\n"})
    update_index(tmp_path / "ix", encoder=encoder)
    assert encoder.encoded
    assert all(text.endswith("Third.") for text in encoder.encoded)


def test_a_file_that_is_gone_leaves_the_index(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    (folder / "rain.txt").unlink()
    assert states(update_index(tmp_path / "ix", encoder=encoder))["rain.txt"] == "removed"
    assert sources(tmp_path / "ix", encoder) == ["deep/bread.md", "trains.md"]


def test_a_known_file_that_cannot_be_read_now_leaves_the_index_as_failed(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    (folder / "rain.txt").chmod(0)
    report = update_index(tmp_path / "ix", encoder=encoder)
    (failed,) = [file for file in report.files if file.state == "failed"]
    assert failed.source == "rain.txt"
    assert failed.reason
    assert "rain.txt" not in sources(tmp_path / "ix", encoder)


def test_a_file_that_is_no_text_is_skipped_with_a_reason_and_the_others_go_on(
    folder: Path, tmp_path: Path, encoder
) -> None:
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "empty.txt").touch()
    report = update_index(tmp_path / "ix", [folder], encoder=encoder)
    assert dict(report.counts) == {"added": 3, "skipped": 2}
    assert all(file.reason for file in report.files if file.state == "skipped")


def test_a_file_that_breaks_its_reader_fails_alone(
    folder: Path, tmp_path: Path, encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        format, suffixes = "text", (".md",)

        def read(self, data: bytes, source: str) -> Document:
            raise ZeroDivisionError("a fault in the reader")

    monkeypatch.setattr(reading, "READERS", (Broken(), *reading.READERS))
    report = update_index(tmp_path / "ix", [folder], encoder=encoder)
    assert dict(report.counts) == {"added": 1, "failed": 2}


def test_other_roots_stay_as_they_are(tmp_path: Path, write: Write, encoder) -> None:
    one = write(tmp_path / "one", {"a.txt": "Apples are red."})
    two = write(tmp_path / "two", {"b.txt": "Bananas are yellow."})
    update_index(tmp_path / "ix", [one], encoder=encoder)
    update_index(tmp_path / "ix", [two], encoder=encoder)
    (one / "a.txt").unlink()
    report = update_index(tmp_path / "ix", [two], encoder=encoder)
    assert states(report) == {"b.txt": "unchanged"}
    assert sources(tmp_path / "ix", encoder) == ["a.txt", "b.txt"]
    assert states(update_index(tmp_path / "ix", encoder=encoder))["a.txt"] == "removed"


def test_equal_paths_of_two_roots_get_the_roots_name_in_front(
    tmp_path: Path, write: Write, encoder
) -> None:
    one = write(tmp_path / "one", {"a.txt": "Apples.", "b.txt": "Bananas."})
    two = write(tmp_path / "two", {"a.txt": "Avocados."})
    update_index(tmp_path / "ix", [one], encoder=encoder)
    update_index(tmp_path / "ix", [two], encoder=encoder)
    assert sources(tmp_path / "ix", encoder) == ["b.txt", "one/a.txt", "two/a.txt"]
    (two / "a.txt").unlink()
    update_index(tmp_path / "ix", encoder=encoder)
    assert sources(tmp_path / "ix", encoder) == ["a.txt", "b.txt"]


def test_a_folder_within_a_root_narrows_the_work_to_itself(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    (folder / "rain.txt").unlink()
    report = update_index(tmp_path / "ix", [folder / "deep"], encoder=encoder)
    assert states(report) == {"deep/bread.md": "unchanged"}
    assert "rain.txt" in sources(tmp_path / "ix", encoder)


def test_a_single_file_can_be_a_root(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder / "rain.txt"], encoder=encoder)
    assert sources(tmp_path / "ix", encoder) == ["rain.txt"]
    (folder / "rain.txt").unlink()
    assert states(update_index(tmp_path / "ix", encoder=encoder)) == {"rain.txt": "removed"}


def test_the_files_of_a_root_that_is_gone_leave_as_failed(
    folder: Path, tmp_path: Path, encoder
) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    shutil.rmtree(folder)
    report = update_index(tmp_path / "ix", encoder=encoder)
    assert dict(report.counts) == {"failed": 3}


def test_an_index_inside_its_own_root_is_not_indexed(folder: Path, encoder) -> None:
    update_index(folder / "ix", [folder], encoder=encoder)
    report = update_index(folder / "ix", encoder=encoder)
    assert dict(report.counts) == {"unchanged": 3}


def test_a_missing_path_is_refused_and_leaves_nothing_behind(tmp_path: Path, encoder) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        update_index(tmp_path / "ix", [tmp_path / "nowhere"], encoder=encoder)
    assert not (tmp_path / "ix").exists()


def test_an_empty_folder_is_refused(tmp_path: Path, encoder) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no files"):
        update_index(tmp_path / "ix", [tmp_path / "empty"], encoder=encoder)


def test_an_index_without_roots_asks_for_a_folder(tmp_path: Path, encoder) -> None:
    with pytest.raises(InputError, match="pincite index PATH"):
        update_index(tmp_path / "ix", encoder=encoder)


def test_settings_of_the_folder_are_part_of_a_file(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    settings = '[glossary]\nriver = ["stream"]\n[files."rain.txt"]\nas_of = "2011-05"\n'
    (folder / "pincite.toml").write_text(settings, encoding="utf-8")
    report = update_index(tmp_path / "ix", encoder=encoder)
    assert states(report)["rain.txt"] == "changed"
    assert states(report)["trains.md"] == "unchanged"
    with Index.open(tmp_path / "ix", encoder=encoder) as index:
        assert index.document("rain.txt").as_of == "2011-05"
        assert dict(index.glossary) == {"river": ("stream",)}


def test_sources_can_be_removed_by_source_or_id(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    with Index.open(tmp_path / "ix", encoder=encoder) as index:
        document_id = index.document("trains.md").document_id
    report = remove_sources(tmp_path / "ix", ["rain.txt", document_id])
    assert states(report) == {"rain.txt": "removed", "trains.md": "removed"}
    assert sources(tmp_path / "ix", encoder) == ["deep/bread.md"]


def test_removing_what_is_not_there_removes_nothing(folder: Path, tmp_path: Path, encoder) -> None:
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    with pytest.raises(InputError, match=r"snow\.txt"):
        remove_sources(tmp_path / "ix", ["rain.txt", "snow.txt"])
    assert len(sources(tmp_path / "ix", encoder)) == 3


def test_removing_from_no_index_says_that_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        remove_sources(tmp_path / "ix", ["a.txt"])
    assert not (tmp_path / "ix").exists()


def test_progress_is_told_by_stage(folder: Path, tmp_path: Path, encoder) -> None:
    heard = []

    def hear(stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        heard.append(stage)

    update_index(tmp_path / "ix", [folder], encoder=encoder, progress=hear)
    assert list(dict.fromkeys(heard)) == ["reading", "splitting", "encoding", "indexing"]
