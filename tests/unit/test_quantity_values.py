"""Values that were read wrong in news, or not at all: scales, signs, shares, currencies."""

import pytest

from schemas import Quantity
from streams import enrich

MILLION = 1_000_000


def quantities(text: str) -> list[Quantity]:
    return enrich(text, cleaned=False).quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The network drew an average audience of 12.3m.", [12_300_000]),
        ("Circulation fell to 2.1m.", [2_100_000]),
        ("Users rose to 8.2m from 7.1m.", [8_200_000, 7_100_000]),
        ("The final drew 12.2 million viewers, up from 11.6m.", [12_200_000, 11_600_000]),
        ("The harbour handled 2.8m travellers then and 30m now.", [2_800_000, 30_000_000]),
        ("It was free to 17m of its subscribers.", [17_000_000]),
        ("Oakvale (population 1.7m) is dry.", [1_700_000]),
        ("It costs R500m.", [500 * MILLION]),
        ("Sales were EUR 500m in 2023.", [500 * MILLION]),
        ("The state gave €50 m to schools and $2 m for roads.", [50 * MILLION, 2 * MILLION]),
        ("Sales rose to SEK 4,120m.", [4_120 * MILLION]),
        ("Sales of phones leapt from 1.4m in early January to 6.7m in March.", [1.4e6, 6.7e6]),
        ("The number of under-fives peaked at 75m in 2008.", [75 * MILLION]),
        ("Exports of cars exceeded 75m.", [75 * MILLION]),
        ("Readership (75m) is a record.", [75 * MILLION]),
    ],
)
def test_an_m_of_people_and_money_is_a_million(text: str, values: list[float]) -> None:
    """ "Fell to 2.1m" was 2.1 metres, "EUR 500m" 500 euros."""
    found = quantities(text)
    assert [q.value for q in found] == values
    assert "metre" not in {q.unit.name for q in found}


def test_a_sea_rises_by_metres_beside_millions_of_people() -> None:
    risen, fled = quantities("The sea rose by 3m and 2 million people fled.")
    assert (risen.value, risen.unit.name, fled.value) == (3, "metre", 2_000_000)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The flood reached nearly 1500 wooden homes.", [1_500]),
        ("At least 1800 primary schools shut.", [1_800]),
        ("He named some 2020 presidential candidates.", []),
        ("Since about 1990 local elections are held there.", []),
        ("The court upheld the 1850 fugitive laws.", []),
    ],
)
def test_four_digits_count_what_is_described_behind_a_hedge(text: str, values: list[int]) -> None:
    """ "Nearly 1500 wooden homes" were none: 1500 was a year, as no plural followed at once."""
    assert [q.value for q in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She won the 200m title.", 200),
        ("The 8,849m mountain was climbed.", 8_849),
        ("A 40m tower fell.", 40),
        ("Waves of 5m hit the coast.", 5),
        ("The tunnel is 8.2m.", 8.2),
        ("It lies 30m from the exit.", 30),
        ("He plunged down a 30m drop.", 30),
        ("She broke the 100m world record.", 100),
        ("The 10m air rifle final was won.", 10),
        ("The 40m bridge collapsed.", 40),
        ("The river rose 2.5m overnight.", 2.5),
        ("The climber plunged 20m into a ravine.", 20),
        ("He was swept 200m downstream.", 200),
    ],
)
def test_an_m_of_a_thing_is_a_metre(text: str, value: float) -> None:
    """ "A 40m tower" was 40 million of tower."""
    (found,) = quantities(text)
    assert (found.value, found.unit.name) == (value, "metre")


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        ("The airline saw a 2m drop in passengers.", 2),
        ("A 3m fall in visitors hurt the park.", 3),
        ("There is a 10m gap in the budget.", 10),
        ("Its 20m world audience grew.", 20),
        ("The 5m record budget was passed.", 5),
        ("A 30m penalty was imposed on the bank.", 30),
        ("The 1.2m individual investors lost.", 1.2),
        ("It took a 40m bridge loan.", 40),
        ("It raised a 2m record.", 2),
    ],
)
def test_an_m_of_a_change_or_a_record_is_a_million(text: str, millions: float) -> None:
    """ "A 2m drop in passengers" was a drop of two metres."""
    (found,) = quantities(text)
    assert found.value == millions * MILLION
    assert found.unit.name != "metre"


