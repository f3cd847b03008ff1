"""Why an answer was given or not, as a person reads it on a terminal."""

import textwrap
from collections.abc import Iterator

from pincite.api.cli_terminal import Style, harmless
from pincite.corpus import Span
from pincite.qa.error_bounds import ErrorBound, percent
from pincite.qa.explanations import Change, Explanation, PassageTrace, ProposalTrace, Why

DROPPED = {
    "not_read": "not read",
    "no_span": "nothing found in it",
    "wrong_type": "not the kind of thing asked for",
    "wrong_time": "speaks of another year",
    "below_the_bar": "below the bar",
    "outweighed": "another is likelier",
    "other_way": "another way of answering was chosen",
}
QUOTED = 60
"""Characters of a quote in a line."""


def bound_lines(bound: ErrorBound | None, style: Style) -> Iterator[str]:
    """What the answer was held to; nothing where no error was asked for."""
    if bound is None:
        return
    yield ""
    yield style.dim(
        f"wrong answers held at {percent(bound.max_error)} of the {bound.of}: by {bound.n} judged "
        f"questions, of which {bound.answered} stand at the bar of {bound.bar:.2f} or above, "
        f"{bound.wrong} of them answered wrong"
    )


def explanation_lines(explanation: Explanation, style: Style) -> Iterator[str]:
    """The stages in order: passages, proposals, the bar, and what would have changed the answer."""
    yield ""
    yield style.bold(_flat(f"Why: {explanation.question}"))
    yield f"{explanation.candidates} passages found, {explanation.read} read"
    if explanation.missing_terms:
        yield f"in none of those read: {_flat(', '.join(explanation.missing_terms))}"
    yield from (_passage(passage, style) for passage in explanation.passages)
    yield f"proposals ({explanation.way or 'none'} chosen):"
    yield from (_proposal(proposal, style) for proposal in explanation.proposals)
    yield f"confidence {explanation.confidence:.2f} against a bar of {explanation.bar:.2f}"
    if explanation.changes:
        yield "another question would have got:"
        yield from (_change(change, style) for change in explanation.changes)


def render_why(why: Why, style: Style) -> str:
    """How far a known place came, stage by stage."""
    lines = [
        style.bold(f"{_flat(why.source)}:{why.span.start}-{why.span.end} {_quoted(why.quote)}")
    ]
    for step in why.steps:
        sign = "passed" if step.passed else "lost"
        said = f"{sign:<6} {step.stage:<9} {_flat(step.said)}"
        lines.extend(textwrap.wrap(said, style.width, subsequent_indent=" " * 17))
    if why.lost_at is None:
        lines.append("It is cited in the answer.")
    given = f"answered instead: {_quoted(why.answer)}" if why.answer else "No answer was given."
    if why.lost_at is not None:
        lines.append(given)
    return "\n".join(lines)


def _passage(passage: PassageTrace, style: Style) -> str:
    scores = f"{passage.score:.2f} (words {passage.bm25:.1f}, meaning {passage.cosine:.2f})"
    read = ""
    if passage.best is not None and passage.margin is not None:
        read = f" · {_quoted(passage.best)} {passage.margin:+.1f}"
    place = _place(passage.source, passage.span)
    return f"{passage.rank:>3}. {place}{read}  {style.dim(_fate(passage.dropped, scores))}"


def _proposal(proposal: ProposalTrace, style: Style) -> str:
    place = _place(proposal.source, proposal.span)
    fate = style.dim(_fate(proposal.dropped, f"{proposal.origin}, {place}"))
    return f"  {proposal.probability:.2f} {_quoted(proposal.answer)}  {fate}"


def _change(change: Change, style: Style) -> str:
    answer = _quoted(change.answer) if change.answer else "no answer"
    said = style.dim(f"({change.status}, {change.confidence:.2f})")
    return f"  {_flat(change.change)}: {answer} {said}"


def _fate(dropped: str | None, said: str) -> str:
    return f"{said} · {DROPPED[dropped] if dropped else 'the answer'}"


def _place(source: str, span: Span) -> str:
    return f"{_flat(source)}:{span.start}-{span.end}"


def _quoted(text: str) -> str:
    flat = _flat(text)
    return f"“{flat if len(flat) <= QUOTED else flat[: QUOTED - 1] + '…'}”"


def _flat(text: str) -> str:
    return harmless(" ".join(text.split()))
