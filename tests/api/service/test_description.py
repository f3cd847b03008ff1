"""The service keeps to its own OpenAPI description, which does not change unseen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SNAPSHOT = Path(__file__).with_name("openapi.json")
WRITING = bool(os.environ.get("PINCITE_WRITE_OPENAPI"))


def test_the_description_is_the_one_that_was_agreed(service):
    described = service.get("/openapi.json").json
    if WRITING:
        SNAPSHOT.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
        pytest.fail(f"{SNAPSHOT} was written; look at what changed")
    assert described == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_whatever_is_sent_the_service_keeps_to_its_description(service, tmp_path):
    pytest.importorskip("schemathesis")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{service.address}/openapi.json"]
    limits = ["--max-examples", "40", "--seed", "1", "--no-color", "--request-timeout", "15"]
    # That a start lies before its end, or that a question is not only spaces, no schema can say.
    limits += ["--exclude-checks", "positive_data_acceptance"]
    done = subprocess.run(
        [*command, *limits], capture_output=True, text=True, timeout=600, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout[-6000:]
