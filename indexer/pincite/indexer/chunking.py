"""Documents into passages: whole sentences under one heading, lists, and table rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pincite.corpus import BulletList, Document, Heading, Span, Table
from pincite.corpus.sentences import sentence_spans
from pincite.indexer.drafts import PassageDraft, context_line, shared_path, verbatim
from pincite.indexer.passages import PassageKind
from pincite.indexer.stretches import Stretch, cuts, stretches, trimmed
from pincite.indexer.table_rows import row_passages, rows_start

MOST_CHARS = 700
"""A passage closes before the sentence that would make it longer."""
ENOUGH_CHARS = 350
"""From here on a passage closes rather than begin a paragraph that does not fit."""
FEW_CHARS = 150
"""A last passage shorter than this joins the one before, up to `MOST_LIST_CHARS`."""
MOST_LIST_CHARS = 900
LONGEST_UNIT_CHARS = 1_200
CHAPTER_LEVEL = 2
"""No passage runs on across a heading of this level or one further out."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never parted: a sentence, a list item, a heading; with the end of its block."""

    span: Span
    path: tuple[str, ...]
    block: Span
    heading: str | None = None

    @property
    def begins_block(self) -> bool:
        return self.span.start == self.block.start


def split(document: Document) -> list[PassageDraft]:
    """The passages of a document in the order of its text.

    Together they cover every character that is not blank. Each begins with a context line
    (title and headings) that is not the document's own; the same document gives the same
    passages.
    """
    splitter = _Splitter(document)
    for stretch in stretches(document):
        splitter.add(stretch)
    splitter.close()
    return splitter.drafts


@dataclass
class _Splitter:
    """The passages so far, and the units that wait for a passage to close."""

    document: Document
    drafts: list[PassageDraft] = field(default_factory=list)
    waiting: list[_Unit] = field(default_factory=list)

    def add(self, stretch: Stretch) -> None:
        match stretch.block:
            case Heading():
                self._add_heading(stretch.span, stretch.block)
            case BulletList():
                self._add_list(stretch.span, stretch.block)
            case Table():
                self._add_table(stretch.span, stretch.block)
            case paragraph:
                self._add_prose(stretch.span, paragraph.path)

    def close(self) -> None:
        """Makes passages of all that waits."""
        for group in _packed(self.waiting):
            self._draft(group, "text")
        self.waiting = []

    def _add_heading(self, span: Span, heading: Heading) -> None:
        if heading.level <= CHAPTER_LEVEL and not self._only_headings_wait():
            self.close()
        words = " ".join(self.document.quote(heading.span).split())
        self.waiting += [
            _Unit(part, heading.path, span, words)
            for part in cuts(self.document.text, span, LONGEST_UNIT_CHARS)
            if len(part)
        ]

    def _add_prose(self, span: Span, path: tuple[str, ...]) -> None:
        text, language = self.document.text, self.document.language
        for sentence in sentence_spans(text, span, language):
            for part in cuts(text, sentence, LONGEST_UNIT_CHARS):
                self.waiting.append(_Unit(part, path, span))

    def _add_list(self, span: Span, bullets: BulletList) -> None:
        head = self._taken_head(bullets.lead_in)
        self.close()
        items = self._items(span, bullets)
        lead = [unit for unit in head if unit.heading is None]
        if span.end - (head[0].span.start if head else span.start) <= MOST_LIST_CHARS:
            self._draft([*head, *items], "list")
            return
        groups = _packed(items, room=MOST_CHARS - _length(lead))
        for number, group in enumerate(groups):
            self._draft([*(lead if number else head), *group], "list")

    def _taken_head(self, lead_in: Span | None) -> list[_Unit]:
        """Takes the lead-in from what waits, and the heading where nothing else stands under it."""
        keep = len(self.waiting)
        if lead_in is not None and _length(self.waiting) <= MOST_LIST_CHARS:
            while keep and self.waiting[keep - 1].span.start >= lead_in.start:
                keep -= 1
        while keep and self.waiting[keep - 1].heading is not None:
            keep -= 1
        head, self.waiting = self.waiting[keep:], self.waiting[:keep]
        return head

    def _items(self, span: Span, bullets: BulletList) -> list[_Unit]:
        """The items with their bullets; what no item holds belongs to the item before it."""
        text = self.document.text
        bounds = [span.start]
        for before, item in pairwise(bullets.items):
            floor = max(bounds[-1], before.end)
            bounds.append(max(floor, text.rfind("\n", floor, item.start) + 1))
        bounds.append(max(bounds[-1], span.end))
        units = []
        for start, end in pairwise(bounds):
            whole = trimmed(text, start, end)
            parts = cuts(text, whole, LONGEST_UNIT_CHARS)
            units += [_Unit(part, bullets.path, whole) for part in parts if len(part)]
        return units

    def _add_table(self, span: Span, table: Table) -> None:
        text = self.document.text
        if not self._only_headings_wait():
            self.close()
        head = trimmed(text, span.start, rows_start(self.document, span, table))
        for part in cuts(text, head, LONGEST_UNIT_CHARS):
            if len(part):
                self.waiting.append(_Unit(part, table.path, head))
        self.close()
        self.drafts.extend(row_passages(self.document, span, table))

    def _only_headings_wait(self) -> bool:
        return all(unit.heading is not None for unit in self.waiting)

    def _draft(self, units: Sequence[_Unit], kind: PassageKind) -> None:
        heading = _heading(units)
        context = context_line(self.document, heading) + "\n"
        text = self.document.text
        body, pieces = verbatim(text, _joined(text, units), len(context))
        span = Span(min(u.span.start for u in units), max(u.span.end for u in units))
        self.drafts.append(PassageDraft(span, context + body, pieces, heading, kind))


