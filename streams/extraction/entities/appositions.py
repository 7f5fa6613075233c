"""Roles of people, from what follows their names: "Ann Kent, a research fellow at Yale"."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.countries import PARTY_LETTERS
from streams.extraction.entities.roles import WORDS, is_position, is_role_at
from streams.extraction.entities.runs import POSSESSIVE, sentence_at
from streams.extraction.entities.vocabulary import words
from streams.extraction.sentences import SHORTENED
from streams.extraction.tokens import Tokens

LONGEST_APPOSITION = 18
FARTHEST_NOUN = 6
LONGEST_WHOSE = 5
"""Tokens of a name and of what says that somebody is of it."""
LONGEST_AGE = 3
"""Digits."""
LONGEST_BRACKET = 8
"""Tokens of what stands between a name and the comma before an apposition."""
DASHES = frozenset({"—", "–"})
BEHIND_NAME = DASHES | {",", "(", "of"}
"""What stands between a name and an apposition, an age, a party, or whence somebody is."""
JOINING = frozenset({"and", "or"})
OF_CLAUSES = frozenset({"with", "for", "to", "of", "from", "by", "on", "in", "about"})
"""What stands before the first word of a clause and is of it."""
WHOSE = frozenset({"of", "to", "for", "under"})
ARTICLES = frozenset({"a", "an"})
VERB_ENDS = ("ing", "ed", "s")
CLOSING = frozenset({",", ".", ";", ":", "“", "”", '"', "(", ")", "—", "–", "--"})


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
    ceiling = sentence_at(bounds, mention.last)[1]
    comma = _comma(tokens, mention.last + 1, ceiling)
    if comma is None:
        return None
    first = _first(tokens, comma, ceiling)
    aged = tokens.lower(mention.last + 2).isdecimal()
    if first is not None and comma > mention.last + 1 and not (aged or _is_told(tokens, first)):
        return None  # "Ann Kent, R-Ohio, addressed them"
    if first is None or not _names_an_office(tokens, first):
        return None
    last = _behind(tokens, first, ceiling, tokens.texts[comma])
    if last is None or _is_none(tokens, first, last, people):
        return None
    ends = (i for i in range(first + 1, last) if _goes_on(tokens, first, i, people))
    end = next(ends, last)
    if tokens.lowers[end - 1] in (OF_CLAUSES if end < last else JOINING):
        end -= 1  # "colleague with whom he works", "leader of the party and who left"
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


def _comma(tokens: Tokens, i: int, ceiling: int) -> int | None:
    """The comma that an apposition may stand behind, where a name ends before token `i`: past an
    age, a party, a bracket or whence somebody is. None where there is none.

    "Ann Kent, *43*, a nurse", "Ann Kent *(43)*, a nurse", "Ann Kent *(D-Ill.)*, the whip", "Ann
    Kent, *D-Ill.*, the whip", "Ann Kent *of Ohio*, the whip".
    """
    ahead = tokens.texts[i : min(i + LONGEST_BRACKET, ceiling)]
    match ahead:
        case [",", age, ",", *_] if age.isdecimal() and len(age) <= LONGEST_AGE:
            return i + 2
        case [",", party, "-", *rest] if party in PARTY_LETTERS and "," in rest:
            return i + 3 + rest.index(",")
        case ["," | "—" | "–", *_]:
            return i
        case ["(", *rest] if ")" in rest:
            behind = rest.index(")") + 1
            return i + 1 + behind if rest[behind : behind + 1] == [","] else None
        case ["of", *rest] if "," in rest:
            whence = rest[: rest.index(",")]
            return i + 1 + len(whence) if all(w[0].isupper() for w in whence) else None
    return None


def _is_told(tokens: Tokens, first: int) -> bool:
    """Whether a determiner or a word of roles opens an apposition, and so no verb does."""
    return tokens.lowers[first - 1] in WORDS.determiners or tokens.lowers[first] in words().roles


def _goes_on(tokens: Tokens, first: int, i: int, people: Collection[int]) -> bool:
    """Whether an apposition from token `first` on ends before token `i`: at a clause, or at the
    next of a list ("a psychologist and Robert Solomon, a doctor")."""
    if tokens.lowers[i] not in JOINING or i + 1 not in people:
        return _opens_clause(tokens, i)
    whose = POSSESSIVE.isdisjoint(tokens.lowers[i + 2 : i + 5])  # not "and Smith's producer"
    return whose and "of" not in tokens.lowers[first:i]


def _opens_clause(tokens: Tokens, i: int) -> bool:
    """ "a lawyer *who* left", "a candidate *that* was projected to lose", but not "head of the
    WHO", nor "founder of a firm that helps"."""
    if tokens.lowers[i] == "that":
        return tokens.lower(i + 1) in WORDS.finite
    return tokens.lowers[i] in WORDS.clauses and not tokens.texts[i].isupper()


