"""Plans, targets and forecasts, as against facts."""

import re

from pincite.corpus import Span
from pincite.qa.clauses import clause_around

_ASKS = re.compile(
    r"\b(?:targets?|targeted|goals?|aims?|aimed|aiming|objectives?|plans?|planned|planning|budget\w*|"
    r"forecasts?|"
    r"predict\w*|project(?:ed|ion|ions|s to)|expect(?:s|ed|ation|ations)?|anticipat\w+|"
    r"estimat\w+ for|"
    r"intend\w*|intention|ambitions?|hope[sd]?|wants? to|wish\w*|propos\w+|scheduled?|due|"
    r"envisage[sd]?|outlook|"
    r"will|shall|should|supposed|meant|promis\w+|pledg\w+|by when|from when|set aside|going to|"
    r"in future|future|next year|by (?:the end of )?20\d\d)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:aim(?:s|ed|ing)?\b(?: at| for| to)?|targets?|targeted|targeting|goals?|objectives?|"
    r"ambitions?|"
    r"(?<!the )(?<!['’]s )plans\b(?! for| of| were| are)|plan(?:ned|ning)\b|(?:a|the|its|our|"
    r"their|under|medium-term|business|five-year|"
    r"mid-term) plan\b|"
    r"intend(?:s|ed|ing)?|intentions?|hop(?:es?|ed|ing) (?:to|for|that)|wants? to|wish(?:es)? to|"
    r"seek(?:s|ing)? to|look(?:s|ing)? to|strives? (?:to|for)|"
    r"(?:is|are|was|were|be|been|being) (?:\w+ )?(?:expected|projected|forecast|forecasted|"
    r"predicted|set|due|"
    r"scheduled|slated|planned|anticipated|estimated|supposed|meant|likely|about|to be) to|"
    r"expect(?:s|ed|ing)? (?:to\b|that\b|\w+)|anticipat(?:es?|ed|ing)|forecast(?:s|ing)?|"
    r"projections?|project(?:s|ed) (?:that|to|a)|"
    r"predict(?:s|ed|ions?)?|envisag(?:es?|ed)|foresees?|foreseen|foresaw|"
    r"pencilled in|outlook|budgeted|budget of|earmarked|"
    r"propos(?:es?|ed|al|als)|pledg(?:es?|ed)|promis(?:es?|ed)|commit(?:s|ted)? to|"
    r"would (?:be|go|rise|fall|reach|have|cost|open|start|begin|increase|create|bring)|"
    r"(?:is|are) to (?:be|enter|rise|fall|open|close|start|begin|go|reach|have|come|grow|become|"
    r"move|follow|take|replace|increase|cost|carry|pay|get|receive|last|bring|cover|hold)\b|"
    r"going to)\b"
    r"|\bto (?:rise|fall|increase|grow|be (?:raised|cut|reduced|opened|closed|built)) to\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|’ll|'ll)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:by|in|from|until|before|during|for|of|to) (?:\w+ ){0,3}?(20[2-9]\d|2100)\b|"
    r"\b(?:next|coming|following|future) (?:\w+ )?(?:years?|months?|quarter|decade|spring|summer|"
    r"autumn|winter)\b|"
    r"\bby the end of\b|\bby (?:then|year-end|next)\b|\beventually\b|"
    r"\bin (?:\w+ )?years?[’']? time\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:reach|achiev|met|meet|exceed|surpass|beat|beaten|hit|fulfil|attain|deliver|complet)\w* "
    r"(?:its|the|their|our|his|her|this|that|a|an|all)?\s?(?:\w+[ -]){0,3}(?:targets?|goals?|"
    r"objectives?|plans?|forecasts?|expectations?)\b|"
    r"\b(?:targets?|goals?|objectives?|plans?) (?:\w+ ){0,6}?(?:was|were|has been|have been|is|"
    r"are) "
    r"(?:\w+ )?(?:reached|achieved|met|exceeded|surpassed|beaten|hit|fulfilled)\b|"
    r"\b(?:than|as|ahead of|above|beyond|of what was) (?:\w+ )?(?:planned|expected|forecast|"
    r"predicted|anticipated|projected|scheduled|plan|schedule|target)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:target group|target market|pension plans?|health plans?|floor plans?|"
    r"business plan competition|"
    r"(?:approv|adopt|reject|accept|endors|pass|present|discuss|debat|back|support|oppos)\w* "
    r"(?:the|a|this|that|his|her|their|its) plans?|"
    r"vot(?:es?|ed|ing) (?:for|against) (?:the|a|this|that|his|her|their|its) plans?)\b",
    re.I,
)


