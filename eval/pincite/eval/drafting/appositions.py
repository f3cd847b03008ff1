"""Drafts from what a sentence adds to a name between commas: "Ada Lind, the harbour master,"."""

import re
from collections.abc import Iterator

from pincite.corpus import Span
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.words_of_text import Sentence
from pincite.qa.conversation import lexicon

_NAME = r"[A-Z][\w’'–-]+(?: (?:(?:of|de|von|the|and) )?[A-Z][\w’'–-]+){0,4}"
_APPOSED = re.compile(
    rf"(?P<the>\b[Tt]he )?\b(?P<name>{_NAME})(?: \([A-Z]{{2,6}}\))?, (?P<what>(?:an?|the) "
    r"[^,.;:()“”\"–—]{8,110}?)(?=\.$|\. |;|,(?! (?:and|or)\b)| which | who )"
)
_ADDED = re.compile(r"[,.;]| (?:which|who|that|where|while|as|after|before|until)\b")
_PERSONS = re.compile(
    r"(?:er|or|ist|ian|man|woman)$|^(?:trainee|employee|guide|volunteer|widow|chief|head|nurse|pilot|clerk|boy|girl|"
    r"captain|king|queen|duke|bishop|monk|nun|poet|chef|coach|judge|student|assistant|architect)$"
)
_BODIES = re.compile(
    r"\b(?:Committee|Board|Council|Group|Team|Office|Department|Fund|Society|Union)$"
)
_THINGS = re.compile(
    r"(?:\b(?:Company|Ltd|Inc|Bridge|House|Hall|Street|Park|Museum|Centre|Room|Prize|Award|Project|"
    r"Programme|System|Module|Motors?|Bank|School|Act|Ferry|Tower|Gallery|Garden|Trust)|"
    r"Committee|Board|Council|Group|Team|Office|Department|Fund|Society|Union)$|\d|-"
)
_SHORTEST, _LONGEST = 3, 14


def draft_appositions(folder: Folder) -> Iterator[Draft]:
    """Who somebody and what something is, as a sentence says it in passing."""
    seen: set[str] = set()
    for sentence in folder.sentences:
        for match in _APPOSED.finditer(sentence.text):
            name = match["name"]
            if name not in seen and _is_told(folder, sentence, match):
                seen.add(name)
                yield _draft(folder, sentence, match)


def _is_told(folder: Folder, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the name is one and the words behind it say what it is and nothing more."""
    name, what = match["name"], match["what"].split()
    low = name.casefold()
    if low in lexicon.PLACES | lexicon.CALENDAR_WORDS or not _SHORTEST <= len(what) <= _LONGEST:
        return False
    if any(word in lexicon.CALENDAR_WORDS for word in low.split()):
        return False
    if match.start() == 0 and " " not in name and not folder.people.is_person(name):
        return False
    before = sentence.text[: match.start()].rstrip()
    if before.endswith((",", " and", " or", "&")) or before.split()[-1:] in (["in"], ["at"]):
        return False
    is_person = folder.people.is_person(name)
    if _word(folder, name, match["what"]) is None:
        return False
    if what[0] == "the" and (not is_person or what[1][:1].isupper()):
        return False
    finite = {Form.PAST, Form.THIRD}
    forms = [{form for _, form in readings(word)} for word in what[1:]]
    return not any(
        word in lexicon.AUXILIARIES or (Form.PARTICIPLE not in found and found & finite)
        for word, found in zip(what[1:], forms, strict=True)
        if found != {Form.THIRD, Form.BASE}
    )


def _word(folder: Folder, name: str, what: str) -> str | None:
    """The word that asks what a name is; None where it could be a person's and is not known."""
    head = re.split(r" (?:of|for|in|with|from|at|on|to|by|and)\b", what)[0].split()[-1]
    if _BODIES.search(name):
        return "What"
    if folder.people.is_person(name) or _PERSONS.search(head):
        return "Who"
    might_be = len(name.split()) == 2 and not _THINGS.search(name)
    return None if might_be and not folder.naming.takes_article(name) else "What"


def _draft(folder: Folder, sentence: Sentence, match: re.Match[str]) -> Draft:
    name, begin = match["name"], sentence.span.start
    wh = _word(folder, name, match["what"])
    named = match["the"] or folder.naming.takes_article(name) or _BODIES.search(name)
    articled = wh == "What" and named
    what = _ADDED.split(match["what"])[0].strip()
    start = begin + match.start("what")
    return Draft(
        question=f"{wh} is {'the ' if articled else ''}{name}?",
        answers=(what,),
        kind="definition",
        document=sentence.document,
        evidence=sentence.span,
        answer=Span(start, start + len(what)),
        rule="apposition",
        doubt=0.1 if len(name.split()) > 1 else 0.2,
    )
