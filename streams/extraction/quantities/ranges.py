"""Two numbers that are one: ranges, moves from one to the other, a number written twice."""

from decimal import Decimal
from typing import NamedTuple

import msgspec

from streams.extraction.quantities import cues, vocabulary
from streams.extraction.quantities.currencies import currency_before
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.numbers import Number, tidy
from streams.extraction.quantities.one_or_two import one_or_two
from streams.extraction.quantities.rates import rate_after
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.stretches import Stretch
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.units import unit_after
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    moves: frozenset[str]
    spans: frozenset[str]


WORDS = word_lists("ranges", Words)


FURTHEST = 20
"""More tokens than a unit, a rate and the words between two numbers have."""
FAR, FAR_MEASURED = 20, 3
MANY = 100
"""How many times as large the second of two numbers is where a range would be absurd; and where the
first has its unit: "fell by 1.3m barrels a day to 9.2m"."""
NEAR = 8
"""How many words before "from" are asked whether something moves."""
TIMES_OF_A_MOVE = frozenset({"in", "last", "a"})
"""What begins the time at which a move began: "from 44% *in* January to 26%"."""
LINKS = DASHES | {"to", "and", "or", "through", "~"}
"""One of these stands between two numbers that bound a range."""
LONGEST_LINK = 5
"""Up to here from the word that links them the second number begins."""


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
            noun = one_or_two(tokens, number, stretches[-1].last + 1 if stretches else 0)
            stretches.append(noun or Stretch(number, None, number.first, number.last))
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


class Pair(NamedTuple):
    """Two numbers side by side that may bound a range, with what stands around them."""

    tokens: Tokens
    lower: Number
    upper: Number
    unit: Measured | None
    """The unit after the first."""
    currency: Measured | None
    """The currency before the first."""
    upper_currency: Measured | None
    first: int
    """The first token of the first number, a currency included."""
    between: int
    """The token that may link the two, past the unit and the rate of the first."""
    second: int
    """The first token of the second number, a currency included."""

    @property
    def before(self) -> str:
        """The word before both."""
        return self.tokens.lower(self.first - 1)

    @property
    def link(self) -> str:
        return self.tokens.lower(self.between)

    @property
    def adjacent(self) -> bool:
        """Whether nothing but the link stands between them."""
        return self.second == self.between + 1

    @property
    def digits(self) -> bool:
        return self.lower.form == self.upper.form == "digits"

    def stretch(self, first: int, *, change: bool = False) -> Stretch:
        """Both as one, from token `first` on."""
        return Stretch(self.lower, self.upper, first, self.upper.last, change)


def _range(tokens: Tokens, lower: Number, upper: Number) -> Stretch | None:
    """Between A and B; from A to B; A-B; A to B; A or B."""
    if lower.value is None or upper.value is None or lower.form in {"ordinal", "multiple"}:
        return None
    if lower.form == "fraction" and upper.form == "digits":
        return None  # "fell by a fifth to 412"
    if upper.first > lower.last + FURTHEST:
        return None
    if LINKS.isdisjoint(tokens.lowers[lower.last + 1 : upper.first]):
        return None
    pair = _pair(tokens, lower, upper)
    if pair.second > pair.between + LONGEST_LINK or not _one_measure(pair):
        return None
    pair = pair._replace(lower=_in_scale_of(pair))
    return next((found for form in FORMS if (found := form(pair)) is not None), None)


def _in_scale_of(pair: Pair) -> Number:
    """The first of two numbers in the scale that only the second has: "2.6 to 10.4 million"."""
    lower, upper = pair.lower, pair.upper
    table, word = vocabulary.numbers(), pair.tokens.lower(upper.last)
    assert lower.value is not None
    assert upper.value is not None
    scale = table.scales.get(word, 0)
    if word in table.suffixes and abs(upper.value) >= table.suffixes[word]:
        scale = table.suffixes[word]  # "$1.1-1.3bn"
    if scale < 1000 or lower.value >= 1000 or lower.form == "fraction":
        return lower
    value = tidy(Decimal(str(lower.value)) * scale)
    if not 0 < value < upper.value * (FAR if pair.before == "from" else 1):
        return lower
    return lower._replace(value=value, low=value, high=value)


