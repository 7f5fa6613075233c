"""Two quantities that are one: "5 feet 2 inches", "over 100 and under 300", "one man in three"."""

from decimal import Decimal
from functools import cache

import msgspec

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.classes import class_of
from streams.extraction.quantities.found import COUNT, NO_UNIT, SHARE, Found
from streams.extraction.quantities.numbers import ARTICLES, Value, tidy
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.signs import INCH
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.vocabulary import read
from streams.extraction.tokens import Tokens


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The larger units that a unit makes a compound with, and how many of it are one of them."""

    of: tuple[str, ...]
    in_one: int


@cache
def parts() -> dict[str, Part]:
    """The units that stand behind a larger one, by name. Raises DataError as `read` does."""
    return read("compounds.toml", dict[str, Part])


PEOPLE = frozenset({"people", "jobs", "voters", "personnel"})
"""Classes of those who are shared out: "one child in three"."""
TIMES_OF_DAY = frozenset({"hour", "minute", "second"})
"""Compounds of these are given in the smallest, so that they stay whole: 8 minutes and 46 seconds
are 526 seconds."""


def merged_pairs(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Compounds and pairs of bounds as one: "5 feet 2 inches", "over 100 and under 300"."""
    merged: list[Found] = []
    for here in found:
        before = merged[-1] if merged else None
        here = _with_the_one(tokens, before, here)
        one = None if before is None else _merged(tokens, before, here)
        if one is not None:
            merged[-1] = one
        else:
            merged.append(here)
    return merged


def _merged(tokens: Tokens, before: Found, here: Found) -> Found | None:
    """Two quantities as the one that they are, None where they are none."""
    if before.value is None or here.value is None:
        return None
    return (
        _compound(tokens, before, here)
        or _two_bounds(tokens, before, here)
        or _share(tokens, before, here)
    )


def _compound(tokens: Tokens, before: Found, here: Found) -> Found | None:
    assert before.value is not None
    assert here.value is not None
    gap = tokens.lowers[before.last + 1 : here.first]
    if gap == ["-"] and before.unit.name == "foot" and tokens.glued(before.last):
        gap = []  # "6-foot-2", "6-foot-10-inch"
        if here.unit is NO_UNIT and 0 < here.value < 12:
            here = here._replace(unit=INCH)
    if here.unit is NO_UNIT and gap in ([], ["and"]):
        here = _smaller_unit(tokens, before, here)
    if (one := _length_of_time(before, here, gap)) is not None:
        return one
    part = parts().get(here.unit.name)
    if part is None or before.unit.name not in part.of or gap not in ([], ["and"]):
        return None
    assert here.value is not None
    value = before.value + here.value / part.in_one
    return _worth(before, value)._replace(
        last=here.last, counted=here.counted, undecided=here.undecided
    )


def _length_of_time(before: Found, here: Found, gap: list[str]) -> Found | None:
    """Three hours and 37 minutes; 2 hours, 5 minutes and 30 seconds; two years and three months."""
    assert before.value is not None
    assert here.value is not None
    if gap not in ([], ["and"], [","], [",", "and"]) or here.relation != "exactly":
        return None
    ratio = _ratio(before.unit.name, here, listed="," in gap)
    if ratio is None or before.per is not None:
        return None
    value = tidy(Decimal(str(before.value)) * ratio + Decimal(str(here.value)))
    counted = here.counted or before.counted
    return _worth(before, value)._replace(last=here.last, unit=here.unit, counted=counted)


def _ratio(larger: str, here: Found, *, listed: bool = False) -> int | None:
    """How many of a quantity's unit of time are one of a larger that it is said beside."""
    smaller, value = here.unit.name, here.value
    if value is None or here.per is not None:
        return None
    if (larger, smaller) == ("year", "month") and value < 12 and not listed:
        return 12
    if larger not in TIMES_OF_DAY or smaller not in TIMES_OF_DAY or value >= 60:
        return None
    ratio = unit_table.si_factors()[larger] / unit_table.si_factors()[smaller]
    return int(ratio) if ratio > 1 else None


