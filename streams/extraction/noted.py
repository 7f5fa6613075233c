"""The tokens of a text that numbers or dates may begin at: nine in ten are neither."""

from streams.extraction.dates import may_be_of_date
from streams.extraction.quantities import may_start_number
from streams.extraction.tokens import Tokens


def is_noted(word: str) -> bool:
    """Whether a number may begin with a word, as it is written, or a date be around it."""
    return may_start_number(word, word.lower()) or may_be_of_date(word)


def noted(tokens: Tokens) -> list[int]:
    """Such tokens, in order."""
    return [i for i, word in enumerate(tokens.texts) if is_noted(word)]
