"""The language of a question, which is too short to be told by its commonest words alone."""

import re
from collections.abc import Sequence

from pincite.corpus.language import COMMON_WORDS, LANGUAGE_NAMES, script_language

__all__ = ["LANGUAGE_NAMES", "question_language"]

_ASKING_WORDS = {
    "cs": "kdo co kdy kde jak proč který která kolik jaký jaká jaké",
    "da": "hvem hvad hvornår hvor hvordan hvorfor hvilken hvilket hvilke er blev har",
    "de": "wer was wann wo wie warum welche welcher welches wieviel wem wen woher wohin ist sind"
    " war waren hat haben wird wurde kann gibt kostet heißt liegt",
    "en": "who what when where how why which whose whom is are was were do does did has have had"
    " will would can could should may much many long often far old there any",
    "es": "quién quiénes qué cuándo dónde cómo cuánto cuántos cuánta cuántas cuál cuáles es son fue"
    " hay tiene está",
    "fi": "kuka mikä milloin missä miten miksi kuinka mitä mitkä kenen paljonko montako",
    "fr": "qui que quoi quand où comment pourquoi combien quel quelle quels quelles est sont était"
    " ont sera peut",
    "hu": "ki mi mikor hol hogyan miért melyik mennyi hány milyen kinek",
    "it": "chi cosa quando dove come perché quale quali quanto quanti quanta quante è sono era ha",
    "nl": "wie wat wanneer waar hoe waarom welke welk hoeveel is zijn was heeft wordt werd kost",
    "no": "hvem hva når hvor hvordan hvorfor hvilken hvilket hvilke er ble har",
    "pl": "kto co kiedy gdzie jak dlaczego który która które ile jaki jaka jest są",
    "pt": "quem quando onde como porque qual quais quanto quantos quantas é são foi tem há",
    "ro": "cine ce când unde cum cât câți câte este sunt",
    "sv": "vem vad när var hur varför vilken vilket vilka är blev har finns",
    "tr": "kim ne zaman nerede nasıl neden hangi kaç kimin mi mı",
}
_ASKING = {language: frozenset(words.split()) for language, words in _ASKING_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_HITS = 2


def question_language(question: str) -> str:
    """The code of the language that a question is asked in; "en" unless another is clear.

    >>> question_language("Wie hoch ist das Liegegeld?"), question_language("Who was Die Hard?")
    ('de', 'en')
    """
    words = [word.lower() for word in _WORD.findall(question[:2_000])]
    if language := script_language("".join(words)):
        return language
    hits = {code: _hits(words, code) for code in _ASKING}
    first = words[0] if words else ""
    best = max(sorted(hits), key=lambda code: (hits[code], first in _ASKING[code]))
    begins_so = first in _ASKING[best] and question.rstrip().endswith("?")
    if begins_so and not hits["en"]:
        return best
    is_asking = not _ASKING[best].isdisjoint(words)
    is_clear = hits[best] >= _FEWEST_HITS and hits[best] > 2 * hits["en"] and is_asking
    return best if is_clear else "en"


def _hits(words: Sequence[str], language: str) -> int:
    known = _ASKING[language] | COMMON_WORDS[language]
    return sum(word in known for word in words)
