"""Which blocks of the ranked passages' documents are searched for listings."""

from collections.abc import Iterator
from dataclasses import dataclass

from pincite.corpus import BulletList, Document, Heading, Paragraph, Table
from pincite.qa.evidence import Evidence
from pincite.qa.retrieval import nearness
from pincite.qa.several.meaning import meaning

PASSAGES_SEARCHED = 12
FURTHER_PASSAGES = 60
FURTHER_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class SearchedBlock:
    """A block that listings are looked for in, by its position in its document."""

    document: Document
    position: int
    rank: int
    """Of the first passage that brought it here."""


def searched(evidence: Evidence) -> int:
    """How many passages are searched: those read, and more where several things are asked for."""
    return PASSAGES_SEARCHED if evidence.parsed.asking.named else len(evidence.readings)


def searched_blocks(evidence: Evidence) -> Iterator[SearchedBlock]:
    """The blocks of the best passages, what they lead to, and lists and tables farther down."""
    seen: set[tuple[str, int]] = set()
    for block in _blocks(evidence, 0, searched(evidence)):
        if _is_new(block, seen):
            yield block
    asking = evidence.parsed.asking
    if asking.named or asking.is_open:
        further = _blocks(evidence, searched(evidence), FURTHER_PASSAGES)
        new = [block for block in further if _is_set(block) and _is_new(block, seen)]
        yield from sorted(new, key=lambda block: -_promise(evidence, block))[:FURTHER_BLOCKS]


def _blocks(evidence: Evidence, first: int, stop: int) -> Iterator[SearchedBlock]:
    """The blocks that passages overlap, and lists and tables that follow right behind them."""
    for ranked in evidence.ranked[first:stop]:
        document = evidence.document(ranked.passage.document_id)
        over = document.positions_over(ranked.passage.span)
        for position in over:
            yield SearchedBlock(document, position, ranked.rank)
        behind = over[-1] + 1 if over else len(document.blocks)
        if isinstance(next(iter(document.blocks[behind : behind + 1]), None), BulletList | Table):
            yield SearchedBlock(document, behind, ranked.rank)


def _is_new(block: SearchedBlock, seen: set[tuple[str, int]]) -> bool:
    place = (block.document.document_id, block.position)
    is_new = place not in seen
    seen.add(place)
    return is_new


def _is_set(found: SearchedBlock) -> bool:
    """Whether a block is a list, a table or the heading of sections."""
    return isinstance(found.document.blocks[found.position], BulletList | Table | Heading)


def _promise(evidence: Evidence, found: SearchedBlock) -> float:
    """How much the words over a block and its passage's nearness speak for it."""
    document, block = found.document, found.document.blocks[found.position]
    words = [document.title, *block.path]
    if isinstance(block, Table):
        words += [document.quote(cell.span) for cell in block.header]
        words += [document.quote(block.caption)] if block.caption else []
    elif isinstance(block, Heading):
        words.append(document.quote(block.span))
    above = document.blocks[found.position - 1] if found.position else None
    if isinstance(above, Paragraph):
        words.append(document.quote(above.span)[-160:])
    near = nearness(evidence.ranked[found.rank - 1].candidate)
    return meaning(evidence, "\n".join(words)) + near
