"""Numbers of people who were killed or hurt, where no noun says that they are people."""

import msgspec

from streams.extraction.quantities.classes import class_of
from streams.extraction.quantities.found import COUNT, NO_UNIT, CountedPhrase, Found, is_share
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    hurt: frozenset[str]
    hurting: frozenset[str]
    unharmed: frozenset[str]
    things: frozenset[str]
    passive: frozenset[str]


WORDS = word_lists("casualties", Words)

PEOPLE = Unit("people", "count")
FURTHEST_VERB = 4
"""Up to here from the end of a number the verb stands that says what was done to whom it counts."""


def of_people(tokens: Tokens, found: list[Found]) -> list[Found]:
    """The quantities of a sentence, those of casualties with who they are."""
    if not WORDS.hurting.isdisjoint(tokens.lowers):
        found = [_victims(tokens, quantity) for quantity in found]
    if not WORDS.hurt.isdisjoint(tokens.texts):
        found = [_hurt(tokens, quantity) for quantity in found]
    return found


def _hurt(tokens: Tokens, found: Found) -> Found:
    """ "3 dead, 17 hurt", "12 were killed": people by what happened to them, where nothing else is
    counted."""
    after = deed_after(tokens, found)
    hurt = (
        after < len(tokens) and tokens.texts[after] in WORDS.hurt and ends_phrase(tokens, after + 1)
    )
    if found.unit is not NO_UNIT or not hurt or is_share(found):
        return found
    who = CountedPhrase(after, after, after)
    if after > found.last + 1:
        return found._replace(counted=who, unit=PEOPLE, confidence=0.9, undecided=False)
    return found._replace(counted=who, unit=COUNT, predicate=None, confidence=0.9, undecided=False)


def deed_after(tokens: Tokens, found: Found) -> int:
    """The token behind a number that may say what was done to those it counts, past "have been"."""
    after = found.last + 1
    while tokens.lower(after) in WORDS.passive and after < found.last + FURTHEST_VERB:
        after += 1
    return after


def nobody_harms(tokens: Tokens, counted: CountedPhrase) -> bool:
    """Whether what is counted cannot be killed, hurt or arrested: beds, tanks, countries."""
    return is_of_nobody(tokens.lowers[counted.head])


def is_of_nobody(noun: str) -> bool:
    """Whether a plural names what nobody kills, hurts or arrests."""
    return noun in WORDS.things or class_of(noun) in WORDS.unharmed


def _victims(tokens: Tokens, found: Found) -> Found:
    """ "Killing at least 12 and wounding 30": people, where no noun says who.

    One before does in "killed 11 policemen and wounded 20", and not in "in 188 countries, killing
    297,000".
    """
    if found.unit is not NO_UNIT or is_share(found):
        return found
    cue = relation_before(tokens, found.first, 0)
    verb = (found.first if cue is None else cue.first) - 1
    if tokens.lower(verb) not in WORDS.hurting:
        return found
    who = CountedPhrase(verb, verb, verb)
    return found._replace(counted=who, unit=PEOPLE, confidence=0.8, undecided=False)
