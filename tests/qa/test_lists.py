"""Lists, on documents that are made here and a reader that points where it is told."""

from collections.abc import Sequence

import pytest

from pincite.corpus import Document, Span
from pincite.corpus.structure import find_blocks
from pincite.indexer.passages import Candidate, Passage, Piece
from pincite.qa.confidence import load_models
from pincite.qa.evidence import Evidence, Place, Proposal
from pincite.qa.lists import propose_lists
from pincite.qa.parsed_question import parse_question
from pincite.qa.retrieval import Ranked
from pincite.qa.words import stem


def evidence_over(text: str, question: str) -> Evidence:
    document = Document("a.txt", text, find_blocks(text), "A")
    whole = Span(0, len(text))
    passage = Passage(
        0, document.document_id, "a.txt", whole, text, (Piece(0, whole),), (), None, "text"
    )
    parsed = parse_question(question)
    return Evidence(
        parsed,
        (Ranked(Candidate(passage, 1.0, 0.5), 1.0, 1),),
        (),
        {stem(term): 1.0 for term in parsed.terms},
        lambda _: document,
        lambda text, others: [0.0] * len(others),
    )


def best_items(text: str, question: str, pointed_at: Sequence[str] = ()) -> tuple[str, ...]:
    evidence = evidence_over(text, question)
    spans = [
        Proposal(
            quote,
            (Place("x", Span(text.index(quote), text.index(quote) + len(quote))),),
            0.6,
            1,
        )
        for quote in pointed_at
    ]
    return propose_lists(evidence, spans, load_models()["list"])[0].items


@pytest.mark.parametrize(
    ("text", "question", "pointed_at", "expected"),
    [
        (
            "# Kit\n\nThe kit holds these tools:\n\n"
            "- a hammer\n- a saw\n- two clamps\n\nIt is red.\n",
            "Which tools are in the kit?",
            (),
            ("a hammer", "a saw", "two clamps"),
        ),
        (
            "# Goals\n\n## 1. Safe water\n\nText of it.\n\n## 2. Clean air\n\nMore text of it.\n",
            "What are the goals?",
            (),
            ("Safe water", "Clean air"),
        ),
        (
            "The choir sang in Ghent, Bruges and Antwerp during the summer.",
            "In which cities did the choir sing? Name the cities.",
            ("Bruges",),
            ("Ghent", "Bruges", "Antwerp"),
        ),
    ],
)
def test_a_question_for_several_things_gets_each_of_them(text, question, pointed_at, expected):
    assert best_items(text, question, pointed_at) == expected


def test_other_questions_get_no_list():
    text = "The kit holds:\n\n- a hammer\n- a saw\n"
    assert propose_lists(evidence_over(text, "When was it made?"), [], load_models()["list"]) == []


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("exactly 12", ("Ash", "Fir")),
        ("at least 12", ("Ash", "Oak", "Fir")),
        ("between 5 and 12", ("Elm", "Ash", "Fir")),
    ],
)
def test_the_rows_of_a_table_that_fit_a_condition_are_what_is_asked_for(condition, expected):
    rows = "| Elm | 9 |\n| Ash | 12 |\n| Oak | 20 |\n| Yew | 3 |\n| Fir | 12 |\n"
    text = f"# Trees\n\n| Tree | Height |\n|---|---|\n{rows}"
    question = f"Which trees have a height of {condition}?"
    found = propose_lists(evidence_over(text, question), [], load_models()["list"])
    assert expected in [proposal.items for proposal in found]
    assert all(set(proposal.items) <= {*expected, "9", "12", "20"} for proposal in found)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which huts have a stove?", ("Arrow", "Birch")),
        ("Which huts have no stove?", ("Cairn", "Drift")),
        ("Which huts can be locked?", None),
    ],
)
def test_a_column_that_says_yes_or_no_picks_the_rows(question, expected):
    rows = "| Arrow | yes | yes |\n| Birch | yes | no |\n| Cairn | no | no |\n| Drift | no | no |\n"
    text = f"# Huts\n\n| Hut | Stove | Locked |\n|---|---|---|\n{rows}"
    found = propose_lists(evidence_over(text, question), [], load_models()["list"])
    assert {proposal.items for proposal in found if proposal.items[0] in "Arrow Birch Cairn"} == (
        {expected} if expected else set()
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which hives gave more than 15 kg in 2023?", ("Alder", "Cedar", "Elder")),
        ("Which hives gave more than 15 kg in 2022?", ("Cedar", "Elder")),
    ],
)
def test_a_bound_is_told_of_the_column_that_is_named_most(question, expected):
    rows = "| Alder | 14 | 18 |\n| Birch | 9 | 12 |\n| Cedar | 21 | 16 |\n| Elder | 17 | 19 |\n"
    text = f"# Honey\n\n| Hive | kg 2022 | kg 2023 |\n|---|---|---|\n{rows}"
    found = propose_lists(evidence_over(text, question), [], load_models()["list"])
    assert expected in [proposal.items for proposal in found]


def test_rows_are_listed_where_two_columns_stand_as_the_question_says():
    text = "# Herds\n\n| Farm | 2021 | 2024 |\n| --- | --- | --- |\n"
    text += "| Alder | 40 | 52 |\n| Birch | 31 | 25 |\n| Cedar | 60 | 66 |\n"
    items = best_items(text, "Which farms had more cows in 2024 than in 2021?")
    assert items == ("Alder", "Cedar")


def test_rows_whose_cells_say_otherwise_are_not_listed():
    text = "# Lines\n\n| Line | From | To |\n| --- | --- | --- |\n| 1 | Dock | Park |\n"
    text += "| 5 | Old Market | Airport |\n| 7 | Hospital | Zoo |\n| 9 | Old Market | Mill |\n"
    assert best_items(text, "Which lines start at Old Market?") == ("5", "9")


EFFECTS = (
    "# Side effects\n\n- very common (1 in 10): dry cough\n- common (1 in 100): rash, thirst\n"
    "- rare: swelling of the lips, fever and loss of taste\n"
)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which side effects are common?", ("rash", "thirst")),
        ("Which rare side effects are there?", ("swelling of the lips", "fever", "loss of taste")),
    ],
)
def test_of_labelled_items_the_one_that_is_named_is_listed(question, items):
    assert best_items(EFFECTS, question) == items


def test_of_groups_the_named_one_is_listed():
    text = "# Limits\n\n- Traffic\n  - 120 calls a minute\n  - 40,000 calls a day\n- Size\n"
    text += "  - a body of 512 KB\n  - 250 records a page\n"
    found = best_items(text, "What are the limits on size?")
    assert found == ("a body of 512 KB", "250 records a page")


SCOOTERS = """# Test

| Scooter | Price | Range | Noise |
| --- | --- | --- | --- |
| Heron | £2,295 | 22 miles | 58 dB |
| Osprey | £3,750 | 30 miles | 63 dB |
| Velo | £3,120 | 27 miles | 61 dB |
| Trek | £2,180 | 19 miles | 60 dB |
"""


def test_a_bound_with_a_unit_is_held_to_the_column_of_that_unit():
    assert best_items(SCOOTERS, "Which scooters were louder than 60 dB?") == ("Osprey", "Velo")
    assert best_items(SCOOTERS, "Which scooters cost less than £3,000?") == ("Heron", "Trek")


def test_all_rows_are_no_answer_to_a_question_that_sets_a_bound():
    evidence = evidence_over(SCOOTERS, "Which scooters weigh more than 500 kg?")
    found = propose_lists(evidence, [], load_models()["list"])
    assert all(len(each.items) < 4 for each in found)
