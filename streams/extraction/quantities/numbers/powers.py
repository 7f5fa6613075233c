"""Powers, as science writes them: 1e10, 1.3x10^6, 8x2^10."""

from decimal import Decimal

from streams.extraction.quantities.numbers.digits import digits_value
from streams.extraction.quantities.numbers.number import MINUS, Number, exact
from streams.extraction.tokens import Tokens

TIMES_SIGNS = frozenset({"x", "×", "*"})


def power(tokens: Tokens, i: int) -> Number | None:
    """1e10, 1.3x10^6, 6.2 × 10^-4, 2.48×10−5 (its superscript lost), 8x2^10, 1.1^23."""
    sign = tokens.lower(i + 1)
    if sign not in TIMES_SIGNS and not (sign in {"e", "^"} and tokens.glued(i)):
        return None
    value = digits_value(tokens.texts[i])
    if not value:
        return None
    base, j = Decimal(10), i + 2
    if sign == "^":
        base, value = value, Decimal(1)
    elif sign != "e":
        if tokens.lower(j) not in {"10", "2"}:
            return None
        base, j = Decimal(tokens.lower(j)), j + 1
        lost = tokens.lower(j) in MINUS and tokens.glued(i) and tokens.glued(i + 1)
        if tokens.lower(j) != "^" and not lost:
            return None
        j += tokens.lower(j) == "^"
    exponent, last = _exponent(tokens, j)
    return None if exponent is None else exact(i, last, value * base**exponent)


def _exponent(tokens: Tokens, j: int) -> tuple[int | None, int]:
    """The whole number that is glued on at token `j`, with its sign, and its last token."""
    sign = -1 if tokens.lower(j) in MINUS else 1
    signed = tokens.lower(j) in MINUS or tokens.lower(j) == "+"
    digits = tokens.lower(j + signed)
    glued = tokens.glued(j - 1) and (not signed or tokens.glued(j))
    if not (glued and digits.isdecimal() and len(digits) <= 2 and int(digits) <= 24):
        return None, j
    return sign * int(digits), j + signed
