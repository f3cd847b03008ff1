import pytest

from pincite.qa.spelling import respell

HELD = {"manager": 3, "showroom": 1, "opening": 2, "Mitsubishi": 4, "Larsen": 2, "price": 5}
KNOWN = {word.casefold(): count for word, count in HELD.items()}


def counts(words):
    return {word: KNOWN.get(word.casefold(), 0) for word in words}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("who is the manger", "who is the manager"),
        ("oepning of the shoowroom", "opening of the showroom"),
        ("wich is the prise", "which is the price"),
        ("how meny are there", "how many are there"),
        ("mitsubshi sales", "mitsubishi sales"),
        ("sales of Mitsubshi", "sales of Mitsubishi"),
    ],
)
def test_a_slip_becomes_the_word_that_the_documents_hold(asked, meant):
    assert respell(asked, counts) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "Who is the manager?",
        "Which bridges did callers ask for?",
        "What did Larson pay?",
        "What does the XPRICE cost, and the A12 pric3?",
        "Was kostet das?",
        "",
        "?!",
    ],
)
def test_known_words_common_english_other_names_codes_and_short_words_stay(asked):
    assert respell(asked, counts) == asked


def test_a_word_that_no_document_comes_near_stays():
    assert respell("Who brews the kombucha?", counts) == "Who brews the kombucha?"
