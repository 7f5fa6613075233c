"""Entities: who and what a text names, one an article, with roles and countries."""

from streams.extraction.entities.recognise import find_entities

__all__ = ["find_entities"]
