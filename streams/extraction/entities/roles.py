"""Roles and titles of people, from the words before their names; those behind: `appositions.py`."""

from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens


class Roles(NamedTuple):
    """The lists of `data/roles.toml`, each explained beside its words."""

    plain_titles: frozenset[str]
    opens_no_role: frozenset[str]
    behind_noun: frozenset[str]
    groups: frozenset[str]
    clauses: frozenset[str]
    relative_pronouns: frozenset[str]
    pointed: frozenset[str]
    sent: frozenset[str]
    qualifiers: frozenset[str]
    higher: frozenset[str]
    determiners: frozenset[str]
    since: frozenset[str]
    never_alone: frozenset[str]
    of_towns: frozenset[str]
    finite: frozenset[str]
    second: frozenset[str]
    joined: frozenset[str]
    chosen: frozenset[str]
    whose: frozenset[str]
    relatives: frozenset[str]
    no_office: frozenset[str]
    modifiers: frozenset[str]
    of_shows: frozenset[str]
    positions: frozenset[str]
    sides: frozenset[str]
    ranks: frozenset[str]
    headed: frozenset[str]
    headed_by: frozenset[str]
    ministers: frozenset[str]


WORDS = word_lists("roles.toml", Roles)


LONGEST_ROLE = 8
HYPHENS = frozenset("-‑–")
UNDER_SECRETARY = ["Under", "Secretary"]
MINISTERS = WORDS.ministers | {"State"}
"""What stands before "for Health"."""
OF_ROLES = frozenset({"GROUP", "ORG", "PLACE", "FACILITY", "WORK"})
"""What somebody is the head of: "White House", "Ukrainian"."""
OF_BODIES = frozenset({"GROUP", "ORG", "PLACE"})
"""What stands before that, and says more of it: "CNN White House correspondent"."""
AT = frozenset({"in", "at", "on", "near", "outside"})
"""What stands before where something is, which is no part of a role."""


def role_before(tokens: Tokens, role: tuple[int, int]) -> str | None:
    """ "Ukrainian President" of "Ukrainian President Volodymyr Zelenskiy"; None for a plain Mr."""
    first, last = role
    while last > first and tokens.lowers[last] in WORDS.plain_titles:
        last -= 1  # "taskforce member Dr"
    return None if tokens.lowers[last] in WORDS.plain_titles else tokens.surface(first, last)


def is_chosen(tokens: Tokens, i: int) -> bool:
    """ "elect" of "President-elect Trump"."""
    return tokens.lowers[i] in WORDS.chosen and tokens.lower(i - 1) in HYPHENS


def is_headed(tokens: Tokens, i: int) -> bool:
    """ "chief of *staff* Unwin"."""
    behind = tokens.texts[i] in WORDS.headed and tokens.lower(i - 1) == "of"
    return behind and tokens.lower(i - 2) in WORDS.headed_by


def is_position(tokens: Tokens, i: int) -> bool:
    """ "back" of "left back Unwin" and "left-back Unwin"."""
    if tokens.texts[i] not in WORDS.positions:
        return False
    side = i - 1 - (tokens.lower(i - 1) in HYPHENS)
    return tokens.lower(side) in WORDS.sides


def role_span(
    tokens: Tokens, first: int, floor: int, before: dict[int, Candidate]
) -> tuple[int, int] | None:
    """The role before a name: titles, role words, and the names of states and bodies among them.

    "Ukrainian President", "former Defence Secretary", "NATO Secretary General", "Lt. Col."
    """
    last = first - 1
    if is_chosen(tokens, last):
        elected = role_span(tokens, last - 1, floor, before)
        return elected and (elected[0], last)
    if is_headed(tokens, last):
        head = role_span(tokens, last - 1, floor, before)
        return head and (head[0], last)
    if floor - 1 in before and _surface(tokens, before[floor - 1]) in WORDS.pointed:
        floor = before[floor - 1].first  # "U.N. Ambassador" is no end of a sentence
    office = _office_of(tokens, before[last], floor) if last in before else None
    if office is not None:
        return _with_whose(tokens, office, floor, before), last
    if last >= floor and tokens.texts[last] == ".":
        last -= 1
    start, named = _role_words(tokens, first, floor, before)
    if start == last and tokens.lowers[last] in WORDS.never_alone:
        return None  # "she was hopeful Mueller would speak"
    if start is None:
        return None
    nobodys = words().holders.isdisjoint(tokens.lowers[start : last + 1])
    if nobodys and not is_position(tokens, last):
        return None  # "State" is what somebody is secretary of
    if named is not None and named.first == start:
        office = _office_of(tokens, named, floor)  # "Chairman of the Joint Chiefs of Staff General"
        start = start if office is None else office
    start = _of_town(tokens, start, named, before)
    start = _behind_initials(tokens, _behind_another(tokens, start, last), before)
    return _with_whose(tokens, start, floor, before), last


