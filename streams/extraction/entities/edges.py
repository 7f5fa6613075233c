"""Where a name begins and ends: no article, title or sign at its edges, one name of a list each."""

from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import abbreviated_parts
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.labels import BODY, EVENT, KINDS, PERSON, sure_scores
from streams.extraction.entities.spelling import GENERATIONS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.entities.word_lists import word_lists
from streams.extraction.tokens import Tokens


class Edges(NamedTuple):
    """The lists of `data/edges.toml`, each explained beside its words."""

    also_names: dict[str, frozenset[str]]
    paired_titles: frozenset[str]
    shortened: frozenset[str]
    letters: frozenset[str]
    offices: frozenset[str]
    illnesses: frozenset[str]
    illness_names: frozenset[str]
    patients: frozenset[str]
    adjectives: frozenset[str]
    leaders: frozenset[str]
    degrees: frozenset[str]
    species: frozenset[str]
    offices_in_capitals: frozenset[str]
    of_whom: frozenset[str]
    ministers: frozenset[str]
    hulls: frozenset[str]
    orders: frozenset[str]
    courtesies: frozenset[str]


WORDS = word_lists("edges.toml", Edges)
IN_PAIRS = frozenset(word for pair in WORDS.paired_titles for word in pair.split())


NOT_LAST = frozenset(["'s", "’s", ",", ")", "”", '"', "-", "’", "'", "of", "and", "for", "the"])
"""What no name ends with."""
NOT_FIRST = frozenset(["the", "a", "an", "“", '"', "‘", "(", "-", ","])
SMALL = frozenset({"of", "for"})
"""What no name begins with in small letters."""
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
LEGAL_FORMS = frozenset({"Ltd", "LTD", "Limited", "LIMITED", "LLC"})
LONGEST_NAME = 16
HYPHENS = frozenset("-‑")
NO_NAME_ENDINGS = ("esque", "ically", "ization", "isation")
BETWEEN = {"LOC": ",", "PER": "and"}
"""What no name of a kind holds, but a list of such names does."""


