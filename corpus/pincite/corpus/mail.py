"""What stands in an e-mail: its header, its text, and the names of what hangs on it."""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from pincite.corpus.drafts import on_one_line
from pincite.corpus.encodings import DecodedText, decode
from pincite.corpus.errors import SkippedError, UnreadableError

_SHOWN = ("From", "To", "Cc", "Date")
_KNOWN = (*_SHOWN, "Subject", "Received", "MIME-Version", "Message-ID", "Content-Type")
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_MOST_HEADER_CHARS = 2_000
_RAW = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in a mail, as a page of HTML or as plain text."""

    decoded: DecodedText
    is_page: bool


@dataclass(slots=True)
class Mail:
    """The parts of a mail that a person reads."""

    subject: str
    date: str | None
    """YYYY-MM-DD, or None where the mail does not say."""
    header: list[str]
    """Lines such as "From: ..." in the order in which they are shown."""
    stretches: list[Stretch] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def read_mail(data: bytes) -> Mail:
    """The mail that the bytes of a file hold.

    Raises:
        UnreadableError: it is encrypted or no e-mail.
    """
    message = BytesParser().parsebytes(data.removeprefix(codecs.BOM_UTF8).lstrip())
    if not any(name in message for name in _KNOWN):
        raise UnreadableError("it is damaged or no e-mail: it does not begin with a header")
    if message.get_content_type() in _LOCKED:
        raise UnreadableError("it is encrypted; save it decrypted from the mail program")
    shown = [(name, _header(message, name)) for name in _SHOWN]
    mail = Mail(
        subject=_header(message, "Subject"),
        date=_day(_header(message, "Date")),
        header=[f"{name}: {words}" for name, words in shown if words],
    )
    _go_through(message, mail)
    return mail


def _header(message: Message, name: str) -> str:
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _readable(str(raw))[:_MOST_HEADER_CHARS]


def _readable(raw: str) -> str:
    """A header's words; bytes that should have been encoded are read as text files are."""
    if _RAW.search(raw):
        try:
            raw = decode(raw.encode("utf-8", "surrogateescape")).text
        except (SkippedError, UnicodeError):
            raw = _RAW.sub("\ufffd", raw)
    with suppress(MessageError, LookupError, ValueError):
        raw = str(make_header(decode_header(raw)))
    return on_one_line(raw)


def _day(written: str) -> str | None:
    try:
        day: datetime = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day.date().isoformat()


def _go_through(message: Message, mail: Mail) -> None:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        children = _children(part)
        if kind == "multipart/alternative" and children:
            waiting.append(_best(children))
        elif part.get_content_maintype() == "multipart":
            waiting.extend(reversed(children))
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            mail.stretches.append(_stretch(part, kind == "text/html"))
        elif part is not message or _is_attached(part):
            mail.attachments.append(_name(part))


def _children(part: Message) -> list[Message]:
    held = part.get_payload() if part.is_multipart() else ()
    return [child for child in held if isinstance(child, Message)]


def _best(children: list[Message]) -> Message:
    """The richest of several forms of the same text, which is the page where there is one."""
    for wanted in ("text/html", "multipart", "text/plain"):
        for child in children:
            if wanted in (child.get_content_type(), child.get_content_maintype()):
                return child
    return children[-1]


def _is_attached(part: Message) -> bool:
    disposition = part.get_content_disposition()
    return disposition == "attachment" or (disposition is None and bool(_filename(part)))


def _name(part: Message) -> str:
    """What a person calls an attachment."""
    name = _filename(part)
    inner = _children(part)
    if not name and part.get_content_type() == "message/rfc822" and inner:
        return f"message {_header(inner[0], 'Subject')!r}"
    return _readable(name) or part.get_content_type()


def _filename(part: Message) -> str:
    """The name of the file that a part holds; empty where it has none or a broken one."""
    try:
        return part.get_filename() or ""
    except (LookupError, TypeError, ValueError):
        return ""


def _stretch(part: Message, is_page: bool) -> Stretch:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        named = part.get_content_charset() or ""
        name = codecs.lookup(named).name
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        return Stretch(DecodedText(data.decode(name), name), is_page)
    except (LookupError, TypeError, ValueError):
        return Stretch(_guessed(data), is_page)


def _guessed(data: bytes) -> DecodedText:
    try:
        return decode(data)
    except SkippedError:
        note = "a part that is no text was left out"
        return DecodedText("", "utf-8", (note,))
