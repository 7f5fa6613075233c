"""Numbers that say when: years, decades, days, times of the clock."""

import msgspec

from streams.extraction.quantities import trees, unit_table, vocabulary
from streams.extraction.quantities.lexicon import base_verbs
from streams.extraction.quantities.marks import DASHES, HYPHENS
from streams.extraction.quantities.nouns import looks_plural, singular
from streams.extraction.quantities.numbers import Number, counts_plural
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    months: frozenset[str]
    before_year: frozenset[str]
    before_size: frozenset[str]
    of_years: frozenset[str]
    of_a_year: frozenset[str]
    hedges: frozenset[str]
    hours: frozenset[str]
    parts_of_a_day: frozenset[str]
    sizes: frozenset[str]
    parts: frozenset[str]
    compared: frozenset[str]
    of_programmes: frozenset[str]
    since: frozenset[str]
    done: frozenset[str]
    of_a_count: frozenset[str]
    of_elections: frozenset[str]


WORDS = word_lists("times", Words)
MONTHS = WORDS.months


HOURS = 12
AT_A_TIME = frozenset({"at", "until", "from"})
ERAS = [["BC"], ["BCE"], ["AD"], ["CE"]]
FIRST_ELECTIONS = 1788
LAST_ROUND = 1850
OF_FIFTIES = frozenset({"and", "of", "to", "with", "for", "between"})
"""Before 1750 and 1850 and a plural these make a count of them; "in 1850 villages grew"."""
LINKS = DASHES | {"and", "to", "or"}
WHO = frozenset({"people", "personnel", "jobs", "casualties"})
"""Classes of those who are counted."""
OUR_YEARS = range(2001, 2036)
"""Of four plain digits like these few count anything but what is often counted."""


OF_CLOCKS = frozenset({":", "p", "m"}) | WORDS.hours | WORDS.parts_of_a_day
"""What stands beside a `clock_time`."""


def clock_time(tokens: Tokens, number: Number) -> bool:
    """11:15, 5 p.m., 5pm, 9.30am, 8 of "8-11 p.m."."""
    i, j = number.first, number.last + 1
    before, after = tokens.lower(i - 1), tokens.lower(j)
    if after == ":" and tokens.glued(j - 1) and tokens.lower(j + 1)[:1].isdecimal():
        return True
    if before == ":" and tokens.glued(i - 1):
        return True
    if before in DASHES and tokens.lower(i - 3) == ":" and tokens.glued(i - 3):
        return tokens.lower(i - 2).isdecimal()  # "9:30-10", "Genesis 3:14-19"
    decimals = tokens.texts[number.last].partition(".")[2]
    if decimals and (len(decimals) != 2 or decimals > "59"):
        return False  # "a size of 2.1 pm"
    if after in WORDS.hours:
        return True
    if after == "p" and tokens.glued(j - 1) and before == "at":
        return number.value is not None and number.value <= HOURS  # "see you at 11p"
    if after in {"in", "at"} and before in {"at", "until", "by"}:
        return not WORDS.parts_of_a_day.isdisjoint(tokens.lowers[j + 1 : j + 3])
    if after in LINKS and tokens.lower(j + 1).isdecimal() and tokens.lower(j - 1).isdecimal():
        j += 2  # "8-11 p.m.", "9 to 11 p.m."
        return tokens.lower(j) in WORDS.hours or _is_half_of_day(tokens, j)
    return _is_half_of_day(tokens, j)


def _is_half_of_day(tokens: Tokens, i: int) -> bool:
    """ "a.m.", "p.m."."""
    return tokens.lower(i) in {"a", "p"} and tokens.lowers[i + 1 : i + 3] == [".", "m"]


def time_of_day(tokens: Tokens, number: Number) -> bool:
    """ "Kick-off is at 7.45", "the train leaves at 3.30", as British papers print it; no price."""
    whole, _, minutes = tokens.texts[number.first].partition(".")
    if number.last != number.first or len(minutes) != 2 or minutes > "59" or len(whole) > 2:
        return False
    if tokens.lower(number.first - 1) not in AT_A_TIME or int(whole) > 2 * HOURS:
        return False
    told = not WORDS.of_programmes.isdisjoint(tokens.lowers)
    return told and ends_phrase(tokens, number.last + 1) and tokens.lower(number.last + 1) != "%"


