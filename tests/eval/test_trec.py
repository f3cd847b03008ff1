import ir_measures
import pytest
from ir_measures import RR, Success, nDCG

from pincite.eval.asking import Examiner
from pincite.eval.questions import read_questions
from pincite.eval.summary import summarise
from pincite.eval.trec import write_trec

ROWS = [
    {
        "id": "the price", "question": "How much?", "answers": ["12 euros"],
        "evidence": [{"source": "ferry.txt", "quote": "12 euros"}],
    },
    {
        "id": "opening", "question": "When?", "answers": ["1931"],
        "evidence": [{"source": "port.txt", "quote": "1931"}],
    },
    {
        "id": "hidden", "question": "Where?", "answers": ["shop"], "split": "heldout",
        "evidence": [{"source": "ferry.txt", "quote": "shop"}],
    },
    {"id": "lake", "question": "Which lake?", "answers": [], "unanswerable": True},
]  # fmt: skip


@pytest.fixture
def written(fakes, question_file, tmp_path):
    examiner = Examiner(fakes.ScriptedSystem({}))
    outcomes = examiner.examine(read_questions(question_file(*ROWS)), domain="ferry")
    write_trec(tmp_path, outcomes, examiner.passages)
    return tmp_path, outcomes


def test_ir_measures_reads_the_files_and_gives_our_figures(written):
    folder, outcomes = written
    run = list(ir_measures.read_trec_run(str(folder / "run.trec")))
    qrels = list(ir_measures.read_trec_qrels(str(folder / "qrels.trec")))
    theirs = ir_measures.calc_aggregate([Success @ 1, RR, nDCG @ 10], qrels, run)
    ours = summarise([one.scored for one in outcomes if not one.row.is_held_out])
    assert ours["recall_at_1"] == pytest.approx(theirs[Success @ 1], abs=1e-4)
    assert ours["mrr"] == pytest.approx(theirs[RR], abs=1e-4)
    assert ours["ndcg_at_10"] == pytest.approx(theirs[nDCG @ 10], abs=1e-4)


def test_held_out_questions_are_not_in_the_files(written):
    folder, _ = written
    both = (folder / "run.trec").read_text() + (folder / "qrels.trec").read_text()
    assert "hidden" not in both
    assert "the%20price" in both
