"""Two amounts of one sentence set against each other: whether it rose, which is the larger."""

import re
from collections.abc import Sequence

from pincite.qa.polarity.lexicon import DOWN, SAME, UP
from pincite.qa.polarity.measures import Measure, in_figures, measures_in, segment
from pincite.qa.polarity.turning import content, tokens

_QUICK = frozenset({"faster", "quicker", "speedier", "fast"})
_FROM_TO = re.compile(r"^\s*(?:in \d{4}\s*)?(?:to|up to|down to|[-–→])\s")
_INSTEAD = re.compile(
    r"^[\s,;()]*(?:instead of|rather than|after|against|compared (?:with|to)|up from|down from|"
    r"from|\(?(?:before|previously|formerly|until then)\b|before (?:that|it)|not)",
    re.IGNORECASE,
)
_AS = re.compile(r"\bas (?:\w+ ){1,6}?as\b|\bthe same\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan\b|\bas in\b|\bas\b(?=[^?]*$)", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|now|nowadays|currently|at present)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;.]\s|\band\b|\bbut\b|\bwhile\b")


def change_turns(asked: str, said: str) -> int | None:
    """1 where two amounts deny the change or difference asked about, 0 where they bear it out.

    None where the sentence does not hold two amounts that can be told apart.

    >>> change_turns("Did sales grow?", "Sales went from 40 tonnes to 30 tonnes.")
    1
    >>> change_turns("Is a bus slower than a tram?", "A tram takes 9 minutes, a bus 15 minutes.")
    0
    """
    asked, said = in_figures(asked), in_figures(said)
    wanted = _direction(asked)
    if wanted is None or set(tokens(said)) & (UP | DOWN):
        return None
    pair = _pair(asked, said)
    if pair is None:
        return None
    step = _step(asked, said, *pair)
    if step is None:
        return None
    if pair[0].kind == "time" and set(re.findall(r"\w+", asked.casefold())) & (_QUICK | {"slower"}):
        step = -step
    return int(step != wanted)


def _direction(asked: str) -> int | None:
    words = set(tokens(asked))
    if _AS.search(asked) or words & SAME:
        return 0
    up, down = bool(words & UP), bool(words & DOWN)
    return None if up == down else 1 if up else -1


def _pair(asked: str, said: str) -> tuple[Measure, Measure] | None:
    """The two amounts of one kind that a sentence holds, times by the calendar left out.

    Of more than two, those whose clauses share most words with the question.
    """
    found = [one for one in measures_in(said) if one.kind != "date" and not one.is_named]
    known = content(asked)
    for kind in dict.fromkeys(one.kind for one in found):
        alike = [one for one in found if one.kind == kind]
        nearest = sorted(alike, key=lambda one: -len(known & content(segment(said, one))))[:2]
        chosen = [one for one in alike if one in nearest]
        if len(chosen) == 2 and _per_alike(*chosen):
            return chosen[0], chosen[1]
    return None


def _per_alike(one: Measure, other: Measure) -> bool:
    return not one.per or not other.per or one.per == other.per


def _step(asked: str, said: str, one: Measure, other: Measure) -> int | None:
    """The sign of the change from the old to the new, or of the topic against the other."""
    between = said[one.end : other.start]
    if _FROM_TO.match(between) or re.search(r"\bfrom\s*$", said[: one.start]):
        return _sign(other.middle - one.middle)
    if _INSTEAD.match(between):
        return _sign(one.middle - other.middle)
    years = [_year_near(said, measure, (one, other)) for measure in (one, other)]
    if None not in years and years[0] != years[1]:
        first, second = (one, other) if str(years[0]) < str(years[1]) else (other, one)
        return _sign(second.middle - first.middle)
    return _by_topic(asked, said, one, other)


def _by_topic(asked: str, said: str, one: Measure, other: Measure) -> int | None:
    match = _THAN.search(asked)
    about = content(asked[: match.start()] if match else asked)
    against = content(asked[match.end() :]) if match else set()
    scores = []
    for measure in (one, other):
        near = content(_segment(said, measure, (one, other)))
        scores.append(len(near & (about - against)) - len(near & (against - about)))
    if scores[0] == scores[1]:
        return None
    topic, rest = (one, other) if scores[0] > scores[1] else (other, one)
    return _sign(topic.middle - rest.middle)


def _segment(said: str, measure: Measure, both: Sequence[Measure]) -> str:
    """The words that go with an amount: back and on to the next stop or the other amount."""
    begin = max([m.end for m in both if m.end <= measure.start], default=0)
    end = min([m.start for m in both if m.start >= measure.end], default=len(said))
    before = _CUT.split(said[begin : measure.start])[-1]
    after = _CUT.split(said[measure.end : end])[0]
    return f"{before} {after}"


def _year_near(said: str, measure: Measure, both: Sequence[Measure]) -> str | None:
    near = _segment(said, measure, both)
    years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", near)
    if not years and _TODAY.search(near):
        return "today"
    return years[0] if len(years) == 1 else None


def _sign(number: float) -> int:
    return (number > 1e-9) - (number < -1e-9)
