"""The entities of a text by their names, for the tests of names."""

from schemas import Entity
from streams import enrich


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in enrich(text, cleaned=False).entities}


def kinds(text: str) -> dict[str, str]:
    return {name: entity.type for name, entity in named(text).items()}
