"""Which questions ask for several things, by their grammar."""

import pytest

from pincite.qa.several.asking import asking


@pytest.mark.parametrize(
    "question",
    [
        "Which brands belong to the group?",
        "On which days does the ferry run?",
        "What duties does the tenant take on?",
        "Which kinds of wood are stored?",
        "List all harbours on the south coast.",
        "Who are the members of the jury?",
        "What three things must a guest bring?",
        "uses of cork",
        "due dates for advances",
    ],
)
def test_a_plural_or_a_call_for_a_list_asks_for_several_things(question):
    assert asking(question).named


@pytest.mark.parametrize(
    "question",
    [
        "Which brand is the oldest?",
        "How many brands belong to the group?",
        "What makes the dough rise?",
        "When does the ferry leave?",
        "What happens to the profits?",
        "ferry price",
    ],
)
def test_other_questions_do_not_name_several_things(question):
    assert not asking(question).named


@pytest.mark.parametrize(
    "question",
    ["Who founded the press?", "What did she bring home?", "Why was it closed?",
     "Which equipment is needed?"],
)  # fmt: skip
def test_a_question_without_a_single_thing_is_open_to_several(question):
    assert asking(question).is_open


def test_a_question_says_how_many_things_it_asks_for():
    assert asking("Which four clubs signed up?").count == 4
