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
generate bring_in
achieve reach
foresee expect
record register
modify change
conduct carry_out
display show
demand call_for
attend go_to
permit allow
demolish pull_down
distribute hand_out
postpone put_off
cancel call_off
investigate look_into
fund pay_for
finance pay_for
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
milestone mark
complete full
latest newest
entire whole
employees workers
throughout all_over
additional further
majority_stake controlling_stake
more_than over
general_public public
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
    return {word.replace("_", " "): other.replace("_", " ") for word, other in pairs}


def exchange_words(question: str) -> str:
    """The question with nouns and adjectives in lower case exchanged where they have another.

    >>> exchange_words("What was the annual target?")
    'What was the yearly goal?'
    """
    pattern = rf"\b(?:{'|'.join(_word_exchanges())})\b"
    return re.sub(pattern, lambda match: _word_exchanges()[match.group()], question)
