"""Whatever the history is, an interpretation comes back, soon and always the same."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.qa.answers import Turn
from pincite.qa.conversation import interpret

SPOKEN = """
and what about it they he there that year the a in 2015 2016 Nissan Peru who when where why how many
cars did sell is was ? , . - 's 400,000 one same for before after no, I meant
"""
WORDS = st.sampled_from(SPOKEN.split())
PHRASES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.one_of(PHRASES, st.text(max_size=60))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(st.builds(Turn, TEXTS, TEXTS), max_size=5))
def test_any_question_with_any_history_has_a_reading(question: str, history: list[Turn]) -> None:
    result = interpret(question, history)
    assert result.candidates[0] == result.text
    assert 1 <= len(result.candidates) <= 3
    assert len(set(result.candidates)) == len(result.candidates)
    assert result.changed == (result.text != question)
    assert result == interpret(question, history)


def test_a_hundred_turns_cost_no_more_than_the_last_ten() -> None:
    long = [Turn(f"How many cars did Firm{i} sell in 2014?", str(i)) for i in range(100)]
    assert interpret("and 2015?", long) == interpret("and 2015?", long[-10:])
    assert interpret("and 2015?", long).text == "How many cars did Firm99 sell in 2015?"


def test_long_hostile_texts_take_little_time() -> None:
    history = [Turn("it that " * 70, "a " * 100_000), Turn("what about " * 50, "(" * 10_000)]
    begin = time.perf_counter()
    for question in ("and the year " * 45, "it " * 190, "no sorry " * 60, "Aa " * 190, "9 " * 290):
        interpret(question, history)
    assert time.perf_counter() - begin < 5.0


def test_word_counts_only_settle_ties() -> None:
    def counts(words: object) -> dict[str, int]:
        return {"eggs": 5, "kites": 50, "buzzards": 49}

    turns = [Turn("How many eggs do red kites lay?", "2")]
    found = interpret("and buzzards?", turns, known_words=counts).text
    assert found == "How many eggs do buzzards lay?"


def test_a_turn_that_got_no_answer_is_a_turn_like_others():
    turns = [Turn("How high is Mount Sorra?", None), Turn("How many people died?")]
    assert interpret("And in 1926?", turns).text == "How many people died in 1926?"
