"""The composition root: settings in, a ready assistant out."""

import os
from pathlib import Path

from pincite.indexer.index import Index
from pincite.qa.answering import Assistant
from pincite.qa.calibration_file import read_calibration
from pincite.qa.confidence import load_models
from pincite.qa.onnx_reader import OnnxReader
from pincite.qa.onnx_reranker import OnnxReranker
from pincite.qa.settings import Settings


def index_folder(folder: Path | str | None = None) -> Path:
    """The folder of the index: the one given, else $PINCITE_INDEX, else `.pincite` here."""
    return Path(folder or os.environ.get("PINCITE_INDEX") or ".pincite")


def open_assistant(
    folder: Path | str | None = None,
    settings: Settings | None = None,
    *,
    calibrated: bool = True,
) -> Assistant:
    """An assistant over the index in `folder`; close it, or use it as a context manager.

    `calibrated` says whether confidences and the bar follow the index's calibration, if it has one.

    Raises:
        IndexUnusableError: the index is missing, damaged or of another version.
    """
    place = index_folder(folder)
    index = Index.open(place)
    calibration = read_calibration(place) if calibrated else None
    return Assistant(index, OnnxReader(), OnnxReranker(), load_models(), settings, calibration)
