"""Kept answers: what was answered and what people said of it, for as long as was asked for.

One SQLite file in the folder of the index, beside its generations. An answer leaves when its days
are over, or as soon as one of the documents it speaks from does.
"""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from pincite.corpus.errors import InputError, TemporaryError
from pincite.indexer.records import DocumentRecord
from pincite.qa.answers import Question

FILE_NAME = "kept-answers.sqlite"
MOST_DAYS = 3650
DAY_S = 86_400
Json = dict[str, Any]
Verdict = Literal["right", "wrong", "should_have_abstained"]

_ANYTHING = "*"
"""In place of a document: the conversation holds words whose document is not known."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    answer_id TEXT PRIMARY KEY, kept_at REAL NOT NULL, expires_at REAL NOT NULL,
    said TEXT, answer TEXT NOT NULL, asked TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS answers_said ON answers (said);
CREATE INDEX IF NOT EXISTS answers_expire ON answers (expires_at);
CREATE TABLE IF NOT EXISTS speaks_from (
    answer_id TEXT NOT NULL REFERENCES answers ON DELETE CASCADE, document_id TEXT NOT NULL,
    PRIMARY KEY (answer_id, document_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS speaks_from_document ON speaks_from (document_id);
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY REFERENCES answers ON DELETE CASCADE,
    given_at REAL NOT NULL, feedback TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the right answer stands, in the words of the document at that time."""

    document_id: str
    source: str
    start: int
    end: int
    quote: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of an answer."""

    verdict: Verdict
    place: Place | None = None
    comment: str | None = None

    def to_json(self) -> Json:
        """The feedback as the service tells it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was, with what was asked and what was said of it."""

    answer_id: str
    kept_at: float
    expires_at: float
    answer: Json
    asked: Json = field(repr=False)
    """The question's "history", "in" and "as_of"."""
    feedback: Json | None


