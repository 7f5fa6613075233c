"""Networks whose name is a letter or a word, which the tagger passes over: "posted on X"."""

from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.tokens import Tokens


class Networks(NamedTuple):
    """The lists of `data/networks.toml`, each explained beside its words."""

    names: frozenset[str]
    before: frozenset[str]
    to: frozenset[str]
    on_anything: frozenset[str]
    behind: frozenset[str]
    no_network: frozenset[str]
    owners: frozenset[str]
    before_that: frozenset[str]


WORDS = word_lists("networks.toml", Networks)
FORMERLY = 5
"""Tokens behind a name in which its former one stands: "X, formerly known as Twitter"."""


def with_networks(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """The mentions, with those networks where what is beside the name says so, and where the text
    that says so once has it as a name elsewhere.

    `capitals`: the tokens that begin with a capital letter.
    """
    texts, names = tokens.texts, WORDS.names
    named = [i for i in capitals if texts[i] in names]
    sure = {i for i in named if _is_network(tokens, i)} if named else set()
    if not sure:
        return list(found)
    said = {tokens.texts[i] for i in sure}
    held = {i for c in found if c.last > c.first for i in range(c.first, c.last + 1)}
    alone = {c.first for c in found if c.first == c.last and tokens.texts[c.first] in said}
    owns = {i for i in named if tokens.texts[i] in said and tokens.lower(i + 1) in POSSESSIVE}
    at = (sure | alone | owns) - held
    kept = [c for c in found if c.first not in at]
    return sorted([*kept, *(Candidate(i, i, "ORG", tokens.texts[i], None, 0.8) for i in at)])


def _is_network(tokens: Tokens, i: int) -> bool:
    """Whether what is beside a name says that a network is meant."""
    behind = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    if behind[:1].isupper() or behind[:1].isdecimal() or behind.lower() in WORDS.no_network:
        return False
    if tokens.glued(i) and behind == "-":
        return False  # "X-ray"
    if _is_formerly(tokens, i) or behind in WORDS.behind:
        return True
    before, second = tokens.lower(i - 1), tokens.lower(i - 2)
    if before == "to":
        return second in WORDS.to
    if before in POSSESSIVE:
        return tokens.texts[i - 2] in WORDS.owners
    anything = second in WORDS.on_anything or tokens.texts[i + 2 : i + 3] == ["Y"]
    return before in WORDS.before and not anything


def _is_formerly(tokens: Tokens, i: int) -> bool:
    """ "X, formerly Twitter", "X (formerly known as Twitter)"."""
    near = tokens.texts[i + 1 : i + 1 + FORMERLY]
    return (
        near[:1] in ([","], ["("]) and "formerly" in near and not WORDS.before_that.isdisjoint(near)
    )
