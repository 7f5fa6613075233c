"""Tokens with their character offsets: what every pass of extraction looks at.

A word keeps its inner apostrophes ("O'Brien") but not the possessive ("Russia" "'s"); a hyphen is a
token of its own ("27" "-" "year" "-" "old"); digits keep their grouping and decimals ("1,234.5").
A word that a scraper ran into initials ("Joe BidenGOP") is parted from them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

TOKEN = re.compile(
    r"""(?!\s)(                                          # a space is no start of any: asked once
    [A-Za-z][a-z]*+(?=[\s.,])                         # most words: what follows would find them too
    | \d+(?:[.,]\d+)*                                   # 200,000  1.2  10.5.2021
    | [A-Z][a-z]{3,}+(?=[A-Z]{2,}\b)                  # Biden of "BidenGOP", run together
    | [^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*              # word, O'Brien, don't
    | ['’][sS]\b                                      # possessive
    | \S                                              # anything else, one character each
    )""",
    re.VERBOSE,
)
MOST_MET, LONGEST_MET = 30_000, 40
"""Words that are kept with their small letters, 6 MB: of a hundred tokens 97 are of them."""


class Tokens:
    """The tokens of one text, as columns: `texts[i]` spans `starts[i]:ends[i]`, `gaps[i]` is the
    space behind it."""

    __slots__ = ("ends", "gaps", "lowers", "starts", "text", "texts")

    def __init__(
        self,
        text: str,
        texts: list[str],
        starts: list[int],
        ends: list[int],
        lowers: list[str],
        gaps: list[str],
    ) -> None:
        self.text = text
        self.texts = texts
        self.starts = starts
        self.ends = ends
        self.lowers = lowers
        self.gaps = gaps

    def part(self, start: int, end: int) -> "Tokens":
        """Tokens `start` up to `end` by themselves (a sentence); offsets stay those of the text."""
        return Tokens(
            self.text,
            self.texts[start:end],
            self.starts[start:end],
            self.ends[start:end],
            self.lowers[start:end],
            self.gaps[start:end],
        )

    def __len__(self) -> int:
        return len(self.texts)

    def lower(self, i: int) -> str:
        """The lower-cased token, empty where `i` is out of range."""
        if i < 0:
            return ""
        try:
            return self.lowers[i]
        except IndexError:
            return ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between token `i` and the next one."""
        return 0 <= i < len(self.texts) - 1 and not self.gaps[i]

    def at(self, offset: int) -> int:
        """The index of the first token that starts at or after a character offset."""
        return bisect_left(self.starts, offset)

    def surface(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        if first == last:
            return self.texts[first]
        return self.text[self.starts[first] : self.ends[last]]

    def spaced(self, words: list[str], i: int) -> bool:
        """Whether the lower-cased tokens from `i` on are exactly these."""
        return self.lowers[i : i + len(words)] == words


class _Met(dict[str, tuple[str, str]]):
    """The words met first, each with its form in small letters: so a word is one object wherever it
    stands, its hash is worked out once, and what texts in hand take is read from memory less often.
    """

    def __missing__(self, word: str) -> tuple[str, str]:
        lower = word.lower()
        both = word, word if word == lower else lower
        if len(self) < MOST_MET and len(word) < LONGEST_MET:
            self[word] = both
        return both

    def words(self, texts: Sequence[str]) -> tuple[list[str], list[str]]:
        """These words, and the same in small letters."""
        both = list(map(self.__getitem__, texts))
        return [word for word, _ in both], [lower for _, lower in both]


_met = _Met()


def tokenise(text: str) -> Tokens:
    """The tokens of a text. Linear in its length."""
    parts = TOKEN.split(text)  # white space and tokens by turns
    offsets = list(accumulate(map(len, parts)))
    texts, lowers = _met.words(parts[1::2])
    return Tokens(text, texts, offsets[:-1:2], offsets[1::2], lowers, parts[2::2])


def offsets_of(marks: Iterable[str], text: str) -> list[int]:
    """Where any of some marks stands in a text, in order; each is found by itself, which is faster
    than a pattern."""
    found = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)
