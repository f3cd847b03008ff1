"""A tokeniser, settings and a stream over the tiny data set beside this file."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from pincite.qa.training.features import Featurizer
from pincite.qa.training.mixture import Mixture, build_mixtures
from pincite.qa.training.rows import read_rows
from pincite.qa.training.settings import Settings, SourceSettings

HERE = Path(__file__).parent


@pytest.fixture
def tokenizer() -> Tokenizer:
    """Whole words of the tiny data set, in lower case."""
    rows = list(read_rows(HERE / "tiny.jsonl"))
    texts = [text for row in rows for text in (row.context, row.question)]
    splitter = pre_tokenizers.BertPreTokenizer()
    words = {word for text in texts for word, _ in splitter.pre_tokenize_str(text.lower())}
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: number for number, word in enumerate([*special, *sorted(words)])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = splitter
    return tokenizer


@pytest.fixture
def settings() -> Settings:
    """Small batches, a fifth of the articles held back, no freezing."""
    source = SourceSettings(
        style="tiny", file="tiny.jsonl", share=1.0, negative_share=0.5, prefix_share=0.5
    )
    return Settings(
        name="tiny",
        sources=(source,),
        learning_rate=3e-3,
        warmup_steps=20,
        decay_after_steps=120,
        decay_steps=40,
        ema_decay=0.9,
        batch_tokens=1024,
        threads=1,
        chunk_groups=32,
        held_back_share=0.2,
        freeze_embeddings=False,
        short_share=0.0,
    )


@pytest.fixture
def mixtures(settings: Settings, tokenizer: Tokenizer) -> tuple[Mixture, Mixture]:
    """The streams of the training articles and of those held back."""
    return build_mixtures(settings, HERE, Featurizer(tokenizer))


@pytest.fixture
def mixture(mixtures: tuple[Mixture, Mixture]) -> Mixture:
    """The stream of the training articles."""
    return mixtures[0]
