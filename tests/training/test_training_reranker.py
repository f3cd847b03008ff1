"""Training the reranker on a tiny set: it learns, stops and goes on."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from pincite.qa.model_inputs import shared_tokenizer  # noqa: E402
from pincite.qa.training.pairs import PairModel  # noqa: E402
from pincite.qa.training.rerank_labels import both, label_file  # noqa: E402
from pincite.qa.training.reranker import (  # noqa: E402
    RerankerTraining,
    Weighed,
    distance_of,
    drawn,
    loss_of,
    read_weighed,
)

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
THINGS = ("the oar", "a lamp", "the rope", "some tar", "a sail")


@pytest.fixture
def rows():
    """Each question is answered by the text that names what it asks for; some by none."""
    made = []
    for number, thing in enumerate(THINGS * 4):
        texts = tuple(f"Stores\nThey sold « {other} » there." for other in THINGS)
        scores = tuple(float(other == thing) for other in THINGS)
        made.append(Weighed(f"Who sold {thing} {number}?", texts, scores))
    return made


@pytest.fixture
def start(tmp_path) -> Path:
    """A folder with an untrained model of one small layer."""
    torch.manual_seed(2)
    torch.set_num_threads(1)
    config = transformers.BertConfig(
        vocab_size=shared_tokenizer().get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    transformers.BertForQuestionAnswering(config).save_pretrained(tmp_path / "start")
    return tmp_path / "start"


@pytest.fixture
def training_in(start, rows, tmp_path, monkeypatch):
    """A run in a folder of that name; all that is not given is made for so small a model."""
    monkeypatch.setattr("pincite.qa.training.reranker.WARMUP", 5)

    def begin(name, *, steps, rows=rows):
        run = tmp_path / name
        return RerankerTraining(start, run, rows, steps=steps, learning_rate=3e-3, frozen_layers=0)

    return begin


def test_the_right_proposals_rise_above_the_others(training_in, monkeypatch):
    monkeypatch.setattr("pincite.qa.training.reranker.LEFT_OUT", 0.0)
    losses = training_in("run", steps=250).train()
    assert sum(losses[-10:]) < 0.7 * sum(losses[:10])


def test_what_a_teacher_says_is_learned_where_no_score_tells_it(rows, training_in, monkeypatch):
    monkeypatch.setattr("pincite.qa.training.reranker.TAUGHT", 1.0)
    taught = [replace(row, taught=tuple(4 * s - 2 for s in row.scores)) for row in rows]
    unscored = [replace(row, scores=(0.0,) * len(row.texts)) for row in taught]
    losses = training_in("run", steps=250, rows=unscored).train()
    assert sum(losses[-10:]) < 0.7 * sum(losses[:10])


def test_a_run_that_stopped_goes_on_as_if_it_had_not(rows, tmp_path, training_in):
    whole = training_in("whole", steps=4)
    whole.train()
    curve = json.loads((tmp_path / "whole" / "record.json").read_text(encoding="utf-8"))["curve"]
    assert [point["step"] for point in curve] == [4]
    training_in("parts", steps=4).train(max_steps=2)
    second = training_in("parts", steps=4)
    assert len(second.train()) == 2
    pairs = [("Who sold a lamp?", text) for text in rows[0].texts]
    torch.testing.assert_close(second.model.logits(pairs), whole.model.logits(pairs))


def test_a_step_holds_right_proposals_and_the_most_misleading_others(monkeypatch):
    monkeypatch.setattr("pincite.qa.training.reranker.LEFT_OUT", 0.0)
    scores = (0.0, 0, 0, 0, 0, 0, 0, 1.0, 0.9, 0.8)
    weighed = Weighed("?", tuple("abcdefghij"), scores)
    held = drawn(weighed, random.Random(1))
    assert held.texts[:2] == ("h", "i")
    assert len(held.texts) == 6 and not set(held.texts[2:]) & {"h", "i", "j"}


def test_the_loss_falls_with_the_expected_score_and_with_rightly_giving_none():
    logits = torch.tensor([2.0, -1.0])
    assert loss_of(logits, torch.tensor([1.0, 0.0])) < loss_of(logits, torch.tensor([0.0, 1.0]))
    nothing = torch.tensor([0.0, 0.0])
    assert loss_of(-logits.abs(), nothing) < loss_of(logits.abs(), nothing)


def test_the_distance_from_a_teacher_is_none_where_both_say_the_same():
    taught = torch.tensor([1.5, -3.0])
    assert float(distance_of(taught, taught)) == pytest.approx(0.0, abs=1e-6)
    assert distance_of(taught + 1, taught) < distance_of(-taught, taught)


def test_labels_keep_the_right_proposals_and_the_first_others(start, tmp_path):
    texts = [f"Stores\nThey sold « ware {n} » there." for n in range(12)]
    scores = [0.0] * 10 + [0.4, 1.0]
    row = {"question": "Who sold what?", "texts": texts, "scores": scores}
    empty = {"question": "Who?", "texts": [], "scores": []}
    lines = "".join(json.dumps(each) + "\n" for each in (row, empty))
    (tmp_path / "rows.jsonl").write_text(lines, encoding="utf-8")
    teacher = PairModel(start, frozen_layers=0, together=4)
    label_file(tmp_path / "rows.jsonl", tmp_path / "labelled.jsonl", both(teacher, teacher))
    (found,) = map(json.loads, (tmp_path / "labelled.jsonl").read_text().splitlines())
    assert found["texts"] == [texts[11], texts[10], *texts[:6]]
    logits = teacher.logits([(row["question"], text) for text in found["texts"]])
    assert found["taught"] == pytest.approx(logits.tolist(), abs=2e-2)


def test_rows_are_read_from_all_files_of_a_folder(tmp_path):
    for name in ("a", "b"):
        row = {"question": name, "texts": ["x"], "scores": [1.0]}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    empty = {"question": "c", "texts": [], "scores": []}
    (tmp_path / "c.jsonl").write_text(json.dumps(empty) + "\n", encoding="utf-8")
    assert [row.question for row in read_weighed(tmp_path)] == ["a", "b"]
