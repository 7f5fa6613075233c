"""Reads the number that starts at a token: of the forms that fit, the one that gets furthest.

The readers are small, one a form, each given the tokens and an index and answering with a Number or
None. None of them knows units, relations, or what is counted.
"""

from collections.abc import Sequence, Set
from functools import cache

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers.digits import digits, digits_value, point_digits
from streams.extraction.quantities.numbers.fractions import (
    half_a,
    share_of_scale,
    slash_fraction,
    top_fraction,
    vulgar_fraction,
    word_fraction,
)
from streams.extraction.quantities.numbers.multiples import MULTIPLES, VERBS_OF_MULTIPLES, multiple
from streams.extraction.quantities.numbers.number import ARTICLES, MINUS, Number, Reader, exact
from streams.extraction.quantities.numbers.ordinals import (
    ORDINAL_ENDINGS,
    digit_ordinal,
    word_ordinal,
)
from streams.extraction.quantities.numbers.powers import power
from streams.extraction.quantities.numbers.ratios import ratio
from streams.extraction.quantities.numbers.scales import small_number
from streams.extraction.quantities.numbers.tens import DIGIT, single_digits, tens
from streams.extraction.quantities.numbers.vague import vague
from streams.extraction.quantities.numbers.words import words
from streams.extraction.quantities.numbers.zero import zero
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.tokens import Tokens

UNSURE = frozenset({".", *ARTICLES, *MINUS})
"""Words and signs that are seldom the start of a number, and never before any word."""
SIGNED = MINUS | {"minus", "negative"}
OPENS_SIGN = frozenset("(<>≤≥=~≈±")
"""What a minus may be glued to, beside a currency sign."""


def number_at(tokens: Tokens, i: int) -> Number | None:
    """The number that starts at token `i`; the reader that gets furthest wins."""
    best: Number | None = None
    word = tokens.lowers[i]
    if word in ARTICLES:
        readers = _readers()[word] if tokens.lower(i + 1) in _after_article() else ()
    else:
        readers = OF_DIGITS if word[0].isdecimal() else _readers().get(word, ())
        if readers and readers[0] in FIRST and not _may_go_on(tokens, i):
            return _of_one_token(tokens, i)  # "300 people", "three people"
    for reader in readers:
        number = reader(tokens, i)
        if number is not None and (best is None or number.last > best.last):
            best = number
    return best


def _of_one_token(tokens: Tokens, i: int) -> Number | None:
    """What digits, or a word for a number below 100, are by themselves."""
    if tokens.texts[i][0].isdecimal():
        value = digits_value(tokens.texts[i])
        return None if value is None else exact(i, i, +value)
    small = small_number(tokens, i)
    return None if small is None else exact(i, i, small[0], "words")


def _may_go_on(tokens: Tokens, i: int) -> bool:
    """Whether what stands behind the first token of a number may be of it as well."""
    following = tokens.lower(i + 1)
    return following in _going_on() or following[:1].isdecimal()


@cache
def _going_on() -> frozenset[str]:
    """What goes on with digits, or with a word for a number below 100, in any of their readers."""
    table = vocabulary.numbers()
    plurals = (f"{word}s" for word in table.ordinals)
    return frozenset(
        {*HYPHENS, *"/^()ex×*s", "'s", "’s", "and", "point", "in", "of", "out", "over",
          "times", "cr", *ARTICLES, *ORDINAL_ENDINGS, *table.scales, *table.vague,
         *table.suffixes, *table.vulgar, *table.fractions, *table.ordinals, *plurals, *table.ones,
         *table.tens}
    )  # fmt: skip


def may_start_number(token: str, lower: str) -> bool:
    """A cheap test that all but a few tokens fail."""
    return token[0].isdecimal() or lower in _starters()


def number_starts(tokens: Tokens, among: Sequence[int] | None = None) -> list[int]:
    """The tokens where a number may start: digits, number words, signs, articles.

    `among`: the tokens that `may_start_number`, maybe with others, where they are known.
    """
    starters, lowers, begun, read = _starters(), tokens.lowers, _after_article(), _readers()
    places = range(len(lowers)) if among is None else among
    found = [i for i in places if lowers[i] in starters or lowers[i][0].isdecimal()]
    last = len(lowers) - 1
    return [
        i
        for i in found
        if lowers[i] not in UNSURE
        or (i < last and lowers[i + 1][0].isdecimal())
        or (i < last and lowers[i + 1] in (read if lowers[i] in MINUS else begun))
        or (lowers[i] in MINUS and is_sign_of_money(tokens, i))
    ]


