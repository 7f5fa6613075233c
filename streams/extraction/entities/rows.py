"""The rows of a sports or weather desk, each alone in its line: "Tromso 2 Brann 1", "Lens v Nancy",
"BOSTON AT TEXAS", "Cebu max 31".

What stands in such a row is known by where it stands, whoever or whatever has the name elsewhere.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import Name, longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.results import is_number
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens


class Rows(NamedTuple):
    """The lists of `data/rows.toml`, each explained beside its words."""

    between: frozenset[str]
    within: frozenset[str]
    behind_team: frozenset[str]
    degrees: frozenset[str]
    skies: frozenset[str]
    in_people: frozenset[str]
    of_goals: frozenset[str]
    no_players: frozenset[str]
    no_team: frozenset[str]


WORDS = word_lists("rows.toml", Rows)
LONGEST_ROW = 90
"""Characters of a line that may be a row."""
MAY_BE_ROW = re.compile(r"\d| vs? | [aA][tT] | V[Ss]? ")
LONGEST_SIDE = 5
"""Tokens of the name of a team."""
FEWEST_ROWS = 2
LONGEST_SIGNATURE = 4
SHORTEST_DATELINE = 3
"""Letters of the first word of the place that a dispatch is sent from."""
FARTHEST_DATE = 9
DATELINE = frozenset({"-", "–", "—", "(", *map(str, range(1987, 2040))})
"""One of these stands behind that place."""
Row = tuple[int, int]
"""The first token of a line and the one behind its last."""
Side = tuple[int, int]
"""The tokens of a name in a row, first and last."""


def with_rows(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, those in rows as what the row says that they are, and those it has besides."""
    rows = list(_short_lines(tokens))
    if not rows:
        return list(found)
    placed: dict[Side, EntityType] = {}
    named = {(m.first, m.last) for m in found}
    games = [sides for row in rows if (sides := _game(tokens, row, named))]
    if len(games) >= FEWEST_ROWS:
        teams = [side for sides in games for side in sides]
        organisations = {(m.first, m.last) for m in found if m.type == "ORG"}
        if not organisations.isdisjoint(teams):
            given = words().given
            placed |= {s: "ORG" for s in teams if s[0] == s[1] or tokens.texts[s[0]] not in given}
    placed |= dict.fromkeys(_signed(tokens, rows), "PERSON")
    for row in rows:
        placed |= dict.fromkeys(_weather(tokens, row), "PLACE")
        placed |= dict.fromkeys((v for v in _venue(tokens, row) if v in named), "PLACE")
    return in_place(tokens, found, placed) if placed else list(found)


def in_place(
    tokens: Tokens, found: Sequence[Candidate], placed: dict[Side, EntityType]
) -> list[Candidate]:
    """The mentions, with what stands at some tokens as one mention of its type; a country stays."""
    kept: list[Candidate] = []
    covered = {i: side for side in placed for i in range(side[0], side[1] + 1)}
    for mention in found:
        side = covered.get(mention.first) or covered.get(mention.last)
        if side is None:
            kept.append(mention)
        elif is_land(tokens, *side) or (
            side == (mention.first, mention.last) and mention.type == placed[side]
        ):
            kept.append(mention)
            placed.pop(side, None)
    kept += [
        Candidate(first, last, kind, None, None, 0.8)
        for (first, last), kind in placed.items()
        if not is_land(tokens, first, last)
    ]
    return sorted(kept)


