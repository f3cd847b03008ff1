"""A clause turned into a question: the question word first, the auxiliary before the subject."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pincite.eval.drafting.amounts import amount_of
from pincite.eval.drafting.clause_parse import Clause
from pincite.eval.drafting.complements import Chunk
from pincite.eval.drafting.exchanging import exchanged
from pincite.eval.drafting.naming import Naming
from pincite.eval.drafting.verb_forms import Form, in_form
from pincite.eval.drafting.words_of_text import Spelling, Word, inner_text, said
from pincite.qa.conversation import lexicon

_UNCOUNTED = re.compile(r"(?:s|tion|ment|ness|ity|ing|ware|age|staff|work|power|leave|traffic)$")
_WITH_AMOUNT = {"reach": "hit", "pass": "exceed", "attain": "reach"}
_DO = {Form.PAST: "did", Form.THIRD: "does", Form.BASE: "do"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes questions about clauses in the spelling of their folder."""

    spelling: Spelling
    varied: bool = False
    """Whether main verbs are exchanged for others of the same meaning, where they have one."""
    naming: Naming = field(default_factory=lambda: Naming(""))
    """Which names its texts write with "the"."""

    def inverted(
        self, wh: str, clause: Clause, chunks: Sequence[Chunk], *, fronted: Sequence[Chunk] = ()
    ) -> str:
        """A question for what is not the subject: "When did the plant open?"."""
        subject = self._subject(clause)
        if clause.auxiliaries:
            first, *others = clause.auxiliaries
            verbs = [said(others), said(clause.adverbs), self._main(clause)]
            parts = [wh, first.text.lower(), subject, *verbs]
        else:
            parts = [wh, _DO[clause.form], subject, self._verb(clause, Form.BASE)]
        return self._closed([*parts, *map(_said, chunks), *self._at_end(fronted)])

    def of_subject(
        self, wh: str, clause: Clause, chunks: Sequence[Chunk], *, fronted: Sequence[Chunk] = ()
    ) -> str:
        """A question for the subject: "Who opened the plant?"."""
        verbs = [said(clause.auxiliaries), said(clause.adverbs), self._main(clause)]
        return self._closed([wh, *verbs, *map(_said, chunks), *self._at_end(fronted)])

    def active(self, wh: str, clause: Clause, chunks: Sequence[Chunk]) -> str | None:
        """The passive clause as a question for the one who acts: "Who built the plant?"."""
        found = _active_form(clause)
        if found is None:
            return None
        auxiliary, form = found
        verb, subject = self._verb(clause, form), self._subject(clause)
        return self._closed([wh, auxiliary, verb, subject, *map(_said, chunks)])

    def _subject(self, clause: Clause) -> str:
        """The subject; notes that leave out the article get it back: the Leaf electric car."""
        text = inner_text(clause.subject, self.spelling)
        first, last = clause.subject[0], clause.subject[-1].low
        lacks = len(clause.subject) > 1 and first.is_capital and text[0].isupper()
        counted = clause.subject[-1].text.islower() and not _UNCOUNTED.search(last)
        possessed = any(word.low.endswith("'s") for word in clause.subject)
        joined = any(word.low in {"and", "of"} for word in clause.subject)
        if self._needs_article(clause.subject):
            return f"the {text}"
        if lacks and counted and not possessed and not joined and first.low != "the":
            return f"the {text}"
        return text

    def _needs_article(self, subject: Sequence[Word]) -> bool:
        """Whether the name that opens a subject mostly has "the" in running text."""
        name = said([*takewhile(lambda word: word.is_capital or word.low == "of", subject)])
        return bool(name) and subject[0].low != "the" and self.naming.takes_article(name)

    def _main(self, clause: Clause) -> str:
        if clause.main is None:
            return ""
        return self._verb(clause, clause.form) if self.varied and clause.base else clause.main.text

    def _verb(self, clause: Clause, form: Form) -> str:
        """The main verb in a form, or one of the same meaning where that is wanted and fits."""
        keeps = clause.base == "keep" and all(one.preposition != "for" for one in clause.chunks)
        if not self.varied or keeps:
            return in_form(clause.base, form)
        if _reaches_amount(clause) and clause.base in _WITH_AMOUNT:
            return in_form(_WITH_AMOUNT[clause.base], form)
        has_object = clause.is_passive or any(not chunk.preposition for chunk in clause.chunks)
        return exchanged(clause.base, form, has_object=has_object)

    def _at_end(self, fronted: Sequence[Chunk]) -> list[str]:
        return [inner_text(chunk.words, self.spelling) for chunk in fronted]

    @staticmethod
    def _closed(parts: Sequence[str]) -> str:
        return " ".join(part for part in parts if part) + "?"


def _reaches_amount(clause: Clause) -> bool:
    return bool(clause.chunks) and amount_of(clause.chunks[0].words) is not None


def _said(chunk: Chunk) -> str:
    return said(chunk.words)


def _active_form(clause: Clause) -> tuple[str, Form] | None:
    """The auxiliary, if any, and the form of the main verb that say the passive as an active."""
    if not clause.base:
        return None
    words = [word.low for word in clause.auxiliaries]
    if words in (["is"], ["are"]):
        return "", Form.THIRD
    if words in (["was"], ["were"]):
        return "", Form.PAST
    if words in (["has", "been"], ["have", "been"], ["had", "been"]):
        return "had" if words[0] == "had" else "has", Form.PARTICIPLE
    if len(words) == 2 and words[0] in lexicon.MODALS and words[1] == "be":
        return words[0], Form.BASE
    return None
