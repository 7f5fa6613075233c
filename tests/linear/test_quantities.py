"""No text makes the extractor raise or take more than linear time: by calls, not by seconds."""

import cProfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.extraction.quantities import find_quantities, vocabulary
from streams.extraction.tokens import Tokens, tokenise

MEGABYTE = 1_000_000
LINES = [
    "7", "123 ", "1,234,567 ", ",", "and ", "five ", "seventy thousand ", "a hundred and ",
    "one hundred and ", "five and ", "a half and ", "one point ", "from 5 to 6 ", "$5 ", '5" ',
    "-5 ", "million of a ", "two thirds of ", "five-", "(5 ", "5/", "per km ", "5 km per ",
    "1 in ", "5x10^", "3 years 2 months ", "5 dogs, ", "at least ", "house car ", "which 5 % ",
    "house, taken 5 percent ", "x's 5 ", "5 men and ", "minus five ", "to double the ",
    "at age 5 percent ", "and cut it by 5 percent ", "men given the pill 5 percent ",
    "numbers at the port reached 5 percent ", "it rose 5 percent as it ", "300 men, of whom 5 pay ",
    "a 5-year fixed rate ", "of the court to pay 5 percent ", "one week before a son ",
    "4-6, ", "5-5, 4-6, ",
]  # fmt: skip
WORDS = sorted(
    {*vocabulary.numbers().ones, *vocabulary.numbers().tens, *vocabulary.numbers().scales,
     *vocabulary.numbers().vague, *vocabulary.numbers().fractions, *vocabulary.numbers().ordinals,
     "and", "a", "an", "of", "in", "out", "over", "per", "to", "from", "between", "or", "point",
     "-", "/", "^", "x", "10", "2", "1,000", "3.5", "$", "%", "km", "m", "(", ")", '"', "±", "+",
     "minus", "twice", "double", "'s", ",", ".", "which", "rose", "by", "men", "hours", "½",
     "at", "age", "with", "who", "was", "given", "cut", "than", "more", "whom", "for", "K", "it",
     "before", "as", "each", "worth", "include", "says", "on", "month", "aged", "magnitude"}
)  # fmt: skip


def calls(tokens: Tokens) -> int:
    profile = cProfile.Profile()
    profile.runcall(find_quantities, tokens)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("line", LINES)
def test_eight_times_the_text_takes_eight_times_the_calls(line: str) -> None:
    once, eight = (calls(tokenise(line * (size // len(line)))) for size in (1_000, 8_000))
    assert eight < 8 * 1.25 * once + 100


@pytest.mark.parametrize("line", ["7", "1", ",", "and ", "houses ", "at least ", "per km "])
def test_a_megabyte_in_one_line_is_no_quantity(line: str) -> None:
    assert find_quantities(tokenise(line * (MEGABYTE // len(line)))) == []


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " "])), max_size=30))
def test_nothing_raises_and_quantities_follow_each_other(words: list[tuple[str, str]]) -> None:
    tokens = tokenise("".join(word + space for word, space in words))
    end = -1
    for found in find_quantities(tokens):
        assert end < found.last
        assert 0 <= found.first <= found.last < len(tokens)
        end = found.last
