"""How far the noun phrase of what is counted goes, without a parser.

It runs over words until one that cannot belong to it (a preposition, a verb form, a pronoun:
`stops` in counted.toml) or a mark.
"""

from typing import NamedTuple

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.lexicon import by_form, is_verb_in_s, verb_forms
from streams.extraction.quantities.marks import HYPHENS, QUOTES
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import DIGIT, may_start_number
from streams.extraction.quantities.tag_signs import TITLES
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    plurals_and_verbs: frozenset[str]
    after_one: frozenset[str]
    sizes: frozenset[str]
    times: frozenset[str]
    beside_times: frozenset[str]
    adjectives: frozenset[str]
    harmed: frozenset[str]
    often: frozenset[str]


WORDS = word_lists("runs", Words)


LONGEST_PHRASE = 7
CONTRACTED = ("n't", "n’t", "'d", "’d", "'ll", "’ll", "'ve", "’ve", "'re", "’re")
"""How words end that have a verb in them: "the men who'd used it"."""
CAPITALS = frozenset({"US", "IS", "IT"})
"""Names that are small words when they are not in capitals."""


class Counting(NamedTuple):
    """What of a number says how far the phrase goes that it counts."""

    partitive: bool = False
    """Whether the phrase stands after "of"."""
    one: bool = False
    """Whether a singular may end it."""
    ordinal: bool = False
    many: bool = False
    """Whether none but a plural may end it."""


def run_from(tokens: Tokens, i: int, ceiling: int, counting: Counting) -> list[int]:
    """The words of a noun phrase from token `i` on."""
    run: list[int] = []
    while i < ceiling and len(run) < LONGEST_PHRASE:
        passed = _passed_over(tokens, run, i, ceiling)
        if passed:
            i += passed
        elif run and _owns(tokens, i, partitive=counting.partitive):
            run = []  # "a tenth of the country's electricity", "delegates' votes"
            i += 1
        elif run and tokens.texts[i] in {"'s", "’s"}:
            if counting.ordinal:
                break  # "the 40th president's closest confidant"
            i += 1
        elif _ends(tokens, run, i, ceiling, counting):
            break
        else:
            run.append(i)
            i += 1
    return run


def _passed_over(tokens: Tokens, run: list[int], i: int, ceiling: int) -> int:
    """How many tokens from `i` on are within a phrase and no word of it."""
    token, lower = tokens.texts[i], tokens.lowers[i]
    if lower == "so" and tokens.spaced(["-", "called"], i + 1):
        return 3  # "so-called symbols"
    if lower == "well" and tokens.lower(i + 1).endswith(("ed", "known")):
        return 2  # "two well known developers"
    if token in QUOTES:
        return int(_quotes_a_word(tokens, run, i))
    if not run:
        return 0
    if token in HYPHENS:
        if tokens.glued(i - 1) and not tokens.glued(i) and tokens.lower(i + 1) in {"and", "or"}:
            return 2  # "small- and medium-sized companies"
        return int(tokens.glued(i - 1) and tokens.glued(i))
    if token == ",":
        return _past_comma(tokens, run, i)
    if token in {"and", "but", "or"}:
        return int(_pair_of_names(tokens, i, ceiling) or _pair_of_adjectives(tokens, i))
    if token == ".":
        letter = len(tokens.texts[i - 1]) == 1 or tokens.lowers[i - 1] in TITLES
        return int(letter and tokens.glued(i - 1))  # U.S., Mr. Singer's
    if _is_year(tokens, run, i):
        return 1  # "five Democratic 2020 White House contenders"
    model = token[0].isdecimal() or (token.isupper() and tokens.lower(i + 1)[:1].isdecimal())
    if model and _of_a_model(tokens, i):
        return 1  # Su-35, M1, PlayStation 5
    weekday = lower.endswith("day") and tokens.texts[i - 1][0].isupper()
    return int(weekday and _stops(tokens, run, i, ceiling))  # "Super Tuesday states"


def _is_year(tokens: Tokens, run: list[int], i: int) -> bool:
    """Whether a year stands at token `i` between what describes a plural and the plural."""
    token = tokens.texts[i]
    if len(token) != 4 or not token.isdecimal() or token[:2] not in {"19", "20"}:
        return False
    return not any(is_plural(tokens.texts[k]) for k in run) and _plural_soon(tokens, i + 1)


