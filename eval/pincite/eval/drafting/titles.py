"""Questions tied to their document where their own words do not say what they speak of."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.qa.conversation import lexicon

_SMALL = (
    lexicon.PRONOUNS | lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | {"of"}
)
_TIED_RULES = frozenset(
    {"post", "date", "amount", "counted subject", "agent", "what is", "measure", "subject"}
)
_KIND_OF_DOCUMENT = re.compile(
    r"\b(?:report|policy|policies|rules?|notice|handbook|minutes|guide|manual|terms|notes?|plan|"
    r"statement|agreement|act|law|faq|questions|leaflet|review|regulations?|charter|code|contract|"
    r"bulletin|newsletter|brochure|schedule|programme|instructions|procedures?|records?|history)\b",
    re.IGNORECASE,
)
LONG, LONGEST_TITLE, LONGEST_LOOSE = 45, 60, 90
_BY_ROLE = frozenset({"post", "what is"})
"""Rules whose questions fit the holder of a post in any document."""


class Titles:
    """The titles by which a folder's documents can be told apart."""

    def __init__(self, folder: Folder) -> None:
        titles = {document.source: document.title for document in folder.documents}
        counts = Counter(titles.values())
        self._usable = {
            source: _short(_written(title), list(titles.values()))
            for source, title in titles.items()
            if counts[title] == 1 and _is_title(title, source)
        }
        self._loose = {
            source: _short(_written(title), list(titles.values()))
            for source, title in titles.items()
            if counts[title] == 1 and _can_be_named(title, source)
        }
        self._several = len(titles) > 1

    def tied(self, draft: Draft) -> Draft:
        """The draft, with its document named where no name in the question ties it down."""
        title = self._usable.get(draft.document.source)
        if not title and (draft.rule in _BY_ROLE or not _is_anchored(draft.question)):
            title = self._loose.get(draft.document.source)
        if not title or not self._several or draft.rule not in _TIED_RULES:
            return draft
        if draft.rule not in _BY_ROLE and _is_anchored(draft.question):
            return draft
        question = f"According to “{title}”, {draft.question[0].lower()}{draft.question[1:]}"
        return replace(draft, question=question)


def _is_title(title: str, source: str) -> bool:
    words = title.split()
    is_file_name = title.casefold() in source.casefold() or re.search(r"[_>|<]|\d{4,}\w", title)
    says_kind = _KIND_OF_DOCUMENT.search(title) is not None
    return says_kind and len(words) > 1 and len(title) <= LONGEST_TITLE and not is_file_name


def _can_be_named(title: str, source: str) -> bool:
    """Whether a title without a kind can stand in quotation marks: a few words, no file name."""
    is_file_name = title.casefold() in source.casefold() or re.search(r"[_>|<“”\"#]", title)
    return len(title.split()) > 1 and len(title) <= LONGEST_LOOSE and not is_file_name


def _short(title: str, others: Sequence[str]) -> str:
    """A long title up to its first pause, where that still tells it from the others."""
    head = re.split(r"[,:;]| [-–—] ", title)[0]
    shared = sum(other.casefold().startswith(head.casefold()) for other in others)
    return head if len(title) > LONG and len(head.split()) > 2 and shared == 1 else title


def _is_anchored(question: str) -> bool:
    """Whether a name that is no month, or a day with its year, stands in a question."""
    if re.search(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b", question):
        return True
    names = re.findall(r"(?<!^)\b[A-Z][\w’'-]{2,}", question[1:])
    return any(name.casefold() not in lexicon.CALENDAR_WORDS | {"may"} for name in names)


def _written(title: str) -> str:
    """A title in capitals with only its first letters large; short words stay as they are."""
    shouted = re.sub(r"\([^)]*\)", "", title)
    if not shouted.isupper():
        return title
    opening, *others = title.split()
    first = opening if len(opening) < 3 else _lowered(opening).capitalize()
    return " ".join([first, *map(_lowered, others)])


def _lowered(word: str) -> str:
    if not word.isupper() or (len(word) < 3 and word.casefold() not in _SMALL):
        return word
    if word.casefold() in _SMALL:
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))
