"""Writes what is proposed for questions whose answers are known: what the reranker learns from.

`python -m pincite.qa.training.proposals --to FOLDER [QUESTIONS=FOLDER ...] [TEXTS ...]` writes a
file for each question file and for every GROUP_TEXTS of the texts of a folder TEXTS, which are
searched together. Files that are there already are kept, so the same command goes on after a stop.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pincite.indexer.build import update_index
from pincite.qa.answer_overlap import in_quoted_line
from pincite.qa.answering import Assistant
from pincite.qa.answers import Question
from pincite.qa.assembly import open_assistant
from pincite.qa.choosing import gather_choices
from pincite.qa.confidence import Logistic, load_models
from pincite.qa.evidence import Evidence, Proposal
from pincite.qa.parsed_question import AnswerType, parse_question
from pincite.qa.reranking import text_at, text_of
from pincite.qa.spans import propose_spans
from pincite.qa.training.confidence import (
    PROCESSES,
    Asked,
    ask_all,
    read_questions,
    read_texts,
)
from pincite.qa.training.rows import read_json_lines
from pincite.qa.training.texts import read_asked
from pincite.qa.training.yes_no import holds_evidence
from pincite.qa.yes_no import found_deciders

GROUP_TEXTS = 12
RIGHT_FROM = 0.3
"""Score from which on a proposal says the answer, or a part of it."""
SHORT = 4
"""Letters and digits of words that may well stand elsewhere: "yes", "12", "2023"."""
MOST_OF_A_TEXT = 100
"""Questions."""


@dataclass(frozen=True, slots=True)
class Task:
    """Questions with what they are asked of: a folder, or texts with questions."""

    name: str
    questions: Path | None
    folder: Path | None
    texts: tuple[Path, ...] = ()


def tasks_of(arguments: Sequence[str]) -> list[Task]:
    """The tasks that the arguments of the command name."""
    tasks = []
    for argument in arguments:
        questions, given, folder = argument.partition("=")
        if given:
            path = Path(questions)
            tasks.append(Task(f"{path.parent.name}-{path.stem}", path, Path(folder)))
            continue
        texts = sorted(Path(argument).glob("*.txt"))
        order = random.Random(len(texts)).sample(texts, len(texts))
        for at in range(0, len(order), GROUP_TEXTS):
            name = f"{Path(argument).name}-{at:04d}"
            tasks.append(Task(name, None, None, tuple(order[at : at + GROUP_TEXTS])))
    return tasks


def write_proposals(task: Task, to: Path) -> int:
    """Writes the file of a task unless it is there; how many questions it holds."""
    path = to / f"{task.name}.jsonl"
    if not path.exists():
        rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in proposals_of(task))
        unfinished = path.with_suffix(".part")
        unfinished.write_text("".join(rows), encoding="utf-8")
        unfinished.rename(path)
    return len(path.read_text(encoding="utf-8").splitlines())


def proposals_of(task: Task) -> Iterator[dict[str, Any]]:
    """For each question its proposals as they are read, each with how right it is.

    For a yes/no question they are the sentences that may decide it.
    """
    models = load_models()
    with tempfile.TemporaryDirectory() as scratch:
        folder = task.folder or Path(scratch) / "texts"
        if task.questions is not None:
            asked = read_questions(task.questions)
        else:
            texts = [read_asked(path) for path in task.texts]
            asked = read_texts(texts, folder, most=MOST_OF_A_TEXT)
        update_index(Path(scratch) / "index", [folder])
        with open_assistant(Path(scratch) / "index") as assistant:
            for found, one in ask_all(assistant, asked):
                evidence = replace(found, judge=None)
                spans = propose_spans(evidence, models["span"])
                choices = gather_choices(evidence, spans, models)
                scored = told_apart(evidence, one, choices)
                yield {
                    "question": one.question,
                    "texts": [text_of(evidence, choice) for choice, _ in scored],
                    "scores": [round(score, 3) for _, score in scored],
                }
            if task.questions is not None:
                yield from deciders_of(assistant, task.questions, models["span"])


def told_apart(
    evidence: Evidence, one: Asked, choices: Sequence[Proposal]
) -> list[tuple[Proposal, float]]:
    """The proposals with how right each is, but for those that may say the same by chance.

    Those are cells and short words beside the lines that are known to hold the answer.
    """
    scored = [(choice, one.score(choice)) for choice in choices]
    right = [choice for choice, score in scored if score >= RIGHT_FROM]
    told = [choice for choice in right if _is_told(evidence, choice, one.quotes)]
    if not told:
        return scored
    chance = [choice for choice in right if choice not in told and _may_be_chance(choice)]
    return [(choice, score) for choice, score in scored if choice not in chance]


def _is_told(evidence: Evidence, choice: Proposal, quotes: Sequence[str]) -> bool:
    return any(
        in_quoted_line(evidence.document(place.document_id), place.span, quotes)
        for place in choice.places
    )


def _may_be_chance(choice: Proposal) -> bool:
    if choice.computed is not None:
        return False
    is_cell = choice.places[0].cell is not None
    return is_cell or sum(map(str.isalnum, choice.text)) <= SHORT


def deciders_of(assistant: Assistant, questions: Path, span: Logistic) -> Iterator[dict[str, Any]]:
    """For each yes/no question of a file the sentences that may decide it, as they are read."""
    for row in read_json_lines(questions):
        question = Question(row["question"])
        if row.get("history") or parse_question(question.text).answer_type is not AnswerType.YES_NO:
            continue
        evidence = assistant.read(question, assistant.candidates(question))
        found = found_deciders(replace(evidence, judge=None), propose_spans(evidence, span))
        holds = [bool(row["answers"]) and holds_evidence(one.text, row) for one, _ in found]
        yield {
            "question": row["question"],
            "texts": [text_at(one.document, [one.place]) for one, _ in found],
            "scores": [float(each) for each in holds],
        }


def main() -> None:
    """Writes the proposals of all tasks, as many at once as there are processors."""
    parser = argparse.ArgumentParser(description="Writes the proposals for known questions.")
    parser.add_argument("--to", type=Path, required=True, help="folder of the files to write")
    parser.add_argument("asked", nargs="+", help="QUESTIONS=FOLDER, or a folder of texts")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    tasks = tasks_of(options.asked)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        counts = pool.map(write_proposals, tasks, [options.to] * len(tasks))
        print(f"{sum(counts)} questions")  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