def _first(tokens: Tokens, comma: int, ceiling: int) -> int | None:
    """The first word of an apposition that may stand behind a sign: "the *head* of the WHO", "who
    is now the *head* of the WHO"."""
    first = comma + 1
    if first + 1 >= ceiling or not tokens.texts[first][0].isalnum():
        return None
    told = tokens.lowers[first] == "who"
    if told and tokens.lowers[first + 1] != "is":
        return None
    first += 2 * told
    first += tokens.lower(first) == "then" and tokens.lower(first + 1) not in WORDS.opens_no_role
    first += tokens.lower(first) in WORDS.since
    determined = tokens.lower(first) in WORDS.determiners
    if not determined and (told or tokens.texts[comma] in DASHES):
        return None  # "Judge Kent – judge, jury"
    return first + determined


def _behind(tokens: Tokens, first: int, ceiling: int, opening: str) -> int | None:
    """What stands behind the last word of an apposition, which a sign opens; None where no sign and
    no clause closes it."""
    last, limit = first, min(first + LONGEST_APPOSITION, ceiling)
    while last < limit and not _closes(tokens, last, ceiling):
        if tokens.texts[last] == "who" and last > first + 1:
            return last
        last += 1
    if last in {first, ceiling}:
        return None
    if tokens.texts[last] not in {",", ".", opening} and not _is_short_form(tokens, last):
        return None
    if not _closes(tokens, last, ceiling):
        return None
    said = tokens.texts[last - 1] in words().speech and last - 1 > first  # not "United States"
    if said and tokens.lowers[first - 1] in ARTICLES:
        return None  # "a card of Kent, an officer said."
    return last - said  # "head pastor of the church said."


def _is_short_form(tokens: Tokens, i: int) -> bool:
    """Whether a short form stands at token `i` and ends an apposition: "head of the World Health
    Organization *(WHO)*, left", "founder of PayPal *(PYPL)*", but "the PayPal (PYPL) founder"."""
    closed = tokens.texts[i] == "(" and tokens.lower(i + 2) == ")"
    return closed and tokens.lower(i + 3) not in words().offices


def _is_none(tokens: Tokens, first: int, last: int, people: Collection[int]) -> bool:
    """Whether the words from `first` up to `last` are no apposition of the name before them.

    What begins with a capital and holds a name is the next of a list ("Trump, Vice President Mike
    Pence and others").
    """
    if tokens.lowers[first] in WORDS.opens_no_role or tokens.lowers[last - 1] in WORDS.plain_titles:
        return True
    if _does_something(tokens, first):
        return True
    if first in people:
        first = _past_whose(tokens, first, last)
    others = [i for i in range(first, last) if i in people and not _owns(tokens, i)]
    if others and tokens.texts[first][0].isupper():
        return True
    if any(i > first and _is_of_another(tokens, first, i) for i in others):
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


def _owns(tokens: Tokens, person: int) -> bool:
    """ "*Trump*'s lawyer", "*Kirstjen Nielsen*'s lawyer"."""
    return not POSSESSIVE.isdisjoint(tokens.lowers[person + 1 : person + 3])


def _does_something(tokens: Tokens, first: int) -> bool:
    """ "*accusing the president* of fraud", "*questions both the counsel*'s motives"."""
    ends = tokens.lowers[first].endswith(VERB_ENDS)
    return ends and not WORDS.determiners.isdisjoint(tokens.lowers[first + 1 : first + 3])


def _has_a_verb(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words up to `last` are a clause: "the president could have freed him", "the senator
    announced on Thursday"."""
    for i in range(first, last):
        said = tokens.texts[i] in words().speech and tokens.texts[i] != "called"
        if said and tokens.lower(i - 1) in words().holders:
            return True
        demanded = tokens.lowers[i] == "that" and tokens.lowers[i - 1].endswith("ed")
        if demanded and tokens.lower(i - 2) in words().holders:
            return True  # "the president demanded that they go"
        opens = tokens.lowers[i] in WORDS.clauses or tokens.lowers[i] in WORDS.relative_pronouns
        if opens and not tokens.texts[i].isupper():
            return False
        named = tokens.texts[i + 1].istitle()  # "All Voting is Local"
        if tokens.texts[i] in WORDS.finite and not named and tokens.lowers[i - 1] != "to":
            return True
    return False


def _is_of_another(tokens: Tokens, first: int, person: int) -> bool:
    """Whether what stands before a person is his role, and not of whom he is: "retired pastor Dr.
    Unwin", but "widow of Sen. Unwin", "adviser to Vice President Unwin"."""
    joined = max(
        (i + 1 for i in range(first, person) if tokens.lowers[i] in JOINING), default=first
    )
    if not WHOSE.isdisjoint(tokens.lowers[joined:person]):
        return False
    return tokens.lowers[person - 1] in words().holders or is_role_at(tokens, person - 1)


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
