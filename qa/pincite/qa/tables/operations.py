"""Which operations on cells the words of a question ask for, by classes of words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pincite.qa.tables.degrees import COMPARATIVE, SUPERLATIVE, Degree, degree_of
from pincite.qa.tables.tokens import Token


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
    RANK = "rank"
    PRODUCT = "product"


_RISING = (
    r"grow\w*|grew|increas\w*|r[io]s(?:e|es|en|ing)|gain\w*|climb\w*|jump\w*|go(?:es|ne)? up|"
    r"went up|"
    r"surg(?:e|es|ed|ing)|soar\w*|expand\w*|add(?:ed|s)|put on|rocket\w*|swell\w*|swollen|"
    r"improv\w+|mount\w*|"
    r"multipl\w+|edge up|edged up|move up|moved up|advanc\w+|dearer|boost\w*|rais(?:e|ed)"
)
_FALLING = (
    r"los(?:e|es|ing|s|ses)|lost|drop\w*|f[ae]ll\w*|decreas\w*|declin\w*|shr[aiu]nk\w*|go(?:es|"
    r"ne)? down|"
    r"went down|down|reduc\w+|cuts?|cheaper|collaps\w*|plung\w+|plummet\w*|sink\w*|sank|sunk|"
    r"slip\w*|"
    r"diminish\w*|dwindl\w+|contract(?:ed|ion)|slump\w*|slid\w*|tumbl\w+|dip(?:s|ped)?|shed|slow\w*"
)
_MOVING = (
    rf"{_RISING}|{_FALLING}|chang\w*|var(?:y|ied|iation)|mov(?:e|ed)|differ(?:s|ed)?|develop\w*"
)
_PER_CENT = r"per ?cent(?:age)?(?! points?)|percents?|%"
_BEATING = (
    r"exceed(?:s|ed)?|outnumber\w*|outs(?:old|ell)\w*|outstrip\w*|outweigh\w*|outdo\w*|outdid|"
    r"outperform\w*|surpass\w*|overshoots?|overshot|oversp[ea]n[dt]\w*|undersp[ea]n[dt]\w*|undercut\w*|"
    r"overran|overruns?|beat(?:s|en)?|lag(?:s|ged)?(?: behind)?|trail(?:s|ed)?(?: behind)?|"
    r"ahead of|behind|lead(?:s|ing)? over|top(?:s|ped)?|overt(?:ake|ook)\w*"
)
_NOT_BOUND_THAN = (
    r"(?=(?:\s+[\w'’€£$%-]+){0,7}?\s+than\s+"
    r"(?!(?:any|all|every|anyone|anybody|everyone|elsewhere)\b))"
)
_NO_THAN = r"(?!(?:\s+[\w'’€£$%-]+){0,7}?\s+than\s)"
_EXTREME_THAN = (
    r"(?=(?:\s+\S+){0,5}?\s+than\s+"
    r"(?:any|all|every|anyone|anybody|everyone|anything|elsewhere|the (?:others?|rest))\b)"
)
_ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NTH = rf"(?:{_ORDINALS}|2nd|3rd|[4-9]th|10th)"
_PLACING = (
    r"(?:c[ao]me?s?|finish(?:es|ed)?|rank(?:s|ed)?|stands?|stood|plac(?:es|ed)|is|was|are|were|"
    r"sits?|sat)"
)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"

_CUES: tuple[tuple[Operation, str], ...] = (
    (
        Operation.LARGEST,
        r"most(?! (?:recent|of)\b)|maximum|max|top|peak(?:ed|s|ing)?|record(?= \w+ (?:sales|"
        r"year))|best|"
        rf"{_PLACING} (?:first|top|highest|on top|out on top|ahead|number one)|led|leads|lead(?= "
        rf"the)|"
        r"leading|tops|topped|head(?:s|ed) the (?:list|table|ranking|field)|dominat\w+|upper ?most|"
        r"high point|high-water mark|heyday|runner-?up|number one|no\. ?1|in the lead|"
        rf"(?:more|{COMPARATIVE}){_EXTREME_THAN}|"
        rf"(?:(?<!or )more|larger|higher|bigger|greater|better|longer|taller|heavier){_NO_THAN}",
    ),
    (
        Operation.SMALLEST,
        rf"(?:less|fewer|smaller|lower|worse|shorter|lighter|cheaper){_NO_THAN}|"
        rf"least(?<!at least)|fewest|minimum|min|worst|bottom(?:ed)?|lowest|{_PLACING} (?:last|"
        rf"bottom|lowest)|bring\w* up the rear|low point|"
        r"low-water mark|trough|nearest|closest",
    ),
    (
        Operation.FIRST,
        r"first|earliest|oldest|initial(?:ly)?|original(?:ly)?|start(?:s|ed|ing)?|begin(?:ning)?|earlier|"
        r"soonest|opening|opens|inaugural|eldest|begin(?:s|ning)|pioneer\w*|"
        r"from (?:which|what) \w+ on(?:wards?)?|since (?:when|which|what)|as of when",
    ),
    (
        Operation.LAST,
        r"last|latest|most recent(?:ly)?|newest|final(?:ly)?|end(?:s|ed|ing)?|youngest|later|"
        r"recent(?:ly)?|closes|most modern|most up to date",
    ),
    (
        Operation.NEXT,
        r"after|next|following|follow(?:s|ed)|succeed(?:s|ed)?|subsequent(?:ly)?|"
        r"(?:directly |immediately |right |just |listed |stands? |row |line |named? |placed |"
        r"comes? )"
        r"(?:below|beneath|under(?:neath)?)",
    ),
    (
        Operation.PREVIOUS,
        r"before|previous(?:ly)?|prior|preceding|preced(?:es|ed)|predecessor|"
        r"(?:directly |immediately |right |just |listed |stands? |row |line |named? |placed |"
        r"comes? )"
        r"(?:above|ahead of|over)",
    ),
    (
        Operation.COUNT,
        r"how many|number of|the number|count(?= of| the|s?\b)|how often|how frequently|amount of|"
        r"total number|tally|on how many occasions",
    ),
    (
        Operation.SUM,
        r"total(?:led|s|ling)?|sum(?: of)?|combined|altogether|together|in all|in sum|all told|"
        rf"between (?:them|the (?:{_NUMBERS}|pair|lot)(?: of them)?)|(?:come|comes|came|"
        rf"amount(?:s|ed)?) to|"
        r"add(?:ed|s|ing)?(?: up| together)?|put together|taken together|"
        r"plus|overall|jointly|collectively|cumulative(?:ly)?|in total|aggregate|"
        r"the whole(?! (?:year|month|week|weekend|day|night|season|summer|winter)\b)|"
        r"entire(?:ly)?|"
        r"as a whole|everything|grand total|all in all|summed|throughout",
    ),
    (
        Operation.AVERAGE,
        r"average[sd]?|averaging|(?:the|a) mean|mean(?= \w)(?! (?:for|by|that|to|if)\b)|on average|"
        r"typical(?:ly)?|"
        r"per (?:year|month|week|quarter|day) (?:over|in|between|from)",
    ),
    (
        Operation.DIFFERENCE,
        r"difference|differ(?:s|ed)?|gap|margin|discrepanc\w+|disparit\w+|shortfall|surplus over|"
        r"excess|spread|"
        r"range(?= (?:of|in|between|from))|distance between|"
        rf"how (?:much|many)(?: [\w'’]+){{0,3}}? (?:{COMPARATIVE})|"
        r"by (?:how (?:much|many|far)|what (?:amount|margin|number|sum))|"
        r"how far (?:ahead|behind|apart|above|below|up|down|off|short)|"
        rf"(?:much|many) (?:[\w'’.&-]+ ){{0,7}}?(?:{_MOVING}|{_BEATING})|"
        rf"(?:increase|decrease|rise|drop|growth|decline|fall|change|gain|loss|jump|reduction|"
        r"improvement|dip|surge|slump|cut) (?:in|of|from|between|over)|"
        r"saved?|savings?|saves|dearer|"
        rf"(?:{COMPARATIVE}){_NOT_BOUND_THAN}|"
        r"extra|additional(?= .*(?:compared|than))|apart|separates?|"
        r"compared (?:to|with|against)|against|relative to|versus|vs|minus|subtract\w*",
    ),
    (
        Operation.RATIO,
        r"how many times|times (?:as|more|larger|bigger|higher|greater)|ratio|(?:by )?what factor|"
        r"by a factor|what multiple|multiple of|divided by|over(?= \w+ as a ratio)|how "
        r"many[- ]?fold|proportion of \w+ to|quotient|"
        r"(?:for|to) (?:each|every)(?= \w+)",
    ),
    (
        Operation.CHANGE,
        rf"(?:{_PER_CENT})(?=.*\b(?:{_MOVING}|{_BEATING}|growth|{COMPARATIVE}|up|versus|vs|against|"
        r"compared|saved?|savings?)\b)|"
        rf"(?:{_MOVING}|{_BEATING}|growth|{COMPARATIVE}|up|versus|vs|against|compared|saved?|savings?)"
        rf"(?=.*(?:\bper ?cent(?:age)?\b(?! points?)|%))|(?:growth|rate of) (?:rate|growth|change)|"
        r"relative (?:change|increase|growth)",
    ),
    (
        Operation.SHARE,
        r"(?:what |which )?(?:share|fraction|proportion|(?<!take )(?<!took )part|portion|slice|"
        r"percentage)"
        r"(?= (?:of|do|did|does|was|is|were|are|in|has|had|came|come|go|goes|went)\b)|share|"
        r"(?:per ?cent|percentage|%)(?= (?:of|was|is|are|were|came|come|belong\w*|went|"
        r"go(?:es)?)\b)",
    ),
    (
        Operation.RANK,
        r"(?:what|which) (?:place|rank|position|spot)|how high does|"
        r"where (?:do|does|did) (?=.*\b(?:rank|stand|come|place|finish)\b)|(?:rank|ranking|"
        r"position) of|"
        r"ranked|in order of",
    ),
)  # fmt: skip
_CUE_RULES = tuple(
    (operation, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
    for operation, pattern in _CUES
)
_HINTS: tuple[tuple[Operation, str], ...] = (
    (
        Operation.SUM,
        rf"(?:the|all|both) (?:{_NUMBERS}|of them)|both|all(?! over)|and|full|year round",
    ),
    (
        Operation.DIFFERENCE,
        r"left|remain\w*|still|short of|apart|missing|extra|elapsed?|pass(?:ed)?|lie|lay",
    ),
    (Operation.DIFFERENCE, rf"(?:{_MOVING}|{_BEATING})"),
    (Operation.RATIO, r"per|a head|each|every"),
    (Operation.SHARE, r"how much of|how many of|(?:what |which )?percentage|per ?cent|%|part"),
    (Operation.COUNT, r"how many|number"),
    (Operation.LAST, r"(?:up to|until|till) (?:which|what|when)"),
    (Operation.FIRST, r"when|(?:what|which) (?:year|month|quarter|season|week|day)"),
)
_HINT_RULES = tuple(
    (operation, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
    for operation, pattern in _HINTS
)
_SUPERLATIVE = re.compile(rf"(?<![\w-])(?<!at )(?:{SUPERLATIVE})(?![\w])", re.IGNORECASE)
_ORDERS = re.compile(
    rf"\b(?P<nth>{_NTH}|runner)[- ](?=(?:{SUPERLATIVE})\b|most\b|up\b|least\b|best\b|worst\b|"
    rf"fewest\b)|"
    rf"\b{_PLACING} (?:in )?(?:the )?(?P<placed>{_NTH})(?: place| position)?"
    r"(?= (?:by|in|for|on|with|when|among|behind)\b|\s*[?,]|$)|"
    rf"\b(?:number|no\.?|nr\.?|#)\s?(?P<number>two|three|four|five|[2-5])\b"
    rf"(?= (?:in|among|by|on|for|of|behind)\b|\s*[?,]|$)|"
    rf"\b(?:in|takes?|took|holds?|held) (?:the )?(?P<place>{_NTH})[- ]"
    r"(?:place|position|rank|spot)\b|"
    rf"\b(?P<behind>leaving aside|apart from|other than|excluding|except|besides|after|behind) "
    rf"(?:only )?the (?:{SUPERLATIVE}|most \w+|top)(?: one| of (?:them|all))?"
    r"(?=,|\s+(?:which|what|who)\b)",
    re.IGNORECASE,
)
_COMPARING = (Operation.LARGEST, Operation.SMALLEST, Operation.DIFFERENCE, Operation.CHANGE)
_AMBIGUOUS = frozenset(("speed", "age", "length"))
"""Measures where much may be a small number: the fastest has the least time."""
_PLACES = {word: n for n, word in enumerate(_ORDINALS.split("|"), 2)} | {
    "two": 2, "three": 3, "four": 4, "five": 5, "runner": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Superlative:
    """A superlative of the question."""

    degree: Degree
    tokens: frozenset[int]


def inside(tokens: Sequence[Token], start: int, end: int) -> frozenset[int]:
    """The tokens that stand at least partly between two places of the text."""
    return frozenset(
        at for at, token in enumerate(tokens) if token.start < end and start < token.end
    )


def superlatives_in(text: str, tokens: Sequence[Token]) -> tuple[Superlative, ...]:
    """The superlatives of a question, in order."""
    return tuple(_superlatives(text, tokens))


def _superlatives(text: str, tokens: Sequence[Token]) -> Iterator[Superlative]:
    for match in _SUPERLATIVE.finditer(text):
        degree = degree_of(match[0])
        if degree is not None:
            yield Superlative(degree, inside(tokens, match.start(), match.end()))


def cues_in(
    text: str, tokens: Sequence[Token], taken: frozenset[int]
) -> dict[Operation, frozenset[int]]:
    """For each operation the question may ask for the tokens that say so.

    `taken` are the tokens of conditions, whose "more than 30" asks for nothing.
    """
    cues: dict[Operation, frozenset[int]] = {}
    for operation, rule in _CUE_RULES:
        for match in rule.finditer(text):
            said = inside(tokens, match.start(), match.end())
            if said and not said <= taken and not (operation in _COMPARING and said & taken):
                cues[operation] = cues.get(operation, frozenset()) | said
    for superlative in superlatives_in(text, tokens):
        for operation in _extremes_of(superlative.degree):
            cues[operation] = cues.get(operation, frozenset()) | superlative.tokens
    placed = _ORDERS.search(text)
    if placed is not None:
        _add_order(cues, inside(tokens, placed.start(), placed.end()))
    return cues


def _extremes_of(degree: Degree) -> tuple[Operation, ...]:
    if degree.measures in _AMBIGUOUS:
        return (Operation.LARGEST, Operation.SMALLEST)
    return (Operation.LARGEST if degree.sign > 0 else Operation.SMALLEST,)


def _add_order(cues: dict[Operation, frozenset[int]], said: frozenset[int]) -> None:
    known = [op for op in (Operation.LARGEST, Operation.SMALLEST) if op in cues]
    for operation in known or [Operation.LARGEST]:
        cues[operation] = cues.get(operation, frozenset()) | said


def hints_in(text: str) -> frozenset[Operation]:
    """The operations that a question may mean without asking for them in so many words."""
    return frozenset(operation for operation, rule in _HINT_RULES if rule.search(text))


def order_in(text: str) -> int:
    """2 where the second largest is asked for, 3 for the third; 1 otherwise.

    >>> order_in("Which is the third largest lake?"), order_in("Which ward comes second by beds?")
    (3, 2)
    >>> order_in("Apart from the biggest one, which hall holds most?"), order_in("no. 2 by sales")
    (2, 2)
    """
    match = _ORDERS.search(text)
    word = next((found for found in match.groups() if found), "") if match else ""
    if not word:
        return 1
    if match is not None and match["behind"]:
        return 2
    return _PLACES.get(word.casefold()) or int(re.sub(r"\D", "", word))


_PLACED = re.compile(
    rf"\b{_PLACING} (?:in )?(?:the )?(?:first|last|top|bottom|{_NTH})\b|"
    r"\b(?:top|bottom) of the (?:table|list|league|ranking|standings|class)\b",
    re.IGNORECASE,
)


def asks_for_place(text: str) -> bool:
    """Whether a place in an order is asked for, without a word of what the order goes by.

    >>> asks_for_place("Which team came third?"), asks_for_place("Which team scored most?")
    (True, False)
    """
    return _PLACED.search(text) is not None


_FALLS = re.compile(rf"\b(?:{_FALLING}|fewer|less|lower|behind|undersp\w+)\b", re.IGNORECASE)
_CHANGES = re.compile(
    rf"\b(?:{_MOVING}|dearer|up|versus|vs|compared|than it did|from|between|against)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(rf"\b(?:{_MOVING})\b", re.IGNORECASE)
_RISES = re.compile(rf"\b(?:{_RISING}|more|higher)\b", re.IGNORECASE)


_COMPARES = re.compile(
    rf"\bhow (?:much|many)(?: [\w'’]+){{0,3}}? (?:{COMPARATIVE})\b{_NOT_BOUND_THAN}"
    r"(?!.*\bthan\s+(?:the )?\d)|\btimes (?:as|more|larger|bigger|higher|greater)\b",
    re.IGNORECASE,
)


def compares_two(text: str) -> bool:
    """Whether two amounts are set against each other, so that neither of them is the answer.

    >>> compares_two("How much more is a loaf than a roll?"), compares_two("How much is a roll?")
    (True, False)
    """
    return _COMPARES.search(text) is not None


def asks_for_loss(text: str) -> bool:
    """Whether a loss is asked for: by how many did it fall."""
    return _FALLS.search(text) is not None


def asks_for_change(text: str) -> bool:
    """Whether growth or loss over time is asked for."""
    return _CHANGES.search(text) is not None


def moves(text: str) -> int:
    """1 where a rise is spoken of, -1 where a fall is, 0 where neither or both."""
    return int(_RISES.search(text) is not None) - int(_FALLS.search(text) is not None)


_TWO_THINGS = re.compile(
    r"\b(?:than|compared|against|versus|vs|differ\w*|behind|ahead|both|exceed\w*|beat\w*)\b",
    re.IGNORECASE,
)


def sets_two_apart(text: str) -> bool:
    """Whether a word sets two things against each other.

    >>> sets_two_apart("By how much did A fall behind B?"), sets_two_apart("How much did A fall?")
    (True, False)
    """
    return _TWO_THINGS.search(text) is not None


def speaks_of_change(text: str) -> bool:
    """Whether something is said to move: to grow, to fall, to change."""
    return _MOVES.search(text) is not None
