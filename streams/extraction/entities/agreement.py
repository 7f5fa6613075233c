"""One kind for all mentions of a name in an article: that which speaks for most of them
(Krishnan and Manning, "An Effective Two-Stage Model for Exploiting Non-Local Dependencies in Named
Entity Recognition", 2006).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.gazetteers import END, longest_name, names
from streams.extraction.entities.hints import given_and_last, towns
from streams.extraction.entities.kinds import KIND_WORDS, sure_kind
from streams.extraction.entities.known_people import known_alone, known_people
from streams.extraction.entities.labels import BODY, EVENT, KINDS, PERSON, sure_scores
from streams.extraction.entities.militias import is_armed_group
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.space import IN_SPACE, is_in_space
from streams.extraction.entities.spelling import normalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vessels import is_a_vessel, whole_ship
from streams.extraction.entities.weights import is_word
from streams.extraction.tokens import Tokens

SHARED, SHARED_WITH_PLACE = 1.05, 0.6
"""What a person named in full adds to the score of each mention of the last name alone, where it
names no place and where it does: "Washington"."""
FAR = 100
"""Tokens around a name in which a text says of what land it speaks."""
NEAR_EXERCISE = 4
"""Tokens before the name of an exercise in which the word stands."""
BEFORE_EXERCISE = KIND_WORDS.exercises | KIND_WORDS.naming
""" "Exercise North Shield", "the exercise, called North Shield"."""
LEADING = frozenset({".", "-", "To", *KIND_WORDS.addresses, *STORMS, *KIND_WORDS.ships})
"""Words and signs before a name that may say more of it."""
BUILT_LIKE = {
    **dict.fromkeys(KIND_WORDS.weapons_like_people, "WEAPON"),
    **dict.fromkeys(KIND_WORDS.dams_like_people, "FAC"),
}
"""What is called after a person, by the word behind."""
CALLED = {
    **dict.fromkeys(KIND_WORDS.bodies_called, "ORG"),
    **dict.fromkeys(KIND_WORDS.places_called, "FAC"),
}
"""What one word names that is no person's name, by the word behind."""
KINDS_OF_PEOPLE = frozenset({"ORG", "LOC", "WORK", "PROD", "EVENT", "VEHICLE"})
"""What a well-known person was taken for."""


def likelier(tokens: Tokens, tagged: Tagged) -> Tagged:
    """A name with the kind that its words leave no doubt of, before its mentions agree on one."""
    texts = tokens.texts
    before = texts[tagged.first - 1] if tagged.first else ""
    if before in LEADING or (tagged.first > 1 and texts[tagged.first - 2] in KIND_WORDS.ships):
        tagged = tagged._replace(first=_whole_first(tokens, tagged))
    if texts[tagged.first] in KIND_WORDS.ships:
        tagged = whole_ship(tokens, tagged)
    kind = sure_kind(tokens, tagged.first, tagged.last, KINDS[tagged.kind])
    if before in KIND_WORDS.aliases or (before in LEADING and is_addressed(tokens, tagged.first)):
        kind = "PER"
    elif (
        (tagged.first < tagged.last and _is_storm(tokens, tagged))
        or (
            texts[tagged.first - 1] == "Storm"
            and kind != "LOC"
            and _is_behind_storm(tokens, tagged)
        )  # no "Storm Lake"
    ):
        kind = "EVENT"
    elif texts[tagged.first] in IN_SPACE and is_in_space(tokens, tagged):
        kind = "LOC"
    elif is_armed_group(tokens, tagged) or (kind == "PER" and _is_people(tokens, tagged)):
        kind = "NORP"
    elif kind in {"PER", "WORK", "ORG", "LOC"} and is_a_vessel(tokens, tagged):
        kind = "VEHICLE"
    elif kind in {"ORG", "LOC"}:
        kind = _of_body_or_place(tokens, tagged, before, kind)
    elif kind == "PER" and tagged.first == tagged.last:
        kind = _of_nobody(tokens, tagged.first)
    if kind in KINDS_OF_PEOPLE and _is_well_known(tokens, tagged):
        kind = "PER"
    if kind == KINDS[tagged.kind]:
        return tagged
    number = KINDS.index(kind)
    return tagged._replace(kind=number, scores=sure_scores(number))


