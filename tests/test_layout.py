"""The layout: five source roots of one namespace package."""

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMPONENTS = ("corpus", "indexer", "qa", "api", "eval")


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_importable_and_typed(name):
    module = importlib.import_module(f"pincite.{name}")
    assert module.__file__ is not None
    assert Path(module.__file__).with_name("py.typed").is_file()


def test_pincite_is_a_namespace_package():
    assert getattr(importlib.import_module("pincite"), "__file__", None) is None
    assert [str(path) for path in ROOT.glob("*/pincite/__init__.py")] == []


def test_no_source_file_is_loaded_under_two_names():
    # By the packages' own folders: a clone is mostly called "pincite" and holds an environment.
    packages = [
        Path(str(importlib.import_module(f"pincite.{name}").__file__)).resolve().parent
        for name in COMPONENTS
    ]
    names: dict[str, list[str]] = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        path = Path(file).resolve() if file else ROOT
        if name != "__main__" and any(path.is_relative_to(package) for package in packages):
            names.setdefault(str(path), []).append(name)
    assert names
    assert {file: held for file, held in names.items() if len(held) > 1} == {}


def test_no_module_is_longer_than_400_lines():
    lengths = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for name in COMPONENTS
        for path in (ROOT / name / "pincite").rglob("*.py")
    }
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_says_what_it_is(name):
    assert (ROOT / name / "README.md").is_file()
