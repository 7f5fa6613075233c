"""Entities: who and what a text names, one an article, with roles and countries."""

from streams.extraction.entities.recognise import (
    configure,
    entity_steps,
    find_entities,
    reading_steps,
)

__all__ = ["configure", "entity_steps", "find_entities", "reading_steps"]