def listed(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """The places or people of a list that was taken for one name: "Kiev, Moscow"."""
    between = BETWEEN.get(KINDS[tagged.kind])
    if between is None or between not in tokens.texts[tagged.first : tagged.last]:
        return [tagged]
    gaps = [i for i in range(tagged.first, tagged.last) if tokens.texts[i] == between]
    firsts = [tagged.first, *(gap + 1 for gap in gaps)]
    lasts = [*(gap - 1 for gap in gaps), tagged.last]
    return [
        tagged._replace(first=first, last=last)
        for first, last in zip(firsts, lasts, strict=True)
        if first <= last
    ]


def possessors(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """A body and the one that is its own, which were taken for one name: "Yale University's School
    of Art"."""
    if KINDS[tagged.kind] not in {"ORG", "WORK"}:
        return [tagged]
    if tokens.texts[tagged.first] in WORDS.leaders and _is_listed(tokens, tagged):
        person = tagged._replace(last=tagged.first, kind=PERSON, scores=sure_scores(PERSON))
        return [person, tagged._replace(first=tagged.first + 1)]
    for at in range(tagged.first + 1, tagged.last - 1):
        if tokens.texts[at] not in POSSESSIVE:
            continue
        if _is_head_of(tokens, tagged, at):
            person = tagged._replace(last=at - 1, kind=PERSON, scores=sure_scores(PERSON))
            return [person, tagged._replace(first=at + 1)]
        if _is_body(tokens, tagged.first, at - 1) and _is_called_body(tokens, at + 1, tagged.last):
            body = tagged._replace(last=at - 1, kind=BODY, scores=sure_scores(BODY))
            return [body, tagged._replace(first=at + 1)]
    return [tagged]


def _is_called_body(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the first or the last word is one that bodies are called: "School of Art"."""
    ends = tokens.lowers[first], tokens.lowers[last]
    return any(lower in words().org_last or lower in words().org_first for lower in ends)


def _is_head_of(tokens: Tokens, tagged: Tagged, at: int) -> bool:
    """Whether two or three words before a possessive are a person, and a nation's body stands
    behind it: "Khalifa Haftar's Libyan National Army"."""
    owner = tokens.texts[tagged.first : at]
    known = longest_name(tokens.texts, at + 1, tagged.last + 1)
    of_a_people = known is not None and (known[0].demonym or known[1] == tagged.last + 1)
    named = 2 <= len(owner) <= 3 and all(word.isalpha() and word.istitle() for word in owner)
    return (
        of_a_people
        and named
        and longest_name(owner, 0, len(owner)) is None
        and (tokens.lowers[at - 1] not in words().org_last)
    )


def _is_listed(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether a known body stands behind the first word: "Trump Justice Department"."""
    known = longest_name(tokens.texts, tagged.first + 1, tagged.last + 1)
    return known is not None and known[1] == tagged.last + 1 and known[0].type == "ORG"


def _is_body(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens are a body's name, by a list or by its last word."""
    known = longest_name(tokens.texts, first, last + 1)
    if known is not None and known[1] == last + 1:
        return known[0].type == "ORG"
    return last > first and tokens.lowers[last] in words().org_last


def trimmed(tokens: Tokens, tagged: Tagged) -> Tagged | None:
    """A name without article, titles and signs at its edges; None where nothing is left."""
    first, last = _past_titles(tokens, tagged), tagged.last
    if first < last:
        last = _without_signs(tokens, tagged, first)
        if first < last:
            first = _behind_bracket(tokens, first, last)
    if not tokens.gaps[last] or tagged.kind == PERSON:  # what goes on behind most is glued to them
        last = _whole_last(tokens, tagged, first, last)
    if _is_no_name(tokens, tagged, first, last):
        return None
    if (first, last) == (tagged.first, tagged.last):
        return tagged
    return tagged._replace(first=first, last=last)


def _past_titles(tokens: Tokens, tagged: Tagged) -> int:
    first, person = tagged.first, tagged.kind == PERSON
    while first < tagged.last:
        lower = tokens.lowers[first]
        title = person and (_is_title(tokens, first) or _is_of_title(tokens, first, tagged.last))
        title = title or tokens.texts[first] in WORDS.offices_in_capitals
        title = title and tokens.texts[first + 1] != "-" and not _is_king(tokens, first)
        point = first > tagged.first and lower == "."
        if not (title or point or lower in NOT_FIRST or tokens.texts[first] in SMALL):
            break
        first += 1
    also = person and tokens.texts[first] in WORDS.also_names.get(tokens.lower(first - 1), ())
    return first - 1 if also else first


def _is_title(tokens: Tokens, first: int) -> bool:
    """ "Mr", "Spc.", "Tan" and "Sri" of "Tan Sri" """
    lower = tokens.lowers[first]
    if tokens.texts[first] in WORDS.courtesies:
        return True
    if lower in words().titles:
        return tokens.texts[first + 1] not in WORDS.also_names.get(lower, ())
    if lower in IN_PAIRS:
        before, behind = tokens.lower(first - 1), tokens.lower(first + 1)
        return not WORDS.paired_titles.isdisjoint((f"{lower} {behind}", f"{before} {lower}"))
    return tokens.texts[first + 1] == "." and lower in words().shortened_titles


def _is_of_title(tokens: Tokens, first: int, last: int) -> bool:
    """ "Special" of "Special Envoy Ann Unwin", "Affairs" of "Foreign Affairs Ann Unwin"."""
    lower = tokens.lowers[first]
    return last > first + 1 and lower in words().roles and lower not in given_and_last()[0]


def _is_king(tokens: Tokens, first: int) -> bool:
    """ "King III", of a text on Martin Luther King III, and no king."""
    return tokens.lowers[first + 1] in GENERATIONS


def _without_signs(tokens: Tokens, tagged: Tagged, first: int) -> int:
    last = tagged.last
    if tagged.kind == PERSON and last > first and _runs_on(tokens, last):
        last -= 1
    while last > first and (tokens.lowers[last] in NOT_LAST or _is_whose(tokens, last)):
        last -= 1
    while tagged.kind == PERSON and last > first and tokens.texts[last] in WORDS.orders:
        last -= 1
    if last > first and tokens.texts[last] == "State" and _is_attorneys(tokens, last):
        last -= 1
    office = tagged.kind == BODY and last > first and tokens.lowers[last] in words().holders
    office = office and tokens.texts[last] != "AG"  # "Siemens AG"
    return last - 1 if office and _is_body(tokens, first, last - 1) else last


def _is_whose(tokens: Tokens, last: int) -> bool:
    """ "Acme-held", "Acme-led": what is said of another thing."""
    return tokens.texts[last] in WORDS.of_whom and tokens.texts[last - 1] in HYPHENS


def _is_attorneys(tokens: Tokens, state: int) -> bool:
    """ "Cook County State's Attorney"."""
    owns = tokens.texts[state + 1 : state + 2]
    if tokens.lowers[state - 1] != "county":
        return False
    return owns in (["'s"], ["’s"]) and tokens.lower(state + 2) in {"attorney", "attorneys"}


def _whole_last(tokens: Tokens, tagged: Tagged, first: int, last: int) -> int:
    """The end of a name of which the tagger may have had less: "News24", "E.P.A.", "Corp."."""
    gaps = tokens.gaps
    if not gaps[last] and tokens.glued(last):
        while tokens.glued(last) and tokens.texts[last + 1].isdecimal():
            last += 1
        last = _past_initials(tokens, first, last)
    if tagged.kind == PERSON and first < last:
        last = _past_generation(tokens, last)
    last += not gaps[last] and tokens.glued(last) and _is_shortened(tokens, last)
    return _past_legal_form(tokens, last) if tagged.kind == BODY else last


def _past_legal_form(tokens: Tokens, last: int) -> int:
    """The end of "Acme Trading Co., Limited", of which the tagger may have had "Acme Trading
    Co."."""
    form = tokens.texts[last + 2 : last + 3]
    if tokens.lower(last + 1) != "," or LEGAL_FORMS.isdisjoint(form):
        return last
    last += 2
    return last + (tokens.glued(last) and _is_shortened(tokens, last))


def _is_no_name(tokens: Tokens, tagged: Tagged, first: int, last: int) -> bool:
    surface, lowers = tokens.texts[first : last + 1], tokens.lowers
    if not (surface[0][0].isalnum() or any(word[0].isalnum() for word in surface)):
        return True
    if tagged.kind in {PERSON, BODY} and not any(map(str.isalpha, "".join(surface))):
        return True  # "1:23.042"
    if first == last:
        if _is_no_single_name(lowers[first]):
            return True
        if tagged.kind == BODY and lowers[first] in WORDS.adjectives:
            return True  # "the Naval liaison"
    if tagged.kind == PERSON:
        degree = "".join(surface).rstrip(".") in WORDS.degrees
        if degree or _is_illness(tokens, first, last) or _is_no_person(tokens, first, last):
            return True
    if first > 1 and lowers[first - 1] == "the" and lowers[first - 2] == "feel":
        return True  # "feel the Bern"
    if tagged.kind == EVENT and surface[0] in STORMS and is_common(surface[-1]):
        return True  # "Hurricane Season"
    if len(surface) > LONGEST_NAME:
        return True  # the countries of a form, run together
    if surface[0] in WORDS.hulls and _is_of_hull(tokens, first):
        return True
    if surface[0].isdecimal() and all(word.islower() for word in surface[1:]):
        return True  # "30 boats"
    return (len(surface[0]) == 1 and _is_initial(surface)) or _is_office(tokens, first, last)


def _is_of_hull(tokens: Tokens, first: int) -> bool:
    """ "(DDG 107)", "(DDG-107)": with a number, unlike the IMO of "the agency (IMO)"."""
    number = tokens.texts[first + 1 : first + 3]
    return tokens.lower(first - 1) == "(" and any(map(str.isdecimal, number))


def _is_no_person(tokens: Tokens, first: int, last: int) -> bool:
    """ "Foreign Secretary", "E. coli": an office alone, an animal or a germ."""
    if first == last:
        return False
    if tokens.texts[first + 1] == "." and tokens.lowers[last] in WORDS.species:
        return True
    offices = tokens.lowers[last] in words().holders
    return offices and all(lower in words().roles for lower in tokens.lowers[first : last + 1])


def _is_illness(tokens: Tokens, first: int, last: int) -> bool:
    """ "Parkinson's disease", "Tourette syndrome", "Alzheimer’s"."""
    following = tokens.lowers[last + 1 : last + 3]
    if not WORDS.illnesses.isdisjoint(following):
        return True
    alone = first == last and tokens.texts[first] in WORDS.illness_names
    return alone and (following[:1] in (["'s"], ["’s"]) or not WORDS.patients.isdisjoint(following))


def _is_no_single_name(lower: str) -> bool:
    """ "Senator", which is an armoured car as well, "Reaganesque", "Tuesday"."""
    listed = lower in words().no_names or lower in words().titles
    return listed or lower.isdecimal() or lower.endswith(NO_NAME_ENDINGS)


def _behind_bracket(tokens: Tokens, first: int, last: int) -> int:
    """Where a name goes on behind a bracket that was opened before it: "(George) Floyd"."""
    texts = tokens.texts[first : last + 1]
    for closing, opening in ((")", "("), ("]", "[")):
        if closing in texts and opening not in texts and texts[-1] != closing:
            return first + texts.index(closing) + 1
    return first


def _past_generation(tokens: Tokens, last: int) -> int:
    """The end of "Donald Trump, Jr.", of which the tagger may have had "Donald Trump"."""
    if tokens.lower(last + 1) != "," or tokens.lower(last + 2) not in GENERATIONS:
        return last
    return last + 3 if tokens.lower(last + 3) == "." and tokens.glued(last + 2) else last + 2


def _runs_on(tokens: Tokens, last: int) -> bool:
    """ "Joe BidenGOP": a scraper lost the space before a word in capitals."""
    before, word = tokens.texts[last - 1 : last + 1]
    return tokens.glued(last - 1) and word.isupper() and before.istitle() and len(before) > 2


def _past_initials(tokens: Tokens, first: int, last: int) -> int:
    """The end of "E.P.A.", of which the tagger may have had "E.P"."""
    if len(tokens.texts[first]) > 1 or not tokens.texts[first].isupper():
        return last
    at = last - (tokens.texts[last] == ".")
    while (
        tokens.glued(at) and tokens.texts[at + 1] == "." and tokens.glued(at + 1)
        and len(tokens.texts[at + 2]) == 1 and tokens.texts[at + 2].isupper()
    ):  # fmt: skip
        at += 2
    return max(at, last)


def _is_shortened(tokens: Tokens, last: int) -> bool:
    """ "Corp." of "Exxon Corp. said", "Ga." of "Athens, Ga.,": the point is of the name, where no
    sentence ends with it. Something is glued to the name."""
    if tokens.texts[last + 1] != ".":
        return False
    word, following = tokens.texts[last], tokens.lower(last + 2)
    if not following:
        return False
    if word not in WORDS.shortened and word not in abbreviated_parts():
        return False
    return following in {",", ")"} or tokens.texts[last + 2][0].islower()


def _is_initial(surface: Sequence[str]) -> bool:
    """ "R." of "(R., Ark.)", the "D" of a list: no name. Its first word is one letter."""
    return surface[1:] in ([], ["."]) and surface[0] not in WORDS.letters


def _is_office(tokens: Tokens, first: int, last: int) -> bool:
    """ "Interior" of "Interior Minister", "State" of "Secretary of State": no name."""
    lowers = tokens.lowers
    beside = tokens.lower(last + 1) in WORDS.offices or (
        first > 1 and lowers[first - 1] == "of" and lowers[first - 2] in WORDS.offices
    )
    return beside and all(lower in words().roles for lower in lowers[first : last + 1])
