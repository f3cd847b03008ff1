"""An answer that enumerates several things, told as its items, all of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pincite.corpus import BulletList, Document, Span, Table
from pincite.qa.citing import surroundings, together
from pincite.qa.enumerations import enumeration_around, split_enumeration
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.several.blocks import groups as list_groups
from pincite.qa.several.cutting import unbracketed
from pincite.qa.several.finding import whole_lists

_NO_THINGS = frozenset(
    (
        AnswerType.YES_NO, AnswerType.NUMBER, AnswerType.MONEY,
        AnswerType.PERCENT, AnswerType.DURATION, AnswerType.CLOCK,
    )
)  # fmt: skip
_POINTS = re.compile(
    r"(?:(?:any|one|all|each) of )?(?:the )?(?:following|these|those below|as follows)"
    r"(?: \w+){0,2}",
    re.IGNORECASE,
)
"""What only points at the list below it: "the following", "the following items"."""
_PREPOSITION_BEFORE = re.compile(
    r"\b(?P<word>by|to|for|from|with|in|on|at|under|during)\s+$", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|may|must|does|did)\b",
    re.IGNORECASE,
)
"""What parts of a sentence hold that say something, and names of things do not."""
LEAST_ITEMS = 3
"""Of an enumeration, for two words beside "and" may be one name: "search and rescue"."""
LONGEST = 8
"""Words of an item; longer ones are clauses of a sentence."""


def with_items(evidence: Evidence, proposal: Proposal) -> Proposal:
    """A quote that enumerates three things or more with its items, each at its own place.

    A quote that holds two of them or more, and not all, becomes the whole enumeration.
    """
    kind = evidence.parsed.answer_type
    if kind in _NO_THINGS or not _is_quote(proposal):
        return proposal
    place = proposal.places[0]
    document = evidence.document(place.document_id)
    listed = _listed(document, place.span)
    if listed:
        return _of_items(proposal, document, listed)
    at = document.block_at(place.span.start)
    is_row = at < 0 or isinstance(document.blocks[at], Table)
    if is_row or kind is AnswerType.DEFINITION:
        return proposal
    sentence, _ = surroundings(document, place.span)
    items = enumeration_around(document.text, sentence, [place.span])
    touched = [item for item in items if item.overlaps(place.span)]
    is_cut = len(touched) > 1 and kind is not AnswerType.REASON
    if not is_cut or not _are_things(document, items):
        items = split_enumeration(document.text, place.span)
    if not _are_things(document, items):
        return proposal
    return _of_items(proposal, document, _with_preposition(document.text, items))


def _with_preposition(text: str, items: Sequence[Span]) -> Sequence[Span]:
    """The items, the first with the preposition before it that the others begin with."""
    first, *others = items
    before = _PREPOSITION_BEFORE.search(text, max(0, first.start - 10), first.start)
    if before is None:
        return items
    word = before["word"].casefold()
    alike = sum(text[each.start : each.end].casefold().startswith(f"{word} ") for each in others)
    return (Span(before.start("word"), first.end), *others) if alike else items


def _of_items(proposal: Proposal, document: Document, items: Sequence[Span]) -> Proposal:
    items = tuple(unbracketed(document.text, item) for item in items)
    return replace(
        proposal,
        text=together(document, items),
        places=tuple(Place(document.document_id, item) for item in items),
        items=tuple(document.quote(item) for item in items),
    )


def _listed(document: Document, span: Span) -> tuple[Span, ...]:
    """The items of the list that a quote takes two or more of, or that it only points at."""
    at = document.block_at(span.start)
    block = document.blocks[at] if at >= 0 else None
    if isinstance(block, BulletList):
        held = tuple(item for item in block.items if item.overlaps(span))
        lists = whole_lists(document, held) if len(held) > 1 else []
        return lists[0] if len(lists) == 1 else ()
    below = document.blocks[at + 1] if 0 <= at < len(document.blocks) - 1 else None
    if isinstance(below, BulletList) and _POINTS.fullmatch(document.quote(span)):
        groups = any(parent is not None for parent, _ in list_groups(document.text, below.items))
        return () if groups else below.items
    return ()


def _is_quote(proposal: Proposal) -> bool:
    is_single = len(proposal.places) == 1 and not proposal.items
    return proposal.origin == "span" and is_single and proposal.computed is None


def _are_things(document: Document, items: Sequence[Span]) -> bool:
    texts = [document.quote(item) for item in items]
    are_short = all(0 < len(text.split()) <= LONGEST for text in texts)
    return len(items) >= LEAST_ITEMS and are_short and not any(map(_SAYS.search, texts))
