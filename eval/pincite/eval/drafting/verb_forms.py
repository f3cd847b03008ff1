"""The forms of English verbs: from a form to its base, and from a base to its forms."""

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache

from pincite.qa.conversation.lexicon import VERBS


class Form(StrEnum):
    """A form of a verb."""

    BASE = "base"
    THIRD = "third person"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


_IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        line.split()
        for line in """
        be was been
        bear bore borne
        become became become
        begin began begun
        bind bound bound
        break broke broken
        bring brought brought
        build built built
        burn burnt burnt
        buy bought bought
        catch caught caught
        choose chose chosen
        come came come
        cost cost cost
        cut cut cut
        deal dealt dealt
        do did done
        draw drew drawn
        drink drank drunk
        drive drove driven
        eat ate eaten
        fall fell fallen
        feed fed fed
        feel felt felt
        fight fought fought
        find found found
        fly flew flown
        forbid forbade forbidden
        forget forgot forgotten
        get got got
        give gave given
        go went gone
        grow grew grown
        hang hung hung
        have had had
        hear heard heard
        hit hit hit
        hold held held
        hurt hurt hurt
        keep kept kept
        know knew known
        lay laid laid
        lead led led
        learn learnt learnt
        leave left left
        lend lent lent
        let let let
        lie lay lain
        lose lost lost
        make made made
        mean meant meant
        meet met met
        outsell outsold outsold
        overtake overtook overtaken
        pay paid paid
        put put put
        quit quit quit
        read read read
        rebuild rebuilt rebuilt
        rewrite rewrote rewritten
        ring rang rung
        rise rose risen
        run ran run
        say said said
        see saw seen
        seek sought sought
        sell sold sold
        send sent sent
        set set set
        shoot shot shot
        show showed shown
        shrink shrank shrunk
        shut shut shut
        sing sang sung
        sink sank sunk
        sit sat sat
        sleep slept slept
        speak spoke spoken
        spend spent spent
        split split split
        spread spread spread
        stand stood stood
        steal stole stolen
        strike struck struck
        swear swore sworn
        swim swam swum
        take took taken
        teach taught taught
        tear tore torn
        tell told told
        think thought thought
        throw threw thrown
        undergo underwent undergone
        undertake undertook undertaken
        sweep swept swept
        arise arose arisen
        bid bid bid
        dig dug dug
        flee fled fled
        freeze froze frozen
        hide hid hidden
        oversee oversaw overseen
        slide slid slid
        wake woke woken
        understand understood understood
        wear wore worn
        win won won
        withdraw withdrew withdrawn
        write wrote written
        """.strip().splitlines()
    )
}
_FURTHER = """
abandon abolish accelerate accuse adapt adjourn advertise allocate amend apply approach argue
arrest ask assess assign assume attract authorise authorize award ban base beat borrow brief
broadcast broaden captain cater celebrate certify circulate cite close co-operate coach
commission commit compile complain concentrate conclude conduct conserve consolidate constitute
construct consult contract contribute cooperate correct criticise debut decrease dedicate deduct
defeat delay demolish deny deploy derive devote disband disclose discuss divide donate double
draft earmark elevate embark emerge employ encourage endorse enlarge enrol ensure envisage equip
erect establish estimate evacuate exchange exhibit expedite exploit expose express feature feed
film finalise focus forecast foresee forge form formulate generate grade graduate halt hand hire
hope house illustrate inaugurate incorporate inspect install instigate integrate invite launch
license lift list loan locate lock look maintain mandate mark market marry mention mine modify
monitor name negotiate nominate number occupy operate opt ordain originate outline overhaul
patrol permit pioneer play pledge pool possess postpone precede present preserve proceed process
promote pronounce purchase qualify quote range rank rate realise rebrand recall receive reclaim
recommend reconstruct record recruit reelect refit reform refurbish reject relaunch release
relocate rely rename renovate reopen repay repeal replace report request rescue reside resign
resolve restore restructure resume retain retire review revise revive reward sail sanction
schedule score screen secure seem serve shift ship slash sound specialise specialize sponsor
staff stage standardise standardize star state stipulate stock store streamline strengthen
stretch submit subsidise supervise surpass survey suspend target tax term tie top total tour
trade transform transport trial unite unveil uphold vary ventilate view visit voice volunteer
vote warrant welcome widen witness
"""
_DOUBLING = frozenset(
    """
    admit ban beg cancel commit control cut dig dip drop enrol equip fit forbid forget get hit
    jog knit label let man map model occur omit pat patrol permit pin plan plot plug prefer
    propel refer refit regret rip rub run set ship shop shut sit slip slot snap split spot
    step stop strip submit swap swim tag tap tip top transfer transmit trap travel trim trip
    win wrap
    """.split()
)
BASES = (VERBS | frozenset(_FURTHER.split()) | frozenset(_IRREGULAR)) - {"void"}
NEVER_VERBS = frozenset("hundred indeed need united limited".split())


def past_of(base: str) -> str:
    """The simple past.

    >>> past_of("buy"), past_of("plan"), past_of("carry"), past_of("release")
    ('bought', 'planned', 'carried', 'released')
    """
    return _IRREGULAR[base][0] if base in _IRREGULAR else _with_ed(base)


def participle_of(base: str) -> str:
    """The past participle.

    >>> participle_of("take"), participle_of("open")
    ('taken', 'opened')
    """
    return _IRREGULAR[base][1] if base in _IRREGULAR else _with_ed(base)


def third_of(base: str) -> str:
    """The third person of the present.

    >>> third_of("carry"), third_of("pass"), third_of("hold"), third_of("have")
    ('carries', 'passes', 'holds', 'has')
    """
    if base in {"have", "be"}:
        return {"have": "has", "be": "is"}[base]
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def gerund_of(base: str) -> str:
    """The form on -ing.

    >>> gerund_of("make"), gerund_of("plan"), gerund_of("see")
    ('making', 'planning', 'seeing')
    """
    if base in _DOUBLING:
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return base + "ing"


def in_form(base: str, form: Form) -> str:
    """The base in a form."""
    makers = {
        Form.THIRD: third_of,
        Form.PAST: past_of,
        Form.PARTICIPLE: participle_of,
        Form.GERUND: gerund_of,
    }
    return makers[form](base) if form in makers else base


def readings(word: str) -> frozenset[tuple[str, Form]]:
    """The verbs that a word in lower case can be a form of, each with the form.

    >>> sorted((base, form.value) for base, form in readings("built"))
    [('build', 'participle'), ('build', 'past')]
    >>> readings("table")
    frozenset()
    """
    return _table().get(word, frozenset())


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[tuple[str, Form]]]:
    found: dict[str, set[tuple[str, Form]]] = defaultdict(set)
    for base in BASES:
        for form in Form:
            found[in_form(base, form)].add((base, form))
        if base not in _IRREGULAR or base in {"burn", "learn"}:
            for form in (Form.PAST, Form.PARTICIPLE):
                found[_with_ed(base, doubled=False)].add((base, form))
    for word in NEVER_VERBS:
        found.pop(word, None)
    return {word: frozenset(pairs) for word, pairs in found.items()}


def _with_ed(base: str, *, doubled: bool = True) -> str:
    if base in _DOUBLING and doubled:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"
