"""A plain statement as subject, verb and complements; what is not plain gives no clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pincite.eval.drafting.complements import PREPOSITIONS, YEAR, Chunk, chunks_of, is_number
from pincite.eval.drafting.finite_verbs import ENDS, OPENERS, could_be_finite
from pincite.eval.drafting.verb_forms import Form, past_of, readings
from pincite.eval.drafting.words_of_text import Sentence, Word
from pincite.qa.conversation import lexicon

_SEASONS = frozenset("spring summer autumn winter early late mid".split())
_POINTING = frozenset("this that these those such another both it its their his her he she they "
                      "we our us you your my i there here each either neither one ones "
                      "others other former latter everyone someone anyone nobody none "
                      "nothing something anything who which what".split())  # fmt: skip
_LINKING = frozenset(
    "however otherwise additionally subsequently moreover furthermore meanwhile similarly thus "
    "therefore eventually ultimately consequently globally today fortunately".split()
)
_CONTRACTED = re.compile(r"'(?:ve|re|ll|d|m)$")
_RANKS = {"first", "second", "third", "last"}
_REPORTING = {"had", "would", "should", "might", "could"}
"""Auxiliaries that show what was said or thought, not what is or was."""
LONGEST_SUBJECT = 12
_NESTING = {"that", "how", "whether", "those"} | (lexicon.AUXILIARIES - {"need"})
"""Words that show a clause inside the complements."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement taken apart."""

    sentence: Sentence
    fronted: tuple[Chunk, ...]
    """What stands before the subject, without its comma."""
    subject: tuple[Word, ...]
    auxiliaries: tuple[Word, ...]
    adverbs: tuple[Word, ...]
    main: Word | None
    """The main verb; None where a form of "be" stands alone."""
    base: str
    """Of the main verb; "be" where it stands alone."""
    form: Form
    chunks: tuple[Chunk, ...]
    goes_on: bool
    """Whether a list or clause goes on behind the last chunk."""

    @property
    def is_passive(self) -> bool:
        """Whether something is done to the subject."""
        return (
            self.form is Form.PARTICIPLE
            and bool(self.auxiliaries)
            and self.auxiliaries[-1].low in lexicon.BE
        )

    @property
    def is_plural(self) -> bool:
        """Whether the verb says that the subject is several things."""
        first = self.auxiliaries[0].low if self.auxiliaries else ""
        joined = any(word.low == "and" for word in self.subject)
        return first in {"are", "were", "have", "do"} or self.form is Form.BASE or joined


def parse_clause(sentence: Sentence) -> Clause | None:
    """The main clause of a plain statement; None where the rules are not sure of it.

    Pronouns, questions, negations and reported speech make a statement not plain: out of its
    place it would not be understood, or would say something else.
    """
    words = sentence.words
    if len(words) < 4 or words[0].is_mark or "?" in {word.text for word in words}:
        return None
    begin, fronted = _fronted(words)
    if begin is None or begin >= len(words) - 2:
        return None
    found = _verb(words, begin)
    if found is None:
        return None
    subject = _subject(words[begin:found])
    group = _verb_group(words, found)
    if subject is None or group is None:
        return None
    end, auxiliaries, adverbs, main, base, form = group
    if main is not None and any(word.low in _REPORTING for word in auxiliaries):
        return None
    if _is_present(subject, auxiliaries, main, base):
        form = Form.BASE
    stop, goes_on = _clause_end(words, end)
    chunks = chunks_of(words[end:stop])
    nests = any(word.low in _NESTING and not word.is_capital for word in words[end:stop])
    if nests or _is_quoted(words, stop):
        return None
    return Clause(
        sentence, fronted, subject, auxiliaries, adverbs, main, base, form, chunks, goes_on
    )


def _is_present(
    subject: Sequence[Word], auxiliaries: Sequence[Word], main: Word | None, base: str
) -> bool:
    """Whether a plural has a verb whose past looks like its base: "gowns cost £2"."""
    alike = main is not None and main.low == base and past_of(base) == base
    return alike and not auxiliaries and subject[-1].low.endswith("s")


def _is_quoted(words: Sequence[Word], stop: int) -> bool:
    return stop < len(words) and words[stop].text in {"“", "”", '"'}


def _fronted(words: Sequence[Word]) -> tuple[int | None, tuple[Chunk, ...]]:
    """Where the subject begins, and what stands before it; (None, ()) for what is not plain."""
    first = words[0].low
    if len(words) > 1 and words[1].text == "," and first in lexicon.ADVERBS | _LINKING:
        return 2, ()
    if first not in PREPOSITIONS:
        return (None, ()) if first in OPENERS | lexicon.CONJUNCTIONS else (0, ())
    date_end = _date_end(words)
    if date_end:
        return date_end, chunks_of(tuple(words[:date_end]))
    for place, word in enumerate(words[:22]):
        if word.text == "," and not _is_date_comma(words, place):
            inside = words[:place]
            if any(could_be_finite(inside, at) for at in range(1, place)):
                return None, ()
            return place + 1, chunks_of(tuple(inside))
        if word.text in ENDS:
            break
    return None, ()


