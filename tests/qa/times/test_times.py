import pytest

from pincite.corpus import Span
from pincite.qa.times import (
    asked_time,
    dates_in,
    resolve_event,
    sentence_date,
    speaks_from,
    time_fit,
)


def span_of(sentence: str, text: str) -> Span:
    start = sentence.index(text)
    return Span(start, start + len(text))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who heads the firm today?", "now"),
        ("Who is currently in charge?", "now"),
        ("How many cars were sold in 2017?", "at"),
        ("Who led it before 2017?", "before"),
        ("What changed after May 2016?", "after"),
        ("Who led it before the arrest?", "before"),
        ("How many brands are there?", "none"),
        ("On how many pillars does Horizon 2030 rest?", "none"),
    ],
)
def test_a_question_names_its_time(question: str, kind: str) -> None:
    assert asked_time(question).kind == kind


def test_last_year_is_counted_from_what_is_today() -> None:
    frame = asked_time("How many were sold last year?", "2018-05-01")
    assert time_fit(frame, "In 2017 it sold 9.", Span(16, 17), None) == 1.0


def test_a_sentence_of_the_year_asked_for_fits_better_than_one_of_another() -> None:
    frame = asked_time("How many were sold in 2015?")
    sentence = "It sold 9 in 2014, but 12 in 2015."
    nine = time_fit(frame, sentence, span_of(sentence, "9"), None)
    twelve = time_fit(frame, sentence, span_of(sentence, "12"), None)
    assert nine == 0.0
    assert twelve == 1.0


def test_the_newest_fits_now_best() -> None:
    frame = asked_time("Who heads it now?")
    sentence = "The head is Anna Berg."
    span = span_of(sentence, "Anna Berg")
    old = time_fit(frame, sentence, span, "2011", newest="2024-03")
    new = time_fit(frame, sentence, span, "2024-03", newest="2024-03")
    assert new > 0.9 > old


def test_what_comes_after_today_does_not_fit() -> None:
    frame = asked_time("Who heads it now?", "2016")
    sentence = "In 2020 Anna Berg became its head."
    assert time_fit(frame, sentence, span_of(sentence, "Anna Berg"), "2021") == 0.0


def test_a_dated_event_sets_the_time() -> None:
    frame = asked_time("Who led it before the arrest?")
    resolved = resolve_event(frame, ["It grew.", "The arrest in November 2018 came as a shock."])
    sentence = "In 2017 Anna Berg led it."
    later = "In 2020 Jonas Marek led it."
    assert time_fit(resolved, sentence, span_of(sentence, "Anna Berg"), None) == 1.0
    assert time_fit(resolved, later, span_of(later, "Jonas Marek"), None) == 0.0


def test_when_something_began_is_not_when_the_sentence_speaks_from() -> None:
    sentence = "Since 1999 the partners have had 450 employees."
    assert speaks_from(sentence, span_of(sentence, "450"), "2021-12") == "2021-12"


def test_a_date_after_the_document_is_a_plan_and_no_date_of_the_sentence() -> None:
    sentence = "By 2030 it will have 12 brands."
    assert speaks_from(sentence, span_of(sentence, "12"), "2024") == "2024"


def test_the_dates_of_a_text_come_in_order_at_their_precision() -> None:
    assert [date for _, _, date in dates_in("In 1999, on 3 May 2004 and in early June 2010.")] == [
        "1999",
        "2004-05-03",
        "2010-06",
    ]


def test_a_sentence_of_two_dates_speaks_from_neither() -> None:
    assert sentence_date("From 2014 to 2016 it grew.") is None
