"""Which words of a question are verbs, by what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pincite.qa.conversation import lexicon
from pincite.qa.conversation.tokens import CONTENT, Tag, Token
from pincite.qa.words import stem

_VERB_STEMS = frozenset(stem(verb) for verb in lexicon.VERBS)
_PASTS = lexicon.IRREGULAR_PARTICIPLES | lexicon.IRREGULAR_PASTS
CONTRACTED_BE = frozenset(
    {"what's", "who's", "where's", "when's", "how's", "it's", "that's", "there's", "whats", "whos"}
)
"""Words that hold "is"."""


def looks_like_verb(low: str) -> bool:
    """Whether the word is a form of a frequent verb."""
    return low in _PASTS or low == "goes" or stem(low) in _VERB_STEMS


def is_participle(low: str) -> bool:
    """Whether the word can be a past participle."""
    return low in lexicon.IRREGULAR_PARTICIPLES or (
        len(low) > 4 and low.endswith("ed") and not low.endswith("eed")
    )


def is_inflected_past(low: str) -> bool:
    """Whether the word is a past tense of a frequent verb."""
    return low in _PASTS or (low.endswith("ed") and looks_like_verb(low))


class _Awaited(StrEnum):
    """The verb form that an auxiliary asks for."""

    NOTHING = "nothing"
    BASE = "base"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True)
class _Run:
    """Content words that stand together: tokens[begin:end], with what is around them."""

    tokens: Sequence[Token]
    begin: int
    end: int
    awaited: _Awaited
    has_subject: bool
    """Whether a subject stands between the auxiliary and the run."""
    has_verb: bool
    """Whether the clause has its verb already."""

    @property
    def plain(self) -> list[int]:
        """Where words in lower case stand that may be verbs."""
        return [i for i in range(self.begin, self.end) if self.tokens[i].tag is Tag.NOUN]

    @property
    def before(self) -> Token:
        """The word before the run."""
        return self.tokens[self.begin - 1]

    @property
    def follows(self) -> Tag:
        """What stands behind the run."""
        return self.tokens[self.end].tag if self.end < len(self.tokens) else Tag.MARK

    @property
    def opens_phrase(self) -> bool:
        """Whether the first word belongs to a determiner or preposition, so is no verb."""
        before = self.before
        return before.tag in {Tag.DET, Tag.PREP} or before.low in {"many", "much", "whose"}

    @property
    def is_counted(self) -> bool:
        """Whether the run follows which, what or how many."""
        return self.before.low in {"which", "what", "many", "much"}

    def low(self, index: int) -> str:
        """A word of the question, folded."""
        return self.tokens[index].low


def with_verbs(tokens: list[Token]) -> list[Token]:
    """The tokens, those that are verbs tagged so."""
    awaited, has_subject, has_verb = _Awaited.NOTHING, False, False
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.tag not in CONTENT:
            has_verb = has_verb and token.low not in lexicon.CLAUSE_OPENERS | {",", "and", "or"}
            if (form := _awaited_by(token)) is not None:
                awaited, has_subject = form, False
            elif token.tag is Tag.PRON and token.low not in {"one", "ones"}:
                has_subject = True
            index += 1
            continue
        end = index
        while end < len(tokens) and tokens[end].tag in CONTENT:
            end += 1
        verb = _verb_in(_Run(tokens, index, end, awaited, has_subject, has_verb))
        if verb is not None:
            has_verb = True
            tokens[verb] = replace(tokens[verb], tag=Tag.VERB)
            awaited = _Awaited.NOTHING
        has_subject, index = True, end
    return tokens


def _awaited_by(token: Token) -> _Awaited | None:
    if token.low in CONTRACTED_BE or token.low in lexicon.BE | lexicon.HAVE:
        return _Awaited.PARTICIPLE
    return _Awaited.BASE if token.tag is Tag.AUX else None


def _verb_in(run: _Run) -> int | None:
    """Which word of the run is a verb."""
    if run.begin == 0 or not run.plain:
        return None
    first = run.begin if run.begin in run.plain else None
    if run.before.low == "to":
        return first if first is not None and looks_like_verb(run.low(first)) else None
    if run.before.low == "who" and first is not None:
        return first
    if run.awaited is _Awaited.BASE:
        return _base_verb(run)
    if run.awaited is _Awaited.PARTICIPLE:
        return _participle(run)
    if run.before.low in {"what", "that"} and first is not None:
        return _after_what(run)
    if run.before.tag is Tag.PRON and first is not None and looks_like_verb(run.low(first)):
        speaks = run.before.low in {"i", "you", "we", "they"}
        return first if speaks or _is_inflected(run.tokens[first]) else None
    return _finite_verb(run)


def _participle(run: _Run) -> int | None:
    """The participle after be or have: the last word that can be one."""
    able = [i for i in run.plain if is_participle(run.low(i))]
    points = run.before.low in {"that", "this", "those", "these"} and run.end == run.begin + 1
    able = [i for i in able if points or not (run.opens_phrase and i == run.begin)]
    return able[-1] if able else None


def _after_what(run: _Run) -> int | None:
    """The first word after what or that: a verb in "what voids it", not in "what demands did"."""
    first = run.tokens[run.begin]
    led = run.begin > 1 and run.tokens[run.begin - 2].tag is Tag.PREP
    is_noun = run.before.low == "what" and (
        led or run.follows is Tag.AUX or not _is_inflected(first)
    )
    return run.begin if looks_like_verb(first.low) and not is_noun else None


def _finite_verb(run: _Run) -> int | None:
    """A verb without auxiliary behind its subject: which court interpreted it."""
    last = run.plain[-1]
    if run.before.low in {"which", "what", "many"} and run.follows is not Tag.AUX:
        inner = [i for i in run.plain if run.begin < i < run.end - 1 and _is_finite(run.tokens[i])]
        if inner:
            return inner[-1]
    if last != run.end - 1 or last == run.begin:
        return None
    word = run.tokens[last]
    if run.is_counted and (word.low.endswith(("ed", "s")) or word.low in _PASTS):
        acts_on = run.follows in {Tag.PRON, Tag.DET}
        if acts_on or (run.follows is Tag.PREP and word.low.endswith("ed")):
            return last
    asks = any(token.tag is Tag.WH for token in run.tokens[: run.begin])
    if run.follows is Tag.MARK and _counts_who(run) and is_inflected_past(word.low):
        return last
    if run.has_verb or not asks or run.follows is Tag.MARK or not looks_like_verb(word.low):
        return None
    fits = _is_inflected(word) or run.follows in {Tag.DET, Tag.PREP, Tag.PRON}
    return last if fits else None


def _counts_who(run: _Run) -> bool:
    """Whether the run follows how many, or how many of the: how many pupils passed."""
    return any(token.low == "many" for token in run.tokens[max(0, run.begin - 3) : run.begin])


def _is_finite(token: Token) -> bool:
    return _is_inflected(token) and looks_like_verb(token.low)


def _is_inflected(token: Token) -> bool:
    return token.low.endswith(("s", "ed")) or token.low in _PASTS


def _base_verb(run: _Run) -> int | None:
    """The main verb after do or a modal: the last word that can be one, else the last word."""
    first_free = run.begin + 1 if run.opens_phrase or not run.has_subject else run.begin
    if run.follows is Tag.AUX:
        return None
    is_alone = run.end == run.begin + 1
    if (
        is_alone
        and run.before.low in {"that", "this", "it"}
        and looks_like_verb(run.low(run.begin))
    ):
        return run.begin if run.follows in {Tag.PREP, Tag.MARK} else None
    able = _able(run, first_free)
    if able:
        return _likeliest(run, able)
    if (run.opens_phrase and is_alone) or run.follows is Tag.ADV:
        return None
    if any(_opens_later(run.tokens, index) for index in range(run.end, len(run.tokens))):
        return None
    if run.has_subject and not run.opens_phrase and run.begin in run.plain:
        return run.begin
    last = run.plain[-1]
    return last if last >= first_free and last == run.end - 1 else None


def _able(run: _Run, first_free: int) -> list[int]:
    """The words that can be the verb; base forms rule out the others."""
    able = [
        i
        for i in run.plain
        if i >= first_free and (looks_like_verb(run.low(i)) or is_participle(run.low(i)))
    ]
    return [i for i in able if not run.low(i).endswith(("ing", "ed"))] or able


def _likeliest(run: _Run, able: Sequence[int]) -> int:
    """The first behind a plural ("employees carry leave"), else the last that is no object."""
    if not run.opens_phrase and run.low(able[0] - 1).endswith("s"):
        return able[0]
    has_object = len(able) > 1 and run.low(able[-1]).endswith("s")
    return able[-2] if has_object else able[-1]


def _opens_later(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb can stand at a later place, after the phrase in hand."""
    before = tokens[index - 1].tag
    return (
        tokens[index].tag is Tag.NOUN
        and before not in {Tag.DET, Tag.PREP, Tag.WH, Tag.MARK}
        and looks_like_verb(tokens[index].low)
    )
