"""Whether one run is worse than another: figure by figure, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pincite.corpus import InputError
from pincite.eval.calibration import calibration_error
from pincite.eval.figures import BY_NAME, figure_values
from pincite.eval.questions import HELD_OUT
from pincite.eval.run_file import IDENTITY, ListedRow, Run
from pincite.eval.statistics import Interval, bootstrap_difference, mcnemar, permutation_test
from pincite.eval.summary import Json, judgements

MARGINS: Mapping[str, float] = {
    "exact": 0.01,
    "f1": 0.01,
    "item_f1": 0.02,
    "parts_f1": 0.05,
    "verdicts": 0.05,
    "recall_at_1": 0.02,
    "recall_at_5": 0.01,
    "recall_at_10": 0.01,
    "mrr": 0.01,
    "ndcg_at_10": 0.01,
    "citation_precision": 0.01,
    "verbatim": 0.0,
    "abstention_precision": 0.03,
    "abstention_recall": 0.03,
    "wrong_abstentions": 0.02,
    "conflicts_found": 0.05,
    "conflict_false_alarms": 0.01,
    "ece": 0.02,
}
"""How far each figure may get worse, as a share; docs/evaluation.md gives the reasons."""

_ROUNDING = 1e-9
_LOWER_IS_BETTER = {"ece"} | {name for name, one in BY_NAME.items() if not one.higher_is_better}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after."""

    name: str
    before: float | None
    after: float | None
    margin: float

    @property
    def loss(self) -> float:
        """How much worse it has become; negative when better, 0 where it cannot be said."""
        if self.before is None or self.after is None:
            return 0.0
        rise = self.after - self.before
        return rise if self.name.rpartition(".")[2] in _LOWER_IS_BETTER else -rise

    @property
    def has_fallen(self) -> bool:
        """Whether it has become worse by more than its margin."""
        return self.loss > self.margin + _ROUNDING


@dataclass(frozen=True, slots=True)
class Pair:
    """One question in both runs."""

    before: ListedRow
    after: ListedRow

    @property
    def gain(self) -> float:
        """How much higher its F1 is now."""
        return self.after.marks.f1 - self.before.marks.f1


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a run."""

    n: int
    """Questions that both runs list."""
    changes: tuple[Change, ...]
    better: tuple[Pair, ...]
    worse: tuple[Pair, ...]
    f1_interval: Interval
    """Of the mean change of F1 over the paired questions."""
    f1_p: float
    """Paired permutation test."""
    right_p: float
    """McNemar's test on the questions whose being right changed."""
    became_right: int
    became_wrong: int
    changed_documents: tuple[str, ...]
    untouched: tuple[Change, ...]
    """The same figures over the questions whose documents are the same; () when all are."""
    warnings: tuple[str, ...]

    @property
    def fallen(self) -> tuple[Change, ...]:
        """The figures that are worse by more than their margin."""
        return tuple(change for change in self.changes if change.has_fallen)

    @property
    def verdict(self) -> str:
        """One sentence on what happened."""
        if not self.fallen:
            return "No figure has fallen by more than its margin."
        names = ", ".join(change.name for change in self.fallen)
        if not self.changed_documents:
            return f"The quality fell ({names}); the documents are the same."
        if any(change.has_fallen for change in self.untouched):
            return f"The quality fell ({names}), also where the documents are the same."
        return f"The documents changed, and with them {names}; elsewhere nothing fell."


def compare(before: Run, after: Run, margins: Mapping[str, float] = MARGINS) -> Comparison:
    """The second run beside the first, question by question.

    Raises:
        InputError: the two share no question.
    """
    pairs = _paired(before, after)
    f1 = [pair.before.marks.f1 for pair in pairs], [pair.after.marks.f1 for pair in pairs]
    became_right = sum(pair.after.marks.right > pair.before.marks.right for pair in pairs)
    became_wrong = sum(pair.after.marks.right < pair.before.marks.right for pair in pairs)
    changed = _changed_documents(before, after)
    same = [pair for pair in pairs if not _touches(pair, changed)]
    return Comparison(
        n=len(pairs),
        changes=(*_changes(pairs, margins), *_of_totals(before, after, margins)),
        better=tuple(sorted((p for p in pairs if p.gain > 0), key=lambda p: -p.gain)),
        worse=tuple(sorted((p for p in pairs if p.gain < 0), key=lambda p: p.gain)),
        f1_interval=bootstrap_difference(*f1),
        f1_p=permutation_test(*f1),
        right_p=mcnemar(became_right, became_wrong),
        became_right=became_right,
        became_wrong=became_wrong,
        changed_documents=changed,
        untouched=tuple(_changes(same, margins)) if changed and same else (),
        warnings=tuple(_warnings(before, after, len(pairs))),
    )


def _paired(before: Run, after: Run) -> list[Pair]:
    later = {row.id: row for row in after.rows}
    pairs = [Pair(row, later[row.id]) for row in before.rows if row.id in later]
    if not pairs:
        raise InputError(
            f"{before.path} and {after.path} list no question of the same id; nothing to compare"
        )
    return pairs


def _changes(pairs: Sequence[Pair], margins: Mapping[str, float]) -> list[Change]:
    then, now = _values([p.before for p in pairs]), _values([p.after for p in pairs])
    return [Change(name, then[name], now[name], margin) for name, margin in margins.items()]


def _values(rows: Sequence[ListedRow]) -> dict[str, float | None]:
    marks = [row.marks for row in rows]
    return figure_values(marks) | {"ece": calibration_error(judgements(marks))}


def _of_totals(before: Run, after: Run, margins: Mapping[str, float]) -> list[Change]:
    """The held-out totals, which are comparable when both runs asked the same questions."""
    if before.questions_sha256 != after.questions_sha256:
        return []
    then, now = _held_out(before.summary), _held_out(after.summary)
    if not then or not now:
        return []
    return [
        Change(f"{HELD_OUT}.{name}", then.get(name), now.get(name), margin)
        for name, margin in margins.items()
    ]


def _held_out(summary: Json) -> Json:
    found: Json = summary.get("by_split", {}).get(HELD_OUT, {})
    return found


def _changed_documents(before: Run, after: Run) -> tuple[str, ...]:
    every = {*before.documents, *after.documents}
    return tuple(
        sorted(one for one in every if before.documents.get(one) != after.documents.get(one))
    )


def _touches(pair: Pair, changed: Sequence[str]) -> bool:
    return bool({*pair.before.sources, *pair.after.sources} & set(changed))


def _warnings(before: Run, after: Run, n: int) -> list[str]:
    said = []
    if before.questions_sha256 != after.questions_sha256:
        said.append("the two runs come from different question files; compared by id alone")
    for run in (before, after):
        if len(run.rows) > n:
            said.append(f"{run.path.name} lists {len(run.rows) - n} questions that the other lacks")
    for name in IDENTITY:
        if before.system[name] != after.system[name]:
            said.append(
                f"the {name} differ: {_difference(before.system[name], after.system[name])}"
            )
    return said


def _difference(then: object, now: object) -> str:
    if not isinstance(then, dict) or not isinstance(now, dict):
        return f"{then} before, {now} now"
    names = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    return ", ".join(f"{name} {then.get(name)} before, {now.get(name)} now" for name in names)
