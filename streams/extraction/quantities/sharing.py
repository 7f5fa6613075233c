"""What quantities side by side share: the noun or unit that only one of them has, its verb."""

import msgspec

from streams.extraction.quantities.casualties import of_people
from streams.extraction.quantities.compounds import merged_pairs
from streams.extraction.quantities.elided import (
    HARMS,
    at_a_place,
    between,
    counts_the_same,
    end_of,
    is_of_them,
)
from streams.extraction.quantities.elided_units import (
    in_the_same_scale,
    is_set_against,
    measures_the_same,
)
from streams.extraction.quantities.found import COUNT, NO_UNIT, Found, is_share
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.moves import arrived
from streams.extraction.quantities.rows import is_listed
from streams.extraction.quantities.units import TIMES
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    comparisons: frozenset[str]
    compares: frozenset[str]
    or_more: frozenset[str]
    of_the_whole: frozenset[str]
    of_each: frozenset[str]


WORDS = word_lists("sharing", Words)


WITH_WHAT = (["compared", "to"], ["compared", "with"], ["up", "from"], ["down", "from"])
AGAINST = (["to"], ["vs", "."], ["vs"], ["versus"])
DASHED = [[dash] for dash in DASHES]
INSTEAD = (["instead", "of"], ["rather", "than"], ["by"], ["x"], ["×"])
PARTS = frozenset({"including", "among"})
LONGEST_LIST = 5
"""How many parts may stand between a whole and what goes on from it."""
LONGEST_WHOLE = 5
"""Tokens from "of" to the number of the whole: "of the bloc's 27"."""
MEASURES_OF_MOVES = frozenset({"percent", "money", "number"})


def share(tokens: Tokens, found: list[Found]) -> list[Found]:
    """What coordinated quantities share: the predicate of the last, an age, an elided noun."""
    found = merged_pairs(tokens, found)
    for i in range(1, len(found)):
        whole = _whole(tokens, found, i)._replace(last=found[i - 1].last)
        carried = found[i]
        if not at_a_place(tokens, whole) or _is_of_places(tokens, found[i]):
            carried = _carried(tokens, whole, found[i])
        if carried is found[i] and i > 1 and _is_passed(tokens, found[i - 1]):
            carried = _carried(tokens, found[i - 2]._replace(last=found[i - 1].last), found[i])
        found[i] = _in_its_money(tokens, found[i - 1], carried)
    for i in range(len(found) - 2, -1, -1):
        listed = found[i].unit is NO_UNIT and is_listed(tokens, found, i)
        found[i] = _suspended(tokens, found[i], found[i + 1], listed=listed)
    found = of_people(tokens, found)
    for i in range(1, len(found)):
        passed = i > 1 and _is_aside(found[i - 1])
        of_the_same = _inherited(tokens, found[i - 2 if passed else i - 1], found[i])
        found[i] = _at_the_same_rate(tokens, found[i - 1], of_the_same)
    for i in range(1, len(found)):
        found[i - 1 : i + 1] = _same_move(tokens, found[i - 1], found[i])
    for i in range(len(found) - 2, -1, -1):
        found[i : i + 2] = _same_deed(tokens, found[i], found[i + 1])
    return arrived(tokens, found)


def _same_deed(tokens: Tokens, here: Found, after: Found) -> tuple[Found, Found]:
    """What happened to all that a list counts ("300 tanks and 80 aircraft *were lost*"), or to a
    part of a whole and not to that ("10 of the 27 members *have ratified*")."""
    part = tokens.lowers[here.last + 1 : after.first]
    if part[:1] == ["of"] and len(part) <= LONGEST_WHOLE:
        return here, after._replace(predicate=None)
    gap = tokens.lowers[end_of(here) + 1 : after.first]
    named = after.counted is not None and after.counted.first > after.last
    listed = gap != [] and set(gap) <= {",", "and", "or", "as", "well"}
    if here.predicate is None and named and listed:
        return here._replace(predicate=after.predicate), after
    return here, after


def _is_of_places(tokens: Tokens, found: Found) -> bool:
    """ "In 40 countries, five *of them* poor", and not "in two towns, five *of whom* died"."""
    of, whom = (tokens.lower(found.last + 1), tokens.lower(found.last + 2))
    return of == "of" and whom not in {"whom", "others"}


