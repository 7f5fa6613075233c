"""Fractions: 3/4, ½, two-thirds, half a million, three quarters of a billion."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.lexicon import base_verbs, may_be_verb
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import looks_plural
from streams.extraction.quantities.numbers.number import (
    ARTICLES,
    Number,
    exact,
    past_dash,
    past_hyphen,
    tidy,
)
from streams.extraction.quantities.numbers.scales import scaled, small_number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    half_of: frozenset[str]
    before_half: frozenset[str]
    cut: frozenset[str]
    of_one: frozenset[str]
    one: frozenset[str]
    of_units: frozenset[str]
    in_a_row: frozenset[str]
    compared: frozenset[str]
    of_half: frozenset[str]
    of_a_year: frozenset[str]
    objects: frozenset[str]


WORDS = word_lists("fractions", Words)


FRACTION_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 100})
DAYS = 31
"""Up to here "1/7" may be a date."""
BEFORE_ANOTHER = frozenset({"", "and", ",", ";", ".", "while", "but"})
LIST = 30
"""Tokens within which "a second" and "a third" are of one list."""
POINTS = frozenset({"point", "percentage"})
"""What may be of a quarter: "by a quarter point"."""
ENDS_OF_A_SCALE = frozenset({"top", "bottom"})


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


def half_a(tokens: Tokens, i: int) -> Number | None:
    """Half a million; half a dozen; a quarter of a million."""
    table = vocabulary.numbers()
    j = i + 1 if tokens.lower(i) in {"a", "an", "one"} else i
    bottom = table.fractions.get(tokens.lower(j))
    if bottom is None or bottom not in {2, 3, 4}:
        return None
    k = j + 1 + (tokens.lower(j + 1) == "of")
    k += 2 * tokens.spaced(["-", "a", "-"], k)  # "half-a-dozen"
    if j == i and tokens.lower(k) in table.scales and k == j + 1 and bottom != 3:
        return exact(i, k, Decimal(table.scales[tokens.lower(k)]) / bottom, "words")
    if tokens.lower(k) in {"a", "an", "-"} and tokens.lower(k + 1) in table.scales:
        value = Decimal(table.scales[tokens.lower(k + 1)]) / bottom
        return exact(i, k + 1, value, "words")
    return None


def word_fraction(tokens: Tokens, i: int) -> Number | None:
    """Two-thirds; a quarter of; one fifth; half of, half the; four-tenths of 1 (percent)."""
    number = _word_fraction(tokens, i)
    if number is None:
        return None
    of, one, unit = (tokens.lower(number.last + ahead) for ahead in (1, 2, 3))
    if of == "of" and one in WORDS.one and unit in WORDS.of_units:
        return number._replace(last=number.last + 2)
    return number


def _word_fraction(tokens: Tokens, i: int) -> Number | None:
    word = tokens.lower(i)
    if word == "half" and (half := _half(tokens, i)) is not None:
        return half
    parts = fraction_parts(tokens, i) or _opening(tokens, i)
    if parts is None:
        return None
    top, bottom, end = parts
    hyphened = tokens.lower(end - 1) in HYPHENS
    final = tokens.lower(end)
    plural = final.endswith("s")  # not "three half-relevant statistics"
    following = tokens.lower(end + 1)
    if following in WORDS.in_a_row:
        return None  # "a fifth straight month"
    if final == "quarters" and _are_of_a_year(tokens, i, end):
        return None
    if word in ARTICLES and final != "half" and _another(tokens, i, end):
        return None
    if following in HYPHENS and tokens.glued(end) and final not in {"half", "quarter"} and top == 1:
        return None  # "a third-party candidate"
    partitive = following in {"of", "the", "as", "more", "less", ""}
    partitive = partitive or not following.isalpha() or following in vocabulary.stops()
    partitive = partitive or following in base_verbs()  # "less than a third approve of"
    partitive = partitive or _has_an_object(tokens, end + 1)
    bound = tokens.lower(i - 1) in WORDS.before_half  # "nearly a third saying", "usually need"
    partitive = partitive or (bound and following.endswith(("ing", "ly", "ed")))
    partitive = partitive or (following in WORDS.compared and _ends(tokens, end + 2))
    if final in {"half", "quarter"} and following != "time":
        # "a quarter percent", "a half century"; "by a quarter four years later"
        partitive = partitive or following in unit_table.unit_words() or following in POINTS
        partitive = partitive or small_number(tokens, end + 1) is not None
    if top == 1 and (final.endswith("s") or not (hyphened or partitive)):
        return None  # "a third man", "one third party"
    if top > 1 and not plural:
        return None
    value = tidy(top / bottom)
    return Number(i, end, value, value, value, "fraction")


def _opening(tokens: Tokens, i: int) -> tuple[Decimal, Decimal, int] | None:
    """A part that opens a headline without its article: "Quarter of Millennials Live at Home"."""
    bottom = None if i else vocabulary.numbers().fractions.get(tokens.lower(i))
    whose = tokens.lower(i + 2)
    if bottom is None or tokens.lower(1) != "of" or not looks_plural(whose):
        return None
    return Decimal(1), Decimal(bottom), i


def _has_an_object(tokens: Tokens, i: int) -> bool:
    """Whether a plural's verb stands at token `i`: "a third *support the* plan"."""
    return tokens.lower(i + 1) in WORDS.objects and may_be_verb(tokens.lower(i), "b")


