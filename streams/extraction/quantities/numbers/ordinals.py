"""Ordinals: 6th, sixth, twenty-first."""

import re

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.numbers.number import Number, past_hyphen
from streams.extraction.tokens import Tokens

GROUPS = re.compile(r"(\d{1,2}),(\d{3})")
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


def digit_ordinal(tokens: Tokens, i: int) -> Number | None:
    """6th, 22nd, 1,000th."""
    token = GROUPS.sub(r"\1\2", tokens.texts[i])
    if not (token.isdecimal() and len(token) < 6 and tokens.glued(i)):
        return None
    if tokens.lower(i + 1) not in ORDINAL_ENDINGS:
        return None
    return Number(i, i + 1, int(token), int(token), int(token), "ordinal")


def word_ordinal(tokens: Tokens, i: int) -> Number | None:
    """Sixth, twenty-first."""
    table = vocabulary.numbers()
    value = table.ordinals.get(tokens.lower(i))
    if value is not None:
        return Number(i, i, value, value, value, "ordinal")
    ten = table.tens.get(tokens.lower(i))
    if ten is not None and past_hyphen(tokens, i) == i + 2:
        unit = {"first": 1, "second": 2, **table.ordinals}.get(tokens.lower(i + 2), 99)
        if unit < 10:
            return Number(i, i + 2, ten + unit, ten + unit, ten + unit, "ordinal")
    return None
