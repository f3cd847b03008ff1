"""What a question wants of a table: which operation, on what condition, and of which kind."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pincite.qa.parsed_question import AnswerType, parse_question
from pincite.qa.tables.tokens import Token, tokens_of


class Operation(StrEnum):
    """What is done with cells; all but VALUE are operations of an answer's `computed`."""

    VALUE = "value"
    LARGEST = "largest"
    SMALLEST = "smallest"
    FIRST = "first"
    LAST = "last"
    NEXT = "next"
    PREVIOUS = "previous"
    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    CHANGE = "change in per cent"
    SHARE = "share"


class Side(StrEnum):
    """How a value has to stand to a bound."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on numbers: "more than 3 million", "since 2012"."""

    side: Side
    value: float
    is_year: bool
    tokens: frozenset[int]
    """The question's tokens it was read from."""


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question as tables see it."""

    text: str
    tokens: tuple[Token, ...]
    content: tuple[int, ...]
    """The tokens that say something, cue words included."""
    cues: dict[Operation, frozenset[int]]
    """For each operation the question may ask for the tokens that say so."""
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
    offers_choice: bool
    """Whether it names what the answer may be: "X or Y"."""
    is_cased: bool
    """Whether names stand out by their capitals."""
    wants_value: bool
    """Whether a number is asked for, not the thing that has it."""


_CUES: tuple[tuple[Operation, str], ...] = (
    (
        Operation.LARGEST,
        r"most(?! recent)|largest|highest|biggest|greatest|maximum|max|best|top|longest|"
        r"tallest|heaviest|"
        r"widest|deepest|fastest|strongest|richest|dearest|busiest|peak(?:ed)?|record(?= \w+ "
        r"(?:sales|year))|"
        r"(?<!or )more|larger|higher|bigger|greater|better|longer|taller|heavier|priciest|"
        r"costliest|"
        r"expensive(?<=most expensive)|leads?|tops|upper ?most|furthest|farthest|warmest|"
        r"hottest|oldest(?= \w+ age)|\w{3,}iest(?<!earliest)(?<!priciest)|high point|runner-?up",
    ),
    (
        Operation.SMALLEST,
        r"least(?<!at least)|smallest|lowest|fewest|minimum|min|worst|shortest|lightest|"
        r"narrowest|slowest|"
        r"weakest|poorest|cheapest|tiniest|bottom|less|fewer|smaller|lower|worse|shorter|"
        r"lighter|cheaper|"
        r"coldest|coolest|nearest|closest|low point",
    ),
    (Operation.FIRST, r"first|earliest|oldest|initial(?:ly)?|original(?:ly)?|start(?:s|ed|"
                      r"ing)?|begin(?:ning)?|earlier|soonest|opening|opens"),
    (Operation.LAST, r"last|latest|most recent(?:ly)?|newest|final(?:ly)?|end(?:s|ed|ing)?|"
                     r"youngest|later|recent(?:ly)?|closes"),
    (Operation.NEXT, r"after|next|following|follow(?:s|ed)|below|beneath|under(?:neath)?|"
                     r"succeed(?:s|ed)?|subsequent(?:ly)?"),
    (Operation.PREVIOUS, r"before|previous(?:ly)?|prior|preceding|preced(?:es|ed)|above|ahead "
                         r"of|predecessor|over"),
    (
        Operation.COUNT,
        r"how many|number of|the number|count(?= of| the|s?\b)|how often|amount of|total "
        r"number|tally",
    ),
    (
        Operation.SUM,
        r"total(?:led|s)?|sum(?: of)?|combined|altogether|together|in all|"
        r"between (?:them|the (?:two|three|four|lot)(?: of them)?)|(?:come|comes|came) to|"
        r"add(?:ed|s)?(?: up| "
        r"together)?|put together|"
        r"plus|overall|jointly|all told|cumulative(?:ly)?|in total|aggregate",
    ),
    (Operation.AVERAGE, r"average|averaged|mean(?!s|ing)|on average|typical(?:ly)?|per (?:year|"
                        r"month|week|quarter) (?:over|in|between|from)"),
    (
        Operation.DIFFERENCE,
        r"difference|differ(?:s)?|gap|margin|how (?:much|many) (?:\w+ )?(?:more|less|fewer|"
        r"higher|lower|larger|smaller|bigger|"
        r"longer|shorter|heavier|lighter|taller|cheaper|dearer|greater|older|younger|better|worse)|"
        r"overshoots?|overspen[dt]|"
        r"exceed(?:s|ed)?(?= (?:\S+ ){0,4}?(?:budget|plan|target|price|cost))|"
        r"saved?(?= (?:against|over|compared))|by how (?:much|many)|"
        r"how far (?:ahead|behind|apart|above|below)|(?:much|many) (?:[\w'’]+ "
        r"){0,6}?(?:lose|lost|gain(?:ed)?|"
        r"grow|grew|grown|rise|rose|increased?|drop(?:ped)?|fall|fell|shrink|shrank|declined?|"
        r"decreased?|climb(?:ed)?|add(?:ed)?)|"
        r"(?:increase|decrease|rise|drop|growth|decline|fall|change|gain|loss|jump) (?:in|of|"
        r"from|between)|"
        r"\w+ (?:more|fewer|less) (?:\w+ ){0,4}?than|extra|surplus over|compared (?:to|with)",
    ),
    (
        Operation.RATIO,
        r"how many times|times (?:as|more|larger|bigger|higher|greater)|ratio|(?:by )?what "
        r"factor|by a factor|what multiple|"
        r"how many[- ]?fold|proportion of \w+ to",
    ),
    (
        Operation.CHANGE,
        r"(?:(?:per ?cent(?:age)?|%)(?= (?:\S+ ){0,8}?(?:change|increase|decrease|rise|rose|"
        r"drop|fall|fell|growth|grow|grew|decline|"
        r"gain|lose|lost|loss|jump|more|less|fewer|higher|lower|climb|shrink|shrank|collapse|"
        r"exceed|up|down|"
        r"dearer|cheaper|versus|vs|compared)))|"
        r"(?:change|increase|decrease|rise|rose|drop(?:ped)?|fall|fell|growth|grow|grew|"
        r"decline|gain|loss|jump|shrink|shrank|shrunk|collapsed?|exceed(?:ed)?|versus|vs|compared|"
        r"up|down|more|less|fewer|higher|lower)(?=.*(?:per ?cent|percentage|%))|(?:growth|rate "
        r"of) (?:rate|growth|change)",
    ),
    (
        Operation.SHARE,
        r"(?:what |which )?(?:share|fraction|proportion|part)(?= (?:of|do|did|does|was|is|were|"
        r"are|in|has|had))|"
        r"(?:per ?cent|percentage|%)(?= (?:of|was|is|are|were|came|come)\b)",
    ),
)  # fmt: skip
_CUE_RULES = tuple(
    (operation, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE))
    for operation, pattern in _CUES
)
_ORDERS = re.compile(
    r"\b(?:(second|2nd|runner)|(third|3rd)|(fourth|4th)|(fifth|5th))[- ]"
    r"(?=\w+(?:st|most)\b|most\b|up\b|"
    r"least\b|best\b|worst\b)",
    re.IGNORECASE,
)
_NUMBER = (
    r"[€£$¥]?\s?(?:\d[\d,.]*\d|\d)(?:\s?(?:k|m|bn)\b)?"
    r"(?:[ ](?:hundred|thousand|million|billion|bn))?|"
    r"(?:\w+ ){0,3}(?:hundred|thousand|million|billion)|"
    r"two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fifteen|twenty|thirty|forty|fifty|ninety"
)
_BOUND_WORDS = (
    (Side.AT_LEAST, r"at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|"
                    r"from (?=\S+ (?:up|on))|since|starting(?: in)?|≥|>="),
    (Side.AT_MOST, r"at most|no more than|not more than|up to|a maximum of|until|through(?= "
                   r"\d)|by(?= (?:1[5-9]|20)\d\d)|≤|<="),
    (Side.ABOVE, r"(?:more|greater|higher|larger|bigger|longer|heavier|better|taller|older|"
                 r"later) than|over|above|exceed(?:s|ed|ing)?|beyond|past|"
     r"pass(?:es|ed|ing)?|surpass(?:es|ed|ing)?|topp?(?:s|ed|ing)?|upwards of|in excess of|"
     r"after|broke|break(?:s|ing)?(?: through)?|cross(?:es|ed|ing)?|>"),
    (Side.BELOW, r"(?:less|fewer|lower|smaller|shorter|lighter|worse|younger|earlier|cheaper) "
                 r"than|under|below|beneath|before|prior to|short of|<"),
)  # fmt: skip
_BOUND_RULES = tuple(
    (
        side,
        re.compile(
            rf"(?<![\w-])(?P<words>{words})\s*(?:the |a |an |about |year |end of "
            rf")*(?P<number>{_NUMBER})(?![\w])",
            re.IGNORECASE,
        ),
    )
    for side, words in _BOUND_WORDS
)
_OR_MORE = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s+\w+)? or (?:(?P<more>more|above|higher|over|longer)|(?:less|"
    rf"fewer|below|lower|under))\b",
    re.I,
)
_RANGE = re.compile(
    r"(?:\bbetween\s+(?=(?:1[5-9]|20)\d\d\s+and\b)|(?<![\d-])(?!(?:1[5-9]|20)\d\d\s*and\b))"
    r"((?:1[5-9]|20)\d\d)\s*(?:to|and|until|till|through|up to|"
    r"[-–—])\s*(?:the end of )?((?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)
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
_FALLS = re.compile(
    r"\b(?:los[est]+|lost|loss|drop\w*|f[ae]ll\w*|decreas\w*|declin\w*|shr[aiu]nk\w*|down|"
    r"fewer|less|lower|reduc\w*|cut|cheaper|collaps\w*)\b",
    re.IGNORECASE,
)
_WANTS_VALUE = re.compile(
    r"\bhow (?!(?:is|was|did|does|do|are|were|come)\b)\w+\b|\b(?:number|amount|sum|total|"
    r"average|share|percentage|per ?cent|value) of\b|"
    r"\bwhat(?:'s|’s| is| was| were| are)? (?:the |his |her |its |their |\w+'s )?(?:\w+ "
    r")?(?:largest|highest|lowest|smallest|most|fewest|least|biggest|greatest|"
    r"maximum|minimum|best|worst) (?!(?:\w+ )?(?:year|month|day|date|quarter|season|name)\b)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:grow\w*|grew|r[io]se\w*|increas\w*|gain\w*|climb\w*|chang\w*|jump\w*|dearer|up|"
    r"versus|vs|compared|"
    r"los[est]+|lost|loss|drop\w*|f[ae]ll\w*|decreas\w*|declin\w*|shr[aiu]nk\w*|down|than it "
    r"did|from|between)\b",
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
    cues = _cues(text, tokens)
    bounds = _bounds(text, tokens)
    taken = frozenset().union(*(bound.tokens for bound in bounds)) if bounds else frozenset()
    years = _RANGE.search(text)
    span = None
    if years is not None:
        first, last = float(years[1]), float(years[2])
        span = (min(first, last), max(first, last))
    order = _ORDERS.search(text)
    return TableQuestion(
        text=text,
        tokens=tokens,
        content=tuple(
            at
            for at, token in enumerate(tokens)
            if not token.is_stop or (at in taken and token.is_number)
        ),
        cues=cues,
        answer_type=parse_question(text).answer_type,
        focus=_focus(text, tokens),
        bounds=bounds,
        year_range=span,
        order=next(n for n, found in enumerate(order.groups(), 2) if found) if order else 1,
        falls=_FALLS.search(text) is not None,
        wants_change=_CHANGES.search(text) is not None,
        offers_choice=re.search(r"\bor\b", text, re.IGNORECASE) is not None,
        is_cased=any(c.isupper() for c in text[1:]) and not text.isupper(),
        wants_value=_WANTS_VALUE.search(text) is not None,
    )


def _inside(tokens: Collection[Token], start: int, end: int) -> frozenset[int]:
    return frozenset(
        at for at, token in enumerate(tokens) if token.start < end and start < token.end
    )


def _cues(text: str, tokens: tuple[Token, ...]) -> dict[Operation, frozenset[int]]:
    cues: dict[Operation, frozenset[int]] = {}
    for operation, rule in _CUE_RULES:
        found = [_inside(tokens, match.start(), match.end()) for match in rule.finditer(text)]
        if found:
            cues[operation] = frozenset().union(*found)
    order = _ORDERS.search(text)
    if order is not None:
        for operation in (Operation.LARGEST, Operation.SMALLEST):
            if operation in cues:
                cues[operation] |= _inside(tokens, order.start(), order.end())
    return cues


def _bounds(text: str, tokens: tuple[Token, ...]) -> tuple[Bound, ...]:
    found: list[Bound] = []
    for side, rule in _BOUND_RULES:
        for match in rule.finditer(text):
            found += _bound(
                tokens, side, match.start(), match["number"], match.start("number"), match.end()
            )
    for match in _OR_MORE.finditer(text):
        side = Side.AT_LEAST if match["more"] else Side.AT_MOST
        found += _bound(
            tokens, side, match.start(), match["number"], match.start("number"), match.end()
        )
    apart: list[Bound] = []
    for bound in found:
        if not any(bound.tokens & other.tokens for other in apart):
            apart.append(bound)
    return tuple(apart)


def _bound(
    tokens: tuple[Token, ...], side: Side, start: int, number: str, number_at: int, end: int
) -> list[Bound]:
    inside = [
        (at, token)
        for at, token in enumerate(tokens)
        if token.is_number
        and number_at <= token.end
        and token.start < number_at + len(number)
        and token.end > number_at
    ]
    if not inside:
        spelled = tokens_of(number)
        if not spelled or not spelled[-1].is_number:
            return []
        value, is_year = spelled[-1].value, False
    else:
        value, is_year = inside[0][1].value, inside[0][1].is_year
    return [Bound(side, value, is_year, _inside(tokens, start, end))]


def _focus(text: str, tokens: tuple[Token, ...]) -> frozenset[int]:
    match = _FOCUS.search(text) or _HOW_MANY.search(text)
    if match is None:
        return frozenset()
    inside = _inside(tokens, match.start("words"), match.end("words"))
    return frozenset(at for at in inside if not tokens[at].is_stop)