_NAMES_PLAN = re.compile(
    r"\b(?:targets?|plan(?:ned)?|budget(?:ed)?|forecasts?|goals?|projected|expected)\b",
    re.IGNORECASE,
)


def names_plan(name: str) -> bool:
    """Whether a column, or a number's own words, are called a target, a plan or a budget.

    >>> names_plan("Target 2024-25"), names_plan("Result 2024"), names_plan("Actual vs plan, %")
    (True, False, False)
    """
    return _NAMES_PLAN.search(name) is not None and _SET_AGAINST.search(name) is None


_SET_AGAINST = re.compile(
    r"\b(?:vs|versus|of|over|under|to|from)\b|(?<=\w )against\b|%", re.IGNORECASE
)


def asks_for_plan(question: str) -> bool:
    """Whether a question asks what is planned, expected or aimed at.

    >>> asks_for_plan("How many will it build by 2030?"), asks_for_plan("How many has it built?")
    (True, False)
    """
    return _ASKS.search(question) is not None


def is_plan(sentence: str, span: Span) -> bool:
    """Whether what a sentence says at `span` is a target, a plan or a forecast, and no fact.

    >>> text = "It makes 5 cars and aims for 9 by 2030."
    >>> is_plan(text, Span(9, 10)), is_plan(text, Span(29, 30))
    (False, True)
    """
    clause = clause_around(sentence, span)
    words = _ELSEWHERE.sub(lambda match: " " * len(match.group()), sentence)
    own = words[clause.start : clause.end]
    at, end = span.start - clause.start, span.end - clause.start
    if _MET.search(own):
        return False
    cues = [match for match in _CUE.finditer(own) if not _is_answer(match, at, end)]
    if any(_governs(own, match, at) for match in cues):
        return True
    future = _FUTURE.search(own) is not None
    return future and any(
        match.start() < at or match.start() > end for match in _WILL.finditer(own)
    )


def _is_answer(match: re.Match[str], at: int, end: int) -> bool:
    """Whether the cue stands inside the answer ("a target of 5"): then the answer names itself."""
    return at <= match.start() and match.end() <= end and end - at <= len(match.group()) + 1


_NEW_PREDICATE = re.compile(
    r"\b(?:and|or)\s+(?:\w+\s+){0,2}?(?:has|have|had|is|are|was|were|sold|made|built|employ\w*|"
    r"makes?|sells?|produce[sd]?|aims?|plans?|targets?|expects?|intends?|will)\b",
    re.IGNORECASE,
)


OTHER_CHARS = 240
"""Characters before a cue in which a clause about something else begins."""
_OF_ANOTHER = re.compile(r"(?:\S+\s+){5,}(?:that|which|who)\s+(?:\w+\s+)?$")


def _governs(clause: str, cue: re.Match[str], at: int) -> bool:
    """Whether no other predicate stands between the cue and the span, and it is of one clause.

    "It opened in 2012 and now showed the rooms that are meant to last" plans no opening.
    """
    low, high = (cue.end(), at) if cue.end() <= at else (at, cue.start())
    if high > at and _OF_ANOTHER.search(clause, max(at, high - OTHER_CHARS), high):
        return False
    between = clause[low : max(low, high)] if cue.end() <= at else clause[low : cue.start() + 12]
    return _NEW_PREDICATE.search(between) is None
