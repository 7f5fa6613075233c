"""Cities and states that stand for their team, as news of sport has it: "Houston beat Utah 98-94".

A place is a team where a player of it is named, where it and another team meet, where it leads a
row of a table of results, or where more than one do what it does ("Leeds have signed him"), as is
somebody by one name; and then wherever the text does not say "in Houston". A country stays.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from streams.extraction.entities import sporting
from streams.extraction.entities.bodies import BODIES
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import city_countries, small_towns
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.known_people import known_alone
from streams.extraction.entities.results import Bounds, has_result, in_result, in_table, is_number
from streams.extraction.entities.rows import is_land
from streams.extraction.entities.runs import sentence_at
from streams.extraction.entities.settling import states
from streams.extraction.entities.sporting import (
    are_several,
    has_met,
    is_club,
    is_put,
    is_report,
    is_signed_from,
    play_on,
)
from streams.extraction.entities.vocabulary import words
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
    scoring: frozenset[str]
    several: frozenset[str]
    of_several: frozenset[str]
    where: frozenset[str]
    also: frozenset[str]
    regions: frozenset[str]
    squads: frozenset[str]


WORDS = word_lists("teams.toml", Teams)
BEHIND = (
    WORDS.players
    | WORDS.doubtful_players
    | WORDS.before_players
    | WORDS.verbs
    | WORDS.scoring
    | WORDS.several
    | {phrase.partition("_")[0] for phrase in WORDS.phrases}
    | sporting.BEHIND
)
BEFORE = (
    WORDS.verbs
    | WORDS.meeting
    | {phrase.partition("_")[2] for phrase in WORDS.phrases}
    | sporting.BEFORE
)
"""The words beside a team."""
FEWEST_WORDS = 2
"""Words of sport that say that a text is of a match."""
FEWEST_PLAYERS = 5
"""People of a list who have something in brackets behind them."""
SHARE_OF_CLUBS = 5
"""One of so many in brackets has to be a club."""
MAY_BE_CLUBS = frozenset({"PLACE", "PERSON", "FACILITY"})


def with_teams(tokens: Tokens, found: Sequence[Candidate], bounds: Bounds) -> list[Candidate]:
    """The mentions, those of a place that is a team as organisations. `bounds`: the sentences."""
    named = [m for m in found if m.type == "PLACE" or (m.first == m.last and m.type == "PERSON")]
    likely = [m for m in named if _may_play(tokens, m)]
    people = {m.first: m.last for m in found if m.type == "PERSON"} if likely else {}
    sure = [m for m in likely if _plays(tokens, m, people, bounds)]
    sure += _of_players(tokens, found)
    if clubs := _towns_of_clubs(tokens, found):
        alone = (m for m in named if tokens.surface(m.first, m.last) in clubs)
        sure += [m for m in alone if not _is_where(tokens, m)]
    if not sure:
        return list(found)
    names = {tokens.surface(m.first, m.last) for m in sure}
    teams = {m.first for m in sure} | {
        m.first
        for m in named
        if tokens.surface(m.first, m.last) in names and not _is_where(tokens, m)
    }
    return [
        m._replace(type="ORG", canonical=None, country=None) if m.first in teams else m
        for m in found
    ]


def _towns_of_clubs(tokens: Tokens, found: Sequence[Candidate]) -> frozenset[str]:
    """The towns by which clubs go that a report of a match names in full: "Coventry" of Coventry
    City."""
    clubs = [
        m for m in found
        if m.type == "ORG" and m.first < m.last and tokens.texts[m.last] in BODIES.clubs
    ]  # fmt: skip
    if not clubs or len(sporting.WORDS.words.intersection(tokens.lowers)) < FEWEST_WORDS:
        return frozenset()
    towns = {tokens.surface(m.first, m.last - 1) for m in clubs}
    return frozenset(towns - WORDS.of_several)


def _of_players(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The names in brackets behind people, where a list of them has clubs there as well: "Vernon
    Cooper (Llanelli), Scott Gibbs (Swansea), Tony Yeboah (Leeds United)"; no country's."""
    behind = [
        of
        for player, of in pairwise(found)
        if player.type == "PERSON"
        and of.first == player.last + 2
        and tokens.texts[of.first - 1] == "("
        and tokens.lower(of.last + 1) == ")"
    ]
    clubs = sum(of.type == "ORG" for of in behind)
    if len(behind) < FEWEST_PLAYERS:
        return []
    if clubs * SHARE_OF_CLUBS < len(behind) and WORDS.squads.isdisjoint(tokens.lowers):
        return []
    return [of for of in behind if of.type in MAY_BE_CLUBS and not _is_nation(tokens, of)]


def _is_nation(tokens: Tokens, of: Candidate) -> bool:
    """ "Jordan", "Wales" and "Dutch", and whoever has a given name."""
    named = of.type == "PERSON" and of.first < of.last and tokens.texts[of.first] in words().given
    return named or is_land(tokens, of.first, of.last)


