"""Numbers whose noun or unit is left out because one near by has it, and those that have none."""

import pytest

from streams import enrich
from streams.extraction.quantities import Found, find_quantities
from streams.extraction.quantities.elided import between, counts_of_the_same, counts_the_same
from streams.extraction.quantities.elided_units import ages_by_noun, measures_the_same
from streams.extraction.quantities.found import COUNT, NO_UNIT, CountedPhrase
from streams.extraction.quantities.marks import past_aside
from streams.extraction.tokens import tokenise


def kinds(text: str) -> list[str]:
    """The kind and the unit of each quantity of a sentence."""
    return [f"{q.unit.kind} {q.unit.name}".strip() for q in find_quantities(tokenise(text))]


def bare(found: Found) -> Found:
    return found._replace(unit=NO_UNIT, counted=None)


@pytest.mark.parametrize(
    "text",
    [
        "His team ran six ads, while hers ran just two.",
        "Four of those students said it, two of them in May.",
        "They won 30 states, not 32.",
        "The first held four debates instead of three.",
        "Russia led at least 81 raids, while Cuba led at least 36.",
        "He won with 92,153 votes to his rival's 46,656.",
    ],
)
def test_a_noun_is_carried_to_the_next_number(text: str) -> None:
    tokens = tokenise(text)
    first, second = find_quantities(tokens)[-2:]
    assert first.unit is COUNT
    assert counts_the_same(between(tokens, first, bare(second)))


def told(text: str) -> list[str]:
    """Number, unit or noun, and predicate of each quantity of a sentence."""
    tokens = tokenise(text)
    said = []
    for q in find_quantities(tokens):
        noun = q.counted and tokens.surface(q.counted.first, q.counted.last)
        of = noun if q.unit.kind == "count" else q.unit.name
        said.append(f"{tokens.surface(q.first, q.last)} {of}: {q.predicate}")
    return said


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The rocket hit a hospital with 60 beds and killed 12.", "12 killed: None"),
        ("It drew 3,000 delegates from 40 states, and 12 were held.", "12 delegates: held"),
        ("The group has 40 tanks and 300 wounded.", "300 wounded: None"),
        ("They burned 40 homes and arrested 15.", "15 arrested: None"),
        ("It killed 14 people, including three children, and wounded 60.", "60 people: None"),
        ("It hurt 14 officers, six of them women, and killed nine.", "nine officers: None"),
    ],
)
def test_nobody_kills_beds_or_arrests_countries(text: str, last: str) -> None:
    """The number of those who were harmed was of whatever had been counted before."""
    assert told(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Police seized 118 weapons, 91 of them rifles.", "91 rifles: None"),
        ("The army took 331 fighters, 127 of them armed civilians.", "127 armed civilians: None"),
        ("Some 331 people went, 127 of them in Canada.", "127 people: None"),
    ],
)
def test_a_part_is_of_what_it_is_said_to_be(text: str, last: str) -> None:
    """It counted what the whole was of."""
    assert told(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        ("It left 12 dead and 30 injured.", ["12 dead: None", "30 injured: None"]),
        (
            "A nurse died and seven were also critically wounded.",
            ["seven wounded: None"],
        ),
        (
            "Only 10 of the bloc's 27 members have ratified it.",
            ["10 members: ratified", "27 members: None"],
        ),
        (
            "The storm felled 1,100 trees, cut the road and killed four.",
            ["1,100 trees: None", "four killed: None"],
        ),
        ("Some 40 tanks and 30 guns were seized.", ["Some 40 tanks: seized", "30 guns: seized"]),
        ("She faced one break point all afternoon.", ["one break point: None"]),
        ("Some 14 people, killed in the blast, lay here.", ["Some 14 people: killed"]),
    ],
)
def test_what_happened_is_said_of_those_to_whom_it_did(text: str, all_of_them: list[str]) -> None:
    """A third of the predicates were the noun of the next number or another subject's verb."""
    assert told(text) == all_of_them


@pytest.mark.parametrize(
    "text",
    [
        "Six ads ran, and she was born in May at 2.",
        "Two of the voters who came to the hall last night had seen 4,000 of them.",
        "They won 30 states, not 32 races.",
    ],
)
def test_a_noun_is_not_carried_where_none_is_left_out(text: str) -> None:
    tokens = tokenise(text)
    first, second = find_quantities(tokens)[-2:]
    assert not counts_the_same(between(tokens, first, bare(second)))


