"""Whether a text asks for yes or no, and which of its words ask and which only lead up to it."""

import re
from dataclasses import dataclass
from functools import lru_cache

_AUX = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|may|must|might|will|would|should|"
    r"shall|need|cannot|ain['’]t|(?:is|are|was|were|do|does|did|has|have|had|ca|could|must|wo|"
    r"would|should|need)n['’]t)\b"
)
_WH = r"(?:who|whom|whose|what|which|where|why|how)\b"
_SUBJECT = (
    r"(?:not\s+)?(?:i|we|you|he|she|it|they|one|there|this|that|these|those|the|an?|any\w*|some\w*|"
    r"every\w*|each|all|both|no\w*|my|our|your|his|her|its|their|other|another|people|[A-Z\d])"
)
_LEAD = re.compile(
    r"^[\s\W]*(?:(?:and|but|so|then|ok(?:ay)?(?! (?:to|if|that|for)\b)|please|hi|hello|hey|"
    r"also|well|now|just|yes|no|sorry|excuse me|by the way|thanks|quick question|"
    r"in that case|my question|question)\b[\s,:!.–—-]*)*",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"^(?:(?:can|could|would|will|do|does|did) (?:you|someone|somebody|anyone|anybody|we|i)"
    r"(?: please| kindly| happen to| also)*"
    r" (?:tell|know|say|explain|remind|check|confirm|find out|ask|see|have any idea)"
    r"(?: me| us| for me)?|(?:i|we)(?:['’]d| would) (?:like|love|want) to (?:know|ask|check)|"
    r"(?:i|we) (?:want|need|wish) to (?:know|ask|check)|"
    r"(?:i|we) (?:wonder|wondered|was wondering|am wondering|are wondering|['’]m wondering|"
    r"am not sure|do(?:n['’]t| not) know)|(?:i|we)['’](?:m|re) (?:wondering|not sure)|"
    r"(?:please )?(?:tell|let) (?:me|us)(?: know)?|(?:have you )?any idea|is it known|"
    r"(?:please )?(?:confirm|check|say)|not sure)[\s,]+(?:whether|if)\s+(?:or not\s+)?",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"^(?:is it (?:really |actually |still )?(?:true|right|correct|so|the case) that|"
    r"(?:am i|are we) (?:right|correct) (?:that|in (?:thinking|saying|assuming|believing) that)|"
    r"(?:would|could) you say that|does that mean(?: that)?|whether(?: or not)?)\s+",
    re.IGNORECASE,
)
_TAG = re.compile(
    rf"\s*[,;.–—-]+\s*(?:right|correct|true|yes|no|or not|is that (?:so|right|true|correct)|"
    rf"am i right|{_AUX}\s+(?:not\s+)?(?:i|we|you|he|she|it|they|there|that))\s*\?*\s*$",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"[\s,]+(?:(?:would|will|could|can|won['’]t) you|please|thanks|thank you)\s*[?.!]*$",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"^(?:(?:ok|okay|all right|alright|possible|allowed|permitted|safe|legal|necessary|required|"
    r"any (?:chance|way|possibility)) (?:to|if|that|of|for)|fine (?:to|if|that))\b",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"^(?:after|before|since|under|according to|in|at|by|from|for|with|without|on|until|during|if|"
    r"when|once|as|while|because|although|though|even|given|unless|provided|supposing|suppose|"
    r"assuming|now that|within|between|despite|instead of|apart from|besides|of)\b[^?]{3,}?,\s+"
    rf"(?:then\s+)?(?P<asked>{_AUX})",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?:[,;:]|\s[-–—]+)\s+(?:(?:so|and|but|then|now|in that case)\b,?\s+)*"
    rf"(?P<asked>(?i:{_AUX})\s+{_SUBJECT})"
)
_STATED = re.compile(
    rf"^(?:i|we|you|he|she|it|they|there|this|these|those|nobody|everybody|everyone)\s+"
    rf"(?:\w+\s+){{0,2}}?{_AUX}\s+\w",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^(?:is that|is this|is it|right|correct|true|or not|yes|no|really|am i right|"
    rf"{_AUX}\s+(?:not\s+)?(?:i|we|you|he|she|it|they))(?: (?:so|right|true|correct))?\s*\?*$",
    re.IGNORECASE,
)
_STARTS = re.compile(rf"^{_AUX}\s+(?!{_AUX})(?=[\w'\"“‘£€$(])", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b(?!\s+(?:not\b|so\b|else\b|more\b|less\b|over\b|under\b|above\b|"
                     r"below\b|\w{3,}er\b|later\b))", re.IGNORECASE)  # fmt: skip
_PERMITS = re.compile(
    r"^(?:can|could|may|must|should|might|need|am i allowed|are we allowed|"
    r"do (?:i|we) (?:have|need) to|is it (?:ok|okay|allowed|possible|forbidden|fine|safe))\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\?[\"”'’)*_\s]*$")
SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z][.])(?<!\b(?:Mr|Ms|Dr|St|No)[.])(?<!\b(?:Mrs|Rev|Hon)[.])(?<!\b(?:Prof|Capt)[.])\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Whether:
    """A question for yes or no in its two parts."""

    given: str
    """What is told before and behind ("I own 150 shares."), or empty."""
    asked: str
    """The words that ask, or state what is asked about: "may I choose new shares"."""


@lru_cache(maxsize=1024)
def whether(text: str) -> Whether | None:
    """The parts of a text that asks for yes or no; None for one that asks for something else.

    >>> whether("My son is 9. May he swim?")
    Whether(given='My son is 9.', asked='May he swim?')
    >>> whether("So dogs are allowed, right?")
    Whether(given='', asked='dogs are allowed')
    >>> whether("Who heads it?")
    """
    sentences = [each for each in SENTENCE.split(text.strip()) if each.strip()]
    at = _asking(sentences)
    if at is None:
        return None
    if at and _BARE.match(_LEAD.sub("", sentences[at])):
        return Whether(" ".join(sentences[: at - 1]), sentences[at - 1])
    found = _in_sentence(sentences[at])
    if found is None:
        return None
    given = (*sentences[:at], found.given, *sentences[at + 1 :])
    return Whether(" ".join(each for each in given if each), found.asked)


def _asking(sentences: list[str]) -> int | None:
    """The last sentence with a question mark; without any the first that is turned round."""
    marked = [at for at, each in enumerate(sentences) if _MARKED.search(each)]
    if marked:
        return marked[-1]
    turned = (_STARTS, _EMBEDDED, _CLAIM, _OPENED)
    for at, each in enumerate(sentences):
        if any(way.match(_LEAD.sub("", each)) for way in turned):
            return at
    return None


def _in_sentence(sentence: str) -> Whether | None:
    """What one sentence tells and asks."""
    text = _LEAD.sub("", sentence)
    if match := _EMBEDDED.match(text) or _CLAIM.match(text):
        return Whether("", text[match.end() :])
    if match := _REQUEST.search(text):
        return _in_sentence(text[: match.start()])
    if _STARTS.match(text):
        return _unless_choice("", text)
    asks_what = re.search(rf"\b{_WH}", text, re.IGNORECASE) is not None
    if (tag := _TAG.search(text)) and not asks_what:
        return Whether("", text[: tag.start()])
    if _ORDERED.match(text):
        return Whether("", text)
    if begin := _turned_within(text):
        return _unless_choice(text[:begin].strip(), text[begin:])
    is_statement = _MARKED.search(text) and _STATED.match(text)
    return _unless_choice("", text) if is_statement and not asks_what else None


def _turned_within(text: str) -> int:
    """Where a question begins behind a clause that leads up to it; 0 where none does."""
    for match in (_OPENED.match(text), *_JOINED.finditer(text)):
        begin = match.start("asked") if match else 0
        if begin and not re.search(rf"\b{_WH}", text[:begin], re.IGNORECASE):
            return begin
    return 0


def _unless_choice(given: str, asked: str) -> Whether | None:
    """The two parts, unless one of two things is to be chosen: is it red or blue."""
    if _CHOICE.search(asked) and not _PERMITS.match(asked):
        return None
    return Whether(given, asked)
