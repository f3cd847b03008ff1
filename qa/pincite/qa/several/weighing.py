"""What says that a listing is what a question asks for."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pincite.corpus import Document, Span
from pincite.qa.answer_types import type_agreement
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import UNTYPED, AnswerType
from pincite.qa.retrieval import nearness
from pincite.qa.several.coordination import agree, kind_of
from pincite.qa.several.cutting import whole
from pincite.qa.several.finding import NearSentence, ReadSpan
from pincite.qa.several.listing import Listing, extent
from pincite.qa.several.meaning import groups_of, meaning
from pincite.qa.spans import coverage_of
from pincite.qa.synonyms import groups
from pincite.qa.words import stem, stems

SIGNS = (
    "whole_span", "is_part", "led_in", "alike", "opens_edge", "opens_word", "opens_none", "is_cut",
    "is_linked", "by_semicolons", "fits_condition", "is_bounded", "is_turned", "other_column",
    "led_open", "mixes_levels", "is_nested",
)  # fmt: skip
KINDS = ("bullets", "headings", "column", "rows", "labels", "marked", "ordinals", "read")
CUT_WAYS = ("whole", "value", "name", "bare", "inside", "core", "purpose", "infinitive")
LISTING_FEATURES = (
    "rank", "lead_in", "meaning", "lead_in_head", "around", "named", "is_open", "sentence_cosine",
    "noun_meant", "was_read", "cosine", "passage_margin", "below_best_passage", *SIGNS,
    *(f"is_{kind}" for kind in KINDS), *(f"named_{kind}" for kind in KINDS),
)  # fmt: skip
CUT_FEATURES = (
    "best_span", "count_fits", "count_differs", "read_as_one", "read_margin", "read_first",
    "read_share", "share_margin",
    "starts_there", "ends_there", "items", "words", "longest", "uneven", "repeats_question",
    "agrees", "disagrees", "names_for_person", "words_for_person", "two", "is_read_twice",
    "crosses_line", "numbers_unasked", "first_alike", "begins_with_verb", "ends_open",
    "open_read", "open_first", "open_starts", "cuts_few", "cuts_all", "coded",
    "whole_bullets", "whole_named",
    *(f"cut_{way}" for way in CUT_WAYS),
)  # fmt: skip
LIST_FEATURES = (*LISTING_FEATURES, *CUT_FEATURES)
SAME_EXTENT = 0.6
"""Shared characters over all characters of two stretches, from which on they are the same."""
UNREAD = -8.0
AT_EDGE = 3
"""Characters that a span's edge may lie beside an item's and still speak for it."""
NUMERIC = (
    AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.DATE, AnswerType.YEAR,
    AnswerType.CLOCK, AnswerType.DURATION,
)  # fmt: skip
_ENDS_OPEN = re.compile(
    r"\b(?:the|an?|of|in|on|at|from|for|to|with|by|under|and|or|that|which|who|if|up|as|than|is|"
    r"are|was|were|not|only)$"
)
_WORD = re.compile(r"[^\W\d_]{3}")
_NAME = re.compile(r"(?:(?:the|a|an) )?[A-ZÀ-Þ\"“]")


@dataclass(frozen=True, slots=True)
class Here:
    """What is known of one document for a question."""

    read: Sequence[ReadSpan]
    near: Sequence[NearSentence]
    spans: Sequence[tuple[Span, float]]
    """Proposed spans with their probabilities."""
    starts: Mapping[int, float]
    """For each place where the reader begins a span, how good its best one is (`_vote`)."""
    ends: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of all listings of one question."""

    evidence: Evidence
    by_source: Mapping[str, Here]
    best_margin: float

    def here(self, document: Document) -> Here:
        """What is known of a document."""
        return self.by_source[document.source]


