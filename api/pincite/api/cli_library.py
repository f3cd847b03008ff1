"""The commands that make an index and look into it: index, status, list, remove, show, verify."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pincite.api.cli_engine import Engine, Library
from pincite.api.cli_failures import CHECK_FAILED, DONE
from pincite.api.cli_input import json_objects, parse_span
from pincite.api.cli_output import print_json
from pincite.api.cli_reports import report_to_json, summary_of
from pincite.api.cli_terminal import ProgressBar, Style, harmless, style_for
from pincite.corpus import Document, Span
from pincite.corpus.errors import InputError

if TYPE_CHECKING:
    from pincite.indexer.records import DocumentRecord
    from pincite.qa.verifying import Verification

Row = dict[str, object]


def index(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Makes the index equal to what lies under the paths, and with --watch keeps it so."""
    if args.watch:
        from pincite.api.cli_moving import watch

        return watch(args, index_dir, engine)
    with ProgressBar() as progress:
        paths = [Path(path) for path in args.paths]
        report = engine.update(
            index_dir, paths, model=args.model, with_ocr=args.ocr, progress=progress
        )
    _forget_removed(index_dir, engine)
    if args.json:
        print_json(report_to_json(report))
    else:
        print(summary_of(report, index_dir, style_for(sys.stdout)))
    return DONE


def remove(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Takes documents out of the index."""
    report = engine.remove(index_dir, args.remove_sources)
    _forget_removed(index_dir, engine)
    print(summary_of(report, index_dir, style_for(sys.stdout)))
    return DONE


def status(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Says what the index holds and how it was made."""
    facts = {"index": str(index_dir), **engine.library(index_dir).status()}
    facts |= _calibration(index_dir, facts.get("generation"))
    if args.json:
        print_json(facts)
    else:
        width = max(map(len, facts))
        for name, value in facts.items():
            print(f"{name.replace('_', ' '):<{width}}  {_fact(value)}")
    return DONE


def list_documents(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Lists the documents of the index."""
    documents = engine.library(index_dir).documents()
    if args.json:
        print_json({"documents": [_record_to_json(document) for document in documents]})
    elif documents:
        width = min(60, max(len(document.source) for document in documents))
        for document in documents:
            date = document.as_of or ""
            also = f"  (same text: {', '.join(document.also_in)})" if document.also_in else ""
            print(harmless(f"{document.source:<{width}}  {date:<10}  {document.title}{also}"))
    else:
        print("The index holds no documents.", file=sys.stderr)
    return DONE


def show(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Prints a document's text, a span of it marked."""
    span = parse_span(args.span) if args.span is not None else None
    document = engine.library(index_dir).document(args.source)
    style = style_for(sys.stdout)
    text = document.text if span is None else _with_mark(document, span, style)
    if sys.stdout.isatty():
        print(text if style.colour and span is not None else harmless(text))
    else:
        sys.stdout.write(text)
    return DONE


def verify(args: Namespace, index_dir: Path, engine: Engine) -> int:
    """Checks that citations still stand; exit code 1 unless all do."""
    rows = json_objects(args.file)
    states = Counter[str]()
    for found in _verifications(rows, engine.library(index_dir)):
        place = {"source": found.source, "start": found.span.start, "end": found.span.end}
        print_json(place | {"state": found.state})
        states[found.state] += 1
    if not args.json:
        said = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        print(f"pincite: {said or 'no citations'}", file=sys.stderr)
    return DONE if states.total() == states["stands"] else CHECK_FAILED


def _forget_removed(index_dir: Path, engine: Engine) -> None:
    """Drops what the service kept of documents that are no longer in the index."""
    from pincite.api.kept_answers import forget_removed

    forget_removed(index_dir, lambda: engine.library(index_dir).documents())


def _verifications(rows: list[Row], library: Library) -> "Iterator[Verification]":
    from pincite.qa.verifying import verify as verified

    def find(source: str) -> Document | None:
        try:
            return library.document(source)
        except InputError:
            return None

    for number, row in enumerate(rows, start=1):
        try:
            # A row of a batch that could not be answered cites nothing.
            yield from () if "error" in row else verified(row, find)
        except InputError as error:
            raise InputError(f"object {number}: {error}") from error


def _record_to_json(record: "DocumentRecord") -> Row:
    return {
        "source": record.source,
        "document_id": record.document_id,
        "title": record.title,
        "as_of": record.as_of,
        "format": record.format,
        "characters": record.characters,
        "passages": record.passages,
        "also_in": list(record.also_in),
        "sha256": record.sha256,
    }


def _calibration(index_dir: Path, generation: object) -> dict[str, object]:
    """What is known of the index's calibration; nothing where there is none."""
    from pincite.qa.calibration_file import read_calibration

    calibration = read_calibration(index_dir)
    if calibration is None:
        return {}
    is_outdated = calibration.generation != generation
    documents = "changed since" if is_outdated else "unchanged"
    return {"calibration": {"questions": len(calibration.judged), "documents": documents}}


def _fact(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _with_mark(document: Document, span: Span, style: Style) -> str:
    """The text with the span marked.

    Raises:
        InputError: the span reaches beyond the text.
    """
    text = document.text
    if span.end > len(text):
        raise InputError(
            f"--span {span.start}:{span.end} ends after {document.source} does "
            f"({len(text)} characters)"
        )
    shown = harmless if style.colour else str
    marked = style.mark(shown(text[span.start : span.end]))
    return shown(text[: span.start]) + marked + shown(text[span.end :])
