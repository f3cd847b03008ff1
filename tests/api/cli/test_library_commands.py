"""The commands that make an index and look into it."""

import json

import pytest

from pincite.api.cli_library import _with_mark
from pincite.api.cli_terminal import Style
from pincite.corpus import Document, Span


def test_index_reports_each_file_as_json(call, engine):
    outcome = call("index", "reports", "--json")
    assert outcome.exit_code == 0
    assert outcome.json == {
        "files": [
            {
                "source": "report.md",
                "state": "added",
                "reason": None,
                "passages": 2,
                "copy_of": None,
            },
            {
                "source": "logo.png",
                "state": "skipped",
                "reason": "no text",
                "passages": 0,
                "copy_of": None,
            },
        ],
        "counts": {"added": 1, "skipped": 1},
        "generation": "g1",
        "seconds": 0.25,
    }


def test_index_tells_a_person_what_was_left_out_and_why(call):
    outcome = call("index", "reports")
    assert "skipped  logo.png: no text" in outcome.out
    assert "1 added, 1 skipped" in outcome.out


def test_there_is_no_progress_bar_where_no_terminal_is(call):
    assert call("index", "reports").err == ""


def test_status_and_list_speak_json(call):
    assert call("status", "--json").json["documents"] == 2
    listed = call("list", "--json").json["documents"]
    assert [row["source"] for row in listed] == ["report.md", "note.txt"]


def test_list_prints_a_document_a_line(call):
    assert len(call("list").out.splitlines()) == 2


def test_remove_names_its_sources(call, engine):
    assert call("remove", "note.txt").exit_code == 0
    assert engine.calls == [("remove", ["note.txt"])]


def test_show_prints_the_text_to_the_character(call, engine):
    assert call("show", "report.md").out == engine.held[0].text


def test_show_marks_a_span(call, engine):
    shown = call("show", "report.md", "--span", "2:7").out
    assert shown.startswith("# [[Sales]]\n")
    assert shown.replace("[[", "").replace("]]", "") == engine.held[0].text


@pytest.mark.parametrize("span", ["7", "7:2", "a:b", "-1:4", "0:99999", "²:3", "1" * 5000 + ":9"])
def test_a_span_that_is_none_is_wrong_input(call, span):
    assert call("show", "report.md", f"--span={span}").exit_code == 2


def test_a_source_that_is_not_there_is_wrong_input(call):
    outcome = call("show", "other.md")
    assert outcome.exit_code == 2
    assert "pincite list" in outcome.err


def test_a_mark_over_several_lines_colours_each_line():
    document = Document("a.txt", "one\ntwo\n")
    marked = _with_mark(document, Span(0, 7), Style(colour=True))
    assert marked == "\x1b[1;32mone\x1b[0m\n\x1b[1;32mtwo\x1b[0m\n"


SALES = {"source": "report.md", "start": 2, "end": 7, "quote": "Sales"}
LOST = {**SALES, "source": "lost.md"}


def lines(*rows: object) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def test_verify_is_done_when_all_stand(call, tmp_path):
    file = tmp_path / "citations.jsonl"
    file.write_text(lines(SALES) + "\n" + lines({"citations": [SALES]}), encoding="utf-8")
    outcome = call("verify", str(file))
    assert outcome.exit_code == 0
    assert [row["state"] for row in outcome.rows] == ["stands", "stands"]


def test_verify_fails_when_one_is_gone(call, typed):
    typed(lines(SALES, LOST))
    outcome = call("verify", "-")
    assert outcome.exit_code == 1
    assert [row["state"] for row in outcome.rows] == ["stands", "gone"]


def test_verify_says_where_a_quote_has_moved_to(call, typed):
    typed(lines({**SALES, "start": 0, "end": 5}))
    outcome = call("verify", "-")
    assert outcome.exit_code == 1
    assert outcome.rows == [{"source": "report.md", "start": 2, "end": 7, "state": "moved"}]


def test_verify_takes_one_object_over_many_lines(call, typed):
    typed(json.dumps(SALES, indent=2))
    assert call("verify", "-").exit_code == 0


def test_verify_passes_over_rows_that_were_not_answered(call, typed):
    typed(lines(SALES, {"id": 2, "error": {"type": "InputError", "message": "empty"}}))
    assert call("verify", "-").exit_code == 0


@pytest.mark.parametrize("row", ["not json", "[1]", '{"source": 1}', '{"citations": 3}'])
def test_verify_names_the_row_that_is_no_citation(call, typed, row):
    typed(lines(SALES) + row)
    outcome = call("verify", "-")
    assert outcome.exit_code == 2
    assert " 2: " in outcome.err


def test_index_recognises_scans_only_when_asked(call, engine, tmp_path):
    call("index", str(tmp_path))
    assert not engine.with_ocr
    call("index", str(tmp_path), "--ocr")
    assert engine.with_ocr


def test_verify_of_a_missing_file_is_wrong_input(call, tmp_path):
    assert call("verify", str(tmp_path / "none.jsonl")).exit_code == 2
