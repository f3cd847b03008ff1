"""Wrong drafts made on purpose, to see how many of them the checks find out.

`python -m pincite.eval.drafting.planting FOLDER` plants them among the drafts of a folder, asks
its index about each, and prints how many were rejected, by what was wrong with them.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pincite.corpus import PinciteError, Span
from pincite.eval.drafting.asking_index import indexed_folders
from pincite.eval.drafting.drafting import folder_of, judge, propose
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.round_trip import Asked

Spoil = Callable[[Draft, Sequence[Draft]], Draft | None]


def wrong_answer(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """The answer and place of another draft of the same document and kind."""
    other = next(
        (
            one
            for one in others
            if one.document is draft.document
            and one.kind == draft.kind
            and one.answers != draft.answers
            and not one.evidence.overlaps(draft.evidence)
        ),
        None,
    )
    if other is None:
        return None
    return replace(draft, answers=other.answers, answer=other.answer, evidence=other.evidence)


def wrong_place(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """Its own answer, said to stand in another sentence."""
    other = next((one for one in others if not one.evidence.overlaps(draft.evidence)), None)
    if other is None:
        return None
    start = other.evidence.start
    there = Span(start, min(other.evidence.end, start + len(draft.answers[0])))
    return replace(draft, document=other.document, evidence=other.evidence, answer=there)


def neighbouring_answer(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """A word of its own sentence that is not the answer."""
    given = draft.question + draft.answers[0]
    words = [word for word in draft.quote.split() if word.isalpha() and word not in given]
    if not words:
        return None
    start = draft.evidence.start + draft.quote.index(words[-1])
    return replace(draft, answers=(words[-1],), answer=Span(start, start + len(words[-1])))


def no_answer(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """A question that the documents answer, said to have no answer."""
    return replace(draft, answers=(), answer=None, items=(), kind="unanswerable")


def ill_formed(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """Words lost or doubled, no question word, a pronoun for what is asked about."""
    words = draft.question.rstrip("?").split()
    ways = (
        " ".join([*words[: len(words) // 2], "the"]) + "?",
        " ".join(words[1:]) + "?",
        " ".join([*words[:3], words[2], *words[3:]]) + "?",
        f"{words[0]} {words[1]} it?",
        " ".join(words),
    )
    return replace(draft, question=ways[len(draft.question) % len(ways)])


def copied(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    """Its sentence with a question word in front."""
    return replace(draft, question=f"What {' '.join(draft.quote.rstrip('.').split())}?")


SPOILS: tuple[Spoil, ...] = (
    wrong_answer, wrong_place, neighbouring_answer, no_answer, ill_formed, copied,
)  # fmt: skip


def plant(good: Sequence[Draft], n: int) -> Iterator[tuple[str, Draft]]:
    """At most n wrong drafts with what is wrong with them, every way in turn."""
    drafts = [draft for draft in good if draft.answer is not None and not draft.items]
    planted = 0
    for turn in range(len(drafts) * len(SPOILS)):
        spoil = SPOILS[turn % len(SPOILS)]
        draft = drafts[(turn // len(SPOILS) + turn) % len(drafts)]
        spoiled = spoil(draft, drafts)
        if spoiled is not None and planted < n:
            planted += 1
            yield spoil.__name__, spoiled


def found_out(folder: Folder, asked: Asked, n: int) -> tuple[Counter[str], Counter[str]]:
    """How many wrong drafts were planted and how many rejected, by what is wrong with them."""
    good = [one for one in propose(folder) if not judge(one, folder, asked).faults]
    planted: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    for name, draft in plant(good, n):
        planted[name] += 1
        rejected[name] += bool(judge(draft, folder, asked).faults)
    return planted, rejected


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints how many planted drafts were rejected."""
    parser = argparse.ArgumentParser(prog="python -m pincite.eval.drafting.planting")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=100, help="how many to plant (100)")
    args = parser.parse_args(arguments)
    try:
        with indexed_folders([args.folder]) as asked:
            planted, rejected = found_out(folder_of(asked.documents), asked, args.n)
    except PinciteError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, count in planted.items():
        sys.stdout.write(f"{name}: {rejected[name]} of {count} rejected\n")
    sys.stdout.write(f"all: {rejected.total()} of {planted.total()} rejected\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
