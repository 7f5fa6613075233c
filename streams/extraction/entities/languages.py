"""Languages, which are called like a people and are in no country: "he speaks Spanish"."""

from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.tokens import Tokens


class Languages(NamedTuple):
    """The lists of `data/languages.toml`, each explained beside its words."""

    names: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    apart: frozenset[str]


WORDS = word_lists("languages.toml", Languages)


def without_languages(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, a people's without its country where the language is meant."""
    return [
        m._replace(country=None)
        if m.demonym and m.first == m.last and _is_language(tokens, m.first)
        else m
        for m in mentions
    ]


def _is_language(tokens: Tokens, i: int) -> bool:
    """ "English-speaking", "translated into English,", but not "in English pubs"."""
    if tokens.texts[i] not in WORDS.names:
        return False
    at = i + 2 if tokens.lower(i + 1) in {"-", "‑"} else i + 1
    following = tokens.lower(at)
    if following in WORDS.behind:
        return True
    alone = at == i + 1 and (not following[:1].isalnum() or following in WORDS.apart)
    return alone and tokens.lower(i - 1) in WORDS.before