def seen(
    evidence: Evidence,
    spans: Sequence[Proposal],
    read: Sequence[ReadSpan],
    near: Sequence[NearSentence],
) -> Seen:
    """What is known of a question's documents, told apart by document."""
    ids = {ranked.passage.document_id for ranked in evidence.ranked}
    by_source: dict[str, Here] = {}
    for document_id in ids:
        source = evidence.document(document_id).source
        own = [one for one in read if one.document.source == source]
        by_source[source] = Here(
            own,
            [one for one in near if one.document.source == source],
            [
                (proposal.places[0].span, proposal.probability)
                for proposal in spans
                if proposal.places[0].document_id == document_id
            ],
            _best_at((one.span.start, _vote(one)) for one in own),
            _best_at((one.span.end, _vote(one)) for one in own),
        )
    best = max((one.margin for one in evidence.readings), default=UNREAD)
    return Seen(evidence, by_source, best)


def is_same(one: Span, other: Span) -> bool:
    """Whether two stretches of a document are nearly the same."""
    if one.end <= other.start or other.end <= one.start:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SAME_EXTENT * (max(one.end, other.end) - min(one.start, other.start))


def listing_features(seen: Seen, listing: Listing) -> list[float]:
    """The features that do not hang on how the items are cut."""
    evidence, asking = seen.evidence, seen.evidence.parsed.asking
    announced = stems(listing.announced)
    meant = groups_of(listing.announced)
    ranked = evidence.ranked[max(listing.rank, 1) - 1]
    margin = _passage_margin(evidence, listing.rank)
    near = seen.here(listing.document).near
    return [
        1.0 / listing.rank,
        coverage_of(evidence, announced),
        meaning(evidence, f"{listing.around}\n{listing.announced}"),
        float(asking.noun is not None and stem(asking.noun) in announced),
        coverage_of(evidence, stems(listing.around)),
        float(asking.named),
        float(asking.is_open),
        _nearest(near, listing.at),
        float(asking.noun is not None and bool(groups(stem(asking.noun)) & meant)),
        float(listing.rank <= len(evidence.readings)),
        nearness(ranked.candidate),
        _bounded(margin),
        max(UNREAD, margin - seen.best_margin),
        *(listing.signs.get(sign, 0.0) for sign in SIGNS),
        *_is_each(listing.kind, KINDS),
        *_is_each(listing.kind if asking.named else "", KINDS),
    ]


def _nearest(near: Sequence[NearSentence], span: Span) -> float:
    """The highest cosine of the sentences that a span overlaps; 0 where none was compared."""
    return max((one.cosine for one in near if one.span.overlaps(span)), default=0.0)


def cut_features(seen: Seen, listing: Listing, items: tuple[Span, ...], way: str) -> list[float]:
    """The features of a listing cut in one way."""
    here, whole, count = (
        seen.here(listing.document),
        extent(items),
        seen.evidence.parsed.asking.count,
    )
    starts = _best_near(here.starts, whole.start)
    is_open = float(seen.evidence.parsed.asking.is_open)
    same = [each for each in here.read if is_same(each.span, whole)]
    look, kind = _look(listing.document.text, items), seen.evidence.parsed.answer_type
    return [
        max((chance for span, chance in here.spans if span.within(whole)), default=0.0),
        float(count == len(items)),
        float(count is not None and count != len(items)),
        float(bool(same)),
        max((_bounded(each.margin) for each in same), default=UNREAD),
        float(any(each.order == 0 for each in same)),
        *_read_share(here.read, whole),
        starts,
        _best_near(here.ends, whole.end),
        math.log(len(items)),
        *look.lengths,
        _repeats(seen.evidence, look),
        *_agreements(kind, look),
        float(len(items) == 2),
        float(len({each.rank for each in same}) > 1),
        look.crosses_line,
        look.bare * (kind not in NUMERIC),
        *look.beginnings,
        look.ends_open,
        is_open * bool(same),
        is_open * any(each.order == 0 for each in same),
        is_open * starts,
        *_shortened(listing, items),
        look.wordless,
        float(way == "whole" and listing.kind == "bullets"),
        float(way == "whole" and seen.evidence.parsed.asking.named),
        *_is_each(way, CUT_WAYS),
    ]


