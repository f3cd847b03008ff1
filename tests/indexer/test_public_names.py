"""The names the package offers, and what importing it costs."""

import subprocess
import sys

import pytest

import pincite.indexer


def test_every_public_name_is_there() -> None:
    for name in pincite.indexer.__all__:
        assert getattr(pincite.indexer, name) is not None
    assert sorted(pincite.indexer._HOMES) == pincite.indexer.__all__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Nothing"):
        _ = pincite.indexer.Nothing


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, pincite.indexer; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
