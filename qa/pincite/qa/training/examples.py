"""A question beside one passage, as text: what every source of training data yields."""

from dataclasses import dataclass

from pincite.qa.training.rows import Place


@dataclass(frozen=True, slots=True)
class Example:
    """A question, a passage and the places that answer it (none: the passage does not answer).

    `prefix` is the line of title and headings that the indexer puts in front, or empty; the places
    count code points of `passage` alone. `style` names the source in reports. `asked` is the
    question before it was changed, by which a teacher's label is found; empty when it has none.
    """

    question: str
    passage: str
    places: tuple[Place, ...]
    prefix: str = ""
    style: str = ""
    asked: str = ""


Group = tuple[Example, ...]
"""One question with one or more passages whose scores must compare; the first one is the row's."""
