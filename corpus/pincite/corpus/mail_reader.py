"""Reads saved e-mails (.eml)."""

from pincite.corpus.composing import Composed, compose
from pincite.corpus.documents import Document
from pincite.corpus.drafts import Draft, HeadingDraft, ParagraphDraft, tidy
from pincite.corpus.errors import SkippedError
from pincite.corpus.html_reader import parse_page
from pincite.corpus.html_walk import draft_page
from pincite.corpus.joining import joined
from pincite.corpus.language import find_language
from pincite.corpus.mail import Mail, Stretch, read_mail
from pincite.corpus.structure import find_blocks
from pincite.corpus.titles import readable_name


class MailReader:
    """Reads .eml files: the subject as heading, who wrote when to whom, and the text."""

    format = "eml"
    suffixes = (".eml",)

    def read(self, data: bytes, source: str) -> Document:
        """The document that the mail holds; what hangs on it is named and not read.

        Raises:
            SkippedError: the mail holds no text.
            UnreadableError: the file is encrypted or no e-mail.
        """
        mail = read_mail(data)
        body = [_composed(stretch) for stretch in mail.stretches]
        if not mail.subject and not any(part.text for part in body):
            raise SkippedError("it is an e-mail without text")
        path = (mail.subject,) if mail.subject else ()
        composed = joined([_head(mail), *body], path)
        return Document(
            source=source,
            text=composed.text,
            blocks=composed.blocks,
            title=mail.subject or readable_name(source),
            as_of=mail.date,
            format=self.format,
            encoding=next((at.decoded.encoding for at in mail.stretches), "utf-8"),
            language=find_language("".join(part.text for part in body)),
            notes=_notes(mail),
        )


def _head(mail: Mail) -> Composed:
    lines = list(mail.header)
    if mail.attachments:
        lines.append(f"Attachments: {', '.join(mail.attachments)}")
    drafts: list[Draft] = [HeadingDraft(mail.subject, 1), ParagraphDraft("\n".join(lines))]
    return compose(drafts)


def _composed(stretch: Stretch) -> Composed:
    if stretch.is_page:
        tree = parse_page(stretch.decoded.text)
        page = draft_page(tree.body) if tree.body else None
        return compose(page.content, page.navigation) if page else Composed("", (), ())
    lines = "\n".join(stretch.decoded.text.splitlines()).strip("\n")
    text = tidy(lines) and lines.replace("\0", "") + "\n"
    return Composed(text, find_blocks(text), ()) if text else Composed("", (), ())


def _notes(mail: Mail) -> tuple[str, ...]:
    assumed = dict.fromkeys(note for at in mail.stretches for note in at.decoded.notes)
    if mail.attachments:
        assumed[f"attachments are named, not read: {', '.join(mail.attachments)}"] = None
    return tuple(assumed)
