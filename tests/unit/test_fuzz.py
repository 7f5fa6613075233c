"""No bytes end in a bug: a short form of `python -m tests.fuzz`, with and without `--news`."""

from itertools import islice

import pytest

from streams import enrich
from tests.fuzz import check, inputs, seeds, whole_path
from tests.fuzz.news import mangled


@pytest.mark.parametrize("number", range(len(set(seeds()))))
def test_no_seed_is_a_bug(number: int) -> None:
    whole_path(sorted(set(seeds()))[number])


def test_no_mutation_is_a_bug() -> None:
    well = 0
    for value in islice(inputs(), 200):
        well += whole_path(value)[-1].failure is None
    assert 40 < well < 170, "they should reach the end of the path, and not all of them"


@pytest.mark.parametrize("hundred", range(3))
def test_no_mangled_news_is_a_bug(hundred: int) -> None:
    for number in range(100 * hundred, 100 * (hundred + 1)):
        check(enrich(mangled(number), cleaned=number % 2 > 0))


@pytest.mark.parametrize(
    "text",
    ["Rents have gone up by 146% 5 in a year.", "Of them 56% 24 in the north voted.",
     "The United  States Navy said so on Monday. The Navy left."],
)  # fmt: skip
def test_what_mangled_news_found_is_no_bug(text: str) -> None:
    """An IndexError: a number right behind a share of a flattened table, two spaces in a name."""
    check(enrich(text, cleaned=False))
