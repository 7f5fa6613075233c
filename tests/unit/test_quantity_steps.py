"""The steps from a number to a quantity, each by itself: measure, meaning, neighbours."""

import pytest

from schemas import Quantity
from streams import enrich
from streams.extraction.quantities import find_quantities
from streams.extraction.quantities.concepts import concept_of
from streams.extraction.quantities.counted import counted_after
from streams.extraction.quantities.measures import Measure, after_noun, meaning_of, measure_of
from streams.extraction.quantities.numbers import number_at
from streams.extraction.quantities.stretches import Stretch
from streams.extraction.tokens import Tokens, tokenise


def step(text: str) -> tuple[Tokens, Measure]:
    """The measure of the number after the mark "|"."""
    before, after = text.split("|")
    tokens = tokenise(before + after)
    number = number_at(tokens, tokens.at(len(before)))
    assert number is not None
    return tokens, measure_of(tokens, Stretch(number, None, number.first, number.last), 0)


@pytest.mark.parametrize(
    ("text", "unit", "surface"),
    [
        ("paid $|13.9 million dollars for", "US dollar", "$ 13.9 million dollars"),
        ("paid €|5 for", "euro", "€ 5"),
        ("the man, aged |40, said", "year old", "40"),
        ("the index fell |40 points", "point", "40 points"),
        ("children aged |36 months", "month old", "36 months"),
    ],
)
def test_a_measure_is_over_its_sign_and_its_unit(text: str, unit: str, surface: str) -> None:
    tokens, measure = step(text)
    assert measure.measured is not None
    assert measure.measured.unit.name == unit
    assert " ".join(tokens.texts[measure.first : measure.last + 1]) == surface


def test_a_scale_of_the_unit_is_one_of_the_number() -> None:
    _, measure = step("cost |30 MUSD then")
    assert measure.stretch.number.value == 30_000_000


def test_a_cue_between_number_and_unit_is_kept() -> None:
    tokens, measure = step("for |three-plus years")
    assert measure.measured is not None
    assert measure.measured.unit.name == "year"
    assert meaning_of(tokens, measure, 0).relation == "at_least"


@pytest.mark.parametrize(
    ("text", "relation", "first"),
    [
        ("about |40 tanks", "approximately", 0),
        ("just |40 tanks", "exactly", None),
        ("|40 kg or more", "at_least", None),
        ("about |40 kg or more", "at_least", 0),
    ],
)
def test_meaning(text: str, relation: str, first: int | None) -> None:
    tokens, measure = step(text)
    meant = meaning_of(tokens, measure, 0)
    assert (meant.relation, meant.relation_first) == (relation, first)


def test_a_cue_after_what_is_counted_counts() -> None:
    tokens, measure = step("|40 tanks or more")
    counted = counted_after(tokens, 1, measure.number, len(tokens))
    assert counted is not None
    meant = after_noun(tokens, meaning_of(tokens, measure, 0), counted)
    assert (meant.relation, meant.end_of_surface) == ("at_least", 3)


def test_doctors_who_say_a_number_do_not_round_it() -> None:
    quantity, age = found("Doctors say 1.1 million Americans over 50 could avoid a stroke.")
    assert (quantity.relation, age.unit.kind) == ("exactly", "age")


def test_where_a_sum_moved_by_a_sum_is_no_range() -> None:
    moved, reached = found("Deposits grew by $2.1 billion to $50.9 billion.")
    assert (moved.value, moved.trend, reached.value) == (2.1e9, "up", 50.9e9)


def test_what_is_asked_about_is_no_number_of_it() -> None:
    (quantity,) = found("The senator was asked about two proposals.")
    assert quantity.relation == "exactly"


def test_what_economists_predicted_is_no_count_of_economists() -> None:
    jobs, predicted = found(
        "It added 254,000 jobs, more than the 140,000 economists had predicted."
    )
    assert predicted.unit.name != "economist"
    assert jobs.unit.name == "job"


