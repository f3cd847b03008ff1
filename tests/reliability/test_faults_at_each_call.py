"""Killed, or with a disk that fails, at any call that changes a file a run loses nothing.

Every call of a small update is taken in turn. Whatever happens there, the old generation answers
or the new one does, whole; and the next run finishes.
"""

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KILLED = 9
EACH = pytest.mark.slow


def calls_of(station, case) -> int:
    """How many calls of the update change a file."""
    done = station(do="update", **case.paths, fault={"kind": "count", "at": 0})
    assert done["generation"] == case.after["generation"]
    return int(done["calls"])


def check_after(station, case) -> None:
    """The index answers from one whole generation, and the next run finishes."""
    assert station(do="look", index=case.index) in (case.before, case.after)
    assert station(do="update", **case.paths)["generation"] == case.after["generation"]
    assert station(do="look", index=case.index) == case.after
    assert case.remains == [case.after["generation"]]


def kill_at(station, case, at: int, kind: str) -> bool:
    case.again()
    done = station(do="update", **case.paths, fault={"kind": kind, "at": at})
    # The threads of the word index make the number of calls differ by a few.
    assert done["signal"] == KILLED or done["generation"] == case.after["generation"], (at, done)
    check_after(station, case)
    return bool(done["signal"] == KILLED)


def fail_at(station, case, at: int, kind: str, number: int) -> bool:
    """Lets calls fail; whether the run could not go on."""
    case.again()
    done = station(do="update", **case.paths, fault={"kind": kind, "at": at, "errno": number})
    if "error" in done:
        assert done["error"] == "TemporaryError", (at, done)
        assert done["exit_code"] == 4
        # SQLite does not always say what stopped it.
        told = "free some space" if number == errno.ENOSPC else "check it"
        assert told in done["message"] or "the space left on it" in done["message"], done
        assert "run it again" in done["message"]
    else:
        assert done["generation"] == case.after["generation"], (at, done)
    check_after(station, case)
    return "error" in done


@pytest.mark.parametrize("kind", ["kill before", "kill after", "power cut"])
def test_killed_at_some_calls(faulty_station, case, kind: str) -> None:
    calls = calls_of(faulty_station, case)
    assert calls > 50
    for at in range(3, calls, calls // 3):
        kill_at(faulty_station, case, at, kind)


def test_the_disk_is_full_from_some_calls_on(faulty_station, case) -> None:
    calls = calls_of(faulty_station, case)
    for at in range(2, calls, calls // 4):
        fail_at(faulty_station, case, at, "fail from", errno.ENOSPC)


@EACH
@pytest.mark.parametrize("kind", ["kill before", "kill after", "power cut"])
def test_killed_at_each_call(faulty_station, case, kind: str) -> None:
    calls = calls_of(faulty_station, case)
    killed = sum(kill_at(faulty_station, case, at, kind) for at in range(calls))
    sys.stderr.write(f"\n{kind}: {calls} calls, {killed} runs killed\n")
    assert killed >= calls - 10


@EACH
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("kind", ["fail once", "fail from"])
def test_the_disk_fails_at_each_call(faulty_station, case, kind: str, number: int) -> None:
    calls = calls_of(faulty_station, case)
    stopped = sum(fail_at(faulty_station, case, at, kind, number) for at in range(calls))
    name = errno.errorcode[number]
    sys.stderr.write(f"\n{kind} {name}: {calls} calls, {stopped} runs gave up\n")


@EACH
@pytest.mark.parametrize("fault", ["error=ENOSPC", "error=EIO", "signal=KILL"])
def test_renames_that_bypass_the_c_library_fail_or_kill(station, case, fault: str) -> None:
    tracer = shutil.which("strace")
    if tracer is None or not _may_trace(tracer):
        pytest.skip("needs strace and the right to use it")
    calls = "renameat,renameat2"
    work = [sys.executable, str(Path(__file__).with_name("one_update.py"))]
    for at in range(1, 40):
        case.again()
        inject = ["-e", f"trace={calls}", "-e", f"inject={calls}:{fault}:when={at}"]
        done = subprocess.run(
            [tracer, "-f", *inject, *work, case.index, case.place / "docs"],
            capture_output=True,
            text=True,
        )
        check_after(station, case)
        if "INJECTED" not in done.stderr and "killed" not in done.stderr:
            break
        assert done.returncode in (-KILLED, 0, 4), done.stderr
        assert "Traceback" not in done.stderr
    sys.stderr.write(f"\n{fault}: {at - 1} renames\n")
    assert at > 1


def _may_trace(tracer: str) -> bool:
    return subprocess.run([tracer, "true"], capture_output=True).returncode == 0
