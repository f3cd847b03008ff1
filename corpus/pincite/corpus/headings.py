"""Headings in plain text: marked ones, and lines that read like one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pincite.corpus.documents import Span
from pincite.corpus.lines import Line
from pincite.corpus.marks import bare_range

_ATX = re.compile(r"(#{1,6})[ \t\u00a0]+(?=\S)")
_ATX_CLOSING = re.compile(r"[ \t]+#+[ \t]*\Z|[ \t]*\{#[\w-]+\}\Z")
_UNDERLINE = re.compile(r"([=\-~^\"'`*+#_.])\1{2,}\Z")
_COLUMN_GAP = re.compile(r"\S(?:[ \u00a0]{2,}|\t)\S")
"""Two of them in a line make it the header of a table, whatever is drawn below."""
_BOLD = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+\1:?\Z")
_NUMBERED = re.compile(
    r"(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){0,4})\.?|(?P<roman>[IVX]{1,5})\.|(?P<letter>[A-Z])\."
    r"|(?P<clause>§+[ \u00a0]*\d{1,3}[a-z]?|\d{1,4}/\d{1,4}))[ \t\u00a0]+(?=\S)"
)
_PART = re.compile(
    r"(?:part|chapter|section|annex|appendix|article|schedule)\s+(?:\d+|[A-Z]|[IVX]+)\b", re.I
)
_CRUMBS = re.compile(r"[^<>|]{1,60}(?:\s[>»›→]\s[^<>|]{1,80}){1,8}\Z")
_CRUMB_MARK = re.compile(r"\s[>»›→]\s")
_FIELD = re.compile(
    r"(?:image|photo|picture|figure|source|credit|status|date|author|editor|from|to|cc|subject|version"
    r"|edition|issued?|updated?|last \w+|read more|see also|document|contact|copyright|tel|phone"
    r"|fax|e-?mail|address|keywords?|tags?|by|note|valid|attachments?|present|apologies|chair"
    r"|prepared|compiled|written|published|printed)\b[^:]{0,25}:",
    re.I,
)
_DATE_ONLY = re.compile(r"[\W\d]*(?:[A-Z][a-z]{2,8}\.?[\W\d]+)?\Z")
_DANGLING = re.compile(
    r"\b(?:a|an|and|are|as|at|because|by|for|from|has|have|if|in|into|is|may|must|of|on|only if"
    r"|or|shall|so|than|that|the|to|was|were|when|where|which|who|with|ask us)\Z"
)
_ADDRESS = re.compile(r"@|https?:|www\.")
_ABBREVIATION_END = re.compile(r"(?:\b\w\.){2,}\Z|\b(?:Ltd|Inc|Co|Corp|Jr|Sr)\.\Z")
_ASKING = re.compile(r"(?:wh\w+|how)\b", re.I)
_LONGEST = 90
_LONGEST_QUESTION = 150
_MOST_WORDS = 13
_LONGEST_MARKED = 200


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading line; `style` groups the headings of one document that stand on one level."""

    span: Span
    style: str
    depth: int
    """The level that its marks or number give, from 1; 0 where only the style tells."""
    label: str
    """How it is named in the paths of the blocks below it."""

    @property
    def key(self) -> tuple[str, int]:
        """Headings of one document with the same key stand on one level."""
        return self.style, self.depth


def atx_heading(text: str, line: Line) -> FoundHeading | None:
    """The heading behind `#` marks."""
    match = _ATX.match(line.head)
    if match is None or line.indent > 3 or len(line) > 2 * _LONGEST_MARKED:
        return None
    end = line.end
    if closing := _ATX_CLOSING.search(text, line.start + match.end(), line.end):
        end = closing.start()
    return _found(text, line.start + match.end(), end, "atx", len(match[1]))


def is_rule(line: Line) -> bool:
    """Whether the line is drawn: one character, three times or more."""
    marks = line.head.replace(" ", "") if len(line) <= _LONGEST_MARKED else ""
    return bool(marks) and bool(_UNDERLINE.match(marks))


