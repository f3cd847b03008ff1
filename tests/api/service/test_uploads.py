"""Writing over HTTP: files are taken in, indexed beside the readers, and removed again."""

from pathlib import Path

import pytest

from pincite.api.kept_answers import FILE_NAME, KeptAnswers
from pincite.api.tokens import token_of
from pincite.api.uploads import Uploads
from pincite.corpus import InputError
from pincite.indexer.reports import FileReport, IndexReport

from .conftest import wait_until

SECRET = "w" * 20
TOKENS = (token_of("anna", SECRET, ["ask", "write"]),)
BEARER = {"authorization": f"Bearer {SECRET}", "content-type": "application/octet-stream"}


def update(folder: Path, progress) -> IndexReport:
    """Takes every file in, but those that say they are broken."""
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    progress("reading", len(names), len(names))
    files = [
        FileReport(name, "failed", "it is broken", 0)
        if (folder / name).read_bytes() == b"broken"
        else FileReport(name, "added", None, 1)
        for name in names
    ]
    return IndexReport(tuple(files), "g2", 0.1)


@pytest.fixture
def writable(start_service, tmp_path):
    started = start_service(tokens=TOKENS, largest_upload=1000)
    started.service.uploads = Uploads(tmp_path / "uploads", update)
    return started


def ended(started, location: str) -> dict:
    def job() -> dict:
        return started.send("GET", location, headers=BEARER).json

    wait_until(lambda: job()["state"] in ("done", "failed"))
    return job()


def upload(started, name: str, content: bytes):
    return started.send("POST", f"/v1/documents?name={name}", body=content, headers=BEARER)


def test_an_upload_is_indexed_and_its_job_tells_how_far(writable, tmp_path):
    reply = upload(writable, "report.md", b"# New\n")
    assert reply.status == 202
    job = ended(writable, reply.headers["location"])
    assert (job["state"], job["source"], job["generation"]) == ("done", "report.md", "g2")
    assert (tmp_path / "uploads" / "report.md").read_bytes() == b"# New\n"


def test_a_file_that_cannot_be_read_is_told(writable):
    job = ended(writable, upload(writable, "bad.txt", b"broken").headers["location"])
    assert (job["state"], job["reason"]) == ("failed", "it is broken")


def test_an_upload_can_be_removed(writable, tmp_path):
    ended(writable, upload(writable, "note.txt", b"Hello.\n").headers["location"])
    reply = writable.send("DELETE", "/v1/documents/note.txt", headers=BEARER)
    assert reply.status == 202
    assert not (tmp_path / "uploads" / "note.txt").exists()


def test_an_upload_takes_the_answers_kept_of_it_with_it(writable, tmp_path):
    writable.service.kept = KeptAnswers(tmp_path / FILE_NAME, days=7)
    ended(writable, upload(writable, "note.txt", b"Hello.\n").headers["location"])
    answer = writable.post("/v1/ask", {"question": "Who won?"}, authorization=f"Bearer {SECRET}")
    path = f"/v1/answers/{answer.json['answer_id']}"
    assert writable.send("GET", path, headers=BEARER).status == 200
    writable.send("DELETE", "/v1/documents/note.txt", headers=BEARER)
    assert writable.send("GET", path, headers=BEARER).status == 404


def test_what_was_not_uploaded_is_not_removed(writable):
    assert writable.send("DELETE", "/v1/documents/report.md", headers=BEARER).status == 404
    assert writable.send("DELETE", "/v1/documents/none", headers=BEARER).status == 404


@pytest.mark.parametrize("name", ["..%2Fx.md", "%2Fetc%2Fpasswd", ".hidden", "a%5Cb.md", "a%00.md"])
def test_a_name_that_leads_elsewhere_is_refused(writable, name):
    assert upload(writable, name, b"x").status == 422


def test_a_large_or_empty_file_is_refused(writable):
    assert upload(writable, "a.md", b"x" * 1001).status == 413
    assert upload(writable, "a.md", b"").status == 422


def test_uploads_need_the_right_to_write(writable, service):
    assert writable.send("POST", "/v1/documents?name=a.md", body=b"x").status == 401
    assert service.send("POST", "/v1/documents?name=a.md", body=b"x").status == 403


def test_what_an_earlier_service_could_not_index_is_caught_up_with(tmp_path):
    (tmp_path / "left.md").write_text("# Left\n", encoding="utf-8")
    seen: list[str] = []

    def noting(folder: Path, progress) -> IndexReport:
        seen.extend(path.name for path in folder.iterdir())
        return update(folder, progress)

    job = Uploads(tmp_path, noting).catch_up()
    wait_until(lambda: job.state == "done")
    assert seen == ["left.md"]
    assert Uploads(tmp_path / "empty", update).catch_up() is None


def test_an_update_that_fails_is_told_by_its_job(tmp_path):
    def failing(folder: Path, progress) -> IndexReport:
        raise InputError("nothing to index")

    uploads = Uploads(tmp_path, failing)
    job = uploads.add("a.md", b"x")
    wait_until(lambda: job.state == "failed")
    assert job.reason == "nothing to index"
