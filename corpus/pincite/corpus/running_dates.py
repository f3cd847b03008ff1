"""The time a text speaks from, by what its sentences report as past and as planned."""

import re
from collections import Counter
from dataclasses import dataclass, field

from pincite.corpus.written_dates import MONTH, find_dates

_SEARCHED_CHARS = 400_000
_LONGEST_SENTENCE = 1000
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|\Z)[^.!?\n]*)*")
_YEAR = re.compile(r"(?<![\w.,/€$£#-])(?:19|20)\d\d(?![\w%-]|[.,]\d)")
_PAST = (
    r"(?:\w{3,}ed|was|were|had|became|began|came|went|took|made|led|rose|fell|grew|lost|won|built"
    r"|bought|sold|put|gave|got|held|left|met|paid|said|saw|set|told|found|kept|brought|spoke"
    r"|chose|drew|drove|fought|gained|grew|hit|laid|rose|sent|spent|stood|struck|taught|thought|wrote)"
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|expect(?:s|ed)?|target(?:s|ed)?|aim(?:s|ed|ing)?|goals?"
    r"|forecast|intend(?:s|ed)?|schedul\w+|pledg\w+|projected|predict\w*|propos\w+|to be"
    r"|due|objective|anticipat\w+|hopes?|until|should|vision)\b",
    re.I,
)
_FIGURES = re.compile(
    r"\b(?:sales|revenue|turnover|synerg\w+|profits?|FY)\b"
    r"|\b(?:sold|generated|units)\b.*[\d.,]+\s*(?:million|billion|%|per cent|units)"
    r"|\d[\d.,]*\s*(?:million|billion|%|per cent|units)?\b.{0,30}\b(?:sold|generated)\b"
    r"|\bsold\s+\d",
    re.I,
)
_OPENING = re.compile(
    r"[\s\"“*_>•-]*(?:(?:in|on|since|during|early in|late in|at the (?:start|end) of)\s+)?"
    rf"(?:(?:early|late|mid|fiscal)[\s-]+)?(?:\d{{1,2}}\s+)?(?P<month>{MONTH}\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_PAST_SOON = re.compile(rf"\W[^;:]{{0,120}}?\b{_PAST}\b", re.I)
_PAST_BEFORE = re.compile(
    rf"\b{_PAST}\b(?P<between>[^;:]{{0,40}}?)\b(?:in|on|since|during)\s+(?:\d{{1,2}}\s+)?(?:[A-Z][a-z]+\s+)?\Z"
)
_NAME = re.compile(r"\b(?P<word>[A-Z][A-Za-z-]+|plan|vision|agenda)[\s\u00a0]+\Z")
_NO_NAME = re.compile(
    rf"(?:{MONTH}|in|on|since|by|during|from|until|after|before|through|to|of|fy|fiscal|year|the|and"
    r"|spring|summer|autumn|fall|winter|between|early|late|mid|around|end|for|as|at)\Z",
    re.I,
)
_NO_REPORT = re.compile(r"\bto\s+[a-z]+|\b\w+ing\b", re.I)
_AS_OF = re.compile(r"\bas (?:of|at)\s+(?:the end of\s+)?\Z", re.I)
_AROUND_NOW = re.compile(
    r"\b(?:currently|at present|presently|so far|to date|recently"
    r"|in the coming (?:months|years))\b",
    re.I,
)
_ANNIVERSARY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) anniversary\b", re.I)
_FOUNDED = re.compile(
    r"\b(?:created|founded|established|formed|born|set up|began)\s+(?:on|in)?\s*"
    r"(?:\w+\s+){0,3}?((?:19|20)\d\d)\b",
    re.I,
)
_FEWEST_REPORTS = 4
"""Reports of past years from which a single one for the newest year is believed."""


@dataclass(slots=True)
class _Evidence:
    """What the sentences of a text say about years."""

    reports: Counter[int] = field(default_factory=Counter)
    """For each year, in how many sentences it is the time of something that happened."""
    dated: set[int] = field(default_factory=set)
    """Years of which such a sentence names the month."""
    figures: set[int] = field(default_factory=set)
    """Years for which results are reported: they were over when the text was written."""
    planned: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    """Years that stand with a month and are not planned, be it in a table."""
    stated: list[str] = field(default_factory=list)
    """Dates that the text says it speaks from ("as of ...")."""