def found(text: str) -> list[Quantity]:
    return enrich(text, cleaned=False).quantities


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("The index shed 112 points, or 0.5%, to 20,714.", ["down", "down", None]),
        ("The gauge climbed 0.3 per cent on the month and 2.7 per cent on the year.", ["up", "up"]),
        ("The index closed 312 points, or 1.3%, lower.", ["down", "down"]),
        ("Wages grew at an annual rate of 3.6 percent.", ["up"]),
        ("She took 34 seconds off the record.", ["down"]),
    ],
)
def test_trends_of_neighbours(text: str, trends: list[str | None]) -> None:
    assert [quantity.trend for quantity in found(text)] == trends


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Priced from £27,120, the hatchback is cheap.", ["hatchback"]),
        ("The firm will spend $80bn on data centres.", ["data", "centres"]),
        ("The bank set aside $1.2bn for bad loans.", ["bad", "loans"]),
        ("It was put into an orbit 530 km high.", ["orbit"]),
        ("The phone uses 40 per cent less power.", ["power"]),
        ("Debt is over 130 percent of GDP.", ["Debt"]),
        ("The firm will cut jobs as it tries to save £500m.", ["firm"]),
        ("It paid a dividend after profit more than doubled.", ["profit"]),
        ("The start-up raised $13.5 million.", ["start-up"]),
        ("A seven-seat SUV weighs 2,180 kg.", ["SUV"]),
        ("The city was ordered by the court to pay $25,000.", ["city"]),
        ("The firm will supply 35 percent of the country's 5G network.", ["network"]),
        ("Trump spoke to his son, one week before the vote.", ["vote"]),
        (
            "It is the most ambitious overhaul of the code in three decades.",
            ["ambitious", "overhaul"],
        ),
        ("Get 25% off membership.", ["membership"]),
        ("The bill passed by the House cuts the tax rate by 5 percent.", ["tax", "rate"]),
        ("It's going up 5% this year.", ["It"]),
        ("A barrel of Brent crude traded at $71.40.", ["Brent", "crude"]),
        ("It has two motors with a combined 489 hp.", ["motors"]),
        ("Patients given the pill lost 4 kg.", ["Patients"]),
        ("Passenger numbers at the airport reached 8.2 million.", ["Passenger", "numbers"]),
        ("The programme will cost taxpayers $1.7 trillion.", ["programme"]),
        ("The car has a heater as standard and will cover 305 km.", ["car"]),
        ("The headset weighs 515 grams and runs for two hours.", ["headset"]),
        ("Bagnaia won the race by 2.9 seconds.", ["Bagnaia"]),
        ("Chelsea sit five points off the top.", ["Chelsea"]),
        ("The brokerage more than doubled its profit.", ["profit"]),
        ("It was dug by a rock 10 km wide that struck at 20 km a second.", ["rock"]),
        ("Orders shrank 1.3 per cent month on month.", ["Orders"]),
        ("Up to 490 litres of rain per square metre fell in eight hours.", ["rain"]),
        ("He says the senator died at age 92.", ["senator"]),
        ("Woods is 100% innocent.", ["Woods"]),
        ("The 49-year-old was also appointed.", []),
        ("Applications to buy a home were 26% lower.", ["Applications"]),
        ("The rate on a 30-year fixed mortgage rose to 6.57%.", ["rate"]),
        ("Bitcoin rose, its market value just above $520 billion.", ["market", "value"]),
        ("Biden had 65% to Sanders' 30%.", ["Sanders"]),
        ("It skims a moon just 504 km in diameter.", ["moon"]),
        ("The war has left half the country hungry.", ["country"]),
        ("More than 90% of the £2bn in energy deals was for oil.", ["energy", "deals"]),
    ],
)
def test_the_concept_of_a_measure(text: str, concept: list[str]) -> None:
    article = enrich(text, cleaned=False)
    assert concept_of(article.quantities[-1], article) == concept


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("They fired eight Iranian-made drones, of which the navy shot down four.", ["drone"] * 2),
        (
            "About 2,300 French soldiers are stationed there, down from 5,100 in May.",
            ["soldier"] * 2,
        ),
        ("The bees made 14 instead of 20 trips.", ["trip"] * 2),
        (
            "A coach carrying 53 pilgrims overturned, killing 11 and hurting others.",
            ["pilgrim"] * 2,
        ),
        ("Five states have approved it, including four in 2019.", ["state"] * 2),
        ("It has 250 million users, of whom 11 million pay.", ["user"] * 2),
        ("It drove 11.3 million people out, three million of them abroad.", ["people"] * 2),
        ("It spread, with 49 people infected, 10 taken to hospital.", ["people"] * 2),
        ("Two of the clients are at home, two are in prison.", ["client"] * 2),
        ("They hired 10,000 Customs Enforcement officers.", ["officer"]),
        ("It held 4,767 people in the jail — about 800 fewer than before.", ["people"] * 2),
        ("Inmates get five more dollars a day.", ["US dollar"]),
        ("They saw 4.3 million suns and sits 26,000 light years away.", ["sun", "light year"]),
        ("It sold 65 million PlayStation 5 consoles.", ["console"]),
        ("Its boot holds 420 litres, 40 more than before.", ["litre"] * 2),
        (
            "A study of 900 people, a quarter of whom were over 65.",
            ["people", "number", "year old"],
        ),
        (
            "At least 49 people died in attacks on two mosques, and dozens of others were hurt.",
            ["people", "mosque", "people"],
        ),
        (
            "Of the 2,800 employees who work at the four plants, 1,350 have accepted transfers.",
            ["employee", "plant", "employee"],
        ),
        (
            "Some 29 people fell ill in three states, two of whom died.",
            ["people", "state", "people"],
        ),
        ("In 11 towns, three of them poor, it rained.", ["town"] * 2),
        ("She won by 1,204 votes out of 48,000 cast.", ["vote"] * 2),
        (
            "Built for 120 passengers, it was carrying more than 300 when it sank.",
            ["passenger"] * 2,
        ),
        ("He got 18 years for the murder and 10 for the robbery.", ["year"] * 2),
        ("In the last 90 days of the race, millions of us voted.", ["day", "number"]),
    ],
)
def test_nouns_carried_to_neighbours(text: str, units: list[str]) -> None:
    assert [quantity.unit.name for quantity in found(text)] == units


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("It uses 6.2 litres per 100 kilometres.", "100 kilometre"),
        ("It pumps 2.5 million bpd.", "day"),
    ],
)
def test_rates(text: str, per: str) -> None:
    assert [quantity.per for quantity in found(text)] == [per]


