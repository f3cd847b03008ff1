import pytest

from pincite.corpus.dates import find_as_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("# Briefing note, 14 June 2017\n\nThree firms, founded in 1999.", "2017-06-14"),
        ("Page\n\nStatus: March 2012\n\nIt began in 2008.", "2012-03"),
        (
            "Manual\nEdition 4, 18 March 2024. Replaces edition 3 of May 2021.\n\nRead it.",
            "2024-03-18",
        ),
        ("Rules\n\n*Adopted on 18 January 2024. In force from 1 February 2024.*", "2024-01-18"),
        ("Handbook\nJanuary 2021 edition\n\nWork hard.", "2021-01"),
        ("DOSSIER\nPosition at 30 September 2014\n\nAll is well.", "2014-09-30"),
        ("Notes\n\nLast updated 2024-03-01\n\nWords.", "2024-03-01"),
        ("Words.\n\nMore words.\n\nLast updated: March 5, 2019", "2019-03-05"),
        ("---\ntitle: A\ndate: 2020-02-03\n---\n\nText of 1999.", "2020-02-03"),
        ("LONDON, 3 May 2011 – The firm said on Tuesday that it had sold its mills.", "2011-05-03"),
    ],
)
def test_a_date_that_the_text_gives_itself_is_found(text, date):
    assert find_as_of(text, "", "file.txt") == date


@pytest.mark.parametrize(
    "text",
    [
        "Created in March 1999, the firm today employs many people and has 122 plants in all.",
        "The firm was founded on 3 May 1999.",
        "How to bake bread.\n\nTake flour and water. Wait.",
        "The war ended in 1945. In 1918 another had ended. In 1871 a third had ended.",
        "Vision 2030\n\nVision 2030 was made to last. We will reach our goals by 2030.",
        "# Trip to Oslo\n\nNext review: October 2026",
    ],
)
def test_a_date_that_only_stands_in_the_text_is_not_taken(text):
    assert find_as_of(text, "", "file.txt") is None


def test_a_title_or_file_name_may_hold_the_date():
    assert find_as_of("Words.", "Annual report 2024", "x.md") == "2024"
    assert find_as_of("Words.", "Minutes", "board-minutes-2023-11-16.txt") == "2023-11-16"
    assert find_as_of("Words.", "Vehicle sales, 2011 to 2018", "sales.txt") is None
    assert find_as_of("Words.", "Leaflet of the museum (June 2021)", "a.md") == "2021-06"
    assert find_as_of("Mill\nA guide (2009 edition)\n\nOf 1891.", "Mill", "a.txt") == "2009"
    assert find_as_of("Words.", "Fares", "fares-2024.html") == "2024"
    assert find_as_of("Words.", "Vision", "vision-2030.md") is None


HISTORY = (
    "In 2001 the firm opened a mill. It was enlarged in 2004. In May 2009 the board chose a head. "
    "In 2010 the mill was sold. "
)


def test_the_newest_past_event_dates_a_text_that_looks_ahead():
    assert find_as_of(HISTORY + "A new mill will open by 2015.", "", "a.txt") == "2010"


def test_results_of_a_whole_later_year_leave_the_date_open():
    text = HISTORY + "Sales rose in 2012. A new mill will open by 2015."
    assert find_as_of(text, "", "a.txt") is None


def test_a_table_that_knows_of_later_months_leaves_the_date_open():
    text = HISTORY + "A new mill will open by 2015.\n\n| March 2013 | the roof fell in |\n"
    assert find_as_of(text, "", "a.txt") is None


def test_a_stated_time_that_is_the_newest_is_taken():
    text = HISTORY + "As of December 2012, it is the only one."
    assert find_as_of(text, "", "a.txt") == "2012-12"


def test_an_anniversary_tells_the_year():
    text = (
        "Created in March 1999, it makes cars. In 2016 it sold 5 million of them. "
        "A booklet marks its 18th anniversary."
    )
    assert find_as_of(text, "", "a.txt") == "2017"
