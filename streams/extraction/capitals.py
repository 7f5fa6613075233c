"""Headlines and flashes as another text would print them: sentences in capitals ("TEN DEAD ON
3 MAY"), and with a capital at each word ("Oil Falls By 2 Percent").

Offsets stay what they are: a letter stands for a letter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from string import capwords

from streams.extraction.dates.holidays import HOLIDAYS
from streams.extraction.dates.patterns import either
from streams.extraction.dates.vocabulary import date_words
from streams.extraction.entities.titles import SMALL
from streams.extraction.quantities.lexicon import periods, verb_forms
from streams.extraction.quantities.vocabulary import numbered_names
from streams.extraction.tokens import Tokens

MONTHS = either(sorted(date_words().months, key=len, reverse=True))
IN_MONTHS = either(rf"(?<=\b{word}\s)" for word in date_words().before_months)
OTHERWISE = verb_forms().keys() | periods()  # "Rallies Mark 50 Years", "This Year 20 Died"
NUMBERED = either(sorted(w for w in numbered_names() if w.isalpha() and w.lower() not in OTHERWISE))
NAMES = rf"""(?P<name>\b(?:
    {either((*date_words().months_in_full, *date_words().weekdays))}
    | (?:{MONTHS})(?=\.?\s+\d) | (?<=\d\s)(?:{MONTHS}) | (?:{IN_MONTHS})(?:march|may)
    | (?:{either(date_words().named_days)})(?=\s(?:{either(date_words().weekdays)}))
    | {HOLIDAYS} | (?:{NUMBERED})(?=\s\d+(?![\w.,%-]))
)\b)"""
"""What keeps its capital: months, days of the week, holidays, what has a number ("Prop 8")."""
SHOUTED = re.compile(
    rf"{NAMES} | (?<=\d)(?:ST|ND|RD|TH)\b | [^\W\d_]{{4,}} | \b(?:{either(SMALL)})\b",
    re.VERBOSE | re.IGNORECASE,
)
"""Beside NAMES the end of "5TH", and what is no initials: a long word, a small one."""
WORD = re.compile(rf"{NAMES} | \bA\b | \b[^\W\d_]{{2,}}", re.VERBOSE | re.IGNORECASE)
SHORTEST = 4
"""Tokens of a sentence that is looked at: fewer may be a name."""
FEWEST = 3
"""Words with a capital of a sentence that has one at each."""
Mentions = Sequence[tuple[int, int]]
"""The characters of names, in order; none overlaps another."""


def in_small_letters(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], mentions: Iterable[tuple[int, int]] = ()
) -> Tokens:
    """The tokens of a text, those of headlines as another text would print them.

    `bounds`: the first token of each sentence and the one behind it. `mentions`: the characters of
    the names of the text, which keep their capitals where not all is in capitals.
    """
    headlines = list(_headlines(tokens, bounds))
    named = sorted(mentions) if headlines else ()
    pieces: list[str] = []
    texts, done = list(tokens.texts), 0
    for start, end in headlines:
        first, last = tokens.starts[start], tokens.ends[end - 1]
        printed = tokens.text[first:last]
        said = SHOUTED.sub(_smaller, printed) if printed.isupper() else _said(printed, first, named)
        if said == printed:
            continue
        pieces += tokens.text[done:first], said
        done = last
        for i in range(start, end):
            texts[i] = said[tokens.starts[i] - first : tokens.ends[i] - first]
    if not pieces:
        return tokens
    text = "".join([*pieces, tokens.text[done:]])
    return Tokens(text, texts, tokens.starts, tokens.ends, tokens.lowers, tokens.gaps)


def _headlines(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in bounds:
        if end - start >= SHORTEST and _is_headline(tokens, start, end):
            yield start, end


def _is_headline(tokens: Tokens, start: int, end: int) -> bool:
    """Whether all words have capitals, but for small ones and what is glued to another sign."""
    texts, gaps = tokens.texts, tokens.gaps
    for i in range(start, end):
        text = texts[i]
        if text.islower() and text not in SMALL and (i == start or gaps[i - 1]) and text.isalpha():
            return False  # where most sentences are left at once
    return (
        sum(text.istitle() for text in texts[start:end]) >= FEWEST
        or tokens.text[tokens.starts[start] : tokens.ends[end - 1]].isupper()
    )


def _smaller(word: re.Match[str]) -> str:
    small = word.group().lower()
    if len(small) != len(word.group()):
        return word.group()
    return capwords(small, " ") if word["name"] else small


def _said(headline: str, start: int, mentions: Mentions) -> str:
    """A headline whose first character is the text's `start`, names and its first word as they
    are."""
    opening = next(at for at, sign in enumerate(headline) if sign.isalnum())

    def smaller(word: re.Match[str]) -> str:
        if word.start() == opening or word["name"] or not word.group().istitle():
            return word.group()
        at = start + word.start()
        before = bisect_right(mentions, (at, len(headline) + start)) - 1
        return word.group() if before >= 0 and at < mentions[before][1] else _smaller(word)

    return WORD.sub(smaller, headline)