def year(tokens: Tokens, number: Number) -> bool:
    """2014, 1999: four plain digits in the range of years, where nothing is counted."""
    token = tokens.texts[number.first]
    if tokens.texts[number.last + 1 : number.last + 2] in ERAS and number.form == "digits":
        return True
    if number.last != number.first or len(token) != 4 or not token.isdecimal():
        return False
    if not 1500 <= int(token) <= 2100:
        return False
    before, after = tokens.lower(number.first - 1), tokens.lower(number.last + 1)
    if before in unit_table.currency_symbols() or _of_a_size(tokens, number):
        return False
    if after.isalpha() and tokens.glued(number.last + 1):
        code = tokens.lower(number.last + 2).isdecimal() and not tokens.glued(number.last)
        if code and tokens.texts[number.last + 1].isupper():
            return True  # "asteroid 2024 YR4"
    if _is_round_count(tokens, number):
        return False
    if before in WORDS.before_size and _is_size(tokens, number.last + 1, before):
        return False
    if before in WORDS.before_year or before in WORDS.months or before in {"'", "’", "("}:
        return True
    if before in {"a", "an"} and int(token) in OUR_YEARS and after.isalpha():
        return after not in unit_table.unit_words()  # "a 2016 police killing"
    if before in {"above", "below", "over", "under", "than"}:
        if before == "than" and tokens.lower(number.first - 2) in WORDS.compared:
            return not after.isalpha() or after in vocabulary.stops()  # "faster than 1987"
        if ends_percent(tokens, number.first - 2) and int(token) in OUR_YEARS:
            return True  # "31 percent above 2019"
        return after in {"level", "levels", "'s", "’s"} or _before_noun(int(token), after)
    ours = int(token) in OUR_YEARS
    hedged = before in WORDS.hedges and tokens.lower(number.first - 2) not in WORDS.before_year
    if hedged and not ours and counts_plural(tokens, number.last + 1):
        return False  # "nearly 1500 wooden homes", and no "since about 1990 local elections"
    if after in WORDS.of_years and int(token) >= FIRST_ELECTIONS:
        return True  # "the 1852 elections"
    if before in WORDS.of_a_year and int(token) >= 1900 and after not in unit_table.unit_words():
        return True  # "the 2014 midterms"
    capital = any(t.istitle() for t in tokens.texts[number.last + 1 : number.last + 2])
    if int(token) >= 2010 and capital and after not in unit_table.unit_words():
        return True  # "the 2020 Democrats"
    if after in unit_table.unit_words() and after not in {"u", "us"}:  # "2016 U.S. election"
        return capital and before in {"the", "a"}  # "the 1965 Watts riots"
    if ours and singular(after) not in vocabulary.classes():
        return True  # "Democratic 2020 candidates": a count of them has a comma
    return not looks_plural(after)


def _is_round_count(tokens: Tokens, number: Number) -> bool:
    """Whether four digits with two zeros count a plural that is named behind them, though a word
    stands before them that a year may follow: "food for 1500 families", "signed by 2000 doctors".

    Up to 1800 they are hardly a year to news; 1900 and 2000 are one but in a few phrases."""
    i = number.first
    value, least, j = int(tokens.texts[i]), int(tokens.texts[i]), i + 1
    if value % 50:
        return False
    if _is_round(tokens, i + 2) and tokens.lower(i + 1) in LINKS:
        j = i + 3  # "between 1500 and 2000 people"
    elif _is_round(tokens, i - 2) and tokens.lower(i - 1) in LINKS:
        i, least = i - 2, int(tokens.texts[i - 2])
    before, earlier = tokens.lower(i - 1), tokens.lower(i - 2)
    if not counts_plural(tokens, j) or tokens.lower(j) in WORDS.of_years:
        return False
    by_whom = earlier in WORDS.done or (earlier.endswith("ed") and earlier.isalpha())
    if least <= LAST_ROUND:
        opens = i == 1 and before != "between"  # "From 1800 traders came"
        named = value % 100 != 0 and before not in OF_FIFTIES  # "the 1850 fugitive laws"
        return not (opens or named or before in WORDS.since) and (before != "by" or by_whom)
    noun = singular(tokens.lower(j))
    if vocabulary.classes().get(noun) not in WHO or noun in WORDS.of_elections:
        return False
    if before == "by":
        return by_whom
    if before == "to":
        return earlier == "up"
    return before in WORDS.of_a_count


def _is_round(tokens: Tokens, i: int) -> bool:
    """Whether four digits with two zeros stand at token `i`."""
    return len(tokens.lower(i)) == 4 and tokens.lower(i).isdecimal() and tokens.lower(i)[2:] == "00"


def _of_a_size(tokens: Tokens, number: Number) -> bool:
    """Whether a noun that is counted is joined to four digits: "a 2000-space car park"."""
    j = number.last + 1
    if tokens.lower(j) not in HYPHENS or not tokens.glued(j - 1) or not tokens.glued(j):
        return False
    noun = tokens.lower(j + 1)
    return noun in WORDS.sizes or (noun in unit_table.unit_words() and noun not in WORDS.parts)


def _before_noun(year: int, after: str) -> bool:
    """Whether a year of ours stands before one thing: "sanctions over 2018 election meddling"."""
    if year not in OUR_YEARS or not after.isalpha() or looks_plural(after):
        return False
    return after not in vocabulary.stops() and after not in unit_table.unit_words()