def test_millions_of_pounds_are_money() -> None:
    """They were a mass, as they are of no one value."""
    assert kinds("It paid millions of pounds in fines.") == ["money pound sterling"]
    assert kinds("Millions of pounds of beef went bad.") == ["mass pound"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("He took 37.3 percent and she was right behind at 35.5.", "percent percent"),
        ("They strike for six days here and for seven there.", "duration day"),
        ("He was jailed for 18 months and served 13.", "duration month"),
        ("Net profit was 38 million euros, up from 12 million then.", "money euro"),
        ("Turnout was 62% on Sunday, compared with 48 a year ago.", "percent percent"),
        ("Output rose to 5 million tonnes from 4 million.", "mass tonne"),
        ("It has a budget of 115 trillion yen, with 8.7 trillion for defence.", "money yen"),
        ("It is over 45 miles, 5 more than before.", "length mile"),
        ("He is 72 years old to her rival's 67.", "age year old"),
        ("Clinton is at 28 percent (in comparison to Marsh's 41).", "percent percent"),
        ("He was under 45 years old, not 25.", "age year old"),
    ],
)
def test_a_unit_is_carried_to_the_next_number(text: str, unit: str) -> None:
    assert kinds(text) == [unit, unit]


@pytest.mark.parametrize(
    "text",
    [
        "Of those, 78 percent, or 58,634, chose the train.",
        "Turnout was 62 percent with an index at 112.",
        "Some 3 percent of them live in the north and 4,800 in the south.",
        "It ran for six years at a cost of 12.",
    ],
)
def test_a_unit_is_not_carried_to_what_cannot_have_it(text: str) -> None:
    assert kinds(text)[-1] == "number number"


def test_what_cannot_be_a_share_is_no_part_of_the_rules_of_shares() -> None:
    tokens = tokenise("It fell by 3 percent here and 312 in May.")
    percent, other = find_quantities(tokens)
    assert not measures_the_same(between(tokens, percent, bare(other)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nineteen states passed 12 of 40.", "count"),
        ("Nineteen states passed claim 7.", "number"),
        ("Nineteen states voted on May 6, 13 and 14.", "number"),
        ("Nineteen states had raised millions.", "number"),
        ("Nineteen states scored 37 33 30.", "number"),
    ],
)
def test_a_number_that_is_about_what_is_counted_counts_it(text: str, kind: str) -> None:
    tokens = tokenise(text)
    states, *_, last = find_quantities(tokens)
    assert states.counted is not None
    about = last._replace(unit=NO_UNIT, counted=states.counted)
    found = counts_of_the_same(tokens, [states, about])
    assert found[0] == states
    assert found[1].unit.kind == kind


def test_a_part_is_passed_where_a_clause_goes_on_from_the_whole() -> None:
    """The wounded were police officers."""
    text = "In all 321 people died, including 39 nurses and three officers; 500 were injured."
    tokens = tokenise(text)
    *_, officers, injured = find_quantities(tokens)
    assert officers.counted is not None
    assert tokens.lower(officers.counted.head) == "officers"
    assert injured.counted is not None
    assert tokens.lower(injured.counted.head) == "people"


def test_those_hurt_beside_lives_are_people() -> None:
    (_, hurt) = find_quantities(tokenise("It claimed at least 12 lives and injured dozens more."))
    assert hurt.unit.name == "people"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("There were three lanes. One was full, the other two were empty.", "lane"),
        ("Four officers were asked. The other three were not.", "officer"),
        ("There are sixteen candidates. Of the sixteen, who won?", "candidate"),
        ("He called four witnesses. They blocked all four, as before.", "witness"),
        ("Some 90 firms were asked. The remaining seven were not.", "firm"),
        ("Some 200,000 migrants live in the north. Another 100,000 live in the south.", "migrant"),
        ("The mayor met two officers. The two were asked.", "officer"),
        ("Two firms were sold in May. The two were asked.", "number"),
        ("Two officers said so. Some time passed. Then it rained. The two were asked.", "number"),
        ("Four officers were asked. The other three firms were not.", "firm"),
        ("Four officers were asked. The other 3,000 were not.", "number"),
        ("It fell by 3 percent. The other two were asked.", "number"),
    ],
)
def test_a_sentence_before_may_have_the_noun(text: str, unit: str) -> None:
    assert enrich(text, cleaned=False).quantities[-1].unit.name == unit


