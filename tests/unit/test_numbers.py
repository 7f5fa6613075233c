"""Any integer comes back, however it is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.nouns import singular
from streams.extraction.quantities.numbers import digits_value, number_at, tidy
from streams.extraction.tokens import tokenise

ONES = ["", *list(vocabulary.numbers().ones)[1:]]
TENS = {v: k for k, v in vocabulary.numbers().tens.items() if k != "fourty"}
ORDINALS = {
    1: "first",
    2: "second",
    **{value: word for word, value in vocabulary.numbers().ordinals.items() if value <= 90},
}
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


@given(st.integers(1, 10**15))
def test_an_integer_in_digits_and_scale_words_comes_back(number: int) -> None:
    """ "12 million 345 thousand 678"."""
    groups, rest = [], number
    for scale in (*SCALES, "quadrillion"):
        rest, group = divmod(rest, 1000)
        if group:
            groups.append(f"{group} {scale}".strip())
    assert value_of(" ".join(reversed(groups))) == number


@given(st.integers(2, 99), st.integers(3, 99))
def test_a_fraction_in_words_comes_back(top: int, bottom: int) -> None:
    ordinal = ORDINALS.get(bottom) or f"{TENS[bottom // 10 * 10]}-{ORDINALS[bottom % 10]}"
    assert value_of(f"{in_words(top)} {ordinal}s") == tidy(Decimal(top) / bottom)


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
        ("hundred thousand", 100_000),
        ("two hundred dozens", 2_400),
        ("two thirds of a million", 2_000_000 / 3),
        ("three quarters billion", 750_000_000),
        ("a billion and a half", 1_500_000_000),
        ("a billion and a half million", 1_000_500_000),
        ("3 million and a half", 3_500_000),
        ("two hundred and a thirtieth", 200 + 1 / 30),
        ("a twenty-first", 1 / 21),
        ("one one hundred and fifth", 1 / 105),
        ("one hundred thirty-two fifths", 26.4),
        ("fifty - two", 52),
        ("322 hundred", 32_200),
        ("4 thousand 3 hundred", 4_300),
        ("2 million and three hundred", 2_000_300),
        ("2.33 k", 2_330),
        ("1 point 5 million", 1_500_000),
        ("1 in twenty-one", 1 / 21),
        ("1 in 1,000", 0.001),
        ("seven in every ten", 0.7),
        ("1-in-83", 1 / 83),
        ("2000 over 4", 500),
        ("1e6", 1_000_000),
        ("2 x 10^5", 200_000),
        ("2.48×10−5", 0.0000248),
        ("8x2^10", 8_192),
        ("1.1^2", 1.21),
        ("1 234 567.89", 1_234_567.89),
        ("1\u00a0234\u00a0567.89", 1_234_567.89),
        ("- 1,200", -1_200),
        ("half-a-million", 500_000),
    ],
)
def test_other_forms(text: str, value: float) -> None:
    assert value_of(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two million and five men", 2_000_000),
        ("five million six million", 5_000_000),
        ("3 hundred and 2 hundred", 300),
        ("5 in 2019", 5),
        ("one in five years", 1),
        ("3 x 10", 3),
        ("1 point 2 days", 1),
        ("2 over 65s", 2),
        ("1 500 people", 1_500),
        ("9 500 hotel workers", 9_500),
        ("19 200 Votes", 19),
        ("4 100 metres", 4),
    ],
)
def test_where_a_number_ends(text: str, value: int) -> None:
    number = number_at(tokenise(text), 0)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("text", ["a third-party candidate", "twice as Argentina won"])
def test_no_number(text: str) -> None:
    assert number_at(tokenise(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("<-30", -30), ("($-5)", -5), ("75 -300", None), ("A-5", None)],
)
def test_a_sign_is_one_where_nothing_else_is_meant(text: str, value: int | None) -> None:
    tokens = tokenise(text)
    number = number_at(tokens, tokens.lowers.index("-"))
    assert (number and number.value) == value


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
