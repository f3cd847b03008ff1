"""Names and sets of names: what counts as the same one."""

import re
import unicodedata
from typing import Literal

from pincite.qa.values.nicknames import can_be_one
from pincite.qa.values.readings import Name, NameSet

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor em emeritus hon honourable rev reverend rt sgt "
    "sergeant lt lieutenant colonel col major gen rabbi imam bishop archbishop cardinal pope "
    "saint sr jr esq phd msc qc kc mp obe sister brother father frau herr signor signora "
    "senator governor king queen prince princess duke duchess count countess baron baroness "
    "sir dame lord lady captain capt president chairman chairwoman chair director ceo cfo coo "
    "chief minister mayor judge general admiral madame monsieur".split()
)
_LEGAL = frozenset(
    "co company corp corporation inc incorporated ltd limited plc llc llp ag gmbh sa nv bv "
    "spa ab oy oyj aps asa kgaa eg ev srl sl ltda lda doo zrt kft sro ohg bhd berhad gesmbh "
    "mbh cie as kg se group holding holdings pty pte kk sas sarl".split()
)
_LITTLE = frozenset(
    "the a an of de la le du des van von der den di da dos and for in on at to by".split()
)
_SHORT_FORMS = {
    "st": "saint", "mt": "mount", "ft": "fort", "bros": "brothers", "univ": "university",
    "intl": "international", "dept": "department", "assn": "association", "natl": "national",
    "govt": "government", "mfg": "manufacturing", "rd": "road", "ave": "avenue",
    "inst": "institute",
    "tech": "technology", "&": "and", "centre": "center", "grey": "gray",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_SPLIT = re.compile(r"\s*(?:,\s*(?:and|or)\s+|;\s*|,\s*|\s+(?:and|as well as|plus|&)\s+|\n+)\s*")
_APPOSITION = re.compile(r",\s+(?=[a-z])")


def name_of(text: str) -> Name:
    """A name by its folded words, without titles, legal forms and little words.

    >>> name_of("Nissan Motor Co., Ltd.").words, name_of("Dr. José Álvarez").words
    (('nissan', 'motor'), ('jose', 'alvarez'))
    """
    text = without_apposition(text)
    words = [word for raw in _WORD.findall(text) if (word := _folded(raw))]
    kept = [word for word in words if word not in _TITLES | _LITTLE]
    named = [word for word in kept if word not in _LEGAL] or kept or words
    return Name(tuple(named))


def without_apposition(text: str) -> str:
    """The words before what is only said of a name.

    >>> without_apposition("Ann Lee, head of sales"), without_apposition("Lee, Ann")
    ('Ann Lee', 'Lee, Ann')
    """
    return _APPOSITION.split(text, maxsplit=1)[0]


_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)


def _folded(word: str) -> str:
    """Without accents, case, points and a possessive s."""
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = plain.casefold().replace(".", "").replace("’", "'")
    return plain.removesuffix("'s")


def names_of(text: str) -> NameSet | None:
    """The names of an enumeration, or None where the text holds fewer than two.

    >>> len(names_of("Renault, Nissan and Mitsubishi").names)
    3
    """
    without = re.sub(r",\s+(Inc|Ltd|Co|Jr|Sr|LLC)\b\.?", r" \1", text)
    parts = [part for part in _SPLIT.split(without.strip(" .")) if part.strip()]
    names = [name for name in map(name_of, parts) if name.words]
    return NameSet(tuple(dict.fromkeys(names))) if len(names) > 1 else None


def same_name(first: Name, second: Name) -> bool:
    """Whether two names can be of one: one shortens, abbreviates or misspells the other.

    >>> same_name(name_of("J. Smith"), name_of("Jane Smith"))
    True
    >>> same_name(name_of("WHO"), name_of("World Health Organization"))
    True
    """
    short, long = sorted((first.words, second.words), key=len)
    if not short:
        return False
    if _same_code(short, long):
        return True
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
        return True
    if not any(len(word) > 1 for word in short):
        return False
    if _numbers(short) != _numbers(long) and _numbers(short) and _numbers(long):
        return False
    if _numerals(short) != _numerals(long) and _numerals(short) and _numerals(long):
        return False
    left = list(long)
    for word in short:
        partner = next((other for other in left if _same_word(word, other)), None)
        if partner is None:
            return False
        left.remove(partner)
    return True


def _same_code(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether both are written with the same letters, or are one room or telephone number.

    >>> _same_code(("b0.14",), ("room", "b", "0.14")), _same_code(("01234567",), ("+491234567",))
    (True, True)
    """
    one, other = ("".join(map(_plain, words)) for words in (short, long))
    if one == other:
        return True
    has_digit = any(character.isdigit() for character in one)
    rests = ("".join(map(_plain, long[at:])) for at in range(1, len(long)))
    if has_digit and len(one) > 2 and one in rests:
        return True
    numbers = [re.sub(r"^(?:\+|00)?0*", "", each) for each in (one, other)]
    return (
        all(number.isdigit() and len(number) > 5 for number in numbers)
        and any(each[:1] in "+0" for each in (one, other))
        and (numbers[0].endswith(numbers[1]) or numbers[1].endswith(numbers[0]))
    )


_ROMAN = re.compile(r"i{1,3}|i?v|vi{1,3}|i?x|xi{0,3}|xi?v")


def _numerals(words: tuple[str, ...]) -> set[str]:
    """Roman numerals behind a name: George V is not George VI."""
    return {word for word in words[1:] if _ROMAN.fullmatch(word)}


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {_plain(word) for word in words if any(character.isdigit() for character in word)}


def _plain(word: str) -> str:
    """A word with what is written in several ways written in one."""
    word = _SHORT_FORMS.get(word, word)
    if any(character.isdigit() for character in word):
        return re.sub(r"[-_/.]", "", word)
    return re.sub(r"(?<=[^aeiou])([aou])e(?=[^aeiou])", r"\1", word) if len(word) > 4 else word


def _same_word(first: str, second: str) -> bool:
    if first == second or _plain(first) == _plain(second):
        return True
    if can_be_one(first, second):
        return True
    if min(len(first), len(second)) == 1 and _ROMAN.fullmatch(first) and _ROMAN.fullmatch(second):
        return False
    if min(len(first), len(second)) == 1:
        return first[0] == second[0] and first.isalpha() and second.isalpha()
    short, long = sorted((first, second), key=len)
    if len(short) > 3 and long in (f"{short}s", f"{short}es"):
        return True  # the Voss papers, the Vosses
    if min(len(first), len(second)) < 6 or first[0] != second[0]:
        return False
    if any(character.isdigit() for character in first + second):
        return False
    return _one_edit(first, second)


def _one_edit(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > 1:
        return False
    if len(first) > len(second):
        first, second = second, first
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first)
    )
    rest = first[at + (len(first) == len(second)) :]
    return rest == second[at + 1 :]


def compare_sets(first: NameSet, second: NameSet) -> Literal["same", "different"]:
    """Same when each name of one has its own in the other."""
    if len(first.names) != len(second.names):
        return "different"
    left = list(second.names)
    for name in first.names:
        partner = next((other for other in left if same_name(name, other)), None)
        if partner is None:
            return "different"
        left.remove(partner)
    return "same"
