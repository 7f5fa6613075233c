"""Quotations in marks other than “ and ", which once were not read or read inside out."""

import pytest

from streams import enrich
from streams.extraction.marks import with_double_marks


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "‘We’re lost,’ said Ann Kent. ‘My lads’ pay hasn’t gone up since May.’",
            ["‘We’re lost,’", "‘My lads’ pay hasn’t gone up since May.’"],
        ),
        (
            "'I'm goin' home for the '60s,' Ann Kent said of the workers' hall.",
            ["'I'm goin' home for the '60s,'"],
        ),
        ("‘They say “please save us all”,’ says Ann Kent.", ["‘They say “please save us all”,’"]),
        (
            "‘We must all go now.\n\n‘There is no more time,’ said Ann Kent.",
            ["‘We must all go now.\n\n‘There is no more time,’"],
        ),
        (
            "„Das is all we have,“ said Ann Kent. „We will not go now.“",
            ["„Das is all we have,“", "„We will not go now.“"],
        ),
        ("«We have had to close it,» said Ann Kent.", ["«We have had to close it,»"]),
        ("»We have had to close it,« said Ann Kent.", ["»We have had to close it,«"]),
        ("Ann Kent said it was ‘a long way to go for us’.", ["‘a long way to go for us’"]),
        ("'It is a long way to go', Ann Kent said.", ["'It is a long way to go'"]),
    ],
)
def test_other_marks_are_read_as_they_are_written(text: str, surfaces: list[str]) -> None:
    article = enrich(text, cleaned=False)
    (kent,) = (entity.id for entity in article.entities if entity.name == "Ann Kent")
    assert [(q.surface, q.speaker) for q in article.quotes] == [(s, kent) for s in surfaces]


@pytest.mark.parametrize(
    "text",
    [
        "The workers' hall and the players' bus were 'rock 'n' roll' in the '60s. 'Tis so.",
        "“She told me ‘no, never,’” said Ann Kent. “He said ‘yes, now,’ and left.”",
        "It's Ann Kent's, and the 'new' one is the Lees' own.",
    ],
)
def test_apostrophes_and_marks_within_marks_are_left(text: str) -> None:
    assert with_double_marks(text) == text


def test_no_character_comes_or_goes() -> None:
    text = "‘A “b” c,’ he said. „D“ «e» 「f」 'g,' he said."
    assert len(with_double_marks(text)) == len(text)