def _are_of_a_year(tokens: Tokens, i: int, end: int) -> bool:
    """Whether quarters are three months each, and no shares: "for three quarters in a row", "the
    past two quarters"."""
    if tokens.lower(end - 1) in HYPHENS:
        return False
    one_by_one = tokens.spaced(["in", "a", "row"], end + 1) or tokens.lower(end + 1) == "each"
    if one_by_one or tokens.lower(i) != "three":
        return True
    of_one = tokens.spaced(["of", "a"], end + 1)  # "the past three quarters of a century"
    return tokens.lower(i - 1) in WORDS.of_a_year and not of_one


def _ends(tokens: Tokens, i: int) -> bool:
    """Whether a phrase ends before token `i`: "a third higher *than*", no "a third larger firm"."""
    following = tokens.lower(i)
    return not following.isalpha() or following in vocabulary.stops()


def top_fraction(tokens: Tokens, i: int) -> Number | None:
    """The top tenth of earners; the bottom fifth of; the top tenth of 1 percent."""
    value = vocabulary.numbers().ordinals.get(tokens.lower(i))
    if value is None or tokens.lower(i - 1) not in ENDS_OF_A_SCALE or tokens.lower(i + 1) != "of":
        return None
    share = tidy(Decimal(1) / value)
    one = tokens.lower(i + 2) in WORDS.one and tokens.lower(i + 3) in WORDS.of_units
    return Number(i, i + 2 * one, share, share, share, "fraction")


def _another(tokens: Tokens, i: int, end: int) -> bool:
    """Whether "a third" is one more of something: "and a fourth, Derek Chauvin, was charged"."""
    final, following = tokens.lower(end), tokens.lower(end + 1)
    if tokens.lower(i - 1) not in BEFORE_ANOTHER or final in {"quarter", "tenth"}:
        return False
    listed = final == "third" and tokens.lower(i) == "a"
    if listed and following != "of" and _a_second(tokens, i):
        return True  # "a second gave $26m and a third gave $10m"
    return following in WORDS.of_one or (following == "," and tokens.lower(end + 2) != "or")


def _a_second(tokens: Tokens, i: int) -> bool:
    """Whether "a second" stands not far before token `i`."""
    return any(tokens.spaced(["a", "second"], at) for at in range(max(0, i - LIST), i))


def _half(tokens: Tokens, i: int) -> Number | None:
    """Half of, half the, half a; "nearly half", "by half"."""
    if tokens.lower(i + 1) in {"a", "an"}:
        return Number(i, i + 1, 0.5, 0.5, 0.5, "fraction")
    if tokens.lower(i + 1) in HYPHENS and tokens.lower(i + 2) in unit_table.unit_words():
        return Number(i, i, 0.5, 0.5, 0.5, "fraction")  # "the past half-century"
    said = tokens.lower(i + 1) in WORDS.half_of or tokens.lower(i - 1) in WORDS.before_half
    opens = not i or tokens.lower(i - 1) in BEFORE_ANOTHER
    said = said or (opens and tokens.lower(i + 1) in WORDS.of_half)
    return Number(i, i, 0.5, 0.5, 0.5, "fraction") if said or _made_less(tokens, i) else None


