"""Measured numbers of real articles whose phrase was chosen, by reading, from all candidates.

`concepts_chosen.tsv` holds where things stand and no text: "= article start end checksum" for
a sentence, and a line "start end about" for each number in it, where `about` is where the chosen
candidate's words stand, or "-" where the sentence does not say. The conventions are those of the
labels of `training.real`, written out in `what_a_number_is_about.md`; none of the articles has a
sentence there. Where no candidate fitted or two readers would differ there is no line.
"""

from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

from training.real import labelled_in, words_of

LABELS = Path(__file__).with_name("concepts_chosen.tsv")


class Chosen(NamedTuple):
    """A sentence, and for some of its numbers, by their characters, the words each is about."""

    text: str
    about: dict[tuple[int, int], Set[str]]


def read_chosen(articles: Path) -> Iterator[Chosen]:
    """The labelled sentences. Raises DataError where the articles are not those read."""
    for text, _, lines in labelled_in(LABELS, articles):
        about: dict[tuple[int, int], Set[str]] = {}
        for line in lines:
            start, end, where = line.split("\t")
            about[int(start), int(end)] = words_of(text, where) or frozenset()
        yield Chosen(text, about)
