"""Units that the words around say, and no table: times, magnitudes, index points, ages."""

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.ranges import Stretch
from streams.extraction.quantities.units import KELVIN, TIMES, Measured
from streams.extraction.quantities.vocabulary import Unit
from streams.extraction.tokens import Tokens

MAGNITUDE = Unit("magnitude", "number")
POINT = Unit("point", "number")
MARKET_MOVES = frozenset(
    "fell fall falls rose rise rises gained gain gains lost down up dropped drops climbed "
    "climbs shed slid slipped tumbled jumped surged plunged lower higher sank soared "
    "slumped".split()
)
"""Beside one of these a point is a measure of an index, and not something that is counted."""
AHEAD = frozenset("ahead behind clear adrift more fewer off short".split())
MAY = ("could", "can", "may", "will", "would", "should", "must", "are", "were", "have", "had")
OF_PEOPLE = frozenset(
    "people children adults men women patients girls boys those residents anyone everyone voters "
    "drivers players kids teenagers workers pensioners citizens were are was is".split()
)
"""Who is "over 65"."""
TURNED = frozenset("turned turns turning".split())
A_PERSONS = frozenset({"the", "a", "an", "his", "her", "their"})


def unit_by_context(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """Times, magnitudes and the points of an index: what no unit table can say."""
    nothing = number.last + 1, number.last
    if number.form == "multiple":
        return Measured(TIMES, *nothing)
    i = stretch.first - 1
    before = tokens.lower(i - 1) if tokens.lower(i) in {"of", "-"} else tokens.lower(i)
    following = tokens.lowers[number.last + 1 : number.last + 5]
    if before == "absolute" and number.value == 0:
        return Measured(KELVIN, *nothing)
    if number.value is not None and 0 < number.value < 11:
        if before == "magnitude" or following[:3] == ["on", "the", "richter"]:
            return Measured(MAGNITUDE, *nothing)
        hyphened = following[:1] == ["-"]
        if following[hyphened : hyphened + 1] == ["magnitude"]:
            return Measured(MAGNITUDE, number.last + 1, number.last + 1 + hyphened)
    if following[:1] == ["x"] and tokens.glued(number.last) and not tokens.glued(number.last + 1):
        return Measured(TIMES, number.last + 1, number.last + 1)  # "a 3x increase"
    after = number.last + 1
    if tokens.lower(after) == "-" and tokens.glued(after):
        after += 1
    word = tokens.lower(after)
    if word == "fold" and after > number.last + 1:
        return Measured(TIMES, number.last + 1, after)
    if word == "times" or (word == "time" and after > number.last + 1):
        return Measured(TIMES, number.last + 1, after)
    if tokens.lower(i) == "or" and tokens.lower(i - 2) in {"a", "an"} and i == number.first - 1:
        leaf = vocabulary.units().get(tokens.lower(i - 1), {}).get(vocabulary.END)
        if leaf is not None and leaf.kind == "duration":
            return Measured(leaf, *nothing)  # "a day or two"
    if word in {"points", "point"} and number.form in {"digits", "words"}:
        around = tokens.lowers[max(0, stretch.first - 4) : stretch.first]
        around += tokens.lowers[after + 1 : after + 2]
        before_words, after_words = vocabulary.trend_words()
        if tokens.lower(after + 1) in AHEAD or _of_a_lead(tokens, stretch.first):
            return Measured(POINT, number.last + 1, after)
        if any(w in MARKET_MOVES and (w in before_words or w in after_words) for w in around):
            return Measured(POINT, number.last + 1, after)
    return None


def _of_a_lead(tokens: Tokens, i: int) -> bool:
    """Whether a lead grows or shrinks by points: "extend his lead in the table to 53 points"."""
    i -= tokens.lower(i - 1) in {"just", "only", "about", "nearly", "some"}
    if tokens.lower(i - 1) not in {"to", "by"}:
        return False
    if tokens.lower(i - 1) == "by":
        return True  # "trails him by 19 points"
    return not {"lead", "advantage", "gap"}.isdisjoint(tokens.lowers[max(0, i - 8) : i])


def _over_an_age(tokens: Tokens, number: Number) -> bool:
    """People over 65; "half of them are under 30": at the end of a phrase."""
    i = number.first
    if tokens.lower(i - 1) not in {"over", "under"} or number.value is None:
        return False
    who = tokens.texts[i - 2] if i > 1 else ""
    nation = who[:1].isupper() and who[-1:] == "s" and number.value >= 16
    if who.lower() not in OF_PEOPLE and not nation:
        return False
    after = tokens.lower(number.last + 1)
    return not after.isalnum() or after in {"and", "or", "who", "in", "with", *MAY}


def is_age(tokens: Tokens, stretch: Stretch) -> bool:
    """Aged 40; "Maria Lopez, 34, said"; "the senator, 62, said"."""
    number = stretch.number
    if number.value is None or not 0 < number.value < 120 or number.value != int(number.value):
        return False
    i = number.first
    if {tokens.lower(i - 1), tokens.lower(stretch.first - 1)} & {"aged", "age", "ages"}:
        return True
    if tokens.lower(i - 1) == "of" and tokens.lower(i - 2) in {"age", "ages"}:
        return tokens.lower(number.last + 1) not in {"-", "percent"}
    if tokens.lower(i - 1) in {"is", "was"} and tokens.lower(i - 2) == "age":
        return True
    older = tokens.lowers[number.last + 1 : number.last + 3]
    if older[:1] in (["and"], ["or"]) and older[1:] in (["older"], ["younger"]):
        return True  # "those 50 and older"
    if _over_an_age(tokens, number):
        return True
    if tokens.lower(i - 1) in TURNED and 9 < number.value < 110:
        following = tokens.lower(number.last + 1)
        return not following.isalpha() or following in vocabulary.stops()  # "turned 18 in May"
    if tokens.lower(i - 1) == "was" and "when" in tokens.lowers[max(0, i - 4) : i - 1]:
        return not tokens.lower(number.last + 1).isalpha()  # "when Jaime was 10"
    name = tokens.texts[i - 2] if i >= 2 else ""
    return (
        tokens.lower(i - 1) == ","
        and name.isalpha()
        and (name[0].isupper() or (number.value > 13 and _is_person(tokens, i - 2)))
        and tokens.lower(number.last + 1) in {",", "."}
        and (number.form == "digits" or (number.value > 13 and tokens.lower(i + 1) == "-"))
    )


def _is_person(tokens: Tokens, i: int) -> bool:
    """Whether the noun at token `i` names somebody: "her husband", "a former teacher"."""
    if tokens.lower(i - 1) in A_PERSONS:
        return True
    known = vocabulary.classes().get(tokens.lower(i)) in {"people", "jobs", "personnel"}
    return known and tokens.lower(i - 2) in A_PERSONS
