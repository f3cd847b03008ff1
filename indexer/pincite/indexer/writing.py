"""Writes a new generation from what stays of the old one and what is new."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pincite.corpus import Document, IndexDamagedError, IndexMismatchError, IndexMissingError
from pincite.indexer.chunking import split
from pincite.indexer.derived import build_derived, repair
from pincite.indexer.encoders import encoder_name, load_encoder
from pincite.indexer.encoding import Encoder
from pincite.indexer.generation import (
    TRUTH,
    Current,
    Manifest,
    Root,
    building_folder,
    damaged_files,
    file_hash,
    folder_of,
    is_sound,
    publish,
    read_current,
    read_manifest,
    remove_others,
    remove_unfinished,
    write_current,
    write_manifest,
)
from pincite.indexer.records import body_digest, digest, dumps
from pincite.indexer.reports import Progress
from pincite.indexer.sentence_vectors import encode_passages
from pincite.indexer.store import EncodedPassage, Key, Known, Store
from pincite.indexer.store_writer import StoreWriter
from pincite.indexer.versions import CHUNKING, FORMAT

logger = logging.getLogger(__name__)

_ENCODED_AT_ONCE = 128
_NAME_LENGTH = 20

Glossary = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Old:
    """What an index held before; a store of None means that nothing of it can be used."""

    roots: tuple[Root, ...] = ()
    store: Store | None = None
    folder: Path = Path()
    manifest: Manifest | None = None
    known: Mapping[Key, Known] = field(default_factory=dict)

    def is_made_with(self, encoder: str) -> bool:
        """Whether its passages and vectors are those that would be made now."""
        made = self.manifest
        return made is not None and (made.format, made.chunking, made.encoder) == (
            FORMAT,
            CHUNKING,
            encoder,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the generation to be written: a new one, or a known one that stays."""

    key: Key
    source: str
    fingerprint: str
    document: Document | None
    known: Known | None


class EncoderChoice:
    """An encoder that is loaded when the first text needs it."""

    def __init__(self, wanted: Encoder | str | None, made_with: str | None) -> None:
        """The encoder wanted, else the one the index was made with, else the package's own."""
        self._loaded = None if wanted is None or isinstance(wanted, str) else wanted
        name = wanted if isinstance(wanted, str) else made_with
        self.name = self._loaded.name if self._loaded else encoder_name(name)

    def load(self) -> Encoder:
        """The encoder itself."""
        if self._loaded is None:
            self._loaded = load_encoder(self.name)
        return self._loaded


@contextmanager
def open_old(index_dir: Path) -> Iterator[Old]:
    """What the index holds; where it is damaged, only its roots, if even those can be read."""
    old = _old(index_dir)
    try:
        yield old
    finally:
        if old.store is not None:
            old.store.close()


def _old(index_dir: Path) -> Old:
    try:
        current = read_current(index_dir)
    except IndexMissingError:
        return Old()
    except IndexDamagedError as error:
        logger.warning("%s is damaged; it is made anew (%s)", index_dir, error)
        return Old()
    folder = folder_of(index_dir, current.generation)
    try:
        manifest = read_manifest(folder)
        _check_truth(folder, manifest)
    except IndexDamagedError as error:
        logger.warning("%s is damaged; it is made anew from the files (%s)", folder, error)
        return Old(current.roots)
    store = Store(folder / TRUTH)
    return Old(current.roots, store, folder, manifest, store.known())


def _check_truth(folder: Path, manifest: Manifest) -> None:
    if manifest.format > FORMAT or manifest.chunking > CHUNKING:
        raise IndexMismatchError(
            f"{folder}: the index was made by a newer pincite (format {manifest.format}, this one "
            f"knows {FORMAT}); upgrade pincite or index into another folder"
        )
    path = folder / TRUTH
    if not path.is_file() or file_hash(path) != manifest.files.get(TRUTH):
        raise IndexDamagedError(f"{path}: damaged")


def commit(
    index_dir: Path,
    old: Old,
    roots: Sequence[Root],
    entries: Sequence[Entry],
    encoder: EncoderChoice,
    *,
    glossary: Glossary,
    progress: Progress,
) -> str:
    """Makes the entries the current generation; returns its name."""
    if _is_unchanged(old, entries, encoder.name, glossary):
        return _keep(index_dir, old, roots)
    with building_folder(index_dir) as building:
        generation = _write_truth(building / TRUTH, old, entries, encoder, glossary, progress)
        current = Current(generation, tuple(roots))
        made = Manifest(generation, FORMAT, CHUNKING, encoder.name, {})
        if is_sound(folder_of(index_dir, generation), made):
            write_current(index_dir, current)
        else:
            _write_derived(building, made, progress)
            publish(index_dir, building, current)
    remove_others(index_dir, generation)
    return generation