def _made_less(tokens: Tokens, i: int) -> bool:
    """Whether a half is what is left: "cut the budget by half", "in half", not "folded in half"."""
    before = tokens.lower(i - 1)
    if before == "by":
        return tokens.lower(i + 1) not in HYPHENS and tokens.lower(i - 3) != "too"
    if before == "nearly":
        i, before = i - 1, tokens.lower(i - 2)
    return before == "in" and not WORDS.cut.isdisjoint(tokens.lowers[max(0, i - 9) : i])


def share_of_scale(tokens: Tokens, i: int) -> Number | None:
    """Two thirds of a million, three quarters of a billion, three quarters billion."""
    parts = fraction_parts(tokens, i)
    if parts is None:
        return None
    last = parts[2] + (3 if tokens.spaced(["of", "a"], parts[2] + 1) else 1)
    scale = vocabulary.numbers().scales.get(tokens.lower(last), 0)
    return exact(i, last, parts[0] * scale / parts[1], "words") if scale >= 1000 else None


def mixed_fraction(tokens: Tokens, i: int, value: Decimal) -> tuple[Decimal, int]:
    vulgar = vocabulary.numbers().vulgar
    following = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    if following in vulgar and tokens.glued(i):
        return value + Decimal(str(vulgar[following])), i + 1
    hyphened = past_hyphen(tokens, i)  # also "a 3-1/2-hour hearing"
    part = _slash_fraction(tokens, hyphened)
    apart = hyphened > i + 1 or not tokens.glued(i)
    if part is not None and apart and value == int(value):
        return value + Decimal(part.numerator) / Decimal(part.denominator), hyphened + 2
    if part is not None and apart and _is_a_price(tokens, i):
        return value + Decimal(part.numerator) / Decimal(100 * part.denominator), hyphened + 2
    return and_fraction(tokens, i, value, Decimal(1))


def _is_a_price(tokens: Tokens, i: int) -> bool:
    """Whether the decimals at token `i` are cents, which grain has parts of: "$4.18-1/2"."""
    cents = tokens.lower(i).partition(".")[2]
    return len(cents) == 2 and tokens.lower(i - 1) in unit_table.currency_symbols()


def and_fraction(tokens: Tokens, last: int, value: Decimal, scale: Decimal) -> tuple[Decimal, int]:
    """Adds what "and a half", "and three quarters" says, in parts of `scale`, or of a smaller one.

    "a billion and a half" is 1.5 billion, "a billion and a half million" 1,000.5 million.
    """
    conjunction = past_hyphen(tokens, last)  # also "three-and-a-half"
    if tokens.lower(conjunction) != "and":
        return value, last
    parts = fraction_parts(tokens, past_hyphen(tokens, conjunction))
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


def fraction_parts(tokens: Tokens, i: int) -> tuple[Decimal, Decimal, int] | None:
    """What is divided, by what, and the last token: "two-thirds", "a twentieth", "130 fifths"."""
    if tokens.lower(i) in ARTICLES:
        top, last = scaled(tokens, i, Decimal(1), divided=True)  # "a hundred thousandths"
    elif (small := small_number(tokens, i)) is not None:
        top, last = scaled(tokens, small[1], small[0], divided=True)
    else:
        return None
    bottom = _denominator(tokens, past_dash(tokens, last))
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
        j = past_hyphen(tokens, i)
        word = tokens.lower(j)
        unit = {"first": 1, "second": 2, **table.ordinals}.get(word.removesuffix("s"), 99)
        if unit < 10 and (j == i + 2 or word.endswith("s")):
            return ten + unit, j
    if tokens.lower(i + 1) == "hundred" and (ones := table.ones.get(word)):
        at = i + 2 + (tokens.lower(i + 2) == "and")
        rest = None if tokens.lower(at + 1) == "hundred" else _denominator(tokens, at)
        if rest is not None and rest[0] < 100:
            return 100 * ones + rest[0], rest[1]  # "one hundred fifth"
    return None
