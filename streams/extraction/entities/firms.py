"""Firms that no list knows, by what is said of them: "a stake in Vantorix"."""

from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

OWNED = frozenset({"in", "of"})


def is_firm(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether a name that no list has stands where a firm does: "shares in Vantorix", "chief
    executive of Vantorix"."""
    first = tagged.first
    link = tokens.lowers[first - 1]
    if link not in OWNED or first < 2:
        return False
    before = tokens.lowers[first - 2]
    owned = before in KIND_WORDS.owned
    led = link == "of" and (
        before == "ceo" or (before == "executive" and tokens.lower(first - 3) == "chief")
    )
    if not (owned or led):
        return False
    return longest_name(tokens.texts, first, tagged.last + 1) is None
