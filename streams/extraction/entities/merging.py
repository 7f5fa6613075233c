"""The tagger's names and those of the gazetteers in one: the gazetteers correct the kind where a
name is known for one thing only, and add what was missed.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from streams.extraction.entities.arms import ARTICLES, among_arms
from streams.extraction.entities.beside import is_addressed
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.edges import trimmed
from streams.extraction.entities.families import address
from streams.extraction.entities.forms import Known
from streams.extraction.entities.gazetteers import Name, ambiguous, longest_name
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.kinds import KIND_WORDS, is_named_like_a_person
from streams.extraction.entities.labels import BODY, KINDS, PERSON, sure_scores
from streams.extraction.entities.no_names import is_code
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.typed import TYPES, of_name, of_tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

FIRST = attrgetter("first")
NO_PLACE = frozenset({"'s", "’s", "v", "vs", "-"})
"""What stands behind a name that is no place, though "in" stands before it: "in Ford v. Ford"."""
AMERICAN = (["U", ".", "S", "."], ["US"], ["United", "States"])


class _Laid(NamedTuple):
    """The tagger's names, as the known ones are laid over them."""

    by_first: dict[int, Tagged]
    covered: dict[int, Tagged]
    """By each token that they hold."""
    family: set[str]
    """Last words of the names of people that have several."""
    surnames: set[str]
    """Those of them that no body's name begins with."""
    bodies: set[str]
    """First words of the names of bodies that have several, and are no such words of people."""
    arms: set[int]
    """Where the known names of arms end that were found so far."""


def merged(tokens: Tokens, tagged: Sequence[Tagged], known: Sequence[Known]) -> list[Candidate]:
    """The tagger's names and the known ones as mentions, none overlapping.

    Where both name the same tokens, the gazetteer says what is meant; a longer name wins over what
    it holds; a known name that the tagger passes over counts where it stands for one thing only.
    """
    surnames = {tokens.texts[t.last] for t in tagged if t.kind == PERSON and t.first < t.last}
    bodies = {tokens.texts[t.first] for t in tagged if t.kind == BODY and t.first < t.last}
    laid = _Laid(
        by_first={t.first: t for t in tagged},
        covered={i: t for t in tagged for i in range(t.first, t.last + 1)},
        family=surnames,
        surnames=surnames - bodies,
        bodies=bodies - surnames,
        arms=set(),
    )
    dropped: set[int] = set()
    found: list[Candidate] = []
    for first, last, name in known:
        if first == last and _is_last_name(tokens, laid, first, name):
            continue
        if tokens.texts[last] in POSSESSIVE and tokens.texts[first] in laid.surnames:
            continue  # "Lowe's" of a text that names Nelson Lowe
        if name.type == "ORG" and _is_none(tokens, first, last):
            continue
        if name.type == "ORG" and first < last and (people := _lives_there(tokens, first, last)):
            name = people
        mentions, replaced = _known_at(tokens, laid, first, last, name)
        found += mentions
        dropped |= replaced
    found += [of_tagged(tokens, t) for t in tagged if t.first not in dropped]
    return without_overlaps(found)


def _is_last_name(tokens: Tokens, laid: _Laid, first: int, name: Name) -> bool:
    """ "Bloomberg" where the text names Michael Bloomberg, and no group's: "Houthi"; a country or
    a people only where the tagger takes it for somebody as well: "Sheriff Israel", "Mr Holland"."""
    tagged = laid.covered.get(first)
    if tagged is None or tagged.kind not in {PERSON, BODY} or name.users:
        return False
    if name.sovereign or name.demonym:
        of_a_land = tokens.lower(first - 1) in ARTICLES  # "an agent of the French empire"
        return tagged.kind == PERSON and tokens.texts[first] in laid.surnames and not of_a_land
    if name.type == "GROUP" and tokens.texts[first] not in ambiguous():
        return is_addressed(tokens, first)
    return tokens.texts[first] in laid.surnames or is_addressed(tokens, first)


def _is_none(tokens: Tokens, first: int, last: int) -> bool:
    """Whether what is a body's name elsewhere is a model's, a code or a question here."""
    return _is_model(tokens, last) or _asks(tokens, last) or is_code(tokens, first)


def _lives_there(tokens: Tokens, first: int, last: int) -> Name | None:
    """The people of a place, where one of them has a body's name: "fellow *New Yorker*", "a *New
    Yorker* who"."""
    before = tokens.lower(first - 1)
    alone = before == "a" and tokens.lower(last + 1) in KIND_WORDS.behind_inhabitant
    if not (alone or before in KIND_WORDS.before_inhabitant):
        return None
    plural = [*tokens.texts[first:last], f"{tokens.texts[last]}s"]
    known = longest_name(plural, 0, len(plural))
    return known[0] if known is not None and known[1] == len(plural) and known[0].demonym else None


