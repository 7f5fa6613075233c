"""Times counted back, from publication or from a date before them."""

from datetime import datetime

import pytest

from schemas import RawArticle
from streams import enrich
from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

WEDNESDAY = datetime(2025, 5, 14, 12)


def dates(text: str) -> list[tuple[str, str | None]]:
    found = find_dates(tokenise(text), WEDNESDAY)
    return [(one.date.surface, one.date.resolved) for one in found]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("He married in 1998. Two years earlier he had met her.", ("Two years earlier", "1996")),
        ("It was 14% in 2015, compared to 15% a year earlier.", ("a year earlier", "2014")),
        ("In March 2003 they voted; a month earlier", ("a month earlier", "2003-02")),
        ("He fell on May 2. Two days earlier", ("Two days earlier", "2025-04-30")),
        ("In June 2016 they voted; a week earlier", ("a week earlier", None)),
        ("Sales fell 4% from a year earlier.", ("a year earlier", "2024")),
        ("A week earlier he had left.", ("A week earlier", "2025-05-05/2025-05-11")),
        ("A ruling from three years earlier stands.", ("three years earlier", None)),
        ("In 1990 he left. It rained. It snowed. Two years earlier", ("Two years earlier", None)),
    ],
)
def test_earlier_is_counted_from_the_date_before_it(text: str, last: tuple[str, str]) -> None:
    """ "He married in 1998. Two years earlier" was two years before publication."""
    assert dates(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Founded in 1871, the bank said profit rose 5% from a year earlier.", "2024"),
        ("Acme, founded in 2004, said sales were up 4% compared with a year earlier.", "2024"),
        ("Listed in 2012, it said revenue rose to $5bn from $4bn a year earlier.", "2024"),
        ("In 2023 the bank, founded in 1871, earned 5% more than a year earlier.", "2022"),
        ("The war ended in 1945. Shares fell 3% from a week earlier.", "2025-05-05/2025-05-11"),
        ("Shares are up this year. They rose 3% from a week earlier.", "2025-05-05/2025-05-11"),
        ("Revenue was $5bn in 2024. It rose 4% from a year earlier.", "2023"),
        ("It was as in 2002. The riots from a decade earlier were over.", "1992"),
        ("Sales in 2015 were up 5% from a year earlier.", "2014"),
        ("The war ended in 1945. A year earlier he had left.", "1944"),
    ],
)
def test_what_is_compared_is_of_the_news_or_of_a_date_beside_it(text: str, last: str) -> None:
    """A bank founded in 1871 compared its profit with that of 1870."""
    assert dates(text)[-1][1] == last


def test_earlier_than_something_is_no_date() -> None:
    assert dates("She died three days earlier than he did.") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("About 12,000 years ago the ice melted.", []),
        ("It was built 1,500 years ago.", []),
        ("It lived 3.2 million years ago.", []),
        ("Twenty-five years ago it closed.", [("Twenty-five years ago", "2000")]),
        ("Twelve years ago it closed.", [("Twelve years ago", "2013")]),
        ("A dozen years ago it closed.", [("A dozen years ago", "2013")]),
        ("It closed a couple of years ago.", [("a couple of years ago", "2023")]),
        ("It closed half a century ago.", [("half a century ago", "1975")]),
        ("It closed two centuries ago.", [("two centuries ago", "1825")]),
        ("It closed half a year ago.", [("half a year ago", "2024-11")]),
        ("It closed a few years ago.", [("a few years ago", None)]),
        ("Twenty-one years ago it closed.", [("Twenty-one years ago", "2004")]),
        ("A hundred years ago it closed.", [("A hundred years ago", "1925")]),
        ("A hundred and fifty years ago", [("A hundred and fifty years ago", "1875")]),
        (
            "two hundred and twenty years ago",
            [("two hundred and twenty years ago", "1805")],
        ),
        ("several hundred and fifty years ago", []),
        ("two thousand and fifty years ago", []),
    ],
)
def test_a_count_is_read_whole(text: str, wanted: list[tuple[str, str | None]]) -> None:
    """ "12,000 years ago" was "000 years ago", this year; twelve and a dozen were not read.

    "A hundred and fifty years ago" was fifty years ago, and twenty-one years were not read."""
    assert dates(text) == wanted


def test_what_is_no_date_is_a_quantity_still() -> None:
    article = RawArticle(text="About 12,000 years ago the ice melted.", published_at=WEDNESDAY)
    found = enrich(article, cleaned=False)
    assert found.dates == []
    assert [quantity.value for quantity in found.quantities] == [12_000]
