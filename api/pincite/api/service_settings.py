"""What can be set about the service; the defaults are safe on any machine."""

from dataclasses import dataclass
from ipaddress import ip_address

from pincite.api.tokens import Token
from pincite.corpus.errors import InputError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Where the service listens, whom it answers, and how much it takes on.

    Raises:
        InputError: the settings contradict one another, or open more than they say.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    tokens: tuple[Token, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    """Host names it is reached by, besides those of the loopback."""
    anyone_may_ask: bool = False
    """Whether an address other than the loopback may be served without a token."""
    workers: int = 1
    """Questions answered at the same time; the reader itself uses every core."""
    waiting: int = 64
    """Questions that may wait; the next one is refused."""
    requests_a_minute: int = 240
    """For each token; without tokens there is no limit."""
    largest_body: int = MIB
    """Bytes of a request."""
    largest_upload: int = 50 * MIB
    body_timeout_s: float = 10.0
    """How long a client may take to send a request's body."""
    header_timeout_s: float = 10.0
    log_questions: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise InputError(f"--port {self.port}: a port is a number from 0 to 65535")
        if self.workers < 1 or self.waiting < 1 or self.requests_a_minute < 1:
            raise InputError("workers, waiting questions and requests a minute are at least 1")
        if not (self.is_loopback or self.tokens or self.anyone_may_ask):
            raise InputError(
                f"--host {self.host}: other machines could then read the documents; "
                "give --tokens FILE, or --anyone-may-ask if that is meant"
            )

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches the address."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether the name or address means this machine and no other.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
