"""Shares that two numbers give: "one in three", "four out of five", "one over three"."""

from decimal import Decimal

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.numbers.digits import digits_value
from streams.extraction.quantities.numbers.number import Number, past_hyphen, tidy
from streams.extraction.quantities.numbers.scales import fraction_follows, scaled, small_number
from streams.extraction.tokens import Tokens

RESULTS = frozenset({"", "is", "equals", "minus", "negative", "-", "−"})
"""What "one over three" comes after where it is a fraction, and not a bound."""


def ratio(tokens: Tokens, i: int) -> Number | None:
    """One in three; 1 in 1,000; four out of five; three of every four; 1 over 3: a share."""
    small = small_number(tokens, i)
    word_in = past_hyphen(tokens, i if small is None else small[1])
    link = tokens.lower(word_in)
    if link == "times" and tokens.spaced(["out", "of"], word_in + 1):
        word_in += 1
        link = "out"  # "19 times out of 20"
    if link not in {"in", "of", "out", "over"}:
        return None
    word = tokens.lower(i)
    top = int(small[0]) if small else 0
    if word.isdecimal() and len(word) < 5:
        top = int(word)
    if link == "over":
        return _division(tokens, i, top)
    if link == "in" and 0 < top < 10:
        j = past_hyphen(tokens, word_in)  # also "eight-in-ten"
        if tokens.lower(j) == "every":
            j += 1
    elif 0 < top < 100 and tokens.spaced(["of", "every"], word_in):
        j = word_in + 2
    elif 0 < top < 100 and tokens.spaced(["out", "of"], word_in):
        j = word_in + 2 + (tokens.lower(word_in + 2) == "every")
    else:
        return None
    read = _whole(tokens, j)
    if read is None:
        return None
    bottom, last = read
    if bottom <= top or fraction_follows(tokens, j) or (last == j and _may_be_year(tokens, j)):
        return None
    if tokens.lower(last + 1) in unit_table.unit_words():
        return None  # "one in five years"
    value = tidy(top / bottom)
    return Number(i, last, value, value, value, "fraction")


def _division(tokens: Tokens, i: int, top: int) -> Number | None:
    """ "One over three", where nothing is said but that."""
    read = _whole(tokens, i + 2) if top and tokens.lower(i - 1) in RESULTS else None
    if read is None or not read[0] or tokens.lower(read[1] + 1)[:1].isalnum():
        return None
    value = tidy(top / read[0])
    return Number(i, read[1], value, value, value, "fraction")


def _whole(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """A whole number at token `i`, in words or digits, and its last token."""
    word = tokens.lower(i)
    small: tuple[Decimal, int] | None
    if word[:1].isdecimal():
        value = digits_value(word)
        small = None if value is None or value != int(value) else (value, i)
    else:
        small = small_number(tokens, i)
        if word == "a" and tokens.lower(i + 1) in {"hundred", "thousand", "million"}:
            small = Decimal(1), i
    return None if small is None else scaled(tokens, small[1], small[0])


def _may_be_year(tokens: Tokens, i: int) -> bool:
    token = tokens.texts[i]
    return len(token) == 4 and token.isdecimal() and 1500 <= int(token) <= 2100
