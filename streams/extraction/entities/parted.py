"""Names that the tagger took for one, each by itself: a list, a body and whose it is, an office and
who holds it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.labels import BODY, KINDS, PERSON, sure_scores
from streams.extraction.entities.national import WORDS as RACE
from streams.extraction.entities.roles import WORDS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens


class Parted(NamedTuple):
    """The list of `data/parted.toml`, explained beside its words."""

    leaders: frozenset[str]


LEADERS = word_lists("parted.toml", Parted).leaders
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
BETWEEN = {"LOC": ",", "PER": "and"}
"""What no name of a kind holds, but a list of such names does."""
OF = frozenset({"of", "for"})
BEHIND_OFFICE = OF | WORDS.ministers
"""Whoever was taken for one name with an office has one of these in it or before it."""
BETWEEN_LANDS = frozenset({"and", "the", "The"})
KNOWN = {"PLACE": KINDS.index("LOC"), "ORG": BODY}
"""What somebody is minister or envoy of, by its type in the lists."""
PAIRED = {
    **KNOWN,
    **{kind: KINDS.index(kind) for kind in ("WEAPON", "VEHICLE")},
    "GROUP": KINDS.index("NORP"),
}
"""What is two names where "and" stands between two of them that lists have."""
AND = "and"
SLASH, HYPHENS = "/", frozenset("-–")
SHORTEST_PARTNER = 3
"""Characters of a body behind or before a slash: not "G/O Media", nor "SA/NV"."""
SENATE = "Senate"
FAITH = "Christian"
"""A given name as well."""
PEOPLE = KINDS.index("NORP")
PARTING = POSSESSIVE | LEADERS | BEHIND_OFFICE | HYPHENS | {SLASH, SENATE, FAITH, *BETWEEN.values()}
"""One of these is in what is several names."""


def parted(tokens: Tokens, tagged: Sequence[Tagged]) -> Iterator[Tagged]:
    """The names, those of several as several."""
    texts = tokens.texts
    for name in tagged:
        first, last = name.first, name.last
        if first == last or PARTING.isdisjoint(texts[max(first - 1, 0) : last + 1]):
            yield name
            continue
        if _are_believers(tokens, name):
            for start, end in ((first, first), (first + 1, last)):
                yield Tagged(start, end, PEOPLE, sure_scores(PEOPLE))
            continue
        if (state := _before_its_race(tokens, name)) is not None:
            yield state
            name = name._replace(first=last)
        apart = _both(tokens, name) or (
            listed(tokens, name) if name.kind != BODY else partners(tokens, name)
        )
        for one in apart:
            for owned in possessors(tokens, one) if one.first < one.last else (one,):
                yield from holders(tokens, owned) if owned.first < owned.last else (owned,)


def _are_believers(tokens: Tokens, name: Tagged) -> bool:
    """ "Christian Chinese Americans", a faith and a people."""
    if tokens.texts[name.first] != FAITH or not tokens.texts[name.last].endswith("s"):
        return False
    known = longest_name(tokens.texts, name.last, name.last + 1)
    return known is not None and known[0].demonym


def _both(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """Two known names that were taken for one: "Kurdish and Yezidi", "IRIS-T and Gepard"; nothing
    where a list has them as one."""
    if AND not in tokens.texts[tagged.first + 1 : tagged.last]:
        return []
    at = tokens.texts.index(AND, tagged.first + 1, tagged.last)
    parts = []
    for first, last in ((tagged.first, at - 1), (at + 1, tagged.last)):
        known = longest_name(tokens.texts, first, tagged.last + 1)
        if known is None or known[1] != last + 1 or known[0].type not in PAIRED:
            return []
        kind = PAIRED[known[0].type]
        parts.append(Tagged(first, last, kind, sure_scores(kind)))
    return parts


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


def _before_its_race(tokens: Tokens, tagged: Tagged) -> Tagged | None:
    """The state that votes for the Senate in Washington: "the *Alabama* Senate race"."""
    last = tagged.last
    if tokens.texts[last] != SENATE or tokens.lower(last + 1) not in RACE.of_a_race:
        return None
    state = _known(tokens, tagged.first, last)
    whole = state is not None and state.last == last - 1 and KINDS[state.kind] == "LOC"
    return state if whole else None


def partners(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """Bodies that did something together and were taken for one: "Reuters/Ipsos", "Washington
    Post-ABC News"."""
    first, last, texts = tagged.first, tagged.last, tokens.texts
    gaps = [i for i in range(first + 1, last) if texts[i] == SLASH or texts[i] in HYPHENS]
    gaps = [i for i in gaps if tokens.glued(i - 1) and tokens.glued(i)]
    if any(texts[i] == SLASH for i in gaps):
        gaps = [i for i in gaps if texts[i] == SLASH]
    if not gaps or _is_one_body(tokens, first, last):
        return [tagged]
    firsts, lasts = [first, *(gap + 1 for gap in gaps)], [*(gap - 1 for gap in gaps), last]
    parts = list(zip(firsts, lasts, strict=True))
    if texts[gaps[0]] == SLASH:
        fit = all(_may_be_partner(tokens, *part) for part in parts)
        fit = fit and any(_begins_body(tokens, *part) for part in parts)
    else:
        fit = all(_is_one_body(tokens, *part) for part in parts)
    return [tagged._replace(first=a, last=b) for a, b in parts] if fit else [tagged]


