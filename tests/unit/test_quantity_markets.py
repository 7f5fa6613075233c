"""Numbers as reports of markets have them: which way they go, by what, in what money."""

import pytest

from schemas import Quantity
from streams import enrich


def quantities(text: str) -> list[Quantity]:
    return enrich(text, cleaned=False).quantities


@pytest.mark.parametrize("percent", ["3 per cent", "3pc", "3 percent", "3%", "3per cent"])
def test_percent_is_percent_however_it_is_spelt(percent: str) -> None:
    """Only "%" and "percent" were known where a way through space is told from a fall."""
    (fell,) = quantities(f"The lender fell {percent} into the red.")
    assert fell.trend == "down"
    grown, arrived = quantities(f"A {percent} rise in turnover to $5m was announced.")
    assert (grown.trend, arrived.trend) == ("up", None)
    assert quantities(f"Bookings rose {percent} to 75.3m.")[1].value == 75_300_000


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Sterling climbed to a six-week high of $1.36.", "up"),
        ("Permits dropped to a seasonally adjusted annual rate of 1.3 million.", "down"),
        ("Tin fell 3% to a two-year low of $24,100.", None),
        ("Pay grew at an annual rate of 3.1%, accelerating from a rate of 2.8%.", None),
        ("Lending rose for a third month in a row, to 45bn rand.", "up"),
        ("Cement output shrank for a fourth month, by 8% on the year, to $28bn.", None),
        ("The economy grew at an annualised 2.4%.", "up"),
        ("Wages rose at a 3 percent pace.", "up"),
        ("The mill will cut its output of steel for cars and ships by 50%.", "down"),
        ("The lender raised its year-end target for tin to $30,000.", "up"),
        ("It was on a slide since then, with the paper now trusted by just 41 percent.", None),
        ("After losing a seat last Tuesday that they had won by 20 points, they met.", None),
        ("The union is easing off an older plan to hold them to two days each.", None),
        ("It falls short of the efforts needed to limit global heating to 1.5C.", None),
        ("The economy is growing at 2.6 percent.", "up"),
        ("The fund expects growth of 4.7%.", "up"),
        ("The economy could contract by 5.9%.", "down"),
        ("He extended his contract to five years.", None),
        ("It may knock $9 trillion off output.", "down"),
        ("It frees up billions of dollars.", None),
        ("The metal traded at $9,400, off 1.1%.", "down"),
        ("The old kiln is off 40% of the day.", None),
        ("Labour lost the seat by 300 votes.", None),
        ("They lost the last vote in the north of the town by 19%.", None),
        ("Duties were cut in May and the share is seen going back to 2%.", None),
        ("They stood up to the whole coal industry in going to 100%.", None),
        ("Taxes would be cut for some of those on low pay by doubling a credit.", "up"),
        ("Profit is seen in the lower half of its range.", None),
    ],
)
def test_which_way_the_last_number_goes(text: str, trend: str | None) -> None:
    assert quantities(text)[-1].trend == trend


@pytest.mark.parametrize(
    "text", ["Rates rose half a point.", "Rates rose by three-quarters of a point."]
)
def test_parts_of_a_point_are_points(text: str) -> None:
    (part,) = quantities(text)
    assert (part.unit.name, part.trend) == ("point", "up")


@pytest.mark.parametrize("text", ["She has a 14 point edge.", "A 900 point drop came on Friday."])
def test_points_before_a_noun_need_no_hyphen(text: str) -> None:
    """ "A 14 point edge" was 14 of something, "point edge"."""
    (lead,) = quantities(text)
    assert lead.unit.name == "point"
    assert lead.counted is not None
    assert "point" not in lead.counted.surface


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("It costs $30 per user per month.", ["user per month"]),
        ("Guests pay £50 per person a night.", ["person per night"]),
        ("Oil was $60 per barrel a year ago.", ["barrel"]),
        ("The tax is 82 cents per $100 of assessed value.", ["$100"]),
        ("Pay rose to $17 an hour from $15.", ["hour", "hour"]),
        ("Rent is £900 a month, up from £800 last year.", ["month", "month"]),
        ("The fine is $1,000 a day, up to $50,000.", ["day", None]),
        ("They sold 300 tickets a day, down from 500.", ["day", "day"]),
        ("It burns half of the 44 million litres a day that come.", [None, "day"]),
        ("It costs them $15 billion a quarter in lost revenue.", ["quarter"]),
        ("They get $500 for each child in the home.", ["child"]),
        ("They pay 89 cents for every dollar others pay.", ["dollar"]),
        ("He got 15 years for each of the charges.", [None]),
        ("They pay $500 for every U.S. citizen.", [None]),
    ],
)
def test_what_prices_are_counted_by(text: str, rates: list[str | None]) -> None:
    assert [quantity.per for quantity in quantities(text)] == rates


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The plant will cost between 800m and 1.2bn euros.", (800_000_000, 1_200_000_000)),
        ("It expects to earn between 30m and 40m euros.", (30_000_000, 40_000_000)),
        ("The waves are between 0.5m and 1.5m.", (0.5, 1.5)),
    ],
)
def test_both_ends_of_a_range_are_millions_or_metres(
    text: str, bounds: tuple[float, float]
) -> None:
    (span,) = quantities(text)
    assert (span.low, span.high) == bounds


