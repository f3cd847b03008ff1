import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import Span
from pincite.qa.span_edges import tidy


@pytest.mark.parametrize(
    ("text", "inside", "expected"),
    [
        ("a price of $3.5 billion was paid", "3.5 billion", "$3.5 billion"),
        ("grew by 15 percent in all", "15", "15 percent"),
        ("sold 9.96 million cars", "9.96", "9.96 million"),
        ("about US$5.2 billion)", "5.2", "US$5.2 billion"),
        ("counted 450,000 people", "000", "450,000"),
        ("the “golden triangle” between", "“golden triangle”", "golden triangle"),
        ("made by Nissan Motor Co., Ltd.", "Nissan Motor Co.", "Nissan Motor Co."),
        ("in 2021ᵘᵖᵈᵃᵗᵉ, the", "2021", "2021"),
        ("at -7 °C outside", "-7", "-7 °C"),
        ("the hall (80 staff), the mill", "hall (80 staff", "hall (80 staff)"),
        ("the hall (80 staff and cooks), a mill", "hall (80 staff", "hall"),
        ("France (Flins), and", "Flins)", "Flins"),
        ("Maubeuge (France) and", "Maubeuge (France)", "Maubeuge (France)"),
        ("shut from 9 to 27 January 2025 for", "9 to 27", "9 to 27 January 2025"),
        ("opened on 3 May 1987.", "3 May", "3 May 1987"),
        ("opened on 3 May 1987.", "May 1987", "3 May 1987"),
        ("opened on May 3, 1987.", "May 3", "May 3, 1987"),
        ("opened on 3 May 1987.", "1987", "1987"),
        ("opened on 3 May 1987.", "May", "May"),
        ("of the 14 March hares", "14 March hares", "14 March hares"),
        ("put 170 billion won into", "170", "170 billion won"),
        ("in 2012 won the cup", "2012", "2012"),
        ("costs 329 euros a year", "329", "329 euros"),
        ("4.8.2 The muster point", "4.8.2 The muster point", "The muster point"),
        ("2.4 MW of power", "2.4 MW", "2.4 MW"),
        ("due late in 2026.\n5. Prices", "late in 2026.\n5", "late in 2026"),
    ],
)
def test_amounts_and_words_come_whole_and_without_stray_marks(text, inside, expected):
    start = text.index(inside)
    span = tidy(text, Span(start, start + len(inside)))
    assert text[span.start : span.end] == expected


@given(st.text(alphabet="ab1 ,.()$%“”\u00a0", min_size=1, max_size=30), st.data())
def test_a_span_stays_inside_the_text_and_is_never_empty(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = tidy(text, Span(start, end))
    assert 0 <= span.start < span.end <= len(text)


def test_the_label_of_an_answer_is_no_part_of_it():
    text = "Q: Where is it?\nA: At the station.\n"
    start = text.index("A:")
    found = tidy(text, Span(start, len(text)))
    assert text[found.start : found.end] == "At the station"