def _date_end(words: Sequence[Word]) -> int:
    """Where a date without a comma ends that opens a sentence ("In late 2007 he ..."), else 0."""
    place = 1
    while place < len(words) and words[place].low in lexicon.CALENDAR_WORDS | _SEASONS | {"may"}:
        place += 1
    dated = place < len(words) and words[0].low in {"in", "since"} and YEAR.match(words[place].text)
    return (
        place + 1
        if dated
        and words[place + 1 : place + 2]
        and (words[place + 1].text != "," and words[place + 1].low not in {"and", "to", "or", "-"})
        else 0
    )


def _is_date_comma(words: Sequence[Word], place: int) -> bool:
    return (
        place + 1 < len(words)
        and YEAR.match(words[place + 1].text) is not None
        and place > 0
        and words[place - 1].text.isdigit()
    )


def _verb(words: Sequence[Word], begin: int) -> int | None:
    """Where the finite verb of the clause stands."""
    for place in range(begin + 1, min(len(words), begin + 22)):
        word = words[place]
        if word.low in OPENERS or word.text in ENDS:
            return None
        if could_be_finite(words, place) and _closes_subject(words[place - 1]):
            return place
    return None


def _closes_subject(word: Word) -> bool:
    small = lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.AUXILIARIES
    return word.low not in small - {"of"}


def _subject(words: Sequence[Word]) -> tuple[Word, ...] | None:
    """The subject without what commas add to it; None where it cannot stand alone."""
    kept = list(words)
    commas = [place for place, word in enumerate(kept) if word.text == ","]
    if commas and kept[-1].text == ",":
        kept = kept[: commas[0]]
    elif commas and not any(word.low == "and" for word in kept):
        return None
    if not kept or len(kept) > LONGEST_SUBJECT:
        return None
    if any(word.low in _POINTING or word.text in ENDS for word in kept):
        return None
    if any(_CONTRACTED.search(word.low) for word in kept) or kept[-1].low in lexicon.ADVERBS:
        return None
    if kept[0].low.endswith("ly") and not kept[0].low.endswith("family") and len(kept) == 1:
        return None
    if (len(kept) < 3 and kept[-1].low.endswith("est")) or kept[-1].low in {
        "first",
        "second",
        "last",
    }:
        return None
    if kept[0].low in lexicon.ADVERBS or YEAR.match(kept[0].text):
        return None
    bare_number = all(is_number(word) or YEAR.match(word.text) for word in kept)
    if bare_number or _commands(kept):
        return None
    if len(kept) > 1 and kept[-2].low in {"most", "least", "more", "very"}:
        return None
    if not _closes_subject(kept[-1]) or kept[0].low in lexicon.PREPOSITIONS | {"and", "or", "no"}:
        return None
    return tuple(kept)


def _commands(words: Sequence[Word]) -> bool:
    """Whether a subject is really a command: "Reach 62,000 ..."."""
    if len(words) < 2 or Form.BASE not in {form for _, form in readings(words[0].low)}:
        return False
    return is_number(words[1]) or words[1].low in lexicon.DETERMINERS


def _verb_group(
    words: Sequence[Word], begin: int
) -> tuple[int, tuple[Word, ...], tuple[Word, ...], Word | None, str, Form] | None:
    """Where the verb group ends, with its auxiliaries, adverbs, main verb, its base and form."""
    auxiliaries: list[Word] = []
    adverbs: list[Word] = []
    place = begin
    while place < len(words):
        word = words[place]
        if word.low in {"not", "never", "no", "cannot", "nor"} or word.low.endswith("n't"):
            return None
        if word.low in lexicon.AUXILIARIES:
            auxiliaries.append(word)
        elif auxiliaries and _is_adverb(word) and not _awaits_noun(words, place):
            adverbs.append(word)
        else:
            break
        place += 1
    if place >= len(words):
        return None
    main = _main(words[place], auxiliaries)
    if main is not None:
        return place + 1, tuple(auxiliaries), tuple(adverbs), words[place], *main
    if not auxiliaries:
        return None
    last = auxiliaries[-1].low
    if last in lexicon.BE | lexicon.HAVE and _is_unlisted_participle(words[place]):
        return (
            place + 1, tuple(auxiliaries), tuple(adverbs), words[place], "", Form.PARTICIPLE,
        )  # fmt: skip
    place -= len(adverbs) if adverbs and words[place - 1] is adverbs[-1] else 0
    if last in lexicon.BE:
        return place, tuple(auxiliaries), (), None, "be", Form.BASE
    if last in lexicon.HAVE:
        form = Form.PAST if last == "had" else Form.THIRD if last == "has" else Form.BASE
        held = tuple(auxiliaries[:-1])
        return place, held, (), auxiliaries[-1], "have", form
    return None


def _is_unlisted_participle(word: Word) -> bool:
    return word.low.endswith("ed") and len(word.low) > 4 and not word.is_capital


