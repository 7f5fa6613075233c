"""Capital letters, possessives and the tokens of sentences."""

from bisect import bisect_left
from collections.abc import Sequence

from schemas import Span
from streams.extraction.tokens import Tokens

POSSESSIVE = frozenset({"'s", "’s"})


def is_capitalised(token: str) -> bool:
    return token[0].isupper() and token[0].isalpha()


def sentence_tokens(tokens: Tokens, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """For each sentence its first token and the one after its last."""
    starts = tokens.starts
    return [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in sentences]


def sentence_at(bounds: Sequence[tuple[int, int]], i: int) -> tuple[int, int]:
    """The sentence that token `i` is in, as `sentence_tokens` gives it."""
    return bounds[bisect_left(bounds, (i + 1,)) - 1]  # (i + 1,) stands before (i + 1, end)
