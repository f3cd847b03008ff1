import os
import signal
from pathlib import Path

import pytest

from pincite.corpus import SkippedError, UnreadableError, find_files, load_document, reader_for
from pincite.corpus.parsers import parser_for
from pincite.corpus.reading import READERS
from pincite.corpus.worker import ApartReader, ReadingWorker, Task

PAGE = b"<h1>Fees</h1><p>They rose.</p>"


@pytest.fixture
def worker():
    worker = ReadingWorker()
    yield worker
    worker.close()


def test_every_reader_apart_has_its_parser_and_takes_the_same_files():
    apart = [reader for reader in READERS if isinstance(reader, ApartReader)]
    assert {reader.format for reader in apart} >= {"html", "pdf", "docx", "xlsx", "pptx"}
    for reader in apart:
        parser = parser_for(reader.format)
        assert (parser.format, parser.suffixes) == (reader.format, reader.suffixes)


def test_a_document_comes_back_whole_and_the_process_is_kept(worker):
    document = worker.read(Task("html", "a.html", PAGE))
    first = worker.process_id
    assert document == parser_for("html").read(PAGE, "a.html")
    assert worker.read(Task("html", "b.html", PAGE)).source == "b.html"
    assert worker.process_id == first != os.getpid()


def test_failures_come_back_as_what_they_are(worker):
    with pytest.raises(SkippedError, match="without text"):
        worker.read(Task("html", "a.html", b"<p>"))
    with pytest.raises(UnreadableError, match="not a zip file"):
        worker.read(Task("docx", "a.docx", b"words"))


def test_a_process_that_has_died_is_replaced(worker):
    worker.read(Task("html", "a.html", PAGE))
    first = worker.process_id
    os.kill(first, signal.SIGKILL)
    assert worker.read(Task("html", "a.html", PAGE)).title == "Fees"
    assert worker.process_id != first


def test_reading_that_takes_too_long_is_stopped_and_the_next_file_is_read():
    worker = ReadingWorker(time_limit_s=3)
    try:
        worker.read(Task("html", "a.html", PAGE))
        os.kill(worker.process_id, signal.SIGSTOP)
        with pytest.raises(UnreadableError, match="more than 3 seconds"):
            worker.read(Task("html", "a.html", PAGE))
        assert worker.read(Task("html", "a.html", PAGE)).title == "Fees"
    finally:
        worker.close()


def test_a_file_that_needs_too_much_memory_is_unreadable_and_the_next_one_is_read():
    worker = ReadingWorker(memory_limit_bytes=400 * 2**20)
    try:
        with pytest.raises(UnreadableError):
            worker.read(Task("html", "a.html", b"<p>word</p>" * 6_000_000))
        assert worker.read(Task("html", "a.html", PAGE)).title == "Fees"
    finally:
        worker.close()


def test_files_of_a_folder_are_read_by_their_names(tmp_path, office):
    (tmp_path / "a.HTML").write_bytes(PAGE)
    (tmp_path / "b.docx").write_bytes(office.word_file(office.paragraph("Words.")))
    documents = [load_document(found) for found in find_files([tmp_path])]
    assert [document.format for document in documents] == ["html", "docx"]
    assert reader_for(Path("c.XLSX")).format == "xlsx"
