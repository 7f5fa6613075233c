"""Numbers that are not quantities: years, clock times, names, scores, addresses, phone numbers.

Each rule looks at one number and its neighbours and says whether it is of its kind.
"""

from collections.abc import Callable

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.nouns import singular
from streams.extraction.quantities.numbers import Number, digits_value
from streams.extraction.quantities.tags import is_verb_in_s
from streams.extraction.quantities.units import currency_code, currency_letter, length_named
from streams.extraction.tokens import Tokens

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
BEFORE_YEAR = frozenset(
    "in since until till by of from before after during early late mid year through and to between "
    "circa spring summer autumn fall winter class back".split()
)
OF_YEARS = frozenset("elections midterms primaries campaigns caucuses olympics games".split())
OF_A_YEAR = frozenset({"the", "this", "its", "their", "his", "her", "'s", "’s"})
ERAS = [["BC"], ["BCE"], ["AD"], ["CE"]]
OUR_YEARS = range(2001, 2036)
"""Of four plain digits like these few count anything but what is often counted."""
HYPHENS = frozenset("-‑–—")
NO_NAME = frozenset(
    {"magnitude", "mid", "sub", "pre", "post", "non", "minus", "plus", "over", "under", "up", "to"}
)
QUOTES = frozenset("\"'‘’“”")
PLACES_IN_ORDER = frozenset("paragraph page night day chapter section article phase round".split())
GROUPS = frozenset({"7", "8", "10", "20", "24", "77", "seven", "eight", "ten", "twenty"})
OWN = frozenset("a an his her their its".split())
MODELS = [["Max"], ["MAX"], ["Pro"], ["Plus"], ["Ultra"], ["Mini"]]
"""What makes the number before it a model: the 737 Max."""
SHOWS = {"60": "Minutes", "48": "Hours"}
IN_ORDER = frozenset("week game season episode".split())
"""Words whose number in words is a place in order ("week three"), and so no count."""
ONE_WORDS = frozenset("time off on sided stop size way".split())
"""What "one-" makes an adjective with that counts nothing."""
DIAL = frozenset(
    "call called calling calls dial dials dialled dialed dialling dialing rang".split()
)
CALLS = frozenset("call calls caller callers operator operators dispatcher dispatchers".split())
MODALS = frozenset("will would may might could can won't wouldn't to".split())
SMALL_WORDS = frozenset({"the", "a", "an", "in", "on", "of", "and", "or", "but", "for", "at", "by"})


def clock_time(tokens: Tokens, number: Number) -> bool:
    """11:15, 5 p.m., 5pm, 9.30am."""
    i, j = number.first, number.last + 1
    if tokens.lower(j) == ":" and tokens.glued(j - 1) and tokens.lower(j + 1)[:1].isdecimal():
        return True
    if tokens.lower(i - 1) == ":" and tokens.glued(i - 1):
        return True
    decimals = tokens.texts[number.last].partition(".")[2]
    if decimals and (len(decimals) != 2 or decimals > "59"):
        return False  # "a size of 2.1 pm"
    if tokens.lower(j) in {
        "am",
        "pm",
        "gmt",
        "bst",
        "est",
        "edt",
        "utc",
        "pst",
        "pdt",
        "cet",
        "o'clock",
        "o’clock",
    }:
        return True
    if tokens.lower(j) in {"in", "at"} and tokens.lower(i - 1) in {"at", "until", "by"}:
        return {"morning", "afternoon", "evening", "night"} & {
            *tokens.lowers[j + 1 : j + 3]
        } != set()
    return (
        tokens.lower(j) in {"a", "p"} and tokens.lower(j + 1) == "." and tokens.lower(j + 2) == "m"
    )


