"""The files under the roots of an index: which there are, and what each holds now."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from blake3 import blake3

from pincite.corpus import (
    Document,
    FileSettings,
    FolderSettings,
    FoundFile,
    find_files,
    read_settings,
)
from pincite.corpus.folder import document_of, read_file
from pincite.indexer.generation import Root
from pincite.indexer.records import digest
from pincite.indexer.store import Key
from pincite.indexer.versions import READING


@dataclass(frozen=True, slots=True)
class Found:
    """A file under one of the roots."""

    key: Key
    file: FoundFile
    settings: FolderSettings

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self.file.path

    def read(self) -> bytes:
        """What the file holds now, read once, so that hash and document are of the same bytes.

        Raises:
            SkippedError, UnreadableError: it cannot become a document.
        """
        return read_file(self.file)

    def fingerprints(self, data: bytes) -> tuple[str, ...]:
        """Hashes of the file's bytes and of what its folder's settings say about it.

        The first is the one a document read now gets; one that has another is read just as well.
        """
        own = self.settings.for_file(self.file.relative)
        return fingerprints_of(blake3(data).hexdigest(), own)

    def document(self, data: bytes) -> Document:
        """The document that the file's bytes hold.

        Raises:
            SkippedError, UnreadableError: they hold none.
        """
        return document_of(self.file, data, self.settings)


def fingerprints_of(hashed: str, own: FileSettings) -> tuple[str, ...]:
    """Hashes of the hash of a file's bytes, of how it is read, and of what settings say of it.

    The first is the one of a document read now. What was recognised in pictures stays good when
    nobody asks for recognising any more.
    """
    parts = (str(READING), hashed, own.title or "", own.as_of or "", own.address or "")
    recognised = digest(*parts, "recognised")
    return (recognised,) if own.ocr else (digest(*parts), recognised)


def absolute(path: Path) -> Path:
    """The path from the file system's root, symbolic links followed."""
    return Path(os.path.realpath(path))


def joined_roots(known: Sequence[Root], given: Sequence[Path]) -> tuple[Root, ...]:
    """Known and given roots; one that lies within another belongs to the outer one.

    In an order that does not depend on when each was added.
    """
    roots = {root.path: root for root in known}
    for path in given:
        roots.setdefault(path, Root(path, is_file=not path.is_dir()))
    outer = [
        root
        for root in roots.values()
        if not any(other.holds(root.path) for other in roots.values() if other != root)
    ]
    return tuple(sorted(outer, key=lambda root: (root.path.name, root.path)))


def key_of(roots: Sequence[Root], path: Path) -> Key | None:
    """The place of a file among the roots, or None where it lies under none."""
    for number, root in enumerate(roots):
        if root.holds(path):
            name = path.name if root.is_file else path.relative_to(root.path).as_posix()
            return number, name
    return None


def sources_of(roots: Sequence[Root], keys: Iterable[Key]) -> dict[Key, str]:
    """The source of each file: its relative path, the root's name in front where two are equal."""
    wanted = list(keys)
    labels = _labels(roots)
    seen: dict[str, int] = {}
    for _, relative in wanted:
        seen[relative] = seen.get(relative, 0) + 1
    sources = {key: key[1] if seen[key[1]] == 1 else f"{labels[key[0]]}/{key[1]}" for key in wanted}
    return _apart(sources, labels)


def _apart(sources: dict[Key, str], labels: Sequence[str]) -> dict[Key, str]:
    """Where a prefixed source equals the plain one of another file, that one is prefixed too."""
    taken: dict[str, Key] = {}
    for key in sorted(sources):
        source = sources[key]
        while source in taken:
            source = f"{labels[key[0]]}/{source}"
        taken[source] = key
    return {key: source for source, key in taken.items()}


def _labels(roots: Sequence[Root]) -> list[str]:
    """The shortest ends of the roots' paths that tell them apart."""
    parts = [root.path.parent.parts if root.is_file else root.path.parts for root in roots]
    length = 1
    while True:
        labels = ["/".join(part[-length:]).strip("/") for part in parts]
        if len(set(labels)) == len(set(parts)) or length > max(map(len, parts)):
            return labels
        length += 1


def files_under(
    roots: Sequence[Root], scope: Sequence[Path], index_dir: Path, *, with_ocr: bool = False
) -> Iterator[Found]:
    """Every file of the roots that lies within the scope, in order; the index itself left out.

    A root that is not there holds nothing. `with_ocr`: words of scanned pages are recognised in all
    roots, whatever their settings say.

    Raises:
        InputError: a root's `pincite.toml` makes no sense.
    """
    for number, root in enumerate(roots):
        if not root.path.exists() or not any(_touch(root.path, place) for place in scope):
            continue
        settings = read_settings(root.path)
        settings = replace(settings, ocr=settings.ocr or with_ocr)
        for file in find_files([root.path], keep_out=[index_dir]):
            if any(Root(place, is_file=False).holds(file.path) for place in scope):
                yield Found((number, file.relative), file, settings)


def merged_glossary(roots: Sequence[Root]) -> dict[str, tuple[str, ...]]:
    """The glossaries of all roots as one.

    Raises:
        InputError: a root's `pincite.toml` makes no sense.
    """
    merged: dict[str, set[str]] = {}
    for root in roots:
        for term, words in read_settings(root.path).glossary.items():
            merged.setdefault(term, set()).update(words)
    return {term: tuple(sorted(words)) for term, words in sorted(merged.items())}


def _touch(one: Path, other: Path) -> bool:
    return Root(one, is_file=False).holds(other) or Root(other, is_file=False).holds(one)
