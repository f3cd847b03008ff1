"""Rankings and judgements in TREC's forms, for trec_eval, ir-measures and their kin."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pincite.eval.asking import Outcome, relevant_passages
from pincite.eval.places import Place

TAG = "pincite"


def write_trec(
    folder: Path, outcomes: Iterable[Outcome], passages: Mapping[str, Sequence[Place]]
) -> None:
    """Writes `run.trec` and `qrels.trec` of the listed questions that have evidence.

    A passage is named by its source and span; it is relevant when it overlaps evidence.
    """
    folder.mkdir(parents=True, exist_ok=True)
    judged = [one for one in outcomes if one.scored.marks.ranks and not one.row.is_held_out]
    run = [line for one in judged for line in run_lines(one.row.id, one.ranking)]
    qrels = [
        line
        for one in judged
        for line in qrels_lines(one.row.id, relevant_passages(one.evidence, passages))
    ]
    (folder / "run.trec").write_text("".join(run), encoding="utf-8")
    (folder / "qrels.trec").write_text("".join(qrels), encoding="utf-8")


def run_lines(question: str, ranking: Sequence[Place]) -> list[str]:
    """A line a passage: question, Q0, passage, rank, score, tag; scores fall with the rank."""
    return [
        f"{_word(question)} Q0 {passage_name(place)} {rank} {len(ranking) - rank + 1} {TAG}\n"
        for rank, place in enumerate(ranking, start=1)
    ]


def qrels_lines(question: str, relevant: Iterable[Place]) -> list[str]:
    """A line a relevant passage: question, 0, passage, 1."""
    return [f"{_word(question)} 0 {passage_name(place)} 1\n" for place in relevant]


def passage_name(place: Place) -> str:
    """A name without white space.

    >>> from pincite.corpus import Span
    >>> passage_name(Place("a report.md", Span(3, 9)))
    'a%20report.md:3-9'
    """
    return f"{_word(place.source)}:{place.span.start}-{place.span.end}"


def _word(text: str) -> str:
    return "".join(f"%{ord(char):02X}" if char.isspace() or char == "%" else char for char in text)
