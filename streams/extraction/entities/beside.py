"""The kind of a name by its own words and what stands beside it, where these leave no doubt, before
all its mentions agree on one (`agreement.py`).
"""

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.called import as_called, is_initialled, is_listed, is_well_known
from streams.extraction.entities.gazetteers import longest_name, names
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.kinds import KIND_WORDS, sure_kind
from streams.extraction.entities.known_people import known_alone
from streams.extraction.entities.labels import KINDS, PERSON, sure_scores
from streams.extraction.entities.militias import is_armed_group
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.traded import is_index, is_traded
from streams.extraction.entities.vessels import is_a_vessel, whole_ship
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

FAR = 100
"""Tokens around a name in which a text says of what land it speaks."""
NEAR_EXERCISE = 4
"""Tokens before the name of an exercise in which the word stands."""
BEFORE_EXERCISE = KIND_WORDS.exercises | KIND_WORDS.naming
""" "Exercise North Shield", "the exercise, called North Shield"."""
LEADING = frozenset({".", "-", "To", *KIND_WORDS.addresses, *KIND_WORDS.ships})
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
MAY_BE_FIRM = frozenset({"PER", "LOC", "PROD", "WORK"})
MAY_BE_BASE = frozenset({"WEAPON", "VEHICLE", "PROD"})
MAY_BE_TRIBE = frozenset({"PER", "ORG", "LOC"})
CAPITAL = "DC"
FROM = frozenset({"of", "from"})
"""What stands behind somebody's age, before where he is from."""
MAY_BE_CALLED = frozenset({"PER", "ORG", "LOC"})
DASHES = frozenset({"-", "--", "–", "—"})
MOON = "Moon"
IN_SPACE = KIND_WORDS.planets | {MOON}
"""The Moon and the planets, which are called like people, firms and missiles."""
NEAR_PLANET = 15
"""Tokens around a planet's name in which a text speaks of space."""


def likelier(tokens: Tokens, tagged: Tagged) -> Tagged:
    """A name with the kind that its words leave no doubt of, before its mentions agree on one."""
    texts = tokens.texts
    before = texts[tagged.first - 1] if tagged.first else ""
    if before in LEADING or (tagged.first > 1 and texts[tagged.first - 2] in KIND_WORDS.ships):
        tagged = tagged._replace(first=_whole_first(tokens, tagged))
    elif texts[tagged.first] == "al" and tagged.kind == PERSON and _is_given(tokens, tagged.first):
        tagged = tagged._replace(first=tagged.first - 1)  # "his brother Bashar al-Assad"
    if texts[tagged.first] in KIND_WORDS.ships:
        tagged = whole_ship(tokens, tagged)
    if before == "." and is_initialled(tokens, tagged):
        tagged = tagged._replace(first=tagged.first - 2, kind=PERSON, scores=sure_scores(PERSON))
    kind = sure_kind(tokens, tagged.first, tagged.last, KINDS[tagged.kind])
    if before in KIND_WORDS.aliases or (before in LEADING and is_addressed(tokens, tagged.first)):
        kind = "PER"
    elif is_storm(tokens, tagged) or (kind != "LOC" and is_behind_storm(tokens, tagged)):
        kind = "EVENT"  # no "Storm Lake"
    elif texts[tagged.first] in IN_SPACE and _is_in_space(tokens, tagged):
        kind = "LOC"
    elif (
        is_armed_group(tokens, tagged)
        or (kind == "PER" and _is_people(tokens, tagged))
        or (tagged.first == tagged.last and kind in MAY_BE_TRIBE and _is_tribe(tokens, tagged))
    ):
        kind = "NORP"
    elif kind in {"PER", "WORK", "ORG", "LOC", "PROD"} and is_a_vessel(tokens, tagged):
        kind = "VEHICLE"
    elif kind in {"ORG", "LOC"}:
        kind = _of_body_or_place(tokens, tagged, before, kind)
    elif kind in MAY_BE_BASE and _is_base(tokens, tagged):
        kind = "FAC"
    elif kind == "PER" and tagged.first == tagged.last:
        home = _is_home(tokens, tagged.first)
        kind = "LOC" if home else _of_nobody(tokens, tagged.first)
    if kind in MAY_BE_CALLED:
        kind = as_called(tokens, tagged, before, kind)
    if kind in KINDS_OF_PEOPLE and is_well_known(tokens, tagged):
        kind = "PER"
    elif kind in MAY_BE_FIRM and is_traded(tokens, tagged):
        kind = "ORG"
    elif kind == "ORG" and tagged.first == tagged.last and is_index(tokens, tagged.first):
        kind = "WORK"
    if kind == KINDS[tagged.kind]:
        return tagged
    number = KINDS.index(kind)
    return tagged._replace(kind=number, scores=sure_scores(number))


def _is_home(tokens: Tokens, i: int) -> bool:
    """ "Ann Unwin, 36, of *Benson*,": where somebody is from."""
    aged = tokens.lower(i - 1) in FROM and tokens.lower(i - 3).isdecimal()
    return aged and tokens.lower(i - 2) == tokens.lower(i - 4) == ","


def _of_nobody(tokens: Tokens, i: int) -> str:
    """The kind of a name of one word that was taken for a person: "Scud missiles"; where no list
    has it as a person's, "the Gerindra party", ", Kazinform reported"."""
    following = tokens.lower(i + 1)
    if following in BUILT_LIKE:
        return BUILT_LIKE[following]
    if following == ")" and tokens.lower(i - 1) == "(" and tokens.lower(i + 2) in DASHES:
        return "ORG"  # "LIMA, Nov 18 (Efe) -"
    given, last = given_and_last()
    if tokens.lowers[i] in given or tokens.lowers[i] in last:
        return "PER"
    return "ORG" if _reports(tokens, i) else CALLED.get(following, "PER")


