"""Each small rule by itself: exclusions, relations, units, counted phrases."""

import pytest

from schemas import Quantity
from streams import enrich
from streams.extraction.quantities import cues, unit_table, vocabulary
from streams.extraction.quantities.base_units import value_si
from streams.extraction.quantities.candidates import ground_of
from streams.extraction.quantities.classes import class_of
from streams.extraction.quantities.counted import counted_after
from streams.extraction.quantities.currencies import currency_before
from streams.extraction.quantities.exclusions import why_excluded
from streams.extraction.quantities.extract import find_quantities, read_quantities
from streams.extraction.quantities.fields import FIELDS, SHARED, described
from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.network import network
from streams.extraction.quantities.numbers import Number, number_at
from streams.extraction.quantities.phrases import trimmed
from streams.extraction.quantities.rates import rate_after
from streams.extraction.quantities.relations import relation_after, relation_before
from streams.extraction.quantities.units import unit_after
from streams.extraction.quantities.ways import trend
from streams.extraction.tokens import Tokens, tokenise


def quantities(text: str) -> list[Quantity]:
    return enrich(text, cleaned=False).quantities


def read(text: str) -> tuple[Tokens, Number]:
    """The tokens of a text and the number after the mark "|"."""
    before, after = text.split("|")
    tokens = tokenise(before + after)
    number = number_at(tokens, tokens.at(len(before)))
    assert number is not None, text
    return tokens, number


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("at |5 p.m. on Monday", "clock_time"),
        ("at |11:15 on Monday", "clock_time"),
        ("after losing |4-6, 6-7, 6-4 in the final", "score"),
        ("after losing 4-6, |6-7, 6-4 in the final", "score"),
        ("City went down |1-3 at home", "score"),
        ("it was a |2-3 defeat", "score"),
        ("he took |five for 27 as they", "wickets"),
        ("Johnson's 7 for |40 was", "wickets"),
        ("it was rated |4.5 out of 5", "rating"),
        ("two Glock |19 pistols", "numbered_name"),
        ("on lap |32 of 71", "numbered_name"),
        ("on lap 32 of |71", "numbered_name"),
        ("he crashed in turn |four.", "numbered_name"),
        ("he watched series |two of Sherlock", "numbered_name"),
        ("rated |4.5 out of 5 stars", "rating"),
        ("a |1-3 loss to Denver", "score"),
        ("between junctions 18 and |20", "numbered_name"),
        ("heat it to gas mark |6.", "numbered_name"),
        ("a |737-800 landed", "part_of_a_name"),
        ("Toyota (|7203.T) fell", "part_of_a_name"),
        ("Voyager |1 is far away", "capitalised_name"),
        ("the RTX |4090 costs more", "capitalised_name"),
        ("Vodafone and |Three's merger", "title"),
        ("calls to |911 rose", "emergency_call"),
        ("a |three-way merger", "wheeler"),
        ("the |4x100m relay", "resolution"),
        ("as Genesis 3:14-|19 has it", "clock_time"),
        ("the man called Individual |1 has", "numbered_name"),
        ("in the |1990s", "decade"),
        ("call |555-123-4567 now", "hyphen_chain"),
        ("since |9/11 the", "slashed"),
        ("won |6-4 in the second set", "score"),
        ("it was a |five-four decision", "score"),
        ("a statement under |18 US Code 1001", "address"),
        ("the Su-|35 jet", "part_of_a_name"),
        ("the G|7 leaders", "part_of_a_name"),
        ("a |5G network", "part_of_a_name"),
        ("the Boeing |787 jets", "numbered_name"),
        ("the S&P |500 rose", "numbered_name"),
        ("since |2014, they", "year"),
        ("a |1999 agreement", "year"),
        ("sanctions over |2018 election meddling", "year"),
        ("at |10 Downing Street", "address"),
        ("the |82nd Airborne", "unit_of_an_army"),
        ("|one of the reasons", "pronoun_one"),
        ("he said the iPhone |11 was", "numbered_name"),
        ("the death of the Central Park |Five in 1989", "number_in_a_name"),
        ("The Chicago |Seven were tried", "number_in_a_name"),
        ("England reached |302 for seven at the close", "wickets"),
        ("a neighbour called |911 at once", "emergency_call"),
        ("a |911 operator took it", "emergency_call"),
        ("it records |8K video", "resolution"),
        ("a |4x4 with", "resolution"),
        ("a |one-off payment", "one_of_an_idiom"),
        ("a |zero-tolerance policy", "zero_of_a_kind"),
        ("at |one point he", "one_of_an_idiom"),
        ("in a shop at |one time", "one_of_an_idiom"),
        ("to |one degree or another", "one_of_an_idiom"),
        ("an eye-twinkling |one-liner about", "one_of_an_idiom"),
        ("two for the price of |one", "price_of"),
        ("hit by a |two-by-four between", "by_another"),
        ("faces a |two-to-one edge", "tally"),
        ("the attack was number |19.", "place_by_number"),
        ("an existing |401(k) plan", "section_of_a_law"),
        ("he would veto H.R. |3350 at once", "numbered_name"),
        ("sponsors of HB |1387 said", "numbered_name"),
        ("The case is No. 17-|965 at the court", "numbered_name"),
        ("His book |Ten Days That Shook the World", "title"),
        ("she stayed at the |Four Seasons in Shanghai", "title"),
        ("the novel Nineteen |Eighty-Four was", "title"),
        ("a |six-figure sum", "figures_of_a_sum"),
        ("it is late, and, |two, it is far", "point_of_a_list"),
        ("in the season |three finale", "place_in_order"),
        ("some 20 J/m^|2 of it", "exponent"),
        ("have type |2 diabetes", "numbered_name"),
        ("the Gang of |Eight met", "numbered_name"),
        ("the person Guccifer |2.0 claimed", "version"),
        ("the new Ioniq |6 starts at", "capitalised_name"),
        ("on |20-of-38 shooting", "score"),
        ("the paper |doubled-down on", "doubled_down"),
        ("two things: |1) voters will", "list_numbering"),
        ("|4/ So they used to", "slashed"),
        ("in EPA Region |5 water", "numbered_name"),
        ("|1 of 2: the news", "part_of_a_thread"),
        ("the scp2-|173m", "part_of_a_name"),
        ("it uses 6.2 litres per |100 kilometres", "base_of_a_rate"),
        ("sales in the second |half of 2019 rose", "half_of_a_time"),
        ("he won 7-6 (4), |6-7 (8), 6-2", "score"),
        ("he won 7-6(4) |6-7(8) 6-2", "score"),
        ("the asteroid |2024 YR4 is near", "year"),
        ("up 31 percent above |2019.", "year"),
        ("charged under sections 20 and |47 of it", "numbered_name"),
        ("Terminals |2 to 4 closed", "numbered_name"),
        ("UPDATE |2-Shell profit falls", "numbered_name"),
        ("the under-|21 coach named it", "part_of_a_name"),
        ("shares in |3M said little", "part_of_a_name"),
        ("he carded a |five-under 67", "under_par"),
        ("he is at nine under and |13 under par", "under_par"),
        ("a |five-a-side match", "wheeler"),
        ("to end the |11-plus exam", "wheeler"),
        ("kick-off is at |7.45.", "time_of_day"),
        ("in ZIP code |73111 there", "area_code"),
    ],
)
def test_no_quantity(text: str, rule: str) -> None:
    tokens, number = read(text)
    assert why_excluded(tokens, number) == rule