def _plural_soon(tokens: Tokens, i: int) -> bool:
    """Whether a plural noun comes from token `i` on, over words, U.S. and "fired-up" alone."""
    for at in range(i, i + LONGEST_PHRASE):
        word = tokens.lower(at)
        if word == "." and len(tokens.texts[at - 1]) == 1:
            continue  # "40 current and former U.S. officials"
        hyphens = {tokens.lower(at), tokens.lower(at - 1)} & HYPHENS
        if hyphens and tokens.glued(at - 1) and (word not in HYPHENS or tokens.glued(at)):
            continue  # "active and fired-up volunteers"
        if not word.isalpha() or word in vocabulary.stops():
            return False
        if is_plural(word):
            return True
    return False


def _past_comma(tokens: Tokens, run: list[int], i: int) -> int:
    """How far a phrase goes over the comma at token `i`: "200 civic, faith, and city leaders"."""
    if tokens.lower(i + 1) == "and":
        return 2 * int(len(run) > 1 and _pair_of_adjectives(tokens, i + 1, i - 1))
    if run != [i - 1]:
        return 0
    described = tokens.lowers[i - 1] in WORDS.adjectives and is_plural(tokens.lower(i + 2))
    if described or (by_form(tokens.lowers[i - 1]) == "g" and _plural_soon(tokens, i + 1)):
        return 1  # "nine small, rural counties", "honking, flag-waving protesters"
    joint = i + 2 + (tokens.lower(i + 2) == ",")
    if tokens.lower(joint) != "and" or tokens.lower(i - 1) in unit_table.unit_words():
        return 0
    first = not is_plural(tokens.lower(i - 1)) and tokens.lower(i + 1).isalpha()
    return int(first and _pair_of_adjectives(tokens, joint, i + 1))


def _quotes_a_word(tokens: Tokens, run: list[int], i: int) -> bool:
    """Whether the mark at token `i` is of words in quotes within a phrase: 3 "UFO" videos."""
    opens = tokens.glued(i) and not tokens.glued(i - 1) and not is_plural(tokens.texts[i - 1])
    if not run or (opens and by_form(tokens.lower(i - 1)) in "NA"):  # two major “super PACs”
        return any(tokens.lower(at) in QUOTES for at in range(i + 2, i + 5))
    if tokens.lower(run[0] - 1) not in QUOTES or tokens.lower(i + 1) in vocabulary.stops():
        return False
    return not tokens.glued(i) and tokens.lower(i + 1).isalpha()


def _owns(tokens: Tokens, i: int, *, partitive: bool) -> bool:
    """Whether what is counted comes after a possessive at token `i`."""
    token = tokens.texts[i]
    if token in {"'s", "’s"}:
        return partitive
    return (
        partitive  # "two Russian nationals' ties" are of two nationals
        and token in {"'", "’"}
        and tokens.texts[i - 1][-1] == "s"
        and tokens.glued(i - 1)
    )


def _stops(tokens: Tokens, run: list[int], i: int, ceiling: int) -> bool:
    """Whether token `i` is of those that no phrase goes over, and not for what is beside it."""
    lower = tokens.lowers[i]
    if lower not in vocabulary.stops() or tokens.texts[i] == "US":
        return False
    if run and tokens.glued(i - 1) and tokens.texts[i - 1].isdecimal():
        return False  # "20 F-35As"
    hyphened = i + 2 < ceiling and tokens.texts[i + 1] in HYPHENS
    if hyphened and tokens.glued(i) and tokens.glued(i + 1):
        return False  # "take-home pay", "AS-90 howitzers"
    if run and tokens.texts[i - 1] in HYPHENS and tokens.glued(i - 1):
        return False
    if lower == "think" and tokens.lower(i + 1) in {"tank", "tanks"}:
        return False
    first = (
        lower in WORDS.often
        or (lower in WORDS.harmed and _plural_ahead(tokens, i))
        or (lower in WORDS.sizes and tokens.lower(i + 1).isalpha())
    )
    return bool(run) or not first


def _plural_ahead(tokens: Tokens, i: int) -> bool:
    """Whether a plural comes within two words: "13 missing Blackberry devices"."""
    for word in tokens.lowers[i + 1 : i + 3]:
        if not word.isalpha() or word in vocabulary.stops():
            return False
        if is_plural(word):
            return True
    return False


