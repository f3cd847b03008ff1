"""The file behind a document is lent only while it is what was indexed."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pincite.corpus import InputError
from pincite.indexer import Index, update_index
from pincite.indexer.originals import OriginalChangedError, OriginalGoneError

Write = Callable[[Path, Mapping[str, str]], Path]
NOTE = "It rained in Lisbon.\n"


@pytest.fixture
def folder(tmp_path: Path, write: Write, encoder) -> Path:
    folder = write(tmp_path / "docs", {"a.txt": NOTE, "deep/b.txt": "It snowed in Oslo.\n"})
    update_index(tmp_path / "ix", [folder], encoder=encoder)
    return folder


@pytest.fixture
def index(folder: Path, encoder):
    with Index.open(folder.parent / "ix", encoder=encoder) as index:
        yield index


def test_the_file_is_given_as_it_lies_there(index: Index) -> None:
    original = index.original("deep/b.txt")
    assert (original.name, original.size) == ("b.txt", 19)
    assert b"".join(original.parts()) == b"It snowed in Oslo.\n"
    assert original.file.closed


def test_a_changed_file_is_not_given(folder: Path, index: Index) -> None:
    (folder / "a.txt").write_text(NOTE.replace("Lisbon", "Madrid"), "utf-8")
    with pytest.raises(OriginalChangedError, match=r"a\.txt: has changed"):
        index.original("a.txt")


def test_what_took_the_place_of_a_file_is_not_given(folder: Path, index: Index) -> None:
    path = folder / "a.txt"
    outside = folder.parent / "outside.txt"
    outside.write_text(NOTE, "utf-8")
    path.unlink()
    for make in (lambda: path.symlink_to(outside), lambda: os.mkfifo(path), path.mkdir):
        make()
        with pytest.raises(OriginalGoneError, match=r"a\.txt"):
            index.original("a.txt")
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    with pytest.raises(OriginalGoneError):
        index.original("a.txt")


def test_a_document_that_is_unknown_has_no_file(index: Index) -> None:
    with pytest.raises(InputError, match="not in the index"):
        index.original("c.txt")
