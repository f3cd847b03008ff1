"""Numbers for Prometheus, in its text form."""

from bisect import bisect_left
from collections import Counter
from itertools import accumulate

BUCKETS_S = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Counts requests and answers; used from one event loop."""

    def __init__(self) -> None:
        self._requests = Counter[tuple[str, str, int]]()
        self._answers = Counter[str]()
        self._durations = [0] * (len(BUCKETS_S) + 1)
        self._seconds = 0.0

    def count_request(self, method: str, route: str, status: int) -> None:
        """One request came to an end."""
        self._requests[method, route, status] += 1

    def count_answer(self, status: str, seconds: float) -> None:
        """One question was answered."""
        self._answers[status] += 1
        self._durations[bisect_left(BUCKETS_S, seconds)] += 1
        self._seconds += seconds

    def text(self, *, questions_inside: int) -> str:
        """All numbers in the exposition format 0.0.4."""
        return "\n".join(
            [
                "# TYPE pincite_requests_total counter",
                *(
                    f'pincite_requests_total{{method="{method}",route="{route}",'
                    f'status="{status}"}} {count}'
                    for (method, route, status), count in sorted(self._requests.items())
                ),
                "# TYPE pincite_answers_total counter",
                *(
                    f'pincite_answers_total{{status="{status}"}} {count}'
                    for status, count in sorted(self._answers.items())
                ),
                "# TYPE pincite_questions_inside gauge",
                f"pincite_questions_inside {questions_inside}",
                *self._histogram("pincite_answer_seconds"),
                "",
            ]
        )

    def _histogram(self, name: str) -> list[str]:
        bounds = [*map(str, BUCKETS_S), "+Inf"]
        running = list(accumulate(self._durations))
        return [
            f"# TYPE {name} histogram",
            *(f'{name}_bucket{{le="{le}"}} {n}' for le, n in zip(bounds, running, strict=True)),
            f"{name}_sum {self._seconds:.6f}",
            f"{name}_count {running[-1]}",
        ]