def test_pence_and_pounds_are_no_range_of_pence() -> None:
    """It was a range from 99 to 3.5 pence."""
    lowest, highest = quantities("Tickets go from 99p to £3.50.")
    assert (lowest.value, lowest.unit.name) == (99, "penny")
    assert (highest.value, highest.unit.currency) == (3.5, "GBP")


def test_a_multiple_with_an_x_before_a_mark() -> None:
    ratios = quantities("Its debt was 3.4x, up from 2.9x.")
    assert [(ratio.value, ratio.unit.name) for ratio in ratios] == [(3.4, "time"), (2.9, "time")]


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("It was sold for 4.6 billion francs.", ("franc", None)),
        ("It cost 40 French francs then.", ("French franc", "FRF")),
        ("A loaf costs 4.05 lei.", ("Romanian leu", "RON")),
        ("She earns 500,000 won a month.", ("won", "KRW")),
        ("It is sold from 1,849,000 won in Seoul.", ("won", "KRW")),
        ("Of all who asked 20,000 won the draw.", ("number", None)),
    ],
)
def test_what_money_a_name_is(text: str, money: tuple[str, str | None]) -> None:
    (sum_of_money,) = quantities(text)
    assert (sum_of_money.unit.name, sum_of_money.unit.currency) == money


def test_what_a_price_was_late_on_a_day_has_its_money() -> None:
    _, before = quantities("The dollar bought 149.3 yen, down from 150.1 late on Monday.")
    assert before.unit.currency == "JPY"


@pytest.mark.parametrize(
    "text",
    [
        "The Standard & Poor's 500 added 2%.",
        "The Nifty 50 added 2%.",
        "Frankfurt's Dax 40 shed 2%.",
        "Scope 3 emissions rose 2%.",
    ],
)
def test_the_number_of_an_index_is_no_quantity(text: str) -> None:
    assert [quantity.value for quantity in quantities(text)] == [2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It grew for three quarters in a row.", 3),
        ("It shrank in the past two quarters.", 2),
        ("Three quarters of firms agreed.", 0.75),
        ("About three quarters oppose it.", 0.75),
        ("In the past three quarters of a century it grew.", 0.75),
    ],
)
def test_quarters_of_a_year_are_no_shares(text: str, value: float) -> None:
    """ "Three quarters in a row" were three quarters of one."""
    assert quantities(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "value", "money"),
    [
        ("The firm paid Rs. 5 crore for the site.", 50_000_000, "Indian rupee"),
        ("The loan (Rs. 5 lakh) was repaid.", 500_000, "Indian rupee"),
        ("The firm paid P5 billion for the site.", 5_000_000_000, "Philippine peso"),
        ("The firm paid NIS 500 for the site.", 500, "shekel"),
        ("The firm paid Rmb5bn for the site.", 5_000_000_000, "yuan"),
        ("The firm paid KD2.5 million for the site.", 2_500_000, "Kuwaiti dinar"),
        ("The firm paid R15 000 for the site.", 15_000, "rand"),
        ("The firm paid R1 500 for the site.", 1_500, "rand"),
        ("The firm paid 20 afghanis for the site.", 20, "afghani"),
    ],
)
def test_money_as_the_press_of_its_country_prints_it(text: str, value: int, money: str) -> None:
    """A sentence ended behind "Rs.", and "R15 000" was nothing."""
    (paid,) = quantities(text)
    assert (paid.value, paid.unit.name) == (value, money)


@pytest.mark.parametrize(
    ("text", "percents"),
    [
        ("Registered voters by 51-43 percent say the programmes help.", [51, 43]),
        ("She has a 61-28 percent lead.", [61, 28]),
        ("He bested her 39-34% in May.", [39, 34]),
        ("He's 50-48 percent on favourability.", [50, 48]),
        ("Nearly half—49%—agreed.", [49]),
        ("He won by 5-2.", []),
    ],
)
def test_what_two_sides_of_a_poll_have_is_no_score(text: str, percents: list[int]) -> None:
    """A pair of falling numbers was a score, and so no quantity, percent or not."""
    assert [q.value for q in quantities(text) if q.unit.kind == "percent"] == percents


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Sales showed a 50% year-over-year drop.", "down"),
        ("Sales showed a 5 percent year-on-year increase.", "up"),
    ],
)
def test_which_way_a_change_on_the_year_goes(text: str, trend: str) -> None:
    assert quantities(text)[0].trend == trend
