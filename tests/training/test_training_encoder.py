"""Training the sentence encoder on a tiny set: it learns, stops and goes on."""

from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from pincite.qa.training.encoder import (  # noqa: E402
    EncoderTraining,
    Source,
    batch_of,
    read_sources,
)

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


@pytest.fixture
def drawn():
    return read_sources(Path(__file__).parent, (Source("tiny.jsonl", titles=4, questions=1),))


@pytest.fixture
def start(tmp_path, tokenizer) -> Path:
    """A folder with an untrained encoder of one small layer and its tokeniser."""
    torch.manual_seed(2)
    torch.set_num_threads(1)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    transformers.BertModel(config).save_pretrained(tmp_path / "start")
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(tmp_path / "start")
    return tmp_path / "start"


def test_questions_come_nearer_to_the_passages_that_answer_them(
    start, drawn, tmp_path, monkeypatch
):
    monkeypatch.setattr("pincite.qa.training.encoder.LEARNING_RATE", 3e-3)
    losses = EncoderTraining(start, tmp_path / "run", drawn, steps=60).train()
    assert sum(losses[-10:]) < 0.7 * sum(losses[:10])


def test_a_run_that_stopped_goes_on_as_if_it_had_not(start, drawn, tmp_path):
    whole = EncoderTraining(start, tmp_path / "whole", drawn, steps=4)
    whole.train()
    EncoderTraining(start, tmp_path / "parts", drawn, steps=4).train(max_steps=2)
    second = EncoderTraining(start, tmp_path / "parts", drawn, steps=4)
    assert len(second.train()) == 2
    texts = ["the harbour", "a lamp"]
    torch.testing.assert_close(second.encode(texts), whole.encode(texts))


def test_what_answers_is_the_passage_or_the_sentence_that_holds_the_answer(drawn):
    rows, texts = batch_of(drawn, Random(1))
    for row, text in zip(rows, texts, strict=True):
        start, end = row.places[0]
        assert text in row.context
        assert row.context[start : start + 1] in text
        assert len(text) <= len(row.context) and end <= len(row.context)


def test_mixed_weights_lie_between_the_first_and_the_trained_ones(start, drawn, tmp_path):
    training = EncoderTraining(start, tmp_path / "run", drawn, steps=3)
    training.train()
    training.mix(kept=0.25)
    first, last, mixed = (
        transformers.BertModel.from_pretrained(folder).encoder.layer[0].output.dense.weight
        for folder in (start, tmp_path / "run" / "encoder", tmp_path / "run" / "mixed")
    )
    torch.testing.assert_close(mixed, 0.25 * first + 0.75 * last)
