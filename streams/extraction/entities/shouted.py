"""Names in heads in capitals: "SQUASH - JANSHER THROUGH", "SOCCER - LENS HELD BY NANCY".

What the text below has in small letters says what is meant; in a report of a team sport a town is
its club.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.edges import HYPHENS
from streams.extraction.entities.results import Bounds
from streams.extraction.entities.rows import is_land
from streams.extraction.entities.traded import BEHIND_DESK
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens


class Shouted(NamedTuple):
    """The lists of `data/shouted.toml`, each explained beside its words."""

    team_sports: frozenset[str]
    sports: frozenset[str]
    nothing: frozenset[str]
    events: frozenset[str]
    of_places: frozenset[str]
    where: frozenset[str]
    losing: frozenset[str]


WORDS = word_lists("shouted.toml", Shouted)
SHORTEST = 4
"""Letters of a word that stands for a longer name."""
FEWEST = 3
"""Tokens of a head."""
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
        told = [
            m
            for one in found[begin:behind]
            if (m := _as_head(tokens, one, start, end, events)) is not None
        ]
        kept += told
        kept += _more(tokens, told, parts, start, end) if parts else ()
    kept += found[done:]
    return sorted(kept)


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
    tokens: Tokens, told: Sequence[Candidate], parts: dict[str, Candidate], start: int, end: int
) -> Iterator[Candidate]:
    """The words of a head that stand for a longer name of the text."""
    taken = {i for m in told for i in range(m.first, m.last + 1)}
    for i in range(start, end):
        mention = parts.get(tokens.texts[i])
        if mention is not None and i not in taken:
            yield Candidate(i, i, mention.type, None, None, 0.8)


def _as_head(
    tokens: Tokens, mention: Candidate, start: int, end: int, events: set[str]
) -> Candidate | None:
    """A mention in a head as the head has it; None where it is none."""
    first, last = mention.first, mention.last
    if first == last and tokens.lowers[first] in WORDS.nothing:
        return None
    behind = tokens.lower(last + 1) if last + 1 < end else ""
    if mention.type in {"GROUP", "PLACE"} and behind in WORDS.events:
        event = tokens.surface(first, last + 1)
        if event in events or (behind == "open" and tokens.lower(last + 2) not in HYPHENS):
            return Candidate(first, last + 1, "EVENT", None, None, 0.8)
    if (
        mention.type == "PLACE"
        and _is_of_teams(tokens, start)
        and _may_play(tokens, mention, behind)
    ):
        return mention._replace(type="ORG", canonical=None, country=None)
    return mention


def _is_of_teams(tokens: Tokens, start: int) -> bool:
    """ "SOCCER - ", "RUGBY UNION - ", where a head begins."""
    if tokens.lowers[start] not in WORDS.team_sports:
        return False
    near = tokens.texts[start + 1 : start + 4]
    return not BEHIND_DESK.isdisjoint(near)


def _may_play(tokens: Tokens, mention: Candidate, behind: str) -> bool:
    """Whether a place in a head may be its club: not "IN LENS", not "LENS MARATHON"."""
    before = tokens.lower(mention.first - 1)
    if before == "to":
        return tokens.lower(mention.first - 2) in WORDS.losing
    if before in WORDS.where or behind in WORDS.events or behind in WORDS.of_places:
        return False
    return not is_land(tokens, mention.first, mention.last)
