from pathlib import Path

import pytest

from pincite.corpus import InputError
from pincite.corpus.settings_file import matches, parse_settings

HERE = Path("pincite.toml")


def test_a_file_has_its_own_settings_before_those_of_the_folder():
    settings = parse_settings(
        'as_of = "2020"\naddress = "https://example.org/docs/"\n'
        '[files."reports/*.md"]\nas_of = 2021-05-03\n[files."reports/a.md"]\ntitle = "A"\n',
        HERE,
    )
    own = settings.for_file("reports/a.md")
    assert (own.title, own.as_of) == ("A", "2021-05-03")
    assert own.address == "https://example.org/docs/reports/a.md"
    assert settings.for_file("b.md").as_of == "2020"


def test_a_glossary_maps_a_term_to_its_synonyms():
    settings = parse_settings(
        '[glossary]\nRNPO = ["purchasing organisation"]\nEV = "e-car"\n', HERE
    )
    assert settings.glossary == {"RNPO": ("purchasing organisation",), "EV": ("e-car",)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('exclude = ["a"\nas_of', "line 2"),
        ('exclude = []\ntitel = "x"\n', "line 2: 'titel' is no setting here"),
        ('[files."a.md"]\n\nas_of = "soon"\n', "line 3: 'as_of' must be"),
        ('[files."a.md"]\nnote = "x"\n', "line 2: 'note' is no setting"),
        ("exclude = 5\n", "line 1: 'exclude' must be a list"),
        ('glossary = "x"\n', "line 1: 'glossary' must be a table"),
        ("[glossary]\nEV = [1]\n", "line 2: 'EV' must be a list"),
    ],
)
def test_a_mistake_is_told_with_its_line(text, line):
    with pytest.raises(InputError, match=r"pincite\.toml") as caught:
        parse_settings(text, HERE)
    assert line in str(caught.value)


def test_recognising_is_asked_for_where_pictures_of_pages_may_be():
    settings = parse_settings("ocr = true\n", HERE)
    assert settings.for_file("a/Scan.PDF").ocr
    assert not settings.for_file("a.txt").ocr
    assert not parse_settings("", HERE).for_file("a.pdf").ocr


def test_recognising_is_asked_for_or_not():
    with pytest.raises(InputError, match="true or false"):
        parse_settings('ocr = "yes"\n', HERE)


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("a/b/c.log", "*.log", True),
        ("a/b/c.log", "b", True),
        ("a/b/c.log", "a/*", True),
        ("a/b/c.log", "a/*.log", False),
        ("a/b/c.log", "a/**/*.log", True),
        ("a/c.log", "a/**/*.log", True),
        ("a/b/c.log", "**/c.log", True),
        ("ab/c.log", "a/**", False),
        ("a/b/c.log", "a/", True),
    ],
)
def test_patterns_fit_paths(path, pattern, fits):
    assert matches(path, pattern) is fits
