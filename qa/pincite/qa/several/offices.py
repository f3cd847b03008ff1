"""Offices in front of a name: "Chairman and CEO Anna Berg" joins two words for one person."""

import re
from collections.abc import Sequence

_OFFICE = re.compile(
    r"(?:co-?)?(?:acting|artistic|author|captain|ceo|cfo|chair|chairman|chairperson|chairwoman|"
    r"chief|coach|composer|conductor|coo|creator|cto|curator|dean|deputy|designer|director|editor|"
    r"executive|financial|founder|founding|general|head|honorary|inventor|leader|manager|managing|"
    r"mayor|minister|officer|operating|owner|president|principal|producer|publisher|rector|"
    r"secretary|senior|treasurer|vice|warden|writer)",
    re.IGNORECASE,
)


def is_one_person(items: Sequence[str]) -> bool:
    """Whether the items end with the offices of the one person whom the last one names.

    >>> is_one_person(["led by Chairman", "CEO Ana Berg"]), is_one_person(["Tom", "CEO Ana Berg"])
    (True, False)
    """
    *offices, named = (item.split() for item in items)
    offices_of_last = 0
    while offices_of_last < len(named) and _is_office(named[offices_of_last]):
        offices_of_last += 1
    name = named[offices_of_last:]
    return (
        offices_of_last > 0
        and bool(name)
        and all(word[:1].isupper() for word in name)
        and all(words and _is_office(words[-1]) for words in offices)
    )


def _is_office(word: str) -> bool:
    return _OFFICE.fullmatch(word) is not None
