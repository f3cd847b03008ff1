"""Two columns that a question sets against each other: "fewer in 2023 than in 2022"."""

import re
from dataclasses import dataclass

from pincite.qa.tables.matching import Links
from pincite.qa.tables.operations import inside, moves, speaks_of_change
from pincite.qa.tables.tokens import keys_of
from pincite.qa.tables.values import Kind

_LEAST_COVERED = 0.5
_MOST_NAMED = 12
_COMPARED = re.compile(
    r"\b(?:(?P<more>more|higher|larger|bigger|better|greater|above|exceed(?:s|ed)?|"
    r"overs(?:old|pent|hot)|outnumber(?:s|ed)?|longer|dearer|costlier|heavier|taller|wider|deeper|"
    r"beat(?:s|en)?|top(?:s|ped)|surpass(?:es|ed)?|ahead of)|"
    r"(?P<less>fewer|less|lower|smaller|worse|below|unders(?:old|pent|hot)|shorter|cheaper|lighter|"
    r"narrower|lag(?:s|ged)?|trail(?:s|ed)|behind|miss(?:es|ed)))\b",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(
    r"\b(?:compared|against|exceed\w*|beat\w*|above|below|behind|versus|vs)\b"
)
_SAME = re.compile(
    r"\b(?:the (?:very |exact(?:ly)? )?same|unchanged|equal|no change|"
    r"as (?:many|much|high|large|long) (?:\w+ )?(?:in|on|at) \w+ as|"
    r"(?:did|has|have|was|were)(?: not|n['’]t) changed?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never|\w+n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)


_PLAN = r"(?:budget(?:ed)?|plan(?:ned|s)?|targets?|forecasts?|goals?|estimates?|expectations?)"
_PLANNED = re.compile(
    r"\b(?:(?P<under>under|below|short of|behind|less than|fewer than|lower than|miss(?:ed)?|"
    r"undersp[ae]n[dt]|undersho(?:o?t))|"
    r"(?P<over>over|above|beyond|beat|exceed(?:ed)?|ahead of|more than|surpass(?:ed)?|top(?:ped)?|"
    r"overr[au]n|oversho(?:o?t)|oversp[ae]n[dt]))\s+"
    rf"(?:(?:the|its|their|our|what (?:was|had been))\s+)?(?:\w+\s+)?{_PLAN}\b",
    re.IGNORECASE,
)
_PLANS = keys_of("budget budgeted plan planned target forecast goal estimate expected")
_RESULTS = keys_of("actual result outcome achieved real reached realised final")
_IS_YEAR = re.compile(r"#(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two columns and which of them is to be the larger one."""

    one: int
    other: int
    sign: int
    """1 where `one` is to be the larger, -1 where it is to be the smaller; 0 where that is open."""
    tokens: frozenset[int]
    is_change: bool
    """Whether `one` follows `other` in time, and a change is spoken of."""
    is_equal: bool = False
    """Whether both are to be the same."""

    @property
    def tells_rows_apart(self) -> bool:
        """Whether it holds in some rows and not in others."""
        return self.is_equal or self.sign != 0


def contrast_of(links: Links) -> Contrast | None:
    """The two columns of numbers that a question compares; None where it does not."""
    return links.once(_contrast_of)


def _contrast_of(links: Links) -> Contrast | None:
    return plan_contrast_of(links) or _of_named(links)


def plan_contrast_of(links: Links) -> Contrast | None:
    """The columns of what came and of what was planned: "which came in under budget"."""
    return links.once(_against_plan)


def _against_plan(links: Links) -> Contrast | None:
    match = _PLANNED.search(links.asked.text)
    if match is None:
        return None
    numeric = [c for c in range(links.grid.width) if _is_numeric(links, c)]
    keys = {
        c: name.keys if (name := links.grid.names[c]) is not None else frozenset() for c in numeric
    }
    plans = [c for c in numeric if keys[c] & _PLANS]
    results = [c for c in numeric if c not in plans]
    if len(plans) != 1 or not results:
        return None
    plan = plans[0]
    years = {key for key in keys[plan] if _IS_YEAR.fullmatch(key)}
    of_year = [c for c in results if years & keys[c]] or [c for c in results if keys[c] & _RESULTS]
    found = of_year or [c for c in results if c == plan + 1] or results
    if len(found) != 1 and found is not of_year:
        return None
    tokens = frozenset(inside(links.asked.tokens, match.start(), match.end()))
    return Contrast(found[-1], plan, 1 if match["over"] else -1, tokens, is_change=False)


def _of_named(links: Links) -> Contrast | None:
    found = [c for c in range(links.grid.width) if _is_named(links, c)]
    if len(found) > _MOST_NAMED:
        return None
    found = [c for c in found if not any(links.header[c] < links.header[d] for d in found)]
    if len(found) == 1:
        return _with_year_before(links, found[0])
    if len(found) != 2 or links.header[found[0]] == links.header[found[1]]:
        return None
    first, second = sorted(found, key=lambda column: _place(links, column, found))
    tokens = links.header[first] | links.header[second]
    years = [_year(links, column) for column in (first, second)]
    text = links.asked.text
    is_timed = None not in years and years[0] != years[1]
    is_change = speaks_of_change(text) and is_timed
    sign = sign_of(links)
    if same := _SAME.search(text):
        tokens |= frozenset(inside(links.asked.tokens, same.start(), same.end()))
        return Contrast(first, second, 0, tokens, is_change=False, is_equal=True)
    is_set_against = " than " in text or _SET_AGAINST.search(text) is not None
    if (is_change or (is_timed and sign)) and not is_set_against:
        early, late = (first, second) if (years[0] or 0) < (years[1] or 0) else (second, first)
        return Contrast(late, early, moves(text) or sign, tokens, is_change=True)
    return Contrast(first, second, sign, tokens, is_change=is_change)


def sign_of(links: Links) -> int:
    """1 where the question says that one is more than another, -1 where less, 0 where neither.

    Not by a word that stands in the table, as in the name "Lower Mill", and not by one that sets a
    bound: "more than 100".
    """
    match = _comparing(links)
    return 0 if match is None else 1 if match["more"] else -1


def _comparing(links: Links) -> re.Match[str] | None:
    """The word that compares: the last before "than", else the first."""
    text, tokens = links.asked.text, links.asked.tokens
    bound = frozenset().union(*(each.tokens for each in links.asked.bounds if not each.is_year))
    told = [at for at, (_, sureness) in links.keys.items() if sureness == 1.0]
    taken = [tokens[at] for at in (*told, *bound)]
    found = [
        match
        for match in _COMPARED.finditer(text)
        if not any(token.start < match.end() and match.start() < token.end for token in taken)
    ]
    than = text.rfind(" than ")
    before = [match for match in found if match.start() < than]
    return before[-1] if before else found[0] if found else None


def _with_year_before(links: Links, column: int) -> Contrast | None:
    """A column named by its year, and that of the year before where the question speaks of it."""
    years, year = links.asked.year_range, _year(links, column)
    if years is None or year is None or (year - 1, year) != years:
        return None
    names = [name.text.strip() if name is not None else "" for name in links.grid.names]
    own = names[column]
    before = own.replace(str(int(year)), str(int(year - 1)))
    if before == own or before not in names:
        return None
    return Contrast(
        column, names.index(before), sign_of(links), links.header[column], is_change=True
    )


def _is_numeric(links: Links, column: int) -> bool:
    return links.grid.kinds[column] is Kind.NUMBER and column != links.grid.key_column


def _is_named(links: Links, column: int) -> bool:
    is_said = bool(links.header[column]) and links.name_coverage(column) >= _LEAST_COVERED
    return is_said and _is_numeric(links, column)


def _place(links: Links, column: int, columns: list[int]) -> int:
    """Where the question names a column: by a word that the other one does not have."""
    other = next(c for c in columns if c != column)
    own = links.header[column] - links.header[other]
    return min(own or links.header[column])


def _year(links: Links, column: int) -> float | None:
    years = [
        links.asked.tokens[at].value
        for at in links.header[column]
        if links.asked.tokens[at].is_year
    ]
    return years[0] if len(years) == 1 else None


def rows_of(links: Links, contrast: Contrast) -> tuple[int, ...]:
    """The rows, totals aside, where the contrast holds, or does not where that is denied."""
    grid = links.grid
    match = _comparing(links)
    is_denied = match is not None and _DENIED.search(links.asked.text[: match.start()]) is not None
    found = []
    for row in range(len(grid.rows)):
        gap = gap_of(links, contrast, row)
        if row in grid.total_rows or gap is None:
            continue
        holds = gap == 0 if contrast.is_equal else contrast.sign * gap > 0
        if holds != is_denied:
            found.append(row)
    return tuple(found)


def gap_of(links: Links, contrast: Contrast, row: int) -> float | None:
    """By how much the one column is above the other in a row; None where a value lacks."""
    cells = [links.grid.cell(row, column) for column in (contrast.one, contrast.other)]
    orders = [cell.value.order if cell is not None else None for cell in cells]
    if orders[0] is None or orders[1] is None:
        return None
    return orders[0] - orders[1]
