"""Numbers in names: of models, streets, units of an army, programmes."""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.currencies import cents, currency_letter
from streams.extraction.quantities.currency_codes import currency_code
from streams.extraction.quantities.exclusions.times import MONTHS
from streams.extraction.quantities.marks import DASHES, HYPHENS, SHORT_DASHES
from streams.extraction.quantities.nouns import looks_plural
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    no_name: frozenset[str]
    places_in_order: frozenset[str]
    groups: frozenset[str]
    named_by_order: frozenset[str]
    by_order: frozenset[str]
    before_zero: frozenset[str]
    in_a_series: frozenset[str]
    of_young_teams: frozenset[str]
    parts_of_laws: frozenset[str]
    in_plural: frozenset[str]


WORDS = word_lists("names", Words)


AFTER_ONE = frozenset({"is", "was", "finale", "premiere"})
"""What may stand behind one of a series: "series two finale"."""
BEFORE_A_VERB = frozenset({"to", "will", "would"})
"""What makes a verb of the word before a number: "to stage two hearings"."""
AND_MORE = DASHES | {",", "and", "or", "to"}
"""What parts the numbers of several: "sections 20 and 47"."""
OF_A_FIRM = frozenset("'s ’s said says shares stock co corp company".split())
LONG_CODE = 4
"""A code this long is none of the numbers that it looks like: 10K may be ten thousand."""
OWN = frozenset("a an his her their its".split())
VARIANTS = frozenset({"8", "9", "10", "200", "300", "400", "500", "600", "700", "800", "900"})
AND_POORS = (["&", "P"], ["Poor", "'s"], ["Poor", "’s"])
"""The end of the name of the index before its 500."""
MODELS = [["Max"], ["MAX"], ["MAXs"], ["MAXes"], ["Pro"], ["Plus"], ["Ultra"], ["Mini"]]
"""What makes the number before it a model: the 737 Max."""


TELL_A_NAME = frozenset(
    {"lap", "junction", "junctions", "turn", "mark", "no", "nos", "vol", "pp", "rep", "s", "r", "b",
     "res", "p", "poor", "war", "group", "big", "gang", "team", "zero", "one", "two", "four",
     "eleven", *(model.lower() for (model,) in MODELS), *WORDS.places_in_order, *WORDS.in_a_series,
     *WORDS.parts_of_laws, *WORDS.in_plural,
     *(name.lower() for name in vocabulary.numbered_names())}
)  # fmt: skip
"""One of these, in small letters, is a `numbered_name` or stands within four tokens of it."""


def part_of_a_name(tokens: Tokens, number: Number) -> bool:
    """Su-35, Covid-19, G7, A320, 5G, #1, @user1: letters or signs glued to the digits."""
    if _leading_zero(tokens, number) or _variant_of_a_model(tokens, number):
        return True
    if _ticker(tokens, number.first):
        return True
    if _age_group(tokens, number):
        return True
    before = _glued_before(tokens, number.first)
    return _glued_after(tokens, number) if before is None else before


def _leading_zero(tokens: Tokens, number: Number) -> bool:
    """ "0800"."""
    digits = tokens.texts[number.first]
    return len(digits) > 2 and digits[0] == "0" and digits.isdecimal()


def _variant_of_a_model(tokens: Tokens, number: Number) -> bool:
    """ "Boeing 737-800"."""
    i = number.first
    if _is_airliner(tokens, i) or (i > 1 and _is_airliner(tokens, i - 2)):
        return True
    dashed = i > 2 and tokens.texts[i - 1] in DASHES and tokens.texts[i - 2].isdecimal()
    return dashed and tokens.texts[i - 3] in vocabulary.numbered_names()


def _is_airliner(tokens: Tokens, i: int) -> bool:
    """A 737-800, a 777X, without their maker."""
    digits = tokens.texts[i]
    if len(digits) != 3 or digits[0] + digits[2] != "77" or not tokens.glued(i):
        return False
    variant = tokens.texts[i + 1] in DASHES and tokens.glued(i + 1)
    variant = variant and tokens.lower(i + 2) in VARIANTS
    return variant or tokens.texts[i + 1] == "X"