def _is_adverb(word: Word) -> bool:
    return word.low in lexicon.ADVERBS or (word.low.endswith("ly") and not word.is_capital)


def _awaits_noun(words: Sequence[Word], place: int) -> bool:
    """Whether the adverb belongs to a number or noun behind it: "only 30", "approximately 150"."""
    after = words[place + 1] if place + 1 < len(words) else None
    return after is not None and (is_number(after) or after.low in lexicon.DETERMINERS)


def _main(word: Word, auxiliaries: Sequence[Word]) -> tuple[str, Form] | None:
    wanted = _wanted(auxiliaries[-1].low if auxiliaries else "")
    fitting = sorted((base, form) for base, form in readings(word.low) if form in wanted)
    if not fitting or word.is_capital:
        return None
    base, form = fitting[0]
    past = [(base, form) for base, form in fitting if form is Form.PAST]
    return past[0] if past else (base, form)


def _wanted(auxiliary: str) -> frozenset[Form]:
    if auxiliary in lexicon.BE:
        return frozenset({Form.PARTICIPLE, Form.GERUND})
    if auxiliary in lexicon.HAVE:
        return frozenset({Form.PARTICIPLE})
    if auxiliary:
        return frozenset({Form.BASE})
    return frozenset({Form.PAST, Form.THIRD, Form.BASE})


def _clause_end(words: Sequence[Word], begin: int) -> tuple[int, bool]:
    """Where the clause ends, and whether more of the sentence follows without a full stop."""
    for place in range(begin, len(words)):
        word = words[place]
        if word.text in ENDS:
            return place, word.text in {"–", "—", "/"} and place + 1 < len(words)
        if word.text == "," and not _is_date_comma(words, place):
            if _is_country_comma(words, place):
                continue
            return place, _lists_on(words, place)
        if word.low in {"and", "or", "but"} and _new_predicate(words, place):
            return place, False
        if word.low in OPENERS and word.low not in lexicon.PREPOSITIONS | {"that", "than"}:
            return place, word.low in {"which", "who", "whose", "where"} and place == begin
        compares = word.low == "than" and is_number(words[min(place + 1, len(words) - 1)])
        subordinates = word.low in OPENERS & lexicon.PREPOSITIONS and not compares
        if subordinates and _is_subordinate(words, place):
            return place, False
    return len(words), False


def _is_country_comma(words: Sequence[Word], place: int) -> bool:
    """Whether a comma stands between a town and its country, or right behind the country."""
    if words[place - 1].low in lexicon.PLACES and words[place - 2].text == ",":
        after = words[place + 1 : place + 2]
        return bool(after) and after[0].low in lexicon.PREPOSITIONS
    return (
        words[place - 1].is_capital
        and words[place + 1 : place + 2] != ()
        and words[place + 1].low in lexicon.PLACES
        and (place + 2 >= len(words) or words[place + 2].text in {",", "."})
    )


def _lists_on(words: Sequence[Word], comma: int) -> bool:
    """Whether a comma goes on with a list instead of ending the clause."""
    for place in range(comma + 1, min(len(words), comma + 8)):
        word = words[place]
        if word.text in ENDS:
            return False
        if word.text == "," or word.low in {"and", "or"}:
            return not _new_predicate(words, place) or place > comma + 1
        if word.low in OPENERS or could_be_finite(words, place):
            return False
        if place == comma + 1 and _is_participial(words, place):
            return False
    return False


def _is_participial(words: Sequence[Word], place: int) -> bool:
    """Whether a gerund opens a phrase of its own ("ensuring a direct supply"), not a list item."""
    gerund = Form.GERUND in {form for _, form in readings(words[place].low)}
    after = words[place + 1 : place + 2]
    return gerund and bool(after) and after[0].low not in {"and", "or", ","}


def _new_predicate(words: Sequence[Word], place: int) -> bool:
    """Whether "and" joins another verb or clause."""
    ahead = words[place + 1 : place + 9]
    if not ahead:
        return False
    forms = {form for _, form in readings(ahead[0].low)} if not ahead[0].is_capital else set()
    if forms & {Form.PAST, Form.PARTICIPLE, Form.THIRD} or ahead[0].low in lexicon.AUXILIARIES:
        return True
    if ahead[0].low in (_POINTING | lexicon.ADVERBS | {"to", "also"}) - {"most", "more"}:
        return True
    for offset in range(1, len(ahead)):
        word = ahead[offset]
        if word.text in ENDS or word.text == "," or word.low in lexicon.PREPOSITIONS - {"of"}:
            return False
        if could_be_finite(words, place + 1 + offset):
            return True
    return False


def _is_subordinate(words: Sequence[Word], place: int) -> bool:
    for later in range(place + 2, min(len(words), place + 9)):
        if words[later].text in ENDS or words[later].text == ",":
            return False
        if could_be_finite(words, later):
            return True
    return False


def with_chunks(clause: Clause, chunks: Sequence[Chunk]) -> Clause:
    """The clause with other complements."""
    return replace(clause, chunks=tuple(chunks))