@pytest.mark.parametrize(
    "text",
    ["The |Five people died", "Storm Kills |Five in Texas",
     "some |2000 people", "|one man died", "|5 million euros", "a |10-15 percent rise",
     "the |35 jets", "at |5 sites", "In Texas |300 people fled"],
)  # fmt: skip
def test_a_quantity(text: str) -> None:
    tokens, number = read(text)
    assert why_excluded(tokens, number) is None


@pytest.mark.parametrize(
    "text",
    [
        "In turn |four people were arrested.",
        "This in turn |two banks denied.",
        "Last season |two of their players were injured.",
        "Last week |four people were killed.",
        "In the series |two of the hostages escape.",
        "On the final lap Hamilton and |three others crashed.",
        "He scored |4 out of 5 penalties.",
        "The party scored |40 out of 100 seats.",
        "A |10-15 loss is expected.",
        "A |5-10 record high was hit.",
        "It is ranked in four sections, |20 articles and 30 pages.",
        "The stock closed at |7.45.",
        "Some |13 under arrest were shot.",
        "The firm raised funds from |3M users.",
        "Down six points since March to |31.",
    ],
)
def test_what_only_looks_like_a_place_or_a_score_counts(text: str) -> None:
    """Laps, turns, series, marks and defeats took the numbers of people, seats and penalties."""
    tokens, number = read(text)
    assert why_excluded(tokens, number) is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("at least |40", "at_least"), ("no fewer than |40", "at_least"), ("up to |40", "at_most"),
        ("as many as |40", "at_most"), ("more than |40", "more_than"),
        ("nearly |40", "approximately"),
        ("an estimated |40", "approximately"), ("just under |40", "less_than"),
        ("up to about |40", "at_most"), ("exactly |40", "exactly"),
    ],
)  # fmt: skip
def test_relation_before(text: str, relation: str) -> None:
    tokens, number = read(text)
    cue = relation_before(tokens, number.first, 0)
    assert cue is not None
    assert cue.relation == relation


