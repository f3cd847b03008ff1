"""Keeps a calibration with its index, beside the generations: indexing again leaves it there."""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pincite.corpus import IndexDamagedError, TemporaryError
from pincite.qa.calibrating import Calibration, Curve
from pincite.qa.confidence import WEIGHTS
from pincite.qa.error_bounds import Judged
from pincite.qa.sureness import WEIGHTS as SURENESS

NAME = "calibration.json"
_VERSION = 1


def read_calibration(index_dir: Path) -> Calibration | None:
    """The calibration of an index; None where there is none.

    Raises:
        IndexDamagedError: it cannot be read.
    """
    path = index_dir / NAME
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"{path}: the calibration cannot be read ({error}); "
            "calibrate again, or delete the file to do without"
        ) from error


def write_calibration(index_dir: Path, calibration: Calibration) -> Path:
    """Keeps a calibration, in one rename, in place of any before; returns its file.

    Raises:
        TemporaryError: the folder cannot be written.
    """
    path = index_dir / NAME
    fresh = path.with_name(f"{NAME}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(_to_json(calibration)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise TemporaryError(
            f"{path}: the calibration cannot be written ({error.strerror}); "
            "check the folder's rights and the disk"
        ) from error
    return path


@lru_cache
def confidences_of(reader: str) -> str:
    """What confidences come from: the reader, and the weights that make confidences of scores."""
    weights = sha256(WEIGHTS.read_bytes() + SURENESS.read_bytes()).hexdigest()
    return f"{reader}, confidence {weights[:12]}"


def _to_json(calibration: Calibration) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "generation": calibration.generation,
        "reader": calibration.reader,
        "bar": calibration.bar,
        "right": _curve_to_json(calibration.right),
        "absent": _curve_to_json(calibration.absent),
        "judged": [[one.confidence, one.right, one.answerable] for one in calibration.judged],
    }


def _from_json(values: Mapping[str, Any]) -> Calibration:
    if values["version"] != _VERSION:
        raise ValueError(f"version {values['version']!r}, expected {_VERSION}")
    return Calibration(
        judged=tuple(Judged(float(c), bool(r), bool(a)) for c, r, a in values["judged"]),
        right=_curve(values["right"]),
        absent=_curve(values["absent"]),
        bar=None if values["bar"] is None else float(values["bar"]),
        generation=str(values["generation"]),
        reader=str(values["reader"]),
    )


def _curve_to_json(curve: Curve) -> dict[str, float]:
    return {"slope": curve.slope, "offset": curve.offset}


def _curve(values: Mapping[str, Any]) -> Curve:
    return Curve(float(values["slope"]), float(values["offset"]))
