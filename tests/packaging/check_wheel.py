"""What a built wheel has to hold, and what it must not: run as `check_wheel.py WHEEL`."""

import sys
import zipfile
from pathlib import PurePosixPath

COMPONENTS = {"corpus", "indexer", "qa", "api", "eval"}
NEEDED = (
    "pincite/api/__main__.py",
    "pincite/api/page/index.html",
    "pincite/indexer/weights/encoder.int8.onnx",
    "pincite/indexer/weights/tokenizer.json",
    "pincite/qa/weights/reader.int8.onnx",
    "pincite/qa/weights/reranker.int8.onnx",
)


def faults(names: list[str]) -> list[str]:
    """What is wrong with a wheel that holds files of these names."""
    found = [f"{name} is missing" for name in NEEDED if name not in names]
    found += [f"{part} has no py.typed" for part in sorted(COMPONENTS - _typed(names))]
    found += [f"{name} is outside pincite" for name in names if not _expected(name)]
    if "pincite/__init__.py" in names:
        found.append("pincite/__init__.py would end the namespace package")
    return found


def _typed(names: list[str]) -> set[str]:
    return {name.split("/")[1] for name in names if name.endswith("/py.typed")}


def _expected(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = parts[0] == "pincite" and parts[1] in COMPONENTS
    return inside or parts[0].endswith(".dist-info")


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        wrong = faults(wheel.namelist())
    sys.stdout.write("\n".join(wrong or ["The wheel is whole."]) + "\n")
    sys.exit(bool(wrong))
