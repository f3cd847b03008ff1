"""How much of a question a text says, in the same words or in others."""

from functools import lru_cache

from pincite.qa.evidence import Evidence
from pincite.qa.synonyms import groups
from pincite.qa.words import stems


def meaning(evidence: Evidence, text: str) -> float:
    """The weighted share of the question's terms that a text says, if in other words."""
    weights = evidence.term_weights
    known, meant = stems(text), groups_of(text)
    said = sum(weight for term, weight in weights.items() if term in known or groups(term) & meant)
    return said / (sum(weights.values()) or 1.0)


@lru_cache(maxsize=4096)
def groups_of(text: str) -> frozenset[int]:
    """The groups of synonyms that a text's words belong to, kept."""
    return frozenset(group for each in stems(text) for group in groups(each))
