import os
import socket
from pathlib import Path

import pytest

from pincite.corpus import (
    InputError,
    SkippedError,
    UnreadableError,
    find_files,
    load_document,
)


def write(path, text="Words stand here."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sources(root, **options):
    return {found.source: found.problem for found in find_files([root], **options)}


def test_hidden_files_and_the_index_are_never_found(tmp_path):
    for name in (
        "a.txt",
        ".hidden.txt",
        ".git/config",
        "index/truth.txt",
        "pincite.toml",
        "b/c.md",
    ):
        write(tmp_path / name, "")
    assert list(sources(tmp_path, keep_out=[tmp_path / "index"])) == ["a.txt", "b/c.md"]


def test_excluded_files_are_found_as_skipped(tmp_path):
    write(tmp_path / "pincite.toml", 'exclude = ["drafts", "*.log"]\n')
    for name in ("a.txt", "b.log", "drafts/c.txt"):
        write(tmp_path / name)
    found = sources(tmp_path)
    assert found["a.txt"] is None
    assert isinstance(found["b.log"], SkippedError)
    assert isinstance(found["drafts"], SkippedError)


def test_links_are_never_followed(tmp_path):
    root = tmp_path / "root"
    write(root / "a.txt")
    write(tmp_path / "secret.txt")
    (root / "loop").symlink_to(root)
    (root / "circle").symlink_to(root / "circle")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "out").symlink_to(tmp_path)
    reasons = {name: str(problem) for name, problem in sources(root).items() if problem}
    assert "read there" in reasons["loop"]
    assert "in a circle" in reasons["circle"]
    assert "out of the folder" in reasons["out.txt"]
    assert "out of the folder" in reasons["out"]


def test_what_is_no_file_is_skipped_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)
        server.bind("socket.txt")
        found = sources(tmp_path)
    assert "a pipe" in str(found["pipe.txt"])
    assert "a socket" in str(found["socket.txt"])


def test_a_file_that_nobody_may_read_is_unreadable_even_to_root(tmp_path):
    write(tmp_path / "a.txt").chmod(0)
    (found,) = find_files([tmp_path])
    with pytest.raises(UnreadableError, match="right to read"):
        load_document(found)


def test_a_name_with_odd_bytes_is_skipped(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    (found,) = find_files([tmp_path])
    assert found.source == "caf\\xe9.txt"
    assert isinstance(found.problem, SkippedError)


def test_equal_paths_of_two_roots_get_the_name_of_their_root(tmp_path):
    for name in ("one/a.txt", "two/a.txt", "two/b.txt"):
        write(tmp_path / name)
    found = find_files([tmp_path / "one", tmp_path / "two"])
    assert [file.source for file in found] == ["b.txt", "one/a.txt", "two/a.txt"]


def test_equal_paths_of_roots_with_one_name_get_more_of_their_path(tmp_path):
    for name in ("x/docs/a.txt", "y/docs/a.txt"):
        write(tmp_path / name)
    found = find_files([tmp_path / "x/docs", tmp_path / "y/docs"])
    assert [file.source for file in found] == ["x/docs/a.txt", "y/docs/a.txt"]


def test_a_root_may_be_one_file_and_roots_may_overlap(tmp_path):
    path = write(tmp_path / "b/a.txt")
    assert [file.source for file in find_files([path])] == ["a.txt"]
    assert [file.source for file in find_files([path, tmp_path])] == ["b/a.txt"]


def test_a_root_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        find_files([tmp_path / "nothing"])


def test_settings_go_before_what_the_text_says(tmp_path):
    write(tmp_path / "a.txt", "Fees\n\nStatus: March 2012\n\nThey rose. They fell.")
    write(tmp_path / "pincite.toml", '[files."a.txt"]\ntitle = "All fees"\nas_of = "2011"\n')
    document = load_document(find_files([tmp_path])[0])
    assert (document.title, document.as_of) == ("All fees", "2011")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n ", "it is empty"),
        ("a.txt", b"\0\1\2\3", "no text"),
        ("a.png", b"\x89PNG", "no reader for .png"),
        ("README", b"\x7fELF\0", "no text"),
    ],
)
def test_files_that_hold_no_text_are_skipped(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SkippedError, match=reason):
        load_document(find_files([tmp_path])[0])


def test_a_file_that_has_gone_is_unreadable(tmp_path):
    write(tmp_path / "a.txt")
    (found,) = find_files([tmp_path])
    found.path.unlink()
    with pytest.raises(UnreadableError, match="cannot be read"):
        load_document(found)


def test_the_text_is_the_file_itself(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf# Caf\xc3\xa9\r\n\r\nOpen.\r\n")
    document = load_document(find_files([tmp_path])[0])
    assert document.text == "# Café\r\n\r\nOpen.\r\n"
    assert (document.format, document.encoding) == ("markdown", "utf-8")
