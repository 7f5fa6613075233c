"""Units that the words around say, and no table: times, magnitudes, index points, ages."""

import msgspec

from streams.extraction.quantities import ages, vocabulary
from streams.extraction.quantities.ages import is_person
from streams.extraction.quantities.classes import class_of
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.lexicon import known_words
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.nouns import is_plural, looks_plural
from streams.extraction.quantities.numbers import DIGIT, Number, Value, is_of_heat, is_owned
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.stretches import Stretch
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.units import DEGREE, KELVIN, TIMES, YEARS_OLD
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    market_moves: frozenset[str]
    ahead: frozenset[str]
    of_points: frozenset[str]
    leads: frozenset[str]
    of_people: frozenset[str]
    of_bands: frozenset[str]
    may: frozenset[str]
    ends_at: frozenset[str]
    turned: frozenset[str]
    they_will: frozenset[str]
    i_am: frozenset[str]
    beside_age: frozenset[str]
    owners: frozenset[str]
    kin: frozenset[str]


WORDS = word_lists("context", Words)


MAGNITUDE = Unit("magnitude", "number")
POINT = Unit("point", "number")
PERCENT = Unit("percent", "percent", "%")
MARKS = frozenset([",", ".", ";", ")", "!", "?", "”", '"', "—", ""])
"""What may stand behind an age, and behind a score, a rate or a time of day may not."""
AGED = frozenset({"aged", "age", "ages"})
BE = frozenset({"were", "are", "was", "is"})
OF_POINTS = frozenset({"digits", "words", "fraction"})
"""Forms of the numbers that points may have: "half a point"."""
TELLING = frozenset("absolute magnitude richter x times fold time points point".split())
"""One of these stands near a number that has its unit by context, where it is not OF_NO_WORD and no
band of ages."""
OF_NO_WORD = frozenset({"multiple", "tens"})
"""Forms of numbers that are their own unit."""
PEOPLE = frozenset({"people", "voters"})
"""Classes of those who have an age."""
FIRST_AGE, FIRST_ADULT, LAST_AGE = 10, 25, 100
"""Where bands of ages begin, up to where they begin at any age, and where they end."""
NARROWEST = 4