@lru_cache(maxsize=64)
def _is_each(name: str, names: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(float(name == each) for each in names)


def _bounded(margin: float) -> float:
    return max(UNREAD, min(-UNREAD, margin))


def _passage_margin(evidence: Evidence, rank: int) -> float:
    at = max(rank, 1) - 1
    return evidence.readings[at].margin if at < len(evidence.readings) else -12.0


def _vote(read: ReadSpan) -> float:
    """How good a span of the reader is, against the best of its passage."""
    return read.below_best + min(0.0, read.margin) / 4


def _best_at(votes: Iterable[tuple[int, float]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for at, vote in votes:
        best[at] = max(vote, best.get(at, UNREAD))
    return best


def _best_near(votes: Mapping[int, float], at: int) -> float:
    near = range(at - AT_EDGE, at + AT_EDGE + 1)
    return max((votes[place] for place in near if place in votes), default=UNREAD) / 4


@dataclass(frozen=True, slots=True)
class _Look:
    """How items look, whatever is asked."""

    texts: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    """Their stems."""
    lengths: tuple[float, float, float]
    """Their mean and greatest number of words, and how uneven these are."""
    crosses_line: float
    bare: float
    """Share without a letter."""
    names: float
    """Share that begins as a name does."""
    beginnings: tuple[float, float]
    """Whether the first begins as the others do; share that begins with a verb."""
    ends_open: float
    wordless: float
    """Share without a word."""


@lru_cache(maxsize=8192)
def _look(text: str, items: tuple[Span, ...]) -> _Look:
    texts = tuple(text[item.start : item.end] for item in items)
    kinds = [kind_of(text, item) for item in items]
    others = Counter(kinds[1:]).most_common(1)[0][0]
    return _Look(
        texts=texts,
        words=tuple(map(stems, texts)),
        lengths=_lengths([len(each.split()) for each in texts]),
        crosses_line=float(any("\n" in each for each in texts)),
        bare=sum(not any(c.isalpha() for c in each) for each in texts) / len(texts),
        names=sum(bool(_NAME.match(each)) for each in texts) / len(texts),
        beginnings=(
            agree(kinds[0], others),
            sum(kind == "verb" for kind in kinds) / len(kinds),
        ),
        ends_open=float(any(_ENDS_OPEN.search(each) is not None for each in texts)),
        wordless=sum(_WORD.search(each) is None for each in texts) / len(texts),
    )


def _lengths(words: Sequence[int]) -> tuple[float, float, float]:
    mean = sum(words) / len(words)
    spread = math.sqrt(sum((each - mean) ** 2 for each in words) / len(words))
    return mean / 4, max(words) / 10, min(2.0, spread / max(1.0, mean))


def _read_share(read: Sequence[ReadSpan], whole: Span) -> tuple[float, float]:
    """The largest share that a passage's best span has of a stretch, and that span's margin."""
    best = (0.0, UNREAD)
    for each in read:
        if each.order == 0 and each.span.overlaps(whole):
            shared = min(each.span.end, whole.end) - max(each.span.start, whole.start)
            best = max(best, (shared / max(len(whole), len(each.span)), _bounded(each.margin)))
    return best


def _shortened(listing: Listing, items: Sequence[Span]) -> tuple[float, float]:
    """Whether cutting shortens the lesser part of the items, or all of them."""
    if not listing.may_be_cut:
        return 0.0, 0.0
    long = [whole(listing.document.text, item) for item in listing.items]
    shorter = sum(len(cut) + 2 < len(full) for cut, full in zip(items, long, strict=False))
    share = shorter / len(items)
    return float(0 < share < 0.5), float(share == 1.0)


def _repeats(evidence: Evidence, look: _Look) -> float:
    """The mean share of an item's words that the question itself says."""
    asked = evidence.term_weights.keys()
    shares = [len(own & asked) / len(own) for own in look.words if own]
    return sum(shares) / len(shares) if shares else 1.0


def _agreements(kind: AnswerType, look: _Look) -> tuple[float, float, float, float]:
    """Whether the items are of the kind asked for: agree, disagree; names, plain for a person."""
    typed = kind not in UNTYPED
    fitting = (type_agreement(kind, text) for text in look.texts)
    agreement = sum(fitting) / len(look.texts) if typed else 0.5
    is_person = kind is AnswerType.PERSON
    return (
        float(typed and agreement >= 0.6),
        float(typed and agreement < 0.4),
        is_person * look.names,
        is_person * (1.0 - look.names),
    )
