"""Wrong drafts, planted: at least nine in ten must be found out."""

import pytest

from pincite.eval.drafting.drafting import judge, propose
from pincite.eval.drafting.planting import SPOILS, found_out

NEEDED = 0.9


@pytest.fixture(scope="module")
def good(folder, all_true):
    drafts = [draft for draft in propose(folder) if draft.answer is not None and not draft.items]
    return [draft for draft in drafts if not judge(draft, folder, all_true).faults]


@pytest.mark.parametrize("spoil", SPOILS)
def test_planted_drafts_are_rejected(folder, all_true, good, spoil):
    planted = [one for draft in good if (one := spoil(draft, good)) is not None]
    found = sum(bool(judge(one, folder, all_true).faults) for one in planted)
    assert len(planted) >= 10
    assert found >= NEEDED * len(planted)


def test_of_many_planted_in_turn_nine_in_ten_are_rejected(folder, all_true):
    planted, rejected = found_out(folder, all_true, 60)
    assert planted.total() == 60
    assert rejected.total() >= NEEDED * planted.total()


def test_good_drafts_are_not_rejected_by_their_words(folder, all_true):
    drafts = [draft for draft in propose(folder) if draft.is_answerable]
    kept = [draft for draft in drafts if not judge(draft, folder, all_true).faults]
    assert len(kept) >= 0.6 * len(drafts)


def test_an_index_that_knows_nothing_lets_no_answerable_draft_through(folder, index):
    drafts = [draft for draft in propose(folder) if draft.is_answerable]
    assert all(judge(draft, folder, index).faults for draft in drafts)


@pytest.mark.slow
def test_planted_drafts_are_rejected_by_a_real_index(folder, tmp_path):
    from pincite.eval.drafting.asking_index import indexed_folders

    for document in folder.documents:
        (tmp_path / document.source).write_text(document.text, encoding="utf-8")
    with indexed_folders([tmp_path]) as asked:
        planted, rejected = found_out(folder, asked, 100)
    assert rejected.total() >= NEEDED * planted.total()
