"""The chapters of an e-book, in the order in which they are read."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree
from resiliparse.parse.html import HTMLTree

from pincite.corpus.drafts import on_one_line
from pincite.corpus.encodings import decode
from pincite.corpus.errors import UnreadableError
from pincite.corpus.office_package import OfficePackage

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGE_TYPES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_NCX_TYPE = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Book:
    """What the package of an e-book says of it."""

    title: str
    date: str
    language: str
    chapters: tuple[str, ...]
    """The parts that hold the chapters."""
    names: dict[str, str]
    """What the table of contents calls a part."""


def read_book(package: OfficePackage) -> Book:
    """The title, the date and the order of the chapters.

    Raises:
        UnreadableError: it is damaged or protected.
    """
    main = _main_part(package)
    root = package.xml(main, may_have_type=True)
    items = {item.get("id", ""): item for item in _elements(root, "item")}
    listed = (items.get(at.get("idref", "")) for at in _elements(root, "itemref"))
    chapters = [
        _part(main, item.get("href", ""))
        for item in listed
        if item is not None and item.get("media-type", _PAGE_TYPES[0]) in _PAGE_TYPES
    ]
    if _is_protected(package, chapters):
        raise UnreadableError(
            "it is protected against copying (DRM); only its shop's program reads it"
        )
    return Book(
        title=_words(root, "title"),
        date=_words(root, "date"),
        language=_words(root, "language"),
        chapters=tuple(dict.fromkeys(chapters)),
        names=_names(package, main, list(items.values())),
    )


def _main_part(package: OfficePackage) -> str:
    container = package.xml(_CONTAINER, may_have_type=True)
    for found in _elements(container, "rootfile"):
        if part := _part("", found.get("full-path", "")):
            return part
    raise UnreadableError("it is damaged or no e-book: it does not say where its contents are")


def _elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a local name, whatever namespace an old book gives them."""
    return root.iter(f"{{*}}{name}")


def _words(root: etree._Element, name: str) -> str:
    return next(
        (words for at in _elements(root, name) if (words := on_one_line(at.text or ""))), ""
    )


def _part(base: str, address: str) -> str:
    """The part of the package that an address in the part `base` leads to."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    joined = posixpath.join("/", posixpath.dirname(base), path)
    return posixpath.normpath(joined).lstrip("/") if path else ""


def _is_protected(package: OfficePackage, chapters: list[str]) -> bool:
    """Whether a chapter is encrypted; fonts often are in books that are free to read."""
    if _ENCRYPTION not in package:
        return False
    encrypted = _elements(package.xml(_ENCRYPTION, may_have_type=True), "CipherReference")
    return bool({_part("", at.get("URI", "")) for at in encrypted} & set(chapters))


def _names(package: OfficePackage, main: str, items: list[etree._Element]) -> dict[str, str]:
    """What the table of contents, of the new or the old kind, calls each part."""
    names: dict[str, str] = {}
    for item in items:
        part = _part(main, item.get("href", ""))
        if part not in package:
            continue
        if "nav" in item.get("properties", "").split():
            found = _linked(package, part)
        elif item.get("media-type") == _NCX_TYPE:
            found = _listed(package, part)
        else:
            continue
        for target, words in found:
            names.setdefault(target, words)
    return names


def _linked(package: OfficePackage, part: str) -> Iterator[tuple[str, str]]:
    tree = HTMLTree.parse(decode(package.part(part)).text)
    for nav in tree.body.get_elements_by_tag_name("nav") if tree.body else ():
        if nav.getattr("epub:type") in ("page-list", "landmarks"):
            continue
        for link in nav.get_elements_by_tag_name("a"):
            words = on_one_line(link.text or "")
            if words:
                yield _part(part, link.getattr("href") or ""), words


def _listed(package: OfficePackage, part: str) -> Iterator[tuple[str, str]]:
    for point in _elements(package.xml(part, may_have_type=True), "navPoint"):
        target = point.find("{*}content")
        words = on_one_line(point.findtext("{*}navLabel/{*}text") or "")
        if target is not None and words:
            yield _part(part, target.get("src", "")), words
