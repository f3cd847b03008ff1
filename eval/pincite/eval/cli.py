"""The commands of `pincite eval`: measuring, comparing, reporting, calibrating and drafting."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from pincite.corpus import InputError

DONE = 0
CHECK_FAILED = 1

EXAMPLES = """\
examples:
  pincite eval run --questions questions.jsonl --out runs/today.json
  pincite eval compare runs/yesterday.json runs/today.json
  pincite eval reader dev-v2.0.json --json
  pincite eval import squad dev-v2.0.json --out squad/"""

RUN_EXAMPLES = """\
FILE holds a JSON object a line: {"id", "question", "kind", "answers", "unanswerable"} and, where
it is known, "evidence": [{"source", "quote"}]. Rows with "split": "heldout" count in the totals
and are never listed."""

CALIBRATE_EXAMPLES = """\
FILE holds questions over the indexed documents with their right answers, as for `eval run`; some
of them should be unanswerable. What is learnt is kept with the index: confidences then mean what
they say over these documents, and `pincite ask --max-error 0.05` holds wrong answers at a share.

examples:
  pincite calibrate --questions questions.jsonl
  pincite ask --max-error 0.05 "Who signed?"
  pincite calibrate --forget"""

COMPARE_EXAMPLES = """\
Exit code 1 when a figure has fallen by more than its margin. Questions are paired by id."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are errors of pincite."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the call.

        Raises:
            InputError: always.
        """
        raise InputError(f"{message}; `{self.prog} --help` shows how it is called")


def main(arguments: Sequence[str], *, index_dir: Path | None = None) -> int:
    """Runs a command of `pincite eval` and returns its exit code: 1 when a comparison failed.

    Raises:
        PinciteError: the call, a file or the index is wrong.
    """
    args = build_parser().parse_args(arguments)
    place = args.index_dir or index_dir or os.environ.get("PINCITE_INDEX") or ".pincite"
    return handle(args, Path(place))


def handle(args: argparse.Namespace, index_dir: Path) -> int:
    """Runs the command that the arguments name."""
    commands = {
        "run": _run,
        "compare": _compare,
        "reader": _reader,
        "import": _import,
        "calibrate": _calibrate,
        "draft": _draft,
        "review": _review,
        "report": _report,
    }
    return commands[args.eval_command](args, index_dir)


def build_parser() -> Parser:
    """The parser of `pincite eval`."""
    parser = Parser(
        prog="pincite eval",
        description="Measure answers on questions whose answers are known.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--index", dest="index_dir", metavar="DIR", help="the folder of the index")
    add_commands(parser.add_subparsers(dest="eval_command", metavar="COMMAND", required=True))
    return parser


def add_commands(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Adds run, compare, reader and import."""
    _add_run(commands)
    _add_compare(commands)
    reader = _add(commands, "reader", "measure the reader alone, each question on its passage")
    reader.add_argument(
        "file", type=Path, metavar="FILE", help="SQuAD JSON or JSON lines, also .gz"
    )
    reader.add_argument("--limit", type=_count, metavar="N", help="only the first N questions")
    _add_import(commands)
    _add_calibrate(commands)
    _add_drafting(commands)
    _add_report(commands)


def _add(
    commands: "argparse._SubParsersAction[Parser]", name: str, summary: str, epilog: str = ""
) -> Parser:
    command = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_argument(
        "--index", dest="index_dir", metavar="DIR", default=argparse.SUPPRESS,
        help="the folder of the index",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="print JSON and nothing else")
    return command


def _add_run(commands: "argparse._SubParsersAction[Parser]") -> None:
    run = _add(commands, "run", "ask every question of a file and judge the answers", RUN_EXAMPLES)
    run.add_argument(
        "--questions", type=Path, metavar="FILE", action="append", required=True,
        help="a question file; may be given several times, then figures are also by file",
    )  # fmt: skip
    run.add_argument("--out", type=Path, metavar="RUN.json", help="where the run is kept")
    run.add_argument("--split", metavar="NAME", help='only the rows of this split ("dev")')
    run.add_argument("--limit", type=_count, metavar="N", help="only the first N rows of each file")
    run.add_argument(
        "--followups", action="store_true",
        help="ask follow-ups also without their history and written out in full",
    )  # fmt: skip
    run.add_argument(
        "--plain-softmax", action="store_true",
        help="compare the confidence with the reader's own probability",
    )  # fmt: skip
    run.add_argument("--trec", type=Path, metavar="DIR", help="write run.trec and qrels.trec there")


def _add_compare(commands: "argparse._SubParsersAction[Parser]") -> None:
    compare = _add(
        commands, "compare", "tell whether a run is worse than another", COMPARE_EXAMPLES
    )
    compare.add_argument("baseline", type=Path, metavar="BASELINE.json")
    compare.add_argument("run", type=Path, metavar="RUN.json")
    compare.add_argument(
        "--margin", type=_margin, metavar="FIGURE=SHARE", action="append", default=[],
        help="how far a figure may fall (f1=0.02); may be given several times",
    )  # fmt: skip
    compare.add_argument("--junit", type=Path, metavar="FILE", help="write JUnit XML")
    compare.add_argument("--markdown", type=Path, metavar="FILE", help="write the report there too")


