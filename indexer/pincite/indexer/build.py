"""Brings an index to the state of the files under its roots."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pincite.corpus import (
    Document,
    DocumentError,
    IndexDamagedError,
    InputError,
    SkippedError,
)
from pincite.corpus.recognition import require_recognition
from pincite.indexer.encoding import Encoder
from pincite.indexer.files import (
    Found,
    absolute,
    files_under,
    joined_roots,
    key_of,
    merged_glossary,
    sources_of,
)
from pincite.indexer.generation import Manifest, Root, read_current
from pincite.indexer.locks import exclusive
from pincite.indexer.reports import FileReport, IndexReport, Progress, State, no_progress
from pincite.indexer.store import Key, Known, Store
from pincite.indexer.writing import EncoderChoice, Entry, Old, commit, known_files, open_old

logger = logging.getLogger(__name__)


def update_index(
    index_dir: Path,
    paths: Sequence[Path] | None = None,
    *,
    encoder: Encoder | str | None = None,
    with_ocr: bool = False,
    progress: Progress = no_progress,
) -> IndexReport:
    """Makes what is indexed under the paths equal to what lies there now.

    Args:
        index_dir: the index; made where there is none.
        paths: folders or files, which become roots of the index; None or none: all its roots.
        encoder: an encoder, or the name of one; None: the one the index was made with, for a new
            index the one that comes with the package.
        with_ocr: whether words of scanned pages are recognised; what was recognised stays until
            the file changes.
        progress: hears how far the work has come.

    Raises:
        InputError: a path is missing or holds no files, or there is nothing to index, or words are
            to be recognised and what does that is not installed.
        IndexUnusableError: the index is damaged and its roots are unknown, or a newer pincite
            made it.
        TemporaryError: another process writes the index, or the disk is full.
    """
    begun = time.perf_counter()
    if with_ocr:
        require_recognition()
    given = [absolute(path) for path in paths or ()]
    with exclusive(index_dir), open_old(index_dir) as old:
        update = _Update(index_dir, old, _roots(index_dir, old, given), given, with_ocr=with_ocr)
        update.examine(progress)
        choice = EncoderChoice(encoder, old.manifest.encoder if old.manifest else None)
        generation = commit(
            index_dir,
            old,
            update.roots,
            update.entries(),
            choice,
            glossary=merged_glossary(update.roots),
            progress=progress,
        )
        reports = update.reports(known_files(index_dir, generation))
    return IndexReport(reports, generation, time.perf_counter() - begun)


def remove_sources(index_dir: Path, sources: Sequence[str]) -> IndexReport:
    """Takes documents out of the index, by source or document id; the files stay.

    Raises:
        InputError: one of them is not in the index; then nothing is removed.
        IndexUnusableError: there is no index, or it is damaged.
        TemporaryError: another process writes the index, or the disk is full.
    """
    begun = time.perf_counter()
    read_current(index_dir)
    with exclusive(index_dir), open_old(index_dir) as old:
        store, manifest = _sound_old(index_dir, old)
        gone = _named(index_dir, old, sources)
        entries = [
            Entry(key, known.source, known.fingerprint, None, known)
            for key, known in old.known.items()
            if known.source not in gone
        ]
        generation = commit(
            index_dir,
            old,
            old.roots,
            entries,
            EncoderChoice(None, manifest.encoder),
            glossary=store.glossary(),
            progress=no_progress,
        )
    files = tuple(FileReport(source, "removed", None, 0) for source in sorted(gone))
    return IndexReport(files, generation, time.perf_counter() - begun)


def rebuild_index(index_dir: Path, *, encoder: Encoder | None = None) -> str:
    """Makes the index anew from its own stored text; returns the generation.

    Raises:
        IndexDamagedError: the stored text cannot be read.
        InputError: the encoder the index names cannot be loaded.
        TemporaryError: another process writes the index, or the disk is full.
    """
    with exclusive(index_dir), open_old(index_dir) as old:
        store, manifest = _sound_old(index_dir, old)
        entries = [
            Entry(key, known.source, known.fingerprint, None, known)
            for key, known in old.known.items()
        ]
        choice = EncoderChoice(encoder, manifest.encoder)
        return commit(
            index_dir,
            old,
            old.roots,
            entries,
            choice,
            glossary=store.glossary(),
            progress=no_progress,
        )


@dataclass(frozen=True, slots=True)
class _Staying:
    """A document of the next generation: loaded now, or known and unchanged."""

    fingerprint: str
    document: Document | None
    known: Known | None
    state: State | None
    """None where nobody asked about it."""


@dataclass
class _Update:
    """What becomes of each file; keys are of the new roots."""

    index_dir: Path
    old: Old
    roots: tuple[Root, ...]
    given: Sequence[Path]
    with_ocr: bool = False
    staying: dict[Key, _Staying] = field(default_factory=dict)
    others: list[FileReport] = field(default_factory=list)

    def examine(self, progress: Progress) -> None:
        """Looks at every file in question.

        Raises:
            InputError: a path given holds no files.
        """
        known = self._known_by_path()
        scope = self._scope()
        found = list(files_under(self.roots, scope, self.index_dir, with_ocr=self.with_ocr))
        self._refuse_empty([*known, *(file.path for file in found)])
        for place, file in enumerate(found):
            progress("reading", place, len(found))
            self._examine_file(file, known.pop(file.path, None))
        progress("reading", len(found), len(found))
        closed = {file.path: file.file.problem for file in found if file.file.problem}
        for path, gone in known.items():
            self._settle_absent(path, gone, closed)

    def entries(self) -> list[Entry]:
        """The documents of the next generation."""
        sources = sources_of(self.roots, self.staying)
        return [
            Entry(key, sources[key], file.fingerprint, file.document, file.known)
            for key, file in self.staying.items()
        ]

    def reports(self, now: Mapping[Key, Known]) -> tuple[FileReport, ...]:
        """What became of each file that was looked at, given the documents indexed now."""
        reports = list(self.others)
        sources = {known.number: known.source for known in now.values()}
        for key, file in self.staying.items():
            if file.state is not None:
                known = now[key]
                original = None if known.copy_of is None else sources[known.copy_of]
                reason = _remarks(file.document, original) if file.document else None
                reports.append(
                    FileReport(known.source, file.state, reason, known.passages, original)
                )
        return tuple(sorted(reports, key=lambda report: report.source))

    def _scope(self) -> list[Path]:
        """The folders and files in question; after damage, everything."""
        if not self.given or self.old.store is None:
            return [root.path for root in self.roots]
        return list(self.given)

    def _known_by_path(self) -> dict[Path, Known]:
        roots = self.old.roots
        return {
            roots[root].file(relative): known for (root, relative), known in self.old.known.items()
        }

    def _refuse_empty(self, paths: Sequence[Path]) -> None:
        for given in self.given:
            place = Root(given, is_file=False)
            if not any(place.holds(path) for path in paths):
                raise InputError(
                    f"{given}: holds no files to index; name a folder with documents in it"
                )

    def _examine_file(self, file: Found, known: Known | None) -> None:
        try:
            data = file.read()
            marks = file.fingerprints(data)
            if known is not None and known.fingerprint in marks:
                self.staying[file.key] = _Staying(known.fingerprint, None, known, "unchanged")
                return
            document = file.document(data)
        except DocumentError as error:
            state: State = "skipped" if isinstance(error, SkippedError) else "failed"
            self._leave_out(file, known, state, str(error))
        except Exception as error:
            # Whatever one file does to its reader, the others go on.
            logger.exception("%s: its reader failed", file.path)
            self._leave_out(file, known, "failed", f"its reader failed ({error!r})")
        else:
            self.staying[file.key] = _Staying(
                marks[0], document, None, "changed" if known else "added"
            )

    def _leave_out(self, file: Found, known: Known | None, state: State, reason: str) -> None:
        source = known.source if known else file.key[1]
        self.others.append(FileReport(source, state, reason, 0))

    def _settle_absent(
        self, path: Path, known: Known, closed: Mapping[Path, DocumentError]
    ) -> None:
        """A known file that was not found leaves the index, unless nobody asked about it."""
        key = key_of(self.roots, path)
        if key is not None and not any(Root(s, is_file=False).holds(path) for s in self._scope()):
            self.staying[key] = _Staying(known.fingerprint, None, known, None)
            return
        reason = next((str(closed[folder]) for folder in path.parents if folder in closed), None)
        for root in self.old.roots:
            if root.holds(path) and not root.is_file and not root.path.exists():
                reason = f"its folder {root.path} is not there any more"
        self.others.append(FileReport(known.source, "failed" if reason else "removed", reason, 0))


def _remarks(document: Document, original: str | None) -> str | None:
    """What a person should know of how a new document was taken in."""
    copied = () if original is None else (f"it holds the same text as {original}, indexed once",)
    return " ".join((*document.notes, *copied)) or None


def _roots(index_dir: Path, old: Old, given: Sequence[Path]) -> tuple[Root, ...]:
    for path in given:
        if not path.exists() and not any(root.holds(path) for root in old.roots):
            raise InputError(f"{path}: there is no such file or folder")
    roots = joined_roots(old.roots, given)
    if not roots:
        raise InputError(f"{index_dir}: nothing to index yet; name a folder: pincite index PATH")
    return roots


def _sound_old(index_dir: Path, old: Old) -> tuple[Store, Manifest]:
    if old.store is None or old.manifest is None:
        raise IndexDamagedError(f"{index_dir}: the index is damaged; run `pincite index` again")
    return old.store, old.manifest


def _named(index_dir: Path, old: Old, names: Sequence[str]) -> set[str]:
    """The sources that are meant by sources or document ids."""
    sources = {known.source: known.source for known in old.known.values()}
    sources |= {Document(source, "").document_id: source for source in [*sources]}
    for name in names:
        if name not in sources:
            raise InputError(f"{name}: not in the index {index_dir}; `pincite list` names what is")
    return {sources[name] for name in names}
