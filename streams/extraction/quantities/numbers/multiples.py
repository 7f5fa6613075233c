"""Words that multiply: "doubled", "twice as", "to halve its debt"."""

import msgspec

from streams.extraction.quantities.numbers.number import Number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    before_compared: frozenset[str]
    compared_with: frozenset[str]
    before_a_verb: frozenset[str]


WORDS = word_lists("multiples", Words)


MULTIPLES = {
    "twice": 2, "thrice": 3, "doubled": 2, "doubling": 2, "tripled": 3, "tripling": 3, "trebled": 3,
    "quadrupled": 4, "quintupled": 5, "halved": 0.5, "halving": 0.5,
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "tenfold": 10, "hundredfold": 100,
    "twentyfold": 20, "thirtyfold": 30, "fortyfold": 40, "fiftyfold": 50,
}  # fmt: skip
VERBS_OF_MULTIPLES = {
    "double": 2, "triple": 3, "treble": 3, "quadruple": 4, "halve": 0.5,
}  # fmt: skip
OWNERS = frozenset("the a its their his her our my this these that to from in by . , ;".split()) | {
    ""
}
"""What follows a verb that multiplies, and not "to double check"."""
MORE_THAN = (["more", "than"], ["nearly"], ["almost"], ["roughly"])
"""What may stand before such a verb: "to more than double"."""
BOUNDS = frozenset({"least", "most", "than"})
"""After these a "twice" is counted: "voted at least twice"."""


def multiple(tokens: Tokens, i: int) -> Number | None:
    """Doubled, twice as, threefold, 10-fold."""
    word = tokens.lower(i)
    if word == "twice" and tokens.lower(i + 1) not in {"as", "the", "its", "their", "that", "what"}:
        return _times(i, 2) if tokens.lower(i - 1) in BOUNDS else None
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
    return tokens.lower(at - 1) in WORDS.before_a_verb


def _times(i: int, value: float) -> Number:
    return Number(i, i, value, value, value, "multiple")


def _has_object(tokens: Tokens, i: int) -> bool:
    """Whether a verb before token `i` has an object or ends its clause there."""
    return tokens.lower(i + (tokens.lower(i) == "again")) in OWNERS


def _begins_clause(tokens: Tokens, i: int) -> bool:
    """Whether a name, article or pronoun stands at token `i`."""
    word = tokens.texts[i] if i < len(tokens) else ""
    return word.istitle() or word in {"the", "a", "an", "his", "her", "their", "he", "she", "they"}