def _add_import(commands: "argparse._SubParsersAction[Parser]") -> None:
    command = _add(commands, "import", "make documents and questions of a public data set")
    command.add_argument("form", choices=("squad", "beir"))
    command.add_argument("source", type=Path, metavar="FILE_OR_FOLDER")
    command.add_argument("--out", type=Path, metavar="DIR", required=True)
    command.add_argument("--limit", type=_count, metavar="N", help="at most N questions (squad)")
    command.add_argument("--qrels", default="test", metavar="NAME", help="which qrels (beir; test)")


def _add_calibrate(commands: "argparse._SubParsersAction[Parser]") -> None:
    command = _add(
        commands,
        "calibrate",
        "learn what confidence means over one's own documents",
        CALIBRATE_EXAMPLES,
    )
    command.add_argument(
        "--questions", type=Path, metavar="FILE", action="append", default=[],
        help="a question file; may be given several times",
    )  # fmt: skip
    command.add_argument("--split", metavar="NAME", help='only the rows of this split ("dev")')
    command.add_argument(
        "--forget", action="store_true", help="go back to the confidence that is shipped"
    )


def _add_drafting(commands: "argparse._SubParsersAction[Parser]") -> None:
    from pincite.eval.drafting import commands as drafting

    draft = _add(
        commands, "draft", "propose questions with answers from documents", drafting.DRAFT_EXAMPLES
    )
    drafting.add_draft(draft, _count)
    review = _add(commands, "review", "go through drafts or feedback", drafting.REVIEW_EXAMPLES)
    drafting.add_review(review)


def _add_report(commands: "argparse._SubParsersAction[Parser]") -> None:
    from pincite.eval.reporting import commands as reporting

    report = _add(commands, "report", "a page of tables and curves", reporting.REPORT_EXAMPLES)
    reporting.add_report(report)


def _run(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.run import run_questions
    from pincite.eval.run_file import write_run
    from pincite.eval.summary_report import summary_to_markdown

    if args.out and args.out.is_dir():
        raise InputError(f"--out {args.out}: is a folder; name a file")
    content = run_questions(
        index_dir,
        args.questions,
        split=args.split,
        limit=args.limit,
        followups=args.followups,
        plain_softmax=args.plain_softmax,
        trec=args.trec,
        progress=_progress,
    )
    if args.out:
        write_run(args.out, content)
    _say(content["summary"], args, summary_to_markdown(content["summary"], content["warnings"]))
    return DONE


def _compare(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.compare import MARGINS, compare
    from pincite.eval.compare_report import to_json, to_junit, to_markdown
    from pincite.eval.run_file import read_run

    unknown = sorted(dict(args.margin).keys() - MARGINS.keys())
    if unknown:
        raise InputError(f"--margin: no figure {unknown[0]!r}; there are {', '.join(MARGINS)}")
    margins = {**MARGINS, **dict(args.margin)}
    comparison = compare(read_run(args.baseline), read_run(args.run), margins)
    if args.junit:
        args.junit.write_text(to_junit(comparison), encoding="utf-8")
    if args.markdown:
        args.markdown.write_text(to_markdown(comparison), encoding="utf-8")
    _say(to_json(comparison), args, to_markdown(comparison))
    return CHECK_FAILED if comparison.fallen else DONE


def _reader(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.reader_eval import evaluate_reader, shipped_decision
    from pincite.eval.reading_sets import read_reading_set
    from pincite.qa.onnx_reader import OnnxReader

    rows = read_reading_set(args.file, limit=args.limit)
    figures = evaluate_reader(OnnxReader(), rows, shipped_decision())
    lines = [f"{name}: {value}" for name, value in figures.items() if value is not None]
    _say(figures, args, "\n".join(lines) + "\n")
    return DONE


def _import(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.importing import DOCUMENTS, QUESTIONS, import_beir, import_squad

    if args.form == "squad":
        n = import_squad(args.source, args.out, limit=args.limit)
    else:
        n = import_beir(args.source, args.out, qrels=args.qrels)
    folders = {"documents": str(args.out / DOCUMENTS), "questions": str(args.out / QUESTIONS)}
    text = f"{n} questions in {folders['questions']}, documents in {folders['documents']}\n"
    _say({"n": n} | folders, args, text)
    return DONE


def _calibrate(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.calibrate import calibrate_index, figures, forget_calibration, to_text

    if args.forget == bool(args.questions):
        raise InputError("give --questions FILE to calibrate by, or --forget")
    if args.forget:
        forgotten = forget_calibration(index_dir)
        text = "The calibration is forgotten.\n" if forgotten else "There was no calibration.\n"
        _say({"forgotten": forgotten}, args, text)
        return DONE
    made = calibrate_index(index_dir, args.questions, split=args.split, progress=_progress)
    shown = figures(made.calibration)
    _say(shown | {"kept_in": str(made.path)}, args, to_text(shown, made.path))
    return DONE


def _draft(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.drafting import commands as drafting

    summary, text = drafting.draft(args, index_dir, _progress)
    _say(summary, args, text)
    return DONE


def _review(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.drafting import commands as drafting

    summary, text = drafting.review(args)
    _say(summary, args, text)
    return DONE


def _report(args: argparse.Namespace, index_dir: Path) -> int:
    from pincite.eval.reporting import commands as reporting

    summary, text = reporting.report(args)
    _say(summary, args, text)
    return DONE


def _say(value: object, args: argparse.Namespace, text: str) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n" if args.json else text)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} questions" + ("\n" if done == total else ""))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _margin(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    try:
        margin = float(share)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not FIGURE=SHARE") from error
    if not 0 <= margin <= 1:
        raise argparse.ArgumentTypeError(f"{text!r}: a share lies between 0 and 1")
    return name, margin
