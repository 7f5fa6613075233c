"""Two numbers that are one: ranges, moves from one to the other, a number written twice."""

from decimal import Decimal
from typing import NamedTuple

from schemas.extractions import Relation, Trend
from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.currencies import currency_before
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.numbers import Number, Value, tidy
from streams.extraction.quantities.rates import rate_after
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.units import unit_after
from streams.extraction.tokens import Tokens

MOVES = frozenset(
    "went go gone going moved changed change revised upgraded downgraded swung improved worsened "
    "extended brought taken bring lifted swelled narrowed widened".split()
)


class Stretch(NamedTuple):
    """One number, or two that bound a range."""

    number: Number
    upper: Number | None
    first: int
    last: int
    change: bool = False
    """"from 8 to 6 percent": not a range but a move."""


def paired(tokens: Tokens, numbers: list[Number]) -> list[Stretch]:
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
    if lower.form == "fraction" and upper.form == "digits":
        return None  # "fell by a fifth to 412"
    unit = unit_after(tokens, lower, sterling=False)
    between = (unit.last if unit else lower.last) + 1
    if tokens.lower(between) == "-" and tokens.glued(between - 1) and not tokens.glued(between):
        between += 1  # "8- to 16-meter"
    if (rate := rate_after(tokens, between)) is not None:
        between = rate[1] + 1  # "from $350 per kg to $680 per kg"
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
    bare = before == "from" and link == "to" and _ends(tokens, upper.last + 1)
    if not _one_measure(tokens, lower, upper, unit, currency, upper_currency, bare=bare):
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
    if before == "from" and link != "to" and tokens.lower(second - 1) == "to":
        times = second <= between + 5 and link in {"in", "last", "a"}
        if times and _moves(tokens, start - 1):  # "dropped from 44% in January to 26%"
            return Stretch(lower, upper, start - 1, upper.last, change=True)
    if tokens.lower(start - 1) == "from" and link == "to" and second <= between + 4:
        moves = _moves(tokens, start - 1)
        if moves or start == first:
            return Stretch(lower, upper, start - 1, upper.last, change=moves)
    if before == "either":
        return None  # two, and not what lies between
    if link == "to" and currency is not None and upper_currency is not None:
        moved = tokens.lower(first - 2) if before == "by" else before
        if moved in vocabulary.trend_words()[0] and before != "from":
            return None  # "grew by $2.1 billion to $50.9 billion"
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
    *,
    bare: bool,
) -> bool:
    """Whether two numbers can bound one range: "5 percent to $12" cannot.

    `bare`: whether the second may do without the unit of the first, "from 18 hours to five".
    """
    upper_unit = unit_after(tokens, upper, sterling=False)
    if bare and upper_unit is None:
        return True
    if unit is not None and (upper_unit is None or upper_unit.unit != unit.unit):
        return False
    if upper_currency is not None:
        return currency is not None and currency.unit == upper_currency.unit
    return True


def _ends(tokens: Tokens, i: int) -> bool:
    """Whether a phrase has ended before token `i`."""
    return not tokens.lower(i).isalpha() or tokens.lower(i) in vocabulary.stops()


def _ascending(lower: Number, upper: Number) -> bool:
    assert lower.value is not None
    assert upper.value is not None
    if upper.value > lower.value:
        return True
    # "2 to 3 million": the scale of the second holds for both
    return lower.value < 1000 <= upper.value


def bounds(
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


def times_scale(stretch: Stretch, scale: int) -> Stretch:
    """A stretch whose numbers are that many times as large."""

    def larger(value: Value | None) -> Value | None:
        return None if value is None else tidy(Decimal(str(value)) * scale)

    def grown(number: Number) -> Number:
        return number._replace(
            value=larger(number.value), low=larger(number.low), high=larger(number.high)
        )

    upper = None if stretch.upper is None else grown(stretch.upper)
    return stretch._replace(number=grown(stretch.number), upper=upper)
