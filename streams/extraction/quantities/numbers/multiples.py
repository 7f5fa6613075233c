"""Words that multiply: "doubled", "twice as", "to halve its debt"."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.nouns import looks_plural
from streams.extraction.quantities.numbers.number import Number, Value
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    before_compared: frozenset[str]
    compared_with: frozenset[str]
    before_a_verb: frozenset[str]
    after_a_verb: frozenset[str]


WORDS = word_lists("multiples", Words)


MULTIPLES = vocabulary.numbers().multiples
VERBS_OF_MULTIPLES = vocabulary.numbers().verbs_of_multiples
MORE_THAN = (["more", "than"], ["nearly"], ["almost"], ["roughly"])
"""What may stand before such a verb: "to more than double"."""
BOUNDS = frozenset({"least", "most", "than", "over", "nearly", "almost"})
"""After these a "twice" is counted: "voted at least twice"."""


def multiple(tokens: Tokens, i: int) -> Number | None:
    """Doubled, twice as, threefold, 10-fold."""
    word = tokens.lower(i)
    if word == "twice" and tokens.lower(i + 1) not in {"as", "the", "its", "their", "that", "what"}:
        bound = tokens.lower(i - 1) in BOUNDS or tokens.spaced(["up", "to"], i - 2)
        over = tokens.lower(i + 1) == "over" and tokens.lower(i + 2) in {
            "the",
            "their",
            "his",
            "her",
        }
        return _times(i, 2) if bound or over else None  # "twice over the limit"
    if word == "twice" and tokens.lower(i + 1) == "as" and _begins_clause(tokens, i + 2):
        return None  # "Messi scored twice as Argentina won"
    if word == "half" and tokens.lower(i + 1) == "as" and tokens.lower(i - 1) != "time":
        return _times(i, 0.5)  # "half as likely"
    if compares(tokens, i):
        return _times(i, VERBS_OF_MULTIPLES[word])
    value = MULTIPLES.get(word)
    if value is None and _is_verb(tokens, i) and _has_object(tokens, i + 1):
        value = VERBS_OF_MULTIPLES.get(word)  # "plans to double its capacity"
    return None if value is None else _times(i, value)


def compares(tokens: Tokens, i: int) -> bool:
    """Whether a "double" at token `i` says how much larger: "nearly double her total"."""
    around = (
        tokens.lower(i - 1) in WORDS.before_compared and tokens.lower(i + 1) in WORDS.compared_with
    )
    return around and tokens.lower(i) in VERBS_OF_MULTIPLES and not _is_verb(tokens, i)


def _is_verb(tokens: Tokens, i: int) -> bool:
    """Whether something is to be multiplied: "will double", "to more than double"."""
    at = i - next((len(cue) for cue in MORE_THAN if tokens.spaced(cue, i - len(cue))), 0)
    if at < i and tokens.lower(at - 1) == "and":
        return False  # "up from 504,000 and more than double the level of 2019"
    return tokens.lower(at - 1) in WORDS.before_a_verb


def _times(i: int, value: Value) -> Number:
    return Number(i, i, value, value, value, "multiple")


def _has_object(tokens: Tokens, i: int) -> bool:
    """Whether a verb before token `i` has an object or ends its clause there."""
    following = tokens.lower(i + (tokens.lower(i) == "again"))
    return not following or following in WORDS.after_a_verb or looks_plural(following)


def _begins_clause(tokens: Tokens, i: int) -> bool:
    """Whether a name, article or pronoun stands at token `i`."""
    word = tokens.texts[i] if i < len(tokens) else ""
    return word.istitle() or word in {"the", "a", "an", "his", "her", "their", "he", "she", "they"}
