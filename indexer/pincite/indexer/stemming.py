"""How the words of a language are brought to their stems in the word index."""

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""The languages that Snowball has a stemmer for, by code."""
ENGLISH = "en"


def stemmed_as(language: str) -> str:
    """The language whose stemmer is used for a text; English where its own has none."""
    return language if language in STEMMERS else ENGLISH


def field_of(language: str) -> str:
    """The field of the word index in which texts of a language stand."""
    return "text" if language == ENGLISH else f"text_{language}"
