"""Who in a folder is a person and what is a place, by the company that names keep."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pincite.corpus import Document
from pincite.eval.drafting.words_of_text import Word
from pincite.qa.conversation import lexicon

_NAME = r"[A-Z][^\W\d_]+(?:[-’'][A-Z][^\W\d_]+)*"
_FULL = rf"{_NAME}(?:[ ](?:[A-Z]\.[ ])?{_NAME}){{1,2}}"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Dame|Sir|Captain|Professor|Prof|Lord|Lady|Judge)"
_ROLE = (
    r"(?:CEO|[Cc]hair(?:man|woman|person)?|[Pp]resident|[Dd]irector|[Mm]inister|[Ss]ecretary|"
    r"[Mm]anager|[Ff]ounder|[Tt]reasurer|[Cc]oach|[Cc]urator|[Ee]ditor|[Aa]rchitect|[Ss]hareholder|"
    r"[Cc]hief [Ee]xecutive|[Hh]ead|[Oo]fficer|[Ee]ngineer)"
)
_SPEAKS = (
    r"(?:said|says|told|asked|predicted|confirmed|replied|warned|apologised|thanked|declared|"
    r"retired|was (?:arrested|named|born|elected|appointed)|became|proposed|suggested|resigned)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_TITLE}\.? ({_NAME}(?: {_NAME}){{0,2}})",
        rf"\b({_FULL}),? (?:who )?{_SPEAKS}\b",
        rf"\b{_ROLE} ({_FULL})\b",
        rf"\b({_FULL})(?:, (?:the )?(?:\w+ )?| \()(?:{_ROLE}|CEO)\b",
        rf"\b(?:Chair|Head[^:\n]{{0,40}}|Secretary|Director|Officer|Manager|Owner): ({_FULL})",
    )
)
_NO_PERSON = re.compile(
    r"\b(?:Group|Motors?|Company|Corporation|Co|Ltd|AG|Inc|Board|Committee|Council|School|Alliance|"
    r"Policy|Office|Desk|Department|Team|Plant|Organization|Organisation|Government|Head|Chief|"
    r"Executive|Director|Officer|Minister|President|Finance|Freight|Service|Report|Fund|Act|"
    r"Data|Safety|Training|Sales|Quay|Art|The|Museum|Club|University|Society|Federation)\b"
)
_COMPANY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b((?:{_NAME} )?{_NAME} (?:Motors?|Group|AG|Corporation|Company|Ltd|Inc|Corp|Bank))\b",
        rf"\b(?:stakes?|shares?|shareholders?|shareholding|invest(?:ed|s|ment)?) in ({_NAME})\b",
        rf"\b({_NAME})['’]s? (?:CEO|board|chairman|shareholders|market share|management|plants?)\b",
        rf"\b({_NAME}) (?:CEO|chairman|executives|shareholders|employees)\b",
    )
)
_GROUPS = re.compile(
    r"\b(?:board|committee|council|government|company|companies|group|team|staff|desk|office|department|"
    r"organi[sz]ation|parliament|ministry|court|members?|shareholders?|crew|people|trustees|police|"
    r"commission|federation|society|union|club)\b",
    re.IGNORECASE,
)
_DONE_BY_PERSONS = frozenset(
    "accept approve sign chair run open found appoint elect choose send check decide organise "
    "organize teach write paint design compose own hire pay grant issue inspect audit review "
    "supervise manage teach clean keep train donate give sell buy publish".split()
)
_ROLES = re.compile(
    r"\b(?:\w*(?:man|woman|keeper|maintainer|registrar|warden|inspector|mayor|duke|duchess|prince|princess|"
    r"bishop|earl|baron|sheriff|steward|librarian|athlete|member|player|patient|student|passenger|tenant|visitor|customer|"
    r"pharmacist|observer|surgeon|nurse)|chair|chief|head|director|manager|officer|secretary|president|minister|"
    r"captain|master|auditor|engineer|doctor|editor|treasurer|curator|king|queen|owner|marshal|driver|"
    r"trainer|coach|person|referee|warden|founder|author|executive|supplier|contractor)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class People:
    """The persons that a folder speaks of."""

    names: frozenset[str]
    """Full names and surnames, without titles."""
    companies: frozenset[str] = frozenset()
    """Names that own, sell or are owned."""

    def is_person(self, text: str) -> bool:
        """Whether a name is one of theirs, with or without a title."""
        plain = re.sub(rf"^(?:{_TITLE}\.? )+", "", text)
        return plain in self.names or plain != text

    def names_role(self, subject: str, predicate: Sequence[Word]) -> bool:
        """Whether "the treasurer is Ada Lind" gives a role and its holder."""
        names = [word for word in predicate if word.low != "the"]
        named = 2 <= len(names) <= 4 and all(word.is_capital for word in names)
        holder = re.search(r"(?:er|or|ist|ian|ant|ee)$", subject) is not None
        return named and (holder or _ROLES.search(subject) is not None)

    def word_for_actor(self, text: str, base: str) -> str | None:
        """The question word for the one by whom something is done; None where it is not sure.

        A bare name is a person, and so is whoever does what only persons do.
        """
        is_bare = re.fullmatch(_FULL, text) is not None and not _NO_PERSON.search(text)
        known = self.word_for(text)
        if is_bare or known != "What":
            return "Who" if is_bare else known
        if base in _DONE_BY_PERSONS:
            return "Who"
        return None if re.search(r"[A-Z]", text) else known

    def word_for(self, text: str) -> str:
        """The question word that asks for a thing: "Who" for persons, roles and bodies."""
        head = re.split(r"\b(?:of|for|in|at|from)\b", text)[0]
        if self.is_person(text) or _ROLES.search(head) or _GROUPS.search(head):
            return "Who"
        return "Which company" if text in self.companies else "What"


def people_of(documents: Sequence[Document]) -> People:
    """Everyone whom the documents call by a title, a role or a verb of speech."""
    names: set[str] = set()
    companies: Counter[str] = Counter()
    for document in documents:
        for pattern in _COMPANY:
            companies.update(match[1] for match in pattern.finditer(document.text))
        for pattern in _PATTERNS:
            for match in pattern.finditer(document.text):
                if not _NO_PERSON.search(match[1]):
                    names.add(match[1])
    known = frozenset(names | {name.split()[-1] for name in names})
    texts = [document.text for document in documents]
    owned = {name for name, count in companies.items() if count > 1 and _stands_bare(name, texts)}
    places = {name for name in owned if name.casefold() in lexicon.PLACES}
    return People(known, frozenset(owned - places - known))


def _stands_bare(name: str, texts: Sequence[str]) -> bool:
    """Whether a name mostly goes without an article, as those of companies do."""
    if name.casefold() in lexicon.DETERMINERS:
        return False
    found = [match for text in texts for match in re.finditer(rf"(\bthe )?\b{name}\b", text, re.I)]
    return sum(match[1] is not None for match in found) < 0.3 * len(found)


def is_place(words: Iterable[Word]) -> bool:
    """Whether a name is known as a place or says so itself."""
    names = [word for word in words if not word.is_mark]
    known = [word.low in lexicon.PLACES or word.low in lexicon.SITES for word in names]
    return (
        0 < len(names) <= 4
        and (known[0] or known[-1])
        and all(word.is_capital or word.low in {"the", "and"} for word in names)
    )
