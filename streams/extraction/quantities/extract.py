"""Quantities of a text: numbers found, then each given its relation, unit, and what it counts.

The passes: read numbers, drop what is no quantity, pair ranges, bind relation cues, units and
rates, noun phrases and predicates. Each pass is a module of its own and can be tried alone.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from schemas.extractions import Relation, Trend
from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.counted import CountedPhrase, counted_after
from streams.extraction.quantities.exclusions import why_excluded
from streams.extraction.quantities.numbers import Number, Value, number_at, number_starts, tidy
from streams.extraction.quantities.predicates import predicate_after
from streams.extraction.quantities.relations import (
    Cue,
    relation_after,
    relation_before,
    trend,
)
from streams.extraction.quantities.subjects import past_amounts, subject_of
from streams.extraction.quantities.tags import tags as tags_of
from streams.extraction.quantities.units import (
    TIMES,
    YEARS_OLD,
    Measured,
    currency_before,
    rate_after,
    sterling_text,
    unit_after,
)
from streams.extraction.quantities.vocabulary import Unit
from streams.extraction.tokens import Tokens

MOVES = frozenset(
    "went go gone going moved changed change revised upgraded downgraded swung improved worsened "
    "extended brought taken bring lifted swelled narrowed widened".split()
)
DASHES = frozenset("-‑–—")
NO_UNIT = Unit("number", "number")
ELISIONS = frozenset(
    {"already", "who", "of", "others", "more", "have", "had", "were", "are", "was"}
)
COMPOUNDS: dict[str, tuple[frozenset[str], int]] = {
    "inch": (frozenset({"foot"}), 12),
    "US cent": (frozenset({"US dollar", "Canadian dollar", "euro"}), 100),
    "penny": (frozenset({"pound sterling"}), 100),
}
"""The smaller unit, the units that it makes a compound with, and how many of it are one."""
MAGNITUDE = Unit("magnitude", "number")
KELVIN = Unit("kelvin", "temperature", "K")
POINT = Unit("point", "number")
MARKET_MOVES = frozenset(
    "fell fall falls rose rise rises gained gain gains lost down up dropped drops climbed "
    "climbs shed slid slipped tumbled jumped surged plunged lower higher sank soared "
    "slumped".split()
)
"""Beside one of these a point is a measure of an index, and not something that is counted."""
CENTS = frozenset({"US dollar", "Canadian dollar", "euro", "pound sterling"})
COMPARISONS = frozenset(
    "( in wide high long deep tall "
    ", or up down from to and compared with versus against the a an of rise fall increase "
    "decrease drop gain jump decline loss compares at rising falling nearly about around "
    "roughly only just by more than less over under was it is were equivalent".split()
)
TAKE_OBJECTS = frozenset(
    "killing wounding injuring defend holding arresting wins "
    "passed enacted implemented approved signed built sold bought made produced scored won "
    "lost took had has have killed wounded injured arrested hit fired launched sent received "
    "got found saw shot reported recorded confirmed held closed opened completed rejected "
    "backed cast created added cut".split()
)
"""Verbs whose bare number counts what the number before it counts."""
A_PERSONS = frozenset({"the", "a", "an", "his", "her", "their"})
COUNT = Unit("", "count")


class Found(NamedTuple):
    """One quantity, in tokens; `first` to `last` are both included."""

    first: int
    last: int
    value: Value | None
    low: Value | None
    high: Value | None
    relation: Relation
    trend: Trend | None
    unit: Unit
    counted: CountedPhrase | None
    per: str | None
    predicate: str | None
    confidence: float


class Stretch(NamedTuple):
    """One number, or two that bound a range."""

    number: Number
    upper: Number | None
    first: int
    last: int
    change: bool = False
    """"from 8 to 6 percent": not a range but a move."""


class Tagged(NamedTuple):
    """The tags of the sentence, empty until a number needs them, and the tokens of its numbers."""

    tags: list[str]
    numbers: set[int]


def find_quantities(tokens: Tokens, taken: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The quantities of one sentence.

    `tokens` are the sentence's own (see `Tokens.part`), so no rule can look beyond it; `taken` are
    character spans that are something else (dates). Linear in the length of the sentence.
    """
    end = len(tokens)
    numbers = _numbers(tokens, taken)
    if not numbers:
        return []
    found: list[Found] = []
    floor = 0
    taken_up = {i for stretch in numbers for i in range(stretch.first, stretch.last + 1)}
    tags: list[str] = []
    for index, stretch in enumerate(numbers):
        following = numbers[index + 1].first if index + 1 < len(numbers) else end
        quantity = _quantity(tokens, Tagged(tags, taken_up), stretch, floor, following, end)
        if quantity is not None:
            found.append(quantity)
            floor = quantity.last + 1
            spent = range(quantity.first, min(end, floor + (2 if quantity.per else 0)))
            taken_up.update(spent)
            if tags:
                tags[spent.start : spent.stop] = "#" * len(spent)
        else:
            floor = stretch.last + 1
    return _share(tokens, found)


