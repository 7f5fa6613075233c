"""Words that multiply: "doubled", "twice as", "to halve its debt"."""

from streams.extraction.quantities.numbers.number import Number
from streams.extraction.tokens import Tokens

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
BEFORE_A_VERB = frozenset("to will would could may might should must can and 'll ’ll".split())


def multiple(tokens: Tokens, i: int) -> Number | None:
    """Doubled, twice as, threefold, 10-fold."""
    word = tokens.lower(i)
    if word == "twice" and tokens.lower(i + 1) not in {"as", "the", "its", "their", "that", "what"}:
        return None
    if word == "twice" and tokens.lower(i + 1) == "as" and _begins_clause(tokens, i + 2):
        return None  # "Messi scored twice as Argentina won"
    if word == "half" and tokens.lower(i + 1) == "as" and tokens.lower(i - 1) != "time":
        return Number(i, i, 0.5, 0.5, 0.5, "multiple")  # "half as likely"
    value = MULTIPLES.get(word)
    at = i - next((len(cue) for cue in MORE_THAN if tokens.spaced(cue, i - len(cue))), 0)
    if value is None and tokens.lower(at - 1) in BEFORE_A_VERB and _has_object(tokens, i + 1):
        value = VERBS_OF_MULTIPLES.get(word)  # "plans to double its capacity"
    if value is not None:
        return Number(i, i, value, value, value, "multiple")
    return None


def _has_object(tokens: Tokens, i: int) -> bool:
    """Whether a verb before token `i` has an object or ends its clause there."""
    return tokens.lower(i + (tokens.lower(i) == "again")) in OWNERS


def _begins_clause(tokens: Tokens, i: int) -> bool:
    """Whether a name, article or pronoun stands at token `i`."""
    word = tokens.texts[i] if i < len(tokens) else ""
    return word.istitle() or word in {"the", "a", "an", "his", "her", "their", "he", "she", "they"}
