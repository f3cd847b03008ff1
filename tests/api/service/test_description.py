"""The service keeps to its own OpenAPI description, which does not change unseen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pincite.api.kept_answers import FILE_NAME, KeptAnswers
from pincite.api.tokens import token_of
from pincite.api.uploads import Uploads
from pincite.indexer.reports import IndexReport

SNAPSHOT = Path(__file__).with_name("openapi.json")
WRITING = bool(os.environ.get("PINCITE_WRITE_OPENAPI"))


def test_the_description_is_the_one_that_was_agreed(service):
    described = service.get("/openapi.json").json
    if WRITING:
        SNAPSHOT.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
        pytest.fail(f"{SNAPSHOT} was written; look at what changed")
    assert described == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


SECRET = "s" * 20


@pytest.fixture
def whole_service(start_service, tmp_path):
    """A service that keeps answers and takes uploads, asked by who may do everything."""
    started = start_service(
        tokens=(token_of("anna", SECRET, ["ask", "write"]),), requests_a_minute=1_000_000
    )
    started.service.kept = KeptAnswers(tmp_path / FILE_NAME, days=1)
    started.service.uploads = Uploads(
        tmp_path / "uploads", lambda folder, progress: IndexReport((), "g1", 0.0)
    )
    return started


SHORT = ["--phases", "examples,fuzzing", "--max-examples", "4"]
WHOLE = ["--max-examples", "60"]


@pytest.mark.parametrize("extent", [SHORT, pytest.param(WHOLE, marks=pytest.mark.slow)])
def test_whatever_is_sent_the_service_keeps_to_its_description(whole_service, tmp_path, extent):
    command = [sys.executable, "-m", "schemathesis.cli", "run"]
    limits = ["--generation-deterministic", "--no-color", "--request-timeout", "30"]
    bearing = ["--header", f"Authorization: Bearer {SECRET}"]
    # That a start lies before its end, or that a question is not only spaces, no schema can say.
    limits += ["--exclude-checks", "positive_data_acceptance", "--suppress-health-check", "all"]
    done = subprocess.run(
        [*command, f"{whole_service.address}/openapi.json", *extent, *limits, *bearing],
        capture_output=True,
        text=True,
        timeout=900,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
