import pytest
from hypothesis import given
from hypothesis import strategies as st

from pincite.corpus import SkippedError
from pincite.corpus.encodings import decode

PROSE = "Prices rose by €5 – “a lot”, said Zoë.\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_comes_back_as_it_was_written(encoding):
    assert decode(PROSE.encode(encoding)).text == PROSE


def test_an_assumed_encoding_is_told():
    assert decode(PROSE.encode("cp1252")).notes == ("decoded as cp1252, not being UTF-8",)
    assert decode(PROSE.encode("utf-8")).notes == ()


def test_bytes_that_cp1252_lacks_are_read_as_latin_1():
    decoded = decode(b"caf\xe9 \x81")
    assert (decoded.text, decoded.encoding) == ("café \x81", "iso-8859-1")


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, b"%PDF-1.7\nxyz", bytes(range(256)) * 8])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(SkippedError, match="no text"):
        decode(data)


def test_a_lone_surrogate_becomes_a_replacement_character():
    assert decode(b"\xff\xfea\x00\x00\xd8b\x00").text == "a\ufffdb"


@given(st.text())
def test_utf_8_is_never_changed(text):
    if "\0" not in text and not text.startswith("\ufeff"):
        try:
            assert decode(text.encode("utf-8")).text == text
        except SkippedError:
            assert any(ord(sign) < 32 for sign in text)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    try:
        decoded = decode(data)
    except SkippedError:
        return
    decoded.text.encode("utf-8")
