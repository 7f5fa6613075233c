"""Quantities: numbers with their relation, unit, what they count and what happens to it."""

from streams.extraction.quantities.base_units import value_si
from streams.extraction.quantities.classes import class_of, class_of_phrase
from streams.extraction.quantities.concepts import concept_of
from streams.extraction.quantities.earlier import with_earlier_nouns
from streams.extraction.quantities.extract import find_quantities, quantity_steps
from streams.extraction.quantities.foreign import find_foreign
from streams.extraction.quantities.found import Found
from streams.extraction.quantities.heads import head_of
from streams.extraction.quantities.nouns import singular
from streams.extraction.quantities.numbers import may_start_number, number_starts

__all__ = [
    "Found",
    "class_of",
    "class_of_phrase",
    "concept_of",
    "find_foreign",
    "find_quantities",
    "head_of",
    "may_start_number",
    "number_starts",
    "quantity_steps",
    "singular",
    "value_si",
    "with_earlier_nouns",
]
