"""From documents to checked and ranked drafts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pincite.corpus import Document
from pincite.eval.drafting.appositions import draft_appositions
from pincite.eval.drafting.definitions import draft_definitions
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.exchanging import exchange_words
from pincite.eval.drafting.facts import FactDrafter
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.from_lists import draft_lists
from pincite.eval.drafting.from_tables import draft_tables
from pincite.eval.drafting.judging import faults, kept_share, vagueness
from pincite.eval.drafting.missing_aspects import draft_missing
from pincite.eval.drafting.round_trip import Asked, Level, RoundTrip, round_trip
from pincite.eval.drafting.statements import clauses_of
from pincite.eval.drafting.titles import Titles
from pincite.eval.drafting.unanswerable import draft_unanswerable
from pincite.eval.drafting.wording import Wording

VARY_ABOVE = 0.57
"""Kept share above which words are exchanged."""
SHORT = 8
"""Words of complements in a question that would otherwise repeat too much."""
MOST_OF_A_PLACE = 2
"""Drafts from one sentence or row."""
MOST_OF_A_KIND = 0.5
"""Share of the list that one kind may take; a short list is not cut by it."""
MOST_OF_A_KIND_FROM = 10
_LEVELS = {Level.GIVEN: 0.0, Level.NEAR: 0.35, Level.ALONE: 0.45, Level.MISSED: 1.0}
_UNANSWERABLE_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft with what its checks found."""

    draft: Draft
    faults: tuple[str, ...]
    """Empty for a draft that is offered."""
    trip: RoundTrip | None
    """None for a draft that was not asked, because of its faults."""
    score: float
    """0..1, how well-formed and sure it is."""


def propose(folder: Folder) -> list[Draft]:
    """Every draft that the rules make of a folder, unchecked, in the order of the documents."""
    titles = Titles(folder)
    plain, varied = (
        Wording(folder.spelling, varied=varied, naming=folder.naming) for varied in (False, True)
    )
    found = [
        *_of_facts(folder, plain, varied),
        *draft_definitions(folder),
        *draft_appositions(folder),
        *_less_copied(draft_tables(folder, plain), draft_tables(folder, varied)),
        *draft_lists(folder, plain),
    ]
    named = [titles.tied(draft) for draft in found]
    good = [draft for draft in named if not faults(draft, folder.people)]
    asked = {draft.question for draft in named}
    missing = [draft for draft in draft_missing(folder, plain) if draft.question not in asked]
    return [*named, *missing, *draft_unanswerable(folder, good)]


def judge(draft: Draft, folder: Folder, asked: Asked) -> Judged:
    """Checks a draft by its own words and, where those are in order, by asking it."""
    found = faults(draft, folder.people)
    loose = vagueness(draft)
    if loose >= 0.6:
        found.append("leaves open what it speaks of")
    if found:
        return Judged(draft, tuple(found), None, 0.0)
    trip = round_trip(draft, asked)
    if trip.level is Level.MISSED:
        return Judged(draft, ("does not come back from the index",), trip, 0.0)
    score = 1.0 - draft.doubt - 0.5 * loose - _LEVELS[trip.level]
    score -= 0.35 * trip.conflicting + 0.01 * max(0, len(draft.question.split()) - 16)
    score += 0.1 * (trip.confidence - 0.5)
    return Judged(draft, (), trip, round(min(1.0, max(0.0, score)), 4))


def judge_all(
    folder: Folder, asked: Asked, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[Judged]:
    """Every proposed draft with its checks."""
    drafts = _distinct(propose(folder))
    judged = []
    for number, draft in enumerate(drafts, start=1):
        judged.append(judge(draft, folder, asked))
        progress(number, len(drafts))
    return judged


def ranked(judged: Sequence[Judged], *, limit: int | None = None) -> list[Judged]:
    """The drafts without faults, best first, mixed so that neither a kind nor a place crowds out.

    Each draft of a kind already taken costs the next of that kind a little, and no place gives
    more than MOST_OF_A_PLACE. Ties go to the order of the documents.
    """
    fitting = [one for one in judged if not one.faults]
    wanted = len(fitting) if limit is None else min(limit, len(fitting))
    chosen: list[Judged] = []
    for most in (MOST_OF_A_PLACE, MOST_OF_A_PLACE + 1, MOST_OF_A_PLACE + 3):
        chosen = _filled(chosen, fitting, wanted, most)
    return chosen


def _filled(
    chosen: Sequence[Judged], judged: Sequence[Judged], wanted: int, most_of_a_place: int
) -> list[Judged]:
    """The chosen drafts with the best of the others behind them, until there are enough."""
    taken = list(chosen)
    left = [one for one in judged if not any(one is other for other in taken)]
    most = max(MOST_OF_A_KIND_FROM, round(MOST_OF_A_KIND * wanted))
    kinds = Counter(one.draft.kind for one in taken)
    places = Counter(_place(one) for one in taken)
    tables = Counter(_table(one) for one in taken)
    while left and len(taken) < wanted:
        best = max(left, key=lambda one: one.score - _crowding(one, kinds, tables, len(taken)))
        left.remove(best)
        if places[_place(best)] >= most_of_a_place or kinds[best.draft.kind] >= most:
            continue
        places[_place(best)] += 1
        kinds[best.draft.kind] += 1
        tables[_table(best)] += 1
        taken.append(best)
    return taken


def _place(one: Judged) -> tuple[str, int]:
    return one.draft.document.source, one.draft.evidence.start


def _table(one: Judged) -> tuple[str, int]:
    """The table of a draft, or the place of one that has none."""
    context = one.draft.context
    return one.draft.document.source, context.start if context else one.draft.evidence.start


def _crowding(
    one: Judged, kinds: Counter[str], tables: Counter[tuple[str, int]], taken: int
) -> float:
    share = kinds[one.draft.kind] / (taken + 5)
    least = _UNANSWERABLE_SHARE if one.draft.kind == "unanswerable" else 0.3
    same_table = 0.06 * tables[_table(one)] if one.draft.context else 0.0
    return 2 * max(0.0, share - least) + same_table


def _of_facts(folder: Folder, plain: Wording, varied: Wording) -> Iterator[Draft]:
    drafters = [
        FactDrafter(plain, folder.people),
        FactDrafter(varied, folder.people),
        FactDrafter(varied, folder.people, most_words=SHORT),
    ]
    for sentence in folder.sentences:
        for clause in clauses_of(sentence):
            yield from _less_copied(*(drafter.drafts(clause) for drafter in drafters))


def _less_copied(*ways: Iterable[Draft]) -> Iterator[Draft]:
    """Of each draft the first way to put it that repeats little of its source, else the last."""
    first, *others = ([*drafts] for drafts in ways)
    for draft in first:
        same = [draft, *(one for way in others for one in way if _is_same(one, draft))]
        fitting = (one for one in same if kept_share(one.question, one.quote) <= VARY_ABOVE)
        chosen = next(fitting, None)
        yield chosen or replace(same[-1], question=exchange_words(same[-1].question))


def _is_same(one: Draft, other: Draft) -> bool:
    return (one.rule, one.answer, one.answers) == (other.rule, other.answer, other.answers)


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without a question that was drafted before."""
    seen: dict[str, Draft] = {}
    for draft in drafts:
        seen.setdefault(re.sub(r"\W+", " ", draft.question).casefold(), draft)
    return list(seen.values())


def folder_of(documents: Sequence[Document]) -> Folder:
    """The folder that drafts are made from, in the order of its sources."""
    return Folder(tuple(sorted(documents, key=lambda document: document.source)))
