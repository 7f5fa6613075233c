"""The noun phrase that a number is about: where it begins and ends, and what is none."""

import pytest

from streams.extraction.quantities.extract import find_quantities, read_quantities
from streams.extraction.tokens import tokenise


def about(text: str) -> list[str | None]:
    """What each quantity of a sentence is about, as it is written."""
    tokens = tokenise(text)
    return [
        None if q.counted is None else tokens.surface(q.counted.first, q.counted.last)
        for q in find_quantities(tokens)
    ]


def tagged(text: str) -> dict[str, str]:
    """The words of a sentence with their tags; the last of a word that comes twice."""
    tokens = tokenise(text)
    return dict(zip(tokens.texts, read_quantities(tokens, ())[1], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Just two days after the ex-senator re-joined Twitter, he left.", "ex-senator"),
        ("The trial asked him to evade taxes on 5 million dollars.", "taxes"),
        ("A police officer knelt on his neck for nearly nine minutes.", "police officer"),
        ("Half of Dutch women marry abroad, 14% of Indonesian women marry young.", "Dutch women"),
        ("The $600 benefits say nothing.", "benefits"),
        ("As many as 58 percent of likely voters oppose federal funds.", "likely voters"),
        ("It helped raise average oil output by 4 percent.", "average oil output"),
    ],
)
def test_a_verb_ends_a_phrase(text: str, expected: str) -> None:
    """They were about "Twitter", "evade taxes" and "voters oppose federal funds"."""
    assert about(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The far-right AfD stood at 29.2 percent.", "far-right AfD"),
        ("Paid-up membership stands at 8,000.", "Paid-up membership"),
        ("They spent 30% of their out-of-pocket health costs on it.", "out-of-pocket health costs"),
        ("Mrs May has served three years.", "Mrs May"),
        ("Dan Rather is now 85 years old.", "Dan Rather"),
        ("Super Tuesday is two weeks away.", "Super Tuesday"),
        ("The Standard & Poor's 500 fell 2.5 percent.", "Standard & Poor's 500"),
        ("Former New York state Senate leader Dean Unwin, 72, spoke.",
         "Former New York state Senate leader Dean Unwin"),
        ("Some 40 percent of Black and Asian American adults agreed.",
         "Black and Asian American adults"),
        ("The 100-seat Republican-controlled Senate met.", "seat Republican-controlled Senate"),
        ("It was settled between 49 state attorneys general.", "state attorneys general"),
        ("Two firms, whose combined market value is low, met.", "firms"),
        ("The firm posted adjusted earnings of $5 million.", "adjusted earnings"),
        ("They saw tariffs on $3bn in food imports from the bloc.", "food imports"),
        ("It grew by 4% lump-sum bonuses each year.", "lump-sum bonuses"),
        ("It took two weeks of additional brainstorming.", "additional brainstorming"),
        ("Per capita income fell to $1,240.", "Per capita income"),
        ("It uses 30 percent less power than before.", "power"),
        ("The weekly tally was 210,000.", "weekly tally"),
        ("They pay for one-time grants of $380 million.", "one-time grants"),
        ("It is about 60 percent of the $20 billion in farm goods.", "farm goods"),
    ],
)  # fmt: skip
def test_a_phrase_is_whole(text: str, expected: str) -> None:
    """They were about "right AfD", "pocket health costs", "Mrs", "Black", "food"."""
    assert about(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It would double the number of kidneys available for transplant.", "kidneys"),
        ("Nearly 21 percent of residents unable to pay left.", "residents"),
        ("Net profit attributable to shareholders dropped 23 percent.", "Net profit"),
        ("About 84 percent of African Americans statewide agreed.", "African Americans"),
    ],
)
def test_an_adjective_behind_a_noun_ends_no_phrase(text: str, expected: str) -> None:
    """They were about "kidneys available" and "residents unable"."""
    assert about(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He voted so only 10 percent of the time.", "He"),
        ("The virus is 10 times more deadly than flu.", "virus"),
        ("He made over $1bn in one day.", "He"),
        ("He was fined $5,000 in connection with the complaints.", "He"),
        ("It would get us to $700 billion right there.", "us"),
        ("She is 12 weeks pregnant.", "She"),
        ("The laws are 100% compatible with it.", "laws"),
    ],
)
def test_what_is_no_thing_names_nothing(text: str, expected: str) -> None:
    """They were about the time, "deadly", the day, the connection and "right"."""
    assert about(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 57% of those polled were glad.", "those polled"),
        ("Some 37% of those ages 18 to 29 were glad.", "those"),
        ("Only 11% of those likely to vote were glad.", "those"),
        ("Some 40% of those voters were glad.", "voters"),
        ("A third of those killed were Danes.", "those killed"),
    ],
)
def test_those_are_people(text: str, expected: str) -> None:
    """They were about "polled", "ages" and "likely"."""
    assert about(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was true of 17% of the first 99 cases.", ["cases", "cases"]),
        ("Nine of the court's first 10 decisions were late.", ["decisions", "decisions"]),
        ("They recalled the 45-year-old Unwin's long career.", ["Unwin"]),
        ("Of the 18 million people, 2.1 million live abroad.", ["people", "people"]),
    ],
)
def test_whose_number_it_is(text: str, expected: list[str]) -> None:
    """The first were about "first", the last about "live"."""
    assert about(text) == expected


def test_what_a_share_of_people_does_is_a_verb() -> None:
    """They were about "support building", "plan" and "support social distancing"."""
    assert tagged("Some 44% support building a wall.")["support"] == "V"
    assert tagged("Some 62% plan to raise prices.")["plan"] == "V"
    assert tagged("Some 80% support social distancing.")["support"] == "V"
    assert tagged("There is 80% support for the plan.")["support"] == "N"
    assert tagged("It is a 10% charge the firm made.")["charge"] == "N"


def test_what_is_a_noun_too_stays_one() -> None:
    """ "Paid leave" was cut to "paid", "humiliating defeat" to "humiliating"."""
    assert tagged("He was on paid leave for two years.")["leave"] == "N"
    assert tagged("It is two years after her humiliating defeat to them.")["defeat"] == "N"
    assert tagged("Think tanks and a think tank spent $5.")["think"] == "N"
    assert tagged("Repairs to the mast cost $5.")["Repairs"] == "N"
    assert tagged("Money sent home by migrants reached $5.")["home"] == "A"
    assert tagged("Posted reduced earnings of $5.")["reduced"] == "N"
    assert tagged("The four injured suffered wounds in 5 days.")["suffered"] == "V"


def test_no_name_is_torn_and_no_row_of_names_is_one() -> None:
    """A row of names went on over all of a table."""
    names = "Ann Ash Bo Birch Cy Cedar Dee Dogwood Ed Elm Flo Fir Gus Gum Hal Holly Ida Ivy"
    (counted,) = about(f"{names} has 5 percent.")
    assert counted is not None
    assert counted.endswith("Ida Ivy")
    assert len(counted.split()) <= 14
