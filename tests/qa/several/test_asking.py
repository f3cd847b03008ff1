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
        "months with more than 20 callouts",
        "Which of the glazes contain cobalt?",
        "Which of our sites have the most visitors?",
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
        "Which of the hotels offers parking?",
        "Please state which of the cold rooms has the greatest floor area.",
        "Which of the lifts can carry the smallest number of people?",
        "Of everything on the list, which plant germinates best?",
        "Count the samples that were rejected.",
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


@pytest.mark.parametrize(
    "question",
    ["Who chairs the trust?", "Who currently heads the lab?",
     "Name the district that got the longest pipe."],
)  # fmt: skip
def test_an_office_of_one_is_not_open_to_several(question):
    assert not asking(question).is_open


def test_a_question_says_how_many_things_it_asks_for():
    assert asking("Which four clubs signed up?").count == 4


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("What are the five stops of the tour?", "stops"),
        ("What are my duties as a tenant?", "duties"),
        ("Who are the members of the jury?", "members"),
    ],
)
def test_the_noun_asked_for_may_stand_behind_the_verb(question, noun):
    assert asking(question).noun == noun


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What are the five stops of the tour?", 5),
        ("Name 3 harbours.", 3),
        ("What comes in the box of the Lyra 2?", None),
        ("Which foods are bad for people with type 2 diabetes?", None),
    ],
)
def test_a_number_counts_things_only_where_it_stands_before_them(question, count):
    assert asking(question).count == count


def test_what_something_is_used_for_may_be_several_things():
    assert asking("What is the money from the sale to be used for?").is_open
