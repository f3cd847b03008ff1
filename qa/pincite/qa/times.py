"""Time in questions and sentences: when a sentence speaks from, and whether that is asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from pincite.corpus import Span
from pincite.qa.clauses import clause_around
from pincite.qa.parsed_question import YEAR
from pincite.qa.values.moments import FoundMoment, moments_in
from pincite.qa.words import stems

FrameKind = Literal["none", "now", "at", "before", "after"]
FITS_BY_CONTEXT = 0.8  # where only headings or the document's date say that the time fits
_DAYS_A_YEAR = 365.25
_FADES_OVER_YEARS = 3.0  # what is this much older than today fits now half as well

_NOW = re.compile(
    r"\b(?:today|now|nowadays|currently|current|at present|presently|at the moment|right now|"
    r"these days|"
    r"so far|to date|latest|newest|most recent|as things stand|up to date)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:before|prior to|until|till|up to|earlier than|by)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I
)
_AFTER = re.compile(
    r"\b(?:after|following|later than|from|since)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I
)
_RELATIVE = re.compile(
    r"\b(?P<which>this|last|next|previous) year\b|\b(?P<ago>\d+|one|two|three|five|"
    r"ten) years? ago\b",
    re.I,
)
_AGO = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10}
_EVENT = re.compile(
    r"\b(?P<word>before|after|until|since|during|at the time of|prior to|following|when)\s+"
    r"(?P<event>(?:the|his|her|its|their|a|an|mr|mrs|ms|dr)\.?\s+[^,?.;]{3,60})",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:instead of|rather than|no longer|succe(?:eds|eded|eding)|follow(?:s|ed|ing)|"
    r"replac(?:es|ed|ing)|"
    r"(?:taken|took|takes) over (?:\w+ ){0,4}from|former(?:ly)?|until (?:then|now)[^.]{0,20}|"
    r"before (?:that|then|her|him|it)[^.]{0,20})\s+(?:(?:was|by|it|mr|mrs|ms|dr)\.?\s+){0,3}$",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:former|previous|predecessor|once)\b|\b(?:before|previously|formerly)\W*$", re.IGNORECASE
)
_LEFT_AFTER = re.compile(
    r"(?:,[^,;.]{1,60},)?\s+(?:had |has |have )?"
    r"(?:retired|resigned|stepped down|stood down|left\b|quit|departed|"
    r"died|was (?:dismissed|sacked|fired|removed|ousted|replaced|succeeded))\b",
    re.IGNORECASE,
)
_UNTIL_AFTER = re.compile(
    r"[^.;,()]{0,40}?\b(?:until|till) (?!(?:now|today|further|at least)\b)", re.IGNORECASE
)
_HOLDS_NOW = re.compile(
    r"^\W*(?:so |and |but )?(?:who|what|which|which \w+)(?:['’]s| is| are| currently)? "
    r"(?:the|our|its|their|in charge|responsible|currently|heads?|leads?|runs?|chairs?|manages?|"
    r"directs?|presides?|owns?|keeps?|edits?|looks)\b",
    re.IGNORECASE,
)
_IS_BEGINNING = re.compile(
    r"\b(?:since|founded|established|created|formed|started|began|begun|launched|built|opened|"
    r"born|set up|"
    r"introduced|dating|dates)\b(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"{YEAR.pattern}(?:\s*[-–—|\t]\s*|\s{{2,}}|[^.\d]{{0,20}}?\b(?:to|until|till|through|and)\b[^.\d]{{0,20}}?)"
    rf"(?:{YEAR.pattern}|(now|today|present|date)\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\bsince\s+(?:\w+\s+){{0,3}}{YEAR.pattern}", re.IGNORECASE)
_LAST_YEAR = 9999
_HOLDS_ON = re.compile(
    r"\b(?:since|from|starting|as of|effective)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """The time a question asks about."""

    kind: FrameKind
    first: int = 0
    last: int = 0
    """Ordinals of its first and last day; 0 where an event must give them first."""
    event: str = ""
    """The event that sets it ("the arrest"), or empty."""

    @property
    def names_time(self) -> bool:
        """Whether the question names a time, so that values of other times are no conflict."""
        return self.kind != "none"


def dates_in(text: str) -> list[tuple[int, int, str]]:
    """The dates a text names, as (start, end, YYYY or YYYY-MM or YYYY-MM-DD), in order.

    >>> [date for _, _, date in dates_in("On 27 March 1999 and in May 2016, not 2020-02-03.")]
    ['1999-03-27', '2016-05', '2020-02-03']
    """
    return [(found.start, found.end, found.moments[0].iso) for found in _dated(text)]


def speaks_of_year(text: str, year: str) -> bool:
    """Whether a text names a year, or a stretch of years that it lies in.

    >>> speaks_of_year("Head from 2010 to 2014", "2012"), speaks_of_year("since May 2009", "2012")
    (True, True)
    >>> speaks_of_year("| Osei | 2010 | 2014 |", "2012"), speaks_of_year("in 2010", "2012")
    (True, False)
    """
    if year in text:
        return True
    return any(first <= int(year) <= last for first, last in _stretches_of_years(text))


@lru_cache(maxsize=4096)
def _stretches_of_years(text: str) -> tuple[tuple[int, int], ...]:
    from_to = ((int(m[1]), int(m[2] or _LAST_YEAR)) for m in _FROM_TO.finditer(text))
    since = ((int(m[1]), _LAST_YEAR) for m in _SINCE.finditer(text))
    return (*from_to, *since)


def is_former(sentence: str, span: Span) -> bool:
    """Whether the words at `span` are said to hold no more: "she succeeded him", "he retired".

    >>> text = "Ann Lee succeeded Bo Orr, and Cy Fry resigned."
    >>> [is_former(text, span) for span in (Span(0, 7), Span(18, 24), Span(30, 36))]
    [False, True, True]
    """
    before, after = sentence[: span.start], sentence[span.end :]
    return bool(_FORMER.search(before) or _LEFT_AFTER.match(after) or _UNTIL_AFTER.match(after))


def asks_who_holds(question: str) -> bool:
    """Whether a question asks who has an office at present, if without saying so.

    >>> asks_who_holds("Who is the director?"), asks_who_holds("Who was the director?")
    (True, False)
    """
    return _HOLDS_NOW.search(question) is not None


def sentence_date(sentence: str) -> str | None:
    """The date a sentence speaks from: the only one it names, or None when it names none or two.

    >>> sentence_date("In 2016 it sold 9.96 million cars."), sentence_date("From 2014 to 2016.")
    ('2016', None)
    """
    found = _dated(sentence)
    return found[0].moments[0].iso if len(found) == 1 else None


def speaks_from(sentence: str, span: Span, document_as_of: str | None) -> str | None:
    """The date that the words at `span` speak from: the nearest of the clause, or the document's.

    Dates that something began at ("since 1999", "founded in 1999") and dates after the
    document's own (plans) do not count.

    >>> text = "It sold 9 in 2014, but 12 in 2015."
    >>> speaks_from(text, Span(8, 9), None), speaks_from(text, Span(23, 25), "2016-03")
    ('2014', '2015')
    """
    newest = ordinals(document_as_of)[1] if document_as_of else 0
    found = [
        moment
        for moment in _around(sentence, span)
        if not _IS_BEGINNING.search(sentence[: moment.start])
        and not (newest and moment.moments[0].first > newest)
    ]
    nearest = min(found, key=lambda moment: _distance(moment, span), default=None)
    return nearest.moments[0].iso if nearest else document_as_of


@lru_cache(maxsize=4096)
def _dated(text: str) -> tuple[FoundMoment, ...]:
    return tuple(
        found
        for found in moments_in(text)
        if found.moments[0].has_year and found.moments[0].last - found.moments[0].first <= 731
    )


def _around(sentence: str, span: Span) -> list[FoundMoment]:
    """The dates of the clause that a span stands in, else the only one of the sentence."""
    dates = [d for d in _dated(sentence) if not span.overlaps(Span(d.start, d.end))]
    clause = clause_around(sentence, span)
    own = [d for d in dates if clause.start <= d.start < clause.end]
    is_aside = len(dates) == 1 and "(" in sentence[: dates[0].start].rpartition(")")[2]
    return own or (dates if len(dates) == 1 and not is_aside else [])


def _distance(found: FoundMoment, span: Span) -> tuple[int, int]:
    return max(found.start - span.end, span.start - found.end), found.start


def _nearest(sentence: str, span: Span) -> FoundMoment | None:
    return min(_around(sentence, span), key=lambda d: _distance(d, span), default=None)


@lru_cache(maxsize=1024)
def asked_time(question: str, as_of: str | None = None) -> TimeFrame:
    """The time a question asks about; `as_of` is what counts as today.

    >>> asked_time("Who heads it now?").kind, asked_time("Who headed it before 2017?").kind
    ('now', 'before')
    """
    today = ordinals(as_of) if as_of else None
    named = [d for d in _dated(question) if not _belongs_to_name(question, d)]
    if named:
        return _named_frame(question, named)
    if (match := _RELATIVE.search(question)) and today:
        return _relative_frame(match, date.fromordinal(today[0]).year)
    if _NOW.search(question):
        return TimeFrame("now", *(today or (0, 0)))
    if _FORMERLY.search(question):
        return TimeFrame("before")
    if match := _EVENT.search(question):
        return TimeFrame(_event_kind(match["word"]), event=match["event"].strip())
    return TimeFrame("none", *(today or (0, 0)))


def _named_frame(question: str, named: list[FoundMoment]) -> TimeFrame:
    first, last = named[0].moments[0], named[-1].moments[0]
    before = question[: named[0].start]
    if len(named) == 1 and _BEFORE.search(before):
        return TimeFrame("before", first.first, first.last)
    if len(named) == 1 and _AFTER.search(before):
        return TimeFrame("after", first.first, first.last)
    return TimeFrame("at", min(first.first, last.first), max(first.last, last.last))


def _belongs_to_name(question: str, found: FoundMoment) -> bool:
    """Whether a year is part of a name ("the Horizon 2030 plan"), and no time."""
    if found.end - found.start != 4:
        return False
    before = re.search(r"(\S+)\s+$", question[: found.start])
    if before is None or not before[1][:1].isupper() or before.start() == 0:
        return False
    after = question[found.end :].lstrip(" ?.!\"'”")
    return re.match(
        r"(?:plan|programme|program|project|strategy|agenda|roadmap|vision|goals?|is|are|was|"
        r"rest|have|has|say|aim|mean|set|include)\b",
        after,
    ) is not None or bool(
        re.search(
            r"\b(?:does|do|did|is|are|was|of|the)\s+(?:the\s+)?(?:[A-Z]\S+\s+)+$",
            question[: found.start],
        )
        and re.match(r"[a-z]+\b", after)
    )


def _relative_frame(match: re.Match[str], year: int) -> TimeFrame:
    if match["ago"]:
        year -= _AGO.get(match["ago"].casefold(), 0) or int(match["ago"])
    else:
        year += {"this": 0, "last": -1, "previous": -1, "next": 1}[match["which"].casefold()]
    return TimeFrame("at", *ordinals(str(year)))


def _event_kind(word: str) -> FrameKind:
    match word.casefold():
        case "before" | "prior to" | "until":
            return "before"
        case "after" | "since" | "following":
            return "after"
        case _:
            return "at"


def resolve_event(frame: TimeFrame, sentences: Iterable[str]) -> TimeFrame:
    """The frame with the date of its event, where one of the sentences dates it.

    >>> frame = asked_time("Who led it before the arrest?")
    >>> resolve_event(frame, ["After his arrest in May 2018 he left."]).last > 0
    True
    """
    wanted = stems(frame.event)
    if not frame.event or not wanted:
        return frame
    best: tuple[float, FoundMoment] | None = None
    for sentence in sentences:
        dates = _dated(sentence)
        share = len(wanted & stems(sentence)) / len(wanted)
        if len(dates) == 1 and share >= 0.5 and (best is None or share > best[0]):
            best = share, dates[0]
    if best is None:
        return frame
    moment = best[1].moments[0]
    return TimeFrame(frame.kind, moment.first, moment.last, frame.event)


def ordinals(iso: str) -> tuple[int, int]:
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD as ordinals; (0, 0) for others."""
    found = _dated(iso[:10])
    if not found:
        return 0, 0
    moment = found[0].moments[0]
    return moment.first, moment.last


