"""Texts with their names in brackets: the form of made-up news."""

from streams.extraction.entities.labels import KINDS
from training import data
from training.marked import marked


def test_marks_become_names_of_the_text_without_them() -> None:
    read = marked("[Kisumu|PLACE] police held [Akinyi Odhiambo|PERSON].")
    assert read.text == "Kisumu police held Akinyi Odhiambo."
    assert [(read.text[start:end], kind) for start, end, kind in read.names] == [
        ("Kisumu", "PLACE"),
        ("Akinyi Odhiambo", "PERSON"),
    ]


def test_what_is_no_mark_stays_text() -> None:
    assert marked("Seats [12 of 40] were won.") == ("Seats [12 of 40] were won.", [])


def test_every_name_of_the_made_up_news_has_a_kind_that_the_tagger_knows() -> None:
    for item in data.world():
        assert "|" not in item["text"], item["id"]
        for entity in item["entities"]:
            kinds = data.TARGETS.get(entity["orig"], ())
            assert kinds, entity
            assert set(kinds) <= set(KINDS), entity
            surface = item["text"][entity["start"] : entity["end"]]
            assert surface == surface.strip() != "", (item["id"], surface)
