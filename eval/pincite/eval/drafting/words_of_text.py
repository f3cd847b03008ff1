"""Sentences as words with their places, and what the whole folder says of how words are written."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.corpus import Document, Span
from pincite.qa.conversation import lexicon

_WORD = re.compile(
    r"(?:[€$£¥₹₽]\s?)?\d+(?:[.,:]\d+)*(?:\s?%|[^\W\d_]+(?:-[^\W_]+)*)?|"
    r"[^\W_]+(?:[.'’&/–-][^\W_]+)*(?:\.(?=\s+[a-z])|['’](?=\s))?|[^\w\s]"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\][]*\]")
_MARKS = re.compile(r"\*+|__|[†‡]|[\u1d2c-\u1d6a\u1d9b-\u1dbf\u02b0-\u02b8\u2070-\u207f]+")
_NUMBERING = re.compile(r"\s*(?:\d+(?:\.\d+)+\.?|\d+\.|\(?[a-z]{1,3}\)|[-*•·–])\s+(?=\S)")
_RUN_IN_HEADING = re.compile(r"\s*\*\*[^*\n]{2,40}\.\*\*\s+(?=\S)")
PLAIN_ADJECTIVES = frozenset(
    "new old large larger largest big small main whole entire total current present final latest "
    "recent former original own same modern early late major important only several various many "
    "most other further additional respective said given different recommended".split()
)
"""Adjectives that do not tell one thing from another."""
_SMALL = lexicon.DETERMINERS | lexicon.PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a sentence."""

    text: str
    start: int
    """In the document."""
    end: int
    spaced: bool = True
    """Whether white space stands before it."""

    @property
    def low(self) -> str:
        """Folded, apostrophes made plain."""
        return self.text.casefold().replace("’", "'")

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_mark(self) -> bool:
        """Whether it is no word."""
        return not any(map(str.isalnum, self.text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document as words; brackets, emphasis and numbering left out."""

    document: Document
    span: Span
    """All of it, as evidence."""
    words: tuple[Word, ...]
    heading: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The document's own characters."""
        return self.document.text[self.span.start : self.span.end]


def words_of(text: str, span: Span) -> tuple[Word, ...]:
    """The words of text[span], what stands in brackets left out.

    >>> text = "2.1 The **dose** (daily) is 5 mg."
    >>> [word.text for word in words_of(text, Span(0, len(text)))]
    ['The', 'dose', 'is', '5', 'mg', '.']
    """
    inner = text[span.start : span.end]
    plain = _blanked(inner)
    lead = _NUMBERING.match(plain)
    begin = lead.end() if lead else 0
    run_in = _RUN_IN_HEADING.match(inner, begin)
    begin = run_in.end() if run_in else begin
    found = []
    for match in _WORD.finditer(plain, begin):
        spaced = match.start() > 0 and plain[match.start() - 1].isspace()
        start = span.start + match.start()
        found.append(Word(match.group(), start, span.start + match.end(), spaced))
    return tuple(found)


def _blanked(text: str) -> str:
    """The text with brackets and marks of emphasis made blank, every place kept."""
    blank = list(text)
    for pattern in (_BRACKETS, _MARKS):
        for match in pattern.finditer(text):
            blank[match.start() : match.end()] = " " * len(match.group())
    return "".join(blank)


def said(words: Sequence[Word]) -> str:
    """The words as a piece of text, with single spaces.

    >>> said([Word("Nissan", 0, 6), Word("'s", 6, 8, spaced=False), Word("plant", 9, 14)])
    "Nissan's plant"
    """
    text = ""
    for word in words:
        inner = " ".join(word.text.split())
        text += (" " if word.spaced and text else "") + inner
    return text


def span_of(words: Sequence[Word]) -> Span:
    """From the first to the last of the words."""
    return Span(words[0].start, words[-1].end)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the folder writes its words, so that a first word's capital can be judged."""

    lower: Counter[str]
    """How often a word stands in lower case."""
    upper: Counter[str]
    """How often it has a capital inside a sentence."""

    def is_name(self, word: Word) -> bool:
        """Whether a word with a capital keeps it inside a sentence."""
        if not word.is_capital:
            return False
        if any(letter.isupper() or letter.isdigit() for letter in word.text[1:]):
            return True
        low = word.low.removesuffix("'s")
        return self.upper[low] > self.lower[low]


def spelling_of(sentences: Iterable[Sentence]) -> Spelling:
    """The spelling of a folder's sentences."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for sentence in sentences:
        inside = False
        for word in sentence.words:
            low = word.low.removesuffix("'s")
            if word.text[:1].islower():
                lower[low] += 1
            elif word.is_capital and inside:
                upper[low] += 1
            inside = not word.is_mark or word.text in {",", ";"}
    return Spelling(lower, upper)


def inner_text(words: Sequence[Word], spelling: Spelling) -> str:
    """The words as they stand inside a sentence: a capital that only opened one is lost."""
    text = said(words)
    first = words[0]
    opens_name = len(words) > 1 and words[1].is_capital and first.low not in _SMALL
    if opens_name or first.text == "I":
        return text
    if first.is_capital and first.text[1:].islower() and not spelling.is_name(first):
        return text[0].lower() + text[1:]
    return "a" + text[1:] if first.text == "A" else text
