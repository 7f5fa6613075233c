"""Number words below 100, and the scale words that multiply them: "two hundred thousand"."""

from decimal import Decimal

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers.number import past_dash, past_hyphen
from streams.extraction.tokens import Tokens

LAKHS = frozenset({10**5, 10**7})


def small_number(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """A number below 100 in words."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    if word in table.ones:
        return Decimal(table.ones[word]), i
    if word not in table.tens:
        return None
    value, last = table.tens[word], i
    j = past_dash(tokens, i)
    one = table.ones.get(tokens.lower(j), 0)
    if 0 < one < 10:
        value, last = value + one, j
    return Decimal(value), last


def scaled(
    tokens: Tokens, last: int, value: Decimal, *, digits: bool = False, divided: bool = False
) -> tuple[Decimal, int]:
    """Multiplies by the scale words that follow, adding the smaller numbers between them.

    "two hundred and five thousand and one": 205 * 1000 + 1. `digits`: whether the number begins
    with digits, so that it may go on with them: "4 thousand 3 hundred"; `divided`: whether it is to
    be divided by what follows: "one hundred thirty-two fifths".
    """
    table = vocabulary.numbers()
    total, current = Decimal(0), value
    smallest = Decimal(10) ** 18
    while True:
        j = past_hyphen(tokens, last)
        word = tokens.lower(j)
        scale = table.scales.get(word)
        if scale is None and word in table.vague:
            scale = table.scales.get(word[:-1])  # "three billions", "two dozens"
            if (scale is not None and scale >= smallest) or (scale == 12 and current >= 100):
                return (total + current) * scale, j  # "three thousand millions"
        if scale in LAKHS and current == 0 and smallest in LAKHS:
            total, last, smallest = total * scale, j, Decimal(1)  # "1.2 lakh crore"
            continue
        if scale is not None and (scale in {12, 100} or scale < smallest):
            if scale in {12, 100} and current >= 100 and not (digits and current % 100):
                break
            if scale >= 1000:
                smallest = Decimal(scale)
                total, current = total + current * scale, Decimal(0)
            else:
                current *= scale
            last = j
            continue
        if tokens.lower(last) not in table.scales or current % 100 != 0:
            break
        whole = digits and value == int(value)
        small = _smaller(tokens, j, table.scales[tokens.lower(last)], digits=whole)
        if small is None or (not divided and fraction_follows(tokens, small[1])):
            break
        current, last = current + small[0], small[1]
    return total + current, last


def _smaller(tokens: Tokens, j: int, scale: int, *, digits: bool) -> tuple[Decimal, int] | None:
    """The number below 1000 that goes on, at token `j`, a number whose last scale is `scale`."""
    conjunction = tokens.lower(j) == "and"
    k = j + 1 if conjunction else j
    small = small_number(tokens, k)
    digit = tokens.lower(k)
    if small is None and digits and digit.isdecimal() and len(digit) <= 3:
        small = None if _is_size(tokens, k) else (Decimal(digit), k)
    if small is None or not small[0]:
        return None
    table = vocabulary.numbers()
    word = tokens.lower(past_hyphen(tokens, small[1]))
    following = table.scales.get(word, 0)
    if following >= scale and (scale >= 1000 or following == 100):
        return None  # "five million six million", "3 hundred and 2 hundred"
    goes_on = word in table.scales or word in table.vague  # "twenty-five millions"
    behind = tokens.lower(small[1] + 1)
    goes_on = goes_on or not (behind.isalpha() or behind in HYPHENS)
    if scale > 1000 and following != 100 and (conjunction or not goes_on):
        return None  # "two million and five men", "$2 million three years ago": two numbers
    return small


def _is_size(tokens: Tokens, i: int) -> bool:
    """Whether digits at token `i` are the size of what is counted, or name it: "2 million *155*mm
    shells", "2 million *401*(k) savers"."""
    if tokens.glued(i) and tokens.lower(i + 1) == "(":
        return True
    return tokens.glued(i) and (tokens.lower(i + 1)[0].isalpha() or tokens.lower(i + 1) in HYPHENS)


def fraction_follows(tokens: Tokens, i: int) -> bool:
    return tokens.lower(past_hyphen(tokens, i)) in vocabulary.numbers().fractions