def _role_words(
    tokens: Tokens, first: int, floor: int, before: dict[int, Candidate]
) -> tuple[int | None, Candidate | None]:
    """Where the words of a role before a name begin, and the state or body that is there."""
    start: int | None = None
    named: Candidate | None = None
    for i in range(first - 1, max(floor, first - LONGEST_ROLE) - 1, -1):
        position = i == first - 1 and is_position(tokens, i)
        is_role = position or tokens.lowers[i] in words().roles or _is_joined(tokens, i)
        named = before.get(i)
        if named is not None and (start is None or not _may_have_one(tokens, named, start)):
            named = None
        if named is not None and (named.last > named.first or not is_role):
            return named.first, named
        heads = is_role and (position or start is not None or _is_head(tokens, i))
        if heads or (start is not None and _says_more(tokens, i, start, opens=i == floor)):
            start = i
        elif i == floor or not _joins_role(tokens, i, said=start is not None):
            break
    return start, named


def _may_have_one(tokens: Tokens, named: Candidate, start: int) -> bool:
    """Whether a name before a role from token `start` on may be of what it is: "Ukrainian
    President", "Brexit negotiator", but not "After Brexit Prime Minister"."""
    return named.type in OF_ROLES or (named.type == "EVENT" and tokens.texts[start].islower())


def _with_whose(tokens: Tokens, start: int, floor: int, before: dict[int, Candidate]) -> int:
    """Where a role begins with whose it is and what says more of it: "Trump adviser", "former New
    Mexico Gov.", "*CNN chief* White House correspondent"."""
    if start > floor and (whose := before.get(start - 1)) and whose.type == "PERSON":
        apart = tokens.lower(whose.first - 1) not in HYPHENS  # "anti-Trump comedian"
        start = whose.first if apart else start
    if start > floor and tokens.texts[start - 1 : start + 1] == UNDER_SECRETARY:
        start -= 1
    if _is_compound(tokens, start - 3, floor):
        start -= 3
    while start > floor:
        body = before.get(start - 1)
        if body is not None and body.first >= floor and _is_its_body(tokens, body, start):
            start = body.first
        elif _is_joined_to(tokens, start, floor):
            start -= 2
        elif tokens.lowers[start - 1] in WORDS.qualifiers and tokens.texts[start - 1] != "Then":
            start -= 1
        else:
            break
    if start - 1 > floor and tokens.lowers[start - 2] in WORDS.joined:
        start -= 2 * (tokens.lower(start - 1) in HYPHENS and tokens.glued(start - 1))
    return start


def _is_its_body(tokens: Tokens, body: Candidate, start: int) -> bool:
    """ "*Arizona* GOP Sen.", "*U.S.* ambassador to Ukraine", but not "in Arizona GOP Sen. Unwin",
    nor "Arizona former Sen.", nor "Mexico Mexican president"."""
    if body.type not in OF_BODIES or tokens.lower(body.first - 1) in AT:
        return False
    known = longest_name(tokens.texts, start, start + 1)
    nation = known is not None and known[0].demonym and known[0].country is not None
    beside = tokens.lowers[start] not in WORDS.qualifiers or tokens.lowers[start] in WORDS.higher
    return beside and not nation


def _is_joined(tokens: Tokens, i: int) -> bool:
    """ "front" of "presidential front-runner"."""
    hyphen = tokens.lowers[i] in WORDS.joined and tokens.lower(i + 1) in HYPHENS
    return hyphen and tokens.glued(i) and tokens.glued(i + 1)


def _is_joined_to(tokens: Tokens, start: int, floor: int) -> bool:
    """ "anti" of "anti-immigrant czar", and no name's: "Republican-turned-independent"."""
    if start - 2 < floor or tokens.texts[start - 1] not in HYPHENS:
        return False
    if tokens.texts[start - 3] in HYPHENS:
        return False
    glued = tokens.glued(start - 2) and tokens.glued(start - 1)
    return glued and tokens.texts[start - 2].islower() and tokens.texts[start].islower()


def _is_compound(tokens: Tokens, i: int, floor: int) -> bool:
    """Whether two words that a hyphen joins stand at token `i`: "*hedge*-*fund* manager"."""
    if i < floor or tokens.texts[i + 1] not in HYPHENS:
        return False
    one, other = tokens.texts[i], tokens.texts[i + 2]
    if not (one.islower() and other.islower() and one.isalpha() and other.isalpha()):
        return False
    apart = i == floor or tokens.texts[i - 1] not in HYPHENS  # "soon-to-be president"
    joined = tokens.glued(i) and tokens.glued(i + 1) and not tokens.glued(i + 2)
    return apart and joined and one not in WORDS.joined


def _of_town(
    tokens: Tokens, start: int, named: Candidate | None, before: dict[int, Candidate]
) -> int:
    """Where "South Bend, Indiana, Mayor" begins, and "South Bend, Indiana Mayor"."""
    state = named if named is not None and named.first == start else None
    if tokens.lowers[start if state is None else state.last + 1] not in WORDS.of_towns:
        return start
    state = state or _listed_before(tokens, start, before)
    town = state and _listed_before(tokens, state.first, before)
    # "In South Bend, Indiana, Mayor Kent said" where he did
    return start if town is None or tokens.lower(town.first - 1) == "in" else town.first


