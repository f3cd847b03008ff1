"""Which one item of a list a question names, where it does not mean them all."""

from collections.abc import Sequence

from pincite.corpus import BulletList, Document, Span
from pincite.qa.evidence import Evidence
from pincite.qa.parsed_question import UNTYPED, WORD
from pincite.qa.several import blocks
from pincite.qa.several.cutting import LABEL
from pincite.qa.several.listing import Listing
from pincite.qa.words import stem, stems

MOST_ITEMS = 60
"""Of a list that is looked at; in a longer one nothing is named."""


def is_beside_the_item(evidence: Evidence, listing: Listing) -> bool:
    """Whether one item of the list holds the weightiest word of the question that the list holds.

    Where a person, place, time or number is asked for, and not several of them, that item
    answers, neither the list nor what the others enumerate.
    """
    if evidence.parsed.asking.named or evidence.parsed.answer_type in UNTYPED:
        return False
    document = listing.document
    for block in document.blocks_over(listing.extent):
        if isinstance(block, BulletList) and 2 < len(block.items) <= MOST_ITEMS:
            item = _telling_item(evidence, document, block)
            return item is not None and not listing.extent.within(item)
    return False


def _telling_item(evidence: Evidence, document: Document, block: BulletList) -> Span | None:
    lead = document.quote(block.lead_in) if block.lead_in else ""
    over = stems(" ".join((document.title, *block.path, lead)))
    held = [stems(document.quote(item)) for item in block.items]
    wanted = [term for term in evidence.term_weights if term not in over]
    found = [term for term in wanted if any(term in words for words in held)]
    heaviest = max(found, key=lambda term: evidence.term_weights[term], default=None)
    bearing = [item for item, words in zip(block.items, held, strict=True) if heaviest in words]
    return bearing[0] if len(bearing) == 1 else None


def named_around(listing: Listing, question: str) -> Span | None:
    """What belongs to the named item of the list that a listing is, or stands in."""
    for block in listing.document.blocks_over(listing.extent):
        if isinstance(block, BulletList) and len(block.items) <= MOST_ITEMS:
            return _named_group(listing.document, block, question) or _named_item(
                listing.document, block.items, question
            )
    if len(listing.items) > MOST_ITEMS:
        return None
    return _named_item(listing.document, listing.items, question)


def _named_group(document: Document, block: BulletList, question: str) -> Span | None:
    """Of a list of several levels what stands below the one item that the question names."""
    found = [
        Span(items[0].start, items[-1].end)
        for parent, items in blocks.groups(document.text, block.items)
        if parent is not None and _count_said(document.quote(parent), question)
    ]
    return found[0] if len(found) == 1 else None


def _named_item(document: Document, items: Sequence[Span], question: str) -> Span | None:
    """What stands behind the label of the one item whose label the question says: "common: rash".

    Of two labels that it says the longer; None where the items have no labels, or it says none.
    """
    found: dict[int, list[Span]] = {}
    for item in items:
        label = LABEL.match(document.quote(item))
        if label is None:
            return None
        if count := _count_said(label["label"].partition("(")[0], question):
            value = Span(item.start + label.start("value"), item.end)
            found.setdefault(count, []).append(value)
    longest = found[max(found)] if found else []
    return longest[0] if len(longest) == 1 else None


def _count_said(name: str, question: str) -> int:
    """How many words a name has where the question says all of them; else 0."""
    said, asked = {word.casefold() for word in WORD.findall(question)}, stems(question)
    words = [word.casefold() for word in WORD.findall(name)]
    is_said = bool(stems(name)) and all(word in said or stem(word) in asked for word in words)
    return len(words) if is_said else 0