def unit_by_context(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """Times, magnitudes and the points of an index: what no unit table can say."""
    near = tokens.lowers[max(0, stretch.first - 2) : number.last + 5]
    if number.form in OF_NO_WORD or stretch.upper is not None or not TELLING.isdisjoint(near):
        return _by_rules(tokens, stretch, number)
    return None


def _by_rules(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    for rule in BY_CONTEXT:
        if (measured := rule(tokens, stretch, number)) is not None:
            return measured
    return None


def _by_itself(unit: Unit, number: Number) -> Measured:
    """A unit that no token says."""
    return Measured(unit, number.last + 1, number.last)


def _times_of_a_multiple(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """ "Doubled"."""
    return _by_itself(TIMES, number) if number.form == "multiple" else None


def _absolute_zero(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    zero = number.value == 0 and _word_before(tokens, stretch) == "absolute"
    return _by_itself(KELVIN, number) if zero else None


def _magnitude(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """Magnitude 7.1; a 7.1-magnitude quake; 7.1 on the Richter scale."""
    if number.value is None or not 0 < number.value < 11:
        return None
    after = number.last + 1
    if _word_before(tokens, stretch) == "magnitude":
        return _by_itself(MAGNITUDE, number)
    if tokens.spaced(["on", "the", "richter"], after):
        return _by_itself(MAGNITUDE, number)
    last = after + (tokens.lower(after) == "-")
    return Measured(MAGNITUDE, after, last) if tokens.lower(last) == "magnitude" else None


def _word_before(tokens: Tokens, stretch: Stretch) -> str:
    """The word before a number, over "of" and a hyphen."""
    i = stretch.first - 1
    return tokens.lower(i - 1) if tokens.lower(i) in {"of", "-"} else tokens.lower(i)


def _times(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """Three times; a 3x increase; 10-fold; the three-time champion."""
    after = number.last + 1
    if tokens.lower(after) == "x" and tokens.glued(number.last) and _ends_word(tokens, after):
        return Measured(TIMES, after, after)
    at = _past_hyphen(tokens, after)
    word = tokens.lower(at)
    hyphened = at > after
    if word == "times" and tokens.texts[at] == "Times" and tokens.texts[number.first].islower():
        return None  # "three Times reporters"
    if word == "times" or (hyphened and word in {"fold", "time"}):
        return Measured(TIMES, after, at)
    return None


def _ends_word(tokens: Tokens, i: int) -> bool:
    """Whether neither a letter nor a digit nor a hyphen is glued behind token `i`."""
    return not tokens.glued(i) or tokens.texts[i + 1] in MARKS


def _past_hyphen(tokens: Tokens, i: int) -> int:
    return i + (tokens.lower(i) == "-" and tokens.glued(i))


def _index_points(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """Points that an index moves by or that one is ahead by, and no points that are won."""
    at = _past_hyphen(tokens, number.last + 1)
    if number.form == "fraction" and tokens.lowers[at : at + 2] == ["of", "a"]:
        at += 2  # "a quarter of a point"
    if tokens.lower(at) not in {"points", "point"} or number.form not in OF_POINTS:
        return None
    around = tokens.lowers[max(0, stretch.first - 4) : stretch.first]
    around += tokens.lowers[at + 1 : at + 2]
    moved = not WORDS.market_moves.isdisjoint(around)
    joined = at > number.last + 1 or tokens.lower(at) == "point"  # "a 12 point drop"
    beside = WORDS.ahead | WORDS.of_points if joined else WORDS.ahead
    value = number.value  # "leads by 7.3 points", "a net minus 9 points"
    part = value is not None and (value < 0 or value != int(value))
    if moved or part or tokens.lower(at + 1) in beside or _of_a_lead(tokens, stretch.first):
        return Measured(POINT, number.last + 1, at)
    return None


def _in_tens(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """The years of "in her 60s", the percent of "fell by high single digits"."""
    if number.form != "tens":
        return None
    if tokens.lower(number.last) in DIGIT:
        return _by_itself(PERCENT, number)
    if is_of_heat(tokens, number.first):
        return _by_itself(DEGREE, number)
    return _by_itself(YEARS_OLD, number) if is_owned(tokens, number.first) else None


def _age_band(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """ "Voters 18 to 29", "adults between 25 and 34", "the 18-49 age group"."""
    lower, upper = stretch.number.value, number.value
    if stretch.upper is None or lower is None or upper is None or not _is_band(lower, upper):
        return None
    after = tokens.lower(number.last + 1)
    if after in WORDS.of_bands:
        return _by_itself(YEARS_OLD, number)
    who = stretch.first - 1 - (tokens.lower(stretch.first - 1) == "(")
    word = tokens.lower(who)
    whose = word in WORDS.of_people and word not in BE
    whose = whose or (is_plural(word) and class_of(tokens.texts[who]) in PEOPLE)
    return None if not whose or looks_plural(after) else _by_itself(YEARS_OLD, number)


def _is_band(lower: Value, upper: Value) -> bool:
    """Whether two numbers are the first and the last age of a band, and no sides of a poll."""
    ages = FIRST_AGE <= lower <= upper - NARROWEST and upper < LAST_AGE
    return ages and (lower <= FIRST_ADULT or upper % 5 in {0, 4})


BY_CONTEXT = (
    _times_of_a_multiple, _absolute_zero, _magnitude, _times, _index_points, _in_tens, _age_band,
)  # fmt: skip


def _of_a_lead(tokens: Tokens, i: int) -> bool:
    """Whether a lead grows or shrinks by points: "extend his lead in the table to 53 points"."""
    cue = relation_before(tokens, i, max(0, i - 4))
    i = cue.first if cue is not None else i
    i -= tokens.lower(i - 1) in {"a", "an"}
    if tokens.lower(i - 1) == "of" and tokens.lower(i - 2) in WORDS.leads:
        return True  # "a margin of just over eight points"
    if tokens.lower(i - 1) not in {"to", "by"}:
        return False
    if tokens.lower(i - 1) == "by":
        return True  # "trails him by 19 points"
    return not {"lead", "advantage", "gap"}.isdisjoint(tokens.lowers[max(0, i - 8) : i])


def _over_an_age(tokens: Tokens, number: Number) -> bool:
    """People over 65; "half are under 30"."""
    i = number.first
    if tokens.lower(i - 1) not in {"over", "under"} or number.value is None or i < 2:
        return False
    who = tokens.texts[i - 2]
    nation = who[:1].isupper() and who[-1:] == "s" and number.value >= 16
    people = is_plural(who) and class_of(who) in PEOPLE
    known = people and number.value >= 16
    if who.lower() not in WORDS.of_people and not nation and not known:
        return False
    after = tokens.lower(number.last + 1)
    if not after.isalnum() or after in {"and", "or", "who", "in", "with", *WORDS.may}:
        return True
    if people and after in vocabulary.stops():
        return True  # "children under 10 against polio", "girls under 12 go free"
    if after.endswith(("ing", "ed")) and number.value >= 16:  # "those over 60 voted for him"
        return True
    verb = after in vocabulary.subject_verbs() or (after in known_words() and after != "percent")
    return verb and number.value >= 12


def is_age(tokens: Tokens, stretch: Stretch) -> bool:
    """Aged 40; "Maria Lopez, 34, said"; "the senator, 62, said"."""
    number = stretch.number
    if number.value is None or not 0 < number.value < 120 or number.value != int(number.value):
        return False
    at = stretch.first - 1 - (tokens.lower(stretch.first - 1) == ":")  # "Age: 34"
    if tokens.lower(at) in AGED:
        return True
    if tokens.lower(number.first - 1) in BEFORE_AGES:
        return any(rule(tokens, number) for rule in AGES)
    return _or_older(tokens, number)


def _after_age(tokens: Tokens, number: Number) -> bool:
    """ "Aged under 40", "at the age of 40", "the median age is 19"."""
    before, earlier = tokens.lower(number.first - 1), tokens.lower(number.first - 2)
    if before in {"to", "over", "under"} and earlier in AGED:
        return True  # "children aged under 16", "raise the age to 21"
    if before == "as" and earlier in {"young", "old"}:
        return True  # "girls as young as 14"
    if before == "of" and earlier in {"age", "ages"}:
        return tokens.lower(number.last + 1) not in {"-", "percent"}
    return before in {"is", "was"} and earlier == "age"


def _or_older(tokens: Tokens, number: Number) -> bool:
    """ "Those 50 and older", "adults older than 65"."""
    joined, older = tokens.lower(number.last + 1), tokens.lower(number.last + 2)
    if joined in {"and", "or"} and older in {"older", "younger"}:
        return True
    before = tokens.lower(number.first - 2)
    return tokens.lower(number.first - 1) == "than" and before in {"older", "younger"}


def _turned(tokens: Tokens, number: Number) -> bool:
    """ "Turned 18 in May"."""
    assert number.value is not None
    if tokens.lower(number.first - 1) not in WORDS.turned or not 9 < number.value < 120:
        return False
    return ends_phrase(tokens, number.last + 1)


def _at(tokens: Tokens, number: Number) -> bool:
    """ "Died Sunday at 87", "retired at 65"."""
    assert number.value is not None
    if tokens.lower(number.first - 1) != "at" or not 9 < number.value < 115:
        return False
    before = tokens.lowers[max(0, number.first - 4) : number.first - 1]
    ends = ends_phrase(tokens, number.last + 1)
    ends = ends and tokens.lower(number.last + 1) not in {"%", ":", "-"}
    return ends and not WORDS.ends_at.isdisjoint(before)


def _he_was(tokens: Tokens, number: Number) -> bool:
    """ "He was 79.", "when he will be 83", "when Jaime was 10"."""
    assert number.value is not None
    i = number.first - (tokens.lower(number.first - 1) in {"only", "just"})
    following = tokens.lower(number.last + 1)
    whose = tokens.lower(i - 2) in WORDS.they_will
    if tokens.lower(i - 1) == "be" and (whose or tokens.lower(i - 2) in {"will", "would"}):
        whose = (whose or tokens.lower(i - 3) in {"he", "she", "who"}) and number.value > 9
        return whose and ends_phrase(tokens, number.last + 1)
    if following in DASHES and tokens.glued(number.last):
        return False  # "he's 50-48 percent on favorability"
    if tokens.lower(i - 1) not in {"is", "was", "'s", "’s"}:
        return False
    young = tokens.lower(i - 3) in {"since", "when", "until", "before"} and number.value > 2
    if tokens.lower(i - 2) in {"he", "she", "who"} and (number.value > 9 or young):
        ends = not following.isalpha() or following in {"and", "when", "but", "or"}
        return ends or _when_young(tokens, number.last + 1)
    if i > 1 and _when_young(tokens, number.last + 1):  # "Megumi was 13 when she left"
        person = tokens.texts[i - 2].istitle() or class_of(tokens.texts[i - 2]) == "people"
        return person and number.value > 4
    when = tokens.lower(i - 1) == "was" and "when" in tokens.lowers[max(0, i - 4) : i - 1]
    return when and not following.isalpha()


def _when_young(tokens: Tokens, i: int) -> bool:
    """Whether what stands at token `i` says when somebody had an age."""
    when = tokens.lower(i) == "when" and tokens.lower(i + 1) in {"he", "she"}
    return when or tokens.spaced(["at", "the", "time"], i)


def _i_am(tokens: Tokens, number: Number) -> bool:
    """ "I'm 36.", "I was just 21 at the time", "my sister is 16 and"."""
    assert number.value is not None
    i = number.first - (tokens.lower(number.first - 1) in {"only", "just"})
    following = tokens.lower(number.last + 1)
    if number.value <= 4 or not (following in WORDS.beside_age or following in MARKS):
        return False
    be = tokens.lower(i - 1)
    if be in WORDS.i_am or (be in {"am", "was"} and tokens.lower(i - 2) == "i"):
        return number.value > 9
    owned = be in {"is", "was"} and tokens.lower(i - 3) in WORDS.owners
    return owned and tokens.lower(i - 2) in WORDS.kin


def _then(tokens: Tokens, number: Number) -> bool:
    """ "His aunt, then 8, saw"; "Brown, now 31, was"."""
    i, following = number.first, tokens.lower(number.last + 1)
    if following != ",":
        return False
    said = tokens.lower(i - 1) in {"then", "now"} and tokens.lower(i - 2) == "," and i > 2
    return said and (tokens.texts[i - 3][0].isupper() or is_person(tokens, i - 3))


def _between_commas(tokens: Tokens, number: Number) -> bool:
    """ "Maria Lopez, 34, said", "the former striker, 62, said", "his son, 9, and daughter"."""
    assert number.value is not None
    i = number.first
    name = tokens.texts[i - 2] if i >= 2 else ""
    if name == "." and tokens.texts[i - 3 : i - 2] in (["Jr"], ["Sr"]):
        name = tokens.texts[i - 3]  # "Dimitrios Pagourtzis Jr., 17, was"
    kin = name in WORDS.kin
    return (
        tokens.lower(i - 1) == ","
        and name.isalpha()
        and (name[0].isupper() or kin or (number.value > 13 and is_person(tokens, i - 2)))
        and tokens.lower(number.last + 1) in {",", ".", ";"}
        and (kin or number.form == "digits")
    )


AGES = (
    _or_older, _after_age, _over_an_age, _turned, _at, _he_was, _i_am, _then, _between_commas,
    *ages.AGES,
)  # fmt: skip
"""What makes a whole number below 120 an age."""
BEFORE_AGES = frozenset(
    {"to", "over", "under", "as", "of", "is", "was", "at", "be", "'s", "’s", "am", "only", "just",
     "then", "now", ",", *WORDS.turned, *WORDS.i_am, *ages.BEFORE}
)  # fmt: skip
"""One of these stands right before what a rule of AGES but `_or_older` takes for an age."""
