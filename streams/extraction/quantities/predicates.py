"""What happens to what is counted: the verb that follows its noun phrase."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.lexicon import is_empty, may_be_verb
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    auxiliaries: frozenset[str]
    split_off: frozenset[str]
    where: frozenset[str]


WORDS = word_lists("predicates", Words)


LONGEST = 8
HAVE = frozenset({"have", "has", "had"})
PARTICIPLES = ("ed", "en", "wn")
OF_VERBS = ("ize", "ise", "ate", "ify")
"""How verbs end that no list has."""


def predicate_after(tokens: Tokens, i: int, ceiling: int) -> str | None:
    """The verb phrase from token `i` on, as written: "killed", "take part"; None where unclear.

    Looks over a comma and auxiliaries: "300 tanks, are set to take part".
    """
    lowers = tokens.lowers
    start = at = i + (tokens.lower(i) == ",")
    while at < min(i + LONGEST, ceiling) and lowers[at] in WORDS.auxiliaries:
        at += 1
    auxiliary = at > start
    if at >= ceiling or (at > i and lowers[at - 1] == "about"):
        return None  # "two aides about harassment"
    while auxiliary and at + 1 < ceiling and lowers[at].endswith("ly"):
        at += 1  # "who recently said"
    word = lowers[at]
    if not word.isalpha() or not tokens.texts[at].islower():
        return None
    if start > i and not auxiliary and tokens.lower(at + 1) not in WORDS.where:
        return None  # "1,100 trees, cut the road and", which the storm did
    if is_plural(word) and (auxiliary or lowers[at - 1] == "to"):
        return None  # "loans to developers", "states that are hardly battlegrounds"
    if word in vocabulary.predicates():
        return word
    if may_start_number(tokens.texts[at], word) or not _is_predicate(tokens, at):
        return None
    if auxiliary and at > i and word not in vocabulary.stops() - {"take", "taken", "held", "lost"}:
        following = tokens.lower(at + 1)
        return f"{word} {following}" if following in WORDS.split_off else word
    return None


def _is_predicate(tokens: Tokens, i: int) -> bool:
    """Whether the word after auxiliaries can be what happens: no adverb, no noun after "have"."""
    word, before = tokens.lower(i), tokens.lower(i - 1)
    if is_empty(word) or (tokens.lower(i + 1) in HYPHENS and tokens.glued(i)):
        return False  # "are almost", "are non-political"
    if before in HAVE:
        return word.endswith(PARTICIPLES) or may_be_verb(word, "p")  # not "have insurance"
    if before in {"all", "both"}:
        return word.endswith("ing") or may_be_verb(word, "p")  # not "all afternoon"
    if before == "to" and tokens.lower(i - 2) not in WORDS.auxiliaries:
        return word.endswith(OF_VERBS) or may_be_verb(word, "b")  # not "billions to charity"
    return True
