"""What is wrong with a draft, as far as its own words and its place tell."""

import re
from collections.abc import Sequence

from pincite.corpus import Document, Span
from pincite.eval.drafting.amounts import MONTHS
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.people import People
from pincite.eval.drafting.verb_forms import Form, readings
from pincite.eval.drafting.words_of_text import PLAIN_ADJECTIVES, Word, words_of
from pincite.qa.answer_types import type_agreement
from pincite.qa.conversation import lexicon
from pincite.qa.parsed_question import WORD, AnswerType, content_words, parse_question
from pincite.qa.words import stem

MOST_KEPT = 0.6
"""Share of the evidence's words, in order, that a question may repeat."""
SHORTEST, LONGEST = 4, 26
_FEWEST_CONTENT = 2
_LONGEST_ANSWER = 25
_OPENS = re.compile(
    r"(?:(?:According to [^”]+”|In [^”]+”|In [^,]+|For [^?]+|Under [^”]+”), )?"
    r"(?:(?:since|by|until|for|within|to|at|after|under|in|on|from|with|of) )?"
    r"(?:who|whom|what|which|when|where|how)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ss]uch|[Ii]t|they|them|he|she|him|here|there|former|latter|we|us|our|"
    r"ours|you|your|i(?![-’'\w])|my|following|above|below)\b"
)
_LINKED = re.compile(
    r"\b(?:as well|also|already|nevertheless|then|instead|again|too|likewise|still|no longer|even|"
    r"more (?!than\b)(?:\w+ )?\w+(?! than)|other [a-z]+s|"
    r"only(?=\?)|ever(?=\?)|"
    r"therefore|however|otherwise|afterwards|meanwhile|as a rule|for example|in turn)\b",
    re.IGNORECASE,
)
"""Words that hang on a sentence which the question leaves out."""
_LOOSE = re.compile(
    r"\b(?:a number|a range|a series|a variety|a set|several|various|some|a few|certain|many) "
    r"(?:of )?(?:\w+ )?\w+\?$"
)
"""A question that closes with things it does not name."""
_NAMED = re.compile(r"“[^”]*”")
_OWNING = re.compile(r"\b(?:his|her)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|is the|is planned|plans?)\b")
_PAST = re.compile(r"\b(?:did|was|were|had|been)\b", re.IGNORECASE)
_DANGLING = (lexicon.DETERMINERS | lexicon.CONJUNCTIONS | {
    "more", "less", "than", "such", "most", "very", "be", "being", "been", "to",
    "starting", "including", "regarding", "compared", "according", "due",
}) - {"other", "that", "this", "all", "each"}  # fmt: skip
_MEANT = re.compile(
    r"^(?:What does .+ (?:stand for|mean)|Who is the [A-Z]|(?:Who|What) is (?:the )?[A-Z]|"
    r"When was [A-Z].* born|Where did [A-Z].* study|How much did .*[A-Z].* cost|Who \w+ed [A-Z])"
)


def faults(draft: Draft, people: People) -> list[str]:
    """Why the draft must not be offered, a phrase each; empty when nothing speaks against it."""
    found = [*_faults_of_form(draft.question)]
    if draft.is_answerable:
        found += _faults_of_answer(draft, people)
        if kept_share(draft.question, draft.quote) > MOST_KEPT:
            found.append("repeats its source")
    return found


def kept_share(question: str, evidence: str) -> float:
    """The share of the evidence's words that the question keeps in order, 0..1.

    The longest common subsequence of stems over the number of words of the evidence.

    >>> kept_share("Who opened it?", "Ada opened the port.")
    0.25
    """
    asked = [stem(word) for word in WORD.findall(question)]
    given = [stem(word) for word in WORD.findall(evidence)]
    return _common(asked, given) / len(given) if given else 1.0


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for one in first:
        diagonal = 0
        for place, other in enumerate(second, start=1):
            diagonal, row[place] = (
                row[place],
                diagonal + 1 if one == other else max(row[place], row[place - 1]),
            )
    return row[-1]


