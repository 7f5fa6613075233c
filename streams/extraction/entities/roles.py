"""Roles and titles of people, from the words before and after their names."""

from collections.abc import Collection, Sequence

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.gazetteers import words
from streams.extraction.tokens import Tokens

PLAIN_TITLES = frozenset("mr mrs ms miss mx dr sir dame".split())
LONGEST_APPOSITION = 14
FARTHEST_NOUN = 6
OPENS_NO_ROLE = frozenset(
    "and but or nor so that which when while as if because though although since then not in on "
    "at for to by with from after before during under he she they it this these there said says "
    "saying told including like such over about against through despite amid without is was are "
    "were has had have who whose where went came made took according until upon into between among "
    "will would could should may might must did does".split()
)
"""What a clause or a list goes on with behind a name, and no apposition."""
BEHIND_NOUN = frozenset(
    "for to that who which by on with from as after before when appointed named elected hired "
    "nominated chosen selected tapped called".split()
)
"""What follows the noun that says what somebody is, and never stands before it."""
CLAUSES = frozenset({"who", "which", "whose"})
CLOSING = frozenset({",", ".", ";", ":", "“", "”", '"', "(", ")", "—", "–"})


def role_before(tokens: Tokens, mention: Candidate) -> str | None:
    """ "Ukrainian President" of "Ukrainian President Volodymyr Zelenskiy"; None for a plain Mr."""
    if mention.role is None:
        return None
    first, last = mention.role
    while last > first and tokens.lowers[last] in PLAIN_TITLES:
        last -= 1  # "taskforce member Dr"
    return None if tokens.lowers[last] in PLAIN_TITLES else tokens.surface(first, last)


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
    if tokens.lowers[first] == "then" and tokens.lowers[first + 1] not in OPENS_NO_ROLE:
        first += 1
    if tokens.lowers[first] in {"a", "an", "the", "who", "his", "her", "their", "its"}:
        if tokens.lowers[first] == "who":
            return None
        first += 1
    last = first
    while last < min(first + LONGEST_APPOSITION, ceiling) and not _closes(tokens, last):
        last += 1
    if last >= ceiling or last == first or tokens.texts[last] not in {",", "."}:
        return None
    if tokens.lowers[first] in OPENS_NO_ROLE or tokens.lowers[last - 1] in PLAIN_TITLES:
        return None
    if tokens.texts[first][0].isupper() and any(i in people for i in range(first, last)):
        return None
    if any(i in people and tokens.lowers[i - 1] in words().holders for i in range(first + 1, last)):
        return None  # "Ambassador Chris Stevens, communications officer Sean Smith and others"
    if not _says_what_somebody_is(tokens.lowers[first : min(last, first + FARTHEST_NOUN)]):
        return None
    clause = next((i for i in range(first, last) if tokens.lowers[i] in CLAUSES), last)
    return tokens.surface(first, clause - 1)


def _closes(tokens: Tokens, i: int) -> bool:
    """Whether a sign ends an apposition: not the points of "U.S." and "Sen."."""
    if tokens.texts[i] != ".":
        return tokens.texts[i] in CLOSING
    if tokens.glued(i - 1) and tokens.glued(i) and tokens.texts[i + 1].isalpha():
        return False  # "AllSides.com"
    before = tokens.texts[i - 1]
    short = len(before) == 1 and before.isupper()
    return not (short or before.lower() in words().shortened_titles)


def _says_what_somebody_is(lowers: Sequence[str]) -> bool:
    """Whether a noun for somebody opens a phrase, and not one that is told of another."""
    for lower in lowers:
        if lower in BEHIND_NOUN:
            return False
        if lower in words().offices:
            return True
    return False
