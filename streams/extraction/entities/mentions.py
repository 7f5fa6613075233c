"""Mentions: what the tagger names, agreed with the known names and within the article."""

from collections.abc import Sequence

from streams.extraction.entities.agreement import agreed
from streams.extraction.entities.aliases import with_aliases
from streams.extraction.entities.backends import OURS, Backend
from streams.extraction.entities.beside import likelier
from streams.extraction.entities.bracketed import with_bracketed
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.cases import with_cases
from streams.extraction.entities.edges import trimmed
from streams.extraction.entities.explained import without_terms
from streams.extraction.entities.given_names import (
    with_given_initials,
    with_nicknames,
    without_modals,
)
from streams.extraction.entities.holders import with_roles
from streams.extraction.entities.hyphens import double_names, with_halves, with_initials_behind
from streams.extraction.entities.longer import lengthened
from streams.extraction.entities.merging import merged
from streams.extraction.entities.missed import (
    bare_surnames,
    coalitions,
    named_again,
    short_firms,
    with_acronyms,
    with_initials,
    with_parties,
    with_points,
)
from streams.extraction.entities.models import with_models
from streams.extraction.entities.networks import with_networks
from streams.extraction.entities.parted import parted
from streams.extraction.entities.players import with_players
from streams.extraction.entities.products import with_products
from streams.extraction.entities.rows import with_rows
from streams.extraction.entities.ships import with_ships
from streams.extraction.entities.short_for import with_short_names
from streams.extraction.entities.shorter import with_schools
from streams.extraction.entities.shouted import with_shouted
from streams.extraction.entities.tagger import Reading
from streams.extraction.entities.teams import with_teams
from streams.extraction.entities.titles import with_titles
from streams.extraction.entities.towns import with_towns
from streams.extraction.entities.units import with_units
from streams.extraction.entities.wholes import with_wholes
from streams.extraction.tokens import Tokens

SPARSE = 7
"""Of so many tokens of a report of results one may begin a number; most articles have fewer."""


def find_mentions(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], read: Backend = OURS
) -> list[Candidate]:
    """All mentions, in order, none overlapping another. `read`: what tags the text."""
    return mentions_of(tokens, bounds, read(tokens, bounds))


def mentions_of(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], reading: Reading
) -> list[Candidate]:
    """The same of a text that was read."""
    parts = parted(tokens, reading.tagged)
    tagged = [t for part in parts if (t := trimmed(tokens, part)) is not None]
    tagged = with_halves(tokens, with_initials_behind(tokens, with_bracketed(tokens, tagged)))
    tagged = with_given_initials(tokens, without_terms(tokens, tagged))
    tagged = with_titles(tokens, with_nicknames(tokens, tagged))
    tagged = without_modals(tokens, tagged, bounds)
    tagged = [likelier(tokens, t) for t in double_names(tokens, tagged)]
    tagged = with_wholes(tokens, with_units(tokens, tagged, reading.capitals))
    tagged = with_products(tokens, agreed(tokens, tagged))
    tagged = lengthened(tokens, tagged, bounds, reading.capitals)
    tagged = with_models(tokens, tagged, reading.capitals)
    found = merged(tokens, tagged, reading.known)
    found = with_parties(tokens, found, reading.capitals)
    found = with_acronyms(tokens, found, reading.capitals)
    found += coalitions(tokens, found)
    found += short_firms(tokens, found, reading.capitals)
    found = with_initials(tokens, found, reading.capitals)
    found += bare_surnames(tokens, found, reading.capitals)
    found += named_again(tokens, found, reading.capitals)
    found = with_networks(tokens, with_points(tokens, found), reading.capitals)
    found = with_teams(tokens, with_towns(tokens, found), bounds)
    found = with_rows(tokens, found)
    if len(reading.noted) * SPARSE >= len(tokens):
        found = with_players(tokens, found, reading.capitals)
    found = with_shouted(tokens, found, bounds)
    found = with_cases(tokens, with_ships(tokens, with_schools(tokens, found)))
    found = with_short_names(tokens, found)
    return with_roles(tokens, with_aliases(tokens, found), bounds)
