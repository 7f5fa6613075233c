"""What every reader of numbers answers with, and the steps over hyphens that they share."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.tokens import Tokens

Form = Literal["digits", "words", "vague", "fraction", "ordinal", "multiple", "zero", "tens"]
Value = int | float


class Number(NamedTuple):
    """A number over tokens `first` to `last`, both included."""

    first: int
    last: int
    value: Value | None
    low: Value | None
    high: Value | None
    form: Form


Reader = Callable[[Tokens, int], Number | None]


def tidy(value: Decimal) -> Value:
    """An int where the value is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def exact(first: int, last: int, value: Decimal, form: Form = "digits") -> Number:
    """A number that is just `value`, over tokens `first` to `last`."""
    number = tidy(value)
    return Number(first, last, number, number, number, form)


ARTICLES = frozenset({"a", "an"})
MINUS = frozenset({"-", "−"})


def past_hyphen(tokens: Tokens, i: int) -> int:
    """The index of the next word, over a hyphen that is glued on both sides."""
    if tokens.lower(i + 1) in HYPHENS and tokens.glued(i) and tokens.glued(i + 1):
        return i + 2
    return i + 1


def past_dash(tokens: Tokens, i: int) -> int:
    """The index of the next word, over a hyphen that is glued on both sides or on none."""
    if tokens.lower(i + 1) == "-" and not tokens.glued(i) and not tokens.glued(i + 1):
        return i + 2
    return past_hyphen(tokens, i)
