"""How a folder calls its things: with "the", with capitals, as a noun."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pincite.qa.conversation import lexicon

_ABSTRACT = re.compile(r"(?:ity|tion|ment|ness|ance|ence|ure|age|ship|ism)$")
_ARTICLED = re.compile(r"United |Netherlands|Philippines|\w+ (?:Republic|Islands|Union)$")
_NAMES = lexicon.PLACES | lexicon.CALENDAR_WORDS | {"may"}
_AFTER_NOUN = (
    r"(?=[,.;:)]| (?:of|in|for|at|is|was|are|were|has|and|or|to|by|on|with|from|must|may)\b)"
)


@dataclass(frozen=True)
class Naming:
    """What all the texts of a folder together say of how its words are used."""

    text: str

    def takes_article(self, name: str) -> bool:
        """Whether a name mostly stands behind "the"."""
        return _share_with_article(self.text, name) > 0.5

    def is_noun(self, word: str) -> bool:
        """Whether a word stands as a noun in the texts, or ends as only nouns do."""
        return _ABSTRACT.search(word) is not None or _stands_as_noun(self.text, word)

    def row(self, name: str) -> str:
        """A row's name inside a sentence: as the texts write it, else in quotation marks.

        >>> Naming("They saw the Old Mill. We sell fish meal.").row("Old Mill")
        'the Old Mill'
        >>> Naming("They saw the Old Mill. We sell fish meal.").row("Fish meal")
        'fish meal'
        >>> Naming("").row("Family, two")
        '“Family, two”'
        """
        if re.fullmatch(r"[\w’' -]+", name) is None:
            return f"“{name}”"
        words = name.split()
        proper = all(word[:1].isupper() or word in {"of", "and", "the"} for word in words)
        if name.startswith("The ") and proper:
            return f"the {name[4:]}"
        if re.fullmatch(r"[A-Z]+[- ]?\d+\w*", name) or name.casefold() in _NAMES:
            return f"the {name}" if _ARTICLED.match(name) else name
        common = self._common(name) if not proper or len(words) == 1 else None
        if common is None and proper and (len(words) > 1 or _is_inside(self.text, name)):
            return f"the {name}" if _ARTICLED.match(name) or self.takes_article(name) else name
        return common or f"“{name}”"

    def _common(self, name: str) -> str | None:
        """A label of common nouns in lower case; None where that would lack an article."""
        first = name.split()[0]
        low = name[:1].lower() + name[1:]
        is_plural = low.endswith("s") and not low.endswith(("ss", "us", "is"))
        if name[:2].isupper() or _mostly_capital(self.text, first):
            return name if is_plural and " " in name else None
        if " " in low and self._writes(low) and self.takes_article(low):
            return f"the {low}"
        if is_plural or {"and", "of"} & set(low.split()):
            return low if " " in low or self._writes(low) else None
        counted = self._writes(f"a {low}") or self._writes(f"an {low}") or self._writes(f"{low}s")
        counted = counted or self._writes(f"{low[:-1]}ies")
        return low if self._writes(low) and not counted else None

    def _writes(self, words: str) -> bool:
        return _occurs(self.text, words)


@lru_cache(maxsize=4096)
def _share_with_article(text: str, name: str) -> float:
    found = re.findall(rf"(?:(\bthe|\bThe) )?(?<![\w-]){re.escape(name)}(?![\w-])", text)
    running = len(found) - len(re.findall(rf"(?m)(?:^\W*|\| *){re.escape(name)}(?: *\||$)", text))
    return sum(map(bool, found)) / max(1, running)


@lru_cache(maxsize=4096)
def _stands_as_noun(text: str, word: str) -> bool:
    pattern = rf"\b(?:the|an?|each|every|its|their|this) {re.escape(word)}{_AFTER_NOUN}"
    return re.search(pattern, text, re.IGNORECASE) is not None


@lru_cache(maxsize=4096)
def _occurs(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text) is not None


@lru_cache(maxsize=4096)
def _mostly_capital(text: str, word: str) -> bool:
    """Whether a word stands inside sentences more often with its capital than without."""
    inside = len(re.findall(rf"[a-z,] {re.escape(word)}\b", text))
    return inside > len(re.findall(rf"(?<![\w@/.]){re.escape(word.lower())}(?!\w)", text))


@lru_cache(maxsize=4096)
def _is_inside(text: str, name: str) -> bool:
    """Whether a name stands with its capital inside a sentence."""
    return re.search(rf"[a-z,] {re.escape(name)}\b", text) is not None
