"""The tokens of a text that numbers or dates may begin at, found in one pass for both.

Nine in ten tokens are neither. What a word is was asked when it was met first.
"""

from itertools import compress

from streams.extraction.dates import may_be_of_date
from streams.extraction.quantities import may_start_number
from streams.extraction.tokens import Tokens

MOST_WORDS = 100_000
"""Words that are remembered; then all are forgotten."""


class _Noted(dict[str, bool]):
    """Whether a word, as it is written, is one of those."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= MOST_WORDS:
            self.clear()
        noted = self[word] = may_start_number(word, word.lower()) or may_be_of_date(word)
        return noted


_is_noted = _Noted().__getitem__


def noted(tokens: Tokens) -> list[int]:
    """The tokens, in order, that may begin a number or are of a date."""
    return list(compress(range(len(tokens)), map(_is_noted, tokens.texts)))