def _is_passed(tokens: Tokens, found: Found) -> bool:
    """Whether a number may go on from one before that: "16 people (3 percent) died, 20 fled",
    "people in 11 countries, and 14m joined"."""
    passed = found.unit.kind in {"duration", "age", "percent", "ordinal"} or is_share(found)
    return passed or at_a_place(tokens, found)


def _whole(tokens: Tokens, found: list[Found], i: int) -> Found:
    """The quantity that one goes on from: the one before, or of what that is a part, where a clause
    begins: "40 people died, *including* three officers; 90 *were* hurt"."""
    part = tokens.lower(found[i].last + 1) in WORDS.of_the_whole
    part = part or tokens.lower(found[i].first - 1) in HARMS
    for k in range(i - 1, max(0, i - LONGEST_LIST) if part else i, -1):
        gap = tokens.lowers[end_of(found[k - 1]) + 1 : found[k].first]
        if not PARTS.isdisjoint(gap) or is_of_them(tokens, found[k]):
            return found[k - 1]
        if not {*gap} <= {",", "and"}:
            break
    return found[i - 1]


def _is_others(tokens: Tokens, found: Found) -> bool:
    """ "Five others": of what was counted before."""
    counted = found.counted
    if counted is None or found.unit is not COUNT or counted.first != counted.head:
        return False
    return tokens.lower(counted.head) == "others"


def _carried(tokens: Tokens, before: Found, here: Found) -> Found:
    """An age ("aged 19, 21 and 24") or a noun ("17 civilians were killed and 60 wounded")."""
    others = _is_others(tokens, here)
    part = is_share(here) and "." not in tokens.texts[here.last]  # no "0.42 shy of his record"
    if not (here.unit is NO_UNIT or others) or here.first <= before.last or part:
        return here
    pair = between(tokens, before, here)
    gap = pair.gap
    aged = before.unit.kind == "age" and before.value is not None  # not "in their 80s and 11 are"
    aged = aged and not pair.following[:1].isdecimal()  # "a 14-year-old and two 15-year-olds"
    if aged and set(gap) <= {",", "and", "or"}:
        return here._replace(
            unit=before.unit,
            counted=before.counted,
            confidence=0.9,
            undecided=before.undecided,
        )
    if here.unit is NO_UNIT and (scaled := in_the_same_scale(pair)) is not None:
        return scaled
    if here.unit is NO_UNIT and measures_the_same(pair):
        per = before.per if gap[-1] == "from" else None
        return here._replace(unit=before.unit, per=here.per or per, confidence=0.7)
    if counts_the_same(pair):
        return here._replace(unit=COUNT, counted=before.counted, confidence=0.7)
    return here


def _in_its_money(tokens: Tokens, before: Found, here: Found) -> Found:
    """Pesos of the country of those before them: "9,500 Argentine pesos, up from 6,200 pesos"."""
    if here.unit.kind != "money" or before.unit.kind != "money" or here.unit == before.unit:
        return here
    of, _, money = before.unit.name.rpartition(" ")
    bare = tokens.lowers[here.first : here.last + 1][-1].rstrip("s") == money
    other = of == "" or money in {"dollar", "pound", "cent"} or not bare
    if other or tokens.texts[here.last - 1].istitle():
        return here
    return here._replace(unit=before.unit)


def _at_the_same_rate(tokens: Tokens, before: Found, here: Found) -> Found:
    """A number counted by what the one that it is set against is: "$17 *an hour*, up from $15"."""
    alone = before.per is None or here.per is not None or here.unit != before.unit
    if alone or not is_set_against(between(tokens, before, here)):
        return here
    return here._replace(per=before.per)


def _is_aside(found: Found) -> bool:
    """Whether what is compared goes on past a quantity: "..., in 12 months, up 22 percent", "...,
    more than triple the 19.4 million"."""
    return found.unit.kind in {"duration", "age"} or found.unit is TIMES


