"""Words exchanged for others of the same meaning, so that a question does not repeat its source."""

import re
from functools import lru_cache

from pincite.eval.drafting.verb_forms import Form, in_form

_VERBS = """
acquire buy
purchase buy
begin start
start begin
release launch
create set_up
establish set_up
found establish
construct build
invest put
surpass overtake
obtain get
receive get
retain keep
keep retain
require need
finish complete
reduce cut
permit allow
produce make
manufacture make
assemble build
select choose
appoint name
disclose reveal
unveil reveal
commence begin
repay pay_back
repair fix
supply provide
submit hand_in
erase delete
approve sign_off
award give
"""
_WITH_OBJECT = """
buy acquire
raise increase
increase raise
complete finish
inaugurate open
present show
extend lengthen
"""
"""Verbs whose exchange fits only with an object."""
_WORDS = """
target goal
objective goal
annual yearly
annually every_year
worldwide around_the_world
globally around_the_world
approximately about
cars automobiles
companies firms
global worldwide
largest biggest
initial first
"""


def exchanged(base: str, form: Form, *, has_object: bool) -> str:
    """A form of the verb that may stand for another, or of the verb itself.

    >>> exchanged("buy", Form.PAST, has_object=True), exchanged("find", Form.PARTICIPLE,
    ... has_object=True)
    ('acquired', 'found')
    """
    head, _, tail = _verb_exchanges(has_object=has_object).get(base, base).partition("_")
    return f"{in_form(head, form)} {tail.replace('_', ' ')}".strip()


@lru_cache(maxsize=2)
def _verb_exchanges(*, has_object: bool) -> dict[str, str]:
    lines = (_VERBS + (_WITH_OBJECT if has_object else "")).strip().splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if line:
            base, other = line.split()
            found.setdefault(base, other)
    return found


@lru_cache(maxsize=1)
def _word_exchanges() -> dict[str, str]:
    pairs = (line.split() for line in _WORDS.split("\n") if line)
    return {word: other.replace("_", " ") for word, other in pairs}


def exchange_words(question: str) -> str:
    """The question with nouns and adjectives in lower case exchanged where they have another.

    >>> exchange_words("What was the annual target?")
    'What was the yearly goal?'
    """
    pattern = rf"\b(?:{'|'.join(_word_exchanges())})\b"
    return re.sub(pattern, lambda match: _word_exchanges()[match.group()], question)
