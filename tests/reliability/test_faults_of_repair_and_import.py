"""Repairing and importing stand kills, power cuts and failing disks at any call as well."""

import errno
import shutil
import sys
from pathlib import Path

import pytest

KINDS = ["kill before", "kill after", "power cut", "fail from"]
FULL = {"errno": errno.ENOSPC}


def damage(case) -> None:
    """Flips a bit in everything that is derived."""
    case.again()
    (folder,) = (case.index / "generations").iterdir()
    for path in (folder / "vectors.faiss", folder / "words" / "meta.json"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)


def check_repair(station, case, kind: str, step: int) -> int:
    """Opens a damaged index with a fault at each `step`th call; how many calls there are."""
    damage(case)
    calls = station(do="look", index=case.index, fault={"kind": "count", "at": 0})["calls"]
    for at in range(0, calls, step):
        damage(case)
        seen = station(do="look", index=case.index, fault={"kind": kind, "at": at, **FULL})
        if "error" in seen:
            assert (seen["error"], seen["exit_code"]) == ("TemporaryError", 4), (at, seen)
        assert station(do="look", index=case.index) == case.before, at
        assert station(do="look", index=case.index) == case.before, at
    return calls


def check_import(station, case, kind: str, step: int) -> int:
    """Imports with a fault at each `step`th call; how many calls there are."""
    place, file = case.place / "far", case.place / "kept.index"
    station(do="export", index=case.place / "kept", file=file)
    place.mkdir()
    work = {"do": "import", "index": place / "ix", "file": file}
    calls = station(**work, fault={"kind": "count", "at": 0})["calls"]
    for at in range(0, calls, step):
        shutil.rmtree(place)
        place.mkdir()
        done = station(**work, fault={"kind": kind, "at": at, **FULL})
        if "error" in done:
            assert (done["error"], done["exit_code"]) == ("TemporaryError", 4), (at, done)
        seen = station(do="look", index=place / "ix")
        assert seen == case.before or seen["error"] == "IndexMissingError", (at, seen)
        assert station(**work)["generation"] == case.before["generation"]
        assert station(do="look", index=place / "ix") == case.before
        assert [path.name for path in (place / "ix" / "generations").iterdir()] == [
            case.before["generation"]
        ]
    return calls


def check_export(station, case, kind: str) -> int:
    """Exports over an older file with a fault at each call; how many calls there are."""
    place: Path = case.place / "out"
    place.mkdir()
    index, file = place / "ix", place / "docs.index"
    shutil.copytree(case.place / "kept", index)
    calls = station(do="export", index=index, file=file, fault={"kind": "count", "at": 0})["calls"]
    whole = file.read_bytes()
    for at in range(calls):
        file.write_bytes(whole)
        fault = {"kind": kind, "at": at, **FULL}
        done = station(do="export", index=index, file=file, fault=fault)
        assert file.read_bytes() == whole
        if "error" in done:
            assert (done["error"], done["exit_code"]) == ("TemporaryError", 4), (at, done)
            assert [path.name for path in place.glob(".docs*")] == []
        for path in place.glob(".docs*"):
            path.unlink()
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_repair_with_a_fault_at_each_call(faulty_station, case, kind: str) -> None:
    calls = check_repair(faulty_station, case, kind, step=1)
    sys.stderr.write(f"\nrepair, {kind}: {calls} calls\n")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_an_import_with_a_fault_at_each_call(faulty_station, case, kind: str) -> None:
    calls = check_import(faulty_station, case, kind, step=1)
    sys.stderr.write(f"\nimport, {kind}: {calls} calls\n")


def test_a_repair_with_some_kills(faulty_station, case) -> None:
    assert check_repair(faulty_station, case, "kill before", step=60) > 20


def test_a_killed_export_leaves_the_older_file(faulty_station, case) -> None:
    assert check_export(faulty_station, case, "kill before") > 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_failed_export_leaves_the_older_file(faulty_station, case, kind: str) -> None:
    assert check_export(faulty_station, case, kind) > 3
