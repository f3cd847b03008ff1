"""The parts of a zipped office file, opened with limits on what they may unfold to."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pincite.corpus.errors import UnreadableError

_MOST_MEMBERS = 20_000
_MOST_BYTES = 400 * 2**20
"""Of all parts read, unpacked."""
_MOST_RATIO = 250
_SMALL_BYTES = 8 * 2**20
"""Parts up to this size may have been packed as tightly as they like."""
_CHUNK_BYTES = 2**20
_UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


_STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/", b"spreadsheetml/2006/"),
    (b"http://purl.oclc.org/ooxml/presentationml/", b"presentationml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"officeDocument/2006/"),
)
"""Names of the strict kind of office file, and what the usual kind has instead."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the kind of thing, and the name of its part."""

    kind: str
    part: str


class OfficePackage:
    """A zipped file whose parts are read within limits; nothing is written anywhere."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Opens the package; `kind` names it for a person ("Word file").

        Raises:
            UnreadableError: the bytes are no such package, or it is protected or too large.
        """
        self._kind = kind
        self._read_bytes = 0
        if data.startswith(_OLE_MARK):
            raise UnreadableError(
                f"it is protected by a password, or a {kind} of an old kind;"
                " save it anew without a password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableError(f"it is damaged or no {kind}: it is not a zip file") from error
        self._names = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > _MOST_MEMBERS:
            raise UnreadableError(f"it has more than {_MOST_MEMBERS:,} parts, as no {kind} has")

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._names)

    def part(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableError: it is missing, damaged, protected or unfolds to far too much.
        """
        info = self._names.get(name)
        if info is None:
            raise UnreadableError(f"it is damaged or no {self._kind}: {name} is missing")
        if info.flag_bits & 1:
            raise UnreadableError("it is protected by a password; save it anew without one")
        try:
            return b"".join(self._chunks(info))
        except _UNPACKING_ERRORS as error:
            raise UnreadableError(f"it is damaged: {name} cannot be unpacked") from error

    def xml(self, name: str, *, may_have_type: bool = False) -> etree._Element:
        """The root element of a part; `may_have_type`: a document type without entities is fine.

        Raises:
            UnreadableError: as for `part`, or it is no XML, or holds a document type.
        """
        data = self.part(name)
        for strict, usual in _STRICT_NAMES:
            data = data.replace(strict, b"http://schemas.openxmlformats.org/" + usual)
        return parse_xml(data, name, may_have_type=may_have_type)

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to in the package, by id; nothing where it refers to nothing.

        Raises:
            UnreadableError: as for `xml`.
        """
        folder, _, own = name.rpartition("/")
        listed = f"{folder}/_rels/{own}.rels"
        if listed not in self:
            return {}
        return {
            relation.get("Id", ""): Relation(
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip(
                    "/"
                ),
            )
            for relation in self.xml(listed)
            if relation.get("TargetMode") != "External" and isinstance(relation.tag, str)
        }

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        most = max(_SMALL_BYTES, _MOST_RATIO * info.compress_size)
        size = 0
        with self._zip.open(info) as file:
            while chunk := file.read(_CHUNK_BYTES):
                size += len(chunk)
                self._read_bytes += len(chunk)
                if size > most or self._read_bytes > _MOST_BYTES:
                    raise UnreadableError(
                        f"{info.filename} unfolds to more than a {self._kind} may hold"
                        " (a zip bomb, or damage)"
                    )
                yield chunk


def parse_xml(data: bytes, name: str, *, may_have_type: bool = False) -> etree._Element:
    """The root element; entities are not followed and nothing is fetched.

    Raises:
        UnreadableError: it is no XML, or holds a document type, which office files never do.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"it is damaged: {name} is no XML ({error})") from error
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and not (may_have_type and next(subset.iterentities(), None) is None):
        raise UnreadableError(f"it is refused: {name} defines entities, as no such file does")
    return root
