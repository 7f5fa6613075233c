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
