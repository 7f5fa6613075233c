"""Numbers as wires, tables and the press of some countries print them."""

import pytest

from schemas import Quantity
from streams import enrich

MILLION = 1_000_000


def quantities(text: str) -> list[Quantity]:
    return enrich(text, cleaned=False).quantities


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("Net profit 1.2 bln crowns (vs 0.9 bln)", [1_200 * MILLION, 900 * MILLION], "krone"),
        ("Core profit 410 mln euros, consensus 418 mln", [410 * MILLION, 418 * MILLION], "euro"),
        ("The margin was 11.3 pct (10.8).", [11.3, 10.8], "percent"),
        ("Sales were SEK 4,120 million (3,980).", [4_120 * MILLION, 3_980 * MILLION],
         "Swedish krona"),
        ("It had EUR 1,234.5 (1,187.0) million.", [1_234.5 * MILLION, 1_187 * MILLION], "euro"),
        ("It earned 4.12 (3.87) euros.", [4.12, 3.87], "euro"),
        ("Stocks fell by 1.6 million barrels to 112.4 million.",
         [1.6 * MILLION, 112.4 * MILLION], "barrel"),
        ("It totalled 1.6 million tonnes by Sunday, against 1.4 million a year ago.",
         [1.6 * MILLION, 1.4 * MILLION], "tonne"),
        ("It lost 671 billion yen against a profit of 427 billion.",
         [671_000 * MILLION, 427_000 * MILLION], "yen"),
        ("He clocked 46.28 seconds, 0.42 shy of his record.", [46.28, 0.42], "second"),
        ("Labour is on 21 per cent, the Tories on 17 and Reform on 31.", [21, 17, 31], "percent"),
        ("Temperatures fell below minus 40.", [-40], "degree"),
        ("Chills could plunge to 35 below zero.", [-35], "degree"),
        ("It was 20 degrees below zero Fahrenheit.", [-20], "degree Fahrenheit"),
        ("Two Kiwi judges heard that 12c a litre was paid.", [2, 12], ""),
        ("Petrol averaged 179.4c a litre.", [179.4], "US cent"),
        ("Prices were 5c/kg back.", [5], "US cent"),
        ("Of each €1 tax some 9 cents go to debt.", [1, 9], ""),
        ("The rand was at R17.85 to the dollar.", [17.85], "rand"),
        ("R12-billion in taxes is due.", [12_000 * MILLION], "rand"),
        ("Russia shipped 15 bcm of gas.", [15], "billion cubic metre"),
        ("It has a 48MP camera.", [48], "megapixel"),
        ("Fees add up to 5.67 bln stg.", [5_670 * MILLION], "pound sterling"),
    ],
)  # fmt: skip
def test_a_unit_that_is_printed_once(text: str, values: list[float], unit: str) -> None:
    """What stood in brackets, behind "vs" or behind "to" had no unit, "12c" was nothing."""
    found = quantities(text)
    assert [q.value for q in found] == values
    assert not unit or {q.unit.name for q in found} == {unit}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It sees sales of $1.1-1.3bn.", 1_100 * MILLION, 1_300 * MILLION),
        ("It sees sales of $1.1-1.3 bln.", 1_100 * MILLION, 1_300 * MILLION),
        ("It sees sales of 1.5-1.6m euros.", 1.5 * MILLION, 1.6 * MILLION),
        ("It sees NZ$9.70-$10.60.", 9.7, 10.6),
        ("Between 1500 and 2000 people came.", 1_500, 2_000),
        ("Temperatures were in the 70s on Monday.", 70, 79),
        ("Waves of 5m to 10m hit.", 5, 10),
    ],
)
def test_a_range_of_what_its_second_number_says(text: str, low: float, high: float) -> None:
    """ "$1.1-1.3bn" began at 1.1 million dollars."""
    (found,) = quantities(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Jobless claims rose last week to 231,000.", "up"),
        ("Lists fell for a sixth month in a row to 7.42 million.", "down"),
        ("Claims edged down last week to 219,000.", "down"),
        ("The index dropped on Monday to 41.2.", "down"),
        ("Revenue was +7.1% on the year.", "up"),
        ("Wall Street Ends Up 1.2% as Tech Rallies", "up"),
        ("The yield was 3 basis points higher at 4.02%.", None),
        ("The motion was voted down 14 times.", None),
        ("It fell over a cliff to 12 boats.", None),
    ],
)
def test_which_way_over_a_time(text: str, trend: str | None) -> None:
    """A time between "rose" and "to" hid which way a number went."""
    assert quantities(text)[-1].trend == trend


def test_one_move_in_two_measures_over_its_rate() -> None:
    monthly, share = quantities("Bills go up by £9.25 a month, or 6.4%.")
    assert (monthly.trend, monthly.per, share.trend) == ("up", "month", "up")
    assert [q.trend for q in quantities("Prices rose 0.3% m/m and 3.1% y/y.")] == ["up", "up"]
    assert [q.per for q in quantities("Prices rose 0.3% m/m and 3.1% y/y.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The rally was attended by 1500 people.", [1_500]),
        ("Most of the 2000 troops went home.", [2_000]),
        ("The firm gave food to 1500 families.", [1_500]),
        ("Power was out in 1500 homes.", [1_500]),
        ("They own 300 cows and 1850 sheep.", [300, 1_850]),
        ("By 2000 people were angry.", []),
        ("The 2000 voters who stayed home decided it.", []),
        ("From 1800 traders came every year.", []),
        ("By 1850 railways linked them.", []),
        ("Founded in 1850 villages grew.", []),
    ],
)
def test_round_numbers_that_count_and_years(text: str, values: list[int]) -> None:
    """ "Attended by 1500 people" was the year 1500."""
    assert [q.value for q in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("It pays 45 cents/share.", 45, "share"),
        ("It moves 3 bcf/d to Asia.", 3, "day"),
        ("She drinks two litres of water daily and sleeps.", 2, "day"),
        ("It reads at 14.8GB/s.", 14.8, "second"),
    ],
)
def test_rates_by_a_slash_or_an_adverb(text: str, value: float, per: str) -> None:
    (found,) = quantities(text)
    assert (found.value, found.per) == (value, per)


def test_a_rate_is_by_no_number_word() -> None:
    """ "One nurse per four patients" was one by "four"."""
    assert [(q.value, q.per) for q in quantities("It has one nurse per four patients.")] == [
        (1, None), (4, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Dementia will affect 153m by 2050.", [153 * MILLION]),
        ("It hit the capital, home to 1.3m.", [1.3 * MILLION]),
        ("Quarter of Millennials Live With Parents", [0.25]),
        ("She was twice over the limit.", [2]),
        ("The Fed cut rates by a quarter point to 4 percent.", [0.25, 4]),
        ("About 2 million 401(k) savers lost money.", [2 * MILLION]),
        ("The CAC 40 -0.2 pct", [-0.2]),
        ("Premiums will more than double for 22 million people.", [2, 22 * MILLION]),
        ("The judge imposed terms of eight and six years.", [8, 6]),
        ("A 14-year-old and two 15-year-olds were held.", [14, 2, 15]),
    ],
)
def test_values_that_were_missed(text: str, values: list[float]) -> None:
    assert [q.value for q in quantities(text)] == values


def test_cents_are_of_euros_where_a_text_has_no_dollars() -> None:
    _, cents = quantities("Of each €1 of tax some 9 cents go to debt.")
    assert (cents.unit.name, cents.unit.currency) == ("euro cent", "EUR")