def _ticker(tokens: Tokens, i: int) -> bool:
    """Toyota (7203.T): a share by its number."""
    bracketed = tokens.lower(i - 1) == "(" and tokens.lower(i + 1) == "." and tokens.glued(i)
    return bracketed and tokens.glued(i + 1) and tokens.texts[i + 2].isupper()


def _age_group(tokens: Tokens, number: Number) -> bool:
    """ "Under-16s", "the under-21 coach"."""
    i, following = number.first, tokens.lower(number.last + 1)
    team = following == "s" or following in WORDS.of_young_teams
    return team and tokens.lower(i - 1) in DASHES and tokens.lower(i - 2) in {"under", "over"}


def _glued_before(tokens: Tokens, i: int) -> bool | None:
    """Whether what is glued before digits at token `i` makes them part of a name; None: nothing."""
    if not i or not tokens.glued(i - 1):
        return None
    before = tokens.texts[i - 1]
    if before.isalpha():
        known = before in unit_table.currency_symbols() or currency_code(before)
        return not known and currency_letter(tokens, i) is None
    if before in {"#", "@", "/", "_", "&", "?", "%"}:
        return True
    if i < 2 or not tokens.glued(i - 2):
        return None
    word = tokens.texts[i - 2]
    if before in {"=", "+"}:
        return word[-1].isalnum()  # "a=5", "J1149+66"
    if before not in SHORT_DASHES:
        return None  # "20 percent of Americans—64 million people—"
    if _glued_to_digits(tokens, i - 2):  # "5k-20k", and the 5 of "Rule 10b-5"
        return word.isalpha() and not _is_suffix_or_unit(tokens, i - 2)
    if before not in HYPHENS and word.islower():
        return False  # "the past ten years–75 percent": a dash and no hyphen
    if word.isdecimal():
        return i > 2 and tokens.glued(i - 3) and tokens.texts[i - 3].isalpha()  # "p2-173"
    return word.isalpha() and word.lower() not in WORDS.no_name and not is_number_word(word)


def _glued_after(tokens: Tokens, number: Number) -> bool:
    """Whether letters glued to digits make a name of them: 5G, "a 13F filing"."""
    j = number.last
    long = tokens.ends[j] - tokens.starts[number.first] == LONG_CODE
    if long and tokens.surface(number.first, j) in vocabulary.codes():
        return True  # the 340B program, a 401k
    if tokens.texts[number.first : j + 1] == ["3", "M"] and tokens.lower(j + 1) in OF_A_FIRM:
        return True  # "3M said", and no "3M users"
    if j != number.first or not tokens.glued(j) or not tokens.texts[j + 1].isalpha():
        return False
    code = tokens.texts[j] + tokens.texts[j + 1]
    return code in vocabulary.codes() or not _is_suffix_or_unit(tokens, j + 1)


