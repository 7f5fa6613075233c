"""The word lists of `data/speech.toml`, loaded once; a wrong file fails loudly and by name."""

import re
from functools import cache
from typing import NamedTuple

from streams.datafile import read_word_lists
from streams.extraction.entities.vocabulary import words


class Speech(NamedTuple):
    """The lists, each explained beside its words."""

    adverbs: frozenset[str]
    no_plurals: frozenset[str]
    no_verbs: frozenset[str]
    listened: frozenset[str]
    warned: frozenset[str]
    nouns_too: frozenset[str]
    calls: frozenset[str]
    before_verb: frozenset[str]
    politicians: frozenset[str]
    political: frozenset[str]
    sole: frozenset[str]
    body_nouns: frozenset[str]
    nobody: frozenset[str]
    mens: frozenset[str]
    mens_endings: frozenset[str]
    womens: frozenset[str]
    more_women: frozenset[str]
    more_men: frozenset[str]
    of_both: frozenset[str]
    phrasing: frozenset[str]
    titles: frozenset[str]
    before_objects: frozenset[str]
    object_verbs: frozenset[str]
    of_names: frozenset[str]
    documents: frozenset[str]
    written: frozenset[str]
    issued: frozenset[str]
    own_words: frozenset[str]
    unnamed: frozenset[str]
    own_people: frozenset[str]
    unnamed_women: frozenset[str]
    unnamed_men: frozenset[str]
    more_unnamed: frozenset[str]
    opposite: frozenset[str]
    dead: frozenset[str]
    doubtful: frozenset[str]
    elisions: frozenset[str]
    entitled: frozenset[str]
    works: frozenset[str]
    writes: frozenset[str]
    more_cues: frozenset[str]
    relays: frozenset[str]
    no_nouns: frozenset[str]
    small: frozenset[str]
    things: frozenset[str]
    stand_ins: frozenset[str]
    when: frozenset[str]
    going_on: frozenset[str]
    also: frozenset[str]
    sources: frozenset[str]
    short_titles: frozenset[str]
    asked: frozenset[str]
    before_ing: frozenset[str]
    behind_ing: frozenset[str]
    their_words: frozenset[str]
    editors: frozenset[str]
    who_says: frozenset[str]
    fronted: frozenset[str]
    clauses: frozenset[str]
    firms: frozenset[str]
    clauses_on: frozenset[str]
    addresses: frozenset[str]
    behind_inverted: frozenset[str]
    plurals: frozenset[str]
    people_told: frozenset[str]
    familiar: frozenset[str]
    those_who: frozenset[str]
    that_says: frozenset[str]
    clause_opens: frozenset[str]
    puts_out: frozenset[str]
    sayings: frozenset[str]
    document_verbs: frozenset[str]
    passed_on: frozenset[str]
    same_document: frozenset[str]
    answers: frozenset[str]
    opens_sentence: frozenset[str]
    no_document_verbs: frozenset[str]
    spoken_for: frozenset[str]
    of_states: frozenset[str]
    short_roles: dict[str, str]
    second_words: dict[str, str]
    no_speech_before: dict[str, frozenset[str]]
    country_names: dict[str, str]
    parties: dict[str, str]
    states: dict[str, str]


@cache
def speech() -> Speech:
    """Raises DataError where the file is wrong."""
    return read_word_lists("streams.extraction.speakers", "data/speech.toml", Speech)


@cache
def cue_words() -> frozenset[str]:
    """All verbs of speech: those of the names' lists, and more that are none of their features."""
    return words().cues | speech().more_cues


def any_of(of: frozenset[str]) -> str:
    """The alternatives of a pattern for any of the words."""
    return "|".join(map(re.escape, sorted(of)))


ALSO = rf"(?:(?:{any_of(speech().also)}) )?"
"""A pattern for a word that may stand between who speaks and the verb."""
HAS_ALSO = rf"(?:(?:{any_of(speech().also)}|has|had) )?"
"""The same where the verb may be in the perfect."""