def _faults_of_form(question: str) -> list[str]:
    found: list[str] = []
    words = WORD.findall(question)
    if not question.endswith("?") or not question[0].isupper() or question.count("?") > 1:
        found.append("is not written as a question")
    if not _OPENS.match(question):
        found.append("opens without a question word")
    if not SHORTEST <= len(words) <= LONGEST:
        found.append("is too short or too long")
    if _POINTING.search(_NAMED.sub("", question)):
        found.append("points at something outside it")
    if _LINKED.search(_NAMED.sub("", question)):
        found.append("hangs on another sentence")
    if _LOOSE.search(question) and not question.startswith(("How ", "Which ")):
        found.append("leaves open what it speaks of")
    dangles = words and words[-1].casefold() in _DANGLING and words[-2:] != ["or", "more"]
    if words and (dangles or _ends_open(words)):
        found.append("breaks off")
    if not _is_balanced(question) or re.search(r"many \W|[|*_\t\n]|\s[,?]|,\?|\s{2}", question):
        found.append("holds stray marks")
    if re.search(r"\b(\w+) \1\b", question, re.IGNORECASE):
        found.append("repeats a word")
    if not _MEANT.match(question):
        if not _has_verb(question):
            found.append("has no verb")
        opens_wide = question.startswith("What ") and not question.startswith("What are the ")
        bonus = _is_rule(question) or re.search(r" [A-Z][\w’'-]{2,}", question) is not None
        if _content(question) + bonus + _asks_plainly(question) <= _FEWEST_CONTENT + opens_wide:
            found.append("says too little")
    return found


def _asks_plainly(question: str) -> bool:
    """Whether a present state is asked for by its amount or holder: two words are enough."""
    plain = re.match(r"(?:How (?:many|much|long)|Who is)\b", question) is not None
    return plain and _PAST.search(question) is None


def _is_rule(question: str) -> bool:
    """Whether a document is named that the question is about: then fewer words will do."""
    return question.startswith("According to")


def _content(question: str) -> int:
    """How many words carry meaning; an amount is one."""
    plain = re.sub(r"\d[\d.,]*", "0", question)
    words = [word for word in content_words(plain) if word.casefold() not in MONTHS | {"0"}]
    return len(words) + len(re.findall(r"\b0\b", plain))


def _ends_open(words: Sequence[str]) -> bool:
    last = words[-1].casefold()
    if last in lexicon.PREPOSITIONS - {
        "in",
        "on",
        "by",
        "for",
        "from",
        "off",
        "out",
        "up",
        "about",
    }:
        return True
    return {form for _, form in readings(last)} == {Form.GERUND} and len(words) < 6


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”")


def _has_verb(question: str) -> bool:
    words = [word.casefold() for word in WORD.findall(question)]
    if any(word in lexicon.AUXILIARIES for word in words):
        return True
    subject_asked = re.match(r"(?:Who|What|Which|How (?:many|much)|.*, wh|.*, how)", question)
    return subject_asked is not None and any(readings(word) for word in words)


def _faults_of_answer(draft: Draft, people: People) -> list[str]:
    found: list[str] = []
    answer = draft.answers[0]
    if draft.answer is None or not draft.answer.within(draft.evidence):
        return ["has no place for its answer"]
    place = draft.document.quote(draft.answer)
    if not draft.items and not _same_words(answer, place):
        found.append("gives another answer than its place")
    if any(item not in " ".join(draft.quote.split()) for item in draft.items):
        found.append("lists what its place does not")
    if not draft.items and _says(draft.question, answer):
        found.append("gives its answer away")
    if len(answer.split()) > _LONGEST_ANSWER and not draft.items:
        found.append("has too long an answer")
    if not draft.items and not _fits(draft.question, answer, people):
        found.append("asks for another kind of answer")
    return found


def _same_words(answer: str, place: str) -> bool:
    """Whether an answer begins or ends with the words that stand at its place."""
    given, there = (" ".join(WORD.findall(text)).casefold() for text in (answer, place))
    return bool(there) and (given in there or there in given)


def _says(question: str, answer: str) -> bool:
    asked = f" {' '.join(WORD.findall(question.casefold()))} "
    return f" {' '.join(WORD.findall(answer.casefold()))} " in asked