def _is_model(tokens: Tokens, last: int) -> bool:
    """ "FTC-2000G", an aircraft and no commission."""
    if tokens.gaps[last] or not tokens.texts[last].isupper():
        return False
    model = tokens.lower(last + 1) == "-" and tokens.glued(last + 1)
    return model and tokens.texts[last + 2][0].isdecimal()


def _asks(tokens: Tokens, last: int) -> bool:
    """ "WHO'S NEXT?", and no World Health Organization."""
    return tokens.texts[last] == "WHO" and tokens.texts[last + 1 : last + 2] in (["'S"], ["’S"])


Added = tuple[list[Candidate], set[int]]
"""Mentions, and where the tagger's names begin that they replace."""


def _known_at(tokens: Tokens, laid: _Laid, first: int, last: int, name: Name) -> Added:
    sure = _is_sure(tokens, laid, first, last, name)
    same = laid.by_first.get(first)
    if same is not None and same.last == last:
        meant = sure or _fits(name, same) or _stands_as_place(tokens, laid, first, last, name)
        return ([of_name(first, last, name, 0.95)], {first}) if meant else ([], set())
    overlapping = {t.first: t for i in range(first, last + 1) if (t := laid.covered.get(i))}
    if any(t.first <= first and last <= t.last for t in overlapping.values()):
        holder = laid.covered.get(first) or laid.covered.get(last)
        return ([], set()) if holder is None else _in_longer(tokens, holder, first, last, name)
    if sure and all(first <= t.first and t.last <= last for t in overlapping.values()):
        return [of_name(first, last, name, 0.9)], set(overlapping)
    return [], set()


