"""The check of a built wheel finds what is planted."""

import runpy
from pathlib import Path

import pytest

CHECK = runpy.run_path(str(Path(__file__).with_name("check_wheel.py")))
WHOLE = [
    *CHECK["NEEDED"],
    *(f"pincite/{part}/py.typed" for part in CHECK["COMPONENTS"]),
    "pincite-0.1.0.dist-info/RECORD",
]


def test_a_whole_wheel_has_no_faults():
    assert CHECK["faults"](WHOLE) == []


@pytest.mark.parametrize("extra", ["pincite/__init__.py", "api/cli.py", "tests/test_a.py"])
def test_a_file_that_does_not_belong_is_named(extra):
    assert any(extra in fault for fault in CHECK["faults"]([*WHOLE, extra]))


@pytest.mark.parametrize("lost", WHOLE[:-1])
def test_a_file_that_is_missing_is_named(lost):
    assert len(CHECK["faults"]([name for name in WHOLE if name != lost])) == 1
