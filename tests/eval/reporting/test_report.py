import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pincite.corpus import InputError
from pincite.eval.cli import main
from pincite.eval.reporting.page import report
from pincite.eval.reporting.shown_run import read_runs

VOID = {"meta"}
MARKS = {
    "exact": 1.0, "f1": 1.0, "right": True, "answered": True, "unanswerable": False,
    "confidence": 0.9, "ms": 12.0, "citations": 1, "verbatim": 1, "precise": 1, "item_f1": None,
    "item_partial_f1": None, "parts_f1": None, "verdict": None, "conflict": None,
    "false_conflict": None, "ranks": None, "plain_softmax": None,
}  # fmt: skip
RANKS = {"recall_at_1": 0.0, "recall_at_5": 0.0, "recall_at_10": 0.0, "mrr": 0.0,
         "ndcg_at_10": 0.0}  # fmt: skip


class Page(HTMLParser):
    """Every element must be closed; collects addresses, text and marked text."""

    def __init__(self, page):
        super().__init__()
        self.open, self.addresses, self.texts, self.marked = [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.addresses += [value for name, value in attrs if name in {"href", "src"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)

    @property
    def text(self):
        return " ".join(self.texts)


def row(name, kind="date", *, answer="1931", split="dev", **marks):
    passage = "The port <old> opened in 1931 & stayed."
    start = passage.index("1931")
    return {
        "id": name, "question": f"When did {name} open?", "kind": kind, "split": split,
        "answers": ["1930"], "domain": "port", "error": None,
        "evidence": [{"source": "port.txt", "start": 0, "end": 9}],
        "evidence_quotes": ["The port opened"],
        "answer": {
            "status": "answered" if answer else "no_answer", "answer": answer, "items": [],
            "confidence": 0.9, "reason": None if answer else "not_stated",
            "closest": [],
            "citations": [{
                "source": "port.txt", "start": start, "end": start + 4, "quote": "1931",
                "heading": ["Port"], "page": 3,
                "passage": {"start": 0, "end": len(passage), "text": passage},
            }] if answer else [],
        },
        "marks": MARKS | marks, "without_history": None, "standalone_marks": None,
    }  # fmt: skip


@pytest.fixture
def run_file(tmp_path):
    """Writes a run of the given rows."""

    def write(name, rows, *, held_out=0, reader="reader-1"):
        from pincite.eval.marks import Marks, RankMarks
        from pincite.eval.summary import Scored, summarise

        def marks(one):
            ranks = one["marks"]["ranks"]
            return Marks(**(one["marks"] | {"ranks": ranks and RankMarks(**ranks)}))

        scored = [Scored(one["id"], one["kind"], "port", one["split"], marks(one)) for one in rows]
        summary = summarise(scored)
        summary["n"] += held_out
        content = {
            "format": "pincite-run/1", "made_at": "2026-01-02T03:04:05+00:00",
            "questions": [{"file": "q.jsonl", "sha256": "0"}],
            "system": {"versions": {"pincite": "1"}, "settings": {}, "reader": reader,
                       "encoder": "e", "weights": {}, "documents": {"port.txt": "0"}},
            "summary": summary, "warnings": [], "rows": rows,
        }  # fmt: skip
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


WRONG = {"right": False, "f1": 0.0, "exact": 0.0}


def rows():
    return [
        row("Aldis"), row("Berg", confidence=0.4), row("Cove", confidence=0.3, ms=90.0),
        row("Dell", "number", confidence=0.8, precise=0, ranks=RANKS, **WRONG),
        row("Eider", "number", answer=None, answered=False, confidence=0.7, **WRONG),
    ]  # fmt: skip


def test_the_page_stands_alone_and_is_well_formed(run_file):
    page = report(read_runs([run_file("one", rows())]))
    seen = Page(page)
    assert all(address.startswith("#") for address in seen.addresses)
    assert not re.search(r"https?://|<script|@import|url\(", page)
    assert page.count("<svg") == 4


def test_every_wrong_answer_is_shown_with_what_was_cited(run_file):
    seen = Page(report(read_runs([run_file("one", rows())])))
    assert "When did Dell open?" in seen.text
    assert "its place was not retrieved" in seen.text
    assert "When did Eider open?" in seen.text
    assert "withheld" in seen.text
    assert "When did Aldis open?" not in seen.text
    assert seen.marked == ["1931"]
    assert "The port <old> opened in" in seen.text
    assert "The port opened" in seen.text
    assert "port.txt › Port › page 3" in seen.text


def test_held_out_rows_are_never_shown_even_when_a_file_holds_them(run_file):
    secret = row("Secret", split="heldout", **WRONG)
    better = row("Secret", split="heldout")
    paths = [run_file("one", [*rows(), secret]), run_file("two", [*rows(), better])]
    seen = Page(report(read_runs(paths)))
    assert "Secret" not in seen.text
    assert "of which 1 held out and only counted" in seen.text


def test_several_runs_are_laid_beside_the_first(run_file):
    later = [one if one["id"] != "Dell" else row("Dell", "number") for one in rows()]
    paths = [run_file("before", rows()), run_file("after", later, reader="reader-2")]
    seen = Page(report(read_runs(paths)))
    assert "after beside before" in seen.text
    assert "1 became right, 0 wrong" in seen.text
    assert "+0.200" in seen.text


def test_runs_of_other_questions_are_not_compared(run_file):
    others = [one | {"id": f"other-{one['id']}"} for one in rows()]
    paths = [run_file("before", rows()), run_file("after", others)]
    assert "They ask different questions" in Page(report(read_runs(paths))).text


def test_markup_in_questions_is_shown_and_not_obeyed(run_file):
    bad = row("<b onload=x>", **WRONG)
    page = report(read_runs([run_file("one", [*rows(), bad])]))
    assert "<b onload" not in page
    assert "<b onload=x>" in Page(page).text


def test_the_command_writes_the_page_beside_the_run(run_file, capsys):
    path = run_file("one", rows())
    assert main(["report", str(path)]) == 0
    out = Path(capsys.readouterr().out.strip())
    assert out == path.with_suffix(".html")
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_too_many_runs_get_one_sentence(run_file):
    path = run_file("one", rows())
    with pytest.raises(InputError, match="one to 5 runs"):
        main(["report", *[str(path)] * 6])


def test_a_run_that_lists_nothing_gets_one_sentence(run_file):
    path = run_file("one", [row("Secret", split="heldout")])
    with pytest.raises(InputError, match="lists no question"):
        read_runs([path])
