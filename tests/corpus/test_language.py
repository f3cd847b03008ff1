import pytest

from pincite.corpus import find_files, load_document
from pincite.corpus.language import COMMON_WORDS, LANGUAGE_NAMES, find_language, script_language
from pincite.corpus.question_language import question_language

GERMAN = (
    "Der Hafen ist das ganze Jahr offen. Die Gebühr für eine Nacht steht auf dem Schild, und wer"
    " mit dem Boot kommt, meldet sich im Büro an. Das gilt auch für Gäste, die nicht bleiben.\n"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour is open all the year, and the fee for a night is on the sign.", "en"),
        (GERMAN, "de"),
        ("Puerto 12, 2024, 500 t", "en"),
        ("Порт открыт круглый год, плата за ночь указана на щите.", "ru"),
        ("港は一年中開いています。", "ja"),
        ("z = a + i * e, " * 40, "en"),
    ],
)
def test_the_language_of_a_text_is_told_where_it_is_clear(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who leads the harbour?", "en"),
        ("Was Die Hard filmed in LA?", "en"),
        ("When was Charles de Gaulle in Rio de Janeiro?", "en"),
        ("depth north quay", "en"),
        ("Wie hoch ist das Liegegeld für eine Yacht?", "de"),
        ("Combien coûte une nuit ?", "fr"),
        ("¿Cuánto cuesta una noche?", "es"),
        ("Hur mycket kostar en natt?", "sv"),
        ("Ile kosztuje jedna noc?", "pl"),
        ("Кто руководит портом?", "ru"),
        ("", "en"),
    ],
)
def test_the_language_of_a_question_is_told_where_it_is_clear(question, language):
    assert question_language(question) == language


def test_every_language_that_can_be_told_has_a_name():
    assert set(COMMON_WORDS) <= set(LANGUAGE_NAMES)
    assert script_language("Ελλάδα") in LANGUAGE_NAMES


def test_a_document_in_another_language_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (found,) = find_files([tmp_path])
    assert load_document(found).notes == ("its language seems to be German",)
