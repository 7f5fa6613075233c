"""Names with a hyphen in or before them, as a reader of a thousand articles corrected them."""

import pytest

from streams import enrich


def surfaces(text: str) -> set[tuple[str, str]]:
    entities = enrich(text, cleaned=False).entities
    return {(entity.type, mention.surface) for entity in entities for mention in entity.mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Moon Jae-in said so on Monday.", ("PERSON", "Moon Jae-in")),
        ("Tsai Ing-wen won the vote.", ("PERSON", "Tsai Ing-wen")),
        ("The site at Punggye-ri is closed, officials said.", ("PLACE", "Punggye-ri")),
        ("A judge took the Donald Trump-backed law apart.", ("PERSON", "Donald Trump")),
        ("The anti-China protest went on.", ("PLACE", "China")),
        ("The pro-Beijing camp lost.", ("PLACE", "Beijing")),
        ("An ex-Russian spy lived there.", ("GROUP", "Russian")),
        ("Non-Muslims may not enter.", ("GROUP", "Muslims")),
        ("The post-Brexit talks ended.", ("EVENT", "Brexit")),
        ("The Anti-Corruption Court freed him.", ("ORG", "Anti-Corruption Court")),
        ("The Anti-Drug and Smuggling Unit dug.", ("ORG", "Anti-Drug and Smuggling Unit")),
    ],
)
def test_a_hyphen_joins_or_parts(text: str, name: tuple[str, str]) -> None:
    """ "Moon Jae" was cut at the hyphen every time, and "anti-China" was a people."""
    assert name in surfaces(text)


def test_what_stands_behind_anti_alone_is_no_people() -> None:
    assert not surfaces("The anti-Semitic attack shook the town.")


def test_a_double_name_known_in_full_is_one_when_alone() -> None:
    found = surfaces("Alexandria Ocasio-Cortez spoke. Ocasio-Cortez left. Romney-Ryan lost.")
    assert ("PERSON", "Ocasio-Cortez") in found
    assert {("PERSON", "Romney"), ("PERSON", "Ryan")} <= found
