"""Tables of plain text whose columns stand below one another."""

from pincite.corpus import Table
from pincite.corpus.plain_text import PlainTextReader

RULED_THROUGH = """Members are counted in October.

Club                  2016   2017   2018
----------------------------------------
Ashcombe Singers        84     88     91
Bellwater Choral       132    128    125
Corran Voices           47     52     58

Rehearsals are on Mondays.
"""
WIDE_NAMES = """Fees

Club                  Adult   Student   Family   Rehearsal day
--------------------------------------------------------------
Ashcombe Singers         96        48      160   Tuesday
Dunmore Men's Choir      64        32        –   Wednesday
Fenwick Gospel           54        20       90   Friday
"""


def table(text: str) -> list[list[str]]:
    document = PlainTextReader().read(text.encode(), "club.txt")
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    return [[document.quote(cell.span) for cell in row] for row in (found.header, *found.rows)]


def test_a_line_drawn_through_under_the_names_makes_them_the_header():
    rows = table(RULED_THROUGH)
    assert rows[0] == ["Club", "2016", "2017", "2018"]
    assert rows[2] == ["Bellwater Choral", "132", "128", "125"]
    assert len(rows) == 4


def test_names_wider_than_their_figures_keep_to_their_columns():
    rows = table(WIDE_NAMES)
    assert rows[0] == ["Club", "Adult", "Student", "Family", "Rehearsal day"]
    assert rows[1] == ["Ashcombe Singers", "96", "48", "160", "Tuesday"]
    assert rows[2][3] == "–"
