"""Limits: how many requests a minute one bearer may make."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: float


class RateLimit:
    """A bucket of requests for each name, refilled evenly.

    >>> now = iter([0.0, 0.0, 0.0, 30.0]).__next__
    >>> limit = RateLimit(2, clock=now)
    >>> [limit.wait_s("anna") for _ in range(4)]
    [0.0, 0.0, 30.0, 0.0]
    """

    def __init__(self, a_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def wait_s(self, name: str) -> float:
        """0 when the request is let in, else the seconds until one will be."""
        now = self._clock()
        bucket = self._buckets.setdefault(name, _Bucket(float(self._a_minute), now))
        refill = (now - bucket.filled_at) * self._a_minute / 60
        bucket.left = min(float(self._a_minute), bucket.left + refill)
        bucket.filled_at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0.0
        return (1 - bucket.left) * 60 / self._a_minute