@pytest.mark.parametrize(
    ("text", "couples"),
    [
        ("A couple were found dead.", 0),
        ("They heard a couple knock on the door.", 0),
        ("A couple of months passed.", 1),
        ("A couple more goals followed.", 1),
        ("They drank a couple beers.", 1),
    ],
)
def test_a_couple_that_is_two_people_is_no_number(text: str, couples: int) -> None:
    """ "A couple were found dead" was the number 2."""
    assert len(quantities(text)) == couples


def test_a_cue_binds_to_its_own_number_only() -> None:
    tokens = tokenise("at least 200 tanks, 80 aircraft")
    assert relation_before(tokens, tokens.at(len("at least 200 tanks, ")), 3) is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [("40 or more", "at_least"), ("40 or so", "approximately"), ("40 at most", "at_most")],
)
def test_relation_after(text: str, relation: str) -> None:
    cue = relation_after(tokenise(text), 1)
    assert cue is not None
    assert cue.relation == relation


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("rose by |5", "up"), ("fell |5", "down"), ("raised rates by |5", "up"), ("paid |5", None)],
)
def test_trend(text: str, wanted: str | None) -> None:
    tokens, number = read(text)
    assert trend(tokens, number.first, number.last, 0, measured=True) == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("|5 per cent", "percent"), ("|5%", "percent"), ("|40-mile walk", "mile"),
        ("|10km", "kilometre"), ("|27-year-old man", "year old"),
        ("|12 square kilometres", "square kilometre"),
        ("|3 percentage points", "percentage point"), ("|50 pence", "penny"), ("|4 hours", "hour"),
        ("|5m high", "metre"), ("|90 mph", "mile per hour"),
        ("|450 Nm of torque", "newton metre"), ("|184lb ft of torque", "pound foot"),
        ("a |5,000mAh battery", "milliampere hour"), ("|5mm Hg within", "millimetre of mercury"),
        ("|2.3 trillion won a", "won"), ("|40 sq. miles", "square mile"),
        ("|0.3pp", "percentage point"), ("a |4in gap", "inch"), ("|66 Ma ago", "megayear"),
        ("|5 fb−1 of data", "inverse femtobarn"), ("|4e14 s-1", "inverse second"),
        ("|2 kb per second", "kilobit per second"), ("|2.1 pm.", "picometre"),
        ("at |−273.15° on the Celsius scale", "degree Celsius"),
        ("(572 °C, |573.15K)", "kelvin"), ("|4,500 tpd", "ton"),
        ("|17 million square km", "square kilometre"),
        ("|2.5 million bpd", "barrel"),
    ],
)  # fmt: skip
def test_unit_after(text: str, unit: str) -> None:
    tokens, number = read(text)
    measured = unit_after(tokens, number, sterling=False)
    assert measured is not None
    assert measured.unit.name == unit


