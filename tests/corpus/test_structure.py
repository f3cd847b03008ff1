from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.corpus import BulletList, Document, Heading, Paragraph, Span, Table, find_blocks

LINES = st.sampled_from(
    [
        "",
        "",
        "# Fees",
        "### Deeper",
        "Fees",
        "=====",
        "---",
        "1. The idea",
        "2. How it began",
        "3.1 Scale",
        "A. Daimler",
        "**Who pays?**",
        "Who pays, and when?",
        "ALL ABOUT FEES",
        "They rose in 2009, and nobody was asked. That was all.",
        "They rose in 2009 and",
        "three things count:",
        "- water",
        "  • power",
        "    and light",
        "– dash",
        "(a) first",
        "| Year | 2011 |",
        "| --- | --- |",
        "| Renault | 5 |",
        "|<!-- keep (",
        "Date Milestone |",
        "a | b",
        "c | d",
        "one\ttwo",
        "three\tfour",
        "Part no.   Price EUR",
        "TP-1           24.50",
        "```",
        "Home > Group > Page",
        "> quoted words",
        "---",
        "\u00a0",
        "+---+---+",
        "x" * 300,
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(LINES, max_size=12).map("\r\n".join),
    st.text(alphabet="ab1 .:|-*#>\t\n\r\u2028`_<!", max_size=120),
)


def words(text, span):
    return text[span.start : span.end]


def of_kind(text, kind):
    return [block for block in find_blocks(text) if isinstance(block, kind)]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_blocks_are_in_order_apart_and_hold_every_word(text):
    blocks = find_blocks(text)
    edges = [edge for block in blocks for edge in (block.span.start, block.span.end)]
    assert edges == sorted(edges)
    covered = set()
    for block in blocks:
        covered.update(range(block.span.start, block.span.end))
    fences = [line for line in text.splitlines() if line.strip().startswith("```")]
    if not fences:
        missing = [at for at, sign in enumerate(text) if sign.isalnum() and at not in covered]
        assert not missing


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_parts_of_a_block_lie_in_it_and_are_bare(text):
    for block in find_blocks(text):
        assert words(text, block.span).strip() == words(text, block.span) != ""
        if isinstance(block, BulletList):
            assert all(item.within(block.span) and len(item) for item in block.items)
        if isinstance(block, Table):
            for cell in (*block.header, *(cell for row in block.rows for cell in row)):
                assert cell.span.within(block.span)
                assert words(text, cell.span).strip() == words(text, cell.span)


def test_marked_underlined_and_plain_headings_give_the_path():
    text = (
        "Visitors\n========\n\nBefore you start\n\nKeep to the lane.\n\n"
        "1. Stop one\n\nSteel.\n\n2. Stop two\n\nPaint.\n\nAfterwards\n\nGo home.\n"
    )
    paths = [block.path for block in of_kind(text, Paragraph)]
    assert paths == [
        ("Visitors", "Before you start"),
        ("Visitors", "Before you start", "1. Stop one"),
        ("Visitors", "Before you start", "2. Stop two"),
        ("Visitors", "Afterwards"),
    ]


def test_a_numbered_style_that_comes_first_stands_above_a_plain_one():
    text = (
        "Study sheet\n\n1. The idea\n\nIt is simple.\n\nA side remark\n\nSo it goes on.\n\n"
        "2. How it began\n\nWith a letter.\n"
    )
    assert [block.path for block in of_kind(text, Paragraph)][1:] == [
        ("Study sheet", "1. The idea", "A side remark"),
        ("Study sheet", "2. How it began"),
    ]


def test_headings_without_blank_lines_are_told_from_the_paragraphs_below():
    long = "The benefits came quickly, and nobody had foreseen how large they would be in the end. "
    text = f"{long * 3}\nEarly Growth (2003-2010)\n{long * 3}\nImage credit: nobody\n{long * 3}"
    assert [words(text, block.span) for block in of_kind(text, Heading)] == [
        "Early Growth (2003-2010)"
    ]


def test_a_wrapped_paragraph_holds_no_heading():
    text = (
        "The connection has to be made by a licensed electrician who knows the house and\n"
        "Commissioning Rules For The Region, since every unit leaves the works filled and\n"
        "tested. Nothing else is needed.\n"
    )
    assert [type(block) for block in find_blocks(text)] == [Paragraph]


def test_a_question_above_its_answer_is_a_heading():
    text = "Questions\n\nHow loud is it?\nAs loud as a refrigerator.\n\nIs it safe?\nIt is.\n"
    assert [block.path[-1] for block in of_kind(text, Paragraph)] == [
        "How loud is it?",
        "Is it safe?",
    ]


def test_numbered_clauses_are_paragraphs_of_their_own():
    text = "4.1 Starting\n\n4.1.1 Probation lasts six months.\n4.1.2 Core time is 10 to 15.\n"
    assert [words(text, block.span)[:5] for block in of_kind(text, Paragraph)] == ["4.1.1", "4.1.2"]


def test_a_breadcrumb_is_named_by_its_last_part():
    text = "Home > Group > Cooperation\n\nThe two firms buy together. They save.\n"
    assert find_blocks(text)[-1].path == ("Cooperation",)


def test_a_field_or_a_date_is_no_heading():
    text = "# Note\n\nStatus: March 2012\n\nThey met. It was short.\n\n14 June 2017\n\nThey left.\n"
    assert len(of_kind(text, Heading)) == 1


def test_list_items_leave_out_bullets_and_closing_marks():
    text = "Four gains:\n\n  • logistics,\n    and stores;\n  • marketing; and\n\n  • support.\n"
    block = of_kind(text, BulletList)[0]
    assert [words(text, item) for item in block.items] == [
        "logistics,\n    and stores",
        "marketing",
        "support.",
    ]
    assert words(text, block.lead_in) == "Four gains:"


def test_a_list_goes_on_over_blank_lines_and_ends_with_another_kind():
    text = "1. water\n\n2. power\n\n3. light\n\n- not in it\n"
    assert [len(block.items) for block in of_kind(text, BulletList)] == [3, 1]


def test_nested_items_stand_for_themselves():
    text = "- fruit\n  - apples\n  - pears\n- bread\n"
    (block,) = find_blocks(text)
    assert [words(text, item) for item in block.items] == ["fruit", "apples", "pears", "bread"]


def test_a_dash_in_a_sentence_makes_no_list():
    text = "He came back to the house in the late evening of that long day and said\n– no.\n"
    assert of_kind(text, BulletList) == []


def test_labelled_lines_after_an_announcement_are_a_list():
    tail = "it is long enough to show that every line of this text is a paragraph " * 3
    text = f"These savings come from:\nShared logistics: {tail}\nJoint finance: {tail}\nAnd so on."
    block = of_kind(text, BulletList)[0]
    assert [words(text, item)[:8] for item in block.items] == ["Shared l", "Joint fi"]
    assert words(text, block.lead_in) == "These savings come from:"


def test_code_is_kept_as_it_stands():
    text = "Run this:\n\n```sh\n# no heading\n- no list\n```\n\nDone.\n"
    assert [words(text, block.span) for block in of_kind(text, Paragraph)] == [
        "Run this:",
        "# no heading\n- no list",
        "Done.",
    ]


def test_structure_takes_time_in_proportion_to_the_text():
    for text in ("|" * 1_000_000, "<!--" * 250_000, "- a\n" * 20_000, "a  b\n" * 20_000):
        assert find_blocks(text)


@given(st.lists(LINES, max_size=30), st.integers(0, 900), st.integers(0, 200))
@settings(max_examples=100, deadline=None)
def test_the_blocks_over_a_span_are_those_that_overlap_it(lines, start, length):
    text = "\n".join(lines)
    document = Document("a.txt", text, blocks=find_blocks(text))
    span = Span(start, start + length)
    overlapping = tuple(block for block in document.blocks if block.span.overlaps(span))
    assert document.blocks_over(span) == overlapping
