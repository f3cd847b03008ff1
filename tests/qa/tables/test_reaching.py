"""Which tables a question reaches."""

from dataclasses import replace

from pincite.corpus import Document
from pincite.corpus.structure import find_blocks
from pincite.qa.tables.reaching import reached_tables, told_of

TEXT = "Prose about nothing.\n\n" + "".join(
    f"# Part {letter}\n\n## {name}\n\n| {names} |\n|---|---|\n| x | 1 |\n| y | 2 |\n\n"
    for letter, name, names in (
        ("A", "Hives", "Hive | Honey"), ("B", "Ratings", "Player | Rating"),
        ("C", "Courses", "Course | Fee"),
    )
)  # fmt: skip


def _evidence(evidence_over, question, near):
    """Retrieval found the prose alone; a table is near where a word stands in what tells of it."""
    document = Document("a.md", TEXT, find_blocks(TEXT), "A")
    evidence = evidence_over(document, question)
    passage = evidence.ranked[0].passage
    short = replace(passage, span=replace(passage.span, end=TEXT.index("\n")))
    ranked = replace(
        evidence.ranked[0], candidate=replace(evidence.ranked[0].candidate, passage=short)
    )
    return replace(
        evidence,
        ranked=(ranked,),
        similarity=lambda _, others: [float(near in other) for other in others],
    )


def _names(evidence):
    return [told_of(found.document, found.table) for found in reached_tables(evidence)]


def test_a_question_about_all_rows_reaches_the_tables_that_sound_like_it(evidence_over):
    evidence = _evidence(evidence_over, "How many are rated above 2,200?", "Rating")
    names = _names(evidence)
    assert names[0] == "Ratings: Player, Rating"
    assert len(names) == 2


def test_a_look_up_reaches_only_what_retrieval_found(evidence_over):
    assert _names(_evidence(evidence_over, "What is the rating of x?", "Rating")) == []


def test_a_number_that_says_how_many_are_meant_is_looked_up_in_no_cell(ask):
    text = (
        "| Line | Year | Bids |\n|---|---|---|\n| Seed | 2020 | 40 |\n| Seed | 2021 | 10 |\n"
        "| Seed | 2022 | 12 |\n| Tree | 2021 | 4 |\n| Tree | 2022 | 6 |\n"
    )
    found = ask(text, "How many Seed bids were there in the two years 2021 to 2022 together?")
    assert found[0].text == "22"