def test_pounds_are_money_where_the_text_is_about_money() -> None:
    tokens, number = read("|5 pounds")
    mass, money = (unit_after(tokens, number, sterling=flag) for flag in (False, True))
    assert mass is not None
    assert money is not None
    assert (mass.unit.kind, money.unit.currency) == ("mass", "GBP")


@pytest.mark.parametrize(
    ("text", "code"),
    [("cost $|5", "USD"), ("cost A$|5", "AUD"), ("cost €|5", "EUR"), ("cost GBP |5", "GBP")],
)
def test_currency_before(text: str, code: str) -> None:
    tokens, number = read(text)
    measured = currency_before(tokens, number.first, 0)
    assert measured is not None
    assert measured.unit.currency == code


@pytest.mark.parametrize(
    ("text", "per"),
    [("5 a day", "day"), ("5 per person", "person"), ("5-a-year", "year"), ("5 an inch", None)],
)
def test_rate_after(text: str, per: str | None) -> None:
    rate = rate_after(tokenise(text), 1)
    assert (rate[0] if rate else None) == per


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("It costs £4m an episode.", "episode"),
        ("It is 90 cents a copy, and rising.", "copy"),
        ("The flat costs $1,120 a square foot.", "square foot"),
        ("Copper was at $9,500 a metric ton.", "tonne"),
        ("Gas fell to $2.66/mmBtu.", "million British thermal unit"),
        ("He won $5m a decade ago.", None),
        ("He bought for $50 a painting that he sold.", None),
    ],
)
def test_a_price_is_by_anything(text: str, per: str | None) -> None:
    """ "£4m an episode" was no rate: only what a list has could stand behind "a"."""
    assert quantities(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "phrase", "head"),
    [
        ("|200 Russian military personnel, and", "Russian military personnel", "personnel"),
        ("|80 aircraft carriers were", "aircraft carriers", "carriers"),
        ("|28 programs strengthening ties", "programs", "programs"),
        ("|5 of the six young women", "young women", "women"),
        ("|300 Russian and Belarusian troops", "Russian and Belarusian troops", "troops"),
    ],
)
def test_counted_after(text: str, phrase: str, head: str) -> None:
    tokens, number = read(text)
    counted = counted_after(tokens, number.last + 1, number, len(tokens))
    assert counted is not None
    assert tokens.surface(counted.first, counted.last) == phrase
    assert tokens.texts[counted.head] == head


@pytest.mark.parametrize(
    ("head", "name"),
    [("tanks", "tanks"), ("Soldiers", "personnel"), ("frigates", "ships"), ("ideas", None)],
)
def test_class_of(head: str, name: str | None) -> None:
    assert class_of(head) == name


def test_a_think_tank_is_no_tank() -> None:
    assert class_of("tanks", "think") == "organisations"
    assert class_of("tank", "fuel") is None
    assert class_of("tanks", "300") == "tanks"
    quantity = enrich("Two think tanks and 40 tanks were named.").quantities[0]
    assert quantity.counted is not None
    assert quantity.counted.class_ == "organisations"


