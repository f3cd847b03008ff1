"""What says that a listing is what a question asks for."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.corpus import Document, Span
from pincite.qa.answer_types import type_agreement
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.retrieval import nearness
from pincite.qa.several.coordination import agree, kind_of
from pincite.qa.several.cutting import whole
from pincite.qa.several.finding import NearSentence, ReadSpan
from pincite.qa.several.listing import Listing, extent
from pincite.qa.several.meaning import groups_of, meaning, stems_of
from pincite.qa.spans import coverage_of
from pincite.qa.synonyms import groups
from pincite.qa.words import stem

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
UNTYPED = (AnswerType.OTHER, AnswerType.REASON, AnswerType.DEFINITION)
NUMERIC = (
    AnswerType.NUMBER, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.DATE, AnswerType.YEAR,
    AnswerType.DURATION,
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
        by_source[source] = Here(
            [one for one in read if one.document.source == source],
            [one for one in near if one.document.source == source],
            [
                (proposal.places[0].span, proposal.probability)
                for proposal in spans
                if proposal.places[0].document_id == document_id
            ],
        )
    best = max((one.margin for one in evidence.readings), default=UNREAD)
    return Seen(evidence, by_source, best)


def is_same(one: Span, other: Span) -> bool:
    """Whether two stretches of a document are nearly the same."""
    if not one.overlaps(other):
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SAME_EXTENT * (max(one.end, other.end) - min(one.start, other.start))


def listing_features(seen: Seen, listing: Listing) -> list[float]:
    """The features that do not hang on how the items are cut."""
    evidence, asking = seen.evidence, seen.evidence.parsed.asking
    announced = {*stems_of(listing.announced)}
    meant = groups_of(listing.announced)
    ranked = evidence.ranked[max(listing.rank, 1) - 1]
    margin = _passage_margin(evidence, listing.rank)
    near = seen.here(listing.document).near
    return [
        1.0 / listing.rank,
        coverage_of(evidence, announced),
        meaning(evidence, f"{listing.around}\n{listing.announced}"),
        float(asking.noun is not None and stem(asking.noun) in announced),
        coverage_of(evidence, {*stems_of(listing.around)}),
        float(asking.named),
        float(asking.is_open),
        _nearest(near, listing.at),
        float(asking.noun is not None and bool(groups(stem(asking.noun)) & meant)),
        float(listing.rank <= len(evidence.readings)),
        nearness(ranked.candidate),
        _bounded(margin),
        max(UNREAD, margin - seen.best_margin),
        *(listing.signs.get(sign, 0.0) for sign in SIGNS),
        *(float(listing.kind == kind) for kind in KINDS),
        *(float(listing.kind == kind and asking.named) for kind in KINDS),
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
    starts = _vote(here.read, whole.start, at_end=False)
    is_open = float(seen.evidence.parsed.asking.is_open)
    same = [each for each in here.read if is_same(each.span, whole)]
    texts = [listing.document.quote(item) for item in items]
    lengths = [len(text.split()) for text in texts]
    mean_length = sum(lengths) / len(lengths)
    spread = math.sqrt(sum((each - mean_length) ** 2 for each in lengths) / len(lengths))
    return [
        max((chance for span, chance in here.spans if span.within(whole)), default=0.0),
        float(count == len(items)),
        float(count is not None and count != len(items)),
        float(bool(same)),
        max((_bounded(each.margin) for each in same), default=UNREAD),
        float(any(each.order == 0 for each in same)),
        *_read_share(here.read, whole),
        starts,
        _vote(here.read, whole.end, at_end=True),
        math.log(len(items)),
        mean_length / 4,
        max(lengths) / 10,
        min(2.0, spread / max(1.0, mean_length)),
        _repeats(seen.evidence, texts),
        *_agreements(seen.evidence, texts),
        float(len(items) == 2),
        float(len({each.rank for each in same}) > 1),
        *_shapes(seen.evidence, listing, items, texts),
        is_open * bool(same),
        is_open * any(each.order == 0 for each in same),
        is_open * starts,
        *_shortened(listing, items),
        sum(_WORD.search(text) is None for text in texts) / len(texts),
        float(way == "whole" and listing.kind == "bullets"),
        float(way == "whole" and seen.evidence.parsed.asking.named),
        *(float(way == each) for each in CUT_WAYS),
    ]


def _bounded(margin: float) -> float:
    return max(UNREAD, min(-UNREAD, margin))


def _passage_margin(evidence: Evidence, rank: int) -> float:
    at = max(rank, 1) - 1
    return evidence.readings[at].margin if at < len(evidence.readings) else -12.0


def _vote(here: Sequence[ReadSpan], at: int, *, at_end: bool) -> float:
    """How good a span of the reader begins or ends at a place, against the best of its passage."""
    votes = [
        each.below_best + min(0.0, each.margin) / 4
        for each in here
        if abs((each.span.end if at_end else each.span.start) - at) <= AT_EDGE
    ]
    return max(UNREAD, max(votes, default=UNREAD)) / 4


def _shapes(
    evidence: Evidence, listing: Listing, items: tuple[Span, ...], texts: Sequence[str]
) -> tuple[float, float, float, float, float]:
    """What is odd about how items look: see the names in CUT_FEATURES."""
    kinds = [kind_of(listing.document.text, item) for item in items]
    others = Counter(kinds[1:]).most_common(1)[0][0]
    bare = sum(not any(c.isalpha() for c in text) for text in texts) / len(texts)
    return (
        float(any("\n" in text for text in texts)),
        bare * (evidence.parsed.answer_type not in NUMERIC),
        agree(kinds[0], others),
        sum(kind == "verb" for kind in kinds) / len(kinds),
        float(any(_ENDS_OPEN.search(text) is not None for text in texts)),
    )


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


def _repeats(evidence: Evidence, texts: Sequence[str]) -> float:
    """The mean share of an item's words that the question itself says."""
    asked = set(evidence.term_weights)
    shares = [len(own & asked) / len(own) for own in map(stems_of, texts) if own]
    return sum(shares) / len(shares) if shares else 1.0


def _agreements(evidence: Evidence, texts: Sequence[str]) -> tuple[float, float, float, float]:
    """Whether the items are of the kind asked for: agree, disagree; names, plain for a person."""
    kind = evidence.parsed.answer_type
    typed = kind not in UNTYPED
    agreement = sum(type_agreement(kind, text) for text in texts) / len(texts) if typed else 0.5
    names = sum(bool(_NAME.match(text)) for text in texts) / len(texts)
    is_person = kind is AnswerType.PERSON
    return (
        float(typed and agreement >= 0.6),
        float(typed and agreement < 0.4),
        is_person * names,
        is_person * (1.0 - names),
    )