def test_peoples_are_counted_each_for_itself() -> None:
    """Somalis were Sudanese, and Iraqis Somalis: each had the noun of the count before."""
    article = enrich(
        "Six Iranians, six Sudanese, two Somalis and two Iraqis were held.", cleaned=False
    )
    heads = [quantity.counted.head for quantity in article.quantities if quantity.counted]
    assert heads == ["Iranians", "Sudanese", "Somalis", "Iraqis"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Going back 10, 20 or 30 years, it was a game.", "year"),
        ("Between 83, 84, 85 percent of them agree.", "percent"),
        ("Groups of seven, 10, or 20 people gather.", "people"),
        ("Someone who joined five, six, seven years ago knows.", "year"),
    ],
)
def test_a_row_of_numbers_has_its_unit_once(text: str, unit: str) -> None:
    assert {quantity.unit.name for quantity in found(text)} == {unit}


def test_what_several_hold_is_said_once() -> None:
    text = "Arkansas holds 31 delegates, Oklahoma has 37, Alabama holds 52, and Utah carries 99."
    assert [quantity.unit.name for quantity in found(text)] == ["delegate"] * 4


def test_numbers_out_of_order_are_no_row() -> None:
    units = [q.unit.name for q in found("They were 5, 20, 7 people said.")]
    assert units[:2] == ["number", "number"]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("He pays $72,000 annually in rent.", "year"),
        ("It treats 300 patients daily.", "day"),
        ("The fund pays $6,000 monthly benefits.", None),
        ("It has 500 monthly active users.", None),
    ],
)
def test_an_adverb_says_by_what_is_counted(text: str, per: str | None) -> None:
    assert found(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("A 40-mile-long convoy drove north.", "convoy"),
        ("The 6-foot-tall man ran.", "man"),
        ("Cut two pieces of elastic, each 7-inches long.", "elastic"),
        ("They drove a 65-inch Sony television.", "Sony television"),
        ("A 10-year-old high school pupil ran.", "high school pupil"),
        ("Coffee prices hit a 47-year high.", "high"),
    ],
)
def test_how_a_size_is_measured_is_not_what_it_is_of(text: str, about: str) -> None:
    """ "7-inches long" was about "long"."""
    tokens = tokenise(text)
    counted = find_quantities(tokens)[-1].counted
    assert counted is not None
    assert tokens.surface(counted.first, counted.last) == about


@pytest.mark.parametrize("text", ["She is losing to a 74 year-old socialist.", "A 2-day decline."])
def test_an_age_or_a_time_before_a_noun_goes_no_way(text: str) -> None:
    """ "Losing to a 74 year-old" was an age that fell."""
    (quantity,) = find_quantities(tokenise(text))
    assert quantity.trend is None


def test_a_share_behind_a_dash_says_a_number_again() -> None:
    """235,000 bridges were 235,000 percent."""
    bridges, share = found("Nearly 235,000—or roughly 38 percent of all bridges—are in need.")
    assert (bridges.unit.kind, share.unit.kind) == ("number", "percent")