def _fits(question: str, answer: str, people: People) -> bool:
    plain = re.sub(r"^(?:According to|In|Under) [^”]*”, ", "", question)
    kind = parse_question(plain).answer_type
    if re.match(r"(?:since |by |until )?when\b", plain, re.IGNORECASE):
        kind = AnswerType.DATE
    if kind in {AnswerType.PERSON, AnswerType.PLACE, AnswerType.DEFINITION, AnswerType.OTHER}:
        return not re.match(r"Who\b", plain) or not re.match(r"[\W\d]+$", answer)
    if kind is AnswerType.DURATION and re.match(r".*\bhow many\b", plain, re.IGNORECASE):
        kind = AnswerType.NUMBER
    return type_agreement(kind, answer) >= 0.4


def vagueness(draft: Draft, known: "Sequence[str]" = ()) -> float:
    """How much the question leaves open out of its place, 0 (nothing) to 1.

    A name, a year or several content words tie it down; "the plant" that was spoken of before,
    or a possessive without its owner, leaves it open.
    """
    if draft.rule in {"apposition", "missing aspect"}:
        return 0.0
    question = _NAMED.sub("", draft.question) if draft.kind == "table" else draft.question
    words = words_of(question, Span(0, len(question)))
    names = [word for word in words[1:] if word.is_capital and len(word.text) > 1]
    anchors = len(names) + sum(word.text[:1].isdigit() for word in words)
    content = len(content_words(question))
    open_ends = 0.5 * bool(_OWNING.search(question))
    told = draft.kind != "table" and draft.rule != "other column"
    tied = re.match(r"According to [^”]+”, ", question)
    asked = [word for word in words if not tied or word.start >= tied.end()]
    verbs = any(Form.PAST in {form for _, form in readings(word.low)} for word in asked[1:5])
    tells = told and (verbs or _PAST.search(question) or _WILL.search(question))
    open_ends += (
        0.6
        * bool(tells)
        * any(_points_back(draft.document, draft, words, at) for at in range(len(words)))
    )
    if tied:
        names = [word for word in names if word.start >= tied.end()]
        anchors = len(names) + sum(word.text[:1].isdigit() for word in words)
    month = any(word.low in MONTHS for word in words) and not re.search(r"\b\d{4}\b", question)
    open_ends += 0.4 * bool(tells and month and draft.kind != "date")
    if not told:
        return min(1.0, open_ends)
    if not names and _PAST.search(question):
        open_ends += 0.6 if content < 5 else 0.35 if content < 6 else 0.15
    elif anchors == 0 and not tied:
        open_ends += 0.3 if content < 4 else 0.1
    return min(1.0, open_ends)


def _points_back(document: Document, draft: Draft, words: Sequence[Word], at: int) -> bool:
    """Whether "the" and a plain noun stand there that an earlier sentence has spoken of."""
    if words[at].low not in {"the", "both"}:
        return False
    inner = at + 1
    while inner < len(words) and (
        words[inner].low in PLAIN_ADJECTIVES | lexicon.NUMBER_WORDS | _ORDINALS
        or words[inner].text.isdigit()
    ):
        inner += 1
    if inner >= len(words) or words[inner].is_capital:
        return False
    while _is_compound(words, inner):
        inner += 1
    following = words[inner + 1].low if inner + 1 < len(words) else "?"
    closes = following in lexicon.PREPOSITIONS | lexicon.AUXILIARIES | {"?", ",", "and", "to"} | {
        word for word in (following,) if readings(word)
    }
    noun = stem(words[inner].text)
    told_apart = following == "of" or (following in {"for", "in", "on"} and noun not in _GENERIC)
    if not closes or (told_apart and inner == at + 1):
        return False
    before = document.text[max(0, draft.evidence.start - 900) : draft.evidence.start]
    return noun in {stem(word) for word in WORD.findall(before)} or noun in _GENERIC


def _is_compound(words: Sequence[Word], at: int) -> bool:
    """Whether a generic noun closes a compound there: "the car group"."""
    after = words[at + 1 : at + 2]
    return bool(after) and after[0].text.islower() and stem(after[0].text) in _GENERIC


_ORDINALS = frozenset("first second third fourth new expanded all-new joint".split())
_GENERIC = frozenset(
    stem(word)
    for word in "plant company companies group deal plan talks agreement facility factory site "
    "office arrangement venture structure collaboration partnership product model school "
    "person target goal rate".split()
)
