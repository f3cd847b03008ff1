"""A conversation: questions that may lean on the ones before them."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pincite.api.cli_engine import Assistant
from pincite.api.cli_render import render_answer
from pincite.api.cli_terminal import Style, harmless
from pincite.corpus.errors import InputError
from pincite.qa.answers import Answer, Question, Turn

HELP = """\
/new      forget the conversation and start another
/sources  list the documents that are read
/quit     leave (Ctrl-D too)
/help     this list
Anything else is a question; it may lean on the ones before it ("and in 2018?")."""
PROMPT = "> "


def converse(
    assistant: Assistant, first: Question, sources: Callable[[], Sequence[str]], style: Style
) -> None:
    """Reads questions until the end of input or /quit and prints their answers.

    `first` carries what limits every question (sources, as_of, top_k); its text is not asked.
    """
    history: tuple[Turn, ...] = ()
    for line in _lines():
        if line == "/quit":
            return
        if line == "/new":
            history = ()
            print(style.dim("A new conversation."))
        elif line.startswith("/"):
            print(_told(line, sources))
        else:
            history = _turn(assistant, replace(first, text=line, history=history), style)
        print(flush=True)


def _turn(assistant: Assistant, question: Question, style: Style) -> tuple[Turn, ...]:
    """Asks, prints, and returns the history with this turn; a refused question leaves it."""
    try:
        answer = assistant.ask(question)
    except InputError as error:
        print(f"pincite: {error}", file=sys.stderr)
        return question.history
    print(render_answer(answer, style))
    return (*question.history, _as_turn(answer))


def _as_turn(answer: Answer) -> Turn:
    """The turn as it was understood, so that what follows need not be resolved twice."""
    return Turn(answer.interpreted_question or answer.question, answer.answer or "")


def _told(line: str, sources: Callable[[], Sequence[str]]) -> str:
    if line == "/help":
        return HELP
    if line == "/sources":
        return "\n".join(harmless(source) for source in sources())
    return f"{line.split()[0]} is no command here; /help lists them"


def _lines() -> Iterator[str]:
    """The lines typed, stripped, without empty ones; with line editing on a terminal."""
    interactive = sys.stdin.isatty()
    if interactive:
        _enable_editing()
        print("Ask; /help lists what else can be typed.", file=sys.stderr)
    while True:
        try:
            line = input(PROMPT if interactive else "")
        except EOFError:
            return
        if line.strip():
            yield line.strip()


def _enable_editing() -> None:
    """Arrow keys and recall, where Python was built with readline."""
    try:
        import readline  # noqa: F401 - importing it is what makes input() editable
    except ImportError:
        return
