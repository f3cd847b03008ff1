import pytest

from pincite.qa.training.rows import BadRowError, parse_row
from pincite.qa.training.texts import AskedText, gold_spans, read_asked, rows_of

TEXT = """# The mill

The mill at Orre was built in 1702 by two brothers. It burned down in 1811.

## Rules

Bring with you:

- a lamp
- stout shoes
- bread

The mill at Bexley was built in 1650.
"""


def quotes(answer: str, question: str = "") -> list[str]:
    return [TEXT[span.start : span.end] for span in gold_spans(TEXT, question, answer)]


def test_several_wordings_of_an_answer_are_all_gold():
    assert quotes("two || two brothers") == ["two", "two brothers"]


def test_a_list_is_gold_from_its_first_words_to_its_last():
    assert quotes("L: a lamp ... bread") == ["a lamp\n- stout shoes\n- bread"]


def test_where_an_answer_stands_twice_the_named_stretch_or_the_question_decides():
    assert gold_spans(TEXT, "", "mill @ mill at Bexley")[0].start == TEXT.index("mill at Bexley")
    asked = "What happened at Bexley in 1650?"
    assert gold_spans(TEXT, asked, "built")[0].start > TEXT.index("Bexley")


def test_an_answer_that_the_text_does_not_hold_is_refused():
    with pytest.raises(BadRowError, match="no such answer"):
        quotes("three sisters")


def test_a_line_without_an_answer_is_refused_with_its_number(tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text("The mill.\n---\nWhat is it?\n", encoding="utf-8")
    with pytest.raises(BadRowError, match=r"mill\.txt:3"):
        read_asked(path)


def test_rows_hold_the_passage_of_the_answer_and_passages_that_hold_none():
    other = AskedText("quarry", "# The quarry\n\nThe quarry at Orre is closed.\n", ())
    mill = AskedText("mill", TEXT, (("When did the mill burn?", "1811"), ("Who owns it?", "-")))
    rows = [parse_row(row) for row in rows_of([mill, other])]
    assert [row.context[slice(*place)] for row in rows for place in row.places] == ["1811"]
    assert any("quarry" in text for text in rows[0].wrong)
    assert all("1811" not in text for text in rows[0].wrong)