def _glued_to_digits(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.glued(i - 1) and tokens.texts[i - 1][0].isdecimal()


def is_number_word(word: str) -> bool:
    table = vocabulary.numbers()
    lower = word.lower()
    return lower in table.ones or lower in table.tens or lower in table.scales


def _is_suffix_or_unit(tokens: Tokens, i: int) -> bool:
    token, lower = tokens.texts[i], tokens.lower(i)
    return (
        lower in unit_table.unit_words()
        or token in unit_table.exact_symbols()
        or lower in vocabulary.numbers().suffixes
        or token in unit_table.currency_symbols()
        or tokens.spaced(["per", "cent"], i)
        or cents(tokens, i) is not None
        or lower in {"ish", "plus", "odd", "x", "fold", "in"}
    )


def numbered_name(tokens: Tokens, number: Number) -> bool:
    """Boeing 787, Article 5, Flight 370, S&P 500, World War Two."""
    i = number.first
    before = tokens.texts[i - 1] if i else ""
    verb = before.islower() and tokens.lower(i - 2) in BEFORE_A_VERB
    if before in vocabulary.numbered_names() and not verb:
        return tokens.lower(number.last + 1) not in {"%", "percent", "per"}
    if number.form == "digits" and tokens.texts[number.last + 1 : number.last + 2] in MODELS:
        return True
    if before in WORDS.places_in_order:
        following = tokens.lower(number.last + 1)
        return not following.isalpha() or following in vocabulary.stops()
    if _in_a_series(tokens, number) or _of_several(tokens, number):
        return True
    if before == "." and i > 1 and tokens.texts[i - 2] in {"No", "Nos", "no", "Vol", "pp", "Rep"}:
        return True
    if _docket(tokens, i) or _bill(tokens, i):
        return True
    if tokens.texts[max(0, i - 2) : i] in AND_POORS:
        return True
    if before.lower() == "war" and tokens.lower(i - 2) == "world":
        return True
    if before == "of" and i > 1 and _of_a_group(tokens, i):
        return True
    shop = i if tokens.texts[i] == "7" else i - 2 if tokens.texts[i] == "Eleven" else -1
    if shop >= 0 and tokens.texts[shop : shop + 3] == ["7", "-", "Eleven"]:
        return True
    if before == "Team" or (tokens.lower(i) == "zero" and before.lower() in WORDS.before_zero):
        return True
    return tokens.texts[i] in {"One", "Two", "Four", "Eleven", "Zero"} and before[:1].isupper()


def _of_a_group(tokens: Tokens, i: int) -> bool:
    """The Gang of Four, the Group of 20."""
    known = tokens.texts[i - 2] == "Group" and tokens.lower(i) in WORDS.groups
    return known or (tokens.texts[i - 2] in {"Group", "Big", "Gang"} and tokens.texts[i].istitle())


def _in_a_series(tokens: Tokens, number: Number) -> bool:
    """Lap 32 of 71, junctions 18 and 20, gas mark 6, turn four, at the end of their phrase."""
    i, following = number.first, tokens.lower(number.last + 1)
    before, earlier = tokens.lower(i - 1), tokens.lower(i - 2)
    if before in {"of", "and", "to"} and tokens.lower(i - 3) in {"lap", "junctions"}:
        return earlier.isdecimal() or is_number_word(earlier)
    if before == "turn":
        ends = following != "of" and ends_phrase(tokens, number.last + 1)
        return earlier in {"at", "into", "through"} or (earlier == "in" and ends)
    marked = before == "mark" and earlier == "gas"
    ends = not following.isalpha() or following in AFTER_ONE or _of_a_title(tokens, number)
    numbered = before in WORDS.in_a_series and ends
    return marked or numbered or before in {"lap", "junction", "junctions"}


def _of_several(tokens: Tokens, number: Number) -> bool:
    """ "Sections 20 and 47", "Terminals 2 to 4", "Articles 5, 6 and 7"."""
    i = number.first
    if number.form != "digits" or number.last != i or not tokens.texts[i].isdecimal():
        return False
    while i > 2 and tokens.lower(i - 1) in AND_MORE and tokens.lower(i - 2).isdecimal():
        i -= 2
    word = tokens.texts[i - 1] if i else ""
    named = word in WORDS.parts_of_laws or (word.istitle() and word.lower() in WORDS.in_plural)
    return named and not looks_plural(tokens.lower(number.last + 1))


def _of_a_title(tokens: Tokens, number: Number) -> bool:
    """Whether "of" and a name follow: "series two of Sherlock", not "of the hostages"."""
    behind = tokens.texts[number.last + 1 : number.last + 3]
    return behind[:1] == ["of"] and behind[-1][:1].isupper()


def _docket(tokens: Tokens, i: int) -> bool:
    """The second number of "No. 17-965"."""
    numbered = i > 3 and tokens.texts[i - 1] in DASHES and tokens.texts[i - 2].isdecimal()
    return numbered and tokens.texts[i - 3] == "." and tokens.texts[i - 4] in {"No", "Nos"}


def _bill(tokens: Tokens, i: int) -> bool:
    """H.R. 1, S.B. 4, S. 386, H.Res. 660."""
    alone = i > 1 and tokens.texts[i - 2 : i] == ["S", "."] and not tokens.glued(i - 3)
    if alone and tokens.texts[i].isdecimal():
        return True
    if i < 4 or tokens.texts[i - 1] != "." or tokens.texts[i - 2] not in {"R", "B", "Res"}:
        return False
    return tokens.texts[i - 3] == "." and tokens.texts[i - 4] in {"H", "S", "J"}


def address(tokens: Tokens, number: Number) -> bool:
    """10 Downing Street, 1600 Pennsylvania Avenue."""
    if tokens.texts[number.last + 1 : number.last + 3] == ["US", "Code"]:
        return True
    if tokens.spaced(["u", ".", "s", "."], number.last + 1):
        return tokens.lower(number.last + 5) in {"code", "c"}  # "18 U.S. Code"
    if vocabulary.streets().isdisjoint(tokens.texts[number.last + 2 : number.last + 5]):
        return False
    for j in range(number.last + 2, min(len(tokens), number.last + 5)):
        if tokens.texts[j] in vocabulary.streets():
            named = tokens.texts[number.last + 1 : j]
            numbered = tokens.lower(j - 1) in {"st", "nd", "rd", "th"}  # "4950 34th Ave"
            return numbered or all(word[:1].isupper() for word in named)
    return False


def unit_of_an_army(tokens: Tokens, number: Number) -> bool:
    """82nd Airborne, Third Division, 21st century: an ordinal in a name or a date."""
    following = tokens.texts[number.last + 1] if number.last + 1 < len(tokens) else ""
    if following in DASHES and tokens.glued(number.last):
        return True  # "third-largest"
    if following in WORDS.named_by_order:
        return True  # "a third party", "third rate", "the fifth grade"
    if f"{tokens.surface(number.first, number.last)} {following}".lower() in WORDS.by_order:
        return True  # "the third world"
    own = tokens.lower(number.first - 1) in OWN and tokens.texts[number.first].isdecimal()
    if own and following[:1].isupper():
        return False  # "his 25th Grand Slam title"
    if following[:1].isupper() or following.lower() in {"century", "centuries", "amendment"}:
        return True
    if tokens.texts[number.first][:1].isupper() and number.first > 0:
        return tokens.lower(number.first - 1) not in {".", "“", '"'}
    return tokens.lower(number.last + 1) == "of" and tokens.lower(number.last + 2) in MONTHS


SCREENS = frozenset({"k", "x"})
"""What a `resolution` has in it or beside it, in small letters."""


def resolution(tokens: Tokens, number: Number) -> bool:
    """4K, 8K: what a screen shows, and no thousands of anything; 4x4; the 10K that is run."""
    i, j = number.first, number.last
    if tokens.texts[i : j + 1] == ["10", "K"] and tokens.lower(i - 1) in {"the", "a"}:
        following = tokens.lower(j + 1)
        return following in {"run", "race"} or following in vocabulary.stops()
    if tokens.texts[j] == "K" and tokens.texts[i] in {"4", "5", "8"}:
        before = tokens.texts[i - 1] if i else ""
        return before not in unit_table.currency_symbols() and not looks_plural(tokens.lower(j + 1))
    if tokens.lower(i + 1) == "x" and tokens.glued(i) and tokens.glued(i + 1):
        relay = tokens.lower(i + 2) in {"100", "200", "400"} and tokens.lower(i + 3)[:1] == "m"
        if relay:
            return True  # "the 4x100m relay"
    if tokens.lower(i) in {"2", "4", "6", "8"}:
        return tokens.glued(i) and tokens.texts[i + 1 : i + 3] == ["x", "4"]
    return False
