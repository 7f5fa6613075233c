"""Roles and titles of people, from the words before and after their names."""

from collections.abc import Collection

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.gazetteers import words
from streams.extraction.tokens import Tokens

PLAIN_TITLES = frozenset("mr mrs ms miss mx dr sir dame".split())
LONGEST_APPOSITION = 14
OPENS_NO_ROLE = frozenset(
    "and but or nor so that which when while as if because though although since then not in on "
    "at for to by with from after before during under he she they it this these there said says "
    "saying told including like such".split()
)
"""What a clause or a list goes on with behind a name, and no apposition."""
CLOSING = frozenset({",", ".", ";", ":", "“", "”", '"', "(", ")", "—", "–"})


def role_before(tokens: Tokens, mention: Candidate) -> str | None:
    """ "Ukrainian President" of "Ukrainian President Volodymyr Zelenskiy"; None for a plain Mr."""
    if mention.role is None:
        return None
    first, last = mention.role
    text = tokens.surface(first, last)
    return None if tokens.lowers[first] in PLAIN_TITLES and first == last else text


def role_after(
    tokens: Tokens, mention: Candidate, ceiling: int, people: Collection[int]
) -> str | None:
    """The apposition that follows a name: "research fellow at the Chatham House think tank".

    `people`: the tokens that names of people begin with. What begins with a capital and holds one
    is the next of a list ("Trump, Vice President Mike Pence and others").
    """
    at = mention.last + 1
    if at + 2 >= ceiling or tokens.texts[at] != ",":
        return None
    first = at + 1
    if tokens.lowers[first] in {"a", "an", "the", "who"}:
        if tokens.lowers[first] == "who":
            return None
        first += 1
    last = first
    while last < min(first + LONGEST_APPOSITION, ceiling) and tokens.texts[last] not in CLOSING:
        last += 1
    if last >= ceiling or last == first or tokens.texts[last] not in {",", "."}:
        return None
    if tokens.lowers[first] in OPENS_NO_ROLE or tokens.lowers[last - 1] in PLAIN_TITLES:
        return None
    if tokens.texts[first][0].isupper() and any(i in people for i in range(first, last)):
        return None
    if not any(word in words().role_nouns for word in tokens.lowers[first : min(last, first + 6)]):
        return None
    return tokens.surface(first, last - 1)
