import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import Span, sentence_spans


def sentences(text):
    return [text[span.start : span.end] for span in sentence_spans(text, Span(0, len(text)))]


def test_abbreviations_and_figures_end_no_sentence():
    text = "Nissan Motor Co. Ltd. paid $3.5 billion. It was 5 p.m. in the U.S. then. Really?"
    assert sentences(text) == [
        "Nissan Motor Co. Ltd. paid $3.5 billion.",
        "It was 5 p.m. in the U.S. then.",
        "Really?",
    ]


def test_a_raised_mark_stays_with_the_sentence_before():
    text = "They supply engines.ᶜⁱᵗᵃᵗⁱᵒⁿ ⁿᵉᵉᵈᵉᵈ The others do not."
    assert sentences(text)[1] == "The others do not."


def test_lines_ended_on_purpose_end_a_sentence_and_wrapped_ones_do_not():
    assert sentences("Date: 3 May\nFrom: the office\nTo: all") == [
        "Date: 3 May",
        "From: the office",
        "To: all",
    ]
    wrapped = (
        "The connection has to be made by a licensed electrician, since every unit\nleaves full."
    )
    assert sentences(wrapped) == [wrapped]


def test_a_number_stays_with_its_words():
    assert sentences("1. Small cars are built. 2. Large ones too.") == [
        "1. Small cars are built.",
        "2. Large ones too.",
    ]


def test_an_endless_line_is_cut_at_spaces():
    text = "word " * 3000
    spans = sentence_spans(text, Span(0, len(text)))
    assert max(map(len, spans)) <= 2000
    assert all(text[span.start : span.end].startswith("word") for span in spans)


@given(st.text(alphabet="ab. !?\n\u00a0“”A1€😀²", max_size=200), st.integers(0, 20))
def test_sentences_are_in_order_apart_bare_and_hold_every_word(text, start):
    span = Span(min(start, len(text)), len(text))
    found = sentence_spans(text, span)
    edges = [edge for sentence in found for edge in (sentence.start, sentence.end)]
    assert edges == sorted(edges)
    covered = {at for sentence in found for at in range(sentence.start, sentence.end)}
    assert {at for at in range(span.start, span.end) if text[at].isalnum()} <= covered
    assert all(sentence.within(span) and len(sentence) for sentence in found)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", "\t"])
def test_a_wide_space_before_a_full_stop_is_no_harm(space: str) -> None:
    text = f"It was plan A{space}. Then came plan B{space}. That one held."
    assert [text[s.start : s.end] for s in sentence_spans(text, Span(0, len(text)))][-1] == (
        "That one held."
    )
