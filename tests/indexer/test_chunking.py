"""Passages: nothing is lost, every own character leads back to its place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pincite.corpus import Document, find_blocks
from pincite.indexer.chunking import LONGEST_UNIT_CHARS, split
from pincite.indexer.drafts import CONTEXT_CHARS, PassageDraft
from pincite.indexer.passages import Passage

LINES = st.sampled_from(
    [
        "# Chapter",
        "## Part",
        "### Detail",
        "Heading without marks",
        "Setext",
        "======",
        "It rained. The river rose by 2.5 metres in an hour!",
        "Three kinds are baked:",
        "- rye",
        "- wheat, which is sown in autumn",
        "1. first",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
        "| 3 | 4 | 5 |",
        "one\ttwo\tthree",
        "A long sentence that goes on " + "and on " * 60 + "until it ends.",
        "x" * 1500,
        "    ",
        "",
        "",
        "»Ä«\u00a0€ 5¹ \u2028 end",
    ]
)
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=300))


def document(text: str, source: str = "notes/a.md") -> Document:
    return Document(source, text, find_blocks(text), title="Title")


def located(draft: PassageDraft) -> Passage:
    return Passage(
        0, "id", "a", draft.span, draft.text, draft.pieces, draft.heading, None, draft.kind
    )


@given(TEXTS)
def test_every_character_that_is_not_blank_is_covered(text: str) -> None:
    covered = [False] * len(text)
    for draft in split(document(text)):
        covered[draft.span.start : draft.span.end] = [True] * len(draft.span)
    missed = {char for char, is_covered in zip(text, covered, strict=True) if not is_covered}
    assert not "".join(missed).strip()


@given(TEXTS)
def test_every_own_character_is_located_where_it_stands(text: str) -> None:
    for draft in split(document(text)):
        passage = located(draft)
        for piece in draft.pieces:
            end = piece.at + len(piece.span)
            assert draft.text[piece.at : end] == text[piece.span.start : piece.span.end]
            assert passage.locate(piece.at, end) == piece.span
            assert piece.span.within(draft.span)


@given(TEXTS)
def test_pieces_are_in_order_and_apart(text: str) -> None:
    for draft in split(document(text)):
        ends = [0]
        for piece in draft.pieces:
            assert piece.at >= ends[-1]
            ends.append(piece.at + len(piece.span))
        assert draft.text[ends[-1] :] == ""


@given(TEXTS)
def test_the_same_document_gives_the_same_passages(text: str) -> None:
    assert split(document(text)) == split(document(text))


@given(TEXTS)
def test_every_passage_begins_with_a_context_line_that_is_not_its_own(text: str) -> None:
    for draft in split(document(text)):
        context, line_end, _ = draft.text.partition("\n")
        assert line_end
        assert 0 < len(context) <= CONTEXT_CHARS
        assert located(draft).locate(0, 1) is None


@given(TEXTS)
def test_passages_are_of_bounded_length(text: str) -> None:
    for draft in split(document(text)):
        assert len(draft.text) <= CONTEXT_CHARS + 2 * LONGEST_UNIT_CHARS


def test_a_passage_does_not_run_on_across_a_chapter() -> None:
    text = "# One\n\nFirst.\n\n# Two\n\nSecond.\n\n## Three\n\nThird.\n"
    bodies = [draft.text.partition("\n")[2] for draft in split(document(text))]
    assert bodies == ["# One\n\nFirst.", "# Two\n\nSecond.", "## Three\n\nThird."]


def test_short_paragraphs_join_and_long_ones_part_between_sentences() -> None:
    sentence = "The committee met again and found that nothing had changed since the spring. "
    text = "Short one.\n\nShort two.\n\n" + sentence * 20
    drafts = split(document(text))
    assert drafts[0].text.startswith("Title\nShort one.\n\nShort two.")
    assert all(draft.text.endswith(".") and len(draft.text) < 900 for draft in drafts)


def test_a_list_stays_together_with_its_lead_in() -> None:
    text = "Some words before.\n\nThree kinds are baked:\n\n- rye\n- wheat\n- spelt\n"
    kinds = {draft.kind: draft.text for draft in split(document(text))}
    assert kinds["list"] == "Title\nThree kinds are baked:\n\n- rye\n- wheat\n- spelt"


def test_each_part_of_a_long_list_repeats_the_lead_in() -> None:
    items = "".join(f"- kind number {n} of bread, baked on the {n}th day\n" for n in range(60))
    drafts = [d for d in split(document("The kinds are:\n\n" + items)) if d.kind == "list"]
    assert len(drafts) > 2
    assert all("The kinds are:" in draft.text for draft in drafts)


TABLE = (
    "# Sales\n\n| Maker | 2015 | 2016 |\n|---|---|---|\n| Renault | 2.8 | 3.2 |\n| Lada | | 1 |\n"
)


def test_a_row_is_written_out_with_its_column_names() -> None:
    rows = [draft for draft in split(document(TABLE)) if draft.kind == "row"]
    assert [row.text.partition("\n")[2] for row in rows] == [
        "Maker: Renault; 2015: 2.8; 2016: 3.2",
        "Maker: Lada; 2016: 1",
    ]


def test_a_cell_read_in_a_row_is_located_at_the_cell() -> None:
    row = next(draft for draft in split(document(TABLE)) if draft.kind == "row")
    at = row.text.index("3.2")
    span = located(row).locate(at, at + 3)
    assert span is not None
    assert TABLE[span.start : span.end] == "3.2"
    assert located(row).locate(row.text.index("2016"), row.text.index("2016") + 4) is None


def test_a_ragged_row_comes_without_column_names() -> None:
    ragged = TABLE + "| Dacia | 0.5 |\n"
    rows = [draft for draft in split(document(ragged)) if draft.kind == "row"]
    assert rows[-1].text.partition("\n")[2] == "Dacia; 0.5"


def test_a_wide_row_is_told_in_parts_that_name_the_row() -> None:
    names = [f"Column number {n} of the sheet" for n in range(35)]
    lines = ["Key", *names], ["---"] * 36, ["the row", *(f"value {n}" for n in range(35))]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    rows = [draft for draft in split(document(text)) if draft.kind == "row"]
    assert len(rows) > 1
    assert all("Key: the row" in row.text for row in rows)


def test_the_outermost_headings_give_way_where_the_context_line_is_long() -> None:
    text = "# " + "Outer words " * 9 + "\n\n## " + "Middle words " * 8 + "\n\n### Inner\n\nBody.\n"
    context = split(document(text))[0].text.partition("\n")[0]
    assert context == "Title > Inner" or context.endswith("Inner")


@pytest.mark.parametrize(
    "line", ["word. " * 50, "x" * 300, "| a | b |\n", "- item\n", "# h\n\np\n\n", "\t\n \n"]
)
def test_time_grows_in_proportion_to_the_text(line: str) -> None:
    def seconds(copies: int) -> float:
        text = line * copies
        whole = document(text)
        begun = time.process_time()
        split(whole)
        return time.process_time() - begun

    small = min(seconds(500) for _ in range(3))
    assert seconds(4000) < 40 * small + 0.2


settings.register_profile("indexer", deadline=None, max_examples=60)
settings.load_profile("indexer")
