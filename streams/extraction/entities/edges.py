"""Where a name begins and ends: no article, title or sign at its edges."""

import re
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.geography import abbreviated_parts
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.kinds import is_named_like_a_person
from streams.extraction.entities.labels import BODY, EVENT, KINDS, PERSON, sure_scores
from streams.extraction.entities.no_names import is_no_name
from streams.extraction.entities.parted import is_body
from streams.extraction.entities.results import has_result_at
from streams.extraction.entities.spelling import GENERATIONS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_word
from streams.extraction.tokens import Tokens


class Edges(NamedTuple):
    """The lists of `data/edges.toml`, each explained beside its words."""

    also_names: dict[str, frozenset[str]]
    paired_titles: frozenset[str]
    shortened: frozenset[str]
    offices_in_capitals: frozenset[str]
    of_whom: frozenset[str]
    orders: frozenset[str]
    courtesies: frozenset[str]
    ranks: frozenset[str]
    members: frozenset[str]
    standings: frozenset[str]


WORDS = word_lists("edges.toml", Edges)
CALLED_BEFORE = WORDS.courtesies | WORDS.ranks
IN_PAIRS = frozenset(word for pair in WORDS.paired_titles for word in pair.split())
NOT_LAST = frozenset(["'s", "’s", ",", ")", "”", '"', "-", "’", "'", "of", "and", "for", "the"])
"""What no name ends with."""
NOT_FIRST = frozenset(["the", "a", "an", "“", '"', "‘", "(", "-", ","])
SMALL = frozenset({"of", "for"})
"""What no name begins with in small letters."""
LEGAL_FORMS = frozenset({"Ltd", "LTD", "Limited", "LIMITED", "LLC"})
HYPHENS = frozenset("-‑")
YEAR = re.compile(r"(?:19|20)\d\d")
DATED, ARMS = frozenset({"EVENT", "LOC", "FAC", "WORK"}), frozenset({"WEAPON", "VEHICLE"})
"""What the tagger takes an exercise for that has its year in its name, and one of several words."""
CLOSING = frozenset(")]")
BEHIND_STATE = frozenset("(–—-")
"""What stands behind the state of a dateline."""
PERIODS = frozenset({"Q", "H"})
"""Quarter and half year, before their number."""
LONGEST_SYLLABLE, SHORTEST_OFFICE = 6, 2
"""Letters."""


def trimmed(tokens: Tokens, tagged: Tagged) -> Tagged | None:
    """A name without article, titles and signs at its edges; None where nothing is left."""
    first, last = tagged.first, tagged.last
    if first < last or tagged.kind == PERSON:
        first = _past_titles(tokens, tagged)
    if first < last:
        last = _without_signs(tokens, tagged, first)
        if first < last:
            first = _behind_bracket(tokens, first, last)
            last = _before_bracket(tokens, first, last)
    if not tokens.gaps[last] or (tagged.kind == PERSON and tokens.lower(last + 1) == ","):
        last = _whole_last(tokens, tagged, first, last)  # what goes on behind most is glued to them
    rank = tokens.texts[first] in WORDS.ranks and _is_rank(tokens, first, last)
    if rank or is_no_name(tokens, tagged, first, last):
        return None
    if last > tagged.last and _is_dated(tokens, last):
        return Tagged(first, last, EVENT, sure_scores(EVENT))
    if (first, last) == (tagged.first, tagged.last):
        return tagged
    return Tagged(first, last, tagged.kind, tagged.scores)


def _is_rank(tokens: Tokens, first: int, last: int) -> bool:
    """ "SFC" of "SFC Dale Boyd", and no body: "MSG Networks"."""
    if first < last:
        return False
    return tokens.lower(first + 1) in given_and_last()[0] and not tokens.glued(first)


