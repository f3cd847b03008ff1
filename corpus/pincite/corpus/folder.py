"""Finds the files under the given paths and loads each as a document."""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pincite.corpus.documents import Document
from pincite.corpus.errors import DocumentError, InputError, SkippedError, UnreadableError
from pincite.corpus.language import LANGUAGE_NAMES
from pincite.corpus.reading import reader_for
from pincite.corpus.settings_file import (
    SETTINGS_NAME,
    FolderSettings,
    matches,
    read_settings,
)

_MOST_BYTES = 1024 * 2**20
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file under a root, or something in its place that cannot become a document."""

    root: Path
    """The folder, or the single file, that was asked for."""
    path: Path
    source: str
    """Its path relative to the root, with the root's name in front where two roots clash."""
    problem: DocumentError | None = None
    """Why it cannot become a document, where that shows before it is read."""

    @property
    def relative(self) -> str:
        """Its path relative to the root's folder, whatever the source is called."""
        return _relative(self.path, self.root)


def find_files(
    roots: Sequence[Path], excludes: Sequence[str] = (), *, keep_out: Sequence[Path] = ()
) -> list[FoundFile]:
    """The files under the roots in the order of their sources.

    Hidden files and folders are never taken, nor is anything in the folders of `keep_out` (the
    index). A path matched by `excludes`, or by the root's own `pincite.toml`, is found as skipped;
    so is what is no ordinary file, and a link that leads out of its root or in a circle.

    Raises:
        InputError: a root does not exist, or a `pincite.toml` makes no sense.
    """
    closed = {path.resolve() for path in keep_out}
    found: dict[Path, FoundFile] = {}
    for root in sorted({_checked(Path(root)) for root in roots}, key=lambda root: len(root.parts)):
        settings = read_settings(root)
        patterns = (*excludes, *settings.exclude)
        for file in _Walk(root, patterns, closed).files():
            found.setdefault(file.path, file)
    return sorted(_with_own_sources(list(found.values())), key=lambda file: file.source)


def load_document(found: FoundFile, settings: FolderSettings | None = None) -> Document:
    """The document that the file holds, with what the settings say about it.

    Without `settings` those of the file's own root are read.

    Raises:
        SkippedError: the file is left out on purpose; the message says why.
        UnreadableError: the file should have been read and could not be.
    """
    data = read_file(found)
    return document_of(found, data, read_settings(found.root) if settings is None else settings)


def read_file(found: FoundFile) -> bytes:
    """The bytes of the file as they are now.

    Raises:
        SkippedError, UnreadableError: it is no file that can be read.
    """
    if found.problem:
        raise found.problem
    return _read_bytes(found.path)


def document_of(found: FoundFile, data: bytes, settings: FolderSettings) -> Document:
    """The document that the bytes of a file hold, with what the settings say about it.

    Raises:
        SkippedError, UnreadableError: as for `load_document`.
    """
    own = settings.for_file(found.relative)
    reader = reader_for(found.path, size_bytes=len(data), with_ocr=own.ocr)
    document = reader.read(data, found.source)
    return replace(
        document,
        title=own.title or document.title,
        as_of=own.as_of or document.as_of,
        address=own.address or document.address,
        notes=(*_language_note(document), *document.notes),
    )


def _language_note(document: Document) -> tuple[str, ...]:
    if document.language == "en":
        return ()
    return (f"its language seems to be {LANGUAGE_NAMES[document.language]}",)


def _checked(root: Path) -> Path:
    try:
        resolved = root.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise InputError(f"{root} does not exist; name a folder or a file that does") from error
    return resolved


class _Walk:
    """Goes through one root."""

    def __init__(self, root: Path, excludes: Sequence[str], closed: Iterable[Path]) -> None:
        self._root = root
        self._excludes = excludes
        self._closed = frozenset(closed)

    def files(self) -> Iterator[FoundFile]:
        if self._root.is_dir():
            yield from self._folder(self._root)
        else:
            yield self._file(self._root)

    def _folder(self, start: Path) -> Iterator[FoundFile]:
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            if folder in self._closed:
                continue
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                yield self._problem(folder, UnreadableError(_os_reason(error)))
                continue
            for entry in entries:
                if entry.name.startswith(".") or entry.name == SETTINGS_NAME:
                    continue
                path = Path(entry.path)
                if entry.is_dir(follow_symlinks=False) and not self._excluded(path):
                    waiting.append(path)
                else:
                    yield self._file(path)

    def _file(self, path: Path) -> FoundFile:
        if pattern := self._excluded(path):
            return self._problem(path, SkippedError(f"it is excluded by the pattern {pattern!r}"))
        if problem := _name_problem(path) or self._kind_problem(path):
            return self._problem(path, problem)
        return FoundFile(self._root, path, _relative(path, self._root))

    def _excluded(self, path: Path) -> str | None:
        relative = _relative(path, self._root)
        return next((pattern for pattern in self._excludes if matches(relative, pattern)), None)

    def _kind_problem(self, path: Path) -> DocumentError | None:
        try:
            mode = path.lstat().st_mode
        except OSError as error:
            return UnreadableError(_os_reason(error))
        if stat.S_ISLNK(mode):
            return self._link_problem(path)
        if not stat.S_ISREG(mode):
            return SkippedError(f"it is {_KINDS.get(stat.S_IFMT(mode), 'no file')}, not a file")
        if not mode & 0o444:
            return UnreadableError("nobody has the right to read it; change its permissions")
        return None

    def _link_problem(self, path: Path) -> DocumentError:
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return SkippedError("it is a link that leads nowhere or in a circle")
        if target.is_relative_to(self._root):
            return SkippedError("it is a link to another place in the folder, which is read there")
        return SkippedError("it is a link that leads out of the folder")

    def _problem(self, path: Path, problem: DocumentError) -> FoundFile:
        return FoundFile(self._root, path, _relative(path, self._root), problem)


def _relative(path: Path, root: Path) -> str:
    """The path below the root with `/`, odd bytes of the name shown as escapes."""
    relative = path.relative_to(root).as_posix() if path != root else path.name
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _name_problem(path: Path) -> DocumentError | None:
    try:
        os.fsencode(path).decode("utf-8")
    except UnicodeDecodeError:
        return SkippedError("its name is not UTF-8; rename it")
    return None


def _with_own_sources(files: list[FoundFile]) -> list[FoundFile]:
    """Puts the root's name, or more of its path, in front of sources that are not unique."""
    for depth in range(1, 64):
        counts = Counter(file.source for file in files)
        if max(counts.values(), default=1) == 1:
            break
        files = [
            replace(file, source=_prefixed(file, depth)) if counts[file.source] > 1 else file
            for file in files
        ]
    return files


def _prefixed(file: FoundFile, depth: int) -> str:
    folder = file.root.parent if file.root == file.path else file.root
    names = [part for part in folder.parts if part != folder.anchor][-depth:]
    return "/".join([*names, file.relative])


def _read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file; whatever else has taken its place is refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode):
                raise SkippedError("it is not an ordinary file")
            if facts.st_size > _MOST_BYTES:
                raise SkippedError(f"it is larger than {_MOST_BYTES >> 20} MiB; split it")
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise UnreadableError(_os_reason(error)) from error


def _os_reason(error: OSError) -> str:
    return f"it cannot be read ({(error.strerror or str(error)).lower()})"