def test_nothing_is_counted_where_nothing_is_counted() -> None:
    tokens = tokenise("Deaths topped 1,200 in May and 2,000 in June.")
    assert [q.unit for q in counts_of_the_same(tokens, find_quantities(tokens))] == [NO_UNIT] * 2


def test_what_is_about_an_age_is_in_years() -> None:
    tokens = tokenise("The age of consent there is 18.")
    (found,) = find_quantities(tokens)
    assert found.unit.kind == "age"
    size = found._replace(unit=NO_UNIT, value=1200, low=1200, high=1200)
    assert ages_by_noun(tokens, [size]) == [size]
    other = found._replace(unit=NO_UNIT, counted=CountedPhrase(3, 3, 3))
    assert ages_by_noun(tokens, [other]) == [other]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm 36 and I have been waiting.", "age"),
        ("I was just 21 at the time.", "age"),
        ("My sister is 16 and wants to go.", "age"),
        ("Anyone who'd be 78 is too old.", "age"),
        ("It was given to children aged under 16.", "age"),
        ("People over 30 coming in were asked.", "age"),
        ("Brown, now 31, was asked.", "age"),
        ("I'm 100% sure.", "percent"),
        ("My score is 16.", "number"),
        ("I was 2,000 short.", "number"),
    ],
)
def test_ages_that_no_word_says(text: str, kind: str) -> None:
    assert [q.unit.kind for q in find_quantities(tokenise(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("They got a 2.6 percent pay increase.", "up"),
        ("He wants a 20 percent corporate tax cut.", "down"),
        ("It had negative 11 percent job growth.", None),
        ("A 20 percent share of the growth is theirs.", None),
        ("A 3 percent levy on cuts was raised.", None),
    ],
)
def test_what_a_percentage_is_of_says_which_way_it_goes(text: str, trend: str | None) -> None:
    (found,) = find_quantities(tokenise(text))
    assert found.trend == trend


def test_a_move_goes_on_after_another() -> None:
    text = "Output rose from 12 to 15 in the north and from 9 to 11 in the south."
    assert [q.value for q in find_quantities(tokenise(text))] == [12, 15, 9, 11]
    (hours,) = find_quantities(tokenise("The shops open, and from 9 to 11 they rest."))
    assert (hours.low, hours.high) == (9, 11)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("dozens, or even hundreds, of times", 6),
        ("dozens or hundreds - - of times", 5),
        ("hundreds, or more, of them", 4),
        ("hundreds, of times", 1),
        ("hundreds, or so", 1),
    ],
)
def test_an_aside_ends_before_of(text: str, at: int) -> None:
    tokens = tokenise(text)
    marks = [i for i in range(len(tokens)) if tokens.lower(i) in {",", "-"}]
    mark = next((i for i in marks if tokens.lower(i + 1) in {"of", "-"}), marks[0])
    assert past_aside(tokens, mark) == at


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("It served him 304 electoral votes and Clinton 227.", [304, 227], "count"),
        ("Clinton has 48 percent and Trump 44, the poll found.", [48, 44], "percent"),
        ("Labour took 412 seats, the Conservatives 121 and the Liberal Democrats 72.",
         [412, 121, 72], "count"),
    ],
)  # fmt: skip
def test_what_the_next_name_has_goes_on_from_the_last(
    text: str, values: list[int], unit: str
) -> None:
    """ "Clinton 227" was taken for a name like "Boeing 747"."""
    found = find_quantities(tokenise(text))
    assert [q.value for q in found] == values
    assert {q.unit.name or q.unit.kind for q in found} == {unit}


@pytest.mark.parametrize(
    "text",
    ["He won 12 titles and, on Apollo 13, a medal.", "They cast 300 ballots and Channel 4, too."],
)
def test_a_numbered_name_behind_a_count_is_none(text: str) -> None:
    assert len(find_quantities(tokenise(text))) == 1
