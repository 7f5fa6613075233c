"""The class of what is counted, by the lists of counted.toml."""

from functools import lru_cache

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.found import CountedPhrase, Found
from streams.extraction.quantities.nouns import singular
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    containers: frozenset[str]
    peoples: frozenset[str]
    no_peoples: frozenset[str]


WORDS = word_lists("classes", Words)
CONTAINERS = WORDS.containers
ROUNDS = "rounds"
"""Of shells and bullets, or of what they are said to be of."""
COUNTS = "counts"
CRIMES = "crimes"
NO_SUMS = frozenset({CRIMES, "sport"})
"""What a sum of money is none of: a charge of $40m, a £3m penalty."""


def is_people(word: str) -> bool:
    """Whether a word is a people's name that is its own plural: "six Sudanese", "two Swiss"."""
    lower = word.lower()
    named = lower.endswith("ese") or lower in WORDS.peoples
    return named and word.istitle() and lower not in WORDS.no_peoples


@lru_cache(maxsize=16384)
def class_of(head: str, before: str = "") -> str | None:
    """The class of a counted head by the lists of counted.toml; `before`: the word before it."""
    table = vocabulary.all_classes()
    lower = head.lower()
    compound = vocabulary.compounds().get(f"{before.lower()} {singular(lower)}")
    if compound is not None:
        return compound or None
    ends_so = head[0].isupper() and lower.endswith("ans") and lower not in WORDS.no_peoples
    if ends_so or is_people(head):
        return "people"  # Russians, Californians, Rohingya
    found = table.get(lower) or table.get(singular(lower))
    last = lower.rpartition("-")[2]  # "co-workers", "e-mails"
    return found or (class_of(last) if last and last != lower else None)


def class_of_phrase(tokens: Tokens, found: Found, counted: CountedPhrase, head: str) -> str | None:
    """The class of what a quantity is of: by its head, or by what is in it ("rounds of *talks*");
    None where its unit does not go with that."""
    class_ = _class_by_words(tokens, counted, head)
    return None if found.unit.kind == "money" and class_ in NO_SUMS else class_


def _class_by_words(tokens: Tokens, counted: CountedPhrase, head: str) -> str | None:
    lower = head.lower()
    if lower in CONTAINERS and counted.last > counted.head:
        inside = class_of(tokens.texts[counted.last], tokens.lower(counted.last - 1))
        if lower == COUNTS and inside != "voters":
            return CRIMES  # "counts of malicious wounding", "counts of making false statements"
        if inside is not None or lower == ROUNDS:
            return inside  # "rounds of wrestling" are of no arms
    return class_of(head, tokens.lower(counted.head - 1))
