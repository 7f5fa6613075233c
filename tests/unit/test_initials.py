"""Initials that bodies of several countries have."""

import pytest

from streams import enrich
from streams.extraction.entities.initials import _listed


def keys(text: str) -> list[str]:
    return [entity.key for entity in enrich(text, cleaned=False).entities]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The RSF shelled El Fasher, Sudan's army said.", "GROUP:rapid support forces"),
        ("The RSF spoke of a reporter in Turkey.", "ORG:reporters without borders"),
        ("The ADF said that Australian troops left.", "ORG:australian defence force"),
        ("The PPP won in South Korea.", "ORG:people power party"),
        ("PPP loans went to American firms.", "WORK:paycheck protection program"),
        ("The BNP lost in Leeds.", "ORG:british national party"),
        ("The CHP closed a highway in California.", "ORG:california highway patrol"),
        ("The AFP said that soldiers in Manila died.", "ORG:armed forces of the philippines"),
        ("An AFP reporter in Manila saw it.", "ORG:afp"),
        ("An Israeli APC was hit by a mine.", "VEHICLE:apc"),
        ("The Treasury warned British firms.", "ORG:british treasury"),
        ("The Treasury warned a British firm, American and US officials said.",
         "ORG:treasury department"),
        ("Russia's Security Council met.", "ORG:russian security council"),
    ],
)  # fmt: skip
def test_initials_are_those_of_the_country_of_the_text(text: str, key: str) -> None:
    """The RSF that shelled El Fasher was Reporters Without Borders."""
    assert key in keys(text)


def test_initials_are_nobodys_where_the_text_speaks_of_no_country_that_has_them() -> None:
    assert keys("The CBI said so in Denver.")[0] == "ORG:cbi"


def test_a_name_in_full_says_whose_the_initials_are() -> None:
    text = "Reporters Without Borders (RSF) met in Sudan. RSF left Khartoum, Sudan."
    assert keys(text)[0] == "ORG:reporters without borders"
    assert "GROUP:rapid support forces" not in keys(text)


def test_a_model_is_not_the_body_with_its_initials() -> None:
    """A jet of Myanmar's, FTC-2000G, was the Federal Trade Commission."""
    assert "ORG:federal trade commission" not in keys("Junta FTC-2000G jets bombed the village.")


def test_no_country_has_two_of_the_same_initials() -> None:
    for bodies in _listed().values():
        codes = [code for body in bodies for code in body.countries]
        assert len(codes) == len(set(codes))
