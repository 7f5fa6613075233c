"""Names as ministries, commands and coalitions print them in their statements."""

import pytest

from schemas import Entity
from streams import enrich
from streams.cleaning.text import line_spans
from streams.extraction.entities.mentions import find_mentions
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.sentences import sentences
from streams.extraction.tokens import tokenise


def entities(text: str) -> list[Entity]:
    return enrich(text, cleaned=False).entities


def found(text: str) -> list[tuple[str, str]]:
    mentions = ((m.start, m.surface, e.type) for e in entities(text) for m in e.mentions)
    return [(surface, kind) for _, surface, kind in sorted(mentions)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Minister for the Middle East Tobias Hatherley condemns it.",
         [("Middle East", "PLACE"), ("Tobias Hatherley", "PERSON")]),
        ("The Minister for Africa, Andrew Loxley, said so.",
         [("Africa", "PLACE"), ("Andrew Loxley", "PERSON")]),
        ("Minister for Asia and the Pacific Mark Fielding met them.",
         [("Asia", "PLACE"), ("Pacific", "PLACE"), ("Mark Fielding", "PERSON")]),
        ("Minister of Foreign Affairs of Iraq Ibrahim Al-Jaafari came.",
         [("Iraq", "PLACE"), ("Ibrahim Al-Jaafari", "PERSON")]),
        ("Since I became Prime Minister of the United Kingdom I have listened.",
         [("United Kingdom", "PLACE")]),
        ("The Secretary of State has authorized a reward for information.", []),
        ("Foreign Office Minister Tobias Hatherley said: We are appalled.",
         [("Foreign Office", "ORG"), ("Tobias Hatherley", "PERSON")]),
        ("Special Presidential Envoy for the Global Coalition to Counter ISIL Brett McAllen left.",
         [("Global Coalition to Counter ISIL", "ORG"), ("Brett McAllen", "PERSON")]),
        ("The UN Special Envoy Staffan de Mistura met them in Cairo.",
         [("UN", "ORG"), ("Staffan de Mistura", "PERSON"), ("Cairo", "PLACE")]),
        ("Ann of Cleves met him.", [("Ann of Cleves", "PERSON")]),
    ],
)  # fmt: skip
def test_an_office_is_no_part_of_who_holds_it(text: str, names: list[tuple[str, str]]) -> None:
    """ "for the Middle East Tobias Hatherley" and "of State" were people."""
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Minister for Africa Andrew Loxley said so.", "Minister for Africa"),
        ("Special Envoy for Afghanistan Ann Unwin left.", "Special Envoy for Afghanistan"),
        ("Its chief foreign affairs correspondent Ann Unwin wrote it.",
         "chief foreign affairs correspondent"),
    ],
)  # fmt: skip
def test_a_minister_is_one_for_a_land(text: str, role: str) -> None:
    assert [e.roles for e in entities(text) if e.type == "PERSON"] == [[role]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Iraqi forces will liberate the city of Mosul from the group.",
         [("Iraqi", "GROUP"), ("Mosul", "PLACE")]),
        ("A strike destroyed an ISIL-held building.", [("ISIL", "GROUP")]),
        ("Coalition military forces conducted 23 strikes.", [("Coalition", "ORG")]),
        ("Coalition talks will begin on Monday.", []),
        ("CJTF-OIR does not report it.", [("CJTF-OIR", "ORG")]),
        ("Combined Joint Task Force-Operation Inherent Resolve said so.",
         [("Combined Joint Task Force-Operation Inherent Resolve", "ORG")]),
        ("The Foreign, Commonwealth and Development Office advises against all travel.",
         [("Foreign, Commonwealth and Development Office", "ORG")]),
        ("The 507th ARW will be deploying.", [("507th ARW", "ORG")]),
        ("The 10th NATO exercise began.", [("NATO", "ORG")]),
        ("He said the 3rd Separate Assault Brigade attacked.",
         [("3rd Separate Assault Brigade", "ORG")]),
        ("Charlie Battery fired twice.", [("Charlie Battery", "ORG")]),
        ("Harakat Ahrar al-Sham took it.", [("Harakat Ahrar al-Sham", "GROUP")]),
        ("USS Gravely (DDG 107) and USS Eisenhower (CVN 69) sailed.",
         [("USS Gravely", "VEHICLE"), ("USS Eisenhower", "VEHICLE")]),
        ("OFAC listed Grace Ferrum (IMO 9312345) and Winmate Trading Co., Limited.",
         [("OFAC", "ORG"), ("Grace Ferrum", "VEHICLE"), ("Winmate Trading Co., Limited", "ORG")]),
        ("The UN shipping agency (IMO) said so.", [("UN", "ORG"), ("IMO", "ORG")]),
        ("Production at Toyota, limited by shortages, fell.", [("Toyota", "ORG")]),
        ("The Line of Actual Control was crossed.", [("Line of Actual Control", "PLACE")]),
        ("Chief of Joint Operations Vice Admiral David Johnston AO RAN spoke.",
         [("Joint Operations", "ORG"), ("David Johnston", "PERSON")]),
    ],
)  # fmt: skip
def test_places_and_bodies_of_reports(text: str, names: list[tuple[str, str]]) -> None:
    """Each was missed, cut or of another type; the others must stay."""
    assert found(text) == names


def test_an_armed_group_that_no_list_has_is_no_people() -> None:
    """Benchmarks counted it among nationalities."""
    text = "Jaish al-Mansurah and al-Ahwal Brigades fought Kurds."
    tokens = tokenise(text)
    found = find_mentions(tokens, sentence_tokens(tokens, sentences(text, line_spans(text))))
    assert [(m.type, m.people) for m in found] == [
        ("GROUP", False), ("GROUP", False), ("GROUP", True),
    ]  # fmt: skip
