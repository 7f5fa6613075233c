"""Reads the number that starts at a token: digits, words, fractions, ordinals, vague plurals.

Small readers, one a form, each given the tokens and an index and answering with a Number or None.
None of them knows units, relations, or what is counted.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from streams.extraction.quantities import vocabulary
from streams.extraction.tokens import Tokens

Form = Literal["digits", "words", "vague", "fraction", "ordinal", "multiple", "zero"]
Value = int | float

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
POINT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d{1,2}")
COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")
LONGEST_DIGITS = 30
ARTICLES = frozenset({"a", "an"})
SPELT_SUFFIXES = frozenset({"mn", "bn", "tn", "mln", "bln", "tln", "trn", "mil"})
"""Scales that may stand off the digits: "10 bln"."""
UNSURE = frozenset({".", "a", "an"})
"""Words that are seldom the start of a number, and never before any word."""
SPACED_SUFFIXES = frozenset({"k", "M"})
"""Scales that may stand off the digits where a phrase ends: "2.33 k"."""
LAKHS = frozenset({10**5, 10**7})
MINUS = frozenset({"-", "−"})
OPENS_SIGN = frozenset("(<>≤≥=~≈±")
"""What a minus may be glued to, beside a currency sign."""
TIMES_SIGNS = frozenset({"x", "×", "*"})
RESULTS = frozenset({"", "is", "equals", "minus", "negative", "-", "−"})
"""What "one over three" comes after where it is a fraction, and not a bound."""
IN_A_ROW = frozenset({"straight", "consecutive", "successive", "time", "place"})
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
FRACTION_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 100})
DAYS = 31
"""Up to here "1/7" may be a date."""
LENGTH_CONTEXT = frozenset(
    {"long", "high", "wide", "tall", "deep", "away", "below", "above", "freestyle", "hurdles",
     "sprint", "race", "butterfly", "final", "relay", "by", "from", "to", "in", "at", "and", "or",
     "of", "x", "is", ""}
)  # fmt: skip
ADJECTIVES_OF_NONE = frozenset({"civilian", "military", "immediate", "further", "new", "other"})
MULTIPLES = {
    "twice": 2, "thrice": 3, "doubled": 2, "doubling": 2, "tripled": 3, "tripling": 3, "trebled": 3,
    "quadrupled": 4, "quintupled": 5, "halved": 0.5, "halving": 0.5,
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "tenfold": 10, "hundredfold": 100,
}  # fmt: skip


class Number(NamedTuple):
    """A number over tokens `first` to `last`, both included."""

    first: int
    last: int
    value: Value | None
    low: Value | None
    high: Value | None
    form: Form


Reader = Callable[[Tokens, int], Number | None]


def number_at(tokens: Tokens, i: int) -> Number | None:
    """The number that starts at token `i`; the reader that gets furthest wins."""
    best: Number | None = None
    word = tokens.lowers[i]
    if word[0].isdecimal():
        readers = OF_DIGITS
    elif word in ARTICLES and tokens.lower(i + 1) not in _after_article():
        return None
    else:
        readers = SIGNS.get(word, OF_WORDS)
    for reader in readers:
        number = reader(tokens, i)
        if number is not None and (best is None or number.last > best.last):
            best = number
    return best


def may_start_number(token: str, lower: str) -> bool:
    """A cheap test that all but a few tokens fail."""
    return token[0].isdecimal() or lower in _starters()


def number_starts(tokens: Tokens) -> list[int]:
    """The tokens where a number may start: digits, number words, signs, articles."""
    starters, lowers, begun = _starters(), tokens.lowers, _after_article()
    found = [i for i, word in enumerate(lowers) if word in starters or word[0].isdecimal()]
    last = len(lowers) - 1
    return [
        i
        for i in found
        if lowers[i] not in UNSURE
        or (i < last and (lowers[i + 1] in begun or lowers[i + 1][0].isdecimal()))
    ]


def signed(tokens: Tokens, i: int) -> Number | None:
    """-5, minus five, $-5: the sign is part of the number where no word is glued to its left.

    "- 5" is one only where that is all of the text: else its sign is a dash.
    """
    word = tokens.lower(i)
    if word in MINUS and not _sign_of_number(tokens, i):
        return None
    if tokens.lower(i + 1) in {"minus", "negative", "-", "−", ""}:
        return None
    number = number_at(tokens, i + 1)
    if number is None or number.value is None or number.form in {"ordinal", "multiple", "zero"}:
        return None
    if word in MINUS and not tokens.glued(i) and number.last + 1 < len(tokens):
        return None
    return Number(i, number.last, -number.value, -number.value, -number.value, number.form)


def _sign_of_number(tokens: Tokens, i: int) -> bool:
    if i == 0:
        return True
    before = tokens.texts[i - 1]
    if not tokens.glued(i) or before[0].isdecimal():
        return False  # "75 -300mm"
    glued = tokens.glued(i - 1)
    return not glued or before in OPENS_SIGN or before in vocabulary.currency_symbols()


# digits


def point_digits(tokens: Tokens, i: int) -> Number | None:
    """.5, with nothing glued to its left."""
    if tokens.texts[i] != "." or not tokens.glued(i) or (i and tokens.glued(i - 1)):
        return None
    token = tokens.lower(i + 1)
    if not (token.isdecimal() and len(token) < LONGEST_DIGITS):
        return None
    value, last = _scales(tokens, i + 1, Decimal(f"0.{token}"))
    return _exact(tokens, i, last, value)


def digits_value(token: str) -> Decimal | None:
    """The value of a digit token: 1,234.5 1.234.567 12,50 10,00,000; None where it is none."""
    if len(token) > LONGEST_DIGITS:
        return None
    if PLAIN.fullmatch(token):
        return Decimal(token)
    if GROUPED.fullmatch(token):
        return Decimal(token.replace(",", ""))
    if POINT_GROUPED.fullmatch(token):
        return Decimal(token.replace(".", "").replace(",", "."))
    if COMMA_DECIMAL.fullmatch(token):
        return Decimal(token.replace(",", "."))
    return None


def digits(tokens: Tokens, i: int) -> Number | None:
    """1,234,567; 1 234 567; 2½; 2 1/2; 1.2 million; 5k; 1.2bn."""
    value = digits_value(tokens.texts[i])
    if value is None:
        return None
    value, last = _spaced_groups(tokens, i, value)
    if last == i:
        value, last = _mixed_fraction(tokens, i, value)
    if last == i and (suffix := _glued_suffix(tokens, i)):
        return _exact(tokens, i, i + 1, value * suffix)
    if tokens.lower(last + 1) == "point":
        value, last = _spoken_decimals(tokens, last, value)
    value, last = _scales(tokens, last, value, digits=True)
    scale = Decimal(vocabulary.numbers().scales.get(tokens.lower(last), 1))
    if scale >= 1000:
        value, last = _and_fraction(tokens, last, value, scale)
    return _exact(tokens, i, last, value)


def _spoken_decimals(tokens: Tokens, i: int, value: Decimal) -> tuple[Decimal, int]:
    """Adds the decimals of "1 point 5", where nothing says that they are a number of their own."""
    places, following = tokens.lower(i + 2), tokens.lower(i + 3)
    whole = places.isdecimal() and len(places) < LONGEST_DIGITS and value == int(value)
    if not whole or (following.isalpha() and following not in vocabulary.numbers().scales):
        return value, i
    return value + Decimal(f"0.{places}"), i + 2


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
    return None if exponent is None else _exact(tokens, i, last, value * base**exponent)


def _exponent(tokens: Tokens, j: int) -> tuple[int | None, int]:
    """The whole number that is glued on at token `j`, with its sign, and its last token."""
    sign = -1 if tokens.lower(j) in MINUS else 1
    signed = tokens.lower(j) in MINUS or tokens.lower(j) == "+"
    digits = tokens.lower(j + signed)
    glued = tokens.glued(j - 1) and (not signed or tokens.glued(j))
    if not (glued and digits.isdecimal() and len(digits) <= 2 and int(digits) <= 24):
        return None, j
    return sign * int(digits), j + signed


def _spaced_groups(tokens: Tokens, i: int, value: Decimal) -> tuple[Decimal, int]:
    last = i
    groups: list[str] = []
    if len(tokens.texts[i]) <= 3 and tokens.texts[i].isdecimal():
        while (
            last + 1 < len(tokens)
            and len(tokens.texts[last + 1]) == 3
            and tokens.texts[last + 1].isdecimal()
            and tokens.starts[last + 1] == tokens.ends[last] + 1
            and len(groups) < 6
        ):
            last += 1
            groups.append(tokens.texts[last])
        following = tokens.texts[last + 1] if last + 1 < len(tokens) else ""
        decimals = len(following) > 4 and following[:3].isdecimal() and following[3] == "."
        if groups and decimals and tokens.starts[last + 1] == tokens.ends[last] + 1:
            last += 1
            groups.append(following)
    if len(groups) >= 2 or groups == ["000"]:
        whole = tokens.texts[i] + "".join(groups)
        return (Decimal(whole), last) if PLAIN.fullmatch(whole) else (value, i)
    return value, i


def _mixed_fraction(tokens: Tokens, i: int, value: Decimal) -> tuple[Decimal, int]:
    vulgar = vocabulary.numbers().vulgar
    following = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    if following in vulgar and tokens.glued(i):
        return value + Decimal(str(vulgar[following])), i + 1
    part = _slash_fraction(tokens, i + 1)
    if part is not None and not tokens.glued(i) and value == int(value):
        return value + Decimal(part.numerator) / Decimal(part.denominator), i + 3
    return _and_fraction(tokens, i, value, Decimal(1))


def _and_fraction(tokens: Tokens, last: int, value: Decimal, scale: Decimal) -> tuple[Decimal, int]:
    """Adds what "and a half", "and three quarters" says, in parts of `scale`, or of a smaller one.

    "a billion and a half" is 1.5 billion, "a billion and a half million" 1,000.5 million.
    """
    conjunction = _past_hyphen(tokens, last)  # also "three-and-a-half"
    if tokens.lower(conjunction) != "and":
        return value, last
    parts = _parts(tokens, _past_hyphen(tokens, conjunction))
    if parts is None or parts[0] >= parts[1]:
        return value, last
    top, bottom, end = parts
    table = vocabulary.numbers()
    following = tokens.lower(end + 1)
    if following in {"of", "the"}:
        return value, last  # "and a quarter of them": a number of its own
    smaller = table.scales.get(following, scale)
    if smaller < scale:
        return value + top / bottom * smaller, end + 1
    if bottom not in {2, 4} and following.isalpha() and following not in table.scales:
        return value, last  # "and a third man"
    return value + top / bottom * scale, end


def _slash_fraction(tokens: Tokens, i: int) -> Fraction | None:
    if not (tokens.lower(i + 1) == "/" and tokens.glued(i) and tokens.glued(i + 1)):
        return None
    if tokens.lower(i + 3) == "/" and tokens.glued(i + 2):
        return None
    top, bottom = tokens.lower(i), tokens.lower(i + 2)
    if not (top.isdecimal() and bottom.isdecimal() and len(top) < 4 and len(bottom) < 4):
        return None
    usual = int(bottom) in FRACTION_DENOMINATORS or (int(bottom) > DAYS and len(top) == 1)
    if usual and 0 < int(top) < int(bottom):
        return Fraction(int(top), int(bottom))
    return None


def _glued_suffix(tokens: Tokens, i: int) -> int | None:
    """The scale of "5k", "1.2bn"; "5m" is five metres where no noun and no currency says else."""
    suffix = tokens.lower(i + 1)
    scale = vocabulary.numbers().suffixes.get(suffix)
    if scale is None:
        return None
    if not tokens.glued(i) and suffix not in SPELT_SUFFIXES:
        ends = not tokens.lower(i + 2)[:1].isalnum()
        return scale if tokens.texts[i + 1] in SPACED_SUFFIXES and ends else None
    if tokens.glued(i + 1) and tokens.texts[i + 2][0].isalnum():
        return None
    if _after_currency(tokens, i) or suffix in {"k", "b", *SPELT_SUFFIXES}:
        return scale
    if tokens.texts[i + 1] in {"M", "B"}:
        return scale
    if suffix == "m" and tokens.lower(i + 2) not in LENGTH_CONTEXT:
        return scale if tokens.lower(i + 2)[0].isalpha() else None
    return None


def _after_currency(tokens: Tokens, i: int) -> bool:
    before = tokens.texts[i - 1] if i else ""
    return before in vocabulary.currency_symbols() or tokens.lower(i + 2) in {"dollars", "euros"}


def slash_fraction(tokens: Tokens, i: int) -> Number | None:
    """3/4."""
    fraction = _slash_fraction(tokens, i)
    if fraction is None or (i and tokens.glued(i - 1) and tokens.texts[i - 1] == "/"):
        return None
    value = tidy(Decimal(fraction.numerator) / Decimal(fraction.denominator))
    return Number(i, i + 2, value, value, value, "fraction")


def vulgar_fraction(tokens: Tokens, i: int) -> Number | None:
    """½."""
    value = vocabulary.numbers().vulgar.get(tokens.texts[i])
    return None if value is None else Number(i, i, value, value, value, "fraction")


def digit_ordinal(tokens: Tokens, i: int) -> Number | None:
    """6th, 22nd."""
    token = tokens.texts[i]
    if not (token.isdecimal() and len(token) < 6 and tokens.glued(i)):
        return None
    if tokens.lower(i + 1) not in ORDINAL_ENDINGS:
        return None
    return Number(i, i + 1, int(token), int(token), int(token), "ordinal")


# words


def words(tokens: Tokens, i: int) -> Number | None:
    """Twenty-seven; a hundred and five; three and a half million; two dozen."""
    start = i
    table = vocabulary.numbers()
    if tokens.lower(i) in {"a", "an"} and tokens.lower(i + 1) in table.scales:
        value: Decimal = Decimal(1)
        last = i
    elif tokens.lower(i) in {"hundred", "thousand"}:
        if tokens.lower(i - 1) in table.vague or not _more_number(tokens, i + 1):
            return None
        value, last = Decimal(1), i - 1
    else:
        read = _small(tokens, i)
        if read is None:
            return None
        value, last = read
    value, last = _decimals(tokens, last, value)
    value, last = _and_fraction(tokens, last, value, Decimal(1))
    value, last = _scales(tokens, last, value)
    value, last = _decimals(tokens, last, value)
    scale = Decimal(table.scales.get(tokens.lower(last), 1))
    value, last = _and_fraction(tokens, last, value, scale if scale >= 1000 else Decimal(1))
    return _exact(tokens, start, last, value, "words")


def _more_number(tokens: Tokens, i: int) -> bool:
    """Whether a number goes on at token `i`: "hundred *thousand* dollars", "hundred *fifteen*"."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    return word in table.scales or word in table.ones or word in table.tens