def _numbers(tokens: Tokens, taken: Sequence[tuple[int, int]]) -> list[Stretch]:
    numbers: list[Number] = []
    after = 0
    for i in number_starts(tokens):
        number = number_at(tokens, i) if i >= after else None
        if number is None:
            continue
        after = number.last + 1
        inside = any(a < tokens.ends[number.last] and tokens.starts[i] < b for a, b in taken)
        if not inside and why_excluded(tokens, number) is None:
            numbers.append(number)
    return _pair(tokens, numbers)


def _pair(tokens: Tokens, numbers: list[Number]) -> list[Stretch]:
    stretches: list[Stretch] = []
    i = 0
    while i < len(numbers):
        number = numbers[i]
        upper = numbers[i + 1] if i + 1 < len(numbers) else None
        if upper is not None and (one := _same_number(tokens, number, upper)) is not None:
            numbers[i + 1] = one
            i += 1
        elif upper is not None and (pair := _range(tokens, number, upper)) is not None:
            stretches.append(pair)
            i += 2
        else:
            stretches.append(Stretch(number, None, number.first, number.last))
            i += 1
    return stretches


def _same_number(tokens: Tokens, number: Number, after: Number) -> Number | None:
    """The number that two write: "45 (forty five)", "2,000±5" and its uncertainty."""
    link = tokens.lowers[number.last + 1 : after.first]
    if link == ["("] and number.value == after.value and tokens.lower(after.last + 1) == ")":
        return number._replace(last=after.last + 1) if number.value is not None else None
    if link in (["±"], ["+", "/", "-"], ["+", "/"]):
        return number._replace(last=after.last)
    return None


def _range(tokens: Tokens, lower: Number, upper: Number) -> Stretch | None:
    """Between A and B; from A to B; A-B; A to B; A or B."""
    if lower.value is None or upper.value is None or lower.form in {"ordinal", "multiple"}:
        return None
    unit = unit_after(tokens, lower, sterling=False)
    between = (unit.last if unit else lower.last) + 1
    if tokens.lower(between) == "-" and tokens.glued(between - 1) and not tokens.glued(between):
        between += 1  # "8- to 16-meter"
    before = tokens.lower(lower.first - 1)
    first = lower.first
    currency = currency_before(tokens, lower.first, 0)
    if currency is not None:
        before, first = tokens.lower(currency.first - 1), currency.first
    link = tokens.lower(between)
    second = upper.first
    upper_currency = currency_before(tokens, upper.first, between + 1)
    if upper_currency is not None:
        second = upper_currency.first
    adjacent = second == between + 1
    if not _one_measure(tokens, lower, upper, unit, currency, upper_currency):
        return None
    if before == "between" and link == "and" and adjacent:
        return Stretch(lower, upper, first - 1, upper.last)
    dashed = link in DASHES and adjacent and tokens.glued(between) == tokens.glued(between - 1)
    if dashed and before in DASHES and tokens.glued(first - 1):
        return None  # "three-nought-four"
    digits = lower.form == upper.form == "digits"
    if dashed and (tokens.glued(between) or digits) and _ascending(lower, upper):
        return Stretch(lower, upper, first, upper.last)
    start = first
    if before != "from" and (cue := relation_before(tokens, first, max(0, first - 3))):
        start = cue.first  # "from almost 97 percent to about 88 percent"
    if tokens.lower(start - 1) == "from" and link == "to" and second <= between + 4:
        moves = _moves(tokens, start - 1)
        if moves or start == first:
            return Stretch(lower, upper, start - 1, upper.last, change=moves)
    if before == "either":
        return None  # two, and not what lies between
    if link in {"to", "or", "~", "through"} and adjacent and _ascending(lower, upper):
        return Stretch(lower, upper, first, upper.last)
    return None


