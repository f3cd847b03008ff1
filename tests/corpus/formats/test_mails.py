from email.message import EmailMessage
from email.mime.text import MIMEText

import pytest

from pincite.corpus import BulletList, Heading, Paragraph, SkippedError, Table, UnreadableError
from pincite.corpus.mail_reader import MailReader

HEADER = b"From: Ann Berg <ann@localhost>\r\nDate: Tue, 5 Mar 2024 23:30:00 -0500\r\n"


def read(data):
    return MailReader().read(data, "post/mail.eml")


def message(text="They rose.\n"):
    mail = EmailMessage()
    mail["Subject"] = "Fees für 2024"
    mail["From"] = "Zoë Berg <zoe@localhost>"
    mail["To"] = "Board <board@localhost>"
    mail["Date"] = "Tue, 5 Mar 2024 10:00:00 +0100"
    mail["X-Mailer"] = "none"
    mail.set_content(text)
    return mail


def test_who_wrote_when_to_whom_stands_above_the_text():
    document = read(message().as_bytes())
    assert document.text == (
        "Fees für 2024\n\nFrom: Zoë Berg <zoe@localhost>\nTo: Board <board@localhost>\n"
        "Date: Tue, 05 Mar 2024 10:00:00 +0100\n\nThey rose.\n"
    )
    assert (document.title, document.as_of, document.format) == (
        "Fees für 2024",
        "2024-03-05",
        "eml",
    )


def test_blocks_of_a_plain_text_keep_their_places_under_the_subject():
    document = read(
        message("# Dues\n\nWe pay:\n\n- one\n- two\n\n|A|B|\n|---|---|\n|1|2|\n").as_bytes()
    )
    assert [type(block) for block in document.blocks] == [
        Heading,
        Paragraph,
        Heading,
        Paragraph,
        BulletList,
        Table,
    ]
    (found,) = (block for block in document.blocks if isinstance(block, BulletList))
    assert [document.quote(item) for item in found.items] == ["one", "two"]
    assert document.quote(found.lead_in) == "We pay:"
    assert found.path == ("Fees für 2024", "Dues")
    table = document.blocks[-1]
    assert [document.quote(cell.span) for cell in (*table.header, *table.rows[0])] == list("AB12")


def test_of_several_forms_of_a_text_the_page_is_read():
    mail = message("plain words")
    mail.add_alternative("<p>See:<table><tr><th>a<th>b<tr><td>1<td>2</table>", subtype="html")
    document = read(mail.as_bytes())
    assert "plain words" not in document.text
    assert isinstance(document.blocks[-1], Table)


def test_attachments_are_named_and_not_read():
    mail = message()
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="größe.pdf")
    mail.add_attachment("secret words", filename="b.txt")
    inner = message("inner words")
    mail.add_attachment(inner)
    document = read(mail.as_bytes())
    assert "Attachments: größe.pdf, b.txt, message 'Fees für 2024'" in document.text
    assert "secret" not in document.text
    assert "inner" not in document.text
    assert document.notes == (
        "attachments are named, not read: größe.pdf, b.txt, message 'Fees für 2024'",
    )


@pytest.mark.parametrize(
    ("charset", "encoding"), [("iso-8859-15", "iso8859-15"), ("iso-8859-1", "cp1252")]
)
def test_the_encoding_that_the_mail_names_is_used(charset, encoding):
    mail = MIMEText("Zoë paid.", _charset=charset)
    mail["Subject"] = "Dues"
    document = read(mail.as_bytes())
    assert document.text.endswith("Zoë paid.\n")
    assert document.encoding == encoding


def test_bytes_in_the_header_and_unknown_encodings_are_read_as_in_text_files():
    data = HEADER + "Subject: Größe\r\nContent-Type: text/plain; charset=x\r\n\r\n5 €".encode()
    document = read(data)
    assert document.title == "Größe"
    assert document.text.endswith("5 €\n")
    assert document.as_of == "2024-03-05"


def test_what_is_encrypted_empty_or_no_mail_is_told():
    with pytest.raises(UnreadableError, match="encrypted"):
        read(HEADER + b"Content-Type: application/pkcs7-mime\r\n\r\nAAAA")
    with pytest.raises(SkippedError, match="without text"):
        read(HEADER + b"\r\n\r\n")
    with pytest.raises(UnreadableError, match="no e-mail"):
        read(b"Some words that are no mail.\n")


@pytest.mark.parametrize(
    "header",
    [
        b"Date: x\r\n",
        b"Date: Tue, 5 Mar 99999 10:00:00\r\n",
        b"Subject: =?utf-8?b?!!!?=\r\n",
        b"Subject: =?no-such?q?a=FF?=\r\n",
        b"Content-Type: multipart/mixed\r\n",
        b"Content-Type: multipart/alternative; boundary=a\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Type: text/plain; charset*=''''\r\n",
        b"Content-Type: text/plain; name*=a\0b''%41\r\n",
    ],
)
def test_broken_headers_never_keep_the_text_back(header):
    assert "words" in read(b"From: a@b\r\nSubject: words\r\n" + header + b"\r\nwords here\r\n").text


def test_a_named_part_that_is_to_be_shown_is_part_of_the_text():
    part = b"--x\r\nContent-Disposition: inline; filename=a.txt\r\n\r\nShown words.\r\n--x--\r\n"
    document = read(HEADER + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part)
    assert "Shown words." in document.text
    assert document.notes == ()