def _pair(tokens: Tokens, lower: Number, upper: Number) -> Pair:
    unit = unit_after(tokens, lower, sterling=False)
    between = (unit.last if unit else lower.last) + 1
    if tokens.lower(between) == "-" and tokens.glued(between - 1) and not tokens.glued(between):
        between += 1  # "8- to 16-meter"
    if (rate := rate_after(tokens, between)) is not None:
        between = rate[1] + 1  # "from $350 per kg to $680 per kg"
    currency = currency_before(tokens, lower.first, 0)
    upper_currency = currency_before(tokens, upper.first, between + 1)
    return Pair(
        tokens, lower, upper, unit, currency, upper_currency,
        first=currency.first if currency else lower.first,
        between=between,
        second=upper_currency.first if upper_currency else upper.first,
    )  # fmt: skip


def _between(pair: Pair) -> Stretch | None:
    """ "Between 5 and 7"."""
    if pair.link != "and" or not pair.adjacent:
        return None
    if pair.before == "between":
        return pair.stretch(pair.first - 1)
    aged = pair.tokens.spaced(["between", "the", "ages", "of"], pair.first - 4)
    return pair.stretch(pair.first - 4) if aged else None


def _dashed(pair: Pair) -> Stretch | None:
    """ "5-7", "5 - 7"."""
    tokens, between = pair.tokens, pair.between
    even = tokens.glued(between) == tokens.glued(between - 1)
    scaled = tokens.lower(pair.upper.last) in vocabulary.numbers().scales
    even = even or (scaled and tokens.glued(between))  # "10 -12 million", and no lens of 75 -300mm
    if pair.link not in DASHES or not pair.adjacent or not even:
        return None
    if pair.before in DASHES and tokens.glued(pair.first - 1):
        return None  # "three-nought-four"
    one = tokens.glued(between) or pair.digits
    return pair.stretch(pair.first) if one and _ascending(pair.lower, pair.upper) else None


def _from_in_time(pair: Pair) -> Stretch | None:
    """ "Dropped from 44% in January to 26%", "from almost 61% in 2016 to under 48%"."""
    tokens = pair.tokens
    if pair.link not in TIMES_OF_A_MOVE:
        return None
    start = _past_cue(tokens, pair.first, pair.first - 3) - 1
    arrival = pair.second
    if tokens.lower(arrival - 1) != "to":
        arrival = _past_cue(tokens, arrival, pair.between)
    if tokens.lower(start) != "from" or tokens.lower(arrival - 1) != "to":
        return None
    near = arrival <= pair.between + 5
    return pair.stretch(start, change=True) if near and _moves(tokens, start) else None


def _past_cue(tokens: Tokens, i: int, floor: int) -> int:
    """The first token of a number at token `i` and of what says there how it is meant."""
    cue = relation_before(tokens, i, max(0, floor))
    return i if cue is None else cue.first


def _from_to(pair: Pair) -> Stretch | None:
    """ "From 8 to 6 percent", "from almost 97 percent to about 88 percent"."""
    tokens, first = pair.tokens, pair.first
    start = _past_cue(tokens, first, first - 3)
    if tokens.lower(start - 1) != "from" or pair.link != "to" or pair.second > pair.between + 4:
        return None
    moves = tokens.lower(start - 2) not in WORDS.spans and _moves(tokens, start - 1)
    return pair.stretch(start - 1, change=moves) if moves or start == first else None


def _joined(pair: Pair) -> Stretch | None:
    """ "5 to 7", "three or four"."""
    if pair.link not in {"to", "or", "~", "through"} or not pair.adjacent or _is_two(pair):
        return None
    return pair.stretch(pair.first) if _ascending(pair.lower, pair.upper) else None


