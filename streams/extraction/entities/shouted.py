"""Names in heads in capitals: "SQUASH - JANSHER THROUGH", "SOCCER - LENS HELD BY NANCY".

What the text below has in small letters says what is meant; in a report of a team sport a town is
its club, in any other a name alone is somebody's.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.edges import HYPHENS
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.results import Bounds
from streams.extraction.entities.rows import is_land, is_people
from streams.extraction.entities.traded import BEHIND_DESK
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common, is_word
from streams.extraction.tokens import Tokens


class Shouted(NamedTuple):
    """The lists of `data/shouted.toml`, each explained beside its words."""

    team_sports: frozenset[str]
    sports: frozenset[str]
    teams: frozenset[str]
    nothing: frozenset[str]
    jargon: frozenset[str]
    events: frozenset[str]
    of_places: frozenset[str]
    where: frozenset[str]
    losing: frozenset[str]


WORDS = word_lists("shouted.toml", Shouted)


class Desk(NamedTuple):
    """What a head begins with."""

    behind: int
    """The token behind it."""
    sport: bool
    of_teams: bool


SHORTEST = 4
"""Letters of a word that stands for a longer name."""
FEWEST = 3
"""Tokens of a head."""
ENDINGS = ("", "s", "es", "ed", "d", "ing")
"""What a word has behind one that the list of words has: "clinches"."""
LONGEST_DESK = 6
"""Tokens of the desk that it begins with."""
PART_OF = {"PERSON": "PERSON", "ORG": "ORG"}
"""What is called by a word of its name."""


def with_shouted(tokens: Tokens, found: Sequence[Candidate], bounds: Bounds) -> list[Candidate]:
    """The mentions, those in heads in capitals as the text below has them.

    `bounds`: the sentences.
    """
    texts = tokens.texts
    heads = [
        (start, end)
        for start, end in bounds
        if end - start >= FEWEST and texts[start].isupper() and _is_shouted(tokens, start, end)
    ]
    if not heads:
        return list(found)
    parts = _parts(tokens, found, heads)
    events = {
        tokens.surface(m.first, m.last).upper()
        for m in found
        if m.type == "EVENT" and m.first < m.last
    }
    kept: list[Candidate] = []
    firsts = [m.first for m in found]
    done = 0
    for start, end in heads:
        begin, behind = bisect_left(firsts, start), bisect_left(firsts, end)
        kept += found[done:begin]
        done = behind
        desk = _desk(tokens, start)
        told = [m for one in found[begin:behind] for m in _as_head(tokens, one, end, desk, events)]
        kept += told
        if parts or desk.sport:
            kept += _more(tokens, told, parts, end, desk, alone=len(heads) == len(bounds))
    kept += found[done:]
    return sorted(kept)


def _desk(tokens: Tokens, start: int) -> Desk:
    """The desk that a head begins with: "SOCCER - ", "NHL ICE HOCKEY - "."""
    for i in range(start + 1, min(start + LONGEST_DESK, len(tokens))):
        if tokens.texts[i] in BEHIND_DESK:
            desk = tokens.lowers[start:i]
            if not WORDS.team_sports.isdisjoint(desk):
                return Desk(i + 1, sport=True, of_teams=True)
            if not WORDS.sports.isdisjoint(desk):
                return Desk(i + 1, sport=True, of_teams=False)
            break
    return Desk(start, sport=False, of_teams=False)


def _is_shouted(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a sentence is all in capitals."""
    if not tokens.texts[end - 1 - (not tokens.texts[end - 1][0].isalnum())].isupper():
        return False  # the last word, where most are left that begin with "A" or "NATO"
    return tokens.text[tokens.starts[start] : tokens.ends[end - 1]].isupper()


def _parts(
    tokens: Tokens, found: Sequence[Candidate], heads: Sequence[tuple[int, int]]
) -> dict[str, Candidate]:
    """The words by which those are called whom the text below names in full."""
    parts: dict[str, Candidate] = {}
    for mention in found:
        if mention.type not in PART_OF or mention.first == mention.last:
            continue
        if any(start <= mention.first < end for start, end in heads):
            continue
        for i in (mention.first, mention.last):
            word = tokens.texts[i]
            if len(word) >= SHORTEST and word.istitle() and not is_common(word.lower()):
                parts.setdefault(word.upper(), mention)
    return {
        word: mention
        for word, mention in parts.items()
        if word.lower() not in words().org_last and word.lower() not in words().roles
    }