def _is_well_known(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Usain Bolt", whatever it was taken for."""
    several = tagged.first < tagged.last
    return several and normalised(tokens.surface(tagged.first, tagged.last)) in known_people()


def _of_nobody(tokens: Tokens, i: int) -> str:
    """The kind of a name of one word that was taken for a person: "Scud missiles"; where no list
    has it as a person's, "the Gerindra party", ", Kazinform reported"."""
    following = tokens.lower(i + 1)
    if following in BUILT_LIKE:
        return BUILT_LIKE[following]
    given, last = given_and_last()
    if tokens.lowers[i] in given or tokens.lowers[i] in last:
        return "PER"
    if following in KIND_WORDS.reporting and tokens.lower(i - 1) == ",":
        return "ORG"
    return CALLED.get(following, "PER")


def _of_body_or_place(tokens: Tokens, tagged: Tagged, before: str, kind: str) -> str:
    """The kind of what was taken for a body or a place: "exercise North Shield", "AOC", "Raisi"."""
    if tagged.first == tagged.last:
        name = tokens.texts[tagged.first]
        if kind == "ORG" and name in KIND_WORDS.bodies_like_places and _is_land(tokens, tagged):
            return "LOC"
        if name in KIND_WORDS.nations:
            return "LOC"
        # "JFK" is an airport as well
        airport = kind == "LOC" and name.isupper()
        return "PER" if name in known_alone() and not airport else kind
    if before not in BEFORE_EXERCISE:
        return kind
    near = tokens.lowers[max(tagged.first - NEAR_EXERCISE, 0) : tagged.first]
    return kind if KIND_WORDS.exercises.isdisjoint(near) else "EVENT"


def _is_land(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Fires in the Amazon", "the Amazon rainforest", but not "in the Amazon warehouse"."""
    following = tokens.lower(tagged.last + 1)
    if following in KIND_WORDS.of_land:
        return True
    before = tokens.lowers[max(tagged.first - 2, 0) : tagged.first]
    apart = following in KIND_WORDS.behind_land or not following[:1].isalpha()
    if not apart or before[1:] != ["the"]:
        return False
    near = tokens.lowers[max(tagged.first - FAR, 0) : tagged.last + FAR]
    return before[0] == "in" or not KIND_WORDS.of_land.isdisjoint(near)


def _is_people(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Roman Catholic", though Roman is a given name."""
    known = longest_name(tokens.texts, tagged.first, tagged.last + 1)
    whole = known is not None and known[1] == tagged.last + 1 and tagged.first < tagged.last
    return whole and known is not None and known[0].demonym


def _whole_first(tokens: Tokens, tagged: Tagged) -> int:
    """Where "Hurricane Sandy" begins, and "HMS Queen Elizabeth", of which the tagger may have had
    the last word."""
    first, texts = tagged.first, tokens.texts
    if tagged.kind == PERSON and texts[first - 1 : first] == ["."]:
        return _first_initial(tokens, first)
    if texts[first - 1 : first] == ["To"]:
        alone = tagged.kind == PERSON and first == tagged.last
        return first - 1 if alone and tokens.lower(first - 2) in KIND_WORDS.before_to else first
    if first and texts[first - 1] in STORMS and first == tagged.last:
        return first - 1
    if first and texts[first - 1] in KIND_WORDS.ships:
        return first - 1
    if first > 1 and texts[first - 2] in KIND_WORDS.ships and is_capitalised(texts[first - 1]):
        return first - 2
    if first > 1 and tagged.kind == PERSON and first < tagged.last and texts[first - 1] == "-":
        before = texts[first - 2]  # "Kassym-Jomart Tokayev"
        if before.istitle() and before not in names() and tokens.glued(first - 2):
            return first - 2
    return first


def _first_initial(tokens: Tokens, first: int) -> int:
    """Where "A.G. Sulzberger" begins, of which the tagger may have had "G. Sulzberger"."""
    texts, before = tokens.texts, first - 2
    initials = before >= 0 and all(
        len(texts[i]) == 1 and texts[i].isupper() for i in (before, first)
    )
    return before if initials and tokens.glued(before) and tokens.glued(before + 1) else first


def is_addressed(tokens: Tokens, first: int) -> bool:
    """ "Mr. Bloomberg", "Mrs Ford": a person, whatever else has the name."""
    texts = tokens.texts
    return first > 0 and texts[first - 1 - (texts[first - 1] == ".")] in KIND_WORDS.addresses


def agreed(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The same names with one kind for each, that of the highest score over all its mentions.

    A last name alone has also the scores of the person whom the article names in full, the first
    word of a body's name those of the body ("Spirit" of "Spirit AeroSystems"). A headline in
    capitals counts with the name in small letters.
    """
    tagged = _with_families(tokens, _with_given_names(tokens, tagged))
    surfaces = [tokens.surface(name.first, name.last).upper() for name in tagged]
    same: dict[str, list[Tagged]] = defaultdict(list)
    for surface, name in zip(surfaces, tagged, strict=True):
        same[surface].append(name)
    parts = _parts(tokens, tagged)
    kinds = {
        surface: _likeliest(tokens, mentions, parts.get(surface, {}))
        for surface, mentions in same.items()
        if len(mentions) > 1 or surface in parts
    }
    result = [
        name if (kind := kinds.get(surface, name.kind)) == name.kind else name._replace(kind=kind)
        for surface, name in zip(surfaces, tagged, strict=True)
    ]
    return sorted(result)


def _with_given_names(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, a given name and the last name of somebody whom the text names a person: "the Lev
    Parnas evidence"."""
    alone = {tokens.texts[t.first] for t in tagged if t.kind == PERSON and t.first == t.last}
    return [
        t._replace(kind=PERSON, scores=sure_scores(PERSON))
        if t.last == t.first + 1
        and t.kind == BODY
        and tokens.texts[t.last] in alone
        and not is_word(tokens.texts[t.last])
        and _may_be_given(tokens.texts[t.first])
        else t
        for t in tagged
    ]


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
            parts[part.upper()][name.kind] += 1.0
    return parts


def _parts_of(tokens: Tokens, name: Tagged) -> Sequence[str]:
    """The words of a longer name that may stand alone for it."""
    if name.last == name.first:
        storm = name.kind == EVENT and _is_behind_storm(tokens, name)
        return (tokens.texts[name.last],) if storm else ()
    first, last = tokens.texts[name.first], tokens.texts[name.last]
    if name.kind == EVENT and _is_storm(tokens, name):
        return (last,)
    if name.kind == PERSON and name.last > name.first + 1:
        return tokens.surface(name.first + 1, name.last), last  # "Julian *Bear Runner*"
    if name.kind == PERSON:
        return (last,)
    return (first,) if name.kind == BODY and _heads_body(first) else ()


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
    return total.index(max(total))


def _is_behind_storm(tokens: Tokens, name: Tagged) -> bool:
    """ "Tropical Storm *Kristine*", a name of one word."""
    return name.last == name.first > 0 and tokens.texts[name.first - 1] == "Storm"


def _is_storm(tokens: Tokens, name: Tagged) -> bool:
    """ "Hurricane Sandy", which the text goes on to call "Sandy"."""
    return name.last == name.first + 1 and tokens.texts[name.first] in STORMS