def _packed(units: Sequence[_Unit], room: int = MOST_CHARS) -> list[list[_Unit]]:
    """The units in groups of about `room` characters that never end in a heading."""
    groups: list[list[_Unit]] = []
    current: list[_Unit] = []
    for unit in units:
        if _must_close(current, unit, room):
            body_end = _body_end(current)
            groups.append(current[:body_end])
            current = current[body_end:]
        current.append(unit)
    is_small = _length(current) < FEW_CHARS
    if groups and is_small and _length([*groups[-1], *current]) <= MOST_LIST_CHARS:
        groups[-1].extend(current)
        return groups
    return [*groups, current] if current else groups


def _must_close(current: Sequence[_Unit], unit: _Unit, room: int) -> bool:
    if not _body_end(current):
        return False
    start = current[0].span.start
    if unit.span.end - start > room:
        return True
    is_enough = current[-1].span.end - start >= ENOUGH_CHARS
    return (
        is_enough
        and unit.begins_block
        and (unit.heading is not None or unit.block.end - start > room)
    )


def _body_end(units: Sequence[_Unit]) -> int:
    """How many units stand before the headings at the end."""
    end = len(units)
    while end and units[end - 1].heading is not None:
        end -= 1
    return end


def _joined(text: str, units: Sequence[_Unit]) -> list[Span]:
    """The units' spans; those that only white space parts are one, with the white space."""
    spans: list[Span] = []
    for unit in units:
        if spans and not text[spans[-1].end : unit.span.start].strip():
            spans[-1] = Span(spans[-1].start, unit.span.end)
        else:
            spans.append(unit.span)
    return spans


def _heading(units: Sequence[_Unit]) -> tuple[str, ...]:
    paths = [unit.path for unit in units if unit.heading is None]
    if paths:
        return shared_path(paths)
    last = units[-1]
    return (*last.path, last.heading or "")


def _length(units: Sequence[_Unit]) -> int:
    return units[-1].span.end - units[0].span.start if units else 0