def signed(tokens: Tokens, i: int) -> Number | None:
    """-5, minus five, $-5, -$5: the sign is part of the number where no word is glued to its left.

    "- 5" is one only where that is all of the text: else its sign is a dash. The sign of a currency
    that stands between is within the number.
    """
    word = tokens.lower(i)
    if word in MINUS and not _sign_of_number(tokens, i):
        return None
    money = is_sign_of_money(tokens, i)
    if tokens.lower(i + 1) in {"minus", "negative", "-", "−", ""}:
        return None
    if tokens.spaced(["plus", "or"], i - 2) or tokens.spaced(["plus", "-", "or", "-"], i - 4):
        return None  # "plus or minus 2.5"
    number = number_at(tokens, i + 1 + money) if i + 1 + money < len(tokens) else None
    if number is None or number.value is None or number.form in {"ordinal", "multiple", "zero"}:
        return None
    if word in MINUS and not tokens.glued(i) and number.last + 1 < len(tokens):
        return None
    return Number(i, number.last, -number.value, -number.value, -number.value, number.form)


def is_sign_of_money(tokens: Tokens, i: int) -> bool:
    """Whether the sign at token `i` is that of the sum behind a currency: "-€3m", "minus $5"."""
    if tokens.lower(i) not in SIGNED or i + 2 >= len(tokens):
        return False
    symbol = tokens.texts[i + 1] in unit_table.currency_symbols()
    return symbol and tokens.lowers[i + 2][0].isdecimal()


def _sign_of_number(tokens: Tokens, i: int) -> bool:
    if i == 0:
        return True
    before = tokens.texts[i - 1]
    if not tokens.glued(i):
        return False
    if before[0].isdecimal():  # "the CAC 40 -0.2%", and no lens of "75 -300mm"
        named = i > 1 and tokens.texts[i - 2][0].isupper() and not tokens.glued(i - 1)
        return named and ends_percent(tokens, i + 2)
    glued = tokens.glued(i - 1)
    return not glued or before in OPENS_SIGN or before in unit_table.currency_symbols()


OF_DIGITS: tuple[Reader, ...] = (digits, power, slash_fraction, digit_ordinal, ratio, tens)
FIRST = (digits, words)
"""They read a number of one token, where the readers behind them need more."""
SIGNS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(SIGNED, (signed,)),
    ".": (point_digits,),
}


@cache
def _readers() -> dict[str, tuple[Reader, ...]]:
    """For each word or sign the readers of the numbers that it may begin, in their order."""
    table = vocabulary.numbers()
    small = {*table.ones, *table.tens}
    begun_by: dict[Reader, Set[str]] = {
        vulgar_fraction: set(table.vulgar),
        words: {"hundred", "thousand", *ARTICLES, *small},
        half_a: {"one", *ARTICLES, *table.fractions},
        word_fraction: {"half", "quarter", *ARTICLES, *small},
        share_of_scale: {*ARTICLES, *small},
        ratio: small,
        vague: {"a", "several", "few", "couple", *table.vague},
        top_fraction: set(table.ordinals),
        word_ordinal: {*table.ordinals, *table.tens},
        multiple: {"half", *MULTIPLES, *VERBS_OF_MULTIPLES},
        zero: {"no", "zero"},
        tens: set(table.decades),
        single_digits: DIGIT,
    }
    found: dict[str, tuple[Reader, ...]] = {}
    for reader, begins in begun_by.items():
        for word in begins:
            found[word] = (*found.get(word, ()), reader)
    return found | SIGNS


@cache
def _starters() -> frozenset[str]:
    table = vocabulary.numbers()
    return frozenset(
        {*ARTICLES, *SIGNS, "half", "quarter", "several", "few", "couple", "no",
         "hundred", "thousand", *table.ones, *table.tens, *table.vague, *table.vulgar,
         *table.decades, *DIGIT, *table.ordinals, *MULTIPLES, *VERBS_OF_MULTIPLES}
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
