"""What training makes of its data, down to token ids; no model, no torch."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.qa import training
from pincite.qa.training.augmentation import as_typed, heading_line, with_typo
from pincite.qa.training.examples import Example
from pincite.qa.training.features import Featurizer
from pincite.qa.training.label import Label
from pincite.qa.training.labels import label_key, to_label, write_labels
from pincite.qa.training.mixture import Position, build_mixtures
from pincite.qa.training.negatives import Negatives, WordSearch, holds_answer
from pincite.qa.training.rows import (
    BadRowError,
    is_held_back,
    occurrences,
    parse_row,
    read_rows,
    split_rows,
)
from pincite.qa.training.settings import Settings, SettingsError, SourceSettings, read_settings
from pincite.qa.training.sources import RowSource
from pincite.qa.training.tables import look_up, parse_table, template_question, written

HERE = Path(__file__).parent
CONFIGS = Path(training.__path__[0]) / "configs"
ROWS = list(read_rows(HERE / "tiny.jsonl"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_places_of_a_row_hold_its_answers(row):
    assert {row.context[start:end] for start, end in row.places} == set(row.texts)


def test_guessed_places_become_all_occurrences():
    record = {
        "id": "a",
        "title": "t",
        "context": "In May or in May",
        "question": "When?",
        "answers": [{"text": "May", "answer_start": 3}],
        "is_impossible": False,
        "n_occurrences": 2,
    }
    assert parse_row(record).places == ((3, 6), (13, 16))
    assert parse_row(record | {"start_verified": True}).places == ((3, 6),)


def test_an_answer_that_is_not_where_it_says_is_refused():
    record = {"id": "a", "title": "t", "context": "In May", "question": "When?"}
    answers = [{"text": "May", "answer_start": 0}]
    with pytest.raises(BadRowError, match="'May' is not at 0"):
        parse_row(record | {"answers": answers, "is_impossible": False})


@given(st.text(min_size=1, max_size=5), st.text(max_size=40))
def test_occurrences_are_where_they_say(text, passage):
    assert all(passage[start:end] == text for start, end in occurrences(text, passage))


def test_an_article_is_never_on_both_sides_of_the_split():
    training, held_back = split_rows(ROWS, 0.3)
    assert {row.title for row in training}.isdisjoint(row.title for row in held_back)
    assert len(training) + len(held_back) == len(ROWS)


def test_titles_are_held_back_in_the_share_asked_for():
    held_back = sum(is_held_back(f"Article {n}", 0.05) for n in range(20_000))
    assert 0.045 < held_back / 20_000 < 0.055


def test_golds_of_features_spell_the_answer(tokenizer):
    featurizer = Featurizer(tokenizer)
    for row in ROWS:
        example = Example(row.question, row.context, row.places, prefix=f"{row.title} > Overview")
        features = featurizer.features(example, max_tokens=24, rng=random.Random(1))
        spelled = {
            spelled_out(tokenizer, features.ids[first : last + 1]) for first, last in features.golds
        }
        assert spelled == {text.lower() for text in row.texts}
        low, high = features.passage
        assert all(low <= first <= last < high for first, last in features.golds)


def spelled_out(tokenizer, ids):
    return " ".join(tokenizer.id_to_token(number) for number in ids)


def test_a_window_keeps_the_answer_and_its_size(tokenizer):
    featurizer = Featurizer(tokenizer)
    row = ROWS[1]
    for seed in range(20):
        example = Example(row.question, "of the " * 40 + row.context, ())
        start = len("of the " * 40) + row.places[0][0]
        place = (start, start + len(row.texts[0]))
        example = Example(example.question, example.passage, (place,))
        features = featurizer.features(example, max_tokens=12, rng=random.Random(seed))
        assert features.passage[1] - features.passage[0] == 12
        assert {spelled_out(tokenizer, features.ids[a : b + 1]) for a, b in features.golds} == {
            "ruth calder"
        }


def test_an_answer_longer_than_the_window_gives_no_features(tokenizer):
    passage = "the harbour of aldmere was built"
    example = Example("what?", passage, ((0, len(passage)),))
    featurizer = Featurizer(tokenizer)
    long_passage = Example("what?", passage * 9, ((0, len(passage) * 9),))
    assert featurizer.features(example, max_tokens=40, rng=random.Random(0)) is not None
    assert featurizer.features(long_passage, max_tokens=40, rng=random.Random(0)) is None


def test_a_tokeniser_that_truncates_is_refused(tokenizer):
    tokenizer.enable_truncation(128)
    with pytest.raises(ValueError, match="truncates or pads"):
        Featurizer(tokenizer)


def test_word_search_ranks_the_passage_that_shares_rare_words_first():
    passages = [row.context for row in ROWS if row.id.endswith("when")]
    search = WordSearch(passages)
    assert search.best("Who built the bridge of Brimwick?", 3)[0] == 1
    assert search.best("xylophone", 3) == []


def test_mined_passages_are_wrong_ones():
    negatives = Negatives(ROWS, per_question=3)
    for row in ROWS:
        for passage in negatives.of(row):
            assert passage.text != row.context
            assert not holds_answer(passage.text, row.texts)


def test_the_passages_labelled_are_those_that_stand_beside_a_row():
    row = replace(ROWS[0], wrong=("one", "two", "three"))
    source = RowSource("own", [row], Negatives(ROWS, per_question=3), 1.0, 0.0)
    labelled = [example.passage for example in to_label([source], negatives=2)]
    assert labelled == [row.context, "one", "two"]


def test_as_many_wrong_passages_stand_beside_a_row_as_are_asked_for():
    row = replace(ROWS[0], wrong=("one", "two", "three"))
    source = RowSource("own", [row], Negatives(ROWS, per_question=3), 1.0, 0.0, wrong_passages=2)
    group = source.group(0, random.Random(1))
    assert group is not None
    assert len({example.passage for example in group}) == 3
    assert group[0].passage == row.context


@given(st.text(min_size=1, max_size=60), st.integers())
def test_a_question_as_typed_is_the_same_for_the_same_seed(question, seed):
    assert as_typed(question, random.Random(seed)) == as_typed(question, random.Random(seed))


def test_a_typo_leaves_short_words_alone():
    for seed in range(50):
        slipped = with_typo("who is the harbour of us", random.Random(seed))
        assert slipped.startswith("who is the ")
        assert slipped.endswith(" of us")


def test_a_number_is_no_title():
    assert heading_line("16016", random.Random(0)) == ""
    assert heading_line("Normans_of_Sicily", random.Random(0)).startswith("Normans of Sicily")


def table():
    row = next(read_rows(HERE / "tiny_tables.jsonl"))
    return parse_table(row.title, row.context)


def test_a_table_row_is_written_as_the_indexer_writes_it():
    line, places = written(table(), 2)
    assert line == "City: Corvath; Country: Sudland; Mayor: Amara Osei; Population: 2517"
    assert line[slice(*places[2])] == "Amara Osei"


def test_only_questions_that_name_a_cell_of_the_row_are_look_ups():
    first, second = read_rows(HERE / "tiny_tables.jsonl")
    assert look_up(first, table()) == (2, 2)
    assert look_up(second, table()) is None


def test_a_template_question_names_the_row_or_the_cell_it_asks_for():
    for seed in range(40):
        question, (row, column) = template_question(table(), random.Random(seed))
        others = [cell for k, cell in enumerate(table().rows[row]) if k != column]
        assert any(cell in question for cell in others)


def test_the_stream_goes_on_from_any_position(mixture):
    stream = mixture.batches(Position())
    seen = [next(stream) for _ in range(7)]
    again = mixture.batches(seen[2][0])
    assert [next(again) for _ in range(4)] == seen[3:]


def test_batches_hold_no_more_padded_tokens_than_asked_for(mixture):
    for batch in mixture.chunk(3):
        count = sum(len(group) for group in batch)
        longest = max(len(features.ids) for group in batch for features in group)
        assert count * longest <= 1024 or len(batch) == 1


@pytest.mark.parametrize("name", ["student.toml", "teacher.toml"])
def test_published_settings_are_read(name):
    assert read_settings(CONFIGS / name).name == name.removesuffix(".toml")


def test_an_unknown_setting_is_refused(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('name = "a"\nspeed = 3\n[[source]]\nstyle = "s"\nfile = "f"\nshare = 1.0\n')
    with pytest.raises(SettingsError, match="speed"):
        read_settings(path)


def test_shares_that_do_not_sum_to_one_are_refused():
    with pytest.raises(SettingsError, match=r"sum to 0\.5"):
        Settings(name="a", sources=(SourceSettings(style="s", file="f", share=0.5),))


def test_a_source_can_keep_to_the_rows_that_a_teacher_labelled(settings, tokenizer, tmp_path):
    labelled = ROWS[0]
    scores = np.zeros(3, np.float16)
    key = label_key(labelled.question, labelled.context)
    write_labels(tmp_path / "labels-0000.npz", {key: Label(scores, scores)})
    source = replace(settings.sources[0], labelled_only=True)
    settings = replace(settings, sources=(source,), held_back_share=0.0)
    mixture, _ = build_mixtures(settings, HERE, Featurizer(tokenizer), tmp_path)
    assert [row.id for row in mixture.sources[0][1].rows] == [labelled.id]