def _past_titles(tokens: Tokens, tagged: Tagged) -> int:
    first, last, person = tagged.first, tagged.last, tagged.kind == PERSON
    texts, lowers = tokens.texts, tokens.lowers
    while first < last:
        text, lower = texts[first], lowers[first]
        title = person and (_is_title(tokens, first) or _is_of_title(tokens, first, last))
        title = title or text in WORDS.offices_in_capitals
        title = title or (text in WORDS.standings and lowers[last] not in words().org_last)
        title = title and texts[first + 1] != "-"
        point = lower == "." and (person or first > tagged.first)  # not of ".223 Bushmaster"
        opening = lower in NOT_FIRST and texts[first + 1] != "&"  # "A&M"
        if not (title or point or opening or text in SMALL):
            break
        first += 1
    also = person and first and texts[first] in WORDS.also_names.get(lowers[first - 1], ())
    return first - 1 if also else first


def _is_title(tokens: Tokens, first: int) -> bool:
    """ "Mr", "Spc.", "Deacon", "Tan" and "Sri" of "Tan Sri" """
    lower = tokens.lowers[first]
    office = lower in words().holders and (lower in words().titles or _is_no_name(lower))
    if office or tokens.texts[first] in CALLED_BEFORE:
        return tokens.texts[first + 1] not in WORDS.also_names.get(lower, ())
    if lower in IN_PAIRS:
        before, behind = tokens.lower(first - 1), tokens.lower(first + 1)
        return not WORDS.paired_titles.isdisjoint((f"{lower} {behind}", f"{before} {lower}"))
    return tokens.texts[first + 1] == "." and lower in words().shortened_titles


def _is_no_name(lower: str) -> bool:
    """Whether an office is nobody's first name, as "Dean" is, and no "da" of "da Silva"."""
    return len(lower) > SHORTEST_OFFICE and lower not in given_and_last()[0]


def _is_of_title(tokens: Tokens, first: int, last: int) -> bool:
    """ "Special" of "Special Envoy Ann Unwin", "Affairs" of "Foreign Affairs Ann Unwin"."""
    lower = tokens.lowers[first]
    return last > first + 1 and lower in words().roles and lower not in given_and_last()[0]


def _without_signs(tokens: Tokens, tagged: Tagged, first: int) -> int:
    last = tagged.last
    if tagged.kind == PERSON and last > first and _runs_on(tokens, last):
        last -= 1
    texts, lowers = tokens.texts, tokens.lowers
    while last > first and (
        lowers[last] in NOT_LAST or _is_whose(tokens, last) or _is_counted(tokens, tagged, last)
    ):
        last -= 1
    while last > first and texts[last] in WORDS.orders:
        if tagged.kind != PERSON and not is_named_like_a_person(tokens, first, last - 1):
            break  # "Ann Unwin KC" is no body
        last -= 1
    if tagged.kind == BODY and last > first and texts[last] in WORDS.members:
        return last - 1
    office = tagged.kind == BODY and last > first and lowers[last] in words().holders
    office = office and texts[last] != "AG"  # "Siemens AG"
    return last - 1 if office and is_body(tokens, first, last - 1) else last


def _is_counted(tokens: Tokens, tagged: Tagged, last: int) -> bool:
    """ "Michael Chang 3,597", "Vancouver 107-98", "Acme Q2": points, results, quarters."""
    if tokens.texts[last] in PERIODS or tokens.texts[last - 1] in PERIODS:
        first = last if tokens.texts[last] in PERIODS else last - 1
        return tokens.glued(first) and tokens.lower(first + 1).isdecimal()
    if not tokens.texts[last][0].isdecimal() or tokens.texts[last - 1].isupper():
        return False  # "the EN 236-1" is a road
    return (tagged.kind == PERSON and "," in tokens.texts[last]) or has_result_at(tokens, last)


def _is_whose(tokens: Tokens, last: int) -> bool:
    """ "Acme-held", "Acme-led": what is said of another thing."""
    return tokens.texts[last] in WORDS.of_whom and tokens.texts[last - 1] in HYPHENS