def _has_teams(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a place is a city, a state or a county: a country's team has the country's name."""
    name = tokens.surface(mention.first, mention.last)
    if name.isupper():
        name = name.title()
    if name in states() or name in WORDS.also or name in WORDS.regions:
        return True
    known = name in city_countries() or name in small_towns()
    return known and not _is_country(tokens, mention)


def _is_country(tokens: Tokens, mention: Candidate) -> bool:
    """ "Jordan" and "Wales", which are towns as well."""
    known = longest_name(tokens.texts, mention.first, mention.last + 1)
    sovereign = known is not None and known[0].sovereign
    return sovereign or tokens.texts[mention.first] in KIND_WORDS.nations


def _may_play(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a word beside a place says that it may be a team: beside most there is none."""
    first, behind = mention.first, tokens.lower(mention.last + 1)
    if behind in BEHIND or behind.isdecimal():
        return True
    return first > 0 and tokens.lowers[first - 1] in BEFORE


def _plays(tokens: Tokens, mention: Candidate, people: Mapping[int, int], bounds: Bounds) -> bool:
    """`people`: the tokens with which the names of people begin, and with which they end."""
    if mention.type == "PERSON":
        several = (
            _are_several(tokens, mention, bounds)
            or _is_county(tokens, mention, bounds)
            or (
                _has_teams(tokens, mention)
                and (play_on(tokens, mention, bounds) or is_put(tokens, mention))
                and is_report(tokens, mention, bounds)
            )
        )
        return several and not _is_of_anybody(tokens, mention, people)
    if not _has_teams(tokens, mention):
        return False
    if _are_several(tokens, mention, bounds):
        return not _is_country(tokens, mention)
    if _suffers(tokens, mention) and has_result(tokens, mention, bounds):
        return True
    if has_met(tokens, mention) or is_signed_from(tokens, mention, bounds):
        return not _is_country(tokens, mention)
    return not _is_where(tokens, mention) and (
        _has_player(tokens, mention, people)
        or in_table(tokens, mention)
        or in_result(tokens, mention)
        or _is_among_leaders(tokens, mention, people)
        or _meets(tokens, mention)
        or _bats(tokens, mention)
        or (_does(tokens, mention) and has_result(tokens, mention, bounds))
        or (
            (are_several(tokens, mention) or is_club(tokens, mention, people, bounds))
            and not _is_country(tokens, mention)
        )
    )


def _is_where(tokens: Tokens, mention: Candidate) -> bool:
    """ "in Houston", "Houston, Texas", "Houston Police": the place itself."""
    behind = mention.last + 1
    capital = tokens.texts[behind][:1].isupper() if behind < len(tokens) else False
    shouted = tokens.texts[mention.first].isupper()
    return tokens.lower(mention.first - 1) in WORDS.where or (capital and not shouted)


def _are_several(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """ "Leeds are third", where a sentence begins; not "Moscow have denied it"."""
    name = tokens.texts[mention.first]
    if tokens.lower(mention.last + 1) not in WORDS.several or name in words().capitals:
        return False
    return sentence_at(bounds, mention.first)[0] == mention.first


def _is_county(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """ "Kerry beat Mayo 2-15 to 1-12": a county that is a given name as well."""
    if tokens.texts[mention.first] not in WORDS.also or not has_result(tokens, mention, bounds):
        return False
    return _does(tokens, mention) or _suffers(tokens, mention)


def _bats(tokens: Tokens, mention: Candidate) -> bool:
    """ "Vidarbha were 244 for 4 at stumps"."""
    behind = mention.last + 1
    if tokens.lower(behind) not in WORDS.several or not is_number(tokens, behind + 1):
        return False
    return tokens.lower(behind + 2) == "for" and is_number(tokens, behind + 3)


def _is_of_anybody(tokens: Tokens, mention: Candidate, people: Mapping[int, int]) -> bool:
    """Whether a name is a family's, of somebody whom all know by it, or of a longer one: "Clintons
    have", "Trump are", "Chelsea have a son" of Chelsea Clinton."""
    word = tokens.texts[mention.last]
    known = word.endswith("s") or word in known_alone()
    return known or any(i < end and word in tokens.texts[i : end + 1] for i, end in people.items())


def _has_player(tokens: Tokens, mention: Candidate, people: Mapping[int, int]) -> bool:
    """ "Leeds striker Tony Yeboah", "Oakland first baseman Mark McGwire"."""
    at = mention.last + 1
    while tokens.lower(at) in WORDS.before_players:
        at += 1
    word = tokens.lower(at)
    return word in WORDS.players or (word in WORDS.doubtful_players and at + 1 in people)


def _is_among_leaders(tokens: Tokens, mention: Candidate, people: Mapping[int, int]) -> bool:
    """ "Frank Thomas, Chicago, .349"."""
    before, behind = mention.first - 1, mention.last + 1
    if tokens.lower(before) != "," or tokens.lower(behind) != ",":
        return False
    number = tokens.lower(behind + 1)
    number = tokens.lower(behind + 2) if number == "." else number
    return number.isdecimal() and before - 1 in people.values()


def _does(tokens: Tokens, mention: Candidate) -> bool:
    """ "Houston beat", "Houston held off"."""
    word, pair = tokens.lower(mention.last + 1), tokens.lower(mention.last + 2)
    scores = word in WORDS.scoring and is_number(tokens, mention.last + 2)
    return scores or word in WORDS.verbs or f"{word}_{pair}" in WORDS.phrases


def _suffers(tokens: Tokens, mention: Candidate) -> bool:
    """ "beat Houston", "lost to Houston"."""
    pair, word = tokens.lower(mention.first - 2), tokens.lower(mention.first - 1)
    return word in WORDS.verbs or f"{pair}_{word}" in WORDS.phrases


def _meets(tokens: Tokens, mention: Candidate) -> bool:
    """ "the match against Houston"."""
    first = mention.first
    return tokens.lower(first - 1) in WORDS.meeting and tokens.lower(first - 2) in WORDS.games
