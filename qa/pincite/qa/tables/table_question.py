"""What a question wants of a table: which operation, on what condition, and of which kind."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pincite.qa.parsed_question import AnswerType, parse_question
from pincite.qa.tables.asked_operations import likely_operations
from pincite.qa.tables.conditions import Bound, Side, bounds_in, year_range
from pincite.qa.tables.elapsed import asked_unit
from pincite.qa.tables.operations import (
    Operation,
    Superlative,
    asks_for_change,
    asks_for_loss,
    compares_two,
    cues_in,
    hints_in,
    inside,
    order_in,
    sets_two_apart,
    speaks_of_change,
    superlatives_in,
)
from pincite.qa.tables.tokens import Token, tokens_of

LEAST_LIKELY = 0.05
"""Of an operation that is tried though no word of the question is known to ask for it."""
__all__ = ["Bound", "Operation", "Side", "TableQuestion", "parse_table_question"]


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question as tables see it."""

    text: str
    tokens: tuple[Token, ...]
    content: tuple[int, ...]
    """The tokens that say something, cue words included."""
    cues: dict[Operation, frozenset[int]]
    """For each operation the question may ask for the tokens that say so."""
    hints: frozenset[Operation]
    """Operations that it may mean without saying so."""
    superlatives: tuple[Superlative, ...]
    answer_type: AnswerType
    focus: frozenset[int]
    """The tokens that name what is asked for: "city" of "which city has"."""
    bounds: tuple[Bound, ...]
    year_range: tuple[float, float] | None
    order: int
    """2 for the second largest, 3 for the third; 1 otherwise."""
    falls: bool
    """Whether a loss is asked for: by how many did it fall."""
    wants_change: bool
    """Whether growth or loss over time is asked for."""
    moves_in_time: bool
    """Whether one thing moved within years: two things at one time make no such change."""
    offers_choice: bool
    """Whether it names what the answer may be: "X or Y"."""
    is_cased: bool
    """Whether names stand out by their capitals."""
    wants_list: bool
    """Whether it asks for several things by its words."""
    wants_value: bool
    """Whether a number is asked for, not the thing that has it."""
    compares: bool
    """Whether two amounts are set against each other, so that no cell alone answers."""
    wants_spread: bool
    """Whether the difference between the largest and the smallest is asked for."""
    time_unit: str | None
    """The unit in which a time between two dates is asked for, "" for any; None for no time."""

    def may_mean(self, operation: Operation) -> bool:
        """Whether it asks for an operation, or may mean it."""
        return operation in self.cues or operation in self.hints


_FOCUS = re.compile(
    r"\b(?:which|what|whose|in which|in what|name (?:the|of the)|list the)\s+(?:of (?:the|"
    r"these|those|all)\s+)?(?:the\s+)?"
    r"(?P<words>(?:[\w'’.-]+\s+){0,3}?[\w'’.-]+)"
    r"(?=\s+(?:is|are|was|were|has|have|had|did|do|does|can|could|will|would|should|for|of|in|"
    r"with|that|who|which|on|from|at|by|to|"
    r"\w+ed|\w+s|sold|won|made|came|got|led|took|built|sell|earned|had|stood|ran|saw)\b|\s*[,?]|$)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\s+(?P<words>(?:[\w'’.-]+\s*){1,3})", re.IGNORECASE)
_WANTS_VALUE = re.compile(
    r"\bhow (?!(?:is|was|did|does|do|are|were|come)\b)\w+\b|\b(?:number|amount|sum|total|"
    r"average|share|percentage|per ?cent|value) of\b|"
    r"\bwhat(?:'s|’s| is| was| were| are)? (?:the |his |her |its |their |\w+'s )?(?:\w+ "
    r")?(?:largest|highest|lowest|smallest|most|fewest|least|biggest|greatest|"
    r"maximum|minimum|best|worst) (?!(?:\w+ )?(?:year|month|day|date|quarter|season|name|"
    r"kind|type|sort|class|category)\b)",
    re.IGNORECASE,
)


_SPREAD = re.compile(
    r"\b(?:range|spread)\b|\b(?:the )?(?P<one>highest|largest|biggest|most|best|longest|dearest|"
    r"oldest|first|top|maximum|max|earliest|lowest|smallest|cheapest|worst|fewest|least|shortest|"
    r"youngest|last|bottom|minimum|min|latest|tallest|heaviest|\w+est)\b.{0,40}?\b(?:and|to|than|from)\b"
    r".{0,20}?\b(?:lowest|smallest|cheapest|worst|fewest|least|shortest|youngest|last|bottom|minimum|"
    r"min|latest|highest|largest|biggest|most|best|longest|dearest|\w+est)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def parse_table_question(text: str) -> TableQuestion:
    """What a question wants of a table.

    >>> asked = parse_table_question("Which plants built more than 300,000 cars in 2015?")
    >>> [(bound.side.value, bound.value) for bound in asked.bounds], asked.answer_type.value
    ([('>', 300000.0)], 'other')
    >>> sorted(op.value for op in parse_table_question("By how much did sales grow?").cues)
    ['difference']
    """
    tokens = tokens_of(text)
    bounds = bounds_in(text, tokens)
    taken = frozenset().union(*(bound.tokens for bound in bounds))
    return TableQuestion(
        text=text,
        tokens=tokens,
        content=tuple(
            at
            for at, token in enumerate(tokens)
            if not token.is_stop or (at in taken and token.is_number)
        ),
        cues=cues_in(text, tokens, taken),
        hints=hints_in(text) | likely_operations(text, LEAST_LIKELY),
        superlatives=superlatives_in(text, tokens),
        answer_type=parse_question(text).answer_type,
        focus=_focus(text, tokens),
        bounds=bounds,
        year_range=year_range(text),
        order=order_in(text),
        falls=asks_for_loss(text),
        wants_change=asks_for_change(text),
        moves_in_time=_moves_in_time(text, tokens),
        offers_choice=re.search(r"\bor\b", text, re.IGNORECASE) is not None,
        is_cased=any(c.isupper() for c in text[1:]) and not text.isupper(),
        wants_list=parse_question(text).wants_list,
        wants_value=_WANTS_VALUE.search(text) is not None,
        compares=compares_two(text),
        wants_spread=_SPREAD.search(text) is not None,
        time_unit=asked_unit(text),
    )


def _moves_in_time(text: str, tokens: tuple[Token, ...]) -> bool:
    has_years = year_range(text) is not None or any(token.is_year for token in tokens)
    return has_years and speaks_of_change(text) and not sets_two_apart(text)


def _focus(text: str, tokens: tuple[Token, ...]) -> frozenset[int]:
    match = _FOCUS.search(text) or _HOW_MANY.search(text)
    if match is None:
        return frozenset()
    said = inside(tokens, match.start("words"), match.end("words"))
    return frozenset(at for at in said if not tokens[at].is_stop)
