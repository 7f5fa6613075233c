"""What happens to what is counted: the verb that follows its noun phrase."""

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.tokens import Tokens

AUXILIARIES = frozenset(
    "is are was were be been being has have had will would could can may might must should do did "
    "does not n't also now already since all both reportedly later still just who that which to "
    "set due expected planned scheduled going about believed thought feared known".split()
)
LONGEST = 8
SPLIT_OFF = frozenset({"part", "place", "out", "over", "off"})


def predicate_after(tokens: Tokens, i: int, ceiling: int) -> str | None:
    """The verb phrase from token `i` on, as written: "killed", "take part"; None where unclear.

    Looks over a comma and auxiliaries: "300 tanks, are set to take part".
    """
    at = i
    auxiliary = False
    if tokens.lower(at) == ",":
        at += 1
    while at < min(i + LONGEST, ceiling) and tokens.lower(at) in AUXILIARIES:
        auxiliary = True
        at += 1
    if at >= ceiling or (tokens.lower(at - 1) == "about" and at > i):
        return None  # "two aides about harassment"
    while at + 1 < ceiling and tokens.lower(at).endswith("ly") and auxiliary:
        at += 1  # "who recently said"
    word = tokens.lower(at)
    if not word.isalpha() or not tokens.texts[at].islower():
        return None
    if is_plural(word) and (auxiliary or tokens.lower(at - 1) == "to"):
        return None  # "loans to developers", "states that are hardly battlegrounds"
    if word in vocabulary.predicates():
        return word
    if may_start_number(tokens.texts[at], word):
        return None
    if auxiliary and at > i and word not in vocabulary.stops() - {"take", "taken", "held", "lost"}:
        following = tokens.lower(at + 1)
        return f"{word} {following}" if following in SPLIT_OFF else word
    return None
