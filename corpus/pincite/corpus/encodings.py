"""From the bytes of a file to its text, with what had to be assumed."""

import codecs
import re
from dataclasses import dataclass

from pincite.corpus.errors import SkippedError

_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE_BYTES = 65536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - {0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_LONGEST_LINE = 10_000_000
"""Longer ones hold values packed for programs; reading them would take hours and find nothing."""
_MOST_CONTROLS = 0.01
"""Share of control characters from which bytes count as no text."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file, the encoding it was in, and a sentence for each assumption."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> DecodedText:
    r"""The text that the bytes hold; line ends and characters stay as they are.

    >>> decode(b"\xef\xbb\xbfone\r\n").text
    'one\r\n'
    >>> decode("5 €".encode("cp1252")).encoding
    'cp1252'

    Raises:
        SkippedError: the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding)
    if wide := _wide_encoding(data[:_SAMPLE_BYTES]):
        text, notes = _decode_wide(data, wide)
        return DecodedText(text, wide, (f"decoded as {wide}, which it seems to be", *notes))
    _refuse_binary(data)
    return _decode_narrow(data)


def decode_lines(data: bytes) -> DecodedText:
    """The text of a file that is made of lines.

    Raises:
        SkippedError: the bytes are no text, or data for programs: without lines to speak of.
    """
    decoded = decode(data)
    if _longest_line(decoded.text) > _LONGEST_LINE:
        raise SkippedError(
            f"it is data rather than text: a line has more than {_LONGEST_LINE:,} characters"
        )
    return decoded


def _longest_line(text: str) -> int:
    """The length of the longest line, or something no longer than `_LONGEST_LINE`."""
    if len(text) <= _LONGEST_LINE:
        return len(text)
    longest, start = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        longest, start = max(longest, end - start), end + 1
    return longest


def _decode_marked(data: bytes, encoding: str) -> DecodedText:
    if encoding != "utf-8":
        text, notes = _decode_wide(data, encoding)
        return DecodedText(text, encoding, notes)
    _refuse_binary(data)
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") > data.count(b"\xef\xbf\xbd")
    notes = ("bytes that are not UTF-8 were replaced by U+FFFD",) if damaged else ()
    return DecodedText(text, "utf-8", notes)


def _decode_wide(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    text = _SURROGATE.sub("\ufffd", text)
    notes = ("damaged characters were replaced by U+FFFD",) if "\ufffd" in text else ()
    if _has_many_controls(text[:_SAMPLE_BYTES].encode("utf-8")):
        raise SkippedError("it is no text: it holds control characters of a binary file")
    return text, notes


def _decode_narrow(data: bytes) -> DecodedText:
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return DecodedText(data.decode("cp1252"), "cp1252", ("decoded as cp1252, not being UTF-8",))
    except UnicodeDecodeError:
        note = "decoded as ISO-8859-1, being neither UTF-8 nor cp1252"
        return DecodedText(data.decode("iso-8859-1"), "iso-8859-1", (note,))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in NUL bytes that stand nearly all on one side."""
    half = len(sample) // 2
    if half == 0:
        return None
    even = sample[0 : 2 * half : 2].count(0)
    odd = sample[1 : 2 * half : 2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE_BYTES]
    if sample.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\x7fELF")):
        raise SkippedError("it is no text: it begins like a binary file")
    if b"\0" in sample or _has_many_controls(sample):
        raise SkippedError("it is no text: it holds control characters of a binary file")


def _has_many_controls(sample: bytes) -> bool:
    kept = sample.translate(None, _CONTROLS)
    return len(sample) - len(kept) > _MOST_CONTROLS * len(sample)
