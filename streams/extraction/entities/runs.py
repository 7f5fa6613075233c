"""Capital letters and the tokens of sentences."""

from collections.abc import Sequence

from schemas import Span
from streams.extraction.tokens import Tokens


def is_capitalised(token: str) -> bool:
    return token[0].isupper() and token[0].isalpha()


def sentence_tokens(tokens: Tokens, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """For each sentence its first token and the one after its last."""
    return [(tokens.at(span.start), tokens.at(span.end)) for span in sentences]
