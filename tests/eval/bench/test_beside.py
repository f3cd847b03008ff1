"""What the comparison with other systems says of their results."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from pincite.corpus import Span
from pincite.eval.places import Evidence, Place

sys.path.insert(0, str(Path(__file__).parents[3] / "eval/bench"))

from beside import _arguments
from beside_data import Asked, Corpus, folder, windows
from beside_figures import Line, Measured, aims, behind, lines, table

TEXT = "The pump stands in the cellar. It hums while it runs.\n\nIt was made in Linz in 1968."


def question(*places: Place) -> Asked:
    return Asked("where", ("here",), (Evidence(places),))


def corpus(*, whole: bool) -> Corpus:
    places = {"a": Place("one.txt", Span(0, 10)), "b": Place("one.txt", Span(10, 20))}
    return Corpus("made", Path(), Path(), places, (), whole)


def measured(ms: float, **others) -> Measured:
    spread = list(np.linspace(0.9, 1.1, 21) * ms)
    given = {"ms": spread, "rank_ms": spread, "f1": [0.5, 1.0], "exact": [0.0, 1.0]}
    sizes = {"cold_s": [ms], "characters_a_second": [1 / ms], "answers_a_second": 1 / ms}
    return Measured(**{**given, **sizes, "ranks": [1, None], **others})


def test_windows_hold_every_character_that_is_not_blank() -> None:
    spans = list(windows(TEXT, 40))
    assert all(len(span) <= 40 for span in spans)
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered or TEXT[at].isspace() for at in range(len(TEXT)))


def test_a_text_without_a_blank_is_cut_all_the_same() -> None:
    assert [len(span) for span in windows("x" * 25, 10)] == [10, 10, 5]


def test_whole_documents_count_once_in_a_ranking() -> None:
    asked = question(Place("two.txt", Span(3, 4)))
    ranking = ["a", "b", ["two.txt", 0, 5]]
    assert corpus(whole=True).found_at(asked, ranking) == 2
    assert corpus(whole=False).found_at(asked, ranking) == 3


def test_a_passage_beside_the_evidence_is_not_found() -> None:
    asked = question(Place("one.txt", Span(12, 14)))
    assert corpus(whole=False).found_at(asked, ["a", "b"]) == 2
    assert corpus(whole=False).found_at(asked, ["a"]) is None


def test_only_questions_for_development_that_a_span_answers_are_asked(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/pump.txt").write_text(TEXT, encoding="utf-8")
    evidence = [{"source": "pump.txt", "quote": "Linz"}]
    rows = [
        {"id": name, "question": name, "kind": kind, "answers": ["Linz"], "evidence": evidence}
        | {"split": split}
        for name, kind, split in (
            ("asked", "factoid", "dev"), ("a list", "list", "dev"), ("unseen", "factoid", "fit"),
        )
    ]  # fmt: skip
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    made = folder(tmp_path / "texts", file, tmp_path / "work", 10)
    assert [each.text for each in made.questions] == ["asked"]
    assert made.found_at(made.questions[0], list(made.places)) == 1


def test_half_the_time_is_twice_as_good() -> None:
    found = {line.name: line for line in lines({"ours": measured(10), "theirs": measured(20)})}
    lead = found["question to answer, p50"].lead("theirs", "ours")
    assert lead.value == pytest.approx(2.0)
    assert lead.low <= 2.0 <= lead.high


def test_shares_are_compared_in_points() -> None:
    samples = {"ours": [1.0, 1.0, 0.0, 1.0], "theirs": [1.0, 0.0, 0.0, 0.0]}
    lead = Line("recall@1", "%", True, samples, "mean", shares=True).lead("theirs", "ours")
    assert str(lead).startswith("+50.0 (")


def test_a_figure_of_one_run_has_no_interval() -> None:
    line = Line("indexing", "kB/s", True, {"ours": [2.0], "theirs": [4.0]}, paired=False)
    assert str(line.lead("theirs", "ours")) == "0.50"


def test_each_line_that_is_behind_is_named() -> None:
    found = lines({"ours": measured(10, asking_mb=9.0), "theirs": measured(20, asking_mb=3.0)})
    ones = [line for line in found if not line.name.startswith(("installed", "peak memory, ind"))]
    assert list(behind(ones, "ours", ["theirs"])) == [
        "- peak memory, answering: behind theirs, 0.33"
    ]


def test_a_system_without_a_reader_has_no_answers_in_the_table() -> None:
    found = lines({"ours": measured(10), "theirs": measured(20, reads=False)})
    rows = {row.split(" | ")[0].strip("| "): row for row in table(found, ["ours", "theirs"])}
    assert rows["F1 of the whole chain, %"] == "| F1 of the whole chain, % | 75.0 | - |"
    assert rows["recall@1, %"] == "| recall@1, % | 50.0 | 50.0 |"


def test_an_aim_is_reached_or_said_not_to_be() -> None:
    found = lines({"ours": measured(10), "Haystack": measured(60)})
    said = [line.partition(", ")[0] + line.rpartition(":")[2] for line in aims(found, "ours")]
    assert [("NOT" in line) for line in said] == [True, False, False]


def test_a_folder_without_questions_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    shared = ["--environments", "e", "--encoder", "m", "--reader", "r"]
    with pytest.raises(SystemExit):
        _arguments([*shared, "--folder", "f"])
    assert "--questions" in capsys.readouterr().err
