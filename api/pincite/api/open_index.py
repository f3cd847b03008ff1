"""The open index of the service: always the newest generation, changed without a pause."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from pincite.corpus import Document, PinciteError
from pincite.indexer.originals import Original
from pincite.indexer.records import DocumentRecord
from pincite.qa.answers import Answer, Hit, Question

logger = logging.getLogger(__name__)


class Library(Protocol):
    """What one generation of an index holds."""

    @property
    def generation(self) -> str:
        """A hash of what it holds."""

    def documents(self) -> Sequence[DocumentRecord]:
        """All documents in the order of their sources."""

    def document(self, name: str, /) -> Document:
        """The document of that source or document id."""

    def original(self, name: str, /) -> Original:
        """The file behind it, while it is still what was indexed."""


class Assistant(Protocol):
    """Answers over one generation of an index."""

    @property
    def index(self) -> Library:
        """What it answers from."""

    @property
    def calibration(self) -> object:
        """What its confidences were calibrated by; None where they were not."""

    def ask(self, question: Question) -> Answer:
        """The answer with its citations."""

    def search(self, query: str, *, sources: Sequence[str] = (), top_k: int = 10) -> list[Hit]:
        """The passages nearest to the query."""

    def close(self) -> None:
        """Releases the generation."""


@dataclass(eq=False)
class _Opened:
    assistant: Assistant
    users: int = 0
    is_outdated: bool = False


class OpenIndex:
    """Lends the assistant over the newest generation; safe to use from several threads."""

    def __init__(
        self, open_assistant: Callable[[], Assistant], current_generation: Callable[[], str]
    ) -> None:
        """Opens what is there now.

        Raises:
            IndexUnusableError: the index is missing, damaged or of another version.
        """
        self._open_assistant = open_assistant
        self._current_generation = current_generation
        self._lock = threading.Lock()
        self._opened = _Opened(open_assistant())

    @property
    def generation(self) -> str:
        """The generation that is lent now."""
        return self._opened.assistant.index.generation

    @property
    def is_calibrated(self) -> bool:
        """Whether an error can be asked for."""
        return self._opened.assistant.calibration is not None

    @contextmanager
    def lent(self) -> Iterator[Assistant]:
        """The assistant of the newest generation, held until it is given back."""
        with self._lock:
            opened = self._opened
            opened.users += 1
        try:
            yield opened.assistant
        finally:
            self._give_back(opened)

    def warm_up(self) -> None:
        """Loads what the first question would have to wait for."""
        with self.lent() as assistant:
            _warm_up(assistant)

    def refresh(self) -> bool:
        """Takes up a newer generation, if there is one; whether there was.

        Where the new one cannot be opened the old one goes on answering.
        """
        try:
            if self._current_generation() == self.generation:
                return False
            fresh = self._open_assistant()
            _warm_up(fresh)
        except (PinciteError, OSError) as error:
            logger.warning("the new state of the index cannot be opened yet: %s", error)
            return False
        self._replace(_Opened(fresh))
        return True

    def close(self) -> None:
        """Closes the index as soon as nobody uses it."""
        with self._lock:
            opened = self._opened
            opened.is_outdated = True
            is_free = opened.users == 0
        if is_free:
            opened.assistant.close()

    def _replace(self, fresh: _Opened) -> None:
        with self._lock:
            old, self._opened = self._opened, fresh
            old.is_outdated = True
            is_free = old.users == 0
        if is_free:
            old.assistant.close()

    def _give_back(self, opened: _Opened) -> None:
        with self._lock:
            opened.users -= 1
            is_last = opened.is_outdated and opened.users == 0
        if is_last:
            opened.assistant.close()


def _warm_up(assistant: Assistant) -> None:
    if assistant.index.documents():
        assistant.ask(Question("What is this about?", top_k=1))