def time_fit(
    frame: TimeFrame,
    sentence: str,
    span: Span,
    document_as_of: str | None,
    *,
    newest: str | None = None,
    context: str = "",
) -> float:
    """How well what is said at `span` fits the time asked about: 1 yes, 0 no, 0.5 no saying.

    `newest` is the newest as_of among the documents at hand: it stands for today where neither
    the question nor its as_of say when that is; `context` holds headings and title.
    """
    if frame.kind == "none" and not frame.last:
        return 0.5
    if frame.kind in ("now", "before") and is_former(sentence, span):
        return 1.0 if frame.kind == "before" else 0.0
    if frame.kind in ("now", "none"):
        return _fit_to_now(frame, sentence, span, document_as_of, newest)
    if not frame.last:
        return 0.5
    nearest = _nearest(sentence, span) or _own_date(sentence, span)
    if nearest is not None:
        return _fit(frame, nearest, sentence)
    headed = _dated(context)
    if headed and any(_fit(frame, found, context) >= FITS_BY_CONTEXT for found in headed):
        return FITS_BY_CONTEXT
    if document_as_of is None:
        return 0.5
    return FITS_BY_CONTEXT if _relation(frame, *ordinals(document_as_of)) else 0.4


def _own_date(sentence: str, span: Span) -> FoundMoment | None:
    """The date within the span itself, when the sentence has no other."""
    dates = _dated(sentence)
    is_own = len(dates) == 1 and span.overlaps(Span(dates[0].start, dates[0].end))
    return dates[0] if is_own else None


