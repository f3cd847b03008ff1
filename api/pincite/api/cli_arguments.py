"""The words of the command line: its commands, their arguments and their help."""

from argparse import (
    SUPPRESS,
    Action,
    ArgumentParser,
    RawDescriptionHelpFormatter,
)
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Subcommands = _SubParsersAction["Parser"]

DESCRIPTION = """\
Ask a folder of documents; get its exact words and the place where they stand."""

EXAMPLES = """\
examples:
  pincite index reports/                      read a folder (and again after changes)
  pincite ask "How many cars were sold?"      an answer with its citations
  pincite chat                                a conversation
  pincite ask --batch questions.jsonl --json  a file of questions

The index lies in --index DIR, else in $PINCITE_INDEX, else in .pincite here.
`pincite COMMAND --help` says more about a command."""

INDEX_EXAMPLES = """\
An index remembers the folders and files it was made from. Without PATH all of them are looked
at again; files that have not changed are not read twice.

examples:
  pincite index reports/ notes.md
  pincite index                               look at everything again
  pincite index --watch reports/              go on until interrupted
  pincite index reports/ --model BAAI/bge-small-en-v1.5"""

ASK_EXAMPLES = """\
A batch file holds a JSON object a line: {"id", "question"} and, where wanted, "history"
(a list of {"question", "answer"}), "in" (a list of patterns), "as_of", "max_error" and "explain".
A question that begins with a dash goes after `--`.

examples:
  pincite ask "Who leads the works council?"
  pincite ask "What was the margin?" --in "reports/2024*" --as-of 2024-12-31
  pincite ask "Who signed?" --json
  pincite ask "Who signed?" --explain
  pincite ask "Who signed?" --max-error 0.05     after `pincite calibrate`
  pincite ask --batch questions.jsonl --json > answers.jsonl"""

WHY_EXAMPLES = """\
PLACE is SOURCE:START-END, characters counted from 0, the end not included, as in a citation. Says
at which stage the place was lost on its way to the answer.

examples:
  pincite why "Who signed the contract?" reports/2024.md:120-131"""

CHAT_EXAMPLES = """\
A question may lean on the ones before it ("and in 2018?"); what was understood is shown.
/help lists what else can be typed."""

SEARCH_EXAMPLES = """\
examples:
  pincite search "charging time"
  pincite search warranty --in "*.md" --top-k 3 --json"""

SHOW_EXAMPLES = """\
Offsets count characters from 0; the end is not included. They are the start and end of a
citation.

examples:
  pincite show reports/2024.md
  pincite show reports/2024.md --span 120:164"""

VERIFY_EXAMPLES = """\
FILE holds a JSON object a line: citations, or whole answers as `ask --json` prints them.
Exit code 1 unless all stand.

examples:
  pincite verify answers.jsonl
  pincite ask "Who signed?" --json | pincite verify -"""


EXPORT_EXAMPLES = """\
The file holds the documents' text and everything made of it; the files themselves are not needed
where it is imported. The folders it was made from are remembered by their paths.

examples:
  pincite export reports.index
  pincite export .pincite reports.index"""

IMPORT_EXAMPLES = """\
The file is checked whole before anything of it counts. A folder that holds another index is
left as it is.

examples:
  pincite import reports.index
  pincite import reports.index --index copy/"""


SERVE_EXAMPLES = """\
Only this machine is served unless --host says otherwise. A tokens file holds a line for each
bearer, `NAME ask,write SECRET`; a request then bears `Authorization: Bearer SECRET`.

examples:
  pincite serve
  pincite serve --port 8080
  pincite serve --host 0.0.0.0 --tokens tokens.txt --allowed-host answers.example.org"""


MCP_EXAMPLES = """\
An assistant starts this command itself and gets the tools ask, search and show. In its settings:
  {"mcpServers": {"documents":
    {"command": "pincite", "args": ["mcp", "--index", "/path/of/.pincite"]}}}"""


class Parser(ArgumentParser):
    """An argument parser whose mistakes are errors of pincite."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the call.

        Raises:
            InputError: always.
        """
        from pincite.corpus.errors import InputError

        raise InputError(f"{message}; `{self.prog} --help` shows how it is called")


