"""Who the author is, and who else wrote: notes above and under the body of an article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from streams.cleaning.below_text import last_of_text
from streams.cleaning.bounds import is_spoken
from streams.cleaning.features import SAID
from streams.datafile import read_word_lists


class _Words(NamedTuple):
    """The lists of `author_notes.toml`, each explained beside its words."""

    writers: frozenset[str]
    makers: frozenset[str]
    posts: frozenset[str]
    openings: frozenset[str]
    titles: frozenset[str]


def _one_of(*lists: Iterable[str]) -> str:
    """A pattern of the words of lists, in an order that is the same at each start."""
    return f"(?:{'|'.join(sorted(word for words in lists for word in words))})"


WORDS = read_word_lists("streams.cleaning", "author_notes.toml", _Words)
WRITER, POST = _one_of(WORDS.writers), _one_of(WORDS.posts, WORDS.writers)
PLACES = 4
"""Lines from the end of a text where it is said who the author is."""
NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}"
UNDER = re.compile(
    rf"{NAME},? is (?:an? |the )?(?:[\w'’&.-]+ ){{0,8}}"
    rf"{_one_of(WORDS.makers, WORDS.writers)}\b"
)
ABOVE = re.compile(
    rf"{NAME} is (?:an? |the )?(?:[\w'’&.-]+ ){{0,6}}{WRITER}"
    r"(?: (?:at|for|with|of|to|in) [^.!?]{3,60})?\.$"
)
"""The same above the first paragraph: nothing but one such sentence."""
STRANGER = re.compile(
    rf"(?!{_one_of(WORDS.openings)} )"
    rf"(?:{_one_of(WORDS.titles)}\.? |(?:[A-ZÀ-Þ][\w.'’-]* ){{1,3}})"
    r"(?P<last>[A-ZÀ-Þ][\w'’-]+)"
    r"(?:,? (?:Jr|Sr)\.?)?(?: \(@\w+\))?,? "
    r"(?:(?:is|serves as) (?!\w+ing\b)(?:(?:also|now|currently) )?(?:an? |the )?"
    r"(?:(?!that )[\w'’&.,-]+ ){0,7}?"
    rf"(?i:{POST})\b|is (?:writing|working)\b|(?:writes|covers|teaches) )"
)
"""Somebody with the last name `last` has a post or does something with words."""
STRANGER_LINES = 6
"""Lines that a text has at least, for the last to be about somebody whom no other line names."""
BIOGRAPHY = re.compile(
    rf"(?!{_one_of(WORDS.openings)} )"
    r"[A-ZÀ-Þ][\w.'’-]+ (?:[A-ZÀ-Þ][\w.'’-]* ){0,2}(?P<last>[A-ZÀ-Þ][\w.'’-]*) "
    r"(?:is|was|writes|covers|has (?:been|covered|written)) "
    rf".{{0,160}}?\b{WRITER}\b"
)
"""Somebody with the last name `last` writes."""
BIOGRAPHIES = 3
SIGNED = re.compile(
    rf"(?:[—–]|and ){NAME}(?: in [A-ZÀ-Þ][\w. ]{{1,30}}?)?"
    rf"(?:(?:,| and|, and) {NAME}(?: in [A-ZÀ-Þ][\w. ]{{1,30}}?)?){{0,5}}[,.]?$"
)
"""Who else wrote, in a line of its own: "—Jane Doe in Paris and John Roe", "and Ann Poe"."""


def is_above(texts: Sequence[str], place: int) -> bool:
    """Whether the first line says who wrote what follows."""
    return place == 0 and len(texts) > 2 * PLACES and ABOVE.fullmatch(texts[0]) is not None


def is_under(texts: Sequence[str], place: int) -> bool:
    """Whether a line under the body says who wrote it."""
    text = texts[place]
    if not len(texts) - place <= PLACES < len(texts) - 1 or is_spoken(text):
        return False
    return UNDER.match(text) is not None or _is_stranger(texts, place)


def _is_stranger(texts: Sequence[str], place: int) -> bool:
    """Whether a line presents somebody with a post whom the text names nowhere else."""
    text = texts[place]
    found = STRANGER.match(text) if len(texts) >= STRANGER_LINES else None
    if found is None or SAID.search(text):
        return False
    others = (other for i, other in enumerate(texts) if i != place)
    return not any(found["last"] in other for other in others)


def biographies(texts: Sequence[str], reasons: Sequence[str | None]) -> Iterator[int]:
    """Places of the last lines of a text that say who its authors are, whatever stands below.

    "John Roe is a national affairs correspondent for the Ledger. He has written two books."
    """
    place = last_of_text(texts, reasons)
    for _ in range(BIOGRAPHIES):
        if place < STRANGER_LINES - 1 or not _is_biography(texts, place):
            return
        yield place
        place = last_of_text(texts[:place], reasons)


def _is_biography(texts: Sequence[str], place: int) -> bool:
    text = texts[place]
    found = BIOGRAPHY.match(text)
    if found is None or SAID.search(text):
        return False
    last = found["last"]
    return not any(last in other for i, other in enumerate(texts) if i != place)


def signed_at_end(texts: Sequence[str], cut: Sequence[bool]) -> Iterator[int]:
    """Places of names in lines of their own with which a text ends, before what is cut of it."""
    for place in range(len(texts) - 1, 0, -1):
        if SIGNED.fullmatch(texts[place]):
            yield place
        elif not cut[place]:
            return
