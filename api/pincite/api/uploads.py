"""Writing: uploaded files as a root of their own, and the job that indexes them."""

import logging
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pincite.api.problems import NotFoundError
from pincite.corpus.errors import InputError, PinciteError
from pincite.indexer.reports import FileReport, IndexReport, Progress

logger = logging.getLogger(__name__)

State = Literal["waiting", "running", "done", "failed"]
Update = Callable[[Path, Progress], IndexReport]
# A plain file name: no folders, nothing hidden, nothing that a file system reads otherwise.
_NAME = re.compile(r"[^\W_][\w .,()&+-]{0,119}")
_KEPT_JOBS = 200


@dataclass
class Job:
    """One update of the index, and how far it has come."""

    job_id: str
    source: str
    state: State = "waiting"
    stage: str | None = None
    done: int = 0
    total: int = 0
    reason: str | None = None
    generation: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The job as the service tells it."""
        return asdict(self)


class Uploads:
    """Keeps uploaded files in a folder and has them indexed, one job after the other."""

    def __init__(self, folder: Path, update: Update) -> None:
        """Uses the folder, which is made where it is missing.

        Args:
            folder: where files are kept; a root of the index.
            update: makes what is indexed under a folder equal to what lies there.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._update = update
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._count = 0
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="indexing")

    def add(self, name: str, content: bytes) -> Job:
        """Keeps the file, in place of one of the same name, and begins to index it.

        Raises:
            InputError: the name is none for a file, or the file is empty.
        """
        if not content:
            raise InputError(f"{name}: the file is empty")
        path = self._path(name)
        fresh = self._folder / f".{path.name}.new"
        with self._lock:
            fresh.write_bytes(content)
            fresh.replace(path)
        return self._begin(name)

    def remove(self, source: str) -> Job:
        """Removes the file and begins to take it out of the index.

        Args:
            source: the document as the index names it.

        Raises:
            NotFoundError: no such file was uploaded.
        """
        if not self.holds(source):
            raise NotFoundError(f"{source}: was not uploaded here, so it is not removed")
        name = source.rpartition("/")[2]
        with suppress(FileNotFoundError):
            self._path(name).unlink()
        return self._begin(name)

    def holds(self, source: str) -> bool:
        """Whether a document is an uploaded file; its root's name may stand in front of it."""
        name = source.removeprefix(f"{self._folder.name}/")
        return _NAME.fullmatch(name) is not None and (self._folder / name).is_file()

    def job(self, job_id: str) -> Job:
        """The job of that id.

        Raises:
            NotFoundError: there is none.
        """
        job = self._jobs.get(job_id)
        if job is None:
            raise NotFoundError(f"{job_id}: there is no such job")
        return job

    def catch_up(self) -> Job | None:
        """Begins to index what an earlier service kept and could not index any more."""
        if any(self._folder.iterdir()):
            return self._begin(self._folder.name)
        return None

    def close(self) -> None:
        """Begins nothing more; a job that runs is left to end."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name) or name.endswith((" ", ".")):
            raise InputError(f"{name!r:.150} is not a plain file name, such as report.md")
        return self._folder / name

    def _begin(self, source: str) -> Job:
        with self._lock:
            self._count += 1
            job = Job(f"job-{self._count}", source)
            self._jobs[job.job_id] = job
            while len(self._jobs) > _KEPT_JOBS:
                del self._jobs[next(iter(self._jobs))]
        self._worker.submit(self._run, job)
        return job

    def _run(self, job: Job) -> None:
        def progress(stage: str, done: int, total: int) -> None:
            job.stage, job.done, job.total = stage, done, total

        job.state = "running"
        try:
            report = self._update(self._folder, progress)
        except PinciteError as error:
            job.state, job.reason = "failed", " ".join(str(error).split())
        except Exception:
            logger.exception("indexing failed")
            job.state, job.reason = "failed", "an internal error; the log of the service says more"
        else:
            self._finish(job, report)

    def _finish(self, job: Job, report: IndexReport) -> None:
        own = [file for file in report.files if _is_named(file, job.source)]
        job.generation = report.generation
        job.reason = next((file.reason for file in own if file.reason), None)
        failed = any(file.state in ("failed", "skipped") for file in own)
        job.state = "failed" if failed else "done"


def _is_named(file: FileReport, name: str) -> bool:
    """Whether the source is the file's; one of several roots may stand in front of it."""
    return file.source == name or file.source.endswith(f"/{name}")
