"""Who was taken for one name with the office: "Minister for the Middle East Ann Unwin"."""

from collections.abc import Iterator

from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.labels import BODY, KINDS, PERSON, sure_scores
from streams.extraction.entities.roles import WORDS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

OF = frozenset({"of", "for"})
BEHIND_OFFICE = OF | WORDS.ministers
"""Whoever was taken for one name with an office has one of these in it or before it."""
BETWEEN = frozenset({"and", "the", "The"})
KNOWN = {"PLACE": KINDS.index("LOC"), "ORG": BODY}
"""What somebody is minister or envoy of, by its type in the lists."""


def holders(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """The lands and bodies that a minister or envoy is of, and who it is; any other name as it is.

    "Prime Minister of the United Kingdom", "for Africa" behind "Minister": a place, and nobody.
    """
    office = _behind_office(tokens, tagged) if tagged.kind == PERSON else None
    if office is None:
        return [tagged]
    parts = list(_of_what(tokens, tagged.first, office))
    at = office
    while at <= tagged.last and (part := _known(tokens, at, tagged.last + 1)):
        parts.append(part)
        at = part.last + 1
        while at <= tagged.last and tokens.texts[at] in BETWEEN:
            at += 1
    while at <= tagged.last and tokens.lowers[at] in words().roles:
        at += 1
    return [*parts, tagged._replace(first=at)] if at <= tagged.last else parts


def _behind_office(tokens: Tokens, tagged: Tagged) -> int | None:
    """Where a name goes on behind the last word of an office in it; None where it has none."""
    for i in range(tagged.last, max(tagged.first - 1, 0) - 1, -1):
        if tokens.texts[i] in OF:
            named = WORDS.ministers.isdisjoint(tokens.texts[max(tagged.first - 2, 0) : i])
            return None if named else i + 1 + (tokens.lower(i + 1) == "the")
        if i >= tagged.first and tokens.texts[i] in WORDS.ministers:
            return i + 1
    return None


def _of_what(tokens: Tokens, first: int, end: int) -> Iterator[Tagged]:
    """The known lands and bodies before token `end`."""
    at = first
    while at < end:
        part = _known(tokens, at, end)
        if part is not None:
            yield part
        at = at + 1 if part is None else part.last + 1


def _known(tokens: Tokens, at: int, end: int) -> Tagged | None:
    known = longest_name(tokens.texts, at, end)
    if known is None or known[0].type not in KNOWN:
        return None
    kind = KNOWN[known[0].type]
    return Tagged(at, known[1] - 1, kind, sure_scores(kind))
