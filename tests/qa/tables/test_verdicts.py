import pytest

from pincite.corpus import Document
from pincite.corpus.structure import find_blocks
from pincite.qa.confidence import load_models
from pincite.qa.tables.verdicts import propose_cell_verdicts

HALLS = """# Halls

| Hall | Seats | Kitchen | Keeper | Opened |
| --- | --- | --- | --- | --- |
| Larch | 120 | yes | Ines Corr | 3 May 1998 |
| Rowan | 80 | no | Tove Bray | 14 June 2006 |
| Hazel | 45 | yes | Ines Corr | 1 March 2015 |
| Lower Mill | 60 | yes | Ines Bray | 5 May 2017 |
"""
MENU = """# Soups

| Soup | Gluten-free | Price |
| --- | --- | --- |
| Leek | yes | 5.20 |
| Barley | no | 4.80 |
"""
PRICES = """# Prices in the shop

| Thing | 2023 | 2024 |
| --- | --- | --- |
| Honey | 9.50 | 8.90 |
| Candles | 4.20 | 4.60 |
"""


def verdicts(evidence_over, text: str, question: str):
    document = Document("a.md", text, find_blocks(text), "A")
    evidence = evidence_over(document, question)
    return propose_cell_verdicts(evidence, load_models()["yes_no_cells"])


@pytest.mark.parametrize(
    ("question", "verdict", "quotes"),
    [
        ("Does Larch have a kitchen?", "supports", ["yes"]),
        ("Does Rowan have a kitchen?", "denies", ["no"]),
        ("Is Rowan without a kitchen?", "supports", ["no"]),
        ("Does Rowan have more than 100 seats?", "denies", ["80"]),
        ("Are there at least 100 seats in Larch?", "supports", ["120"]),
        ("Does Hazel have 45 seats?", "supports", ["45"]),
        ("Does Hazel have 60 seats?", "denies", ["45"]),
        ("Did Hazel open after 2010?", "supports", ["1 March 2015"]),
        ("Did Hazel open after 2015?", "denies", ["1 March 2015"]),
        ("Does Rowan not have more than 100 seats?", "supports", ["80"]),
        ("Does Larch have a kitchen or not?", "supports", ["yes"]),
        ("Does Lower Mill have more seats than Hazel?", "supports", ["60", "45"]),
        ("Is Tove Bray the keeper of Rowan?", "supports", ["Tove Bray"]),
        ("Is Ms Corr the keeper of Larch?", "supports", ["Ines Corr"]),
        ("Is Ines Corr the keeper of Rowan?", "denies", ["Tove Bray"]),
        ("Is Ines Bray the keeper of Larch?", "denies", ["Ines Corr"]),
        ("Has Larch more seats than Rowan?", "supports", ["120", "80"]),
        ("Has Hazel more seats than Rowan?", "denies", ["45", "80"]),
    ],
)
def test_a_cell_decides(evidence_over, question: str, verdict: str, quotes: list[str]) -> None:
    best = verdicts(evidence_over, HALLS, question)[0]
    assert best.verdict == verdict
    assert [HALLS[place.span.start : place.span.end] for place in best.places] == quotes
    assert best.text == quotes[0]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is leek soup gluten-free?", "supports"),
        ("Is leek soup free of gluten?", "supports"),
        ("Is barley soup free from gluten?", "denies"),
    ],
)
def test_what_a_column_denies_is_not_denied_again(
    evidence_over, question: str, verdict: str
) -> None:
    assert verdicts(evidence_over, MENU, question)[0].verdict == verdict


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did candles cost more in 2024 than in 2023?", "supports"),
        ("Did honey get dearer from 2023 to 2024?", "denies"),
        ("Was honey cheaper in 2024 than in 2023?", "supports"),
    ],
)
def test_two_columns_decide(evidence_over, question: str, verdict: str) -> None:
    best = verdicts(evidence_over, PRICES, question)[0]
    assert best.verdict == verdict
    assert len(best.places) == 2


@pytest.mark.parametrize(
    "question",
    [
        "How many seats has Larch?",
        "Is there a piano in Larch?",
        "Do dogs like Rowan?",
        "Do Larch and Rowan have more than 100 seats?",
    ],
)
def test_nothing_is_said_where_no_cell_decides(evidence_over, question: str) -> None:
    assert all(one.probability < 0.5 for one in verdicts(evidence_over, HALLS, question))
