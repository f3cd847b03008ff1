"""Proposals that say the same: their probabilities count together."""

from collections.abc import Sequence
from dataclasses import replace

from pincite.qa.citing import plain
from pincite.qa.evidence import Proposal
from pincite.qa.parsed_question import AnswerType
from pincite.qa.values import Value, compare, parse_value


def pool_same(proposals: Sequence[Proposal], kind: AnswerType) -> list[Proposal]:
    """The proposals, the likeliest of those that say the same with the probability of all of them.

    The others keep their own. Lists stay by themselves.
    """
    values = [None if one.items else parse_value(one.text, kind) for one in proposals]
    gained = [one.probability for one in proposals]
    leaders: list[int] = []
    for at in sorted(range(len(proposals)), key=lambda n: -proposals[n].probability):
        same = (n for n in leaders if _say_same(proposals, values, n, at))
        leader = next(same, None)
        if leader is None:
            leaders.append(at)
        else:
            gained[leader] += proposals[at].probability
    return [
        replace(one, probability=min(1.0, share))
        for one, share in zip(proposals, gained, strict=True)
    ]


def _say_same(
    proposals: Sequence[Proposal], values: Sequence[Value | None], first: int, second: int
) -> bool:
    one, other = values[first], values[second]
    if one is None or other is None:
        return False
    if plain(proposals[first].text) == plain(proposals[second].text):
        return True
    computed = proposals[first].computed or proposals[second].computed
    return computed is None and compare(one, other) == "same"