def part_of_a_name(tokens: Tokens, number: Number) -> bool:
    """Su-35, Covid-19, G7, A320, 5G, #1, @user1: letters or signs glued to the digits."""
    i, j = number.first, number.last
    if number.form != "digits":
        return False
    before = tokens.texts[i - 1] if i else ""
    if len(tokens.texts[i]) > 2 and tokens.texts[i][0] == "0" and tokens.texts[i].isdecimal():
        return True  # "0800"
    if before in HYPHENS and i > 2 and tokens.texts[i - 3] in vocabulary.numbered_names():
        return tokens.texts[i - 2].isdecimal()  # "Boeing 737-800"
    if (
        tokens.lower(j + 1) == "s"
        and before in HYPHENS
        and tokens.lower(i - 2) in {"under", "over"}
    ):
        return True  # "under-16s"
    if i and tokens.glued(i - 1):
        if before.isalpha():
            known = before in vocabulary.currency_symbols() or currency_code(before)
            return not known and currency_letter(tokens, i) is None
        if before in {"#", "@", "/", "_", "&", "?", "%"}:
            return True
        if before in {"=", "+"} and i > 1 and tokens.glued(i - 2):
            return tokens.texts[i - 2][-1].isalnum()  # "a=5", "J1149+66"
        if before in HYPHENS and i > 1 and tokens.glued(i - 2):
            word = tokens.texts[i - 2]
            if _glued_to_digits(tokens, i - 2):
                return False  # "5k-20k"
            if word.isdecimal():
                return i > 2 and tokens.glued(i - 3) and tokens.texts[i - 3].isalpha()  # "p2-173"
            return word.isalpha() and word.lower() not in NO_NAME and not _is_number_word(word)
    if tokens.glued(j) and j == i:
        following = tokens.texts[j + 1]
        if following.isalpha():
            if tokens.texts[i] + following in vocabulary.codes():
                return True  # "a 13F filing"
            return not _is_suffix_or_unit(tokens, j + 1)
    return False


