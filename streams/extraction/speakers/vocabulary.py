"""The word lists of `data/speech.toml`, loaded once; a wrong file fails loudly and by name."""

from functools import cache
from typing import NamedTuple

from streams.datafile import read_words


class Speech(NamedTuple):
    """The lists, each explained beside its words."""

    adverbs: frozenset[str]
    shortened: frozenset[str]
    no_plurals: frozenset[str]
    no_verbs: frozenset[str]
    listened: frozenset[str]
    warned: frozenset[str]
    nouns_too: frozenset[str]
    calls: frozenset[str]
    before_verb: frozenset[str]
    politicians: frozenset[str]
    political: frozenset[str]
    body_nouns: frozenset[str]
    nobody: frozenset[str]
    mens: frozenset[str]
    womens: frozenset[str]
    more_women: frozenset[str]
    more_men: frozenset[str]
    phrasing: frozenset[str]
    titles: frozenset[str]
    before_objects: frozenset[str]
    object_verbs: frozenset[str]
    of_names: frozenset[str]
    documents: frozenset[str]
    own_words: frozenset[str]
    unnamed: frozenset[str]
    doubtful: frozenset[str]
    entitled: frozenset[str]
    works: frozenset[str]
    small: frozenset[str]
    things: frozenset[str]
    stand_ins: frozenset[str]
    when: frozenset[str]
    going_on: frozenset[str]
    short_roles: dict[str, str]
    second_words: dict[str, str]
    no_speech_before: dict[str, frozenset[str]]
    parties: dict[str, str]
    states: dict[str, str]


@cache
def speech() -> Speech:
    """Raises DataError where the file is wrong."""
    return read_words("streams.extraction.speakers", "data/speech.toml", Speech)
