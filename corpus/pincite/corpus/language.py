"""The language of a text, told by its letters and its commonest words."""

import re
import unicodedata
from collections import Counter

LANGUAGE_NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "zh": "Chinese",
}
_COMMON_WORDS = {
    "cs": "a se na je že v s z o do to si byl který jako za po jsou pro od by při nebo bylo",
    "da": "og i at det er en til af på som for med den der ikke de har et var fra ved også blev",
    "de": "der die und den von das mit des auf für ist im dem nicht ein eine als auch sich zu",
    "en": "the of and to in is that for it was with as on are by this be at from or",
    "es": "el la los y en que del las por con una para su como más es al lo se no",
    "fi": "ja on ei että se hän oli mutta ovat joka myös kun tai niin sekä mukaan ole vuonna voi",
    "fr": "le la les et des en du une que dans pour est qui sur pas par plus au avec ce",
    "hu": "a az és hogy nem egy is ez volt meg de csak már van mint vagy még ki el után azt",
    "it": "il di che la e per un del una non con sono della nel gli le da al più si",
    "nl": "de het een van en dat is op te voor met niet zijn aan er ook als bij door naar",
    "no": "og i det på som er en til av for at med var de ikke den har et fra ble også etter",
    "pl": "w i na z do się nie to jest że o jak od przez po dla oraz który są ale tym był",
    "pt": "o de que e do da em um para com não uma os no se na por mais as dos",
    "ro": "de și în la a din cu o pe pentru că este mai un care nu sau fost prin ale după fi",
    "sv": "och i att det som en på är av för med till den har de inte om ett var från också men",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi sonra kadar ise en değil var o",
}
COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON_WORDS.items()}
"""The commonest words of each language, in lower case."""
_SCRIPTS = {
    "ARABIC": "ar",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "TAMIL": "ta",
    "THAI": "th",
}
"""The language most often written in a script; the first word of its letters' names."""
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 20_000
_SCRIPT_CHARS = 2_000
_FEWEST_HITS = 8
_LEAST_SHARE = 0.1
"""Of the words of running text, in any of the languages, a fifth or more are common ones."""


def find_language(text: str) -> str:
    """The code of the language ("de"); "en" where the words do not clearly say another.

    >>> find_language("Der Bericht ist von dem Amt und nicht für die Presse, auch das ist im Text.")
    'de'
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE_CHARS])]
    if language := script_language("".join(words)[:_SCRIPT_CHARS]):
        return language
    counted = Counter(word for word in words if len(word) > 1)
    hits = {code: sum(counted[word] for word in common) for code, common in COMMON_WORDS.items()}
    best = max(hits, key=lambda code: hits[code])
    fewest = max(_FEWEST_HITS, _LEAST_SHARE * len(words))
    is_clear = hits[best] >= fewest and hits[best] > 1.3 * hits["en"]
    return best if is_clear else "en"


def script_language(letters: str) -> str | None:
    """The language that a script other than Latin stands for; None where most letters are Latin."""
    found = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    others = {script: count for script, count in found.items() if script in _SCRIPTS}
    if 2 * sum(others.values()) <= len(letters):
        return None
    if "HIRAGANA" in others or "KATAKANA" in others:
        return "ja"
    return _SCRIPTS[max(sorted(others), key=lambda script: others[script])]