def _listed_before(tokens: Tokens, first: int, before: dict[int, Candidate]) -> Candidate | None:
    """The place that ends before the comma before a token."""
    place = before.get(first - 2) if tokens.lower(first - 1) == "," else None
    return place if place is not None and place.type == "PLACE" else None


def _behind_another(tokens: Tokens, start: int, last: int) -> int:
    """Where a role begins behind somebody else's: "the general President Trump praised"."""
    if tokens.lower(start - 1) not in {"the", "a"} or last == start:
        return start
    apart = tokens.texts[start].islower() and tokens.lowers[start] in words().holders
    return start + 1 if apart and tokens.texts[start + 1].istitle() else start


def _behind_initials(tokens: Tokens, start: int, before: dict[int, Candidate]) -> int:
    """Where a role begins whose body has its initials between: "Health and Human Services (HHS)
    Secretary"."""
    whole = before.get(start - 4)
    initials = tokens.texts[max(start - 3, 0) : start][::2] == ["(", ")"]
    return whole.first if initials and whole is not None and whole.type == "ORG" else start


def _surface(tokens: Tokens, named: Candidate) -> str:
    return tokens.surface(named.first, named.last)


def _office_of(tokens: Tokens, named: Candidate, floor: int) -> int | None:
    """Where "Mayor of Berkeley", "director of the FBI", "Minister for Africa" begins before a
    name."""
    i = named.first - 1 - (tokens.lower(named.first - 1) == "the")
    if named.type not in OF_ROLES or i <= floor:
        return None
    sent = tokens.lower(i) == "to" and tokens.lowers[i - 1] in WORDS.sent
    sent = sent or (tokens.lower(i) == "for" and tokens.texts[i - 1] in WORDS.ministers)
    office = tokens.lowers[i - 1] in words().offices - WORDS.no_office
    if not sent and (tokens.lower(i) != "of" or not office):
        return None
    while i - 1 > floor and tokens.lowers[i - 2] in words().roles:
        i -= 1
    return i - 1


def _joins_role(tokens: Tokens, i: int, *, said: bool) -> bool:
    """ "Secretary of State for Health", "Secretary of the Treasury", "Lt. Col."."""
    text = tokens.texts[i]
    if text == "the":
        return said and tokens.lower(i - 1) == "of" and is_role_at(tokens, i - 2)
    if text == "of":
        office = tokens.lower(i - 1) not in WORDS.no_office and not _is_whose(tokens, i)
        return said and office and is_role_at(tokens, i - 1)
    if text == "for":
        portfolio = tokens.texts[i - 1] in MINISTERS and tokens.lowers[i + 1] not in words().holders
        return said and portfolio  # not "Secretary for President Unwin"
    if text == "and":
        return said and _is_one_more(tokens, i)
    if text == "in":
        return said and tokens.lower(i + 1) in HYPHENS and is_role_at(tokens, i - 2)
    if text == ".":
        return tokens.glued(i - 1) and tokens.lowers[i - 1] in words().shortened_titles
    return text == "-" and (tokens.glued(i - 1) or tokens.glued(i))


def _is_whose(tokens: Tokens, of: int) -> bool:
    """ "A co-owner *of President* Kent's firm", "rival *of House Speaker* Kent": what stands before
    is somebody else's."""
    end = of + 1
    while tokens.texts[end].istitle() and tokens.lowers[end] in words().roles:
        end += 1
    titled = end > of + 1 and tokens.lowers[end - 1] in words().holders
    return titled and tokens.texts[of - 1].islower()


def _is_one_more(tokens: Tokens, i: int) -> bool:
    """Whether an "and" at token `i` joins two things that one is: "founder and CEO", not "the
    president and Chairman"."""
    behind = tokens.lowers[i + 1 : i + 3]
    known = is_role_at(tokens, i - 1) and not WORDS.second.isdisjoint(behind)
    return known and tokens.lower(i - 2) not in WORDS.determiners


def is_role_at(tokens: Tokens, i: int) -> bool:
    """Whether a noun for somebody stands there, with a point or none: "Sec." of "Sec. of State"."""
    if tokens.lower(i) == ".":
        return tokens.lower(i - 1) in words().shortened_titles
    return tokens.lower(i) in words().holders


def _is_head(tokens: Tokens, i: int) -> bool:
    """Whether a word may end a role: in small letters only a noun for somebody."""
    return is_capitalised(tokens.texts[i]) or tokens.lowers[i] in words().holders


def _says_more(tokens: Tokens, i: int, start: int, *, opens: bool) -> bool:
    """ "*Civil* Aviation Minister", "*nuclear* scientist": a word that says more of the role behind
    it and is written alike. `opens`: whether it opens the sentence, with a capital."""
    if is_position(tokens, start):
        return tokens.lowers[i] in WORDS.sides
    if start != i + 1 or tokens.glued(i) or tokens.lower(i - 1) in HYPHENS:
        return False
    if tokens.texts[i] == "show":
        return tokens.lowers[start] in WORDS.of_shows  # not "results show Senator Unwin ahead"
    if tokens.texts[start][0].isupper():
        return tokens.texts[i] in WORDS.ranks
    return (tokens.lowers[i] if opens else tokens.texts[i]) in WORDS.modifiers
