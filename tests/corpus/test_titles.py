from pincite.corpus import find_blocks
from pincite.corpus.titles import find_title


def title_of(text, source="notes/some-file_2024.md"):
    return find_title(text, find_blocks(text), source)


def test_the_first_heading_is_the_title():
    assert title_of("# Leave **Policy**\n\nIt is short. It is good.") == "Leave **Policy**"
    assert title_of("The plant\n\nIt is in a town. It is large.") == "The plant"


def test_a_heading_goes_before_a_breadcrumb():
    assert title_of("Home > Library\n\n# Glossary\n\nWords.") == "Glossary"
    assert title_of("Home > Library\n\nAll words are here. They are few.") == "Library"


def test_the_name_of_a_company_is_no_title():
    text = "HARBOUR BOATS LIMITED\n\nMinutes of the meeting of 3 May\n\nAll were there. None left."
    assert title_of(text) == "Minutes of the meeting of 3 May"


def test_without_a_heading_the_file_name_is_made_readable():
    assert title_of("It begins with a sentence. And so it goes on.") == "Some file 2024"


def test_a_file_name_that_says_nothing_gives_way_to_any_heading():
    text = f"{'It begins with a sentence. ' * 10}\n\nHow it began\n\nSlowly. Then fast."
    assert title_of(text, "002_115a2715a66a95cf.txt") == "How it began"
