"""The country of a place by what the text says of it."""

import pytest

from schemas import Entity
from streams import enrich


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in enrich(text, cleaned=False).entities}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("An Odessa officer was shot. He was seen in Odessa, Texas, on Sunday.", "Odessa", "US"),
        ("The port of Odessa in Ukraine was hit. Odessa has a theatre.", "Odessa", "UA"),
        (
            "He was in Alexandria, Virginia, and in Alexandria, Egypt.",
            "Virginia",
            "US",
        ),
        ("Many parts of Ontario open this week.", "Ontario", "CA"),
        ("He lives in East Feliciana Parish in Louisiana.", "East Feliciana Parish", "US"),
        ("She lost in Jefferson Hills, Penn., on Monday.", "Pennsylvania", "US"),
    ],
)
def test_countries(text: str, name: str, country: str) -> None:
    assert named(text)[name].country == country
