"""Puts texts one below the other, each with its blocks."""

from collections.abc import Sequence
from dataclasses import replace

from pincite.corpus.composing import Composed
from pincite.corpus.documents import Block, BulletList, Cell, Heading, Span, Table

_BETWEEN = "\n"


def joined(parts: Sequence[Composed], path: tuple[str, ...] = ()) -> Composed:
    r"""One text of all parts that hold any; the blocks after the first part stand under `path`.

    >>> joined([Composed("a\n", (), ()), Composed("b\n", (), ())]).text
    'a\n\nb\n'
    """
    text, blocks = "", list[Block]()
    for part in parts:
        if not part.text:
            continue
        above = path if text else ()
        text += _BETWEEN if text else ""
        blocks += [_moved(block, len(text), above) for block in part.blocks]
        text += part.text
    return Composed(text, tuple(blocks), ())


def _moved(block: Block, by: int, above: tuple[str, ...]) -> Block:
    span, path = _later(block.span, by), (*above, *block.path)
    match block:
        case Heading():
            return replace(block, span=span, path=path, level=min(block.level + len(above), 6))
        case BulletList():
            items = tuple(_later(item, by) for item in block.items)
            lead_in = _later(block.lead_in, by) if block.lead_in else None
            return replace(block, span=span, path=path, items=items, lead_in=lead_in)
        case Table():
            caption = _later(block.caption, by) if block.caption else None
            header, rows = _cells(block.header, by), tuple(_cells(row, by) for row in block.rows)
            return replace(block, span=span, path=path, header=header, rows=rows, caption=caption)
        case _:
            return replace(block, span=span, path=path)


def _later(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _cells(cells: Sequence[Cell], by: int) -> tuple[Cell, ...]:
    return tuple(replace(cell, span=_later(cell.span, by)) for cell in cells)
