"""One kind for all mentions of a name in an article: that which speaks for most of them
(Krishnan and Manning, "An Effective Two-Stage Model for Exploiting Non-Local Dependencies in Named
Entity Recognition", 2006).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from streams.extraction.entities.beside import is_behind_storm, is_storm
from streams.extraction.entities.bodies import BODIES
from streams.extraction.entities.families import address
from streams.extraction.entities.firms import core_of, founder_of
from streams.extraction.entities.gazetteers import END, longest_name, names
from streams.extraction.entities.hints import given_and_last, towns
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.known_people import known_alone, known_people
from streams.extraction.entities.labels import BODY, EVENT, KINDS, PERSON, sure_scores
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.spelling import normalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common, is_word
from streams.extraction.tokens import Tokens

SHARED, SHARED_WITH_PLACE, SPEAKING = 1.05, 0.6, 1.0
"""What a person named in full adds to the score of each mention of the last name alone, where it
names no place and where it does, and there to that of one who speaks: "Washington said"."""
UNSURE = frozenset({"ORG", "LOC", "PROD"})
"""What somebody may be taken for who is named in full."""
MOST_GIVEN = 3
"""Tokens of a name in full before its last."""
LIKELY = 0.2
"""A score of a kind that is worth a second look."""
SHORTEST_FIRST = 3
"""Letters of the first word of a name that stands alone."""
NO_PLACE = POSSESSIVE | {"and"}
"""What stands behind who is no place: "in Holland and Silvers’ book"."""
JOINING = NO_PLACE | {"&"}
"""What is in no person's name: "Preston & Salango"."""


