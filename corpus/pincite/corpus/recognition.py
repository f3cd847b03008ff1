"""Recognises the words in a picture of a page: the one door to rapidocr, an optional package."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from pincite.corpus.errors import InputError, UnreadableError

INSTALL = "pip install 'pincite[ocr]'"
_LEAST_SCORE = 0.5
"""Certainty from which a line counts as words; speckles and drawings are below."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """Words that stand on one line of a picture, and the box around them in pixels."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


Recogniser = Callable[[bytes], list[RecognisedLine]]
"""Gives the lines of a picture, from the bytes of its file."""


def is_installed() -> bool:
    """Whether words in pictures can be recognised here."""
    return find_spec("rapidocr") is not None


def require_recognition() -> None:
    """Goes on where words in pictures can be recognised.

    Raises:
        InputError: they cannot; the message says what to install.
    """
    if not is_installed():
        raise InputError(f"recognising the words of scans needs an optional part: {INSTALL}")


def load_recogniser() -> Recogniser:
    """What recognises lines; its models come with the package, nothing is fetched.

    Raises:
        UnreadableError: the package is not installed.
    """
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise UnreadableError(f"its words cannot be recognised: {INSTALL}") from error
    engine = RapidOCR(params={"Global.log_level": "critical"})

    def recognise(picture: bytes) -> list[RecognisedLine]:
        return _lines(engine(picture))

    return recognise


def _lines(found: Any) -> list[RecognisedLine]:
    """The sure lines of what rapidocr gives: corners, words and certainty of each."""
    if found.boxes is None:
        return []
    lines = []
    for corners, words, score in zip(found.boxes, found.txts, found.scores, strict=True):
        across = [float(corner[0]) for corner in corners]
        down = [float(corner[1]) for corner in corners]
        if score >= _LEAST_SCORE and words.strip():
            lines.append(RecognisedLine(words, min(across), min(down), max(across), max(down)))
    return lines
