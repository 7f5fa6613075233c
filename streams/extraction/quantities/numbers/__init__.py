"""Numbers in a text, whatever they are written in: a module for each form."""

from streams.extraction.quantities.numbers.digits import (
    counts_plural,
    digits_value,
    past_brackets,
)
from streams.extraction.quantities.numbers.multiples import VERBS_OF_MULTIPLES, compares
from streams.extraction.quantities.numbers.number import ARTICLES, Form, Number, Value, tidy
from streams.extraction.quantities.numbers.ordinals import ORDINAL_ENDINGS
from streams.extraction.quantities.numbers.reading import (
    is_sign_of_money,
    may_start_number,
    number_at,
    number_starts,
)
from streams.extraction.quantities.numbers.tens import DIGIT, is_of_heat, is_owned

__all__ = [
    "ARTICLES",
    "DIGIT",
    "ORDINAL_ENDINGS",
    "VERBS_OF_MULTIPLES",
    "Form",
    "Number",
    "Value",
    "compares",
    "counts_plural",
    "digits_value",
    "is_of_heat",
    "is_owned",
    "is_sign_of_money",
    "may_start_number",
    "number_at",
    "number_starts",
    "past_brackets",
    "tidy",
]
