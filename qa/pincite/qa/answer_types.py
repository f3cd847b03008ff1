"""Whether a span is of the kind that its question asks for."""

import re

from pincite.corpus.written_dates import MONTH
from pincite.qa.parsed_question import YEAR, AnswerType
from pincite.qa.values.clocks import time_of_day

_NUMBER_WORD = (
    r"(?:no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|once|twice|"
    r"thrice|first|second|third|single|both|couple)"
)
_HAS_NUMBER = re.compile(rf"\d|\b{_NUMBER_WORD}\b", re.IGNORECASE)
SMALL_RATIO = re.compile(
    rf"\b(?:{_NUMBER_WORD}|\d{{1,2}})\s(?:in|out\sof)\s(?:every\s)?"
    rf"(?:{_NUMBER_WORD}|a hundred|\d{{1,3}}(?![\d.,:/-]))\b",
    re.IGNORECASE,
)
"""As "one in nine": how large a part, not how many."""
_DATE = re.compile(
    rf"\b{MONTH}(?!\w)|{YEAR.pattern}|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b|"
    r"\b(?:spring|summer|autumn|fall|winter|century|decade|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|today|yesterday|tomorrow|year|month|week|day|night|morning|noon|"
    r"midnight|(?:19|20)\d0s)s?\b|\b\d{1,2}(?::\d\d|\s?[ap]m)\b|\bq[1-4]\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)|\b\d{1,2} ?[ap]\.?m\b|\bo['’]clock\b|"
    r"\b(?:noon|midday|midnight|in the (?:morning|afternoon|evening)|at night)\b|"
    r"\b(?:half|quarter|five|ten|twenty(?:[ -]five)?|\d\d?) (?:past|to) (?:\d|\w{3,6}\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?:\d|{_NUMBER_WORD})[\s\u00a0]*(?:%|per\s?cent|percentage points?)|"
    r"\b(?:half|third|quarter)s?\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£¥₽₹]|\b(?:eur|usd|gbp|chf|jpy|euros?|dollars?|pounds?|yen|francs?|crowns?|kroner|kronor|"
    r"reais|won|rupees?|roubles?|rubles?|cents?|sek|nok|dkk|inr|cny|yuan)\b|\bfree\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?:\d|\b{_NUMBER_WORD}\b|\ban?\b|several|few).{{0,20}}\b(?:years?|months?|weeks?|days?|hours?|minutes?|"
    r"seconds?|min|hrs?|nights?|decades?|quarters?)\b|\b(?:permanent|for ever|forever|until|since)",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][^\W\d_]*")
_ROLE = re.compile(
    r"\b(?:\w*(?:er|or|ist|ant|ian|man|men|woman|ee|team|board|office|officer|committee|staff|head|"
    r"chief|people|government|group|department|desk|council|members?|everyone|nobody|anyone))\b",
    re.IGNORECASE,
)


def type_agreement(kind: AnswerType, span: str) -> float:
    """How well the words of a span fit the kind of answer asked for: 1 yes, 0 no, 0.5 no saying.

    >>> type_agreement(AnswerType.DATE, "March 2010"), type_agreement(AnswerType.DATE, "Chennai")
    (1.0, 0.0)
    """
    match kind:
        case AnswerType.YEAR:
            return float(YEAR.search(span) is not None)
        case AnswerType.CLOCK:
            return 1.0 if _CLOCK.search(span) else 0.3 * bool(_DATE.search(span))
        case AnswerType.DATE:
            return float(_DATE.search(span) is not None)
        case AnswerType.PERCENT:
            return 1.0 if _PERCENT.search(span) else 0.3 * bool(_HAS_NUMBER.search(span))
        case AnswerType.MONEY:
            return 1.0 if _MONEY.search(span) else 0.4 * bool(_HAS_NUMBER.search(span))
        case AnswerType.DURATION:
            if _DURATION.search(span):
                return 1.0
            return 0.5 * bool(_HAS_NUMBER.search(span) and time_of_day(span) is None)
        case AnswerType.NUMBER:
            is_part = SMALL_RATIO.match(span) is not None
            return 0.3 if is_part else float(_HAS_NUMBER.search(span) is not None)
        case AnswerType.PERSON:
            return 1.0 if _NAME.search(span) else 0.5 * bool(_ROLE.search(span))
        case AnswerType.PLACE:
            return 0.7 if _NAME.search(span) else 0.4
        case _:
            return 0.5