def _reports(tokens: Tokens, i: int) -> bool:
    """ ", Kazinform reported"."""
    return tokens.lower(i + 1) in KIND_WORDS.reporting and tokens.lower(i - 1) == ","


def _of_body_or_place(tokens: Tokens, tagged: Tagged, before: str, kind: str) -> str:
    """The kind of what was taken for a body or a place: "exercise North Shield", "AOC", "Raisi"."""
    if tagged.first == tagged.last:
        name = tokens.texts[tagged.first]
        if kind == "LOC" and _reports(tokens, tagged.first) and not is_listed(tokens, tagged):
            return "ORG"
        if kind == "ORG" and name in KIND_WORDS.bodies_like_places and _is_land(tokens, tagged):
            return "LOC"
        if name == CAPITAL and kind == "ORG":
            comics = tokens.lower(tagged.last + 1) in KIND_WORDS.of_comics or before == "The"
            return kind if comics else "LOC"
        if name in KIND_WORDS.nations or (kind == "ORG" and _is_governed(tokens, tagged)):
            return "LOC"
        # "JFK" is an airport as well
        airport = kind == "LOC" and name.isupper()
        return "PER" if name in known_alone() and not airport else kind
    if before not in BEFORE_EXERCISE:
        return kind
    near = tokens.lowers[max(tagged.first - NEAR_EXERCISE, 0) : tagged.first]
    return kind if KIND_WORDS.exercises.isdisjoint(near) else "EVENT"


def _is_base(tokens: Tokens, tagged: Tagged) -> bool:
    """ "The T4 air base", which is called by a letter and a number."""
    if not tokens.texts[tagged.last][-1].isdecimal():
        return False
    following = tokens.lower(tagged.last + 1)
    pair = f"{following} {tokens.lower(tagged.last + 2)}"
    return following in KIND_WORDS.of_bases or pair in KIND_WORDS.of_bases


def _is_governed(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Sabah Chief Minister", "Enga Governor": a known place before who governs it."""
    office = tokens.lower(tagged.last + 1)
    if office not in KIND_WORDS.governing and office != "chief":
        return False
    if office == "chief" and tokens.lower(tagged.last + 2) != "minister":
        return False
    known = longest_name(tokens.texts, tagged.first, tagged.last + 1)
    return office == "chief" or (known is not None and known[0].type == "PLACE")


def _is_tribe(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Mwaghavul tribesmen", "an ethnic Talysh", "the Pokot ethnic group"."""
    if tokens.lower(tagged.first - 1) in KIND_WORDS.before_tribe:
        return tokens.texts[tagged.first] not in words().capitals
    return tokens.lower(tagged.last + 1) in KIND_WORDS.tribal


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
    """Where "HMS Queen Elizabeth" begins, of which the tagger may have had the last word."""
    first, texts = tagged.first, tokens.texts
    if tagged.kind == PERSON and texts[first - 1 : first] == ["."]:
        return _first_initial(tokens, first)
    if texts[first - 1 : first] == ["To"]:
        alone = tagged.kind == PERSON and first == tagged.last
        return first - 1 if alone and tokens.lower(first - 2) in KIND_WORDS.before_to else first
    if first and texts[first - 1] in KIND_WORDS.ships:
        return first - 1
    if first > 1 and texts[first - 2] in KIND_WORDS.ships and is_capitalised(texts[first - 1]):
        return first - 2
    if first > 1 and tagged.kind == PERSON and first < tagged.last and texts[first - 1] == "-":
        before = texts[first - 2]  # "Kassym-Jomart Tokayev"
        if before.istitle() and before not in names() and tokens.glued(first - 2):
            return first - 2
    return first


def _is_given(tokens: Tokens, first: int) -> bool:
    """Whether a given name stands before a last name that begins with "al-"."""
    before = tokens.texts[first - 1] if first else ""
    return before.istitle() and before.lower() in given_and_last()[0]


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


def _is_in_space(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether one of IN_SPACE is there: "on the Moon", but not "the Moon administration"; "Saturn"
    beside a probe or an orbit."""
    first, last = tagged.first, tagged.last
    if first < last:
        return False
    name = tokens.texts[first]
    if name == MOON:
        following = tokens.lower(first + 1)
        apart = following in KIND_WORDS.behind_land or not following[:1].isalpha()
        return apart and tokens.lower(first - 1) == "the"
    near = tokens.lowers[max(first - NEAR_PLANET, 0) : first + NEAR_PLANET]
    return not KIND_WORDS.of_space.isdisjoint(near)


def is_behind_storm(tokens: Tokens, name: Tagged) -> bool:
    """ "Tropical Storm *Kristine*", "typhoon *Herb*", a name of one word."""
    if not name.last == name.first > 0:
        return False
    before = tokens.texts[name.first - 1]
    if before == "storm":
        return tokens.lower(name.first - 2) == "tropical"
    return before == "Storm" or (before.islower() and before.capitalize() in STORMS)


def is_storm(tokens: Tokens, name: Tagged) -> bool:
    """ "Hurricane Sandy", which the text goes on to call "Sandy"."""
    return name.last == name.first + 1 and tokens.texts[name.first] in STORMS
