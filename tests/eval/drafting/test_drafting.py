from pincite.eval.drafting.drafting import judge, judge_all, propose, ranked
from pincite.eval.drafting.files import draft_rows, rejected_rows, write_rows
from pincite.eval.drafting.judging import MOST_KEPT, kept_share
from pincite.eval.questions import read_questions


def questions(folder):
    return {draft.question: draft for draft in propose(folder)}


def test_a_statement_is_asked_for_its_date_number_name_and_measure(folder):
    answers = {question: draft.answers[:1] for question, draft in questions(folder).items()}
    expected = {
        "When did the Harbour Board open the Stone Quay?": ("May 1931",),
        "How many tonnes of salt did the port sell to Norland Trading in 2022?": ("4,300 tonnes",),
        "Who built the Lift Bridge?": ("Karl Voss",),
        "What maximum load does the Lift Bridge have?": ("12 tonnes",),
        "Who became harbour master on 3 June 2019?": ("Ada Lind",),
        "Which three things does the market sell?": ("bread; milk; salt",),
        "What does HB stand for?": ("Harbour Board",),
        "What does “fender” mean?": ("a cushion of rope between ship and quay",),
    }
    assert {question: answers.get(question) for question in expected} == expected


def test_a_question_without_a_name_says_which_document_it_is_about(folder):
    asked = [question for question in questions(folder) if "audio guides" in question]
    assert asked == [
        "According to “Museum Guide”, within how many minutes of the last tour must visitors "
        "return audio guides?"
    ]


def test_every_answer_stands_where_the_draft_says(folder):
    for draft in propose(folder):
        if draft.answer is not None:
            assert draft.answer.within(draft.evidence)
            place = " ".join(draft.document.quote(draft.answer).split())
            assert draft.items or place in draft.answers[0] or draft.answers[0] in place


def test_unanswerable_drafts_ask_for_what_is_not_there(folder):
    without = [draft for draft in propose(folder) if not draft.is_answerable]
    assert {draft.rule for draft in without} >= {"other year"}
    assert all(draft.question not in draft.document.text for draft in without)


def test_what_is_offered_does_not_repeat_its_source(folder, truthful):
    offered = ranked(judge_all(folder, truthful))
    assert len(offered) >= 12
    for one in offered:
        assert kept_share(one.draft.question, one.draft.quote) <= MOST_KEPT


def test_drafting_is_deterministic(folder, truthful):
    first, second = (draft_rows(ranked(judge_all(folder, truthful))) for _ in range(2))
    assert first == second


def test_drafts_are_a_question_file(folder, truthful, tmp_path):
    path = tmp_path / "drafts.jsonl"
    judged = judge_all(folder, truthful)
    write_rows(path, draft_rows(ranked(judged, limit=10)))
    rows = read_questions(path)
    assert len(rows) == 10
    assert all(row.evidence or row.unanswerable for row in rows)
    assert all(row["faults"] for row in rejected_rows(judged))


def test_a_draft_that_comes_back_comes_before_one_that_does_not(folder, truthful, index):
    index.alone = {
        question: document.quote(span) for question, (document, span) in truthful.script.items()
    }
    drafts = [one.draft for one in ranked(judge_all(folder, truthful)) if one.draft.answer]
    for draft in drafts:
        if not draft.items:
            assert judge(draft, folder, truthful).score > judge(draft, folder, index).score