def test_two_sums_with_one_unit_are_a_range() -> None:
    """ "125m-175m euros" was 125 metres and 175 million euros."""
    (found,) = quantities("It expects to make 125m-175m euros.")
    assert (found.low, found.high, found.unit.currency) == (125 * MILLION, 175 * MILLION, "EUR")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The crop was 54.8 million 60-kg bags.", [54_800_000, 60]),
        ("Europe sent 1.2 million 155mm shells.", [1_200_000, 155]),
        ("They sold 5 million 10-year bonds.", [5_000_000, 10]),
        ("4 thousand 3 hundred people came.", [4_300]),
    ],
)
def test_a_size_is_not_added_to_how_many(text: str, values: list[float]) -> None:
    """ "1.2 million 155mm shells" was 1,200,155 millimetres."""
    assert [q.value for q in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "surface"),
    [
        ("Free cash flow was negative $212 million.", -212 * MILLION, "negative $212 million"),
        ("The loss was -$212 million.", -212 * MILLION, "-$212 million"),
        ("Profit: -€3m in May.", -3 * MILLION, "-€3m"),
        ("It was \N{MINUS SIGN}$4.5bn in May.", -4_500 * MILLION, "\N{MINUS SIGN}$4.5bn"),
    ],
)
def test_a_sign_before_a_currency_is_kept(text: str, value: float, surface: str) -> None:
    """ "Negative $212 million" was positive."""
    (found,) = quantities(text)
    assert (found.value, found.surface, found.unit.kind) == (value, surface, "money")


def test_a_dash_between_sums_is_no_sign() -> None:
    (found,) = quantities("The cost is $3bn-$4bn.")
    assert (found.low, found.high) == (3_000 * MILLION, 4_000 * MILLION)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It fell in May, 13 per cent of the norm.", 13, "percent"),
        ("The fire reached 1,200C.", 1_200, "degree Celsius"),
        ("Its shield reached 5,000F.", 5_000, "degree Fahrenheit"),
        ("Yields fell 20bp.", 20, "basis point"),
        ("It got 18 in. of snow.", 18, "inch"),
        ("Winds of 71 m.p.h. hit.", 71, "mile per hour"),
        ("It flew at 5 m/s.", 5, "metre per second"),
        ("The firm sold 800 C class cars.", 800, "car"),
    ],
)
def test_units_as_they_are_printed(text: str, value: float, unit: str) -> None:
    """ "In May, 13 per cent" was a day of May, "1,200C" a number, "71 m.p.h." metres."""
    (found,) = quantities(text)
    assert (found.value, found.unit.name) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "surface"),
    [
        ("One child in three is hungry.", 1 / 3, "One child in three"),
        ("Nine voters in ten agree.", 0.9, "Nine voters in ten"),
        ("Foot traffic was a fifth lower than in 2019.", 0.2, "a fifth"),
        ("Half said no.", 0.5, "Half"),
        ("Half support the plan.", 0.5, "Half"),
        ("A third support the plan.", 1 / 3, "A third"),
        ("Half-a-dozen people were hurt.", 6, "Half-a-dozen"),
        ("They had to halve rations.", 0.5, "halve"),
        ("Bonuses are up to twice salary.", 2, "up to twice"),
        ("It was a record, double last year's figure.", 2, "double"),
        ("Corn rose to $4.18-1/2.", 4.185, "$4.18-1/2"),
        ("It built its 10,000th aircraft.", 10_000, "10,000th"),
    ],
)
def test_shares_multiples_and_parts(text: str, value: float, surface: str) -> None:
    """Missed, or two numbers: "one child in three" counted 1 and 3, "$4.18-1/2" was a half."""
    (found,) = quantities(text)
    assert found.value == pytest.approx(value)
    assert found.surface == surface


def test_people_in_so_many_attacks_are_no_share() -> None:
    counted = [(q.value, q.unit.name) for q in quantities("It killed two men in three attacks.")]
    assert counted == [(2, "man"), (3, "attack")]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("The bank made DKr31bn.", 31_000 * MILLION, "DKK"),
        ("It is a Dh110bn project.", 110_000 * MILLION, "AED"),
        ("The state borrowed Ksh12bn.", 12_000 * MILLION, "KES"),
        ("It lent GH¢176.4bn to farms.", 176_400 * MILLION, "GHS"),
        ("It cost Kč 5 million.", 5 * MILLION, "CZK"),
        ("It pays 12 euro cents a share.", 12, "EUR"),
        ("It pays 177 U.S. cents a share.", 177, "USD"),
        ("The rupee ended 12 paise lower.", 12, "INR"),
    ],
)
def test_signs_of_currencies_and_their_small_coins(text: str, value: float, currency: str) -> None:
    """ "DKr31bn" was no quantity, "GH¢176.4bn" US cents, "12 euro cents" 12 euros."""
    (found,) = quantities(text)
    assert (found.value, found.unit.currency) == (value, currency)