def agreed(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The same names with one kind for each, that of the highest score over all its mentions.

    A last name alone has also the scores of the person whom the article names in full, the first
    word of a body's name those of the body ("Spirit" of "Spirit AeroSystems"). A headline in
    capitals counts with the name in small letters.
    """
    tagged = _with_families(tokens, _with_given_names(tokens, tagged))
    surfaces = [_alike(tokens.surface(name.first, name.last)) for name in tagged]
    same: dict[str, list[Tagged]] = defaultdict(list)
    for surface, name in zip(surfaces, tagged, strict=True):
        same[surface].append(name)
    parts = _parts(tokens, tagged)
    firms = _firms(tokens, tagged, parts)
    kinds = {
        surface: BODY if surface in firms else _likeliest(tokens, mentions, parts.get(surface, {}))
        for surface, mentions in same.items()
        if len(mentions) > 1 or surface in parts or surface in firms
    }
    result = [
        name
        if (kind := kinds.get(surface, name.kind)) == name.kind
        or (kind == PERSON and _is_where(tokens, name))
        else name._replace(kind=kind)
        for surface, name in zip(surfaces, tagged, strict=True)
    ]
    return sorted(result)


def _alike(name: str) -> str:
    """A name as it is compared: "Sohlström" is "SOHLSTROM"."""
    return (name if name.isascii() else normalised(name)).upper()


def _with_given_names(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, a given name and the last name of somebody whom the text names a person: "the Lev
    Parnas evidence"."""
    alone = {tokens.texts[t.first] for t in tagged if t.kind == PERSON and t.first == t.last}
    return [
        t._replace(kind=PERSON, scores=sure_scores(PERSON))
        if t.first < t.last and KINDS[t.kind] in UNSURE and _is_named_in_full(tokens, t, alone)
        else t
        for t in tagged
    ]


def _is_named_in_full(tokens: Tokens, name: Tagged, alone: Collection[str]) -> bool:
    """Whether what was taken for no person is the name of one of these last names: "Masayoshi Son",
    and no list's body or place; in Chinese the last name is the first word, "Lai Ching-te"."""
    given, last = tokens.texts[name.first], tokens.texts[name.last]
    family_first = given in alone and given in KIND_WORDS.families_first
    if name.last - name.first > MOST_GIVEN or not (family_first or last in alone):
        return False
    joined = not JOINING.isdisjoint(tokens.lowers[name.first : name.last])
    joined = joined or (not family_first and tokens.texts[name.last - 1] == "-")
    if joined or last in known_alone():
        return False  # "Preston & Salango", "Waxman-Markey", "Saint Obama"
    land = longest_name(tokens.texts, name.last, name.last + 1)
    if land is not None and land[0].sovereign:
        return False  # "Captain America"
    if family_first:
        ends = words().place_last | words().facilities
        if last.lower() in ends or is_word(tokens.texts[name.first + 1]):
            return False  # "Park Avenue", "Sun Group Partners"
    elif given.lower() not in given_and_last()[0]:
        likely = name.kind == BODY and _may_be_given(given)
        return likely and (not is_word(last) or name.scores[PERSON] > LIKELY)
    known = longest_name(tokens.texts, name.first, name.last + 1)
    return known is None or known[1] <= name.last


def _with_families(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, "the Bidens" people where the text names a Biden, and no body that ends so."""
    bodies = [t for t in tagged if t.kind == BODY]
    if not any(t.first == t.last and tokens.texts[t.first][-1] == "s" for t in bodies):
        return list(tagged)
    last = {tokens.texts[t.last] for t in tagged if t.kind == PERSON}
    teams = {tokens.texts[t.last] for t in bodies if t.first < t.last}
    return [
        t._replace(kind=PERSON, scores=sure_scores(PERSON))
        if t.kind == BODY
        and t.first == t.last
        and (word := tokens.texts[t.first]).endswith("s")
        and word[:-1] in last
        and word not in teams
        and tokens.lower(t.first - 1) == "the"
        else t
        for t in tagged
    ]


def _may_be_given(word: str) -> bool:
    """Whether a word is a given name, or one that no list has: not "Team", not "CNN"."""
    if word.lower() in given_and_last()[0]:
        return True
    return not (word.isupper() or word in names() or is_word(word))


def _parts(tokens: Tokens, tagged: Sequence[Tagged]) -> dict[str, dict[int, float]]:
    """The words that stand alone for a longer name of the text, and how many have each, by their
    kind: last names, first words of bodies, names of storms."""
    parts: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for name in tagged:
        if name.first == name.last and name.kind != EVENT:
            continue
        for part in _parts_of(tokens, name):
            parts[_alike(part)][name.kind] += 1.0
    return parts


def _firms(
    tokens: Tokens, tagged: Sequence[Tagged], parts: Mapping[str, Mapping[int, float]]
) -> set[str]:
    """What firms of the text are called without the words that say so, in capitals, where nobody
    has that name: "Barrick" and "Barrick Gold" of "Barrick Gold Corp"."""
    firms = set()
    for name in tagged:
        if name.kind == BODY and name.last > name.first:
            whole = tokens.surface(name.first, name.last)
            called = founder_of(whole) or _of_club(tokens.texts[name.last])
            if called is not None:
                firms.add(called.upper())
            core = core_of(whole)
            if core is None:
                continue
            known = longest_name(tokens.texts, name.first, name.last + 1)
            if known is None or known[0].type == "ORG":  # not "Bangkok Airways"
                firms.add(core.upper())
            if _heads_body(tokens.texts[name.first]):
                firms.add(tokens.texts[name.first].upper())
    if not firms:
        return firms
    people = [name for name in tagged if name.kind == PERSON]
    titled = {
        tokens.surface(name.first, name.last).upper()
        for name in people
        if address(tokens, name.first) in words().holders
    }
    alone = {tokens.texts[name.first].upper() for name in people if name.first == name.last}
    return {
        firm
        for firm in firms
        if firm not in titled
        and not (" " in firm and firm.rpartition(" ")[2] in alone)  # Wilbur Ross, of his group
        and PERSON not in parts.get(firm, ())
        and normalised(firm) not in known_people()  # "a Mark Zuckerberg group"
    }


def _of_club(word: str) -> str | None:
    """ "Villa" of Aston Villa, no word as "City" is one."""
    return word if word in BODIES.clubs and not is_common(word) else None


def _parts_of(tokens: Tokens, name: Tagged) -> Sequence[str]:
    """The words of a longer name that may stand alone for it."""
    if name.last == name.first:
        storm = name.kind == EVENT and is_behind_storm(tokens, name)
        return (tokens.texts[name.last],) if storm else ()
    first, last = tokens.texts[name.first], tokens.texts[name.last]
    if name.kind == EVENT and is_storm(tokens, name):
        return (last,)
    if name.kind == PERSON and name.last > name.first + 1:
        return tokens.surface(name.first + 1, name.last), last  # "Julian *Bear Runner*"
    if name.kind == PERSON:
        return (first, last) if _heads_person(first) else (last,)
    if name.kind != BODY or tokens.lowers[name.last] in KIND_WORDS.of_towns:
        return ()  # "Stornoway" of the Stornoway Gazette
    return (first,) if _heads_body(first) else ()


def _heads_person(word: str) -> bool:
    """Whether the first word of somebody's name may stand for it, and for nothing else: "Lien" of
    Lien Chan, "Jansher" of Jansher Khan."""
    if word in KIND_WORDS.families_first:
        return True
    if len(word) < SHORTEST_FIRST or word in names() or is_word(word):
        return False
    lower = word.lower()
    return lower not in towns() and lower not in words().org_last  # "the Tribune Abbott's unfair"


def _heads_body(word: str) -> bool:
    """Whether the first word of a body's name may stand for it: not "Washington" for the Post."""
    known = names().get(word, {}).get(END)
    if known is not None:
        return bool(known.type == "ORG")
    return word.lower() not in towns()


def _likeliest(tokens: Tokens, mentions: Sequence[Tagged], extra: Mapping[int, float]) -> int:
    """The kind that speaks for most mentions of a name. `extra`: what longer names add to each."""
    total: list[float] = list(map(sum, zip(*[m.scores for m in mentions], strict=True)))
    first = mentions[0].first
    several = extra and len(mentions) > 1
    known = longest_name(tokens.texts, first, first + 1) if several else None
    share = SHARED_WITH_PLACE if known is not None and known[0].type == "PLACE" else SHARED
    both = PERSON in extra and BODY in extra  # "Ford" of Bill Ford and Ford Motor
    for kind, score in extra.items():
        alike = both or kind == BODY
        total[kind] += score if alike else score * max(1, share * len(mentions))
    if share == SHARED_WITH_PLACE and PERSON in extra:
        total[PERSON] += SPEAKING * sum(_speaks(tokens, mention) for mention in mentions)
    return total.index(max(total))


def _is_where(tokens: Tokens, name: Tagged) -> bool:
    """Whether a place stands where something is, whoever is called so: "she lives in Holland"."""
    in_it = KINDS[name.kind] == "LOC" and tokens.lower(name.first - 1) == "in"
    return in_it and tokens.lower(name.last + 1) not in NO_PLACE


def _speaks(tokens: Tokens, name: Tagged) -> bool:
    """ "Holland said", "said Holland"."""
    speech = words().speech
    return tokens.lower(name.last + 1) in speech or tokens.lower(name.first - 1) in speech