def test_the_tables_load() -> None:
    assert unit_table.units()
    assert cues.relation_cues()
    assert set(vocabulary.classes().values()) >= {"personnel", "tanks", "casualties"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Shares in the carmaker fell 5 percent.", "Shares"),
        ("The bank raised its key rate by 5 percent.", "key rate"),
        ("They announced a $5 contract.", "contract"),
        ("The dam has a depth of 5 metres.", "depth"),
        ("Analysts said the fund manages 5 dollars.", "fund"),
        ("Prices rose and the deficit widened to 5 percent.", "deficit"),
        ("It cut the risk of death by 5 percent.", "risk"),
    ],
)
def test_what_a_measure_is_about(text: str, subject: str) -> None:
    tokens = tokenise(text)
    (quantity,) = find_quantities(tokens)
    assert quantity.counted is not None
    assert tokens.surface(quantity.counted.first, quantity.counted.last) == subject


def test_a_phrase_ends_before_its_adjective() -> None:
    """ "Leaving investors poorer by $5" was about "investors poorer"."""
    tokens = tokenise("It left investors poorer by $5.")
    assert trimmed(tokens, CountedPhrase(2, 3, 3)) == CountedPhrase(2, 2, 2)


def test_the_network_has_rows_for_the_values_of_a_number_and_its_candidates() -> None:
    """A field too few or in another place would never be found, and fail silently."""
    tokens = tokenise("Shares in the firm fell by 5 percent on Monday.")
    found, tags = read_quantities(tokens, ())
    candidates, values, shared = described(ground_of(tokens, tags, found), found[0], None)
    names = [tokens.surface(*c.span) for c in candidates if c is not None]
    assert names == ["Shares", "firm"]
    assert len(network().rows) == len(FIELDS) + len(SHARED)
    for own in values[:-1]:
        known = [value in rows for value, rows in zip([*own, *shared], network().rows, strict=True)]
        assert sum(known) > 0.9 * len(known)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("he is 5 feet 6 inches tall", [5.5]),
        ("it cost 3 dollars and 50 cents", [3.5]),
        ("minus 12 degrees", [-12]),
        ("over 100 and under 300 men", [(100, 300)]),
        ("up to 40, and under 300 men", [40, 300]),
        ("two point five million", [2_500_000]),
        ("five million and a half", [5_500_000]),
    ],
)
def test_compounds_signs_and_bounds(text: str, wanted: list[object]) -> None:
    found = find_quantities(tokenise(text))
    assert [q.value if q.value is not None else (q.low, q.high) for q in found] == wanted


def test_an_elided_noun_is_carried() -> None:
    tokens = tokenise("They killed 11 policemen and wounded 20.")
    counted = [q.counted for q in find_quantities(tokens)]
    assert [tokens.texts[c.head] for c in counted if c] == ["policemen", "policemen"]


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        (2, "kilometre", 2000), (1, "mile", 1609.344), (90, "kilometre per hour", 25),
        (20, "degree Celsius", 293.15), (212, "degree Fahrenheit", 373.15), (3, "degree", None),
        (5, "US dollar", None), (25, "basis point", 0.0025), (1, "acre", 4046.8564224),
    ],
)  # fmt: skip
def test_value_si(value: float, unit: str, wanted: float | None) -> None:
    assert value_si(value, unit) == (None if wanted is None else pytest.approx(wanted))


def test_the_last_digit_of_a_second_year_is_none() -> None:
    """ "The crash of 2007-8" had eight crashes."""
    found = enrich("After the economic crash of 2007–8, 40 states cut jobs.").quantities
    assert [quantity.value for quantity in found] == [40]


def test_a_number_of_a_list_alone_in_its_paragraph_is_none() -> None:
    """A ranking of tweets had a quantity for each of its places."""
    article = enrich("The best tweets:\n\n15.\n\nFive men left.\n\n14.\n\nTwo came back.")
    assert [quantity.value for quantity in article.quantities] == [5, 2]
    assert [quantity.value for quantity in enrich("15.").quantities] == [15]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Republicans want a $620 billion tax cut of which most goes to the rich.", "tax cut"),
        ("They took a 5 percent pay cut last year.", "pay cut"),
        ("The 10-percent tax cut Trump floated failed.", "tax cut"),
    ],
)
def test_a_cut_is_cut_off_no_noun(text: str, about: str) -> None:
    counted = quantities(text)[0].counted
    assert counted is not None
    assert counted.surface == about