def _with_the_one(tokens: Tokens, before: Found | None, here: Found) -> Found:
    """A length of time with the one that an article counts: "*an hour and* 15 minutes"."""
    at, floor = here.first - 3, 0 if before is None else before.last + 1
    joined = here.unit.kind == "duration" and at >= floor and tokens.lower(at + 2) == "and"
    if not joined or tokens.lower(at) not in ARTICLES or here.relation != "exactly":
        return here
    ratio = _ratio(tokens.lower(at + 1), here)
    often = tokens.lower(at - 1)[:1].isdecimal() or tokens.lower(at - 1) in {"once", "twice"}
    if ratio is None or often or here.value is None:
        return here  # "20 an hour and 15 minutes"
    cue = relation_before(tokens, at, floor)
    larger = _worth(here, tidy(ratio + Decimal(str(here.value))))
    if cue is None or cue.relation == "exactly":
        return larger._replace(first=at)
    value = larger.value
    bounds = {"at_least": (value, None), "more_than": (value, None), "at_most": (None, value),
              "less_than": (None, value)}.get(cue.relation, (None, None))  # fmt: skip
    return larger._replace(first=cue.first, relation=cue.relation, low=bounds[0], high=bounds[1])


def _worth(found: Found, value: Value) -> Found:
    """With another value, and with bounds at it where it had any."""
    low = None if found.low is None else value
    high = None if found.high is None else value
    return found._replace(value=value, low=low, high=high)


def _smaller_unit(tokens: Tokens, before: Found, here: Found) -> Found:
    """The unit that is left out after a larger one: "5 ft 10 in", "15 dollars 50"."""
    assert here.value is not None
    tail = tokens.lower(here.last + 1)
    whole = before.value == int(before.value or 0) and 3 < (before.value or 0) < 8
    height = whole and not tokens.glued(before.last) and tail in {"and", ",", "."}
    sign = tail in {"in", '"', "”", ""} or height  # "5 foot 8 and 230 pounds"
    if before.unit.name == "foot" and 0 < here.value < 12 and sign:
        last = here.last + (tail == "in")
        return here._replace(unit=INCH, last=last, counted=before.counted)
    cent = _cent_of(before.unit)
    if cent is not None and 0 < here.value < 100 and tail in {"", ".", ","}:
        return here._replace(unit=Unit(cent, "money"), counted=before.counted)
    return here


def _cent_of(unit: Unit) -> str | None:
    """The name of a hundredth of a currency."""
    hundredths = (name for name, part in parts().items() if part.in_one == 100)
    return next((name for name in hundredths if unit.name in parts()[name].of), None)


def _two_bounds(tokens: Tokens, before: Found, here: Found) -> Found | None:
    gap = tokens.lowers[before.last + 1 : here.first]
    lower, upper = before, here
    if before.relation in {"at_most", "less_than"}:
        lower, upper = here, before
    if lower.relation not in {"at_least", "more_than"}:
        return None
    if upper.relation not in {"at_most", "less_than"} or gap not in (["and"], ["but"], [","]):
        return None
    assert lower.value is not None
    assert upper.value is not None
    if lower.value >= upper.value or before.unit not in (NO_UNIT, here.unit):
        return None
    return here._replace(
        first=before.first, value=None, low=lower.value, high=upper.value, relation="between",
    )  # fmt: skip


def _share(tokens: Tokens, before: Found, here: Found) -> Found | None:
    """ "One child in three", "nine voters in ten": a share of people, whose noun stands between."""
    who = before.counted if before.unit is COUNT else None
    if who is None or before.value is None or here.value is None:
        return None
    joined = who.first == before.last + 1 and tokens.lowers[who.last + 1 : here.first] == ["in"]
    if not joined or here.unit is not NO_UNIT or here.relation != "exactly":
        return None
    if not 0 < before.value < min(10, here.value) or class_of(tokens.texts[who.head]) not in PEOPLE:
        return None
    share = tidy(Decimal(str(before.value)) / Decimal(str(here.value)))
    return _worth(before, share)._replace(last=here.last, unit=SHARE, predicate=here.predicate)