def _is_size(tokens: Tokens, i: int, before: str) -> bool:
    """Whether a unit or something counted makes four digits no year: "a range of 1500 km".

    `before` is the preposition before them: "of" alone is trusted with money, times and counts.
    """
    word, lower = tokens.texts[i] if i < len(tokens) else "", tokens.lower(i)
    symbol = unit_table.exact_symbols().get(word)
    if symbol is not None and (len(word) > 1 or word.islower()):
        return True
    unit = unit_table.units().get(lower, {}).get(trees.END)
    plural = word.islower() and looks_plural(lower)
    if (unit is not None and word == unit.symbol and len(word) > 1) or lower == "points":
        return True
    if unit is not None:
        return plural and (before == "of" or unit.kind not in {"money", "duration"})
    ours = int(tokens.texts[i - 1]) in OUR_YEARS
    return before == "of" and plural and not ours and singular(lower) in vocabulary.classes()


def end_of_year(tokens: Tokens, number: Number) -> bool:
    """The second of 2013-14, 1995-01, 2007-8: one or two digits glued to a year."""
    i = number.first
    token = tokens.texts[i]
    if number.last != i or len(token) > 2 or tokens.lower(i - 1) not in DASHES or i < 2:
        return False
    before = tokens.texts[i - 2]
    glued = tokens.glued(i - 2) and tokens.glued(i - 1)
    return glued and len(before) == 4 and before.isdecimal() and 1500 <= int(before) <= 2100


def decade(tokens: Tokens, number: Number) -> bool:
    """1990s, '80s, the 80s."""
    j = number.last + 1
    token = tokens.texts[number.first]
    mark = tokens.lower(number.first - 1) in {"'", "’", "‘"} and tokens.glued(number.first - 1)
    height = tokens.lower(number.first - 2).isdecimal() and tokens.glued(number.first - 2)
    mark = mark and not height  # 6'10"
    ends = not tokens.lower(j).isalpha() or tokens.lower(number.first - 2) in WORDS.before_year
    named = tokens.lower(number.first - 2) in {"the", "a"} and tokens.lower(j).isalpha()
    named = named and tokens.lower(j) not in unit_table.unit_words()
    if mark and len(token) == 2 and token.isdecimal() and (ends or named):
        return True  # "2011-'13", "in '98", "the '96 welfare reform"
    if not token.isdecimal() or len(token) not in {2, 4} or not token.endswith("0"):
        return False
    return tokens.lower(j) in {"s", "'s", "’s"} and tokens.glued(j - 1)


def day_of_month(tokens: Tokens, number: Number) -> bool:
    """June 28-29, April 12 and 13: the days that a date rule did not take."""
    token = tokens.texts[number.first]
    if number.last != number.first or len(token) > 2 or (token > "31" and len(token) == 2):
        return False
    if tokens.lower(number.last + 1) == "%" or tokens.spaced(["per", "cent"], number.last + 1):
        return False  # "in July, 11% more"
    if tokens.lower(number.last + 1) in DASHES and tokens.lower(number.last + 3) in WORDS.months:
        return True  # "10-12 August"
    if tokens.lower(number.last + 1) == "-" and tokens.lower(number.last + 2)[:1].isalpha():
        return False  # "in August 2014, 24-year-old"
    i = number.first - 1
    dashed = tokens.lower(i) in DASHES and tokens.lower(i - 1).isdecimal()
    if dashed and tokens.glued(i) and tokens.lower(i - 2) in MONTHS:
        return True  # "the March 19-24 survey"
    while i >= 0 and number.first - i < 5:
        lower = tokens.lower(i)
        if lower in WORDS.months and tokens.texts[i][0].isupper():
            if tokens.lower(i + 1) in {"to", "and"}:
                return False  # "down six points since March to 31"
            following = tokens.lower(number.last + 1)
            return not following.isalpha() or following in vocabulary.stops()
        if not (lower in {"-", "–", "—", "and", "to", ",", "."} or lower.isdecimal()):
            return False
        i -= 1
    return False


def half_of_a_time(tokens: Tokens, number: Number) -> bool:
    """ "The second half of 2019", "the latter half of the 1990s": which, and not how much."""
    before = tokens.lower(number.first - 1)
    return tokens.lower(number.last) == "half" and before in {"first", "second", "latter"}


def and_a_half(tokens: Tokens, number: Number) -> bool:
    """The half of "the past year and a half"."""
    i = number.first
    unit = tokens.lower(i - 2)
    return (
        tokens.lower(number.last) in {"half", "quarter", "quarters", "third"}
        and tokens.lower(i - 1) == "and"
        and unit in unit_table.unit_words()
        and tokens.lower(number.last + 1) not in base_verbs()
        and tokens.lower(number.last + 2) not in unit_table.unit_words()
    )