@pytest.mark.parametrize(
    ("text", "value", "relation"),
    [
        ("Households that earn $1 million a year or more would pay.", 1_000_000, "at_least"),
        ("The rate could fall as low as 7.8%.", 7.8, "at_least"),
        ("Less than a quarter of 1% of them did it.", 0.25, "less_than"),
        ("Arrests were more than double those in May.", 2, "more_than"),
    ],
)
def test_bounds_in_sentences(text: str, value: float, relation: str) -> None:
    found = quantities(text)
    assert [(q.value, q.relation) for q in found] == [(value, relation)]


@pytest.mark.parametrize(
    "text",
    [
        "It passed “tax cuts 2.0” and Guccifer 2.0 claims it.",
        "He is in the Top 20 for long terms.",
        "The travel ban 3.0 is new.",
        "He cited 18 U.S.C. § 1001 and Article II, §1’s clause.",
    ],
)
def test_versions_and_sections_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The survey also finds nearly 60 percent of students want to ban it.", "students"),
        ("A poll showed that 75% of Democrats support keeping her.", "Democrats"),
        ("The latest Kent County poll shows Ms. Poe at 6% nationally.", "Ms. Poe"),
    ],
)
def test_a_verb_beside_a_share_is_not_what_it_is_of(text: str, about: str) -> None:
    counted = quantities(text)[0].counted
    assert counted is not None
    assert counted.surface == about


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("There were two rounds of voting.", None),
        ("There were two debate rounds.", "events"),
        ("Police fired six rounds of ammunition.", "artillery"),
        ("He faces two counts of making false statements.", "crimes"),
        ("It had two counts of ballots.", "voters"),
    ],
)
def test_rounds_and_counts_are_of_what_they_are_of(text: str, class_: str | None) -> None:
    counted = quantities(text)[0].counted
    assert counted is not None
    assert counted.class_ == class_


def test_what_drops_a_jaw_does_not_fall() -> None:
    (raised,) = enrich("She raised a jaw-dropping $1.5m.", cleaned=False).quantities
    assert raised.trend is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [("He runs in all 50 states plus the District of Columbia.", "exactly"),
     ("He has served for 20 years plus.", "at_least")],
)  # fmt: skip
def test_what_is_added_is_no_bound(text: str, relation: str) -> None:
    (quantity,) = enrich(text, cleaned=False).quantities
    assert quantity.relation == relation


def test_initials_are_not_cut_off_a_long_phrase() -> None:
    """He was a "S. Army special forces soldier"."""
    text = "Ann Unwin, a 46-year-old former U.S. Army special forces soldier, left."
    (age,) = enrich(text, cleaned=False).quantities
    assert age.counted is not None
    assert age.counted.surface == "former U.S. Army special forces soldier"


@pytest.mark.parametrize(
    "text", ["It runs 8-11 p.m. on ABC.", "It airs 9 to 11 p.m. on ABC.", "It aired 8–10pm."]
)
def test_the_first_hour_of_a_span_is_no_number(text: str) -> None:
    assert enrich(text).quantities == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The ship was boarded 50 nm off Aden.", "nautical mile"),
        ("It was 12nm southeast of Mocha.", "nautical mile"),
        ("A 5 nm chip is made there.", "nanometre"),
    ],
)
def test_nm_are_nautical_miles_off_a_coast(text: str, unit: str) -> None:
    """Reports of attacks at sea had distances of a few nanometres."""
    (found,) = enrich(text).quantities
    assert found.unit is not None
    assert found.unit.name == unit


def test_a_place_in_s_is_nothing_that_is_counted() -> None:
    """A table of states had the units "kansa" and "texa"."""
    found = enrich(
        "In millions: 3 Arkansas 12 Kansas 29 Texas. It has 38 Texas delegates."
    ).quantities
    units = [quantity.unit.name for quantity in found if quantity.unit is not None]
    assert units == ["number", "number", "number", "delegate"]
