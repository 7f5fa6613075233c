"""Ships and other craft by less than their name: "the Vinson" of USS Carl Vinson."""

from collections.abc import Iterator, Mapping, Sequence

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.families import WORDS, address
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.vessels import VESSELS
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

NAMESAKES = frozenset({"after", "for"})
"""What stands before whom a ship is named after."""
CRAFT = VESSELS | KIND_WORDS.craft
"""What stands before the name of a ship that a list knows, with which it is one."""
MAY_BE_ONE = frozenset({"VEHICLE", "PERSON", "ORG", "PRODUCT", "WEAPON", "WORK"})
"""What the name of a ship is taken for where no "the" stands before it; places are those."""


def with_ships(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, what is short for a ship that the text names in full the ship's."""
    ships: dict[str, Candidate] = {}
    whole: set[str] = set()
    for m in found:
        if m.type == "VEHICLE" and m.last > m.first:
            for name, is_whole in _short_forms(tokens, m):
                ships.setdefault(name, m._replace(canonical=tokens.surface(m.first, m.last)))
                whole.update([name] if is_whole else [])
    if not ships:
        return list(found)
    people = {tokens.texts[m.last] for m in found if m.type == "PERSON" and m.last > m.first}
    whole -= people  # "Gerald Ford", of whom the text may go on
    return [_as_ship(tokens, m, ships, whole) for m in found]


def _short_forms(tokens: Tokens, ship: Candidate) -> Iterator[tuple[str, bool]]:
    """What a ship is called more shortly, "Vinson" and "Carl Vinson", and whether that is its whole
    name but for "USS"."""
    navy = tokens.texts[ship.first] in KIND_WORDS.ships
    if navy:
        yield tokens.surface(ship.first + 1, ship.last), True
    one = navy or ship.canonical is None or tokens.lower(ship.first - 1) in CRAFT
    if one and ship.last > ship.first + navy:
        yield tokens.texts[ship.last], False


def _as_ship(
    tokens: Tokens, m: Candidate, ships: Mapping[str, Candidate], whole: set[str]
) -> Candidate:
    name = tokens.surface(m.first, m.last)
    ship = ships.get(name)
    if ship is None or (name not in whole and m.type == "VEHICLE" and m.canonical is not None):
        return m
    before = tokens.lower(m.first - 1)
    alone = name in whole and m.type in MAY_BE_ONE and before not in NAMESAKES
    named = before == "the" and tokens.lower(m.last + 1) not in WORDS.of_an_office
    if named or (alone and address(tokens, m.first) not in words().holders):
        return ship._replace(first=m.first, last=m.last)
    return m