def _may_be_partner(tokens: Tokens, first: int, last: int) -> bool:
    surface = tokens.surface(first, last)
    named = surface[0].isupper() and not any(letter.isdecimal() for letter in surface)
    return named and len(surface) >= SHORTEST_PARTNER


def _begins_body(tokens: Tokens, first: int, last: int) -> bool:
    known = longest_name(tokens.texts, first, last + 1)
    return known is not None and known[0].type == "ORG"


def _is_one_body(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a list has these tokens as the name of one body: "AFL-CIO"."""
    known = longest_name(tokens.texts, first, last + 1)
    return known is not None and known[1] == last + 1 and known[0].type == "ORG"


def possessors(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """A body and the one that is its own, which were taken for one name: "Yale University's School
    of Art"."""
    if KINDS[tagged.kind] not in {"ORG", "WORK"}:
        return [tagged]
    if tokens.texts[tagged.first] in LEADERS and _is_listed(tokens, tagged):
        person = tagged._replace(last=tagged.first, kind=PERSON, scores=sure_scores(PERSON))
        return [person, tagged._replace(first=tagged.first + 1)]
    for at in range(tagged.first + 1, tagged.last - 1):
        if tokens.texts[at] not in POSSESSIVE:
            continue
        if is_body(tokens, tagged.first, at - 1) and _is_called_body(tokens, at + 1, tagged.last):
            body = tagged._replace(last=at - 1, kind=BODY, scores=sure_scores(BODY))
            return [body, tagged._replace(first=at + 1)]
    return [tagged]


def _is_called_body(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the first or the last word is one that bodies are called: "School of Art"."""
    ends = tokens.lowers[first], tokens.lowers[last]
    return any(lower in words().org_last or lower in words().org_first for lower in ends)


def _is_listed(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether a known body stands behind the first word: "Trump Justice Department"."""
    known = longest_name(tokens.texts, tagged.first + 1, tagged.last + 1)
    return known is not None and known[1] == tagged.last + 1 and known[0].type == "ORG"


def is_body(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens are a body's name, by a list or by its last word."""
    known = longest_name(tokens.texts, first, last + 1)
    if known is not None and known[1] == last + 1:
        return known[0].type == "ORG"
    return last > first and tokens.lowers[last] in words().org_last


def holders(tokens: Tokens, tagged: Tagged) -> list[Tagged]:
    """The lands and bodies that a minister or envoy is of, and who it is; any other name as it is.

    "Prime Minister of the United Kingdom", "for Africa" behind "Minister": a place, and nobody.
    """
    if tagged.kind == BODY and (land := _of_offices(tokens, tagged)):
        return [land]
    office = _behind_office(tokens, tagged) if tagged.kind == PERSON else None
    if office is None:
        return [tagged]
    parts = list(_of_what(tokens, tagged.first, office))
    at = office
    while at <= tagged.last and (part := _known(tokens, at, tagged.last + 1)):
        parts.append(part)
        at = part.last + 1
        while at <= tagged.last and tokens.texts[at] in BETWEEN_LANDS:
            at += 1
    return [*parts, tagged._replace(first=at)] if at <= tagged.last else parts


def _of_offices(tokens: Tokens, tagged: Tagged) -> Tagged | None:
    """The land of "Foreign Ministers of Iran", who are several and no body."""
    lowers, at = tokens.lowers, tagged.first
    while at < tagged.last and lowers[at] in words().roles:
        at += 1
    if lowers[at][-1] != "s" or lowers[at][:-1] not in words().holders or at + 1 >= tagged.last:
        return None
    if lowers[at + 1] != "of":
        return None
    land = _known(tokens, at + 2 + (lowers[at + 2] == "the"), tagged.last + 1)
    return land if land is not None and land.last == tagged.last and land.kind != BODY else None


def _behind_office(tokens: Tokens, tagged: Tagged) -> int | None:
    """Where a name goes on behind the last word of an office in it; None where it has none."""
    for i in range(tagged.last, max(tagged.first - 1, 0) - 1, -1):
        if tokens.texts[i] in OF:
            named = WORDS.ministers.isdisjoint(tokens.texts[max(tagged.first - 2, 0) : i])
            return None if named else i + 1 + (tokens.lower(i + 1) == "the")
        if i >= tagged.first and tokens.texts[i] in WORDS.ministers:
            return i + 1
    return None


def _of_what(tokens: Tokens, first: int, end: int) -> Iterator[Tagged]:
    """The known lands and bodies before token `end`."""
    at = first
    while at < end:
        part = _known(tokens, at, end)
        if part is not None:
            yield part
        at = at + 1 if part is None else part.last + 1


def _known(tokens: Tokens, at: int, end: int) -> Tagged | None:
    known = longest_name(tokens.texts, at, end)
    if known is None or known[0].type not in KNOWN:
        return None
    kind = KNOWN[known[0].type]
    return Tagged(at, known[1] - 1, kind, sure_scores(kind))
