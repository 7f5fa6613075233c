"""Cities and states that stand for their team, as news of sport has it: "Houston beat Utah 98-94".

A place is a team where a player of it is named, where it and another team meet, or where it leads
a row of a table of results; and then wherever the text does not say "in Houston". A country stays.
"""

from bisect import bisect_right
from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.geography import city_countries, postal_codes, small_towns
from streams.extraction.entities.word_lists import word_lists
from streams.extraction.tokens import Tokens


class Teams(NamedTuple):
    """The lists of `data/teams.toml`, each explained beside its words."""

    players: frozenset[str]
    doubtful_players: frozenset[str]
    before_players: frozenset[str]
    verbs: frozenset[str]
    phrases: frozenset[str]
    games: frozenset[str]
    meeting: frozenset[str]
    where: frozenset[str]
    also: frozenset[str]


WORDS = word_lists("teams.toml", Teams)
DASHES = frozenset("-–")
MOST_GOALS = 3
"""Digits of a side's number in a result."""
SHARE = 3
"""Digits behind the point of the share of games won, in a table: ".520"."""
BEHIND = (
    WORDS.players
    | WORDS.doubtful_players
    | WORDS.before_players
    | WORDS.verbs
    | {phrase.partition("_")[0] for phrase in WORDS.phrases}
)
BEFORE = WORDS.verbs | WORDS.meeting | {phrase.partition("_")[2] for phrase in WORDS.phrases}
"""The words beside a team."""
Bounds = Sequence[tuple[int, int]]


def with_teams(tokens: Tokens, found: Sequence[Candidate], bounds: Bounds) -> list[Candidate]:
    """The mentions, those of a place that is a team as organisations. `bounds`: the sentences."""
    places = [m for m in found if m.type == "PLACE"]
    likely = [m for m in places if _may_play(tokens, m)]
    people = {m.first for m in found if m.type == "PERSON"} if likely else set()
    sure = [m for m in likely if _plays(tokens, m, people, bounds)]
    if not sure:
        return list(found)
    names = {tokens.surface(m.first, m.last) for m in sure}
    teams = {m.first for m in sure} | {
        m.first
        for m in places
        if tokens.surface(m.first, m.last) in names and not _is_where(tokens, m)
    }
    return [
        m._replace(type="ORG", canonical=None, country=None) if m.first in teams else m
        for m in found
    ]


@cache
def _states() -> frozenset[str]:
    return frozenset(name for name, _ in postal_codes().values())


def _has_teams(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a place is a city, a state or a county: a country's team has the country's name."""
    name = tokens.surface(mention.first, mention.last)
    if name.isupper():
        name = name.title()
    return (
        name in city_countries() or name in _states() or name in WORDS.also or name in small_towns()
    )


def _may_play(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a word beside a place says that it may be a team: beside most there is none."""
    behind = tokens.lower(mention.last + 1)
    return behind in BEHIND or behind.isdecimal() or tokens.lower(mention.first - 1) in BEFORE


def _plays(tokens: Tokens, mention: Candidate, people: Set[int], bounds: Bounds) -> bool:
    """`people`: the tokens with which the names of people begin."""
    if not _has_teams(tokens, mention):
        return False
    if _suffers(tokens, mention) and _has_result(tokens, mention, bounds):
        return True
    return not _is_where(tokens, mention) and (
        _has_player(tokens, mention, people)
        or _in_table(tokens, mention)
        or _meets(tokens, mention)
        or (_does(tokens, mention) and _has_result(tokens, mention, bounds))
    )


def _is_where(tokens: Tokens, mention: Candidate) -> bool:
    """ "in Houston", "Houston, Texas", "Houston Police": the place itself."""
    behind = mention.last + 1
    capital = tokens.texts[behind][:1].isupper() if behind < len(tokens) else False
    shouted = tokens.texts[mention.first].isupper()
    return tokens.lower(mention.first - 1) in WORDS.where or (capital and not shouted)


def _has_player(tokens: Tokens, mention: Candidate, people: Set[int]) -> bool:
    """ "Leeds striker Tony Yeboah", "Oakland first baseman Mark McGwire"."""
    at = mention.last + 1
    while tokens.lower(at) in WORDS.before_players:
        at += 1
    word = tokens.lower(at)
    return word in WORDS.players or (word in WORDS.doubtful_players and at + 1 in people)


def _does(tokens: Tokens, mention: Candidate) -> bool:
    """ "Houston beat", "Houston held off"."""
    word, pair = tokens.lower(mention.last + 1), tokens.lower(mention.last + 2)
    return word in WORDS.verbs or f"{word}_{pair}" in WORDS.phrases


def _suffers(tokens: Tokens, mention: Candidate) -> bool:
    """ "beat Houston", "lost to Houston"."""
    pair, word = tokens.lower(mention.first - 2), tokens.lower(mention.first - 1)
    return word in WORDS.verbs or f"{pair}_{word}" in WORDS.phrases


def _meets(tokens: Tokens, mention: Candidate) -> bool:
    """ "the match against Houston"."""
    first = mention.first
    return tokens.lower(first - 1) in WORDS.meeting and tokens.lower(first - 2) in WORDS.games


def _has_result(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """Whether the sentence of a mention tells a result: "98-94"."""
    at = bisect_right(bounds, mention.first, key=lambda bound: bound[0]) - 1
    start, end = bounds[at] if at >= 0 else (0, len(tokens))
    return any(
        tokens.texts[i] in DASHES
        and tokens.glued(i)
        and tokens.glued(i - 1)
        and _is_number(tokens, i - 1)
        and _is_number(tokens, i + 1)
        for i in range(start + 1, min(end, len(tokens)) - 1)
    )


def _is_number(tokens: Tokens, i: int) -> bool:
    text = tokens.texts[i]
    return text.isdecimal() and len(text) <= MOST_GOALS


def _in_table(tokens: Tokens, mention: Candidate) -> bool:
    """ "San Francisco 56 73 .434 12", alone in its line."""
    if mention.first and "\n" not in tokens.gaps[mention.first - 1]:
        return False
    share = False
    for i in range(mention.last + 1, len(tokens)):
        text = tokens.texts[i]
        if not (text.isdecimal() or text in {".", *DASHES}):
            return False
        share |= text == "." and tokens.glued(i) and len(tokens.texts[i + 1]) == SHARE
        if "\n" in tokens.gaps[i]:
            break
    return share
