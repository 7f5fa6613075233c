"""All golden articles scored together: what the project promises of joins, quotes and dates."""

import pytest

from bench import golden


@pytest.fixture(scope="module")
def cases() -> list[golden.Case]:
    return golden.cases()


def test_there_are_fifty_articles(cases: list[golden.Case]) -> None:
    assert len(cases) >= 50


def test_names_have_their_type(cases: list[golden.Case]) -> None:
    total = golden.summed([count for case in cases for count in golden.names(case).values()])
    assert total.f1 >= 92


def test_mentions_of_one_entity_are_joined(cases: list[golden.Case]) -> None:
    joined = [golden.chains(case) for case in cases]
    assert golden.summed([golden.b_cubed(*pair) for pair in joined]).f1 >= 95
    assert golden.summed([golden.ceaf(*pair) for pair in joined]).f1 >= 95


@pytest.mark.parametrize(
    ("score", "share"), [(golden.speakers, 0.9), (golden.dates, 0.95), (golden.roles, 0.85)]
)
def test_quotes_dates_and_roles(
    cases: list[golden.Case], score: golden.Score, share: float
) -> None:
    total = golden.summed([score(case) for case in cases])
    assert total.right >= share * total.asked
    assert total.found <= 1.2 * total.asked


def test_scores_fall_where_an_entity_is_torn() -> None:
    one, two, three = (0, 1), (2, 3), (4, 5)
    whole, torn = [frozenset({one, two, three})], [frozenset({one, two}), frozenset({three})]
    assert golden.b_cubed(whole, whole).f1 == golden.ceaf(whole, whole).f1 == 100
    assert golden.b_cubed(torn, whole).f1 == pytest.approx(100 * (1 + 5 / 9) / 2)
    assert golden.ceaf(torn, whole).f1 == pytest.approx(200 * 0.8 / 3)
