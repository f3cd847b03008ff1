"""What only shows once all pages are read: tables that go on, and labels taken for headings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pincite.corpus.drafts import (
    CellDraft,
    Draft,
    HeadingDraft,
    PageTurn,
    ParagraphDraft,
    TableDraft,
    on_one_line,
)

Edges = Mapping[int, tuple[float, ...]]
"""Where the columns of a table begin and end, by the id of its draft."""
_SHIFT = 6.0
"""Points by which the widths of columns may differ on another page."""
_MOST_HEADINGS = 3
"""Headings of one level with nothing in between from which they are labels in a drawing."""
_MOST_REPEATED = 3


def joined_tables(drafts: Sequence[Draft], edges: Edges) -> list[Draft]:
    """The drafts with a table that goes on over the end of a page as one."""
    joined: list[Draft] = []
    known = dict(edges)
    for found in drafts:
        draft = found
        turns = _turns_at_end(joined)
        before = joined[-1 - turns] if turns and len(joined) > turns else None
        if (
            isinstance(draft, TableDraft)
            and isinstance(before, TableDraft)
            and _goes_on(known.get(id(before)), known.get(id(draft)))
        ):
            del joined[-1 - turns :]
            draft = _whole(before, draft, turns)
            known[id(draft)] = known[id(before)]
        joined.append(draft)
    return joined


def without_labels(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with headings of one level that follow one another as lines of a paragraph.

    Several in a row are the labels of a drawing or the lines of a form. What stands first in the
    document, its title, is left alone.
    """
    settled: list[Draft] = []
    for run in _runs(drafts):
        headings = [each for each in run if isinstance(each, HeadingDraft)]
        if len(headings) < _MOST_HEADINGS or not any(map(_is_body, settled)):
            settled += run
            continue
        turns = [each for each in run if isinstance(each, PageTurn)]
        settled.append(ParagraphDraft("\n".join(on_one_line(each.words) for each in headings)))
        settled += turns
    return settled


def _runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Headings of one level that follow one another on a page together, all else alone."""
    run: list[Draft] = []
    for before, draft in pairwise((None, *drafts)):
        is_more = (
            isinstance(draft, HeadingDraft)
            and isinstance(before, HeadingDraft)
            and before.level == draft.level
        )
        if run and not is_more:
            yield run
            run = []
        if draft is not None:
            run.append(draft)
    if run:
        yield run


def _is_body(draft: Draft) -> bool:
    return not isinstance(draft, HeadingDraft | PageTurn)


def _turns_at_end(drafts: Sequence[Draft]) -> int:
    count = 0
    while count < len(drafts) and isinstance(drafts[-1 - count], PageTurn):
        count += 1
    return count


def _goes_on(before: tuple[float, ...] | None, after: tuple[float, ...] | None) -> bool:
    """Whether two tables have the same columns, wherever on the page they begin."""
    if not before or not after or len(before) != len(after):
        return False
    shift = after[0] - before[0]
    return all(abs(b - a - shift) <= _SHIFT for a, b in zip(before, after, strict=True))


def _whole(before: TableDraft, after: TableDraft, turns: int) -> TableDraft:
    """Both as one, the header that the second page repeats left out."""
    rows = list(after.rows)
    for first in before.rows[:_MOST_REPEATED]:
        if len(rows) > 1 and _words(rows[0]) == _words(first):
            del rows[0]
        else:
            break
    return TableDraft(
        (*before.rows, *rows),
        before.head_rows,
        before.caption,
        (*before.turns, *[len(before.rows)] * turns),
    )


def _words(row: Sequence[CellDraft]) -> list[str]:
    return [on_one_line(cell.words) for cell in row]
