"""Where sentences end: what the model gets wrong and is put right."""

import pytest

from streams.cleaning.text import line_spans
from streams.extraction.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "The bill was signed by then-Rep. Mike Pence in 2009.",
        "It was then-Sen. Barack Obama and ex-Gov. Tom Smith who won.",
    ],
)
def test_a_title_with_a_prefix_ends_no_sentence(text: str) -> None:
    """The model knew "Rep." and not "then-Rep.": the sentence was cut before the name."""
    both = f"{text} He left."
    spans = sentences(both, line_spans(both))
    assert [both[span.start : span.end] for span in spans] == [text, "He left."]


@pytest.mark.parametrize(
    ("text", "sentences_"),
    [
        ("The U.N. Ambassador left. He sighed.", ["The U.N. Ambassador left.", "He sighed."]),
        ("It met U.S. Senator Ann Lee.", ["It met U.S. Senator Ann Lee."]),
        ("The U.N. General Assembly met.", ["The U.N. General Assembly met."]),
        ("It left the U.S. The war goes on.", ["It left the U.S.", "The war goes on."]),
    ],
)
def test_a_state_before_its_office_ends_no_sentence(text: str, sentences_: list[str]) -> None:
    """The model ended one after each "U.S." before a word that others begin with."""
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == sentences_
