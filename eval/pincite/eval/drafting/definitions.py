"""Drafts from what texts define: acronyms, glossaries, and who holds which post."""

import re
from collections.abc import Iterator

from pincite.corpus import Document, Span, sentence_spans
from pincite.eval.drafting.drafts import Draft
from pincite.eval.drafting.folder import Folder
from pincite.eval.drafting.words_of_text import Sentence
from pincite.qa.acronyms import find_definitions, is_acronym

_ENTRY = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__)(?P<term>[^*_\n:]{2,40})(?:\*\*|__)(?::|[ \t]+[–—-])[ \t]+"
    r"(?P<meaning>[^\n]{12,300})",
    re.MULTILINE,
)
_PLAIN_ENTRY = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+)?(?P<term>[^*_\n:.]{2,40}):[ \t]+(?P<meaning>[^\n]{12,300})",
    re.MULTILINE,
)
_GLOSSARY = re.compile(r"\b(?:glossary|definitions?|terms|abbreviations|vocabulary)\b", re.I)
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Dame|Sir|Captain|Professor) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"
_ROLE = (
    r"(?:Head of [A-Z][\w ]{1,40}?|(?:Vice-)?Chair(?:man|woman)?|Chief [A-Z]\w+|"
    r"Secretary|Treasurer|"
    r"[A-Z]\w+ (?:Director|Officer|Manager|Secretary|Curator|Coach)|President|Director|Curator)"
)
_HOLDER = re.compile(rf"^[\s*•-]*(?P<role>{_ROLE}): (?P<name>{_NAME})(?= ?[.(;,]|$)")
_APPOSED = re.compile(rf"\b[Tt]he (?:\*\*)?(?P<role>{_ROLE})(?:\*\*)?, (?P<name>{_NAME})(?=[,.;])")


def draft_definitions(folder: Folder) -> Iterator[Draft]:
    """Drafts from acronyms, glossary entries and posts, document by document."""
    for document in folder.documents:
        yield from _acronyms(document)
        yield from _entries(document)
    for sentence in folder.sentences:
        yield from _posts(sentence)


def _acronyms(document: Document) -> Iterator[Draft]:
    seen: set[str] = set()
    for found in find_definitions(document.text):
        if found.acronym in seen or found.acronym.endswith("s"):
            continue
        seen.add(found.acronym)
        yield Draft(
            question=f"What does {found.acronym} stand for?",
            answers=(found.long_form,),
            kind="definition",
            document=document,
            evidence=_sentence_around(document, found.long_span),
            answer=found.long_span,
            rule="acronym",
        )


def _entries(document: Document) -> Iterator[Draft]:
    for block in document.blocks:
        in_glossary = bool(block.path) and _GLOSSARY.search(block.path[-1]) is not None
        pattern = _PLAIN_ENTRY if in_glossary else _ENTRY
        found = list(_ENTRY.finditer(document.text, block.span.start, block.span.end))
        if in_glossary and not found:
            found = list(pattern.finditer(document.text, block.span.start, block.span.end))
        if not in_glossary:
            continue
        for match in found:
            draft = _entry(document, match)
            if draft is not None:
                yield draft


def _entry(document: Document, match: re.Match[str]) -> Draft | None:
    term = match["term"].strip()
    if is_acronym(term):
        return None
    sentences = sentence_spans(document.text, Span(*match.span("meaning")), document.language)
    first = sentences[0]
    meaning = document.quote(first).rstrip(". ")
    if len(meaning.split()) < 3:
        return None
    word = term if term[1:].lower() != term[1:] else term[0].lower() + term[1:]
    return Draft(
        question=f"What does “{word}” mean?",
        answers=(meaning,),
        kind="definition",
        document=document,
        evidence=Span(match.start() + _indent(match.group()), first.end),
        answer=Span(first.start, first.start + len(meaning)),
        rule="glossary",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _posts(sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in (*_HOLDER.finditer(text), *_APPOSED.finditer(text)):
        begin = sentence.span.start
        yield Draft(
            question=f"Who is the {match['role']}?",
            answers=(match["name"], *_without_title(match["name"])),
            kind="factoid",
            document=sentence.document,
            evidence=sentence.span,
            answer=Span(begin + match.start("name"), begin + match.end("name")),
            rule="post",
        )


def _without_title(name: str) -> tuple[str, ...]:
    plain = re.sub(r"^(?:Mr|Mrs|Ms|Dr|Dame|Sir|Captain|Professor) ", "", name)
    return (plain,) if plain != name else ()


def _sentence_around(document: Document, span: Span) -> Span:
    block = next((one.span for one in document.blocks if span.within(one.span)), span)
    sentences = sentence_spans(document.text, block, document.language)
    return next((one for one in sentences if span.within(one)), span)
