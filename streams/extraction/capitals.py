"""Sentences in capitals, as headlines and flashes are, as if they were not: "TEN DEAD ON 3 MAY".

Offsets stay what they are: a letter stands for a letter.
"""

import re
from collections.abc import Iterator, Sequence

from streams.extraction.dates.vocabulary import date_words
from streams.extraction.tokens import Tokens

MONTHS = "|".join(sorted((m.upper() for m in date_words().months), key=len, reverse=True))
NAMES = "|".join(name.upper() for name in (*date_words().months_in_full, *date_words().weekdays))
WORD = re.compile(
    rf"""\b(?P<name>(?:{NAMES}|(?:{MONTHS})(?=\.?\s+\d)|(?<=\d\s)(?:{MONTHS}))\b)
    | (?<=\d)(?:ST|ND|RD|TH)\b
    | [^\W\d_]{{4,}}
    """,
    re.VERBOSE,
)
"""A month or day of the week, which keeps its capital; the end of "5TH"; a word that is too long
for initials."""
SHORTEST = 4
"""Tokens of a sentence that is looked at: fewer may be a name."""


def in_small_letters(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens of a text, those of sentences in capitals as another text would print them.

    `bounds`: the first token of each sentence and the one behind it.
    """
    shouted = list(_in_capitals(tokens, bounds))
    if not shouted:
        return tokens
    pieces: list[str] = []
    texts, done = list(tokens.texts), 0
    for start, end in shouted:
        first, last = tokens.starts[start], tokens.ends[end - 1]
        said = WORD.sub(_smaller, tokens.text[first:last])
        pieces += tokens.text[done:first], said
        done = last
        for i in range(start, end):
            texts[i] = said[tokens.starts[i] - first : tokens.ends[i] - first]
    text = "".join([*pieces, tokens.text[done:]])
    return Tokens(text, texts, tokens.starts, tokens.ends, tokens.lowers, tokens.gaps)


def _in_capitals(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in bounds:
        if end - start < SHORTEST:
            continue
        if tokens.text[tokens.starts[start] : tokens.ends[end - 1]].isupper():
            yield start, end


def _smaller(word: re.Match[str]) -> str:
    small = word.group().lower()
    if len(small) != len(word.group()):
        return word.group()
    return small.capitalize() if word["name"] else small
