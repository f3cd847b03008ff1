"""Where training examples come from; each source yields one group for a number and a seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pincite.qa.training.augmentation import as_typed, heading_line
from pincite.qa.training.examples import Example, Group
from pincite.qa.training.negatives import Negatives, Passage
from pincite.qa.training.rows import Row
from pincite.qa.training.tables import Table, look_up, parse_table, table_group, template_question


class Source(Protocol):
    """A numbered list of groups; the random draws decide augmentation and negatives only."""

    def __len__(self) -> int:
        """How many groups there are."""

    def group(self, number: int, rng: random.Random) -> Group | None:
        """Group `number`; None when this draw gives nothing to learn from."""


@dataclass(frozen=True, slots=True)
class RowSource:
    """The rows of a file, a share of them with mined wrong passages beside."""

    style: str
    rows: Sequence[Row]
    negatives: Negatives
    negative_share: float
    prefix_share: float
    wrong_passages: int = 1

    def __len__(self) -> int:
        return len(self.rows)

    def group(self, number: int, rng: random.Random) -> Group | None:
        """The row, and for a share of the draws some wrong passages (the best most often)."""
        row = self.rows[number]
        question = as_typed(row.question, rng)
        prefixed = rng.random() < self.prefix_share
        prefix = heading_line(row.title, rng) if prefixed else ""
        own = Example(question, row.context, row.places, prefix, self.style, asked=row.question)
        if rng.random() >= self.negative_share or not (mined := self.wrong(row)):
            return (own,)
        others = []
        for _ in range(min(self.wrong_passages, len(mined))):
            wrong = mined.pop(min(int(rng.expovariate(0.5)), len(mined) - 1))
            prefix = heading_line(wrong.title, rng) if prefixed else ""
            style = f"{self.style} wrong"
            others.append(Example(question, wrong.text, (), prefix, style, asked=row.question))
        return (own, *others)

    def wrong(self, row: Row) -> list[Passage]:
        """The wrong passages that the row brings along, else those that a word search finds."""
        return [Passage(row.title, text) for text in row.wrong] or self.negatives.of(row)


@dataclass(frozen=True, slots=True)
class TableQuestionSource:
    """People's look-up questions about tables, beside rows written out."""

    items: Sequence[tuple[str, Table, tuple[int, int]]]
    negative_share: float

    @classmethod
    def of(cls, rows: Sequence[Row], *, negative_share: float) -> "TableQuestionSource":
        """The questions among `rows` that one row of their table answers."""
        items = []
        for row in rows:
            table = parse_table(row.title, row.context)
            gold = look_up(row, table) if table else None
            if table and gold:
                items.append((row.question, table, gold))
        return cls(items, negative_share)

    def __len__(self) -> int:
        return len(self.items)

    def group(self, number: int, rng: random.Random) -> Group | None:
        """The question with its row among neighbours, and for a share other rows of the table."""
        question, table, gold = self.items[number]
        return table_group(
            table,
            as_typed(question, rng),
            gold,
            style="table question",
            negative_share=self.negative_share,
            rng=rng,
        )


@dataclass(frozen=True, slots=True)
class TableTemplateSource:
    """Look-up questions made by template from the tables."""

    tables: Sequence[Table]
    negative_share: float

    @classmethod
    def of(cls, rows: Sequence[Row], *, negative_share: float) -> "TableTemplateSource":
        """The tables that stand behind `rows`, each once."""
        texts = dict.fromkeys((row.title, row.context) for row in rows)
        tables = [parse_table(title, text) for title, text in texts]
        return cls([table for table in tables if table], negative_share)

    def __len__(self) -> int:
        return len(self.tables)

    def group(self, number: int, rng: random.Random) -> Group | None:
        """A fresh question about table `number`."""
        table = self.tables[number]
        made = template_question(table, rng)
        if made is None:
            return None
        question, gold = made
        return table_group(
            table,
            as_typed(question, rng) if rng.random() < 0.5 else question,
            gold,
            style="table template",
            negative_share=self.negative_share,
            rng=rng,
        )