def underlined_heading(text: str, lines: Sequence[Line], at: int) -> FoundHeading | None:
    """The heading that is underlined by the next line."""
    line = lines[at]
    if at + 1 >= len(lines) or not line.is_short or len(line) > _LONGEST_MARKED:
        return None
    match = _UNDERLINE.match(lines[at + 1].head)
    if match is None or not any(map(str.isalnum, line.head)):
        return None
    if len(_COLUMN_GAP.findall(line.head)) >= 2:
        return None
    mark = match[1]
    if mark not in "=-" and len(lines[at + 1]) < 0.8 * len(line):
        return None
    style, depth = ("atx", "=-".index(mark) + 1) if mark in "=-" else (f"line{mark}", 0)
    return _found(text, line.start, line.end, style, depth)


def breadcrumb(text: str, line: Line) -> FoundHeading | None:
    """A way through a site ("Home > Group > Page"), named by its last part."""
    if not line.is_short or not _CRUMBS.match(line.head):
        return None
    label = _CRUMB_MARK.split(line.head)[-1].strip()
    return FoundHeading(Span(line.start, line.end), "crumbs", 1, label)


def bold_heading(text: str, line: Line) -> FoundHeading | None:
    """The heading that is marked by nothing but bold type."""
    if len(line) > _LONGEST_MARKED or not _BOLD.match(line.head):
        return None
    end = line.end - 1 if line.tail.endswith(":") else line.end
    found = _found(text, line.start, end, "bold", 0)
    return found if found and text[found.span.end - 1] != "." else None


def bare_heading(text: str, line: Line) -> FoundHeading | None:
    """The heading that the words of an unmarked line make it, whatever stands around it."""
    words = line.head
    if not line.is_short or not _is_brief(words):
        return None
    number = _NUMBERED.match(words)
    title = words[number.end() :] if number else words
    if not _is_title(title, bool(number)) or _FIELD.match(words):
        return None
    if number:
        return _numbered(text, line, number)
    if _PART.match(words):
        return _found(text, line.start, line.end, "part", 0)
    if words.endswith("?"):
        return _found(text, line.start, line.end, "question", 0)
    style = "caps" if _is_upper(words) else "bare"
    return _found(text, line.start, line.end, style, 0)


def _is_brief(words: str) -> bool:
    if words.endswith("?") and not re.search(r"[.!?]\s", words):
        return len(words) <= _LONGEST_QUESTION
    return len(words) <= _LONGEST and len(words.split()) <= _MOST_WORDS


def _numbered(text: str, line: Line, number: re.Match[str]) -> FoundHeading | None:
    if number["dotted"]:
        return _found(text, line.start, line.end, "number", number["dotted"].count(".") + 1)
    style = next(kind for kind in ("roman", "letter", "clause") if number[kind])
    return _found(text, line.start, line.end, style, 0)


def _is_title(words: str, is_numbered: bool) -> bool:
    """Whether the words could be a title: no sentence, no figure, no address, no remark."""
    first = words.lstrip("“”\"'‘*_(")[:1]
    if not (first.isupper() or first.isdigit()) or words[0] in "([<>|":
        return False
    if _ends_open(words.rstrip('*_”"’')) or _ADDRESS.search(words) or _CRUMB_MARK.search(words):
        return False
    if _DATE_ONLY.match(words) or (is_numbered and "**" in words):
        return False
    if _DANGLING.search(words) and not _ASKING.match(words):
        return False
    letters = sum(map(str.isalpha, words))
    return letters >= (2 if is_numbered else 3) and letters >= 0.5 * len(words.replace(" ", ""))


def _ends_open(words: str) -> bool:
    """Whether the words end as a sentence does, or as one that goes on."""
    if words.endswith("."):
        return not _ABBREVIATION_END.search(words)
    return words.endswith((",", ";", ":", "…", "-", "–"))


def _is_upper(words: str) -> bool:
    return words.upper() == words and sum(map(str.isalpha, words)) >= 4


def _found(text: str, start: int, end: int, style: str, depth: int) -> FoundHeading | None:
    begin, stop = bare_range(text, start, end)
    if not any(map(str.isalnum, text[begin:stop])):
        return None
    return FoundHeading(Span(begin, stop), style, depth, " ".join(text[begin:stop].split()))
