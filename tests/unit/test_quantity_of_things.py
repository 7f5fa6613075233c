"""Bare numbers that stand before, or are set against, the plural that they count."""

import pytest

from streams import enrich


@pytest.mark.parametrize(
    ("text", "unit", "counted"),
    [
        ("The mint made 400,000 $1 silver coins.", "coin", "silver coins"),
        ("It covers eight million low-income, uninsured children.", "child", "uninsured children"),
        ("For each new rule two old rules must go.", "rule", "old rules"),
        ("He met two of the world's most powerful men.", "man", "powerful men"),
        ("Millions of more people will learn of it.", "people", "people"),
        ("Officials have identified 63 of the dead.", "dead", "dead"),
        (
            "He lied in two separate and simultaneous hearings.",
            "hearing",
            "separate and simultaneous hearings",
        ),
        ("Of these patients, 622 had recovered.", "patient", "patients"),
        ("Two more referenda must be held.", "referendum", "referenda"),
    ],
)
def test_a_number_counts_the_plural_that_it_is_about(text: str, unit: str, counted: str) -> None:
    """It was "number", with the plural right behind it as what it is about."""
    quantity = enrich(text, cleaned=False).quantities[0]
    assert (quantity.unit.kind, quantity.unit.name) == ("count", unit)
    assert quantity.counted is not None
    assert quantity.counted.surface == counted


@pytest.mark.parametrize(
    "text",
    [
        "The Sixers beat the 76-win favourites.",
        "Of the posts, 75 percent named Clinton, while just 25 named Trump.",
        "The 901: Why candidates are in Memphis.",
        "It could pass at 51, some good things could not.",
        "It gave billions in grants to the firms.",
        "The index fell below 20,000 points to buyers.",
        "Two of the three, Evening News and Sky News, were silent.",
        "Some 12 of Republicans' 22 are rated the same.",
    ],
)
def test_what_is_measured_or_shared_out_is_no_count(text: str) -> None:
    for quantity in enrich(text, cleaned=False).quantities:
        assert quantity.unit.name in {"number", "percent", "point"}


@pytest.mark.parametrize(
    ("text", "deed", "class_"),
    [
        ("The ferry sank at noon, and at least 31 have died.", "died", "casualties"),
        ("In all, 1,200 were evacuated from the valley.", "evacuated", None),
        ("Hundreds of thousands fled.", "fled", None),
        ("It had left 43 dead and 231 arrested.", "arrested", None),
        ("Two boats capsized and 31 drowned.", "drowned", "casualties"),
        ("There were five deaths and 80 hospitalized.", "hospitalized", None),
        ("Police raided 12 houses, and 30 were arrested.", "arrested", None),
    ],
)
def test_people_are_counted_by_what_befell_them(text: str, deed: str, class_: str | None) -> None:
    """ "31 have died" was a number of nothing."""
    quantity = enrich(text, cleaned=False).quantities[-1]
    assert quantity.unit.name == "people"
    assert quantity.counted is not None
    assert (quantity.counted.surface, quantity.counted.class_) == (deed, class_)


@pytest.mark.parametrize(
    "text", ["Of 12 ships, 3 were trapped.", "Twelve ships, of which three were trapped, left."]
)
def test_a_part_of_things_is_of_things_whatever_befell_them(text: str) -> None:
    assert [quantity.unit.name for quantity in enrich(text).quantities] == ["ship", "ship"]


def test_who_was_counted_before_is_who_died() -> None:
    found = enrich("Some 40 miners were trapped. The other 31 have died.", cleaned=False).quantities
    assert [quantity.unit.name for quantity in found] == ["miner", "miner"]
