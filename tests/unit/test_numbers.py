"""Any integer comes back, however it is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.numbers import digits_value, number_at, singular, tidy
from streams.extraction.tokens import tokenise

ONES = ["", *list(vocabulary.numbers().ones)[1:]]
TENS = {v: k for k, v in vocabulary.numbers().tens.items() if k != "fourty"}
SCALES = ("", "thousand", "million", "billion", "trillion")


def in_words(number: int) -> str:
    """British style: "one hundred and five thousand two hundred and one"."""
    if number == 0:
        return "zero"
    groups = []
    for scale in SCALES:
        number, rest = divmod(number, 1000)
        if rest:
            groups.append(f"{_below_thousand(rest)} {scale}".strip())
    return " ".join(reversed(groups))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        if rest < 20:
            small = ONES[rest]
        else:
            ten, one = divmod(rest, 10)
            small = TENS[10 * ten] + (f"-{ONES[one]}" if one else "")
        words.append(f"and {small}" if hundreds else small)
    return " ".join(words)


def value_of(text: str) -> object:
    tokens = tokenise(text)
    number = number_at(tokens, 0)
    assert number is not None, text
    assert number.last == len(tokens) - 1, f"{text!r} was read up to {tokens.texts[number.last]!r}"
    return number.value


@given(st.integers(0, 10**15 - 1))
def test_an_integer_in_words_comes_back(number: int) -> None:
    assert value_of(in_words(number)) == number


@given(st.integers(0, 10**15))
def test_an_integer_in_digits_comes_back(number: int) -> None:
    assert value_of(str(number)) == number
    assert value_of(f"{number:,}") == number


@given(st.integers(1, 9999), st.sampled_from(SCALES[1:]))
def test_a_mixed_number_comes_back(tenths: int, scale: str) -> None:
    value = Decimal(tenths) / 10 * vocabulary.numbers().scales[scale]
    assert value_of(f"{tenths / 10} {scale}") == tidy(value)


@given(st.integers(1, 9), st.integers(0, 999), st.integers(0, 999))
def test_digits_grouped_by_spaces_come_back(first: int, second: int, third: int) -> None:
    assert value_of(f"{first} {second:03} {third:03}") == first * 10**6 + second * 1000 + third


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("two and a half", 2.5),
        ("2½", 2.5),
        ("3/4", 0.75),
        ("two-thirds", 2 / 3),
        ("1.234.567", 1_234_567),
        ("12,50", 12.5),
        ("10,00,000", 1_000_000),
        ("three dozen", 36),
        ("twelve hundred", 1200),
        ("22nd", 22),
        ("twenty-first", 21),
        ("threefold", 3),
    ],
)
def test_other_forms(text: str, value: float) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("token", ["10.5.2021", "1.2.3", "1,2,3", "9" * 31])
def test_what_is_no_number(token: str) -> None:
    assert digits_value(token) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("dozens", 12, 120), ("tens of thousands", 10_000, 100_000), ("several hundred", 300, 900)],
)
def test_vague_numbers_have_bounds_and_no_value(text: str, low: int, high: int) -> None:
    number = number_at(tokenise(text), 0)
    assert number is not None
    assert (number.value, number.low, number.high) == (None, low, high)


@pytest.mark.parametrize(
    ("plural", "wanted"),
    [("ships", "ship"), ("casualties", "casualty"), ("women", "woman"), ("losses", "loss"),
     ("matches", "match"), ("aircraft", "aircraft"), ("troops", "troops"), ("lives", "life")],
)  # fmt: skip
def test_singular(plural: str, wanted: str) -> None:
    assert singular(plural) == wanted
