"""Questions without an answer that assume nothing: who did it, what it cost, when it began.

Each asks something of a thing or person of the documents that people would want to know and that
no block of the documents speaks of together with it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from pincite.eval.drafting.clause_parse import Clause
from pincite.eval.drafting.complements import YEAR
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.statements import clauses_of
from pincite.eval.drafting.verb_forms import Form, past_of, readings
from pincite.eval.drafting.wording import Wording
from pincite.eval.drafting.words_of_text import Sentence, inner_text
from pincite.qa.parsed_question import content_words
from pincite.qa.words import stem

_MADE = frozenset(
    "build open design install plant restore repair renovate extend rebuild found establish "
    "commission publish print paint excavate".split()
)
"""What somebody does who could be named."""
_PAID = frozenset(
    "build open design install launch restore renovate rebuild extend buy acquire".split()
)
"""What a sum is spent on."""
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_COST = re.compile(r"[€$£¥]|\b(?:cost|paid|price|worth|spent|euros?|pounds|dollars|crowns)\b", re.I)
_LIFE = (
    ("When was {} born?", "born", re.compile(r"\b(?:born|birth|birthday|aged)\b", re.IGNORECASE)),
    ("Where did {} study?", "study", re.compile(r"\b(?:stud\w+|degree|universit\w+)\b", re.I)),
)
_TRADE = (
    (
        "How many people work for {}?",
        "people",
        re.compile(r"\b(?:employ\w*|staff|workforce|people|workers|jobs)\b", re.IGNORECASE),
    ),
    ("When was {} founded?", "founded", re.compile(r"\b(?:found|establish|set up|creat)", re.I)),
    (
        "Where does {} have its head office?",
        "office",
        re.compile(r"\b(?:headquarter|based|head)", re.I),
    ),
)
_TITLES = frozenset("Mr Mrs Ms Dr Dame Sir Captain Professor Prof Lord Lady Judge King".split())
MOST_PERSONS = 3


def draft_missing(folder: Folder, wording: Wording) -> Iterator[Draft]:
    """Drafts for what the documents leave unsaid of what they speak of."""
    seen: set[str] = set()
    for sentence in folder.sentences:
        for clause in clauses_of(sentence):
            for draft in _of_clause(folder, clause, wording):
                if draft.question not in seen:
                    seen.add(draft.question)
                    yield draft
    yield from islice(_of_persons(folder), MOST_PERSONS)
    yield from islice(_of_companies(folder), MOST_PERSONS)


def _of_clause(folder: Folder, clause: Clause, wording: Wording) -> Iterator[Draft]:
    subject = inner_text(clause.subject, wording.spelling)
    names = [word for word in clause.subject if word.is_capital and word.low != "the"]
    if not names or (not subject[0].isupper() and not subject.startswith("the ")):
        return
    if clause.is_plural or any(YEAR.match(word.text) for word in clause.subject):
        return
    about = _about(folder, subject)
    done = clause.is_passive and clause.base in _MADE and clause.auxiliaries[0].low == "was"
    if done and not any(_BY.search(text) and _says(text, clause.base) for text in about):
        yield _draft(clause.sentence, f"Who {past_of(clause.base)} {subject}?", clause.base, 0.1)
    opened = clause.base == "open" and clause.form is Form.PAST and not _has_object(clause)
    if (done or opened) and clause.base in _PAID and not any(map(_COST.search, about)):
        yield _draft(clause.sentence, f"How much did {subject} cost?", "cost", 0.05)


def _has_object(clause: Clause) -> bool:
    return any(not chunk.preposition for chunk in clause.chunks)


def _of_persons(folder: Folder) -> Iterator[Draft]:
    """One question about each person with a full name, in the order of the documents."""
    surnames: set[str] = set()
    for sentence in folder.sentences:
        for name in sorted(filter(_is_full_name, folder.people.names)):
            if name not in sentence.text or f"{name}'" in sentence.text:
                continue
            asked, word, told = _LIFE[len(surnames) % len(_LIFE)]
            surname = name.split()[-1]
            if surname in surnames or any(map(told.search, _about(folder, surname))):
                continue
            surnames.add(surname)
            yield _draft(sentence, asked.format(name), word, 0.3)


def _of_companies(folder: Folder) -> Iterator[Draft]:
    """One question about each company, in the order of the documents."""
    seen: set[str] = set()
    for sentence in folder.sentences:
        for name in sorted(folder.people.companies - seen):
            if name not in sentence.text:
                continue
            seen.add(name)
            asked, word, told = _TRADE[len(seen) % len(_TRADE)]
            if not any(map(told.search, _about(folder, name))):
                yield _draft(sentence, asked.format(name), word, 0.1)


def _is_full_name(name: str) -> bool:
    return " " in name and not any(word.isupper() or word in _TITLES for word in name.split())


def _about(folder: Folder, subject: str) -> list[str]:
    """The texts of all blocks that hold every word of a name that says anything."""
    wanted = {stem(word) for word in content_words(subject)}
    holds: Callable[[frozenset[str]], bool] = wanted.issubset
    blocks = [
        document.quote(block.span) for document in folder.documents for block in document.blocks
    ]
    return [
        text for text, held in zip(blocks, folder.stretches, strict=True) if wanted and holds(held)
    ]


def _says(text: str, base: str) -> bool:
    """Whether a form of a verb stands in a text."""
    return any(
        base == found for word in re.findall(r"[a-z]+", text.lower()) for found, _ in readings(word)
    )


def _draft(sentence: Sentence, question: str, exchanged: str, doubt: float) -> Draft:
    return Draft(
        question, (), "unanswerable", sentence.document, sentence.span, None, "missing aspect",
        exchanged=exchanged, doubt=doubt,
    )  # fmt: skip
