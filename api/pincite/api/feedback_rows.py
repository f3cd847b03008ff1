"""Feedback as rows of a question file, for `pincite eval review` to go through."""

from collections.abc import Iterator, Mapping
from typing import Any

from pincite.api.kept_answers import KeptAnswer

Json = dict[str, Any]


def feedback_rows(judged: list[KeptAnswer]) -> Iterator[Json]:
    """A row for each answer of which something was said.

    A row has the fields of a question file and, under `feedback`, what was said and what had been
    answered. Where the answer was wrong and no place was named, `answers` is empty: a person has
    to fill it in before the row is a question.
    """
    for kept in judged:
        said, answer = kept.feedback or {}, kept.answer
        row = {
            "id": f"feedback-{kept.answer_id}",
            "question": answer["question"],
            "kind": "feedback",
            **_expected(said, answer),
            **{name: value for name, value in kept.asked.items() if value},
        }
        if answer["interpreted_question"] is not None:
            row["standalone"] = answer["interpreted_question"]
        row["feedback"] = said | {
            "status": answer["status"],
            "answered": answer["answer"],
            "confidence": answer["confidence"],
        }
        yield row


def _expected(said: Mapping[str, Any], answer: Mapping[str, Any]) -> Json:
    """What should be answered, as far as the feedback tells."""
    verdict, place = said["verdict"], said["place"]
    if verdict == "should_have_abstained" or (verdict == "right" and answer["answer"] is None):
        return {"answers": [], "unanswerable": True}
    if place is not None:
        return {"answers": [place["quote"]], "unanswerable": False, "evidence": [_evidence(place)]}
    if verdict == "wrong":
        return {"answers": [], "unanswerable": False}
    evidence = [_evidence(citation) for citation in answer["citations"]]
    right = {"answers": [answer["answer"]], "unanswerable": False, "evidence": evidence}
    return right | ({"items": answer["items"]} if answer["items"] else {})


def _evidence(place: Mapping[str, Any]) -> Json:
    return {name: place[name] for name in ("source", "quote", "start", "end", "sha256")}
