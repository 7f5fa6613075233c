from datetime import datetime

import pytest

from schemas import Entity
from streams import enrich
from streams.extraction.dates import find_dates
from streams.extraction.entities.joining import normalised, surname

MONDAY = datetime(2021, 9, 13)


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in enrich(text, cleaned=False).entities}


def test_titles_and_last_names_are_one_person() -> None:
    found = named("President Ana Silva spoke. Mr Costa left. Silva's aide said Ms Silva was ill.")
    assert [m.surface for m in found["Ana Silva"].mentions] == ["Ana Silva", "Silva", "Silva"]
    assert found["Ana Silva"].roles == ["President"]


def test_spelling_variants_are_one_person() -> None:
    found = named("Volodymyr Zelenskiy spoke. Mr Zelensky left. President Zelenskyy returned.")
    assert len(found["Volodymyr Zelenskiy"].mentions) == 3


def test_two_people_of_one_name_stay_two() -> None:
    found = named("Jane Miller met Tom Miller. Tom Miller said no.")
    assert {"Jane Miller", "Tom Miller"} <= set(found)


def test_a_role_after_the_name() -> None:
    found = named("Jane Doe, a research fellow at the Chatham House think tank, said so.")
    assert found["Jane Doe"].roles == ["research fellow at the Chatham House think tank"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("He flew to Kiev.", "Kiev", "PLACE", "UA"),
        ("It is made in Britain.", "United Kingdom", "PLACE", "GB"),
        ("They met in Scotland.", "Scotland", "PLACE", "GB"),
        ("A Russian ship sank.", "Russian", "GROUP", "RU"),
        ("It was claimed by the Islamic State.", "Islamic State", "GROUP", None),
        ("Norway's Ministry of Defence said so.", "Ministry of Defence", "ORG", None),
        ("The Boston Police Department said so.", "Boston Police Department", "ORG", None),
        ("They fired a Kalibr missile.", "Kalibr", "WEAPON", None),
        ("A Su-57 crashed.", "Su-57", "VEHICLE", None),
    ],
)
def test_kinds(text: str, name: str, kind: str, country: str | None) -> None:
    entity = named(text)[name]
    assert (entity.type, entity.country) == (kind, country)
    assert entity.key == f"{kind}:{normalised(name)}"


@pytest.mark.parametrize(
    "text", ["Police said so.", "On Tuesday it rained.", "I think so.", "However, it rained."]
)
def test_no_names(text: str) -> None:
    assert named(text) == {}


def test_surname_of_variants_is_the_same() -> None:
    assert surname("Zelenskiy") == surname("Zelensky") == surname("Volodymyr Zelenskyy")


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("12 July 2021", "2021-07-12"), ("July 12, 2021", "2021-07-12"),
        ("on Tuesday", "2021-09-07"),
        ("on Monday", "2021-09-13"), ("next Friday", "2021-09-17"), ("yesterday", "2021-09-12"),
        ("in August last year", "2020-08"), ("last August", "2021-08"), ("since 2014", "2014"),
        ("the end of 2023", "2023-12"), ("last week", "2021-09-06/2021-09-12"),
        ("the 1990s", "1990/1999"), ("two days ago", "2021-09-11"), ("Q3 2021", "2021-07/2021-09"),
        ("last month", "2021-08"), ("2021-02-03", "2021-02-03"),
    ],
)  # fmt: skip
def test_dates(text: str, resolved: str) -> None:
    (found,) = find_dates(text, MONDAY)
    assert found.date.resolved == resolved


@pytest.mark.parametrize("text", ["He may 5 times", "31 June", "$2000", "1,999 people"])
def test_no_dates(text: str) -> None:
    assert find_dates(text, MONDAY) == []


def test_a_relative_date_without_a_publication_time_is_found_and_not_resolved() -> None:
    (found,) = find_dates("on Tuesday", None)
    assert (found.date.resolved, found.date.relative) == (None, True)