def _ends(tokens: Tokens, run: list[int], i: int, ceiling: int, counting: Counting) -> bool:
    """Whether the phrase of the words `run` ends before token `i`."""
    token, lower = tokens.texts[i], tokens.lowers[i]
    first = not run or _after_a_singular(tokens, run, i, counting)
    if (first and lower in WORDS.plurals_and_verbs) or lower == "news" or token in CAPITALS:
        return False
    single = counting.one or counting.ordinal
    if single and lower in WORDS.after_one and (not run or run == [i - 1]):
        return False
    hyphened = tokens.texts[i - 1] in HYPHENS or (
        tokens.glued(i) and tokens.lower(i + 1) in HYPHENS
    )
    verb = counting.partitive and lower.endswith("ed") and not hyphened
    if verb and run and (i + 1 >= ceiling or not is_plural(tokens.texts[i + 1])):
        return True  # "half of the delegation represented", not "of Hispanic registered voters"
    if not token[0].isalpha() or token.endswith(CONTRACTED) or _stops(tokens, run, i, ceiling):
        return True
    if not run:
        return lower[-1] == "s" and verb_forms().get(lower) == "o"  # "the list of 10 includes"
    named = token.istitle() and tokens.texts[i - 1].istitle()  # "the Big Four accounting firms"
    named = named or lower in DIGIT  # "only one single-digit county"
    if (may_start_number(token, lower) and not named) or _verb_after_plural(tokens, run[-1], i):
        return True
    if _starts_a_time(tokens, run[-1], i):
        return True
    return single and lower[-1] == "s" and _verb_in_s(tokens, i)


def _after_a_singular(tokens: Tokens, run: list[int], i: int, counting: Counting) -> bool:
    """Whether a plural is still to come after the one word of a phrase: "two easy *wins*"."""
    return counting.many and run == [i - 1] and not is_plural(tokens.texts[run[0]])


def _of_a_model(tokens: Tokens, i: int) -> bool:
    """Whether digits at token `i` are part of the name before them."""
    name = tokens.texts[i - 1]
    return tokens.glued(i - 1) or name.isupper() or name in vocabulary.numbered_names()


def _starts_a_time(tokens: Tokens, before: int, i: int) -> bool:
    """Whether a time of its own comes after a plural: "three sites minutes before"."""
    return is_time_since(tokens, i) and is_plural(tokens.texts[before])


def is_time_since(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a span of time that is told from some event on: "minutes before"."""
    return tokens.lowers[i] in WORDS.times and tokens.lower(i + 1) in WORDS.beside_times


def _verb_after_plural(tokens: Tokens, before: int, i: int) -> bool:
    """ "One in five workers earns": a plural is not followed by a verb that is part of it."""
    if not is_plural(tokens.texts[before]) or tokens.lowers[before] == "news":
        return False
    bare = tokens.lowers[before][-1] != "s"  # "4,000 people depends on"
    lower = tokens.lowers[i]
    if lower in vocabulary.subject_verbs() or verb_forms().get(lower) == "o":
        return True  # "the lineup of 500 brands includes"
    return bare and is_verb_in_s(tokens, i)


def _verb_in_s(tokens: Tokens, i: int) -> bool:
    """ "A seven-seat SUV *measures* 4.72 metres": after a singular, a form in -s with an object."""
    return not is_plural(tokens.texts[i - 1]) and is_verb_in_s(tokens, i)


def _pair_of_names(tokens: Tokens, i: int, ceiling: int) -> bool:
    return (
        i + 1 < ceiling
        and tokens.texts[i - 1][0].isupper()
        and tokens.texts[i + 1][0].isupper()
        and not is_plural(tokens.texts[i - 1])
    )


def _pair_of_adjectives(tokens: Tokens, i: int, first: int | None = None) -> bool:
    """ "175 state *and* national awards"; `first`: the one before, if not right before."""
    before, after = tokens.lower(i - 1 if first is None else first), tokens.lower(i + 1)
    if is_plural(before) or is_plural(after) or not after.isalpha() or after in vocabulary.stops():
        return False
    if may_start_number(tokens.texts[i + 1], after):
        return False
    return _plural_soon(tokens, i + 2)
