"""Quantities: numbers with their relation, unit, what they count and what happens to it."""

from streams.extraction.quantities.counted import class_of
from streams.extraction.quantities.extract import Found, find_quantities
from streams.extraction.quantities.numbers import singular

__all__ = ["Found", "class_of", "find_quantities", "singular"]
