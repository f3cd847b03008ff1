"""Training on a tiny set with a tiny model: it learns, stops, goes on, labels and exports."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from pincite.qa.training.checkpoint import read_checkpoint  # noqa: E402
from pincite.qa.training.evaluation import OnnxSpanReader, WindowReader  # noqa: E402
from pincite.qa.training.examples import Example  # noqa: E402
from pincite.qa.training.export import export_int8  # noqa: E402
from pincite.qa.training.folder_reader import FolderSpanReader  # noqa: E402
from pincite.qa.training.labelling import label_all  # noqa: E402
from pincite.qa.training.labels import Labels, label_key  # noqa: E402
from pincite.qa.training.loop import Training  # noqa: E402
from pincite.qa.training.losses import (  # noqa: E402
    LossWeights,
    batch_loss,
    group_losses,
    passage_losses,
)
from pincite.qa.training.mixture import Mixture  # noqa: E402
from pincite.qa.training.model import SpanReader, tensor_batch  # noqa: E402
from pincite.qa.training.restoring import restore  # noqa: E402

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


@pytest.fixture
def start(tmp_path, tokenizer) -> Path:
    """A folder with an untrained reader of two small layers."""
    torch.manual_seed(1)
    torch.set_num_threads(1)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=96,
        max_position_embeddings=128,
    )
    transformers.BertForQuestionAnswering(config).save_pretrained(tmp_path / "start")
    return tmp_path / "start"


def new_training(start: Path, mixtures: tuple[Mixture, Mixture], run: Path) -> Training:
    run.mkdir(exist_ok=True)
    reader = SpanReader(start, freeze_embeddings=False)
    return Training(reader, *mixtures, run)


def test_a_tiny_reader_learns_its_training_set(start, mixtures, tokenizer, tmp_path):
    training = new_training(start, mixtures, tmp_path / "run")
    progress = training.run()
    training.finish(tmp_path / "model")
    export_int8(tmp_path / "model", tmp_path / "reader.int8.onnx")
    assert progress.schedule.is_over
    for name in ("reader.float.onnx", "reader.int8.onnx"):
        reader = OnnxSpanReader(tmp_path / name, tokenizer)
        assert share_right(reader, mixtures[0]) > 0.9
    folder = FolderSpanReader(tmp_path / "model", tokenizer, attention="sdpa")
    assert share_right(folder, mixtures[0]) > 0.9


def test_weights_restored_from_the_int8_file_are_those_that_were_exported(start, tmp_path):
    unlike(start)
    export_int8(start, tmp_path / "reader.int8.onnx")
    restore(tmp_path / "reader.int8.onnx", start, tmp_path / "restored")
    wanted = SpanReader(start, freeze_embeddings=False).trained
    found = SpanReader(tmp_path / "restored", freeze_embeddings=False).trained
    for name, weights in wanted.items():
        step = float(weights.detach().abs().max()) / 127
        torch.testing.assert_close(found[name], weights, atol=step, rtol=0)


def test_so_are_those_of_a_reranker(start, tmp_path):
    config = transformers.BertConfig.from_pretrained(start, num_labels=1)
    reranker = transformers.BertForSequenceClassification(config)
    for name, parameter in reranker.named_parameters():
        if "embeddings" not in name:
            torch.nn.init.normal_(parameter, std=0.05)
    reranker.save_pretrained(tmp_path / "reranker")
    export_int8(tmp_path / "reranker", tmp_path / "reranker.int8.onnx")
    restore(tmp_path / "reranker.int8.onnx", tmp_path / "reranker", tmp_path / "restored")
    restored = transformers.BertForSequenceClassification.from_pretrained(tmp_path / "restored")
    found = dict(restored.named_parameters())
    for name, weights in reranker.named_parameters():
        step = float(weights.detach().abs().max()) / 127
        torch.testing.assert_close(found[name], weights, atol=step, rtol=0)


def unlike(folder: Path) -> None:
    """Makes all parameters differ from one another, as training does; equal ones are merged."""
    reader = SpanReader(folder, freeze_embeddings=False)
    with torch.no_grad():
        for parameter in reader.trained.values():
            parameter.add_(torch.randn_like(parameter) / 20)
    reader.save(folder)


def share_right(reader: WindowReader, mixture: Mixture) -> float:
    rows = [row for row in mixture.sources[0][1].rows if row.places]
    return float(
        np.mean([reader.read(row.question, row.context).place in row.places for row in rows])
    )


def test_a_run_that_stopped_goes_on_as_if_it_had_not(start, mixtures, tmp_path):
    whole = new_training(start, mixtures, tmp_path / "whole")
    whole.run(max_steps=12)
    whole.checkpoint()
    new_training(start, mixtures, tmp_path / "halves").run(max_steps=5)
    new_training(start, mixtures, tmp_path / "halves").run(max_steps=12)
    one, other = read_checkpoint(tmp_path / "whole"), read_checkpoint(tmp_path / "halves")
    assert one.progress.position == other.progress.position
    for name, weights in one.weights.items():
        torch.testing.assert_close(weights, other.weights[name])
        torch.testing.assert_close(one.average[name], other.average[name])


def test_a_student_with_its_own_labels_has_nothing_to_learn_from_them(start, mixture, tmp_path):
    reader = SpanReader(start, freeze_embeddings=False)
    label_all(reader, mixture, tmp_path / "labels", negatives=1, files=None)
    labels = Labels(tmp_path / "labels")
    row = mixture.sources[0][1].rows[0]
    featurizer = mixture.featurizer
    example = Example(row.question, row.context, row.places)
    label = labels.get(label_key(row.question, row.context))
    features = featurizer.features(example, max_tokens=192, rng=Random(0), label=label)
    batch = tensor_batch(((features,),), featurizer.scheme)
    soft, _ = batch_loss(*reader.scores(batch), batch, LossWeights(group=0.0, soft=1.0))
    hard, _ = batch_loss(*reader.scores(batch), batch, LossWeights(group=0.0, soft=0.0))
    assert soft.item() == pytest.approx(0, abs=1e-3)
    assert hard.item() > 1


def test_the_loss_counts_every_occurrence():
    scores = torch.tensor([[0.0, 2.0, 2.0, -1e4]])
    golds = torch.tensor([[False, True, True, False]])
    expected = torch.logsumexp(scores, 1) - torch.log(2 * torch.exp(torch.tensor(2.0)))
    torch.testing.assert_close(passage_losses(scores, golds), expected)


def test_passages_of_one_question_share_their_normalisation():
    scores = torch.tensor([[0.0, 3.0], [0.0, 3.0], [0.0, 3.0]])
    golds = torch.tensor([[False, True], [False, False], [False, True]])
    losses = group_losses(scores, golds, torch.tensor([0, 0, 1]))
    expected = torch.log(1 + 2 * torch.exp(torch.tensor(3.0))) - 3
    torch.testing.assert_close(losses, expected[None])
