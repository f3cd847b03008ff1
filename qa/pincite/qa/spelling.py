"""Slips of the keyboard in a question, mended by the words that the documents hold."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tokenizers import Tokenizer

from pincite.indexer.onnx_encoder import WEIGHTS
from pincite.qa.conversation.slots import WordCounts
from pincite.qa.parsed_question import STOP_WORDS
from pincite.qa.words import stem

SHORTEST, SHORTEST_STOP_WORD = 5, 3
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-]|\.\w)")
_ENDING = re.compile(r"(?<=\w\w\w)(?:s|es|ed|d|ing|er|ers|est|ly|ness)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = ("aeiouy", "csk", "sz", "ckq", "mn", "dt", "bp", "fv", "gj")


def respell(question: str, counts: WordCounts) -> str:
    """The question with each word mended that nobody knows and that is one slip from a known one.

    A slip is a letter too many, too few, taken for one alike or beside it, or two exchanged; the
    first letter is right. What stands in no document and is no common English word is nobody's; it
    becomes a word of the documents, the one in most passages, or a word like "what" and "many".
    Names, which are written with a capital, never change a letter: that is another name.

    >>> def counts(words):
    ...     return {word: int(word in ("manager", "showroom")) for word in words}
    >>> respell("who is the manger of the shoowroom", counts)
    'who is the manager of the showroom'
    """
    words = [match for match in _WORD.finditer(question) if _may_be_slip(match.group())]
    held = counts([match.group() for match in words]) if words else {}
    pieces, at = [], 0
    for match in words:
        word = match.group()
        # The documents first: English words are read from disk, once, when a word needs them.
        if held.get(word, 0) or _is_english(word.casefold()):
            continue
        if mended := _mended(word, counts):
            pieces += [question[at : match.start()], mended]
            at = match.end()
    return "".join([*pieces, question[at:]])


def _may_be_slip(word: str) -> bool:
    folded = word.casefold()
    return (
        len(word) >= SHORTEST_STOP_WORD
        and word[1:] == folded[1:]
        and folded.isascii()
        and folded not in STOP_WORDS
    )


def _is_english(word: str) -> bool:
    """Whether a word or its base is common English; "fewest" and "takers" are by their bases."""
    ending = _ENDING.search(word)
    bases = [word, word[: ending.start()], word[: ending.start()] + "e"] if ending else [word]
    if ending and word[ending.start() - 1] == word[ending.start() - 2]:
        bases.append(word[: ending.start() - 1])
    return any(len(base) >= SHORTEST_STOP_WORD and base in english_words() for base in bases)


def _mended(word: str, counts: WordCounts) -> str | None:
    """The known word that a slip made into `word`, None where there is none."""
    is_name = word[0].isupper()
    folded = word.casefold()
    near = list(dict.fromkeys(_one_slip(folded, is_name)))
    common = [] if is_name else [other for other in near if other in STOP_WORDS and len(other) > 2]
    if common:
        return common[0]
    if len(word) < SHORTEST:
        return None
    near = [other for other in near if other in english_words() or stem(other) == other]
    found = counts(near)
    held = [other for other in near if found.get(other, 0)]
    if not held:
        return None
    best = max(held, key=lambda other: (other in english_words(), found[other]))
    return best.capitalize() if is_name else best


def _one_slip(word: str, is_name: bool) -> Iterator[str]:
    """The words from which one slip after the first letter leads to `word`, likelier ones first."""
    parts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    for before, after in parts:
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
    for before, after in parts:
        if after:
            yield before + after[1:]
    for before, after in parts:
        yield from (before + letter + after for letter in _LETTERS)
    if not is_name:
        for before, after in parts:
            if after:
                yield from (before + letter + after[1:] for letter in _taken_for(after[0]))


@lru_cache(maxsize=64)
def _taken_for(letter: str) -> str:
    """The letters that are written for another by ear, or struck beside it."""
    alike = {other for group in _ALIKE if letter in group for other in group}
    beside = {
        row[at]
        for row in _KEYS
        if (place := row.find(letter)) >= 0
        for at in (place - 1, place + 1)
        if 0 <= at < len(row)
    }
    return "".join(sorted((alike | beside) - {letter}))


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Common English words: those that the encoder's vocabulary holds whole."""
    tokenizer: Tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    return frozenset(
        piece for piece in tokenizer.get_vocab(with_added_tokens=False) if piece.isalpha()
    )
