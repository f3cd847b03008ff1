"""Sentences parted into what they tell in parallel, each part with its numbers and dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.qa.tables.prose.terms import Term

COMMAS = re.compile(r"[,;:](?:\s+(?:and|but|while|then|or))?\s+")
JOINTS = re.compile(r"[,;:](?:\s+(?:and|but|while|then|or))?\s+|\s+(?:and|but|while|against)\s+")
_OF_ALL = re.compile(r"\bof (?:(?:the|all|these|those|its|our|their)\s)*$", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:[\s,;:(–—-]|(?:and|but|or|while|then|in|at|on|for|from|to|by|of|with|only|just|about|"
    r"around|nearly|almost|over|some|another|further|still|even|roughly|is|are|was|were)\b)+",
    re.IGNORECASE,
)
VERBS = (
    r"is|was|are|were|has|have|had|holds?|held|saw|sees|took|takes|costs?|made|makes|got|gets|sold|"
    r"sells|carr(?:y|ies|ied)|reach(?:es|ed)?|employ(?:s|ed)?|won|wins|earn(?:s|ed)?|ran|runs|"
    r"needs?|needed|gave|gives|brings?|brought|counts?|counted|measures?|measured|weighs?|weighed|"
    r"scored?|came|comes|stands?|stood|stays?|stayed|lasts?|lasted|drew|draws?|received?|receives|"
    r"paid|pays|produced?|produces|covers?|covered|account(?:s|ed)?(?= for)|went|goes|yields?|"
    r"yielded"
)
_TRAILING = re.compile(
    r"(?:[\s,;:(–—-]|\b(?:in|at|on|for|from|to|by|of|with|only|just|about|around|nearly|almost|over|"
    rf"some|still|even|roughly|{VERBS})\b)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence, or an item of a list, with the numbers and dates it tells."""

    start: int
    end: int
    terms: tuple[Term, ...]
    head: int | None = None
    """Where its name ends at the latest."""

    @property
    def lead(self) -> tuple[int, int]:
        """What stands before its first number, as far as that may name it."""
        first = self.terms[0].span.start
        return self.start, first if self.head is None else min(self.head, first)

    @property
    def sorts(self) -> tuple[str, ...]:
        """What each of its numbers measures, "" where nothing says so."""
        return tuple("date" if term.iso else term.dimension for term in self.terms)


def runs_in(text: str, terms: Sequence[Term], rule: re.Pattern[str]) -> Iterator[list[Part]]:
    """The runs of parts of a sentence that tell numbers of the same sorts, each part a row.

    Where commas part a row as well ("Dove Tunnel, finished in 1801, is 385 yards long"), so many
    parts together are one.
    """
    parts = _parts(text, terms, rule)
    yield _longest_run(text, _merged(text, parts))
    for size in (2, 3):
        yield max(
            (_longest_run(text, _chunks(parts[start:], size)) for start in range(size + 1)),
            key=len,
        )


def _parts(text: str, terms: Sequence[Term], rule: re.Pattern[str]) -> list[Part]:
    cuts = [
        match.span()
        for match in rule.finditer(text)
        if not any(t.span.start < match.end() and match.start() < t.span.end for t in terms)
        and text.count("(", 0, match.start()) == text.count(")", 0, match.start())
    ]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [
        Part(start, end, tuple(term for term in terms if start <= term.span.start < end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _merged(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts that tell a number, each with what belongs to it of those that tell none.

    That goes on with the part before ("41 weeks, which was long"), or names the one behind, where
    nothing else does ("Faust in a Box, 22").
    """
    found: list[Part] = []
    waiting: Part | None = None
    for part in parts:
        if not part.terms:
            waiting = part if waiting is None else replace(waiting, end=part.end)
            continue
        if waiting is not None:
            between = text[waiting.end : part.start]
            start, end = bare(text, part.start, part.terms[0].span.start)
            if not found and set(",;:") & set(between):
                pass
            elif not found:
                lead = text[: part.start]
                part = replace(part, start=max(map(lead.rfind, ",;:")) + 1)
            elif start == end:
                part = replace(part, start=waiting.start)
            else:
                found[-1] = replace(found[-1], end=waiting.end)
            waiting = None
        found.append(part)
    if waiting is not None and found:
        found[-1] = replace(found[-1], end=waiting.end)
    if len(found) > 2 and _OF_ALL.search(text, 0, found[0].terms[0].span.start):
        del found[0]
    return found


def _chunks(parts: Sequence[Part], size: int) -> list[Part]:
    """So many parts together, those that begin with one that tells no number."""
    chunks = []
    for start in range(0, len(parts) - size + 1, size):
        several = parts[start : start + size]
        terms = tuple(term for part in several for term in part.terms)
        named = not several[0].terms
        place = several[0].start, several[-1].end
        chunks.append(Part(*place, terms if named else (), several[0].end))
    return chunks


def _longest_run(text: str, parts: Sequence[Part]) -> list[Part]:
    best: list[Part] = []
    run: list[Part] = []
    for part in parts:
        goes_on = run and are_alike(run[0], part) and ":" not in text[run[-1].end : part.start]
        run = [*run, part] if goes_on else [part] if part.terms else []
        best = run if len(run) > len(best) else best
    return best


def are_alike(one: Part, other: Part) -> bool:
    """Whether two parts tell as many numbers, each of the same sort where it says so."""
    return len(one.terms) == len(other.terms) and all(
        first == second or ("" in (first, second) and "date" not in (first, second))
        for first, second in zip(one.sorts, other.sorts, strict=True)
    )


def behind_lead(text: str, start: int, end: int) -> int:
    """Where a stretch begins behind the words that only lead to it."""
    leading = _LEADING.match(text[start:end])
    return start + (leading.end() if leading else 0)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the words that only lead to it or from it."""
    start = behind_lead(text, start, end)
    trailing = _TRAILING.search(text[start:end])
    end = start + (trailing.start() if trailing else max(0, end - start))
    return start, end
