"""Questions as people type them: without capitals, as keywords, with slips of the finger."""

import random
import re

# Words that a person in a hurry leaves out of a search box.
# fmt: off
FILLERS = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do", "does", "for", "from",
    "had", "has", "have", "in", "is", "it", "its", "of", "on", "or", "that", "the", "their",
    "there", "this", "to", "was", "were", "what", "when", "where", "which", "who", "whom",
    "whose", "why", "will", "with", "would",
))
# fmt: on
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
HEADINGS = ("Overview", "History", "Background", "Details", "General", "Description", "1.2 Scope")


def lower_cased(question: str) -> str:
    """The question in lower case without its final question mark, as search engines get it."""
    return question.lower().rstrip("? ")


def keywords(question: str) -> str:
    """The question without its small words; unchanged where fewer than two words would be left.

    >>> keywords("What is the capital of the Kingdom of France?")
    'capital kingdom france'
    """
    kept = [w for w in re.findall(r"[\w.'%$€£-]+", question.lower()) if w.strip(".") not in FILLERS]
    return " ".join(kept) if len(kept) >= 2 else question


def with_typo(question: str, rng: random.Random) -> str:
    """The question with one slip in a word of five or more letters: swapped, lost, doubled, beside.

    Unchanged when no word is long enough.
    """
    words = list(re.finditer(r"[^\W\d_]{5,}", question))
    if not words:
        return question
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    here, after = question[at], question[at + 1]
    slip = rng.choice([after + here, after, here + here + after, _neighbour(here, rng) + after])
    return question[:at] + slip + question[at + 2 :]


def _neighbour(letter: str, rng: random.Random) -> str:
    """A letter beside `letter` on a keyboard; the letter itself when the keyboard lacks it."""
    for row in KEYBOARD:
        if (at := row.find(letter.lower())) >= 0:
            return rng.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    return letter


def as_typed(question: str, rng: random.Random) -> str:
    """The question, in a third of the cases changed in one of the ways above.

    Shares: 20 % lower case, 6 % keywords, 6 % a typo (half of these in lower case as well).
    """
    draw = rng.random()
    if draw < 0.20:
        return lower_cased(question)
    if draw < 0.26:
        return keywords(question)
    if draw < 0.32:
        slipped = with_typo(question, rng)
        return lower_cased(slipped) if draw < 0.29 else slipped
    return question


def heading_line(title: str, rng: random.Random) -> str:
    """`Title` or `Title > Heading` for a passage of the article `title`; empty without a title."""
    name = title.replace("_", " ").strip()
    if not name or name.isdigit():
        return ""
    return f"{name} > {rng.choice(HEADINGS)}" if rng.random() < 0.3 else name
