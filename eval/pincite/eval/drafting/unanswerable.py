"""Questions without an answer: a draft with one thing exchanged for another that is not there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pincite.eval.drafting.complements import YEAR
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.from_tables import Grid, grids_of, is_row_name
from pincite.qa.conversation import lexicon
from pincite.qa.parsed_question import content_words
from pincite.qa.words import stem

MOST_SAID_TOGETHER = 0.5
"""Of a question's other words, the share that a block with the exchanged word may hold."""
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:of )?[A-Z][\w’'-]+)+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def draft_unanswerable(folder: Folder, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Exchanges the year or the name of answerable drafts, and rows and columns of tables."""
    names = _names(folder)
    for number, draft in enumerate(drafts):
        if draft.kind in {"list", "definition", "table"} or draft.question.startswith("What "):
            continue
        exchanged = _other_year(folder, draft, number) or _other_name(folder, draft, names, number)
        if exchanged is not None:
            yield exchanged
    for document in folder.documents:
        grids = list(grids_of(document))
        for grid in grids:
            yield from _other_columns(folder, grid)


def _other_year(folder: Folder, draft: Draft, turn: int) -> Draft | None:
    years = _YEAR.findall(re.sub(r"“[^”]*”", "", draft.question))
    if len(years) != 1:
        return None
    others = [word for word in content_words(draft.question) if word not in years]
    shifts = (2, -2, 3, -3, 4, -4, 5, -5)
    for step in range(len(shifts)):
        year = str(int(years[0]) + shifts[(turn + step) % len(shifts)])
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
    quoted = draft.question.rfind("”")
    found = [one for one in _NAME.finditer(draft.question) if one.start() > max(4, quoted)]
    found = [match for match in found if match.group() not in draft.answers]
    if not found:
        return None
    name = found[0].group()
    group = _group(folder, name)
    others = [
        word for word in content_words(draft.question.replace(name, " ")) if not YEAR.match(word)
    ]
    choices = [one for one in names.get(group, []) if not set(one.split()) & set(name.split())]
    for step in range(len(choices)):
        other = choices[(turn + step) % len(choices)]
        key = max(other.split(), key=len)
        said = folder.says_together([key, *others], share=MOST_SAID_TOGETHER)
        if not said and other not in draft.quote:
            return _without_answer(draft, draft.question.replace(name, other), key)
    return None


def _other_columns(folder: Folder, grid: Grid) -> Iterator[Draft]:
    """For some rows a year beyond those of the table."""
    years = [name for name in grid.columns if YEAR.match(name)]
    if len(years) < 2 or not grid.measure:
        return
    rows = [grid.text(row[0]) for row in grid.table.rows if row]
    for turn, row in enumerate(rows[:6:3]):
        year = str(int(years[-1]) + 2 + turn) if turn % 2 else str(int(years[0]) - 2)
        if not is_row_name(row) or folder.says_together([year, *content_words(row)], share=1.0):
            continue
        question = f"In the table “{grid.measure}”, what is the figure for {row} in {year}?"
        yield Draft(
            question, (), "unanswerable", grid.document, grid.table.span, None, "other column",
            exchanged=year,
            doubt=0.1,
        )  # fmt: skip


def _names(folder: Folder) -> dict[str, list[str]]:
    """The names of the folder by group, each once, in the order they are found."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for sentence in folder.sentences:
        for match in _NAME.finditer(sentence.text):
            name = match.group().removesuffix("'s").removesuffix("’s")
            words = name.split()
            inside = match.start() > 2 and len(words) <= 3 and name == match.group()
            if inside and not any(word.casefold() in lexicon.CALENDAR_WORDS for word in words):
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
        doubt=draft.doubt + (0.05 if is_year else 0.15),
    )
