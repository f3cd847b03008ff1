"""For all tests: the network is blocked."""

import socket
from collections.abc import Iterator

import pytest

Address = tuple[object, ...] | str | bytes


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Makes every connection that leaves this machine fail the test that tries it."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    yield
    patch.undo()


def _guarded(connect):
    def guarded(self: socket.socket, address: Address) -> object:
        if not _is_local(self.family, address):
            raise RuntimeError(f"a test must not reach the network: {address!r}")
        return connect(self, address)

    return guarded


def _is_local(family: int, address: Address) -> bool:
    if family == getattr(socket, "AF_UNIX", None):
        return True
    host = str(address[0])
    return host in ("localhost", "::1") or host.startswith("127.")
