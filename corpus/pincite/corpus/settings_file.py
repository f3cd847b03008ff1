"""What `pincite.toml` in a folder says about its files."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from pincite.corpus.errors import InputError

SETTINGS_NAME = "pincite.toml"
_AS_OF = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")
_FOLDER_KEYS = ("as_of", "address", "ocr", "exclude", "glossary", "files")
_SCANNED = (".pdf",)
"""Endings of files that may hold pictures of pages."""
_FILE_KEYS = ("title", "as_of", "address")


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What is set for one file; None leaves it to the file's own text."""

    title: str | None = None
    as_of: str | None = None
    address: str | None = None
    ocr: bool = False
    """Whether the words of pages that are pictures are to be recognised."""


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """What is set for one folder."""

    as_of: str | None = None
    address: str | None = None
    """The address of the folder; a file's own path is added to it."""
    ocr: bool = False
    """Whether the words of scanned pages are to be recognised."""
    exclude: tuple[str, ...] = ()
    """Patterns of paths that are not taken: `*` within a part, `**` over several."""
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each term the words that mean the same."""
    files: Mapping[str, FileSettings] = field(default_factory=dict)
    """For a path or a pattern of paths what is set for it; later ones go first."""

    def for_file(self, path: str) -> FileSettings:
        """What is set for the file at this path relative to the folder."""
        address = f"{self.address.rstrip('/')}/{path}" if self.address else None
        ocr = self.ocr and path.lower().endswith(_SCANNED)
        found = FileSettings(as_of=self.as_of, address=address, ocr=ocr)
        for pattern, settings in self.files.items():
            if matches(path, pattern):
                given = {key: value for key in _FILE_KEYS if (value := getattr(settings, key))}
                found = replace(found, **given)
        return found

    def excludes(self, path: str) -> str | None:
        """The pattern that keeps the path out, or None."""
        return next((pattern for pattern in self.exclude if matches(path, pattern)), None)


def matches(path: str, pattern: str) -> bool:
    """Whether a path relative to its folder fits a pattern; a folder's pattern takes all in it.

    >>> matches("old/a.md", "old"), matches("b/old/a.md", "*.md"), matches("a.md", "old/*")
    (True, True, False)
    """
    wanted = pattern.rstrip("/")
    if "/" not in wanted:
        return any(fnmatchcase(part, wanted) for part in path.split("/"))
    parts, wanted_parts = path.split("/"), wanted.lstrip("/").split("/")
    return any(_fits(parts[:count], wanted_parts) for count in range(1, len(parts) + 1))


def read_settings(root: Path) -> FolderSettings:
    """What `pincite.toml` says in the folder, or beside the file; nothing where there is none.

    Raises:
        InputError: the file cannot be read or says something that has no meaning.
    """
    path = (root if root.is_dir() else root.parent) / SETTINGS_NAME
    if not path.is_file():
        return FolderSettings()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); save it as UTF-8") from error
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> FolderSettings:
    """What the text of a settings file says; `path` is named in errors.

    Raises:
        InputError: it is no TOML, or says something that has no meaning.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}; correct that line") from error
    return _Checker(text, path).folder(values)


def _fits(parts: list[str], wanted: list[str]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_fits(parts[count:], wanted[1:]) for count in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _fits(parts[1:], wanted[1:])


class _Checker:
    """Turns the values of a settings file into settings, and says where they make no sense."""

    def __init__(self, text: str, path: Path) -> None:
        self._lines = text.splitlines()
        self._path = path

    def folder(self, values: Mapping[str, object]) -> FolderSettings:
        self._refuse_unknown(values, _FOLDER_KEYS)
        files, glossary = self._table(values, "files"), self._table(values, "glossary")
        return FolderSettings(
            as_of=self._date(values),
            address=self._words(values, "address"),
            ocr=self._truth(values, "ocr"),
            exclude=self._list(values, "exclude"),
            glossary={term: self._list(glossary, term) for term in glossary},
            files={pattern: self._file(self._table(files, pattern)) for pattern in files},
        )

    def _file(self, values: Mapping[str, object]) -> FileSettings:
        self._refuse_unknown(values, _FILE_KEYS)
        return FileSettings(
            self._words(values, "title"), self._date(values), self._words(values, "address")
        )

    def _refuse_unknown(self, values: Mapping[str, object], known: tuple[str, ...]) -> None:
        for key in values:
            if key not in known:
                raise self._error(key, f"{key!r} is no setting here (known: {', '.join(known)})")

    def _table(self, values: Mapping[str, object], key: str) -> Mapping[str, object]:
        value = values.get(key, {})
        if not isinstance(value, dict):
            raise self._error(key, f"{key!r} must be a table")
        return value

    def _words(self, values: Mapping[str, object], key: str) -> str | None:
        value = values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._error(key, f"{key!r} must be words in quotes")
        return value.strip()

    def _date(self, values: Mapping[str, object]) -> str | None:
        value = values.get("as_of")
        if value is None:
            return None
        if not _AS_OF.match(str(value)) or isinstance(value, bool | float):
            message = f"'as_of' must be YYYY, YYYY-MM or YYYY-MM-DD, not {value!s}"
            raise self._error("as_of", message)
        return str(value)

    def _truth(self, values: Mapping[str, object], key: str) -> bool:
        value = values.get(key, False)
        if not isinstance(value, bool):
            raise self._error(key, f"{key!r} must be true or false")
        return value

    def _list(self, values: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(i, str) and i for i in items):
            raise self._error(key, f"{key!r} must be a list of words in quotes")
        return tuple(items)

    def _error(self, key: str, message: str) -> InputError:
        """Names the first line that holds the key."""
        word = rf"""["']?{re.escape(key)}["']?"""
        holds = re.compile(rf"\s*{word}\s*=|\s*\[(?:.*\.)?\s*{word}\s*[.\]]")
        number = next((n for n, line in enumerate(self._lines, 1) if holds.match(line)), 1)
        return InputError(f"{self._path}, line {number}: {message}; correct or remove it")