def _glued_to_digits(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.glued(i - 1) and tokens.texts[i - 1][0].isdecimal()


def _is_number_word(word: str) -> bool:
    table = vocabulary.numbers()
    lower = word.lower()
    return lower in table.ones or lower in table.tens or lower in table.scales


def _is_suffix_or_unit(tokens: Tokens, i: int) -> bool:
    token, lower = tokens.texts[i], tokens.lower(i)
    return (
        lower in vocabulary.unit_words()
        or token in vocabulary.exact_symbols()
        or lower in vocabulary.numbers().suffixes
        or token in vocabulary.currency_symbols()
        or lower in {"ish", "plus", "odd", "x", "fold", "in"}
    )


def numbered_name(tokens: Tokens, number: Number) -> bool:
    """Boeing 787, Article 5, Flight 370, S&P 500, World War Two."""
    i = number.first
    before = tokens.texts[i - 1] if i else ""
    if before in vocabulary.numbered_names():
        return tokens.lower(number.last + 1) not in {"%", "percent", "per"}
    if number.form == "digits" and tokens.texts[number.last + 1 : number.last + 2] in MODELS:
        return True
    if before in PLACES_IN_ORDER:
        following = tokens.lower(number.last + 1)
        return not following.isalpha() or following in vocabulary.stops()
    if before == "." and i > 1 and tokens.texts[i - 2] in {"No", "Nos", "no", "Vol", "pp", "Rep"}:
        return True
    if before == "P" and i > 2 and tokens.texts[i - 2] == "&":
        return True
    if before == "War" and i > 1 and tokens.texts[i - 2] == "World":
        return True
    if (
        before == "of"
        and tokens.texts[i].istitle()
        and tokens.texts[i - 2] in {"Group", "Big", "Gang"}
    ):
        return True
    if before == "of" and i > 1 and tokens.texts[i - 2] == "Group" and tokens.lower(i) in GROUPS:
        return True
    if before == "Team" or (before.lower() == "ground" and tokens.lower(i) == "zero"):
        return True
    return tokens.texts[i] in {"One", "Two", "Four", "Eleven"} and before[:1].isupper()


def _no_measure(tokens: Tokens, j: int) -> bool:
    """Whether what follows a number is no unit and no percent."""
    lower = tokens.lower(j)
    return lower not in vocabulary.unit_words() and lower not in {"%", "-", "per"}


def capitalised_name(tokens: Tokens, number: Number) -> bool:
    """A bare number between a capitalised word and no noun: "the Dow 30 and ..."."""
    i, j = number.first, number.last + 1
    if number.form != "digits" or number.last != i or "," in tokens.texts[i]:
        return False
    before = tokens.texts[i - 1] if i else ""
    if not before.isalpha() or not before[0].isupper() or before.lower() in SMALL_WORDS:
        return False
    if currency_code(before) or before in vocabulary.currency_symbols():
        return False
    if tokens.texts[i].endswith(".0") and _no_measure(tokens, j) and i > 1:
        return True  # "Guccifer 2.0 claimed"
    if before.lower() in MONTHS or (i >= 2 and tokens.texts[i - 2] in {".", "“", '"'}) or i < 2:
        return False
    if tokens.lower(i - 1) in vocabulary.relation_cues()[0]:
        return False
    following = tokens.lower(j)
    if following in {'"', "″"} and tokens.glued(j - 1):
        return False  # 'Wrench 8"'
    noun = following.isalpha() and following not in vocabulary.stops()
    if noun and len(tokens.texts[i]) < 4 and is_verb_in_s(tokens, j):
        return True  # "the Ioniq 6 starts at"
    station = before.isupper() and len(before) > 2
    if station and noun and (following == "news" or not _plural(following)):
        return following not in vocabulary.unit_words()  # "a FOX 35 investigation"
    glued = tokens.glued(j - 1) and (tokens.texts[j][0].isalnum() or tokens.texts[j][0] in HYPHENS)
    return not noun and following not in {"%", "-", "per", "percent"} and not glued


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
    if before in vocabulary.currency_symbols():
        return False
    if before in BEFORE_YEAR or before in MONTHS or before in {"'", "’", "("}:
        return True
    if before in {"above", "below", "over", "under", "than"}:
        return after in {"level", "levels", "'s", "’s"}
    if after in OF_YEARS and int(token) >= 1900:
        return True  # "2020 elections"
    if before in OF_A_YEAR and int(token) >= 1900 and after not in vocabulary.unit_words():
        return True  # "the 2014 midterms"
    capital = any(t.istitle() for t in tokens.texts[number.last + 1 : number.last + 2])
    if int(token) >= 2010 and capital and after not in vocabulary.unit_words():
        return True  # "the 2020 Democrats"
    if after in vocabulary.unit_words() and after not in {"u", "us"}:  # "2016 U.S. election"
        return False
    if int(token) in OUR_YEARS and singular(after) not in vocabulary.classes():
        return True  # "Democratic 2020 candidates": a count of them has a comma
    return not _plural(after)


def end_of_year(tokens: Tokens, number: Number) -> bool:
    """The second of 2013-14, 1995-01: two digits glued to a year."""
    i = number.first
    token = tokens.texts[i]
    if number.last != i or len(token) != 2 or tokens.lower(i - 1) not in HYPHENS or i < 2:
        return False
    before = tokens.texts[i - 2]
    glued = tokens.glued(i - 2) and tokens.glued(i - 1)
    return glued and len(before) == 4 and before.isdecimal() and 1500 <= int(before) <= 2100


def _plural(word: str) -> bool:
    return word in vocabulary.irregular_plurals() or (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
        and word not in vocabulary.stops()
    )  # fmt: skip


def decade(tokens: Tokens, number: Number) -> bool:
    """1990s, '80s, the 80s."""
    j = number.last + 1
    token = tokens.texts[number.first]
    mark = tokens.lower(number.first - 1) in {"'", "’", "‘"} and tokens.glued(number.first - 1)
    if mark and len(token) == 2 and token.isdecimal() and not tokens.lower(j).isalpha():
        return True  # "2011-'13"
    if not token.isdecimal() or len(token) not in {2, 4} or not token.endswith("0"):
        return False
    return tokens.lower(j) in {"s", "'s", "’s"} and tokens.glued(j - 1)


def score(tokens: Tokens, number: Number) -> bool:
    """2-1, 6-4, 20-of-38: two small numbers, the second not larger, or in the words of sport."""
    for at in (number.first, number.first - 4):
        if at >= 0 and tokens.lowers[at + 1 : at + 4] == ["-", "of", "-"]:
            return True
    for first, second in ((number.first, number.first + 2), (number.first - 2, number.first)):
        hyphen = first + 1
        if first < 0 or tokens.lower(hyphen) not in HYPHENS:
            continue
        if not (tokens.glued(first) and tokens.glued(hyphen)):
            continue
        left, right = tokens.lower(first), tokens.lower(second)
        if not (left.isdecimal() and right.isdecimal() and len(left) <= 3 and len(right) <= 3):
            continue
        if int(right) <= int(left):
            return True
        if {
            "win",
            "won",
            "beat",
            "lead",
            "led",
            "draw",
            "drew",
            "lost",
            "lose",
            "defeat",
            "victory",
        } & set(tokens.lowers[max(0, first - 4) : first]):
            return True
    return False


def idiom(tokens: Tokens, number: Number) -> bool:
    """Doubled down, may one day, week three: words that count nothing."""
    i, j = number.first, number.last + 1
    word, following = tokens.lower(i), tokens.lower(j)
    if number.form == "multiple":
        return "down" in (following, tokens.lower(j + 1) if following == "-" else "")
    if number.form != "words":
        return False
    if word == "a" and tokens.lower(number.last) == "dozen" and tokens.lower(i - 1)[:1].isdecimal():
        return True  # "$6.55 a dozen"
    if (tokens.lower(i - 1), following) == (",", ",") and tokens.lower(i - 2) in {"and", "that"}:
        return True  # "one, it is late, and, two, it is far"
    if word == "zero" and following == "-" and tokens.lower(j + 1).isalpha():
        return True  # "a zero-tolerance policy"
    if word == "one" and following == "-" and tokens.lower(j + 1) in ONE_WORDS:
        return True  # "a one-off payment"
    if word == "one" and following == "bit":
        return True  # "liked it not one bit"
    if word == "zero" and (following == "sum" or tokens.lower(i - 1) == "-"):
        return True  # "a zero sum game", "a non-zero chance"
    if word == "one" and following == "day":
        after, before = tokens.lower(j + 1), tokens.lower(i - 1)
        return after in {"soon", ","} or before in MODALS
    before = tokens.texts[i - 1] if i else ""
    if before == "number":  # "sits at number five"
        return tokens.lower(i - 2) not in {"the", "a", "this", "that"}
    return before in IN_ORDER


def phone(tokens: Tokens, i: int) -> bool:
    """The area code, or the number after it, of "(628) 400-7370"."""
    for at in (i, i - 2, i - 4):
        groups = [tokens.lower(at), tokens.lower(at + 2), tokens.lower(at + 4)]
        signs = [tokens.lower(at - 1), tokens.lower(at + 1), tokens.lower(at + 3)]
        digits = [len(group) for group in groups if group.isdecimal()] == [3, 3, 4]
        if digits and signs[:2] == ["(", ")"] and signs[2] in HYPHENS:
            return True
    return False


def after_code(tokens: Tokens, number: Number) -> bool:
    """The groups after the area code of "0800 555 111"."""
    i = number.first
    for at in (i - 1, i - 2):
        token = tokens.texts[at] if at >= 0 else ""
        if not token.isdecimal():
            return False
        if len(token) > 2 and token[0] == "0":
            return True
    return False


def hyphen_chain(tokens: Tokens, number: Number) -> bool:
    """Phone numbers and codes: three or more digit groups joined by hyphens, slashes or points."""
    joined = 0
    i = number.first
    if (tokens.lower(i - 1) in {"(", ")"} or tokens.lower(i - 1) in HYPHENS) and phone(tokens, i):
        return True
    for step in (-1, 1):
        at = i
        while joined < 2:  # a chain may be as long as the text
            sign, other = at + step, at + 2 * step
            glue = tokens.glued(min(at, sign)) and tokens.glued(min(sign, other))
            if not glue or tokens.lower(sign) not in {"-", "‑", "–", "/", "."}:
                break
            if not tokens.lower(other)[:1].isdecimal():
                break
            joined += 1
            at = other
    return joined >= 2


def slashed(tokens: Tokens, number: Number) -> bool:
    """9/11, 24/7, 2019/20."""
    if number.form == "fraction":
        return False
    i, j = number.first, number.last
    left = i > 0 and tokens.lower(i - 1) == "/" and tokens.glued(i - 1)
    right = tokens.lower(j + 1) == "/" and tokens.glued(j) and tokens.lower(j + 2)[:1].isdecimal()
    thread = tokens.lower(j + 1) == "/" and tokens.glued(j) and not tokens.glued(j + 1)  # "4/ So"
    return left or right or thread


def address(tokens: Tokens, number: Number) -> bool:
    """10 Downing Street, 1600 Pennsylvania Avenue."""
    if tokens.spaced(["u", ".", "s", "."], number.last + 1):
        return tokens.lower(number.last + 5) in {"code", "c"}  # "18 U.S. Code"
    for j in range(number.last + 2, number.last + 5):
        if j < len(tokens) and tokens.texts[j] in vocabulary.streets():
            return all(t[:1].isupper() for t in tokens.texts[number.last + 1 : j])
    return False


def list_numbering(tokens: Tokens, number: Number) -> bool:
    """1. First point; (2) second point: at the start of a paragraph."""
    i, j = number.first, number.last + 1
    if tokens.lower(j) not in {".", ")"} or not tokens.glued(j - 1) or number.form != "digits":
        return False
    if tokens.lower(j) == ")" and i == number.last and len(tokens.texts[i]) <= 2:
        return tokens.lower(i - 1) == "(" or "(" not in tokens.lowers[max(0, i - 12) : i]
    start = tokens.starts[i]
    at_start = i == 0 and (start == 0 or tokens.text[start - 1] == "\n")
    return at_start and j + 1 < len(tokens)


def unit_of_an_army(tokens: Tokens, number: Number) -> bool:
    """82nd Airborne, Third Division, 21st century: an ordinal in a name or a date."""
    if number.form != "ordinal":
        return False
    following = tokens.texts[number.last + 1] if number.last + 1 < len(tokens) else ""
    if following in HYPHENS and tokens.glued(number.last):
        return True  # "third-largest"
    if following in {"party", "parties", "rate", "grade"}:
        return True  # "a third party", "third rate", "the fifth grade"
    own = tokens.lower(number.first - 1) in OWN and tokens.texts[number.first].isdecimal()
    if own and following[:1].isupper():
        return False  # "his 25th Grand Slam title"
    if following[:1].isupper() or following.lower() in {"century", "centuries", "amendment"}:
        return True
    if tokens.texts[number.first][:1].isupper() and number.first > 0:
        return tokens.lower(number.first - 1) not in {".", "“", '"'}
    return tokens.lower(number.last + 1) == "of" and tokens.lower(number.last + 2) in MONTHS


def pronoun_one(tokens: Tokens, number: Number) -> bool:
    """One that counts nothing: "one of the reasons", "no one", "one day" is kept."""
    if tokens.lower(number.first) != "one" or number.last != number.first or number.form != "words":
        return False
    following = tokens.lower(number.last + 1)
    if number.first == 0 and following in vocabulary.classes():
        return False  # "One dose protects ..."
    if following in vocabulary.one_of() or following in vocabulary.unit_words():
        unit = vocabulary.units().get(following, {}).get(vocabulary.END)
        of_time = unit is None or unit.kind == "duration"
        return of_time and tokens.lower(number.first - 1) in {"this", "that", "the", "no"}
    if following == "-":
        return False
    before = tokens.lower(number.first - 1)
    ahead = number.last + 1 + (following == "other")
    if before not in {"this", "that", "the", "no"} and _person_ahead(tokens, ahead):
        return False
    if following in {"to", "or"} and tokens.lower(number.last + 2) in vocabulary.numbers().ones:
        return False  # "one to two weeks"
    return before not in {"just", "only", "least"} or following in vocabulary.stops()


def _person_ahead(tokens: Tokens, i: int) -> bool:
    """Whether what "one" counts comes after words that describe it: "one US aid worker"."""
    for at in range(i, i + 4):
        lower = tokens.lower(at)
        if lower in vocabulary.one_of() or lower in vocabulary.classes():
            return True
        if not lower.isalpha() or (lower in vocabulary.stops() and not tokens.texts[at].isupper()):
            return False
    return False


def unreadable(tokens: Tokens, number: Number) -> bool:
    """Digits glued to more digits by signs: versions, coordinates, codes; the 2 of m^2."""
    i = number.first
    if tokens.lower(i - 1) == "^":
        return True
    return (
        number.form == "digits"
        and i > 0
        and tokens.glued(i - 1)
        and tokens.texts[i - 1] in {".", ",", ":"}
        and i > 1
        and tokens.glued(i - 2)
        and digits_value(tokens.texts[i - 2]) is not None
    )


def day_of_month(tokens: Tokens, number: Number) -> bool:
    """June 28-29, April 12 and 13: the days that a date rule did not take."""
    token = tokens.texts[number.first]
    if number.form != "digits" or number.last != number.first or len(token) > 2:
        return False
    if tokens.lower(number.last + 1) == "%":
        return False  # "in July, 11% more"
    if tokens.lower(number.last + 1) in HYPHENS and tokens.lower(number.last + 3) in MONTHS:
        return True  # "10-12 August"
    if tokens.lower(number.last + 1) == "-" and tokens.lower(number.last + 2)[:1].isalpha():
        return False  # "in August 2014, 24-year-old"
    i = number.first - 1
    while i >= 0 and number.first - i < 5:
        lower = tokens.lower(i)
        if lower in MONTHS and tokens.texts[i][0].isupper():
            following = tokens.lower(number.last + 1)
            return not following.isalpha() or following in vocabulary.stops()
        if not (lower in {"-", "–", "—", "and", "to", ",", "."} or lower.isdecimal()):
            return False
        i -= 1
    return False


def programme(tokens: Tokens, number: Number) -> bool:
    """60 Minutes, 48 Hours: a capitalised stretch of time, in a sentence that is not all so."""
    after = tokens.texts[number.last + 1] if number.last + 1 < len(tokens) else ""
    if not after.istitle() or after.lower() not in vocabulary.unit_words() or number.first == 0:
        return False
    if SHOWS.get(tokens.texts[number.first]) == after:
        return True
    before = tokens.texts[number.first - 1]
    return before in QUOTES


def number_in_a_name(tokens: Tokens, number: Number) -> bool:
    """ "The Central Park Five", "the Chicago Seven": in capitals, as the words before are."""
    i = number.first
    if number.form != "words" or number.last != i or not tokens.texts[i].istitle():
        return False
    at = i - 1
    while at >= 0 and tokens.texts[at].istitle() and tokens.texts[at].isalpha():
        at -= 1
    if tokens.lower(at + 1) == "the":  # it opens the sentence
        at += 1
    return at < i - 1 and tokens.lower(at) == "the"


def half_of_a_time(tokens: Tokens, number: Number) -> bool:
    """ "The second half of 2019", "the latter half of the 1990s": which, and not how much."""
    before = tokens.lower(number.first - 1)
    return tokens.lower(number.last) == "half" and before in {"first", "second", "latter"}


def and_a_half(tokens: Tokens, number: Number) -> bool:
    """The half of "the past year and a half"."""
    i = number.first
    unit = tokens.lower(i - 2)
    return (
        number.form == "fraction"
        and tokens.lower(number.last) in {"half", "quarter", "quarters", "third"}
        and tokens.lower(i - 1) == "and"
        and unit in vocabulary.unit_words()
    )


def tally(tokens: Tokens, number: Number) -> bool:
    """Voted 9 to 4, two to one: like a score, a larger number "to" a smaller one."""
    for left, right in ((number.first, number.last + 2), (number.first - 2, number.first)):
        if tokens.lower(right - 1) != "to" or left < 0:
            continue
        high, low = _small_value(tokens.lower(left)), _small_value(tokens.lower(right))
        if high is None or low is None or low > high or tokens.lower(left - 1) in {"from", "$"}:
            continue
        after = tokens.lower(right + 1)
        if not after.isalpha() or after in vocabulary.stops():
            return after != "%"
    return False


def _small_value(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return vocabulary.numbers().ones.get(word)


def wickets(tokens: Tokens, number: Number) -> bool:
    """302 for seven, figures of 5 for 30, 9-for-37: scores of an innings, or of shots."""
    if tokens.lowers[number.last + 1 : number.last + 4] == ["-", "for", "-"]:
        return tokens.lower(number.last + 4).isdecimal()
    for left, right in ((number.first, number.last + 2), (number.first - 2, number.first)):
        if (
            left < 0
            or tokens.lower(right - 1) != "for"
            or tokens.lower(left - 1) in {"$", "£", "€"}
        ):
            continue
        if tokens.lower(left - 1) == "of" and tokens.lower(left - 2) == "figures":
            return True  # "figures of 5 for 30"
        runs, out = _small_value(tokens.lower(left)), _small_value(tokens.lower(right))
        if runs is None or out is None or out > 10 or not tokens.texts[left].isdecimal():
            continue
        after = tokens.lower(right + 1)
        if not after.isalpha() or after in vocabulary.stops():
            return after not in {"%", "-", "per", "percent"}
    return False


def emergency_call(tokens: Tokens, number: Number) -> bool:
    """Call 911, dialled 999, a 911 operator."""
    if tokens.texts[number.first] not in {"911", "999", "112", "988", "000"}:
        return False
    return tokens.lower(number.first - 1) in DIAL or tokens.lower(number.last + 1) in CALLS


def part_of_a_thread(tokens: Tokens, number: Number) -> bool:
    """1 of 2: which post of a thread it is."""
    for at in (number.first, number.first - 2):
        pair = tokens.lower(at).isdecimal() and tokens.lower(at + 2).isdecimal()
        if at >= 0 and pair and tokens.lower(at + 1) == "of" and len(tokens.lower(at)) < 3:
            return at == 0 or tokens.lower(at + 3) in {":", ""}
    return False


def resolution(tokens: Tokens, number: Number) -> bool:
    """4K, 8K: what a screen shows, and no thousands of anything; 4x4."""
    i, j = number.first, number.last
    if tokens.texts[j] == "K" and tokens.texts[i] in {"4", "5", "8"}:
        before = tokens.texts[i - 1] if i else ""
        return before not in vocabulary.currency_symbols() and not _plural(tokens.lower(j + 1))
    if tokens.lower(i) in {"2", "4", "6", "8"}:
        return tokens.glued(i) and tokens.texts[i + 1 : i + 3] == ["x", "4"]
    return False


def hundred_of_a_rate(tokens: Tokens, number: Number) -> bool:
    """The 100 of "6.2 litres per 100 kilometres"."""
    per = tokens.lower(number.first - 1)
    if tokens.texts[number.first] != "100" or per not in {"per", "every"}:
        return False
    return length_named(tokens, number.last + 1) is not None


def footnote(tokens: Tokens, number: Number) -> bool:
    """[12]: a mark in the text."""
    return (
        number.form == "digits"
        and tokens.lower(number.first - 1) == "["
        and tokens.lower(number.last + 1) == "]"
    )


def acceleration(tokens: Tokens, number: Number) -> bool:
    """Zero to 60 mph: what a car is measured by, and no range."""
    for zero, to, end in ((0, 1, 2), (-2, -1, 0)):
        at = number.first
        if (
            tokens.lower(at + zero) in {"0", "zero"}
            and tokens.lower(at + to) in {"to", "-"}
            and tokens.lower(at + end) in {"60", "62", "100"}
        ):
            return True
    return False


Rule = Callable[[Tokens, Number], bool]
RULES: tuple[Rule, ...] = (
    clock_time, idiom, decade, after_code, hyphen_chain, slashed, score, part_of_a_name,
    numbered_name, year, end_of_year, address,
    list_numbering, unit_of_an_army, pronoun_one, unreadable, capitalised_name,
    day_of_month, programme, number_in_a_name, tally, half_of_a_time, and_a_half, footnote,
    acceleration, wickets, emergency_call, resolution, part_of_a_thread, hundred_of_a_rate,
)  # fmt: skip


def why_excluded(tokens: Tokens, number: Number) -> str | None:
    """The name of the first rule that says this number is no quantity, None where none does."""
    return next((rule.__name__ for rule in RULES if rule(tokens, number)), None)
