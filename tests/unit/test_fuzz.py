"""No bytes end in a bug: a short form of `python -m tests.fuzz`."""

from itertools import islice

import pytest

from tests.fuzz import inputs, seeds, whole_path


@pytest.mark.parametrize("number", range(len(set(seeds()))))
def test_no_seed_is_a_bug(number: int) -> None:
    whole_path(sorted(set(seeds()))[number])


def test_no_mutation_is_a_bug() -> None:
    well = 0
    for value in islice(inputs(), 200):
        well += whole_path(value)[-1].failure is None
    assert 40 < well < 170, "they should reach the end of the path, and not all of them"