def _decimals(tokens: Tokens, last: int, value: Decimal) -> tuple[Decimal, int]:
    """Adds "point two five"."""
    if tokens.lower(last + 1) != "point":
        return value, last
    places = ""
    at = last + 2
    while (small := _small(tokens, at)) is not None and len(places) < 12:
        places += str(small[0])
        at = small[1] + 1
    return (value + Decimal(f"0.{places}"), at - 1) if places else (value, last)


def _small(tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """A number below 100 in words."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    if word in table.ones:
        return Decimal(table.ones[word]), i
    if word not in table.tens:
        return None
    value, last = table.tens[word], i
    j = _past_dash(tokens, i)
    one = table.ones.get(tokens.lower(j), 0)
    if 0 < one < 10:
        value, last = value + one, j
    return Decimal(value), last


def _scales(
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
        j = _past_hyphen(tokens, last)
        word = tokens.lower(j)
        scale = table.scales.get(word)
        if scale is None and word in table.vague:
            scale = table.scales.get(word[:-1])  # "three billions", "two dozens"
            if (scale is not None and scale >= smallest) or (scale == 12 and current >= 100):
                current, last = (total + current) * scale, j
                break  # "three thousand millions", "two hundred dozens"
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
        small = _smaller(tokens, j, table.scales[tokens.lower(last)], digits=digits)
        if small is None or (not divided and _fraction_follows(tokens, small[1])):
            break
        current, last = current + small[0], small[1]
    return total + current, last


def _smaller(tokens: Tokens, j: int, scale: int, *, digits: bool) -> tuple[Decimal, int] | None:
    """The number below 1000 that goes on, at token `j`, a number whose last scale is `scale`."""
    conjunction = tokens.lower(j) == "and"
    k = j + 1 if conjunction else j
    small = _small(tokens, k)
    digit = tokens.lower(k)
    if small is None and digits and digit.isdecimal() and len(digit) <= 3:
        small = Decimal(digit), k
    if small is None or not small[0]:
        return None
    following = vocabulary.numbers().scales.get(tokens.lower(_past_hyphen(tokens, small[1])), 0)
    if following >= scale and (scale >= 1000 or following == 100):
        return None  # "five million six million", "3 hundred and 2 hundred"
    if conjunction and scale > 1000 and following != 100:
        return None  # "two million and five men" are two numbers
    return small


def _fraction_follows(tokens: Tokens, i: int) -> bool:
    return tokens.lower(_past_hyphen(tokens, i)) in vocabulary.numbers().fractions


def _past_hyphen(tokens: Tokens, i: int) -> int:
    """The index of the next word, over a hyphen that is glued on both sides."""
    if tokens.lower(i + 1) in {"-", "‑"} and tokens.glued(i) and tokens.glued(i + 1):
        return i + 2
    return i + 1


def _past_dash(tokens: Tokens, i: int) -> int:
    """The index of the next word, over a hyphen that is glued on both sides or on none."""
    if tokens.lower(i + 1) == "-" and not tokens.glued(i) and not tokens.glued(i + 1):
        return i + 2
    return _past_hyphen(tokens, i)


def half_a(tokens: Tokens, i: int) -> Number | None:
    """Half a million; half a dozen; a quarter of a million."""
    table = vocabulary.numbers()
    j = i + 1 if tokens.lower(i) in {"a", "an", "one"} else i
    bottom = table.fractions.get(tokens.lower(j))
    if bottom is None or bottom not in {2, 3, 4}:
        return None
    k = j + 1 + (tokens.lower(j + 1) == "of")
    if j == i and tokens.lower(k) in table.scales and k == j + 1 and bottom != 3:
        return _exact(tokens, i, k, Decimal(table.scales[tokens.lower(k)]) / bottom, "words")
    if tokens.lower(k) in {"a", "an", "-"} and tokens.lower(k + 1) in table.scales:
        value = Decimal(table.scales[tokens.lower(k + 1)]) / bottom
        return _exact(tokens, i, k + 1, value, "words")
    return None


def word_fraction(tokens: Tokens, i: int) -> Number | None:
    """Two-thirds; a quarter of; one fifth; half of, half the; twenty-three hundredths."""
    word = tokens.lower(i)
    if word == "half" and tokens.lower(i + 1) in {"of", "the", "its", "their", "his", "her", "our"}:
        return Number(i, i, 0.5, 0.5, 0.5, "fraction")
    article = tokens.lower(i + 1) in {"a", "an"}
    if (
        word == "half"
        and not article
        and tokens.lower(i - 1) in {"than", "nearly", "almost", "about", "least"}
    ):
        return Number(i, i, 0.5, 0.5, 0.5, "fraction")
    if word == "half" and article:
        return Number(i, i + 1, 0.5, 0.5, 0.5, "fraction")
    parts = _parts(tokens, i)
    if parts is None:
        return None
    top, bottom, end = parts
    hyphened = tokens.lower(end - 1) in {"-", "‑"}
    final = tokens.lower(end)
    plural = final.endswith("s") or bottom == 2
    following = tokens.lower(end + 1)
    if following in IN_A_ROW:
        return None  # "a fifth straight month"
    partitive = following in {"of", "the", "as", "more", "less", ""}
    partitive = partitive or not following.isalpha() or following in vocabulary.stops()
    if top == 1 and (final.endswith("s") or not (hyphened or partitive)):
        return None  # "a third man", "one third party"
    if top > 1 and not plural:
        return None
    value = tidy(top / bottom)
    return Number(i, end, value, value, value, "fraction")


def _parts(tokens: Tokens, i: int) -> tuple[Decimal, Decimal, int] | None:
    """What is divided, by what, and the last token: "two-thirds", "a twentieth", "130 fifths"."""
    if tokens.lower(i) in ARTICLES:
        top, last = Decimal(1), i
        if (read := words(tokens, i)) is not None:  # "a hundred thousandths"
            top, last = Decimal(str(read.value)), read.last
    elif (small := _small(tokens, i)) is not None:
        top, last = _scales(tokens, small[1], small[0], divided=True)
    else:
        return None
    bottom = _denominator(tokens, _past_dash(tokens, last))
    if not top or bottom is None:
        return None
    ten = vocabulary.numbers().tens.get(tokens.lower(last))
    if ten and last > i and tokens.lower(last - 1) != "and" and bottom[0] < 10:
        return top - ten, Decimal(ten + bottom[0]), bottom[1]  # "one hundred thirty fifths"
    return top, Decimal(bottom[0]), bottom[1]


def _denominator(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """What a fraction is divided by, and its last token: "thirds", "twenty-fifth"."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    if word in table.fractions:
        return table.fractions[word], i
    single = word[:-1] if word.endswith("ths") else word
    if single in table.ordinals:
        return table.ordinals[single], i
    ten = table.tens.get(word)
    if ten is not None:
        j = _past_hyphen(tokens, i)
        word = tokens.lower(j)
        unit = {"first": 1, "second": 2, **table.ordinals}.get(word.removesuffix("s"), 99)
        if unit < 10 and (j == i + 2 or word.endswith("s")):
            return ten + unit, j
    if tokens.lower(i + 1) == "hundred" and (ones := table.ones.get(word)):
        rest = _denominator(tokens, i + 2 + (tokens.lower(i + 2) == "and"))
        if rest is not None and rest[0] < 100:
            return 100 * ones + rest[0], rest[1]  # "one hundred fifth"
    return None


def ratio(tokens: Tokens, i: int) -> Number | None:
    """One in three; 1 in 1,000; four out of five; three of every four; 1 over 3: a share."""
    word_in = _past_hyphen(tokens, i)
    link = tokens.lower(word_in)
    if link not in {"in", "of", "out", "over"}:
        return None
    table = vocabulary.numbers()
    word = tokens.lower(i)
    top = table.ones.get(word) or (int(word) if word.isdecimal() and len(word) < 5 else 0)
    if link == "over":
        return _division(tokens, i, top)
    if link == "in" and 0 < top < 10:
        j = _past_hyphen(tokens, word_in)  # also "eight-in-ten"
        if tokens.lower(j) == "every":
            j += 1
    elif 0 < top < 100 and tokens.spaced(["of", "every"], i + 1):
        j = i + 3
    elif 0 < top < 100 and tokens.spaced(["out", "of"], i + 1):
        j = i + 3 + (tokens.lower(i + 3) == "every")
    else:
        return None
    read = _whole(tokens, j)
    if read is None:
        return None
    bottom, last = read
    if bottom <= top or _fraction_follows(tokens, j) or (last == j and _may_be_year(tokens, j)):
        return None
    if tokens.lower(last + 1) in vocabulary.units():
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
        small = _small(tokens, i)
        if word == "a" and tokens.lower(i + 1) in {"hundred", "thousand", "million"}:
            small = Decimal(1), i
    return None if small is None else _scales(tokens, small[1], small[0])


def _may_be_year(tokens: Tokens, i: int) -> bool:
    token = tokens.texts[i]
    return len(token) == 4 and token.isdecimal() and 1500 <= int(token) <= 2100


def vague(tokens: Tokens, i: int) -> Number | None:
    """Dozens; tens of thousands; several hundred; a few dozen."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    if word in table.vague:
        low, high = table.vague[word]
        last = i
        if tokens.lower(i + 1) == "of" and tokens.lower(i + 2) in table.vague:
            scale = table.vague[tokens.lower(i + 2)][0]
            low, high, last = low * scale, high * scale, i + 2
        elif word == "tens":
            return None
        return Number(i, last, None, low, high, "vague")
    j = i + 1 if word == "a" and tokens.lower(i + 1) in {"few", "couple"} else i
    few = {"several": (3, 9), "few": (2, 5), "couple": (2, 2)}.get(tokens.lower(j))
    if few is None:
        return None
    k = j + 1 + (tokens.lower(j + 1) == "of")
    scale_word = tokens.lower(k).rstrip("s") if tokens.lower(k) in table.vague else tokens.lower(k)
    if scale_word in table.scales:
        scale = table.scales[scale_word]
        return Number(i, k, None, few[0] * scale, few[1] * scale, "vague")
    if tokens.lower(j) == "couple" and j > i:
        return Number(i, j, 2, 2, 2, "words")
    return None


def word_ordinal(tokens: Tokens, i: int) -> Number | None:
    """Sixth, twenty-first."""
    table = vocabulary.numbers()
    value = table.ordinals.get(tokens.lower(i))
    if value is not None:
        return Number(i, i, value, value, value, "ordinal")
    ten = table.tens.get(tokens.lower(i))
    if ten is not None and _past_hyphen(tokens, i) == i + 2:
        unit = {"first": 1, "second": 2, **table.ordinals}.get(tokens.lower(i + 2), 99)
        if unit < 10:
            return Number(i, i + 2, ten + unit, ten + unit, ten + unit, "ordinal")
    return None


def multiple(tokens: Tokens, i: int) -> Number | None:
    """Doubled, twice as, threefold, 10-fold."""
    word = tokens.lower(i)
    if word == "twice" and tokens.lower(i + 1) not in {"as", "the", "its", "their", "that", "what"}:
        return None
    value = MULTIPLES.get(word)
    if value is not None:
        return Number(i, i, value, value, value, "multiple")
    return None


def zero(tokens: Tokens, i: int) -> Number | None:
    """No casualties, no deaths: a count of nothing that is news."""
    if tokens.lower(i) not in {"no", "zero"}:
        return None
    j = i + 1
    while j < i + 3 and tokens.lower(j) in ADJECTIVES_OF_NONE:
        j += 1
    if vocabulary.classes().get(singular(tokens.lower(j))) in {"casualties", "cases"}:
        return Number(i, i, 0, 0, 0, "zero")
    return None


OF_DIGITS: tuple[Reader, ...] = (digits, power, slash_fraction, digit_ordinal, ratio)


def share_of_scale(tokens: Tokens, i: int) -> Number | None:
    """Two thirds of a million, three quarters of a billion, three quarters billion."""
    parts = _parts(tokens, i)
    if parts is None:
        return None
    last = parts[2] + (3 if tokens.spaced(["of", "a"], parts[2] + 1) else 1)
    scale = vocabulary.numbers().scales.get(tokens.lower(last), 0)
    return _exact(tokens, i, last, parts[0] * scale / parts[1], "words") if scale >= 1000 else None


OF_WORDS: tuple[Reader, ...] = (
    vulgar_fraction, words, half_a, word_fraction, share_of_scale, ratio, vague, word_ordinal,
    multiple, zero,
)  # fmt: skip
SIGNS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("-", "−", "minus", "negative"), (signed,)),
    ".": (point_digits,),
}


@cache
def _starters() -> frozenset[str]:
    table = vocabulary.numbers()
    return frozenset(
        {*ARTICLES, *SIGNS, "half", "quarter", "several", "few", "couple", "no",
         "hundred", "thousand", *table.ones, *table.tens, *table.vague, *table.vulgar,
         *table.ordinals, *MULTIPLES}
    )  # fmt: skip


@cache
def _after_article() -> frozenset[str]:
    """What an article needs behind it to begin a number: "a hundred", "a third", "a few"."""
    table = vocabulary.numbers()
    plurals = (f"{word}s" for word in table.ordinals)
    return frozenset(
        {"few", "couple", "-", "‑", *table.scales, *table.vague, *table.fractions,
         *table.ordinals, *table.tens, *plurals}
    )  # fmt: skip


def singular(word: str) -> str:
    """The singular of a lower-cased noun, by the table of exceptions and the rules of spelling."""
    exceptions = vocabulary.counted_words().singulars
    if word in exceptions:
        return exceptions[word]
    if word in vocabulary.classes():
        return word
    if word.endswith("children"):
        return word[:-3]
    if word.endswith("men") and len(word) > 4 and word not in {"specimen", "abdomen"}:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("cuses", "nuses", "puses", "ruses", "tuses", "suses", "ruses")):
        return word[:-2] if not word.endswith(("ccuses", "xcuses")) else word[:-1]
    if word.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tidy(value: Decimal) -> Value:
    """An int where the value is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _exact(tokens: Tokens, first: int, last: int, value: Decimal, form: Form = "digits") -> Number:
    number = tidy(value)
    return Number(first, last, number, number, number, form)
