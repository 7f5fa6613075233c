"""Whose spokesman says a quotation, where nothing beside him says it: "Tesco is sorry. “...,” a
spokesman said."
"""

import re

from schemas import Span
from streams.extraction.speakers.nouns import body_meant, named_so
from streams.extraction.speakers.places import sentence_start
from streams.extraction.speakers.spoken import Spoken
from streams.extraction.speakers.vocabulary import ALSO, any_of, speech


def _spokesman(noun: str) -> str:
    """A pattern for "a spokesman", "a council spokesman", with a group for the noun."""
    return (
        rf"(?:[Aa]n?|[Ii]ts) (?:(?P<{noun}>{any_of(speech().body_nouns)}) )?"
        r"spokes(?:man|woman|person)\b"
    )


BEHIND = re.compile(
    rf",? (?:{_spokesman('noun')} {ALSO}[a-z]+\b|[a-z]+ {_spokesman('inverted')}(?! for))"
)
BEFORE = re.compile(rf"\W*(?:But |In [^,.\n]{{3,60}}, )?{_spokesman('noun')} {ALSO}[a-z]+\b")
LONGEST = 80


def body_of_spokesman(spoken: Spoken, span: Span) -> str | None:
    """The body whose spokesman says a quotation: of the name that ends with the noun before him
    ("a council spokesman"), else what the sentences before it speak of."""
    text = spoken.text
    found = BEHIND.match(text, span.end, span.end + LONGEST) or BEFORE.match(
        text, sentence_start(text, span.start), span.start
    )
    if found is None:
        return None
    at = found.start() if found.start() < span.start else span.start
    noun = found["noun"] or found.groupdict().get("inverted")
    if noun is not None and noun not in speech().firms:
        return named_so(spoken, noun, at)
    return body_meant(spoken, at, alone=False)
