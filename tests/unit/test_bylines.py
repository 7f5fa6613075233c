"""Who wrote an article, in a byline and in what a page gives as its author."""

import pytest

from streams import clean
from streams.cleaning.bylines import byline_names, given_names

BODY = "Heavy rain hit the valley on Monday and closed the road for three days, the mayor said."


def test_a_byline_names_the_authors() -> None:
    article = clean(f"By Jane Doe and John Roe, Political Editor\n\n{BODY}\n\n{BODY[:-1]} then.")
    assert article.authors == ["Jane Doe", "John Roe"]
    assert [cut.reason for cut in article.removed] == ["byline"]


@pytest.mark.parametrize(
    "line",
    ["By Monday the storm had gone", "By all accounts", "By the sea",
     "By Saturday Morning Reuters had counted 12 dead", "By Late Evening May 3, 2026 was over",
     "By New York Reuters reporters were many and tired", "By The Numbers", "BY THE NUMBERS",
     "By Christmas Day"],
)  # fmt: skip
def test_prose_that_starts_with_by_is_no_byline(line: str) -> None:
    assert byline_names(line) == []


@pytest.mark.parametrize(
    "line",
    ["by Jane Doe", "By: Jane Doe", "Von: Jane Doe", "di Jane Doe", "By Jane Doe Associated Press",
     "By Jane Doe Political Correspondent", "By Jane Doe BBC News, Washington",
     "By Jane Doe | Associated Press", "By Jane Doe ( @janedoe )",
     "By Jane Doe, CNN Weather Blog Editor", "By Jane Doe jdoe@ledger.example",
     "Af Jane Doe", "A cura di Jane Doe", "Oprac. Jane Doe", "Artikel von: Jane Doe"],
)  # fmt: skip
def test_a_byline_says_for_whom(line: str) -> None:
    """Such lines stayed in the body, and the article had no author."""
    assert byline_names(line) == ["Jane Doe"]


def test_a_byline_below_a_pages_menu_is_one() -> None:
    """Only four lines from the start were looked at, whatever stood there."""
    menu = ["Subscribe", "News", "Sports", "Log in", "Share this article", "Listen"]
    article = clean("\n\n".join([*menu, "By Jane Doe", BODY, BODY[:-1] + " then.", *["a"] * 5]))
    assert article.authors == ["Jane Doe"]


def test_the_by_of_another_language_is_one_in_it() -> None:
    body = "Der Regen hat am Montag das Tal erreicht und die Straße gesperrt, sagte der Minister."
    assert clean(f"Von Jane Doe\n\n{body}\n\n{body}").authors == ["Jane Doe"]


@pytest.mark.parametrize(
    "line",
    ["BY JANE DOE AND JOHN ROE", "By JANE DOE , JOHN ROE",
     "By JANE DOE and JOHN ROE Associated Press",
     "By JANE DOE Associated Press and JOHN ROE Associated Press",
     "By JANE DOE and JOHN ROE Staff Writers"],
)  # fmt: skip
def test_two_names_in_a_byline_are_two(line: str) -> None:
    """They were one author, or the one before an agency's name was lost."""
    assert byline_names(line) == ["JANE DOE", "JOHN ROE"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("By Ann Poe, Political Editor", ["Ann Poe"]),
        ("Ann Poe, PhD; Bo Roe, Associated Press", ["Ann Poe", "Bo Roe"]),
        ("Associated Press", ["Associated Press"]),
        ("Ann Poe, Jr.", ["Ann Poe, Jr."]),
        ("Poe, Ann", ["Ann Poe"]),
        ("Poe, Ann; Roe, Bo B.", ["Ann Poe", "Bo B. Roe"]),
        ("Reuters, Bloomberg", ["Reuters", "Bloomberg"]),
        ("Redacción, Efe", ["Redacción", "Efe"]),
        ("Ana Ek och Bo Ek", ["Ana Ek", "Bo Ek"]),
        ("Juan Pérez y Ana Gómez", ["Juan Pérez", "Ana Gómez"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("João Silva e Ana Souza", ["João Silva", "Ana Souza"]),
        ("Иван Петров и Анна Белова", ["Иван Петров", "Анна Белова"]),
    ],
)
def test_authors_as_pages_give_them(given: str, names: list[str]) -> None:
    """A post was an author, and two authors were one outside of English, German and French; one
    with the surname first was two."""
    assert list(given_names([given])) == names


def test_names_above_what_their_bearers_are_are_the_authors() -> None:
    """usatoday.com: "Ann Poe" stayed, and nobody had written the article."""
    text = "The bridge has to be closed, and we all knew that it would be one day. " * 2
    body = "\n".join([text + str(number) + "." for number in range(4)])
    article = clean(f"Ann Poe and Bo Roe\nOpinion contributors\n{body}")
    assert article.authors == ["Ann Poe", "Bo Roe"]
    assert clean(f"Ann Poe\nRiverton\n{body}").authors == []