def _moves(tokens: Tokens, i: int) -> bool:
    """Whether "from A to B" is a move and not a range: some word before says that it goes."""
    before, after = vocabulary.trend_words()
    window = tokens.lowers[max(0, i - 8) : i]
    return any(word in before or word in after or word in MOVES for word in window)


def _one_measure(
    tokens: Tokens,
    lower: Number,
    upper: Number,
    unit: Measured | None,
    currency: Measured | None,
    upper_currency: Measured | None,
) -> bool:
    """Whether two numbers can bound one range: "5 percent to $12" cannot."""
    upper_unit = unit_after(tokens, upper, sterling=False)
    if unit is not None and (upper_unit is None or upper_unit.unit != unit.unit):
        return False
    if upper_currency is not None:
        return currency is not None and currency.unit == upper_currency.unit
    return True


def _ascending(lower: Number, upper: Number) -> bool:
    assert lower.value is not None
    assert upper.value is not None
    if upper.value > lower.value:
        return True
    # "2 to 3 million": the scale of the second holds for both
    return lower.value < 1000 <= upper.value


def _quantity(
    tokens: Tokens, tagged: Tagged, stretch: Stretch, floor: int, following: int, end: int
) -> Found | None:
    number = stretch.upper or stretch.number
    first, last = stretch.first, stretch.last
    currency = currency_before(tokens, stretch.number.first, floor)
    if currency is not None:
        first = min(first, currency.first)
    measured = unit_after(tokens, number, sterling=sterling_text(tokens.text))
    if currency is not None and (measured is None or measured.unit.kind != "percent"):
        measured = Measured(currency.unit, number.last + 1, number.last, currency.scale)
    if measured is not None and measured.scale != 1:
        stretch = _times(stretch, measured.scale)
    if measured is None:
        measured = _by_context(tokens, stretch, number)
    if measured is None and _is_age(tokens, stretch):
        measured = Measured(YEARS_OLD, number.last + 1, number.last)
    suffix = relation_after(tokens, number.last + 1) if measured is None else None
    if suffix is not None:  # "three-plus years"
        bare = Number(number.first, suffix.last, number.value, None, None, number.form)
        measured = unit_after(tokens, bare, sterling=sterling_text(tokens.text))
    if measured is not None:
        last = max(last, measured.last)
    cue = relation_before(tokens, first, floor)
    relation: Relation = cue.relation if cue else "exactly"
    if stretch.change and stretch.upper is not None:
        inner = relation_before(tokens, stretch.upper.first, stretch.number.last + 1)
        relation = inner.relation if inner else relation
    after = relation_after(tokens, last + 1)
    if suffix is not None and after is None:
        after = Cue(suffix.relation, suffix.first, max(suffix.last, last))
    if after is not None and relation in {"exactly", "approximately"}:
        relation = after.relation
    end_of_unit = after.last if after else last
    rate = rate_after(tokens, end_of_unit + 1) if end_of_unit + 1 < end else None
    per = rate[0] if rate else None
    end_of_unit = rate[1] if rate else end_of_unit
    counted = _counted(tokens, number, end_of_unit + 1, following, end, measured)
    if counted is not None and after is None:
        after = relation_after(tokens, counted.last + 1)
        if after is not None and relation == "exactly":
            relation = after.relation
    if counted is not None and rate is None and (rate := rate_after(tokens, counted.last + 1)):
        per = rate[0]
    unit = measured.unit if measured else _plain_unit(number, counted)
    if counted is None and number.form != "ordinal":
        if not tagged.tags:
            tagged.tags.extend(tags_of(tokens, tagged.numbers))
        counted = _compared(tokens, tagged.tags, end_of_unit) if measured else None
        counted = counted or subject_of(
            tokens, tagged.tags, cue.first if cue else first, end_of_unit, floor
        )
    if number.form == "ordinal" and counted is None:
        return None
    direction = trend(
        tokens, cue.first if cue else first, last, floor, measured=measured is not None
    )
    if number.form == "multiple" and direction is None:
        direction = vocabulary.trend_words()[0].get(tokens.lower(number.first))
    value, low, high, relation, moved = _bounds(stretch, relation)
    end_of_phrase = max(end_of_unit, counted.last if counted else 0)
    return Found(
        first=cue.first if cue and cue.relation != "exactly" else first,
        last=max(last, after.last if after and after.last > last else last),
        value=value,
        low=low,
        high=high,
        relation=relation,
        trend=moved or direction,
        unit=unit,
        counted=counted,
        per=per,
        predicate=predicate_after(tokens, end_of_phrase + 1, end),
        confidence=0.9 if unit is not NO_UNIT else 0.5,
    )


