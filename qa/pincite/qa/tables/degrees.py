"""Words of degree: which way "cheapest" or "longer" points, and what it measures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_ADJECTIVES = """
size | large big great huge vast sizeable substantial major grand | small little tiny minor modest
amount | numerous plentiful abundant | few scarce
height | high tall lofty | low
length | long lengthy | short
weight | heavy | light
width | wide broad | narrow
depth | deep | shallow
thickness | thick fat | thin slim
money | expensive dear costly pricey valuable | cheap inexpensive affordable economical
money | rich wealthy lucrative profitable | poor
speed | fast quick swift rapid speedy hasty brisk | slow sluggish
age | old ancient veteran mature aged | young new recent modern late
warmth | hot warm mild | cold cool chilly
moisture | wet rainy damp humid moist thirsty | dry arid
light | bright sunny clear | dark dim faint
noise | loud noisy | quiet silent soft
strength | strong powerful mighty tough robust | weak feeble frail
distance | far distant remote | near close
worth | good successful popular productive fruitful efficient effective important | bad
traffic | busy crowded populous full dense frequent common | empty sparse rare
degree | steep sharp hard difficult dangerous severe serious strict generous complex hungry | \
easy lenient safe simple
"""
_IRREGULAR = {
    "good": ("better", "best"),
    "bad": ("worse", "worst"),
    "far": ("farther further", "farthest furthest"),
    "little": ("less lesser", "least"),
    "old": ("older elder", "oldest eldest"),
    "late": ("", ""),
}
_NO_SUPERLATIVES = frozenset(
    "test west rest interest guest forest request harvest invest latest honest protest contest "
    "nest chest digest suggest arrest priest conquest quest inquest midwest budapest bucharest "
    "everest tempest vest zest pest lest crest earliest almost detest attest manifest unrest "
    "modest disinterest brest trieste finest soonest newest youngest oldest behest reinvest "
    "northwest southwest wildest dearest soonest outermost hindmost".split()
)
"""Words in -est that are no superlatives, or that are known as something else."""


@dataclass(frozen=True, slots=True)
class Degree:
    """What a word of degree says."""

    sign: int
    """1 for much of what it measures, -1 for little."""
    measures: str
    """What it measures: "height", "money"; "" where that is open."""


def _forms(word: str) -> tuple[set[str], set[str]]:
    """The comparatives and the superlatives of an adjective, those in one word."""
    if word in _IRREGULAR:
        comparative, superlative = _IRREGULAR[word]
        return set(comparative.split()), set(superlative.split())
    stems = {word}
    if word.endswith("e"):
        stems = {word[:-1]}
    elif re.search(r"[^aeiou]y$", word):
        stems = {word[:-1] + "i"}
    elif re.search(r"^[^aeiou]*[aeiou][bdgmnt]$", word):
        stems = {word + word[-1]}
    return {stem + "er" for stem in stems}, {stem + "est" for stem in stems}


def _read() -> tuple[dict[str, Degree], dict[str, Degree], dict[str, Degree]]:
    plain: dict[str, Degree] = {}
    comparative: dict[str, Degree] = {}
    superlative: dict[str, Degree] = {}
    for line in _ADJECTIVES.strip().splitlines():
        measures, much, little = (part.strip() for part in line.split("|"))
        for sign, words in ((1, much), (-1, little)):
            degree = Degree(sign, measures)
            for word in words.split():
                plain.setdefault(word, degree)
                more, most = _forms(word)
                comparative.update((form, degree) for form in more if form not in comparative)
                superlative.update((form, degree) for form in most if form not in superlative)
    return plain, comparative, superlative


PLAIN, COMPARATIVES, SUPERLATIVES = _read()
_OPEN = Degree(1, "")


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a pattern, longest first.

    >>> alternatives({"low", "lower"})
    'lower|low'
    """
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_MORE = re.compile(r"^(?:more|most)\s+(?P<word>[\w-]+)$")
_LESS = re.compile(r"^(?:less|least)\s+(?P<word>[\w-]+)$")


@lru_cache(maxsize=4096)
def degree_of(words: str) -> Degree | None:
    """What a comparative or superlative says, of one word or two; None for other words.

    >>> degree_of("cheapest"), degree_of("least expensive").sign, degree_of("taller").measures
    (Degree(sign=-1, measures='money'), -1, 'height')
    >>> degree_of("thirstiest").sign, degree_of("forest")
    (1, None)
    """
    folded = words.casefold().strip()
    known = SUPERLATIVES.get(folded) or COMPARATIVES.get(folded)
    if known is not None:
        return known
    for rule, turn in ((_MORE, 1), (_LESS, -1)):
        match = rule.match(folded)
        if match is not None:
            plain = PLAIN.get(match["word"], _OPEN)
            return Degree(turn * plain.sign, plain.measures)
    if folded in ("more", "most"):
        return _OPEN
    is_form = folded.endswith("est") and len(folded) > 5 and folded not in _NO_SUPERLATIVES
    return _OPEN if is_form else None


SUPERLATIVE = (
    rf"(?:{alternatives(SUPERLATIVES)}|(?:most|least)\s+(?:{alternatives(PLAIN)})|"
    rf"(?!(?:{alternatives(_NO_SUPERLATIVES)})\b)[a-z]{{3,}}(?<!i)(?<!qu)(?<!or)est|[a-z]{{3,}}iest)"
)
COMPARATIVE = (
    rf"(?:{alternatives(COMPARATIVES)}|(?:more|less)\s+(?:{alternatives(PLAIN)})|more|less|fewer)"
)
