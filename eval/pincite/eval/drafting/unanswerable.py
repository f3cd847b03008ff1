"""Questions without an answer: a draft with one thing exchanged for another that is not there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.eval.drafting.complements import YEAR
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.from_tables import Grid, asked_of, grids_of, is_row_name
from pincite.qa.conversation import lexicon
from pincite.qa.parsed_question import content_words
from pincite.qa.words import stem

MOST_SAID_TOGETHER = 0.5
"""Of a question's other words, the share that a block with the exchanged word may hold."""
_NAME = re.compile(r"\b[A-Z][\w’'–-]+(?: (?:of )?[A-Z][\w’'–-]+)*")
_SHIFTS = (-1, -2, -3, -4, 1, 2)
_OWNED = re.compile(
    r"['’]s? (?!(?:board|council|committee)\b)|\b(?:as|first|second|third|last|only|new|current|"
    r"former|expanded|still|become|became|present)\b"
)
"""What holds of one thing alone: with another name or year the question would assume too much."""
_ONCE = re.compile(
    r"\b(?:launch|found|establish|create|open|inaugurate|announce|acquire|sign|merge|start|begin|"
    r"close|move|adopt|appoint|elect|name|confirm|conclude|introduce|present|set up|rename|buy|"
    r"bought|invest|commit|sold for|win|won|marry|die|retire|complete|finish|build|built|give|gave|"
    r"restructure|reveal|leave|left|resign|arrive|replace|test|plan|plant|design|decide|prefer)"
    r"(?:d|ed|n|ned|s|es)?\b"
)
"""Verbs of what happens once: asked of another year it is no question."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def draft_unanswerable(folder: Folder, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Exchanges the year or the name of answerable drafts, and rows and columns of tables."""
    names = _names(folder)
    written = _years(folder)
    for turn, draft in enumerate(drafts):
        if draft.kind in {"list", "definition", "table"} or draft.question.startswith("What "):
            continue
        if _OWNED.search(draft.question):
            continue
        found = (_other_year(folder, draft, written, turn), _other_name(folder, draft, names, turn))
        yield from (one for one in found if one is not None)
    for document in folder.documents:
        for grid in grids_of(document):
            yield from _other_columns(folder, grid)


def _years(folder: Folder) -> frozenset[str]:
    """The years that stand anywhere in the folder."""
    return frozenset(year for document in folder.documents for year in _YEAR.findall(document.text))


def _other_year(folder: Folder, draft: Draft, written: frozenset[str], turn: int) -> Draft | None:
    """The draft with another year, one that the folder does not name at all where there is one."""
    years = _YEAR.findall(re.sub(r"“[^”]*”", "", draft.question))
    if len(years) != 1 or draft.kind != "number" or _ONCE.search(draft.question):
        return None
    if not re.search(rf"\b(?:in|for|during) {years[0]}\b", draft.question):
        return None
    others = [word for word in content_words(draft.question) if word not in years]
    shifts = [_SHIFTS[(turn + step) % 2] for step in range(2)] + [*_SHIFTS[2:]]
    latest = max(map(int, written))
    near = [str(int(years[0]) + shift) for shift in shifts if int(years[0]) + shift <= latest]
    for year in near:
        if not folder.says_together([year, *others], share=MOST_SAID_TOGETHER):
            return _without_answer(draft, _last(draft.question, years[0], year), year)
    return None


def _last(question: str, year: str, other: str) -> str:
    """The question with the last mention of a year exchanged: not that in a title before it."""
    before, _, behind = question.rpartition(year)
    return f"{before}{other}{behind}"


def _other_name(
    folder: Folder, draft: Draft, names: dict[str, list[str]], turn: int
) -> Draft | None:
    name = _exchangeable(folder, draft)
    if name is None or draft.kind != "number":
        return None
    others = [
        word for word in content_words(draft.question.replace(name, " ")) if not YEAR.match(word)
    ]
    same_group = names.get(_group(folder, name), [])
    choices = [one for one in same_group if not set(one.split()) & set(name.split())]
    for step in range(len(choices)):
        other = choices[(turn + step) % len(choices)]
        key = max(other.split(), key=len)
        said = folder.says_together([key, *others], share=MOST_SAID_TOGETHER)
        if not said and other not in draft.quote:
            question = draft.question.replace(name, other).replace("s's ", "s’ ")
            return _without_answer(draft, question, key)
    return None


def _exchangeable(folder: Folder, draft: Draft) -> str | None:
    """The first name of a question that others of its kind could stand for."""
    begin = max(4, draft.question.rfind("”"))
    known = folder.people.companies
    for match in _NAME.finditer(draft.question, begin):
        name = match.group().removesuffix("'s").removesuffix("’s")
        single = name in known or name.casefold() in lexicon.PLACES
        if name not in draft.answers and (" " in name or (single and _is_free(draft, match))):
            return name
    return None


def _is_free(draft: Draft, match: re.Match[str]) -> bool:
    """Whether a name of one word stands alone: no article, adjective or second name beside it."""
    before = draft.question[: match.start()].split()[-1].casefold()
    after = draft.question[match.end() :].split()[:1]
    return before in lexicon.PREPOSITIONS | lexicon.AUXILIARIES and after[:1] not in (
        ["and"], ["or"],
    )  # fmt: skip


def _other_columns(folder: Folder, grid: Grid) -> Iterator[Draft]:
    """For a row or two the year before those of the table, or the year behind them."""
    years = [name for name in grid.columns if YEAR.match(name)]
    if len(years) < 2:
        return
    first, last = min(map(int, years)), max(map(int, years))
    rows = [row for row in grid.table.rows if row and is_row_name(grid.text(row[0]))]
    for turn, row in enumerate(rows[:4:3]):
        name, year = grid.text(row[0]), str(first - 1 - turn) if turn % 2 == 0 else str(last + 1)
        if folder.says_together([year, *content_words(name)], share=1.0):
            continue
        asked = asked_of(grid, name, year, grid.text(row[-1]), folder.naming)
        if asked:
            yield Draft(
                asked[0], (), "unanswerable", grid.document, grid.table.span, None, "other column",
                exchanged=year, doubt=0.1 + asked[1],
            )  # fmt: skip


def _names(folder: Folder) -> dict[str, list[str]]:
    """The names of the folder by group, each once, in the order they are found."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for sentence in folder.sentences:
        for match in _NAME.finditer(sentence.text):
            name = match.group().removesuffix("'s").removesuffix("’s")
            words = name.split()
            inside = match.start() > 2 and len(words) <= 3 and name == match.group()
            known = name in folder.people.companies or name.casefold() in lexicon.PLACES
            if (
                inside
                and (known or len(words) > 1)
                and not any(word.casefold() in lexicon.CALENDAR_WORDS for word in words)
            ):
                found[_group(folder, name)].setdefault(name)
    return {group: list(names) for group, names in found.items()}


def _group(folder: Folder, name: str) -> str:
    if folder.people.is_person(name):
        return "person"
    if name in folder.people.companies:
        return "company"
    last = stem(name.split()[-1])
    return "place" if name.split()[-1].casefold() in lexicon.PLACES else f"thing {last}"


def _without_answer(draft: Draft, question: str, exchanged: str) -> Draft:
    is_year = YEAR.match(exchanged) is not None
    return replace(
        draft,
        question=question,
        answers=(),
        kind="unanswerable",
        answer=None,
        rule="other year" if is_year else "other name",
        items=(),
        exchanged=exchanged,
        doubt=draft.doubt + (0.05 if is_year else 0.3),
    )