def _times(stretch: Stretch, scale: int) -> Stretch:
    """A stretch whose numbers are that many times as large."""

    def larger(value: Value | None) -> Value | None:
        return None if value is None else tidy(Decimal(str(value)) * scale)

    def grown(number: Number) -> Number:
        return number._replace(
            value=larger(number.value), low=larger(number.low), high=larger(number.high)
        )

    upper = None if stretch.upper is None else grown(stretch.upper)
    return stretch._replace(number=grown(stretch.number), upper=upper)


def _counted(
    tokens: Tokens, number: Number, i: int, following: int, end: int, measured: Measured | None
) -> CountedPhrase | None:
    if number.form == "multiple":
        return None
    ceiling = end if tokens.lower(i) == "of" else min(following, end)
    if measured is None:
        return counted_after(tokens, i, number, ceiling)
    if measured.unit.kind in {"mass", "volume", "money", "data"}:
        return counted_after(tokens, i, number, ceiling, sums=True)
    return None


def _compared(tokens: Tokens, tags: Sequence[str], last: int) -> CountedPhrase | None:
    """The noun that a multiple is of: "twice its capacity", "three times the record"."""
    if tokens.lower(last) not in {"twice", "times", "double", "triple", "half"}:
        return None
    if tags[last + 1 : last + 2] != ["D"]:
        return None
    return past_amounts(tokens, tags, last + 2)