def _whole_last(tokens: Tokens, tagged: Tagged, first: int, last: int) -> int:
    """The end of a name of which the tagger may have had less: "News24", "E.P.A.", "Corp."."""
    gaps = tokens.gaps
    if not gaps[last] and tokens.glued(last):
        while tokens.glued(last) and tokens.texts[last + 1].isdecimal():
            last += 1
        last = _past_initials(tokens, first, _past_year(tokens, tagged, last))
    if tagged.kind == PERSON and first < last:
        last = _past_syllables(tokens, _past_generation(tokens, last))
    last += not gaps[last] and tokens.glued(last) and _is_shortened(tokens, last)
    return _past_legal_form(tokens, last) if tagged.kind == BODY else last


def _past_year(tokens: Tokens, tagged: Tagged, last: int) -> int:
    """The end of "Strait Thunder-2025A", of which the tagger may have had "Strait Thunder" or
    "Strait Thunder-2025"."""
    kind = KINDS[tagged.kind]
    if kind not in DATED and (kind not in ARMS or tagged.first == tagged.last):
        return last
    hyphen = tokens.lower(last + 1) in HYPHENS and tokens.glued(last) and tokens.glued(last + 1)
    if hyphen and YEAR.fullmatch(tokens.texts[last + 2]):
        last += 2
    letter = tokens.lower(last + 1)
    dated = tokens.glued(last) and YEAR.fullmatch(tokens.texts[last])
    return last + 1 if dated and len(letter) == 1 and letter.isalpha() else last


def _is_dated(tokens: Tokens, last: int) -> bool:
    """Whether a name ends so: "Zapad-2025"."""
    last -= tokens.texts[last].isalpha()
    return tokens.texts[last - 1] in HYPHENS and bool(YEAR.fullmatch(tokens.texts[last]))


def _past_legal_form(tokens: Tokens, last: int) -> int:
    """The end of "Acme Trading Co., Limited", of which the tagger may have had "Acme Trading
    Co."."""
    form = tokens.texts[last + 2 : last + 3]
    if tokens.lower(last + 1) != "," or LEGAL_FORMS.isdisjoint(form):
        return last
    last += 2
    return last + (tokens.glued(last) and _is_shortened(tokens, last))


def _before_bracket(tokens: Tokens, first: int, last: int) -> int:
    """Where a name ends before a bracket that is not closed in it: "Volunteers for the Defence of
    the Homeland (VDP"."""
    texts = tokens.texts[first + 1 : last + 1]
    if "(" not in texts or ")" in texts:
        return last
    return first + texts.index("(")


def _behind_bracket(tokens: Tokens, first: int, last: int) -> int:
    """Where a name goes on behind a bracket that was opened before it: "(George) Floyd"."""
    texts = tokens.texts[first : last + 1]
    if CLOSING.isdisjoint(texts):
        return first
    for closing, opening in ((")", "("), ("]", "[")):
        if closing in texts and opening not in texts and texts[-1] != closing:
            return first + texts.index(closing) + 1
    return first


def _past_generation(tokens: Tokens, last: int) -> int:
    """The end of "Donald Trump, Jr.", of which the tagger may have had "Donald Trump"."""
    if tokens.lower(last + 1) != "," or tokens.lower(last + 2) not in GENERATIONS:
        return last
    return last + 3 if tokens.lower(last + 3) == "." and tokens.glued(last + 2) else last + 2


def _past_syllables(tokens: Tokens, last: int) -> int:
    """The end of "Prayut Chan-o-cha", of which the tagger may have had "Prayut Chan-o"; not
    "Obama-era"."""
    while (
        tokens.glued(last)
        and tokens.glued(last + 1)
        and tokens.texts[last + 1] in HYPHENS
        and (syllable := tokens.texts[last + 2]).islower()
        and len(syllable) <= LONGEST_SYLLABLE
        and not is_word(syllable)
    ):
        last += 2
    return last


def _runs_on(tokens: Tokens, last: int) -> bool:
    """ "Joe BidenGOP": a scraper lost the space before a word in capitals."""
    if tokens.gaps[last - 1]:
        return False
    before, word = tokens.texts[last - 1 : last + 1]
    return word.isupper() and before.istitle() and len(before) > 2


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
    if following in BEHIND_STATE and word in abbreviated_parts():
        return True  # "TAMPA, Fla. –"
    return following in {",", ")"} or tokens.texts[last + 2][0].islower()
