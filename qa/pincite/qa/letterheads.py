"""What a document opens with: often the name of whose it is, which nothing below repeats."""

from pincite.corpus import Document

CHARS, LINES, WORDS = 300, 5, 10
"""Of the opening that is looked at, and of a line of it."""


def letterhead(document: Document, end: int = CHARS) -> str:
    r"""The short lines that a document opens with, up to the place `end`; rows of tables aside.

    >>> letterhead(Document("a.txt", "Review\n\nEllary Trust\n\n| a | b |"))
    'Review Ellary Trust'
    """
    opening = document.text[: min(CHARS, end)].splitlines()[:LINES]
    return " ".join(line for line in opening if 0 < len(line.split()) <= WORDS and "|" not in line)
