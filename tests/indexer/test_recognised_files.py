"""What was recognised in pictures stays in the index until it must be read again."""

from dataclasses import replace

from pincite.corpus import Document, FileSettings
from pincite.indexer.files import fingerprints_of
from pincite.indexer.records import document_from_json, document_json

PLAIN = FileSettings(title="Fees")
ASKED = replace(PLAIN, ocr=True)


def test_a_file_read_plainly_is_read_again_when_its_words_are_to_be_recognised():
    assert fingerprints_of("hash", PLAIN)[0] not in fingerprints_of("hash", ASKED)


def test_what_was_recognised_stays_good_when_nobody_asks_any_more():
    assert fingerprints_of("hash", ASKED)[0] in fingerprints_of("hash", PLAIN)
    assert fingerprints_of("hash", ASKED)[0] not in fingerprints_of("other", PLAIN)


def test_the_pages_that_were_recognised_are_kept():
    document = Document("a.pdf", "Words.", recognised_pages=(2, 3))
    kept = document_from_json("a.pdf", "Words.", document_json(document))
    assert kept.recognised_pages == (2, 3)
