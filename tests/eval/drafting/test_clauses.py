import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import Document, Span
from pincite.eval.drafting.clause_parse import parse_clause
from pincite.eval.drafting.exchanging import exchanged
from pincite.eval.drafting.judging import kept_share
from pincite.eval.drafting.statements import clauses_of
from pincite.eval.drafting.verb_forms import BASES, Form, in_form, readings
from pincite.eval.drafting.words_of_text import Sentence, said, words_of


def sentence(text):
    span = Span(0, len(text))
    return Sentence(Document(source="a.txt", text=text), span, words_of(text, span))


def parsed(text):
    clause = parse_clause(sentence(text))
    if clause is None:
        return None
    return (
        said(clause.subject),
        clause.base,
        [said(chunk.words) for chunk in clause.chunks],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port opened in March 2010.", ("The port", "open", ["in March 2010"])),
        (
            "The new ferry ordered from the yard will cost £38 million, most of it borrowed.",
            ("The new ferry ordered from the yard", "cost", ["£38 million"]),
        ),
        (
            "On March 27, 1999 in Tokyo, Ada Lind signed the treaty.",
            ("Ada Lind", "sign", ["the treaty"]),
        ),
        ("In 2010 the port bought two cranes.", ("the port", "buy", ["two cranes"])),
        (
            "MV Petrel, built in 1989, was sold in October for £640,000.",
            ("MV Petrel", "sell", ["in October", "for £640,000"]),
        ),
        ("Backups are kept for 13 months.", ("Backups", "keep", ["for 13 months"])),
    ],
)
def test_a_plain_statement_is_taken_apart(text, expected):
    assert parsed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 1990.",
        "The board said that the port would close.",
        "The port did not open in 1990.",
        "Because it rained, the port closed.",
        "Did the port open in 1990?",
        "If the alarm sounds, the officer stops loading.",
        "Salt, bread and milk.",
    ],
)
def test_what_is_not_plain_gives_no_clause(text):
    assert parsed(text) is None


def test_a_predicate_joined_with_and_has_the_same_subject():
    found = list(
        clauses_of(sentence("Ada Lind founded the mill in 1880 and sold the mill in 1890."))
    )
    assert [(said(one.subject), one.base) for one in found] == [
        ("Ada Lind", "found"), ("Ada Lind", "sell")
    ]  # fmt: skip


@given(st.sampled_from(sorted(BASES)), st.sampled_from(list(Form)))
def test_every_form_of_a_verb_is_read_back(base, form):
    word = in_form(base, form)
    assert word in {"need", "united", "limited", "hundred", "indeed"} or base in {
        known for known, _ in readings(word)
    }


@given(st.text(max_size=200))
def test_any_text_can_be_tried(text):
    given_sentence = sentence(text)
    for word in given_sentence.words:
        assert text[word.start : word.end] == word.text
    list(clauses_of(given_sentence))


@given(st.lists(st.sampled_from("a b c d e".split()), min_size=1, max_size=8))
def test_a_text_keeps_all_of_itself(words):
    text = " ".join(words)
    assert kept_share(text, text) == 1.0


def test_a_form_shared_by_two_verbs_is_exchanged_for_the_right_one():
    assert exchanged("found", Form.PARTICIPLE, has_object=True) == "established"
    assert exchanged("find", Form.PARTICIPLE, has_object=True) == "found"