class ShowVersion(Action):
    """Prints the installed version; looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_: object) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and leave")

    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        """Prints and leaves."""
        from importlib.metadata import version

        print(f"pincite {version('pincite')}")
        parser.exit()


def build_parser() -> Parser:
    """The parser of the whole command line."""
    parser = _parser("pincite", DESCRIPTION, EXAMPLES)
    parser.add_argument("--version", action=ShowVersion)
    _add_index_option(parser, default=None)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", parser_class=Parser, required=True
    )
    _add_index(commands)
    _add_ask(commands)
    _add_why(commands)
    _add_chat(commands)
    _add_search(commands)
    _add_show(commands)
    _add_status_list_remove(commands)
    _add_verify(commands)
    _add_export_import(commands)
    _add_serve(commands)
    _add_mcp(commands)
    _add_feedback(commands)
    _add_eval(commands)
    return parser


def _parser(prog: str, description: str, epilog: str) -> Parser:
    return Parser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add(commands: "Subcommands", name: str, summary: str, epilog: str | None = None) -> Parser:
    command = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=epilog,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    # SUPPRESS: left out here, an --index given before the command keeps its value.
    _add_index_option(command, default=SUPPRESS)
    return command


def _add_index_option(parser: Parser, *, default: str | None) -> None:
    parser.add_argument(
        "--index", dest="index_dir", metavar="DIR", default=default, help="the folder of the index"
    )


def _add_json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON and nothing else")


def _add_in(command: Parser) -> None:
    command.add_argument(
        "--in",
        dest="sources",
        metavar="GLOB",
        action="append",
        default=[],
        help="only sources that match the pattern; may be given several times",
    )


def _add_top_k(command: Parser, what: str) -> None:
    command.add_argument("--top-k", type=int, metavar="N", help=what)


def _add_index(commands: "Subcommands") -> None:
    command = _add(commands, "index", "read folders and files into the index", INDEX_EXAMPLES)
    command.add_argument("paths", nargs="*", metavar="PATH", help="a folder or a file")
    command.add_argument(
        "--model",
        metavar="NAME",
        help="encode with this sentence-transformers model or folder (needs pincite[models])",
    )
    command.add_argument(
        "--ocr",
        action="store_true",
        help="recognise the words of scanned pages (needs pincite[ocr])",
    )
    command.add_argument(
        "--watch", action="store_true", help="stay, and index again whenever files have changed"
    )
    _add_json(command)


def _add_ask(commands: "Subcommands") -> None:
    command = _add(commands, "ask", "answer a question, or a file of questions", ASK_EXAMPLES)
    command.add_argument("question", nargs="*", metavar="QUESTION", help="the question")
    command.add_argument(
        "--batch", metavar="FILE", help='questions, one a line ("-": standard input)'
    )
    _add_in(command)
    command.add_argument(
        "--as-of", metavar="DATE", help="what counts as today (YYYY, YYYY-MM or YYYY-MM-DD)"
    )
    _add_top_k(command, "how many passages are read")
    _add_max_error(command)
    command.add_argument(
        "--explain", action="store_true", help="say what each stage found and what dropped it"
    )
    _add_json(command)


def _add_why(commands: "Subcommands") -> None:
    command = _add(commands, "why", "say why a known place is not the answer", WHY_EXAMPLES)
    command.add_argument("question", nargs="+", metavar="QUESTION", help="the question")
    command.add_argument("place", metavar="PLACE", help="SOURCE:START-END")
    _add_in(command)
    command.add_argument(
        "--as-of", metavar="DATE", help="what counts as today (YYYY, YYYY-MM or YYYY-MM-DD)"
    )
    _add_top_k(command, "how many passages are read")
    _add_json(command)


def _add_max_error(command: Parser) -> None:
    command.add_argument(
        "--max-error",
        type=float,
        metavar="SHARE",
        help="answer only as far as wrong answers stay within this share, as 0.05",
    )
    command.add_argument(
        "--error-of",
        choices=("questions", "answers"),
        help="what it is a share of: all questions asked (the default), or the answers given",
    )


def _add_chat(commands: "Subcommands") -> None:
    command = _add(commands, "chat", "hold a conversation on the terminal", CHAT_EXAMPLES)
    _add_in(command)
    command.add_argument(
        "--as-of", metavar="DATE", help="what counts as today (YYYY, YYYY-MM or YYYY-MM-DD)"
    )
    _add_top_k(command, "how many passages are read")
    _add_max_error(command)


def _add_search(commands: "Subcommands") -> None:
    command = _add(commands, "search", "list the passages nearest to a query", SEARCH_EXAMPLES)
    command.add_argument("query", nargs="+", metavar="QUERY", help="words, or a question")
    _add_in(command)
    _add_top_k(command, "how many passages are listed (10)")
    _add_json(command)


def _add_show(commands: "Subcommands") -> None:
    command = _add(commands, "show", "print a document's text, a span of it marked", SHOW_EXAMPLES)
    command.add_argument("source", metavar="SOURCE", help="a document as `pincite list` names it")
    command.add_argument("--span", metavar="START:END", help="the characters to mark")


def _add_status_list_remove(commands: "Subcommands") -> None:
    _add_json(_add(commands, "status", "say what the index holds and how it was made"))
    _add_json(_add(commands, "list", "list the documents of the index"))
    command = _add(commands, "remove", "take documents out of the index")
    command.add_argument(
        "remove_sources", nargs="+", metavar="SOURCE", help="a document as `pincite list` names it"
    )


def _add_verify(commands: "Subcommands") -> None:
    command = _add(
        commands, "verify", "check that citations still stand in the index", VERIFY_EXAMPLES
    )
    command.add_argument("file", metavar="FILE", help='citations or answers ("-": standard input)')
    _add_json(command)


def _add_export_import(commands: "Subcommands") -> None:
    command = _add(commands, "export", "write the index into one file", EXPORT_EXAMPLES)
    command.add_argument("index", nargs="?", metavar="INDEX", help="the folder of the index")
    command.add_argument("file", metavar="FILE", help="the file to write; replaced if it is there")
    _add_json(command)
    command = _add(commands, "import", "make an index of an exported file", IMPORT_EXAMPLES)
    command.add_argument("file", metavar="FILE", help="a file that `pincite export` wrote")
    _add_json(command)


def _add_serve(commands: "Subcommands") -> None:
    command = _add(commands, "serve", "serve the index over HTTP, with a page", SERVE_EXAMPLES)
    command.add_argument("--host", default="127.0.0.1", help="the address (127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="the port (8000; 0: a free one)")
    command.add_argument("--tokens", metavar="FILE", help="who may ask and who may write")
    command.add_argument(
        "--uploads", metavar="FOLDER", help="take uploads into this folder (needs --tokens)"
    )
    command.add_argument(
        "--anyone-may-ask",
        action="store_true",
        help="serve other machines without tokens: whoever reaches the port reads the documents",
    )
    command.add_argument(
        "--allowed-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a host name it is reached by; may be given several times",
    )
    command.add_argument(
        "--workers", type=int, default=1, metavar="N", help="questions answered at once (1)"
    )
    command.add_argument(
        "--keep-answers", type=int, metavar="DAYS", help="keep answers for feedback and links (off)"
    )
    command.add_argument("--log-questions", action="store_true", help="write questions to the log")


def _add_mcp(commands: "Subcommands") -> None:
    _add(commands, "mcp", "serve other assistants (MCP) on standard input and output", MCP_EXAMPLES)


def _add_feedback(commands: "Subcommands") -> None:
    command = _add(
        commands, "feedback", "write what people said of kept answers, as a question file"
    )
    command.add_argument(
        "--out", metavar="FILE", default="-", help='where to ("-", the default: standard output)'
    )


def _add_eval(commands: "Subcommands") -> None:
    commands.add_parser(
        "calibrate", help="learn what confidence means over these documents", add_help=False
    )
    commands.add_parser("eval", help="measure answers on questions and compare", add_help=False)
