"""Short and familiar forms of given names."""

_GROUPS = """
william bill will billy liam|robert rob bob bobby|richard rick dick rich|james jim jimmy jamie
john jack johnny jon|margaret maggie meg peggy greta|elizabeth liz beth betty eliza lizzie elsie
katherine catherine kate kathy katie cathy kathryn catharine|thomas tom tommy|michael mike mick
edward ed eddie ted ned|theodore theodor theo ted|alexander alex alec sandy sasha|anthony tony
charles charlie chuck|christopher chris kit|daniel dan danny|david dave|dorothy dot dolly
frances fran|francis frank|frederick fred freddie friedrich fritz|george georgie|gregory greg
henry harry hank|helen nell ellen|jeffrey geoffrey jeff geoff|joseph joe jo|joshua josh
judith judy|kenneth ken|lawrence laurence larry|leonard len leo|matthew matt
nicholas nick nicolas|nathaniel nathan nat|patrick pat paddy|patricia pat patty tricia
peter pete|philip phil phillip|rebecca becky|ronald ron|samuel sam|samantha sam
stephen steven steve|susan sue susie susanna|timothy tim|victoria vicky|walter walt|abigail abby
albert bert al|andrew andy drew|barbara barb|benjamin ben|deborah debbie deb|donald don
douglas doug|eleanor nora ellie|eugene gene|gerald gerry jerry|gilbert gil|harold hal harry
jacob jake|jennifer jen jenny|jessica jess jessie|katarina katja|louis lou louie|lucille lucy
martha mattie|martin marty|mary molly polly mae|maximilian max|maxwell max|melissa mel
pamela pam|raymond ray|sarah sally sara|sebastian seb|teresa theresa terry tess|vincent vince
zachary zach|johannes hans jan|antonio toni tonio|josef sepp|francisco paco pancho|jose pepe
giuseppe beppe|aleksandr sasha|dmitri dima|vladimir volodya vova|ekaterina katya
mohammed muhammad mohamed mohammad
""".strip().replace("\n", "|")


def _table() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS.split("|")):
        for word in group.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


_NUMBERS = _table()


def can_be_one(first: str, second: str) -> bool:
    """Whether two folded given names can be of one person.

    >>> can_be_one("bill", "william"), can_be_one("bill", "robert")
    (True, False)
    """
    return not _NUMBERS.get(first, frozenset()).isdisjoint(_NUMBERS.get(second, frozenset()))
