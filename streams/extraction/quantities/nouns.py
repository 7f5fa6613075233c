"""The singular and the plural of English nouns, by spelling and a table of exceptions."""

from functools import lru_cache

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.words import word_lists


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    no_plurals: frozenset[str]
    no_men: frozenset[str]


WORDS = word_lists("nouns", Words)


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """The singular of a lower-cased noun, by the table of exceptions and the rules of spelling."""
    exceptions = vocabulary.counted_words().singulars
    if word in exceptions:
        return exceptions[word]
    if word in vocabulary.classes():
        return word
    if word.endswith("is") and word in vocabulary.irregular_plurals():
        return word[:-1]  # Somalis, taxis
    if word.endswith("children"):
        return word[:-3]
    if word.endswith("men") and len(word) > 4 and word not in {"specimen", "abdomen"}:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("cuses", "nuses", "puses", "ruses", "tuses", "suses", "ruses")):
        return word[:-2] if not word.endswith(("ccuses", "xcuses")) else word[:-1]
    if word.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=16384)
def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun: by its ending, or by the list of irregular ones."""
    lower = word.lower()
    if lower in WORDS.no_plurals:
        return False
    if lower in vocabulary.irregular_plurals() or lower.endswith("children"):
        return True
    if lower.endswith("men") and len(word) > 5 and lower not in WORDS.no_men:
        return True  # freshmen, chairmen
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        return True  # MPs, UAVs
    return len(word) > 3 and word[-1] == "s" and not lower.endswith(("ss", "us", "is"))


def looks_plural(word: str) -> bool:
    """Whether a lower-cased word is a plural of the list, or ends as one and ends no phrase."""
    return word in vocabulary.irregular_plurals() or (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
        and word not in vocabulary.stops()
    )  # fmt: skip
