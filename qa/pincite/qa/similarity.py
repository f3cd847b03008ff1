"""How near texts are in meaning, with the vectors of texts lately compared kept at hand."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from pincite.indexer.encoding import Encoder, Vectors

VECTORS_KEPT = 4096
"""Of 1.5 kB each: names of columns and rows come again with the next question."""


class MeaningOf:
    """Cosines by an encoder; may be used by several threads at once."""

    def __init__(self, encoder: Encoder, most: int = VECTORS_KEPT) -> None:
        self._encoder, self._most = encoder, most
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def cosines(self, text: str, others: Sequence[str]) -> list[float]:
        """Of one text with each of the others."""
        if not others:
            return []
        vectors = self._vectors([text, *others])
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            known = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known |= dict(zip(new, self._encoder.encode(new), strict=True))
        with self._lock:
            for text in texts:
                self._known[text] = known[text]
                self._known.move_to_end(text)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return np.stack([known[text] for text in texts])
