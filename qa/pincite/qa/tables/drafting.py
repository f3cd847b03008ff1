"""Drafts tables and questions with known answers, to fit the weights on.

Names come from the tables it is given; numbers, captions and questions are made up. Every answer
is worked out here from the drafted numbers, not by what is fitted. One draft in four asks for
something the table does not have: another name, another year, another quantity.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TableText:
    """The words of a table."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A question over a table with what is right."""

    question: str
    title: str
    table: TableText
    answer: str | None
    """None where the table does not answer."""
    number: float | None = None
    """Of a worked-out answer, its value."""
    others: tuple[TableText, ...] = ()
    """Tables that retrieval would bring as well."""


def load_wordings(section: str) -> dict[str, list[str]]:
    """The wordings of questions that are drafted, by what they ask for."""
    content = json.loads((Path(__file__).parent / "wordings.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = content[section]
    return found


_WORDINGS = load_wordings("matrix")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A drafted table of numbers: names down, years across."""

    text: TableText
    names: tuple[str, ...]
    years: tuple[int, ...]
    """In the order of time."""
    numbers: dict[tuple[str, int], float]
    written: dict[tuple[str, int], str]
    key: str
    quantity: str
    scale: float
    has_total: bool
    spare: tuple[str, ...]
    """Names of the same kind that the table does not have."""


Draft = tuple[str, dict[str, object], str | None, float | None]


def draft(
    name_lists: Sequence[Sequence[str]], chance: random.Random, count: int
) -> Iterator[Example]:
    """Drafted examples; the same lists and seed give the same ones."""
    for number in range(count):
        matrix = draft_matrix(chance.choice(name_lists), chance)
        made = chance.choice(_WAYS)(matrix, chance)
        if made is None:
            continue
        template, values, answer, value = made
        others = tuple(_beside(matrix, name_lists, chance) for _ in range(chance.choice((0, 1, 2))))
        spoiled = chance.random() < 0.25 and _spoil(matrix, others, template, values, chance)
        values = {
            "q": matrix.quantity,
            "k": matrix.key,
            "first": matrix.years[0],
            "last": matrix.years[-1],
        } | values
        if chance.random() < 0.08:
            values["r"] = _misspelt(str(values.get("r", "")), chance)
        question = chance.choice(_WORDINGS["greetings"]) + template.format(**values)
        if chance.random() < 0.3:
            question = question.casefold().rstrip("?")
        yield Example(
            question, f"draft-{number}", _shown(matrix, chance), None if spoiled else answer,
            None if spoiled else value, tuple(other.text for other in others),
        )  # fmt: skip


def _misspelt(name: str, chance: random.Random) -> str:
    """The name with a letter left out or two swapped, where it is long enough."""
    at = chance.randint(2, max(2, len(name) - 3))
    if len(name) < 7 or not name[at : at + 2].isalpha():
        return name
    if chance.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _spoil(
    matrix: Matrix,
    others: Sequence[Matrix],
    template: str,
    values: dict[str, object],
    chance: random.Random,
) -> bool:
    """Exchanges a name, a year or the quantity for one that the table does not have."""
    which = chance.choice(
        [name for name in ("q", "r", "y", "s") if f"{{{name}}}" in template] or [""]
    )
    strange = [
        o.quantity
        for o in others
        if o.quantity != matrix.quantity and values.get("r") not in o.names
    ]
    if which == "q" and strange and "r" in values:
        values["q"] = chance.choice(strange)
        return True
    if which == "y":
        values["y"] = chance.choice(
            (matrix.years[0] - chance.randint(1, 4), matrix.years[-1] + chance.randint(1, 4))
        )
    elif which == "q":
        values["q"] = chance.choice([q for q in _WORDINGS["quantities"] if q != matrix.quantity])
    elif not matrix.spare or not which:
        return False
    else:
        values[which] = chance.choice(matrix.spare)
    return True


def _beside(matrix: Matrix, name_lists: Sequence[Sequence[str]], chance: random.Random) -> Matrix:
    """Another table of the same document: other numbers, and other names or another quantity."""
    if chance.random() < 0.5:
        quantity = chance.choice([q for q in _WORDINGS["quantities"] if q != matrix.quantity])
        return draft_matrix(matrix.names, chance, quantity=quantity, years=matrix.years)
    return draft_matrix(chance.choice(name_lists), chance, years=matrix.years)


def draft_matrix(
    names: Sequence[str],
    chance: random.Random,
    *,
    quantity: str | None = None,
    years: tuple[int, ...] | None = None,
) -> Matrix:
    """A table of numbers with some of the names."""
    shuffled = list(names)
    chance.shuffle(shuffled)
    size = chance.randint(3, 9)
    used, spare = shuffled[:size], shuffled[size : size + 4]
    if years is None:
        first = chance.randint(1990, 2020)
        years = tuple(range(first, first + chance.randint(3, 8)))
    quantity = quantity or chance.choice(_WORDINGS["quantities"])
    key, unit = chance.choice(_WORDINGS["keys"]), chance.choice(_WORDINGS["units"])
    write, draw = _writing(chance)
    numbers = {(name, year): draw() for name in used for year in years}
    has_total = chance.random() < 0.5
    written = {place: write(number) for place, number in numbers.items()}
    rows = [(name, *(written[name, year] for year in years)) for name in used]
    if has_total:
        sums = (write(sum(numbers[name, year] for name in used)) for year in years)
        rows.append(
            (chance.choice(("Total", "**Total**", "All together", f"Total {quantity}")), *sums)
        )
    caption = chance.choice(_WORDINGS["captions"]).format(
        q=quantity.capitalize(), k=key, u=unit, n=chance.randint(1, 9)
    )
    corner = chance.choice(("", "Year", key.capitalize(), key.capitalize()))
    scale = 1e3 if "thousand" in unit else 1e6 if "million" in unit else 1.0
    text = TableText((corner, *map(str, years)), tuple(rows), caption)
    return Matrix(
        text, tuple(used), years, numbers, written, key, quantity, scale, has_total, tuple(spare)
    )


def _writing(chance: random.Random) -> tuple[Callable[[float], str], Callable[[], float]]:
    """How numbers are written, and how they are drawn."""
    decimals = chance.choice((0, 0, 0, 1, 2))
    size = 10 ** chance.uniform(1.2, 7 if decimals == 0 else 3)
    mark = chance.choice(("{}", "{}", "{}", "€{}", "{} kg"))
    grouping = "," if size > 500 and chance.random() < 0.8 else ""

    def write(number: float) -> str:
        return mark.format(f"{number:{grouping}.{decimals}f}")

    def draw() -> float:
        return round(size * chance.uniform(0.4, 3), decimals)

    return write, draw


def _shown(matrix: Matrix, chance: random.Random) -> TableText:
    """The table as it is shown: newest year first, or turned, or as drafted."""
    text, roll = matrix.text, chance.random()
    if roll < 0.2:
        flip = tuple((row[0], *reversed(row[1:])) for row in text.rows)
        return replace(text, names=(text.names[0], *reversed(text.names[1:])), rows=flip)
    if roll < 0.35 and not matrix.has_total:
        columns = list(zip(text.names, *text.rows, strict=True))
        return replace(text, names=("Year", *columns[0][1:]), rows=tuple(columns[1:]))
    return text


def _some(matrix: Matrix, chance: random.Random) -> tuple[str, int]:
    return chance.choice(matrix.names), chance.choice(matrix.years)


def _two_years(matrix: Matrix, chance: random.Random) -> tuple[int, int]:
    one, other = sorted(chance.sample(matrix.years, 2))
    return one, other


def _bound(
    matrix: Matrix, numbers: Sequence[float], chance: random.Random
) -> tuple[str, float] | None:
    """A round number between those given, written in words or digits."""
    low, high = min(numbers), max(numbers)
    digits = len(str(int(high)))
    step = 10 ** max(0, digits - 2)
    value = round((low + chance.random() * (high - low)) / step) * step
    if not low < value < high or value in numbers:
        return None
    whole = value * matrix.scale
    written = f"{int(whole):,}"
    if whole >= 1e6 and whole % 1e5 == 0 and chance.random() < 0.6:
        written = f"{whole / 1e6:g} million"
    return written, value


def _look_up(matrix: Matrix, chance: random.Random) -> Draft | None:
    r, y = _some(matrix, chance)
    return chance.choice(_WORDINGS["look_up"]), {"r": r, "y": y}, matrix.written[r, y], None


def _total(matrix: Matrix, chance: random.Random) -> Draft | None:
    _, y = _some(matrix, chance)
    value = sum(matrix.numbers[name, y] for name in matrix.names)
    return chance.choice(_WORDINGS["total"]), {"y": y}, str(value), value


def _reverse(matrix: Matrix, chance: random.Random) -> Draft | None:
    r, y = _some(matrix, chance)
    v = matrix.written[r, y]
    if list(matrix.written.values()).count(v) > 1:
        return None
    if chance.random() < 0.5:
        return chance.choice(_WORDINGS["row_of_value"]), {"v": v, "y": y}, r, None
    return chance.choice(_WORDINGS["year_of_value"]), {"v": v, "r": r}, str(y), None


def _top(matrix: Matrix, chance: random.Random) -> Draft | None:
    r, y = _some(matrix, chance)
    highest = chance.random() < 0.6
    pick = max if highest else min
    degrees = load_wordings("high" if highest else "low")
    words: dict[str, object] = {name: chance.choice(found) for name, found in degrees.items()}
    roll = chance.random()
    if roll < 0.45:
        best = pick(matrix.names, key=lambda name: matrix.numbers[name, y])
        return chance.choice(_WORDINGS["top_row"]), words | {"y": y}, best, None
    year = pick(matrix.years, key=lambda year: matrix.numbers[r, year])
    if roll < 0.85:
        return chance.choice(_WORDINGS["top_year"]), words | {"r": r}, str(year), None
    return chance.choice(_WORDINGS["top_value"]), words | {"r": r}, matrix.written[r, year], None


def _first_over(matrix: Matrix, chance: random.Random) -> Draft | None:
    r, _ = _some(matrix, chance)
    bound = _bound(matrix, [matrix.numbers[r, year] for year in matrix.years], chance)
    if bound is None:
        return None
    year = next(year for year in matrix.years if matrix.numbers[r, year] > bound[1])
    return chance.choice(_WORDINGS["first_over"]), {"r": r, "b": bound[0]}, str(year), None


def _sum_or_mean(matrix: Matrix, chance: random.Random) -> Draft | None:
    roll = chance.random()
    if roll < 0.4 and len(matrix.names) > 3:
        r, s = chance.sample(matrix.names, 2)
        _, y = _some(matrix, chance)
        value = matrix.numbers[r, y] + matrix.numbers[s, y]
        return chance.choice(_WORDINGS["sum_rows"]), {"r": r, "s": s, "y": y}, str(value), value
    if roll < 0.5:
        _, y = _some(matrix, chance)
        value = sum(matrix.numbers[name, y] for name in matrix.names) / len(matrix.names)
        return chance.choice(_WORDINGS["mean_rows"]), {"y": y}, str(value), value
    r, _ = _some(matrix, chance)
    y, z = _two_years(matrix, chance)
    numbers = [matrix.numbers[r, year] for year in matrix.years if y <= year <= z]
    if roll < 0.75:
        return (
            chance.choice(_WORDINGS["sum_years"]),
            {"r": r, "y": y, "z": z},
            str(sum(numbers)),
            sum(numbers),
        )
    mean = sum(numbers) / len(numbers)
    return chance.choice(_WORDINGS["mean_years"]), {"r": r, "y": y, "z": z}, str(mean), mean


def _of_two(matrix: Matrix, chance: random.Random) -> Draft | None:
    roll = chance.random()
    if roll < 0.45 and len(matrix.names) > 2:
        r, s = chance.sample(matrix.names, 2)
        _, y = _some(matrix, chance)
        high, low = matrix.numbers[r, y], matrix.numbers[s, y]
        if high < low:
            r, s, high, low = s, r, low, high
        if high == low:
            return None
        if roll < 0.3:
            return (
                chance.choice(_WORDINGS["gap_rows"]),
                {"r": r, "s": s, "y": y},
                str(high - low),
                high - low,
            )
        return (
            chance.choice(_WORDINGS["times"]),
            {"r": r, "s": s, "y": y},
            str(high / low),
            high / low,
        )
    r, _ = _some(matrix, chance)
    y, z = _two_years(matrix, chance)
    before, after = matrix.numbers[r, y], matrix.numbers[r, z]
    if before == after:
        return None
    if roll < 0.7:
        return (
            chance.choice(_WORDINGS["gap_years"]),
            {"r": r, "y": y, "z": z},
            str(abs(after - before)),
            abs(after - before),
        )
    change = 100 * (after - before) / before
    return chance.choice(_WORDINGS["per_cent"]), {"r": r, "y": y, "z": z}, f"{change:.1f} %", change


def _share(matrix: Matrix, chance: random.Random) -> Draft | None:
    r, y = _some(matrix, chance)
    if not matrix.has_total:
        return None
    share = 100 * matrix.numbers[r, y] / sum(matrix.numbers[name, y] for name in matrix.names)
    return chance.choice(_WORDINGS["share"]), {"r": r, "y": y}, f"{share:.1f} %", share


def _count(matrix: Matrix, chance: random.Random) -> Draft | None:
    r, y = _some(matrix, chance)
    by_row = chance.random() < 0.5
    across = [(name, y) for name in matrix.names] if by_row else [(r, x) for x in matrix.years]
    numbers = [matrix.numbers[place] for place in across]
    bound = _bound(matrix, numbers, chance)
    if bound is None:
        return None
    count = sum(number > bound[1] for number in numbers)
    values = {"b": bound[0], "y": y} if by_row else {"b": bound[0], "r": r}
    wordings = _WORDINGS["count_rows" if by_row else "count_years"]
    return chance.choice(wordings), dict(values), str(count), float(count)


_WAYS = (
    _look_up,
    _look_up,
    _look_up,
    _total,
    _reverse,
    _top,
    _top,
    _first_over,
    _sum_or_mean,
    _of_two,
    _of_two,
    _share,
    _count,
)