def _more(
    tokens: Tokens,
    told: Sequence[Candidate],
    parts: dict[str, Candidate],
    end: int,
    desk: Desk,
    *,
    alone: bool,
) -> Iterator[Candidate]:
    """The words of a head that stand for a longer name of the text; in that of a sports desk teams
    by their nicknames ("MARINERS"), and words that no list has where no text is below it.

    `alone`: whether none is.
    """
    taken = {i for m in told for i in range(m.first, m.last + 1)}
    for i in range(desk.behind, end):
        if i in taken:
            continue
        mention = parts.get(tokens.texts[i])
        if mention is not None:
            yield Candidate(i, i, mention.type, None, None, 0.8)
        elif desk.of_teams and tokens.lowers[i] in WORDS.teams:
            yield Candidate(i, i, "ORG", None, None, 0.8)
        elif alone and desk.sport and _is_strange(tokens, i):
            yield Candidate(i, i, "PERSON", None, None, 0.6)


def _is_strange(tokens: Tokens, i: int) -> bool:
    """Whether a word is in no list of words, and stands alone: "STOICHKOV"."""
    word = tokens.lowers[i]
    if len(word) < SHORTEST or not word.isalpha() or word in WORDS.jargon:
        return False
    if any(is_word(word.removesuffix(ending)) for ending in ENDINGS):
        return False
    if tokens.glued(i - 1) and tokens.texts[i - 1] in HYPHENS:
        return False
    return tokens.lower(i - 1) not in WORDS.where


def _as_head(
    tokens: Tokens, mention: Candidate, end: int, desk: Desk, events: set[str]
) -> tuple[Candidate, ...]:
    """A mention in a head as the head has it; none where it is none."""
    first, last = mention.first, mention.last
    if first < last and mention.type == "PERSON" and tokens.lowers[last] in WORDS.jargon:
        mention, last = mention._replace(last=last - 1), last - 1  # "GRIFFEY HOMERS TWICE"
    if first == last and tokens.lowers[first] in WORDS.nothing:
        return ()
    if last < desk.behind and mention.canonical is None and mention.type != "GROUP":
        return ()  # "MOTOR RACING - "
    behind = tokens.lower(last + 1) if last + 1 < end else ""
    if mention.type in {"GROUP", "PLACE", "EVENT"} and behind in WORDS.events:
        event = tokens.surface(first, last + 1)
        is_open = behind == "open" and tokens.lower(last + 2) not in HYPHENS
        if mention.type == "EVENT" or event in events or is_open:
            return (Candidate(first, last + 1, "EVENT", None, None, 0.8),)
    if desk.sport and first < last and mention.type in {"PERSON", "PLACE"}:
        parted = _without_people(tokens, mention)
        if parted:
            return parted
    if mention.type != "PLACE" or not desk.sport:
        return (mention,)
    if desk.of_teams and not _is_family(tokens, mention):
        team = _may_play(tokens, mention, behind)
        return (mention._replace(type="ORG", canonical=None, country=None) if team else mention,)
    if _is_somebody(tokens, mention, behind):
        return (mention._replace(type="PERSON", canonical=None, country=None),)
    return (mention,)


def _without_people(tokens: Tokens, mention: Candidate) -> tuple[Candidate, ...]:
    """ "THAI" and "SINGWANCHA", one name for the tagger."""
    first, last = mention.first, mention.last
    if not is_people(tokens, first) or is_people(tokens, last) or is_land(tokens, first, last):
        return ()
    return (
        Candidate(first, first, "GROUP", None, None, 0.8, None, True, True),
        Candidate(first + 1, last, "PERSON", None, None, 0.8),
    )


def _is_family(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a name that is no known place is one that people have: "WAQAR"."""
    known = mention.canonical is not None or mention.first < mention.last
    return not known and tokens.lowers[mention.first] in given_and_last()[0]


def _is_somebody(tokens: Tokens, mention: Candidate, behind: str) -> bool:
    """Whether a word that the tagger has for a place is in no list of places: "RIIS ATTACKS"."""
    if mention.first < mention.last or mention.canonical is not None:
        return False
    if tokens.lowers.count(tokens.lowers[mention.first]) > 1:
        return False  # the text below says what it is
    before = tokens.lower(mention.first - 1)
    return before not in WORDS.where and behind not in WORDS.events | WORDS.of_places


def _may_play(tokens: Tokens, mention: Candidate, behind: str) -> bool:
    """Whether a place in a head may be its club: not "IN LENS", not "LENS MARATHON"."""
    before = tokens.lower(mention.first - 1)
    if before == "to":
        return tokens.lower(mention.first - 2) in WORDS.losing
    if before in WORDS.where or behind in WORDS.events or behind in WORDS.of_places:
        return False
    return not is_land(tokens, mention.first, mention.last)
