"""Mentions of names, as the passes of recognition hand them on, and what is one entity."""

from typing import NamedTuple

from schemas.extractions import EntityType


class Candidate(NamedTuple):
    """One mention: tokens `first` to `last` (included), what it is, and what speaks for it."""

    first: int
    last: int
    type: EntityType
    canonical: str | None
    country: str | None
    confidence: float
    role: tuple[int, int] | None = None
    """Tokens of the role before a person's name, first to last."""
    demonym: bool = False
    people: bool = False
    """Whether a GROUP is a people, nation, faith or party, not an armed group."""


class Cluster(NamedTuple):
    """The mentions of one entity, in order."""

    name: str
    """The fullest form."""
    mentions: list[Candidate]
    known: str = ""
    """The name in every article, of whom or what has one: keys are made of it."""