class KeptAnswers:
    """The store; safe to use from several threads and beside other processes."""

    def __init__(self, path: Path, *, days: int, now: Callable[[], float] = time.time) -> None:
        """Opens the file, which is made where it is missing, and drops what is over.

        Raises:
            InputError: the number of days makes no sense.
            TemporaryError: the file cannot be opened.
        """
        if not 1 <= days <= MOST_DAYS:
            raise InputError(f"--keep-answers {days}: days are a number from 1 to {MOST_DAYS}")
        self._days = days
        self._now = now
        self._lock = threading.Lock()
        self._connection = _connected(path)
        self.drop_expired()

    @classmethod
    def of_index(cls, index_dir: Path, *, days: int = MOST_DAYS) -> Self:
        """The kept answers of an index."""
        return cls(index_dir / FILE_NAME, days=days)

    @property
    def days(self) -> int:
        """How long an answer is kept."""
        return self._days

    def keep(self, question: Question, answer: Json) -> str:
        """Keeps the answer and returns the name it can be found by, which nobody can guess."""
        answer_id = secrets.token_urlsafe(16)
        now = self._now()
        asked = {
            "history": [asdict(turn) for turn in question.history],
            "in": list(question.sources),
            "as_of": question.as_of,
        }
        with self._writing() as connection:
            sources = _documents_of(answer) | _documents_said(connection, question)
            connection.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)",
                (
                    answer_id,
                    now,
                    now + self._days * DAY_S,
                    answer["answer"],
                    json.dumps(answer),
                    json.dumps(asked),
                ),
            )
            _note_documents(connection, answer_id, sources)
        return answer_id

    def find(self, answer_id: str) -> KeptAnswer | None:
        """The answer of that id; None where there is none, or none any more."""
        with self._lock:
            row = self._connection.execute(
                f"{_SELECT} WHERE answer_id = ? AND expires_at > ?", (answer_id, self._now())
            ).fetchone()
        return None if row is None else _kept(row)

    def judge(self, answer_id: str, feedback: Feedback) -> None:
        """Notes what a person says of a kept answer, in place of what was said before."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)",
                (answer_id, self._now(), json.dumps(feedback.to_json())),
            )
            if feedback.place is not None:
                _note_documents(connection, answer_id, {feedback.place.document_id})

    def judged(self) -> list[KeptAnswer]:
        """All answers of which something was said, oldest first."""
        with self._lock:
            rows = self._connection.execute(
                f"{_SELECT} WHERE feedback IS NOT NULL AND expires_at > ?"
                " ORDER BY kept_at, answer_id",
                (self._now(),),
            ).fetchall()
        return [_kept(row) for row in rows]

    def forget_document(self, document_id: str) -> None:
        """Drops every answer that speaks from a document, or may do so."""
        self._drop(
            "answer_id IN (SELECT answer_id FROM speaks_from WHERE document_id IN (?, ?))",
            (document_id, _ANYTHING),
        )

    def forget_all_but(self, document_ids: Collection[str]) -> None:
        """Drops every answer that speaks from another document than these."""
        with self._lock:
            rows = self._connection.execute("SELECT DISTINCT document_id FROM speaks_from")
            known = {document_id for (document_id,) in rows} - {_ANYTHING}
        for document_id in sorted(known - set(document_ids)):
            self.forget_document(document_id)

    def drop_expired(self) -> None:
        """Drops what has been kept for as long as was asked for when it was kept, or is now."""
        now = self._now()
        self._drop("expires_at <= ? OR kept_at <= ?", (now, now - self._days * DAY_S))

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    def _drop(self, condition: str, values: Sequence[object]) -> None:
        with self._writing() as connection:
            dropped = connection.execute(f"DELETE FROM answers WHERE {condition}", values).rowcount
        if dropped:
            # What was dropped leaves the log of changes too, not only the tables.
            with self._lock, closing(self._connection.cursor()) as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with self._connection:
                    yield self._connection
            except sqlite3.Error as error:
                raise TemporaryError(f"kept answers cannot be written now ({error})") from error


_SELECT = (
    "SELECT answer_id, kept_at, expires_at, answer, asked, feedback"
    " FROM answers LEFT JOIN feedback USING (answer_id)"
)


def forget_removed(index_dir: Path, documents: Callable[[], Sequence[DocumentRecord]]) -> None:
    """Drops kept answers of documents that the index holds no more, if any are kept."""
    if (index_dir / FILE_NAME).exists():
        held = {document.document_id for document in documents()}
        with closing(KeptAnswers.of_index(index_dir)) as kept:
            kept.forget_all_but(held)


def _connected(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(_SCHEMA)
        path.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise TemporaryError(f"{path}: kept answers cannot be opened ({error})") from error
    return connection


def _kept(row: tuple[Any, ...]) -> KeptAnswer:
    answer_id, kept_at, expires_at, answer, asked, feedback = row
    said = None if feedback is None else json.loads(feedback)
    return KeptAnswer(answer_id, kept_at, expires_at, json.loads(answer), json.loads(asked), said)


def _note_documents(
    connection: sqlite3.Connection, answer_id: str, document_ids: Collection[str]
) -> None:
    rows = [(answer_id, document_id) for document_id in sorted(document_ids)]
    connection.executemany("INSERT OR IGNORE INTO speaks_from VALUES (?, ?)", rows)


def _documents_of(answer: Mapping[str, Any]) -> set[str]:
    """The documents of every citation that the answer holds, at whatever depth."""
    cited = {each["document_id"] for name in ("citations", "closest") for each in answer[name]}
    nested = [*answer["parts"], *answer["alternatives"]]
    return cited | {each["document_id"] for part in nested for each in part["citations"]}


def _documents_said(connection: sqlite3.Connection, question: Question) -> set[str]:
    """The documents that earlier answers of the conversation spoke from, as far as it is known."""
    found: set[str] = set()
    for said in {turn.answer for turn in question.history if turn.answer}:
        rows = connection.execute(
            "SELECT DISTINCT document_id FROM speaks_from JOIN answers USING (answer_id)"
            " WHERE said = ?",
            (said,),
        ).fetchall()
        found |= {document_id for (document_id,) in rows} or {_ANYTHING}
    return found
