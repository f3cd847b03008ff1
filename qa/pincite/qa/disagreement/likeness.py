"""How likely two claims with other values speak of one thing: what is seen, and a fitted model."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pincite.qa.confidence import Logistic, load_models
from pincite.qa.disagreement.claims import Claim
from pincite.qa.disagreement.distances import distance
from pincite.qa.disagreement.same_thing import differences
from pincite.qa.disagreement.scopes import rates_in, same_over_a_year
from pincite.qa.disagreement.timing import same_time
from pincite.qa.disagreement.topics import Statement, covered
from pincite.qa.evidence import Similarity
from pincite.qa.parsed_question import ParsedQuestion
from pincite.qa.plans import asks_for_plan
from pincite.qa.similarity import MeaningOf
from pincite.qa.values import compare
from pincite.qa.words import stems

WEIGHTS = Path(__file__).parent.parent / "weights" / "same_thing.json"
# What tells two things apart: all but the last of them nearly for certain.
SURE = (
    "names", "others", "restricted", "office", "roles", "figures", "qualifiers", "modifier",
    "asked name", "rate", "later", "whole", "incomparable", "plan", "time",
)  # fmt: skip
UNSURE = ("sides", "place", "subset", "counted", "term", "part")
LIKENESS_FEATURES = (
    *SURE, *UNSURE, "any sure", "least covered", "covered apart", "ratio", "near",
    "least like question", "most like question", "like each other",
)  # fmt: skip
HIDDEN = "something"  # stands for the values where sentences are compared in meaning


WORD_FEATURES = LIKENESS_FEATURES[:-3]


@lru_cache(maxsize=1)
def default_models() -> Mapping[str, Logistic]:
    """The fitted models: "same_thing", and "by_words" without the features of meaning."""
    return load_models(WEIGHTS)


@lru_cache(maxsize=1)
def default_similarity() -> Similarity:
    """Cosines by the package's own encoder."""
    from pincite.indexer.onnx_encoder import OnnxEncoder

    return MeaningOf(OnnxEncoder()).cosines


def likeness(
    parsed: ParsedQuestion, first: Claim, second: Claim, similarity: Similarity | None = None
) -> float:
    """The fitted probability that two claims speak of one thing, 0..1."""
    features = likeness_features(parsed, first, second, similarity)
    return default_models()["same_thing"].probability(features)


def likeness_by_words(parsed: ParsedQuestion, first: Claim, second: Claim) -> float:
    """The same by the words alone, which needs no encoder."""
    return default_models()["by_words"].probability(word_features(parsed, first, second))


def likeness_features(
    parsed: ParsedQuestion, first: Claim, second: Claim, similarity: Similarity | None = None
) -> list[float]:
    """What the likeness is worked out from; see LIKENESS_FEATURES."""
    meaning = _in_meaning(parsed.text, first.statement, second.statement, similarity)
    return [*word_features(parsed, first, second), *meaning]


def word_features(parsed: ParsedQuestion, first: Claim, second: Claim) -> list[float]:
    """The features of the words alone (WORD_FEATURES)."""
    found = differences(parsed, first.statement, second.statement) | _beside(parsed, first, second)
    shares = [_covered_share(parsed.text, claim.statement) for claim in (first, second)]
    ratio, near, _ = distance(first, second)
    return [
        *(float(name in found) for name in (*SURE, *UNSURE)),
        float(any(name in found for name in SURE)),
        min(shares),
        abs(shares[0] - shares[1]),
        ratio,
        float(near),
    ]


def _beside(parsed: ParsedQuestion, first: Claim, second: Claim) -> set[str]:
    """What tells two claims apart beside the words of their sentences."""
    checks = {
        "incomparable": compare(first.value, second.value) == "incomparable",
        "plan": first.is_plan != second.is_plan and not asks_for_plan(parsed.text),
        "time": not same_time(parsed, first, second, None, evidence_needed=False),
    }
    return {name for name, differs in checks.items() if differs}


def _covered_share(question: str, statement: Statement) -> float:
    """The share of the question's stems that a statement says."""
    known = covered(dict.fromkeys(stems(question), 1.0), statement)
    return sum(known.values()) / len(known) if known else 0.0


def _in_meaning(
    question: str, first: Statement, second: Statement, similarity: Similarity | None
) -> tuple[float, float, float]:
    """Cosines of the sentences without their values: least and most with the question, together."""
    likeness_of = similarity or default_similarity()
    one, other = (statement.masked.replace("#", HIDDEN, 1) for statement in (first, second))
    asked = likeness_of(question, [one, other])
    return min(asked), max(asked), likeness_of(one, [other])[0]


def is_same_over_a_year(parsed: ParsedQuestion, first: Claim, second: Claim) -> bool:
    """Whether two claims come to the same over a year: 2,000 a month, 24,000 a year."""
    asked, one, other = (
        rates_in(text)
        for text in (parsed.text, first.statement.sentence, second.statement.sentence)
    )
    return (one or asked) != (other or asked) and same_over_a_year(
        first.value, second.value, asked, one, other
    )