def _inherited(tokens: Tokens, before: Found, here: Found) -> Found:
    """The subject of a comparison: "revenue of $9bn, up 22% from ...", "61%, down from 65%"."""
    if here.unit.kind in {"count", "ordinal", "duration"} or before.counted is None:
        return here
    own = here.counted is not None and here.counted.first > here.first
    if here.counted is not None and tokens.lower(here.first - 1) == "of":
        own = own or here.counted.last == here.first - 2  # "against a loss of $7.4m"
    if own or before.unit.kind in {"duration", "ordinal", "age"}:
        return here
    gap = _past_rate(before, tokens.lowers[end_of(before) + 1 : here.first])
    compared = len(gap) <= 8 and gap != []
    compared = compared and all(
        w in WORDS.comparisons or (w.isdecimal() and len(w) == 4) for w in gap
    )
    compared = compared or (len(gap) <= 6 and gap[-2:] in WITH_WHAT)
    tail = gap[len(gap) - gap[::-1].index(",") :] if "," in gap else []
    if (
        tail
        and tail[0] in WORDS.compares
        and all(w in WORDS.comparisons for w in tail)
        and len(gap) <= 20
    ):
        compared = True
    if here.counted is None and gap[-1:] in ([","], ["and"]) and len(gap) <= 8:
        return here._replace(counted=before.counted)
    if compared:
        counts = before.unit is COUNT and here.unit is NO_UNIT and not is_share(here)
        return here._replace(counted=before.counted, unit=COUNT if counts else here.unit)
    if here.counted is None and before.unit is COUNT:
        return here._replace(counted=before.counted)
    return here


def _past_rate(before: Found, gap: list[str]) -> list[str]:
    """What stands between two quantities, without the rate of the first: "£9 *a month*, or 6%"."""
    if gap and before.per is not None and gap[0] in {"a", "per", "an", "each", "every"}:
        return gap[1 + len(before.per.split()) :]
    return gap


def _same_move(tokens: Tokens, before: Found, here: Found) -> tuple[Found, Found]:
    """One move in two measures ("312 points, or 1.2%"), or over two times ("0.3% and 2.7%")."""
    if (before.trend is None) == (here.trend is None) or here.unit.kind not in MEASURES_OF_MOVES:
        return before, here
    way = before.trend or here.trend
    gap = _past_rate(before, tokens.lowers[end_of(before) + 1 : here.first])
    if gap in ([",", "or"], ["or"]) or (gap[-1:] == ["or"] and "/" in gap[:2] and len(gap) < 6):
        return before._replace(trend=way), here._replace(trend=way)
    joined = (
        gap[-1:] == ["and"] and before.unit == here.unit and len(gap) <= 5 and here.trend is None
    )
    over = gap[:1] != [] and (gap[0] in {"on", "in", "last", "this"} or "/" in gap[:2])  # "m/m"
    if joined and (len(gap) == 1 or over):
        return before, here._replace(trend=way)
    return before, here


def _suspended(tokens: Tokens, here: Found, after: Found, *, listed: bool) -> Found:
    """The unit or noun that only the second of two has: "45 and 50 cases", "54 to 46 percent",
    "51-43 percent"."""
    gap = tokens.lowers[here.last + 1 : after.first]
    joined = listed or gap in INSTEAD or _if_not(gap)
    joined = (
        joined
        or (gap in AGAINST and after.unit.kind == "percent")
        or (gap in DASHED and after.unit.kind == "percent" and not is_share(here))
        or (len(gap) <= 2 and gap[-1:] in (["and"], ["or"]) and set(gap[:-1]) <= DASHES)
    )
    single = tokens.lower(here.first - 1) == "of" and after.relation == "exactly" and not listed
    single = single and tokens.lower(here.first - 2) not in WORDS.of_each
    single = single or _said_again(here, after, gap)
    if here.unit is not NO_UNIT or not joined or after.unit in (NO_UNIT, TIMES) or single:
        return here
    return here._replace(unit=after.unit, counted=after.counted, confidence=0.8)


def _if_not(gap: list[str]) -> bool:
    """ "Hundreds, *if not* thousands, of"; "hundreds - *or even* thousands"."""
    marked = not {"or", "if"}.isdisjoint(gap) and not {"not", "even", "perhaps"}.isdisjoint(gap)
    return marked and WORDS.or_more.issuperset(gap)


def _said_again(here: Found, after: Found, gap: list[str]) -> bool:
    """Whether a percentage says a number once more: "fell by 7.7 million or 47%", "235,000 — or
    38 percent of all bridges"."""
    again = gap[-1:] == ["or"] and set(gap[:-1]) <= DASHES | {","}
    if not again or after.unit.kind != "percent" or here.value is None or after.value is None:
        return False
    return here.value > after.value
