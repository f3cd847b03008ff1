"""Wrong drafts, planted: at least nine in ten must be found out."""

from collections import Counter
from dataclasses import replace

import pytest

from pincite.corpus import Span
from pincite.eval.drafting.drafting import judge, propose

NEEDED = 0.9


def good(folder, truthful):
    drafts = [draft for draft in propose(folder) if draft.answer is not None and not draft.items]
    return [draft for draft in drafts if not judge(draft, folder, truthful).faults]


def wrong_answer(draft, others):
    """The answer and place of another draft of the same document and kind."""
    other = next(
        (one for one in others if one.document is draft.document and one.kind == draft.kind
         and one.answers != draft.answers), None,
    )  # fmt: skip
    return other and replace(
        draft, answers=other.answers, answer=other.answer, evidence=other.evidence
    )


def wrong_place(draft, others):
    """Its own answer, said to stand in another sentence."""
    other = next((one for one in others if not one.evidence.overlaps(draft.evidence)), None)
    if other is None:
        return None
    start = other.evidence.start
    there = Span(start, start + len(draft.answers[0]))
    return replace(draft, document=other.document, evidence=other.evidence, answer=there)


def neighbouring_answer(draft, others):
    """A stretch of its own sentence that is not the answer."""
    text, begin = draft.quote, draft.evidence.start
    words = [word for word in text.split() if word.isalpha() and word not in draft.question]
    words = [word for word in words if word not in draft.answers[0]]
    if not words:
        return None
    start = begin + text.index(words[-1])
    return replace(draft, answers=(words[-1],), answer=Span(start, start + len(words[-1])))


def ill_formed(draft, others):
    """Words lost or doubled, no question word, or a pronoun for its subject."""
    words = draft.question.rstrip("?").split()
    kinds = (
        " ".join([*words[: len(words) // 2], "the"]) + "?",
        " ".join(words[1:]) + "?",
        " ".join([*words[:3], words[2], *words[3:]]) + "?",
        f"{words[0]} {words[1]} it?",
        draft.question.rstrip("?"),
    )
    return replace(draft, question=kinds[len(draft.question) % len(kinds)])


def copied(draft, others):
    """Its sentence with a question word in front."""
    return replace(draft, question=f"What {draft.quote.rstrip('.')}?".replace("\n", " "))


@pytest.mark.parametrize(
    "spoil", [wrong_answer, wrong_place, neighbouring_answer, ill_formed, copied]
)
def test_planted_drafts_are_rejected(folder, truthful, spoil):
    drafts = good(folder, truthful)
    planted = [one for draft in drafts if (one := spoil(draft, drafts)) is not None]
    found = Counter(bool(judge(one, folder, truthful).faults) for one in planted)
    assert len(planted) >= 10
    assert found[True] >= NEEDED * len(planted)


def test_good_drafts_are_not_rejected_by_their_words(folder, truthful):
    drafts = [draft for draft in propose(folder) if draft.is_answerable]
    kept = [draft for draft in drafts if not judge(draft, folder, truthful).faults]
    assert len(kept) >= 0.6 * len(drafts)


def test_an_index_that_knows_nothing_lets_no_answerable_draft_through(folder, index):
    drafts = [draft for draft in propose(folder) if draft.is_answerable]
    assert all(judge(draft, folder, index).faults for draft in drafts)