def is_land(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is a country's, in capitals or not, or what a people is called."""
    known = _whole(tokens, first, last)
    if first == last and _spelt(tokens.texts[first]) in KIND_WORDS.nations:
        return True
    return known is not None and (known.sovereign or known.demonym)


def is_people(tokens: Tokens, i: int) -> bool:
    """Whether a word is what a people is called, in capitals or not."""
    known = _whole(tokens, i, i)
    return known is not None and known.demonym


def _whole(tokens: Tokens, first: int, last: int) -> Name | None:
    """What a name is known for."""
    texts = [_spelt(text) for text in tokens.texts[first : last + 1]]
    known = longest_name(texts, 0, len(texts))
    return known[0] if known is not None and known[1] == len(texts) else None


def _spelt(text: str) -> str:
    return text.capitalize() if text.isupper() and len(text) > 2 else text


def _short_lines(tokens: Tokens) -> Iterator[Row]:
    """The lines that are short enough for a row and may be one, or are before a line that begins in
    capitals."""
    start = 0
    lines = tokens.text.split("\n")
    lines.append("")
    for line, following in pairwise(lines):
        end = start + len(line)
        if 1 < len(line) <= LONGEST_ROW and (following[:2].isupper() or MAY_BE_ROW.search(line)):
            first = bisect_left(tokens.starts, start)
            behind = bisect_left(tokens.starts, end)
            if first < behind:
                yield first, behind
        start = end + 1


def side_end(tokens: Tokens, at: int, end: int) -> int:
    """The token behind a name of a team that begins at a token; the same where none does."""
    if at >= end or not is_capitalised(tokens.texts[at]):
        return at
    last = at
    for i in range(at, min(end, at + LONGEST_SIDE)):
        text = tokens.texts[i]
        if is_capitalised(text) and tokens.lowers[i] not in WORDS.between:
            last = i
        elif tokens.lowers[i] not in WORDS.within:
            break
    return last + 1


def _game(tokens: Tokens, row: Row, named: Collection[Side]) -> tuple[Side, ...]:
    """The two teams of "Tromso 2 Brann 1" or "Lens v Nancy", alone in their line; of "BOSTON AT
    TEXAS" only where both have a name anyhow."""
    first, end = row
    middle = side_end(tokens, first, end)
    if middle == first or middle >= end - 1:
        return ()
    scored = is_number(tokens, middle)
    if not scored and tokens.lowers[middle] not in WORDS.between:
        return ()
    behind = side_end(tokens, middle + 1, end)
    if behind == middle + 1:
        return ()
    if scored:
        if behind >= end or not is_number(tokens, behind):
            return ()
        rest = behind + 1
    else:
        rest = behind
    if (
        rest < end
        and tokens.texts[rest] not in "(,.;"
        and tokens.lowers[rest] not in WORDS.behind_team
    ):
        return ()
    if tokens.lowers[middle] in WORDS.between and tokens.lower(middle + 1) == ".":
        return ()  # "Roe v. Wade"
    sides = (first, middle - 1), (middle + 1, behind - 1)
    return (
        () if tokens.lowers[middle] == "at" and not all(side in named for side in sides) else sides
    )


def _weather(tokens: Tokens, row: Row) -> Iterator[Side]:
    """The towns of "Cebu max 31 , Davao max 32" and "Tartu 12 4 cloudy"."""
    first, end = row
    last = tokens.lowers[end - 1] if tokens.texts[end - 1].isalpha() else tokens.lower(end - 2)
    sky = last in WORDS.skies
    if not sky and WORDS.degrees.isdisjoint(tokens.lowers[first:end]):
        return
    at = first
    while at < end:
        behind = side_end(tokens, at, end)
        if behind > at and behind < end - 1:
            sign = behind + (tokens.texts[behind] == ":")
            told = tokens.lower(sign) in WORDS.degrees and is_number(tokens, sign + 1)
            if told or (
                sky and at == first and is_number(tokens, behind) and is_number(tokens, behind + 1)
            ):
                yield at, behind - 1
        at = max(behind, at + 1)


def _venue(tokens: Tokens, row: Row) -> Iterator[Side]:
    """ "Taunton" of "At Taunton : Surrey 298", where a row begins."""
    first, end = row
    if tokens.texts[first] in {"At", "In"}:
        behind = side_end(tokens, first + 1, end)
        if behind > first + 1 and behind < end and tokens.texts[behind] == ":":
            yield first + 1, behind - 1


def _signed(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Side]:
    """Who signs a dispatch, alone in the line before the place that it is sent from."""
    for first, end in rows:
        first += tokens.texts[first] == "By"
        if not 2 <= end - first <= LONGEST_SIGNATURE or end >= len(tokens):
            continue
        shouted = tokens.texts[end]
        if not shouted.isupper() or len(shouted) < SHORTEST_DATELINE:
            continue
        if not all(is_capitalised(t) and not t.isupper() for t in tokens.texts[first:end]):
            continue
        if tokens.lowers[end - 1] in words().org_last:
            continue  # "Delaware News Journal"
        if not DATELINE.isdisjoint(tokens.texts[end + 1 : end + FARTHEST_DATE]) and not is_land(
            tokens, first, end - 1
        ):
            yield first, end - 1