def _is_unchanged(old: Old, entries: Sequence[Entry], encoder: str, glossary: Glossary) -> bool:
    if old.store is None or not old.is_made_with(encoder) or len(entries) != len(old.known):
        return False
    return old.store.settings()["glossary"] == dumps(glossary) and all(
        entry.document is None
        and old.known.get(entry.key) == entry.known
        and entry.known is not None
        and entry.known.source == entry.source
        for entry in entries
    )


def _keep(index_dir: Path, old: Old, roots: Sequence[Root]) -> str:
    generation = old.folder.name
    manifest = old.manifest
    damaged = damaged_files(old.folder, manifest) if manifest else []
    if damaged:
        repair(old.folder, damaged)
    if tuple(roots) != old.roots:
        write_current(index_dir, Current(generation, tuple(roots)))
    remove_unfinished(index_dir)
    remove_others(index_dir, generation)
    return generation


def _write_truth(
    path: Path,
    old: Old,
    entries: Sequence[Entry],
    encoder: EncoderChoice,
    glossary: Glossary,
    progress: Progress,
) -> str:
    """Writes the store of the new generation; returns the generation's name."""
    stays = old.is_made_with(encoder.name)
    writer = StoreWriter(path, old.folder / TRUTH if stays else None)
    try:
        marks = [FORMAT, CHUNKING, encoder.name, dumps(glossary)]
        told = sorted(entries, key=lambda entry: entry.source)
        bearing = _bearing(old, told)
        for place, entry in enumerate(told):
            progress("splitting", place, len(told))
            bears = entry.source in bearing
            mark = _write_entry(writer, old, entry, stays=stays, bears=bears)
            marks += [entry.source, entry.key[0], entry.key[1], mark]
        _encode(writer, _reusable(old, writer.taken_over, stays=stays), encoder, progress)
        generation = digest(*map(str, marks))[:_NAME_LENGTH]
        writer.finish({"generation": generation, "glossary": dumps(glossary)})
    except BaseException:
        writer.abandon()
        raise
    return generation


def _bearing(old: Old, entries: Sequence[Entry]) -> set[str]:
    """The sources that bear the passages of all with the same body: the plainest path of each.

    That is the one least deep in folders, then the shortest: the file itself, not the copy of it
    in an archive or one named so.
    """
    bearers: dict[str, str] = {}
    for entry in sorted(entries, key=lambda e: (e.source.count("/"), len(e.source), e.source)):
        known = entry.known
        is_told = entry.document is None and known is not None and known.body
        body = known.body if known and is_told else body_digest(_document(old, entry))
        bearers.setdefault(body, entry.source)
    return set(bearers.values())


def _document(old: Old, entry: Entry) -> Document:
    if entry.document is not None:
        return entry.document
    if old.store is None or entry.known is None:
        raise ValueError(f"{entry.source}: neither new nor known")
    return old.store.document(entry.known.number)


def _write_entry(writer: StoreWriter, old: Old, entry: Entry, *, stays: bool, bears: bool) -> str:
    known = entry.known
    has_all = known is not None and (known.copy_of is None or not bears)
    if entry.document is None and stays and known is not None and has_all:
        document_id = Document(entry.source, "").document_id
        return writer.take_over(known, entry.key, entry.source, document_id, bears=bears)
    document = replace(_document(old, entry), source=entry.source)
    return writer.add(document, entry.key, entry.fingerprint, split, bears=bears)


def _reusable(old: Old, taken: Collection[int], *, stays: bool) -> dict[str, EncodedPassage]:
    """Vectors of old passages that are not taken over with their documents, by their text."""
    if old.store is None or not stays:
        return {}
    gone = [known.number for known in old.known.values() if known.number not in taken]
    return old.store.vectors_by_text(gone)


def _encode(
    writer: StoreWriter,
    reusable: Mapping[str, EncodedPassage],
    encoder: EncoderChoice,
    progress: Progress,
) -> None:
    """Gives every passage its vectors; a text that was encoded before is not encoded again."""
    missing = writer.without_vector()
    marks = {number: digest(text) for number, text in missing} if reusable else {}
    writer.add_vectors((n, reusable[mark]) for n, mark in marks.items() if mark in reusable)
    fresh = [(number, text) for number, text in missing if marks.get(number) not in reusable]
    for at in range(0, len(fresh), _ENCODED_AT_ONCE):
        progress("encoding", at, len(fresh))
        part = fresh[at : at + _ENCODED_AT_ONCE]
        passages = encode_passages(encoder.load(), [text for _, text in part])
        writer.add_vectors(zip((number for number, _ in part), passages, strict=True))
    progress("encoding", len(fresh), len(fresh))


def _write_derived(building: Path, made: Manifest, progress: Progress) -> None:
    progress("indexing", 0, 1)
    store = Store(building / TRUTH)
    try:
        build_derived(building, store)
    finally:
        store.close()
    write_manifest(building, made)
    progress("indexing", 1, 1)


def known_files(index_dir: Path, generation: str) -> dict[Key, Known]:
    """Every file that the generation holds."""
    store = Store(folder_of(index_dir, generation) / TRUTH)
    try:
        return store.known()
    finally:
        store.close()