def _fit(frame: TimeFrame, found: FoundMoment, sentence: str) -> float:
    moment = found.moments[0]
    if frame.kind == "at" and _HOLDS_ON.search(sentence[: found.start]):
        return 0.7 if moment.first <= frame.last else 0.1
    return _relation(frame, moment.first, moment.last)


def _relation(frame: TimeFrame, first: int, last: int) -> float:
    """1 where the stretch lies as the frame asks, 0 where it does not."""
    match frame.kind:
        case "before":
            return 1.0 if first < frame.first or last <= frame.last else 0.0
        case "after":
            return 1.0 if last > frame.last or first >= frame.first else 0.0
        case _:
            return 1.0 if first <= frame.last and frame.first <= last else 0.0


def _fit_to_now(
    frame: TimeFrame, sentence: str, span: Span, document_as_of: str | None, newest: str | None
) -> float:
    today = frame.last or (ordinals(newest)[1] if newest else 0)
    nearest = _nearest(sentence, span)
    document_last = ordinals(document_as_of)[1] if document_as_of else 0
    if nearest is None:
        told = document_last
    else:
        told = nearest.moments[0].last
        if _HOLDS_ON.search(sentence[: nearest.start]):
            told = max(told, document_last)
        if frame.last and nearest.moments[0].first > frame.last:
            return 0.0
    if not told or not today:
        return 0.5
    if (
        frame.last
        and document_last
        and nearest is None
        and ordinals(document_as_of or "")[0] > today
    ):
        return 0.3
    years = max(0.0, (today - told) / _DAYS_A_YEAR)
    return 1.0 / (1.0 + years / _FADES_OVER_YEARS)
