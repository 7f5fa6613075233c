"""Figures of several sources: what is compared, what is not, and where the place comes from."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from schemas import EnrichedArticle, RawArticle
from streams import enrich
from streams.figures import conflicts, figures_of
from streams.figures.words import elsewhere

DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
FIRE = (
    "At least 17 people were killed in Valparaiso when a fire reached Puente Alto, said Ana Soto."
)


def article(source: str, text: str, *, days: float = 0, story: str = "") -> EnrichedArticle:
    raw = RawArticle(id=source, source=source, text=text, published_at=DAY + timedelta(days=days))
    return replace(enrich(raw), story_id=story or source)


def compared(*articles: EnrichedArticle) -> list[list[str]]:
    """The surfaces of each conflict."""
    figures = [figure for one in articles for figure in figures_of(one)]
    return [[figure.surface for figure in found.figures] for found in conflicts(figures)]


def place(text: str) -> list[str]:
    return [figure.place_name for figure in figures_of(article("a", text)) if figure.event]


def events(text: str) -> list[str]:
    """What happened to each figure, in the order of the text."""
    return [figure.event for figure in figures_of(article("a", text))]


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("A bomb killed 42 people in Lima, police said.", ["dead"]),
        ("The quake killed 40 people and injured at least 200 in Lima.", ["dead", "injured"]),
        ("The crash killed all 12 people on board.", ["dead"]),
        ("Police arrested 12 people accused of murder.", ["detained"]),
        ("The fire destroyed 40 homes, displacing 300 people.", ["destroyed", "displaced"]),
        ("Lima deployed about 6,000 troops to help the police.", ["deployed"]),
        ("A bus crash in Peru left 25 dead and 12 injured.", ["dead", "injured"]),
    ],
)  # fmt: skip
def test_what_is_done_to_people_happens_to_them(text: str, happened: list[str]) -> None:
    """Deaths told in the active voice were in no comparison, and 25 dead were 25 injured."""
    assert events(text) == happened


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("He was arrested three times.", [""]),
        ("He was injured two games into the season.", [""]),
        ("He was arrested two weeks later.", [""]),
        ("Three of the wounded died in Lima.", ["dead"]),
        ("Of those infected, 12 died.", ["dead"]),
    ],
)
def test_a_verb_that_has_another_object_says_nothing(text: str, happened: list[str]) -> None:
    assert events(text) == happened


def test_active_and_passive_voice_are_compared() -> None:
    said = [article("a", "A bomb killed 42 people in Lima.", story="bomb"),
            article("b", "In Lima 40 people were killed by a bomb.", story="bomb")]  # fmt: skip
    assert compared(*said) == [["42", "40"]]


@pytest.mark.parametrize(
    "text",
    [
        "In Valparaiso 14 people died, said Ana Soto after the fire in Puente Alto.",
        "The fire in Puente Alto led to 14 deaths in Valparaiso, Ana Soto said.",
    ],
)
def test_articles_of_other_stories_are_compared_where_they_share_days_place_and_names(
    text: str,
) -> None:
    assert compared(article("a", FIRE), article("b", text)) == [["At least 17", "14"]]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In Valparaiso 14 people died, said Ana Soto after the fire in Puente Alto.", 4),
        ("In Valparaiso 14 people were injured, said Ana Soto after the fire in Puente Alto.", 0),
        ("In Valparaiso 14 firefighters died, said Ana Soto after the fire in Puente Alto.", 0),
        ("In Valparaiso 340 people died, said Ana Soto after the fire in Puente Alto.", 0),
        ("In Valparaiso 14 people could die, said Ana Soto after the fire in Puente Alto.", 0),
        ("In Valparaiso 14 people died last year. Ana Soto was in Puente Alto.", 0),
        ("In Valparaiso 14 of the dead were miners, said Ana Soto. Puente Alto mourned.", 0),
        ("In Osorno 14 people died, said Ana Soto after the fire in Puente Alto.", 0),
        ("In Valparaiso 14 people died. Nobody in Lima, Quito, Bogota or Caracas knows why.", 0),
    ],
    ids=["days", "event", "head", "size", "expectation", "period", "part", "place", "names"],
)  # fmt: skip
def test_what_speaks_against_one_event(text: str, days: float) -> None:
    # others, so that a place that two articles name is nothing that all of them name
    others = [article(f"other {i}", f"{name} won the match in Lyon.") for i, name in
              enumerate(("Karl Weber", "Lucia Moretti", "Ivan Petrov"))]  # fmt: skip
    assert compared(article("a", FIRE), article("b", text, days=days), *others) == []


def test_in_one_story_neither_time_nor_size_nor_names_are_asked() -> None:
    later = article("b", "In Valparaiso 340 people died.", days=9, story="a")
    assert compared(article("a", FIRE), later) == [["At least 17", "340"]]


def test_an_articles_first_figure_counts_and_a_sources_latest_article() -> None:
    first = article("a", FIRE)
    again = "In Valparaiso 19 people died. Of them 12 people died in their sleep in Valparaiso."
    newer = replace(article("b", again, days=1, story="a"), source="a")
    other = article("c", "In Valparaiso 14 people died.", days=0.5, story="a")
    assert compared(first, newer, other) == [["14", "19"]]


def test_the_place_is_the_one_next_to_the_figure() -> None:
    assert place("In Chicago 14 people were killed, and 30 people were killed in Boston.") == [
        "Chicago", "Boston"]  # fmt: skip
    assert place("In El Paso, Texas, 21 people were killed.") == ["El Paso"]
    assert place("CHICAGO (Reuters) - Some 21 people were killed.") == [""]
    assert place("Outside of China, eight people were killed.") == [""]


def test_where_people_were_killed_goes_before_whose_they_were() -> None:
    """Four U.S. soldiers killed in Niger were put among the dead of the United States."""
    assert place("It was about four U.S. soldiers killed in Niger.") == ["Niger"]
    assert place("In El Paso 22 people were killed and another seven in Odessa.") == ["El Paso"]


@pytest.mark.parametrize(
    "places", ["Valparaiso and Osorno", "Valparaiso, Chile, and Osorno", "Osorno and Valparaiso"]
)
def test_a_sum_of_two_places_is_no_figure_of_one(places: str) -> None:
    """31 dead of two shootings stood beside the 22 of one."""
    text = f"Two fires left 32 people dead in {places}, said Ana Soto in Puente Alto."
    assert compared(article("a", FIRE), article("b", text)) == []


SAME_NAMES = "Ana Soto, Karl Weber and Lucia Moretti of Amnesty International were there."


def test_without_a_place_a_figure_is_not_compared_with_one_of_several_places() -> None:
    """The 22 dead of El Paso stood beside the nine of Dayton: an article on both named no place."""
    one = article("a", f"The fire left at least 22 people dead. {SAME_NAMES}")
    valparaiso = f"At least nine people were killed in Valparaiso. {SAME_NAMES}"
    assert compared(one, article("b", valparaiso)) == [["at least 22", "At least nine"]]
    both = f"{valparaiso} At least 20 people were killed in Osorno."
    assert compared(one, article("b", both)) == []


def test_dozens_are_compared_only_where_both_name_the_place() -> None:
    """450 dead of protests stood beside "many thousands of deaths" of years."""
    said = article("a", f"Some 40 people were killed. {SAME_NAMES}")
    assert compared(said, article("b", f"Some 50 people were killed. {SAME_NAMES}"))
    assert compared(said, article("b", f"Dozens of people were killed. {SAME_NAMES}")) == []
    dozens = article("b", "Dozens of people died in Valparaiso, said Ana Soto from Puente Alto.")
    assert compared(article("a", FIRE), dozens) == [["At least 17", "Dozens"]]


def test_lowest_and_highest_name_a_number_where_anyone_does() -> None:
    """Beside 14 and "at least 17" both were the same "dozens"."""

    def bounds(*said: str) -> tuple[str, str]:
        texts = (f"{words} people were killed in Valparaiso." for words in said)
        articles = [article(f"s{n}", text, story="fire") for n, text in enumerate(texts)]
        (found,) = conflicts(figure for one in articles for figure in figures_of(one))
        return found.lowest.surface, found.highest.surface

    assert bounds("Dozens of", "At least 17", "14") == ("14", "At least 17")
    assert bounds("Up to 30", "22") == ("22", "Up to 30")
    assert bounds("Dozens of", "Hundreds of") == ("Dozens", "Hundreds")


def test_a_phrase_of_the_list_says_that_a_figure_is_not_the_whole() -> None:
    assert elsewhere().search("as many as")
    assert not elsewhere().search("as many")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("More than 17", "17", False),
        ("Fewer than 20", "20", False),
        ("More than 17", "Fewer than 17", False),
        ("More than 17", "18", True),
        ("More than 17", "More than 17", True),
        ("At least 17", "17", True),
        ("Up to 20", "20", True),
        ("At least 17", "Fewer than 17", False),
    ],
)
def test_more_than_17_are_not_17(one: str, other: str, agree: bool) -> None:
    """They could "agree", though no number is both."""
    said = [article(source, f"{words} people were killed in Lima.", story="bomb")
            for source, words in (("a", one), ("b", other))]  # fmt: skip
    (found,) = conflicts(figure for it in said for figure in figures_of(it))
    assert found.agree is agree
