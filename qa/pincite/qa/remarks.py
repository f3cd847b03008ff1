"""What a person should know of an answer besides the answer: how it was read, what was asked."""

from dataclasses import replace

from pincite.corpus.question_language import LANGUAGE_NAMES, question_language
from pincite.qa.answers import Answer

RECOGNISED = "Read from a scan: the words were recognised in a picture and may be wrong."


def with_remarks(answer: Answer) -> Answer:
    """The answer, its note telling of recognised words and of a question that is not English."""
    remarks = [answer.note, _scan_remark(answer), _language_remark(answer.question)]
    note = " ".join(remark for remark in remarks if remark)
    return replace(answer, note=note or None)


def _scan_remark(answer: Answer) -> str | None:
    return RECOGNISED if any(place.recognised for place in answer.citations) else None


def _language_remark(question: str) -> str | None:
    language = question_language(question)
    if language == "en":
        return None
    name = LANGUAGE_NAMES.get(language, "another language")
    return (
        f"The question seems to be in {name}; questions are understood well in English only, so the"
        " answer is less sure than its confidence says. Ask in English to compare."
    )