def _in_longer(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> Added:
    """What a known name parts a longer one of the tagger into, if it does."""
    if _ends_with(tokens, holder, first, last, name):
        return _in_parts(tokens, holder, first, last, name), {holder.first}
    if not _splits(tokens, holder, first, last, name):
        return [], set()
    found = [of_name(first, last, name, 0.9)]
    if holder.kind == BODY and name.demonym:
        holder = holder._replace(kind=PERSON, scores=sure_scores(PERSON))
    if (
        last < holder.last
        and (kept := trimmed(tokens, holder._replace(first=last + 1))) is not None
    ):
        found.append(of_tagged(tokens, kept))
    return found, {holder.first}


def _is_sure(tokens: Tokens, laid: _Laid, first: int, last: int, name: Name) -> bool:
    """Whether a known name stands for one thing only, by itself or by what is beside it;
    where arms end is noted."""
    sure = _sure(tokens, first, last, name)
    if name.type == "PLACE":
        return sure or _is_of_city(tokens, first)
    if name.type in {"WEAPON", "VEHICLE"}:
        sure = sure or among_arms(tokens, first, last, name, laid.arms)
        if sure:
            laid.arms.add(last)
    elif not sure and first == last and name.type in {"ORG", "GROUP"}:
        if tokens.texts[first] in laid.bodies or _at_body(tokens, first, name):
            return True
        return _is_no_place(tokens, laid, first, name) or _is_channel(tokens, laid, first)
    return sure


def _is_of_city(tokens: Tokens, first: int) -> bool:
    """ "The city of Mosul", "the people of Mosul": no body and nobody."""
    return tokens.lower(first - 1) == "of" and tokens.lower(first - 2) in KIND_WORDS.of_cities


def _is_no_place(tokens: Tokens, laid: _Laid, first: int, name: Name) -> bool:
    """ "the VA": initials of a body behind an article, which no state's have."""
    tagged = laid.by_first.get(first)
    initials = name.type == "ORG" and tokens.texts[first].isupper()
    article = tokens.lower(first - 1) == "the"
    return initials and article and tagged is not None and KINDS[tagged.kind] == "LOC"


def _is_channel(tokens: Tokens, laid: _Laid, first: int) -> bool:
    """ "Fox" of a text that names nobody of the name."""
    titled = address(tokens, first) in words().titles
    nobodys = not titled and tokens.texts[first] not in laid.family
    return nobodys and tokens.texts[first] in KIND_WORDS.bodies_like_people


def without_overlaps(found: Sequence[Candidate]) -> list[Candidate]:
    """In order; of two that overlap the one that begins first, then the longer one."""
    kept: list[Candidate] = []
    first = last = -1
    for candidate in sorted(found, key=FIRST):
        if candidate.first > last:
            kept.append(candidate)
        elif candidate.first == first and candidate.last > last:
            kept[-1] = candidate
        else:
            continue
        first, last = candidate.first, candidate.last
    return kept


def _sure(tokens: Tokens, first: int, last: int, name: Name) -> bool:
    """Whether a known name stands for one thing only."""
    if name.users:
        return True
    if name.type == "PLACE" and first == last and not (name.demonym or name.sovereign):
        return False
    return tokens.surface(first, last) not in ambiguous()


def _at_body(tokens: Tokens, first: int, name: Name) -> bool:
    """ "at Fox", "Fox's Bret Baier", "Wagner fighters": no person's name, where it is a body's or
    group's as well."""
    if name.demonym:
        return False
    following = tokens.lower(first + 1)
    if name.type == "GROUP" and following == "group":
        return True
    if name.type == "ORG" and following in POSSESSIVE:
        behind = tokens.lower(first + 2)
        if behind in words().roles and tokens.texts[first + 2] == behind:
            return True  # "Fox's chief White House correspondent"
        return (
            behind in given_and_last()[0] and tokens.texts[first + 2 : first + 4][-1][0].isupper()
        )
    body = tokens.lower(first - 1) in KIND_WORDS.before_body or following in KIND_WORDS.staff
    return body or following in KIND_WORDS.forces


def _fits(name: Name, tagged: Tagged) -> bool:
    kind = TYPES[KINDS[tagged.kind]]
    if kind == "GROUP" and name.type == "PLACE" and KINDS[tagged.kind] == "NORP":
        return tagged.first == tagged.last and name.country is None  # "Arctic ice"
    return kind == name.type or {kind, name.type} <= {"PLACE", "FACILITY", "ORG", "GROUP"} & (
        {"PLACE", "FACILITY"} if name.type in {"PLACE", "FACILITY"} else {"ORG", "GROUP"}
    )


def _stands_as_place(tokens: Tokens, laid: _Laid, first: int, last: int, name: Name) -> bool:
    """ "in Lima", "mayor of Lima": a capital is no person behind such a word, whatever the tagger
    says, and another known place is none behind "in", but before what is a person's: "Ferguson"."""
    if first < last or name.type != "PLACE":
        return False
    before = tokens.lower(first - 1)
    beside = before in KIND_WORDS.before_place
    beside = beside or (before == "with" and tokens.lower(first - 2) in KIND_WORDS.dealings)
    if tokens.texts[first] in words().capitals:
        return beside or laid.by_first[first].kind == BODY
    apart = tokens.lower(first + 1) not in NO_PLACE and tokens.texts[first] not in laid.surnames
    return before == "in" and apart and laid.by_first[first].kind == PERSON


def _splits(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> bool:
    """Whether a known name was taken into another with what stands beside it.

    A nationality or a body before a person ("Russian Putin", "UN Secretary"); a count before arms
    ("Two F-35s", "30 M777").
    """
    if holder.first == first and holder.kind == BODY and name.demonym:
        return is_named_like_a_person(tokens, last + 1, holder.last)
    if holder.first == first and KINDS[holder.kind] == "PER":
        body = name.type == "ORG" and tokens.surface(first, last).isupper()
        return (name.demonym or body) and tokens.surface(first, last) not in ambiguous()
    count = tokens.lowers[holder.first]
    counted = holder.first == first - 1 and (count in KIND_WORDS.counts or count.isdecimal())
    return counted and holder.last == last and name.type in {"WEAPON", "VEHICLE"}


def _ends_with(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> bool:
    """Whether a known body was taken into one name with what stands before it: an abbreviated
    country, a party, a person."""
    if name.type != "ORG" or holder.last != last or holder.kind != BODY or first == holder.first:
        return False
    before = tokens.texts[holder.first : first]
    return (
        before in AMERICAN
        or (len(before) == 1 and before[0] in KIND_WORDS.partisan)
        or (first < last and is_named_like_a_person(tokens, holder.first, first - 1))
    )


def _in_parts(tokens: Tokens, holder: Tagged, first: int, last: int, name: Name) -> list[Candidate]:
    """The known body, and the person or party before it: "Republican", "Facebook". What is a
    country's stays one name: "U.S. Food and Drug Administration"."""
    before = tokens.texts[holder.first : first]
    if before in AMERICAN:
        return [of_name(holder.first, last, name, 0.9)]
    body = of_name(first, last, name, 0.9)
    if len(before) > 1:
        person = Candidate(holder.first, first - 1, "PERSON", None, None, 0.8)
        return [person, body]
    known = longest_name(tokens.texts, holder.first, first)
    return [body] if known is None else [of_name(holder.first, holder.first, known[0], 0.9), body]