def _by_context(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """Times, magnitudes and the points of an index: what no unit table can say."""
    nothing = number.last + 1, number.last
    if number.form == "multiple":
        return Measured(TIMES, *nothing)
    i = stretch.first - 1
    before = tokens.lower(i - 1) if tokens.lower(i) in {"of", "-"} else tokens.lower(i)
    if before == "absolute" and number.value == 0:
        return Measured(KELVIN, *nothing)
    if before == "magnitude" and number.value is not None and number.value < 11:
        return Measured(MAGNITUDE, *nothing)
    after = number.last + 1
    if tokens.lower(after) == "-" and tokens.glued(after):
        after += 1
    word = tokens.lower(after)
    if word == "fold" and after > number.last + 1:
        return Measured(TIMES, number.last + 1, after)
    if word == "times" or (word == "time" and after > number.last + 1):
        return Measured(TIMES, number.last + 1, after)
    if word in {"points", "point"} and number.form in {"digits", "words"}:
        around = tokens.lowers[max(0, stretch.first - 4) : stretch.first]
        around += tokens.lowers[after + 1 : after + 2]
        before_words, after_words = vocabulary.trend_words()
        if any(w in MARKET_MOVES and (w in before_words or w in after_words) for w in around):
            return Measured(POINT, number.last + 1, after)
    return None


def _is_age(tokens: Tokens, stretch: Stretch) -> bool:
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
    name = tokens.texts[i - 2] if i >= 2 else ""
    return (
        number.form == "digits"
        and tokens.lower(i - 1) == ","
        and name.isalpha()
        and (name[0].isupper() or (number.value > 13 and tokens.lower(i - 3) in A_PERSONS))
        and tokens.lower(number.last + 1) in {",", "."}
    )


def _plain_unit(number: Number, counted: CountedPhrase | None) -> Unit:
    if number.form == "ordinal":
        return Unit("ordinal", "ordinal")
    return COUNT if counted else NO_UNIT


def _bounds(
    stretch: Stretch, relation: Relation
) -> tuple[Value | None, Value | None, Value | None, Relation, Trend | None]:
    number = stretch.number
    if stretch.upper is not None:
        low, high = number.value, stretch.upper.value
        assert low is not None
        assert high is not None
        if stretch.change:
            moved: Trend = "up" if high >= low else "down"
            return high, None, None, relation, moved
        if low < 1000 <= high and high % 1000 == 0:
            scale = next(s for s in (10**12, 10**9, 10**6, 10**3) if high % s == 0)
            low = low * scale if low * scale < high else low
        return None, low, high, "between", None
    if number.value is None:
        return None, number.low, number.high, "approximately", None
    value = number.value
    if relation in {"at_least", "more_than"}:
        return value, value, None, relation, None
    if relation in {"at_most", "less_than"}:
        return value, None, value, relation, None
    if relation == "approximately":
        return value, None, None, relation, None
    return value, value, value, relation, None


def _share(tokens: Tokens, found: list[Found]) -> list[Found]:
    """What coordinated quantities share: the predicate of the last, an age, an elided noun."""
    found = _merged(tokens, found)
    for i in range(1, len(found)):
        found[i] = _carried(tokens, found[i - 1], found[i])
    for i in range(len(found) - 2, -1, -1):
        found[i] = _suspended(tokens, found[i], found[i + 1])
    for i in range(1, len(found)):
        found[i] = _inherited(tokens, found[i - 1], found[i])
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        if here.predicate is not None or after.predicate is None:
            continue
        gap = set(tokens.lowers[_end(here) + 1 : after.first])
        if gap and gap <= {",", "and", "or", "as", "well"}:
            found[i] = here._replace(predicate=after.predicate)
    return found


def _carried(tokens: Tokens, before: Found, here: Found) -> Found:
    """An age ("aged 19, 21 and 24") or a noun ("17 civilians were killed and 60 wounded")."""
    if here.unit is not NO_UNIT or here.first <= before.last:
        return here
    gap = tokens.lowers[before.last + 1 : here.first]
    if before.unit.kind == "age" and set(gap) <= {",", "and"}:
        return here._replace(unit=before.unit, counted=before.counted, confidence=0.9)
    following = tokens.lower(here.last + 1)
    elided = following in vocabulary.predicates() or following in ELISIONS
    elided = elided or (following.endswith(("ly", "ed")) and gap[-1:] != ["to"]) or gap == ["to"]
    elided = elided or (gap[-1:] != [] and gap[-1] in vocabulary.predicates())
    verb = before.unit is COUNT and following in {",", ".", ";", ""} and gap != []
    if verb and gap[-1] in TAKE_OBJECTS and len(gap) <= 12:
        elided = True  # "passed 906 bills, the 93rd enacted 772,"
        gap = gap[-1:]
    place = tokens.texts[here.last + 2 : here.last + 3]
    if following == "in" and place and place[0].istitle() and before.unit is COUNT:
        elided = True  # "died: 48 in Washington, 12 in New York"
        gap = gap[-1:] if gap[-1:] in ([":"], [","]) else gap
    if before.unit is COUNT and elided and len(gap) <= 8:
        return here._replace(unit=COUNT, counted=before.counted, confidence=0.7)
    return here


def _inherited(tokens: Tokens, before: Found, here: Found) -> Found:
    """The subject of a comparison: "revenue of $9bn, up 22% from ...", "61%, down from 65%"."""
    if here.unit.kind in {"count", "ordinal", "duration"} or before.counted is None:
        return here
    own = here.counted is not None and here.counted.first > here.first
    if own or before.unit.kind in {"duration", "ordinal", "age"}:
        return here
    gap = tokens.lowers[_end(before) + 1 : here.first]
    if gap and before.per is not None and gap[0] in {"a", "per", "an", "each", "every"}:
        gap = gap[2:]
    compared = len(gap) <= 6 and gap != []
    compared = compared and all(w in COMPARISONS or (w.isdecimal() and len(w) == 4) for w in gap)
    if compared and not (gap == ["and"] and before.unit.kind != here.unit.kind):
        return here._replace(counted=before.counted)
    if here.counted is None and before.unit is COUNT:
        return here._replace(counted=before.counted)
    return here


def _suspended(tokens: Tokens, here: Found, after: Found) -> Found:
    """The unit or noun that only the second of two has: "45 and 50 cases"."""
    gap = tokens.lowers[here.last + 1 : after.first]
    joined = len(gap) <= 2 and gap[-1:] in (["and"], ["or"]) and set(gap[:-1]) <= DASHES
    single = tokens.lower(here.first - 1) == "of" and after.relation == "exactly"
    if here.unit is not NO_UNIT or not joined or after.unit in (NO_UNIT, TIMES) or single:
        return here
    return here._replace(unit=after.unit, counted=after.counted, confidence=0.8)


def _merged(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Compounds and pairs of bounds as one: "5 feet 2 inches", "over 100 and under 300"."""
    merged: list[Found] = []
    for here in found:
        before = merged[-1] if merged else None
        one = _compound(tokens, before, here) or _two_bounds(tokens, before, here)
        if one is not None:
            merged[-1] = one
        else:
            merged.append(here)
    return merged


def _compound(tokens: Tokens, before: Found | None, here: Found) -> Found | None:
    if before is None or before.value is None or here.value is None:
        return None
    gap = tokens.lowers[before.last + 1 : here.first]
    if here.unit is NO_UNIT and gap in ([], ["and"]):
        here = _smaller_unit(tokens, before, here)
    parts = COMPOUNDS.get(here.unit.name)
    if parts is None or before.unit.name not in parts[0] or gap not in ([], ["and"]):
        return None
    if tokens.lower(here.first)[:1].isalpha() and tokens.lower(here.first) in vocabulary.units():
        return None  # "rmb 10 usd 20"
    assert here.value is not None
    value = before.value + here.value / parts[1]
    low, high = (bound if bound is None else value for bound in (before.low, before.high))
    return before._replace(last=here.last, value=value, low=low, high=high, counted=here.counted)


def _smaller_unit(tokens: Tokens, before: Found, here: Found) -> Found:
    """The unit that is left out after a larger one: "5 ft 10 in", "15 dollars 50"."""
    assert here.value is not None
    tail = tokens.lower(here.last + 1)
    if before.unit.name == "foot" and 0 < here.value < 12 and tail in {"in", '"', "”", ""}:
        last = here.last + (tail == "in")
        return here._replace(unit=Unit("inch", "length"), last=last, counted=before.counted)
    if before.unit.name in CENTS and 0 < here.value < 100 and tail in {"", ".", ","}:
        cent = Unit("penny" if before.unit.name == "pound sterling" else "US cent", "money")
        return here._replace(unit=cent, counted=before.counted)
    return here


def _two_bounds(tokens: Tokens, before: Found | None, here: Found) -> Found | None:
    if before is None or before.value is None or here.value is None:
        return None
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


def _end(found: Found) -> int:
    counted = found.counted
    return max(found.last, counted.last if counted and counted.first > found.first else 0)
