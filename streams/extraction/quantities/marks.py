"""The marks that join words: which of them, by what they may stand for."""

from streams.extraction.tokens import Tokens

HYPHENS = frozenset("-‑")
"""What makes one word of two: "five-year"."""
SHORT_DASHES = HYPHENS | {"–"}
"""What may stand between a number and its unit: sites print "40–mile" too."""
DASHES = SHORT_DASHES | {"—"}
"""What may stand between two numbers, or two parts of a name."""
QUOTES = frozenset("\"“”‘’'")
"""The marks around what is quoted."""
ASIDES = DASHES | {","}
LONGEST_ASIDE = 6


def past_aside(tokens: Tokens, i: int) -> int:
    """The "of" behind the mark at token `i` that closes "or even thousands"; `i` without one.

    So it is in "hundreds, if not thousands, of dollars".
    """
    if tokens.lower(i) not in ASIDES:
        return i
    at = i + 1 + (tokens.lower(i + 1) in ASIDES)
    if tokens.lower(at) != "of" or tokens.lower(at + 1) in {"which", "whom", "them"}:
        return i
    return i if {"or", "if"}.isdisjoint(tokens.lowers[max(0, i - LONGEST_ASIDE) : i]) else at
