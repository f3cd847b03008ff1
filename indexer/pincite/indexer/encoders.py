"""Which encoder stands behind the port: the package's own, or a named one."""

from pincite.indexer.encoding import Encoder


def encoder_name(name: str | None = None) -> str:
    """The full name an index records for an encoder asked for by this name, without loading it.

    None and any revision of the encoder that comes with the package mean the one at hand.
    """
    from pincite.indexer import onnx_encoder, sentence_encoder

    if name is None or onnx_encoder.is_own_name(name):
        return onnx_encoder.own_name()
    return sentence_encoder.full_name(name)


def load_encoder(name: str | None = None) -> Encoder:
    """The encoder of that name; None is the one that comes with the package.

    Any name but the package's own is a sentence-transformers model, public or in a folder.

    Raises:
        InputError: there is no such model, or the extra that loads it is not installed.
    """
    from pincite.indexer import onnx_encoder

    if name is None or onnx_encoder.is_own_name(name):
        return onnx_encoder.OnnxEncoder()
    from pincite.indexer.sentence_encoder import SentenceEncoder

    return SentenceEncoder(name)
