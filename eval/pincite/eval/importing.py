"""Data sets of others as a folder of documents and a question file: SQuAD and BEIR."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pincite.corpus import InputError
from pincite.eval.questions import EvidenceRow, QuestionRow, write_questions
from pincite.eval.reading_sets import ReadingRow, read_reading_set

DOCUMENTS = "documents"
QUESTIONS = "questions.jsonl"


def import_squad(path: Path, out: Path, *, limit: int | None = None) -> int:
    """Writes each passage of a reading set as a document, and its questions; returns their number.

    All passages are written, `limit` or not: it spreads the chosen questions over the whole file.

    Raises:
        InputError: the file is no reading set.
    """
    rows = read_reading_set(path)
    names = _passage_names(rows)
    folder = out / DOCUMENTS
    for context, name in names.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(context, encoding="utf-8", newline="")
    chosen = _spread(rows, limit)
    write_questions(out / QUESTIONS, (_question(row, names[row.context]) for row in chosen))
    return len(chosen)


def import_beir(folder: Path, out: Path, *, qrels: str = "test") -> int:
    """Writes a BEIR folder (corpus, queries, qrels) as documents and questions; returns how many.

    A question's evidence is every document that its qrels judge above 0. BEIR has no answers: the
    title of the first of them stands in, so read the retrieval figures and not exact or F1.

    Raises:
        InputError: the folder is not in BEIR's form.
    """
    texts: dict[str, str] = {}
    titles: dict[str, str] = {}
    for record in _jsonl(folder / "corpus.jsonl"):
        titles[record["_id"]] = record.get("title") or record["_id"]
        texts[record["_id"]] = "\n\n".join(filter(None, [record.get("title"), record["text"]]))
    (out / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    names = {name: f"{_safe(name)}.txt" for name in texts}
    for name, text in texts.items():
        (out / DOCUMENTS / names[name]).write_text(text, encoding="utf-8", newline="")
    judged = _qrels(folder / "qrels" / f"{qrels}.tsv")
    rows = [
        QuestionRow(
            id=query["_id"],
            question=query["text"],
            kind="beir",
            answers=(titles[relevant[0]],),
            evidence=tuple(
                EvidenceRow(source=names[name], start=0, end=len(texts[name])) for name in relevant
            ),
        )
        for query in _jsonl(folder / "queries.jsonl")
        if (relevant := [name for name in judged.get(query["_id"], ()) if texts.get(name)])
    ]
    write_questions(out / QUESTIONS, rows)
    return len(rows)


def _passage_names(rows: Sequence[ReadingRow]) -> dict[str, str]:
    """A file name for each passage: its article and its number in it."""
    names: dict[str, str] = {}
    count: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row.context not in names:
            article = _safe(row.title) or "passages"
            names[row.context] = f"{article}/{count[article]:04}.txt"
            count[article] += 1
    return names


def _question(row: ReadingRow, source: str) -> QuestionRow:
    spans = {(g.answer_start, g.answer_start + len(g.text)) for g in row.answers if g.text}
    return QuestionRow(
        id=row.id,
        question=row.question,
        kind="unanswerable" if not row.golds else "squad",
        answers=tuple(dict.fromkeys(row.golds)),
        unanswerable=not row.golds,
        evidence=tuple(
            EvidenceRow(source=source, start=start, end=end)
            for start, end in sorted(spans)
            if row.golds and start >= 0
        ),
    )


def _spread(rows: Sequence[ReadingRow], limit: int | None) -> Sequence[ReadingRow]:
    """At most `limit` rows at even distances."""
    if limit is None or limit >= len(rows):
        return rows
    return [rows[place * len(rows) // limit] for place in range(limit)]


def _safe(name: str) -> str:
    """The name with nothing in it that a file name could not hold."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._")[:120]


def _jsonl(path: Path) -> Iterator[Any]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record["_id"], str) or not isinstance(record["text"], str):
                raise TypeError("_id and text must be strings")
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: is not in BEIR's form ({error!r})") from error
        yield record


def _qrels(path: Path) -> dict[str, list[str]]:
    """For each query its documents judged above 0."""
    relevant: defaultdict[str, list[str]] = defaultdict(list)
    table = csv.DictReader(_text(path).splitlines(), delimiter="\t")
    for row in table:
        try:
            if int(row["score"]) > 0:
                relevant[row["query-id"]].append(row["corpus-id"])
        except (ValueError, KeyError, TypeError) as error:
            where = f"{path}:{table.line_num}"
            raise InputError(f"{where}: is not a judgement ({error!r})") from error
    return relevant


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read; a BEIR folder holds it ({error})") from error
