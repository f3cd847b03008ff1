"""The commands that ask: ask (one question or a file of them), why, search and chat."""

import sys
from argparse import Namespace
from pathlib import Path

from pincite.api.cli_chat import converse
from pincite.api.cli_engine import Assistant, Engine
from pincite.api.cli_explaining import render_why
from pincite.api.cli_failures import DONE, TEMPORARY_OR_INTERNAL, failure_of
from pincite.api.cli_input import joined_words, numbered_lines, opened, parse_place, parse_row
from pincite.api.cli_output import print_json
from pincite.api.cli_render import render_answer, render_hits
from pincite.api.cli_terminal import harmless, style_for
from pincite.corpus.errors import InputError
from pincite.qa.answers import Answer
from pincite.qa.contract import answer_to_json, hit_to_json, question_from_json, why_to_json

Row = dict[str, object]


def ask(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Answers a question, or a file of questions."""
    if args.batch is not None:
        return _ask_batch(args, index_dir, engine)
    text = joined_words(args.question, what="question")
    row = _limits(args) | {"question": text}
    question = question_from_json(row)
    answer = engine.assistant(index_dir).ask(question)
    if args.json:
        print_json(answer_to_json(answer))
    else:
        print(render_answer(answer, style_for(sys.stdout)))
    return DONE


def why(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Says at which stage a known place was lost on its way to the answer."""
    source, span = parse_place(args.place)
    row = _limits(args) | {"question": joined_words(args.question, what="question")}
    found = engine.assistant(index_dir).why(question_from_json(row), source, span)
    if args.json:
        print_json(why_to_json(found))
    else:
        print(render_why(found, style_for(sys.stdout)))
    return DONE


def search(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Lists the passages nearest to a query."""
    query = joined_words(args.query, what="query")
    top_k = 10 if args.top_k is None else args.top_k
    if top_k < 1:
        raise InputError(f"--top-k {top_k}: at least 1 passage has to be asked for")
    hits = engine.assistant(index_dir).search(query, sources=tuple(args.sources), top_k=top_k)
    if args.json:
        print_json({"results": [hit_to_json(hit) for hit in hits]})
    else:
        print(render_hits(hits, style_for(sys.stdout)))
    return DONE


def chat(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Holds a conversation on the terminal."""
    assistant = engine.assistant(index_dir)
    first = question_from_json(_limits(args) | {"question": "?"})

    def sources() -> list[str]:
        return [document.source for document in engine.library(index_dir).documents()]

    converse(assistant, first, sources, style_for(sys.stdout))
    return DONE


def _ask_batch(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Answers a line at a time; a bad row is answered with its error and the rest go on."""
    if args.question:
        raise InputError("give either a QUESTION or --batch FILE, not both")
    with opened(args.batch) as file:
        assistant = engine.assistant(index_dir)
        exit_codes = [
            _answer_line(line, number, args, assistant) for number, line in numbered_lines(file)
        ]
    # A row that is wrong in itself leaves the run done; an engine that fails does not.
    return TEMPORARY_OR_INTERNAL if TEMPORARY_OR_INTERNAL in exit_codes else DONE


def _answer_line(line: bytes, number: int, args: Namespace, assistant: Assistant) -> int:
    """Prints the answer or the error of a row; returns the exit code of that row alone."""
    row_id: object = None
    try:
        row = parse_row(line)
        row_id = row.pop("id", None)
        answer = assistant.ask(question_from_json(_limits(args) | row))
    except Exception as error:  # noqa: BLE001 - the edge of a row: one bad row never stops the rest
        return _print_failure(error, row_id, number, as_json=args.json)
    _print_answer(answer, row_id, as_json=args.json)
    return DONE


def _print_answer(answer: Answer, row_id: object, *, as_json: bool) -> None:
    if as_json:
        print_json({"id": row_id, **answer_to_json(answer)})
    else:
        style = style_for(sys.stdout)
        name = "" if row_id is None else f"{row_id}: "
        print(style.dim("?"), harmless(f"{name}{answer.question}"))
        print(render_answer(answer, style), flush=True)
        print()


def _print_failure(error: Exception, row_id: object, number: int, *, as_json: bool) -> int:
    failure = failure_of(error)
    name = f"line {number}" if row_id is None else f"line {number} (id {row_id})"
    if as_json:
        print_json({"id": row_id, "error": failure.to_json()})
    print(f"pincite: {name}: {failure.message}", file=sys.stderr)
    return failure.exit_code


def _limits(args: Namespace) -> Row:
    """What the options say of every question, in the words of a batch row."""
    said = {
        "in": list(args.sources) or None,
        "as_of": args.as_of,
        "top_k": args.top_k,
        "max_error": getattr(args, "max_error", None),
        "error_of": getattr(args, "error_of", None),
        "explain": getattr(args, "explain", None) or None,
    }
    return {name: value for name, value in said.items() if value is not None}
