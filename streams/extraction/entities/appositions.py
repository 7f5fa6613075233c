"""Roles of people, from what follows their names: "Ann Kent, a research fellow at Yale"."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.roles import WORDS, is_position, is_role_at
from streams.extraction.entities.runs import POSSESSIVE, sentence_at
from streams.extraction.entities.vocabulary import words
from streams.extraction.sentences import SHORTENED
from streams.extraction.tokens import Tokens

LONGEST_APPOSITION = 14
FARTHEST_NOUN = 6
LONGEST_WHOSE = 5
"""Tokens of a name and of what says that somebody is of it."""
LONGEST_AGE = 3
"""Digits."""
BEHIND_NAME = frozenset({",", "("})
"""What stands between a name and an apposition, or an age."""
JOINING = frozenset({"and", "or"})
ARTICLES = frozenset({"a", "an"})
CLOSING = frozenset({",", ".", ";", ":", "“", "”", '"', "(", ")", "—", "–"})


def role_after(
    tokens: Tokens,
    mention: Candidate,
    bounds: Sequence[tuple[int, int]],
    people: Collection[int],
) -> str | None:
    """The apposition that follows a name: "research fellow at the Chatham House think tank".

    `bounds`: the `sentence_tokens`; `people`: the tokens that names of people begin with.
    """
    if tokens.lower(mention.last + 1) not in BEHIND_NAME:
        return None
    comma = _past_age(tokens, mention.last + 1)
    if tokens.texts[comma : comma + 1] != [","]:
        return None
    ceiling = sentence_at(bounds, mention.last)[1]
    first = _first(tokens, comma, ceiling)
    if first is None or not _names_an_office(tokens, first):
        return None
    last = _behind(tokens, first, ceiling)
    if last is None or _is_none(tokens, first, last, people):
        return None
    ends = (i for i in range(first + 1, last) if _goes_on(tokens, first, i, people))
    end = next(ends, last)
    initials = tokens.texts[end] == tokens.texts[end - 2] == "." and len(tokens.texts[end - 1]) == 1
    return tokens.surface(first, end if initials else end - 1)  # "ambassador to the U.S."


def _opening(tokens: Tokens, first: int) -> range:
    """The words of an apposition in which a noun says what somebody is, and one more."""
    return range(first, min(first + FARTHEST_NOUN + 1, len(tokens.texts)))


def _names_an_office(tokens: Tokens, first: int) -> bool:
    opening = _opening(tokens, first)
    if not words().offices.isdisjoint(tokens.lowers[opening.start : opening.stop]):
        return True
    return any(is_position(tokens, i) for i in opening)


def _is_office(tokens: Tokens, i: int) -> bool:
    """Whether a noun that says what somebody is stands there: "lawyer", "back" of "left back"."""
    return tokens.lowers[i] in words().offices or is_position(tokens, i)


def _past_age(tokens: Tokens, i: int) -> int:
    """Where the comma behind an age stands, where one is at token `i`: "Ann Kent, *43*, a nurse",
    "Ann Kent *(43)*, a nurse"; else `i`."""
    age = tokens.lower(i + 1)
    if not age.isdecimal() or len(age) > LONGEST_AGE:
        return i
    signs = tokens.lower(i), tokens.lower(i + 2)
    return {(",", ","): i + 2, ("(", ")"): i + 3}.get(signs, i)


def _goes_on(tokens: Tokens, first: int, i: int, people: Collection[int]) -> bool:
    """Whether an apposition from token `first` on ends before token `i`: at a clause, or at the
    next of a list ("a psychologist and Robert Solomon, a doctor")."""
    if tokens.lowers[i] not in JOINING or i + 1 not in people:
        # but "head of the WHO"
        return tokens.lowers[i] in WORDS.clauses and not tokens.texts[i].isupper()
    whose = POSSESSIVE.isdisjoint(tokens.lowers[i + 2 : i + 5])  # not "and Smith's producer"
    return whose and "of" not in tokens.lowers[first:i]


def _first(tokens: Tokens, comma: int, ceiling: int) -> int | None:
    """The first word of an apposition that may stand behind a comma."""
    first = comma + 1
    if first + 1 >= ceiling:
        return None
    first += tokens.lowers[first] == "then" and tokens.lowers[first + 1] not in WORDS.opens_no_role
    first += tokens.lowers[first] in WORDS.since
    if tokens.lowers[first] == "who":
        return None
    return first + (tokens.lowers[first] in WORDS.determiners)


def _behind(tokens: Tokens, first: int, ceiling: int) -> int | None:
    """What stands behind the last word of an apposition; None where no sign closes it."""
    last = first
    while last < min(first + LONGEST_APPOSITION, ceiling) and not _closes(tokens, last, ceiling):
        last += 1
    if last in {first, ceiling} or tokens.texts[last] not in {",", "."}:
        return None
    if not _closes(tokens, last, ceiling):
        return None
    said = tokens.texts[last - 1] in words().speech and last - 1 > first  # not "United States"
    if said and tokens.lowers[first - 1] in ARTICLES:
        return None  # "a card of Kent, an officer said."
    return last - said  # "head pastor of the church said."


def _is_none(tokens: Tokens, first: int, last: int, people: Collection[int]) -> bool:
    """Whether the words from `first` up to `last` are no apposition of the name before them.

    What begins with a capital and holds a name is the next of a list ("Trump, Vice President Mike
    Pence and others").
    """
    if tokens.lowers[first] in WORDS.opens_no_role or tokens.lowers[last - 1] in WORDS.plain_titles:
        return True
    if first in people:
        first = _past_whose(tokens, first, last)
    if tokens.texts[first][0].isupper() and any(i in people for i in range(first, last)):
        return True
    if any(i in people and _is_of_another(tokens, first, i) for i in range(first + 1, last)):
        return True  # "Ambassador Chris Stevens, communications officer Sean Smith and others"
    if _has_a_verb(tokens, first, last):
        return True
    return not _says_what_somebody_is(tokens, _opening(tokens, first)[: last - first + 1])


def _past_whose(tokens: Tokens, first: int, last: int) -> int:
    """What stands behind whose somebody is: "*spokesman*" of "Donald Tusk's spokesman"."""
    for i in range(first + 1, min(first + LONGEST_WHOSE, last - 1)):
        if tokens.lowers[i] in JOINING:
            break  # "Conway and Trump's counsel"
        if tokens.lowers[i] in POSSESSIVE:
            return i + 1 if tokens.lowers[i + 1] in words().roles else first
    return first


def _has_a_verb(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words up to `last` are a clause: "the president could have freed him", "the senator
    announced on Thursday"."""
    for i in range(first, last):
        said = tokens.texts[i] in words().speech and tokens.texts[i] != "called"
        if said and tokens.lower(i - 1) in words().holders:
            return True
        opens = tokens.lowers[i] in WORDS.clauses or tokens.lowers[i] in WORDS.relative_pronouns
        if opens and not tokens.texts[i].isupper():
            return False
        named = tokens.texts[i + 1].istitle()  # "All Voting is Local"
        if tokens.texts[i] in WORDS.finite and not named and tokens.lowers[i - 1] != "to":
            return True
    return False


def _is_of_another(tokens: Tokens, first: int, person: int) -> bool:
    """Whether what stands before a person is his role, and not of whom he is: "retired pastor Dr.
    Unwin", but "widow of Sen. Unwin"."""
    if tokens.lowers[person - 1] in words().holders:
        return True
    return is_role_at(tokens, person - 1) and "of" not in tokens.lowers[first:person]


def _closes(tokens: Tokens, i: int, ceiling: int) -> bool:
    """Whether a sign ends an apposition: not the points of "U.S.", "Sen." and "St.", but where the
    sentence ends before token `ceiling`."""
    if tokens.texts[i] != ".":
        return tokens.texts[i] in CLOSING
    if CLOSING.issuperset(tokens.texts[i + 1 : ceiling]):
        return True
    if tokens.glued(i - 1) and tokens.glued(i) and tokens.texts[i + 1].isalpha():
        return False  # "AllSides.com"
    before = tokens.texts[i - 1]
    short = len(before) == 1 and before.isupper()
    return not (short or before in SHORTENED or before.lower() in words().shortened_titles)


def _says_what_somebody_is(tokens: Tokens, opening: Sequence[int]) -> bool:
    """Whether a noun for somebody opens a phrase, of which one word more is given, and not one that
    is told of another or of a group: "other militant groups"."""
    for i, following in pairwise(opening):
        if tokens.lowers[i] in WORDS.behind_noun:
            return False
        if _is_office(tokens, i) and tokens.lowers[following] not in WORDS.groups:
            return True
    return False
