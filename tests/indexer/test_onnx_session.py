"""A model is loaded in the background: what is wrong with it is told by the first run."""

from pathlib import Path

import numpy as np
import pytest

from pincite.corpus import TemporaryError
from pincite.indexer.onnx_session import OnnxSession

INPUTS = {"input_ids": np.ones((1, 3), np.int64), "attention_mask": np.ones((1, 3), np.int64)}


def test_a_missing_model_is_told_of_by_the_first_run(tmp_path: Path) -> None:
    session = OnnxSession(tmp_path / "none.onnx")
    with pytest.raises(TemporaryError, match=r"none\.onnx: .*reinstall pincite"):
        session.run(INPUTS)


def test_a_damaged_model_is_told_of_by_the_first_run(tmp_path: Path) -> None:
    (tmp_path / "cut.onnx").write_bytes(b"\x08\x07\x12")
    session = OnnxSession(tmp_path / "cut.onnx")
    with pytest.raises(TemporaryError, match="could not be loaded"):
        list(session.run_each([INPUTS]))
