"""A town in a report of a match is its club: "Jones headed Lens in front", "Lens took the lead",
"was signed from Lens", "Lens, who have won four in a row".

Only in a sentence with a word of such reports, or a result.
"""

from collections.abc import Mapping
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.results import Bounds, has_result
from streams.extraction.entities.runs import POSSESSIVE, sentence_at
from streams.extraction.tokens import Tokens


class Sporting(NamedTuple):
    """The lists of `data/sporting.toml`, each explained beside its words."""

    words: frozenset[str]
    does: frozenset[str]
    ahead: frozenset[str]
    put: frozenset[str]
    left: frozenset[str]
    from_: frozenset[str]
    titles: frozenset[str]
    plural: frozenset[str]
    done: frozenset[str]
    beaten: frozenset[str]
    share: frozenset[str]


WORDS = word_lists("sporting.toml", Sporting)
BEHIND = (
    {pair.partition("_")[0] for pair in WORDS.does} | {",", "and"} | POSSESSIVE | WORDS.ahead
    | WORDS.left
)  # fmt: skip
"""What stands behind a club, of what says so."""
BEFORE = WORDS.put | {"from", "by", "left"} | WORDS.titles
"""What stands before it."""
LISTING = frozenset({"and", ",", "or"})
FARTHEST = 5
"""Tokens from a club to how far it is ahead: "left Lens three points clear"."""


def is_club(tokens: Tokens, mention: Candidate, people: Mapping[int, int], bounds: Bounds) -> bool:
    """Whether a town is its club by what stands beside it. `people`: where each begins and ends."""
    cue = _acts(tokens, mention) or _is_put(tokens, mention) or _is_of(tokens, mention)
    if not cue:
        behind = mention.last + 1
        cue = tokens.lower(behind) in POSSESSIVE and behind + 1 in people
        cue = cue or _shares(tokens, mention)
    return cue and _is_report(tokens, mention, bounds)


def are_several(tokens: Tokens, mention: Candidate) -> bool:
    """ "Lens, who have won four in a row": a town is "which"."""
    behind = mention.last + 1
    if tokens.lower(behind) != "," or tokens.lower(behind + 1) != "who":
        return False
    listed = tokens.lower(mention.first - 1) in LISTING
    verb = tokens.lower(behind + 2)
    done = tokens.lower(behind + 3) in WORDS.done if verb == "have" else verb in WORDS.plural
    return done and not listed


def is_signed_from(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """ "Signed from Lens", "on loan from Lens", "joined the club from Lens"."""
    first = mention.first
    if tokens.lower(first - 1) != "from":
        return False
    near = tokens.lowers[max(first - FARTHEST, 0) : first - 1]
    return not WORDS.from_.isdisjoint(near) and _is_report(tokens, mention, bounds)


def _is_report(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    start, end = sentence_at(bounds, mention.first)
    sport = not WORDS.words.isdisjoint(tokens.lowers[start:end])
    return sport or has_result(tokens, mention, bounds)


def _acts(tokens: Tokens, mention: Candidate) -> bool:
    """ "Lens took the lead"."""
    word, pair = tokens.lower(mention.last + 1), tokens.lower(mention.last + 2)
    return f"{word}_{pair}" in WORDS.does


def _is_put(tokens: Tokens, mention: Candidate) -> bool:
    """ "Headed Lens in front", "left Lens three points clear"."""
    before, behind = tokens.lower(mention.first - 1), mention.last + 1
    if before in WORDS.put:
        return tokens.lower(behind) in WORDS.ahead
    near = tokens.lowers[behind : behind + FARTHEST]
    return before == "left" and not WORDS.left.isdisjoint(near)


def _is_of(tokens: Tokens, mention: Candidate) -> bool:
    """ "Visitors Lens", "beaten 3-1 by Lens"."""
    first = mention.first
    before = tokens.lower(first - 1)
    if before in WORDS.titles:
        return True
    near = tokens.lowers[max(first - FARTHEST, 0) : first - 1]
    return before == "by" and not WORDS.beaten.isdisjoint(near)


def _shares(tokens: Tokens, mention: Candidate) -> bool:
    """ "Lens and Nancy drew 2-2"."""
    if tokens.lower(mention.last + 1) != "and":
        return False
    near = tokens.lowers[mention.last + 2 : mention.last + FARTHEST]
    return not WORDS.share.isdisjoint(near)