def _hyphened(pair: Pair) -> Stretch | None:
    """ "A three-to-six page paper"."""
    linked = pair.tokens.spaced(["-", "to", "-"], pair.between)
    if not linked or pair.second != pair.between + 3 or not pair.tokens.glued(pair.between + 1):
        return None
    return pair.stretch(pair.first) if _ascending(pair.lower, pair.upper) else None


def _is_two(pair: Pair) -> bool:
    """ "Either two or three"; "grew by $2.1 billion to $50.9 billion"."""
    if pair.before == "either":
        return True
    if pair.link == "to" and _far_apart(pair):
        return True
    if pair.link != "to" or pair.currency is None or pair.upper_currency is None:
        return False
    moved = pair.tokens.lower(pair.first - 2) if pair.before == "by" else pair.before
    return moved in cues.trend_words()[0]


def _far_apart(pair: Pair) -> bool:
    """ "Claims rose by 8,000 to 2,438,000": by how much, and to what."""
    if not _verb_of_move(pair) or pair.lower.value is None:
        return False
    measured = pair.unit is not None and pair.unit.unit.kind != "percent"
    measured = measured or pair.currency is not None
    many = pair.unit is None and abs(pair.lower.value) >= MANY
    far = FAR_MEASURED if (measured or many) and pair.before == "by" else FAR
    return pair.upper.value is not None and pair.upper.value > far * abs(pair.lower.value)


def _verb_of_move(pair: Pair) -> bool:
    """Whether a verb before two numbers says which way something goes: "*raised* the fee by"."""
    words = cues.trend_words()[0]
    if pair.before != "by":
        return pair.before in words
    clause = pair.tokens.lowers[max(0, pair.first - 1 - NEAR) : pair.first - 1]
    return any(word in words for word in clause)


FORMS = (_between, _dashed, _from_in_time, _from_to, _joined, _hyphened)
"""The ways in which two numbers bound one stretch, the first that fits."""


def _moves(tokens: Tokens, i: int) -> bool:
    """Whether "from A to B" is a move and not a range: some word before says that it goes."""
    return is_moved(tokens, i) or _goes_on(tokens, i)


def is_moved(tokens: Tokens, i: int) -> bool:
    """Whether a word before token `i`, a "from", says that something goes up or down."""
    before, after = cues.trend_words()
    window = tokens.lowers[max(0, i - NEAR) : i]
    return any(word in before or word in after or word in WORDS.moves for word in window)


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a move goes on at token `i`: "rose from 12 to 15 there *and from* 9 to 11 here"."""
    if tokens.lower(i) != "from" or tokens.lower(i - 1) not in {"and", ","}:
        return False
    earlier = range(i - 2, max(0, i - FURTHEST), -1)
    first = next((k for k in earlier if tokens.lowers[k] == "from"), 0)
    return first > 0 and "to" in tokens.lowers[first:i] and is_moved(tokens, first)


def _one_measure(pair: Pair) -> bool:
    """Whether two numbers can bound one range: "5 percent to $12" cannot."""
    tokens, unit, currency = pair.tokens, pair.unit, pair.currency
    upper_unit = unit_after(tokens, pair.upper, sterling=False)
    elided = upper_unit is None and pair.upper_currency is None
    elided = elided and pair.before == "from" and pair.link == "to"
    if elided and ends_phrase(tokens, pair.upper.last + 1):
        return True  # "from 18 hours to five"
    if unit is not None and (upper_unit is None or upper_unit.unit != unit.unit):
        return False
    if pair.upper_currency is not None:
        return currency is not None and _is_of(currency.unit, pair.upper_currency.unit)
    return True


def _is_of(money: Unit, other: Unit) -> bool:
    """Whether two amounts are of one money; a bare "$" is that of the dollars before it: "NZ$9.70
    to $10.60"."""
    return money == other or (other.currency == "USD" and money.name.endswith("dollar"))


def _ascending(lower: Number, upper: Number) -> bool:
    assert lower.value is not None
    assert upper.value is not None
    if upper.value > lower.value:
        return True
    # "2 to 3 million": the scale of the second holds for both
    return lower.value < 1000 <= upper.value