def running_as_of(text: str) -> str | None:
    """The time that the running text speaks from, where several sentences bear it out."""
    sample = text[:_SEARCHED_CHARS]
    evidence = _gather(sample)
    newest = _newest_report(sample, evidence)
    stated = max(evidence.stated, default=None)
    if stated and (newest is None or int(stated[:4]) >= newest):
        latest_past = max((*evidence.reports, *evidence.figures, *evidence.months), default=0)
        return stated if latest_past <= int(stated[:4]) else None
    anniversary = _anniversary(sample, evidence)
    if anniversary:
        return str(anniversary)
    return str(newest) if newest else None


def _gather(text: str) -> _Evidence:
    evidence = _Evidence()
    for match in _SENTENCE.finditer(text):
        sentence = match[0][:_LONGEST_SENTENCE]
        if not _YEAR.search(sentence):
            continue
        dates = [date for date in find_dates(sentence) if len(date.value) > 4]
        is_future = bool(_FUTURE.search(sentence))
        if not is_future:
            evidence.months.update(int(date.value[:4]) for date in dates)
        evidence.stated.extend(d.value for d in dates if _AS_OF.search(sentence[: d.start]))
        if "|" not in sentence:
            _judge(sentence, is_future, evidence)
    return evidence


def _judge(sentence: str, is_future: bool, evidence: _Evidence) -> None:
    """Counts each year of a sentence as reported, as planned, or not at all."""
    opening = _OPENING.match(sentence)
    for match in _YEAR.finditer(sentence):
        year = int(match[0])
        before = sentence[max(0, match.start() - 80) : match.start()]
        if _is_part_of_name(before):
            continue
        opens = opening is not None and opening.start("year") == match.start()
        if opens and _is_opening_report(sentence, match.end()):
            month = bool(opening and opening["month"])
            _count_report(sentence, year, month, evidence)
        elif not is_future and _is_closing_report(before):
            _count_report(sentence, year, False, evidence)
        elif is_future:
            evidence.planned.add(year)


def _is_part_of_name(before: str) -> bool:
    """Whether a year belongs to the name of a plan ("Vision 2030") and is no time."""
    name = _NAME.search(before)
    return name is not None and not _NO_NAME.match(name["word"])


def _is_opening_report(sentence: str, behind: int) -> bool:
    """Whether a sentence that begins with a year goes on to tell what happened then."""
    soon = _PAST_SOON.match(sentence, behind)
    return soon is not None and not _FUTURE.search(soon[0])


def _is_closing_report(before: str) -> bool:
    """Whether the words in front of a year tell what happened then."""
    report = _PAST_BEFORE.search(before)
    return report is not None and not _NO_REPORT.search(report["between"])


def _count_report(sentence: str, year: int, month: bool, evidence: _Evidence) -> None:
    if _FIGURES.search(_YEAR.sub("", sentence)) and not month:
        evidence.figures.add(year)
        return
    evidence.reports[year] += 1
    if month:
        evidence.dated.add(year)


def _newest_report(text: str, evidence: _Evidence) -> int | None:
    """The newest year with reports, if the text also looks ahead from about there."""
    if not evidence.reports:
        return None
    newest = max(evidence.reports)
    is_borne_out = (
        evidence.reports[newest] > 1
        or newest in evidence.dated
        or evidence.reports.total() >= _FEWEST_REPORTS
    )
    speaks_of_now = max(evidence.planned, default=0) > newest or bool(_AROUND_NOW.search(text))
    is_older = max((*evidence.figures, *evidence.months), default=0) > newest
    return newest if is_borne_out and speaks_of_now and not is_older else None


def _anniversary(text: str, evidence: _Evidence) -> int | None:
    """The year of an anniversary that is spoken of, where the text says since when it counts."""
    counts = {int(match[1]) for match in _ANNIVERSARY.finditer(text)}
    founded = {int(match[1]) for match in _FOUNDED.finditer(text)}
    if len(counts) != 1 or len(founded) != 1:
        return None
    year = counts.pop() + founded.pop()
    newest = max((*evidence.reports, *evidence.figures), default=year)
    return year if newest <= year <= newest + 1 else None
