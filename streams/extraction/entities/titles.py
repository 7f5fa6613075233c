"""Titles of works in marks, of which the tagger may have had a part."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.labels import KINDS, sure_scores
from streams.extraction.entities.runs import POSSESSIVE, is_capitalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens, offsets_of


class Titles(NamedTuple):
    """The lists of `data/titles.toml`, each explained beside its words."""

    small: frozenset[str]
    entitled: frozenset[str]


WORDS = word_lists("titles.toml", Titles)
SMALL = WORDS.small
CLOSED_BY = {"“": "”", '"': '"'}
"""The mark that closes what a mark opens."""
LONGEST_TITLE = 24
SURE_TITLE, LIST = 6, 3
"""Words in marks, capitalised but for small ones, from which they are a title by themselves, and
commas from which they are a list."""
SENTENCE = frozenset(".!?;")
WORK = KINDS.index("WORK")
NO_WORK = frozenset(map(KINDS.index, ("PER", "LOC")))
"""What the title of a work may be taken for."""
FEW = 3
"""Tokens of a title that is one for what it is made by alone."""


def with_titles(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """Titles of works in marks in one, of which the tagger may have had a part: “Fear: Trump in
    the White House”."""
    result = list(tagged)
    for first, last in _titles(tokens):
        inside = [t for t in result if t.first <= last and first <= t.last]
        cut = inside and all(first <= t.first and t.last <= last for t in inside)
        meant = any(t.kind == WORK for t in inside) or _is_introduced(tokens, first, last)
        article = first + (tokens.texts[first] == "The")
        whole = any(t.first in {first, article} and t.last == last for t in inside)
        named = inside[0].kind if len(inside) == 1 and whole else -1
        if cut and ((meant and not whole) or (named in NO_WORK and _is_made(tokens, first))):
            result = [t for t in result if t not in inside]
            result.append(Tagged(first, last, WORK, sure_scores(WORK)))
    return sorted(result)


def _is_introduced(tokens: Tokens, first: int, last: int) -> bool:
    """Whether marks hold a title: a word for a work before them, a colon in them, many words."""
    before = tokens.lowers[max(first - 3, 0) : first - 1]
    long = last - first >= SURE_TITLE and tokens.texts[first:last].count(",") < LIST
    return long or ":" in tokens.texts[first:last] or not WORDS.entitled.isdisjoint(before)


def _is_made(tokens: Tokens, first: int) -> bool:
    """ "Buzuku's “Meshari”", whose work it is."""
    return first > 1 and tokens.texts[first - 2] in POSSESSIVE


def _titles(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """What stands in marks, three or more words, all but small ones with a capital."""
    offsets = [at for at in offsets_of(CLOSED_BY, tokens.text) if _opens(tokens.text, at)]
    for opening in map(tokens.at, offsets):
        behind = tokens.texts[opening + 1 : opening + LONGEST_TITLE]
        mark = CLOSED_BY[tokens.texts[opening]]
        closing = behind.index(mark) if mark in behind else 0
        made = 0 < closing <= FEW and _is_made(tokens, opening + 1)
        if not made and not _is_title(behind[:closing]):
            continue
        last = opening + closing
        while tokens.texts[last] in {",", ".", ":", ";"}:
            last -= 1
        yield opening + 1, last


def _opens(text: str, at: int) -> bool:
    """Whether a mark opens something: a straight one has a gap before it and none behind, or is
    the first, third ... of its line where gaps stand on both sides."""
    if text[at] == "“":
        return True
    apart = at == 0 or text[at - 1].isspace()
    if not apart or not text[at + 1 : at + 2].isspace():
        return apart
    return text.count('"', text.rfind("\n", 0, at) + 1, at) % 2 == 0


def _is_title(texts: Sequence[str]) -> bool:
    for text in texts:
        if text[0].isalpha() and not text[0].isupper() and text not in SMALL:
            return False  # where most sentences are left at once
    spelt = [text for text in texts if text[0].isalpha()]
    names = [text for text in spelt if text not in SMALL]
    return (
        len(spelt) > 2
        and len(names) > 1
        and is_capitalised(spelt[0])
        and not all(text.isupper() for text in names)
        and SENTENCE.isdisjoint(texts[:-1])
        and texts[-1] not in {"!", "?"}
    )
