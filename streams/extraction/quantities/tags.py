"""One letter a token for its part of speech: just enough to find the subject of a number.

Closed classes are lists (`data/verbs.toml`); a verb that is also a noun is decided by the word on
either side. Measured by what it is for, the concept of a quantity, and not as a tagger.

    D determiner   P preposition   M auxiliary   V verb      R pronoun   W relative pronoun
    C conjunction  A adverb        N noun, name or adjective   # number  , comma  | other marks
"""

from collections.abc import Collection
from functools import lru_cache

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.heads import attributive
from streams.extraction.quantities.lexicon import (
    by_form,
    closed_classes,
    days,
    modals,
    periods,
)
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import ORDINAL_ENDINGS
from streams.extraction.quantities.tag_signs import (
    TITLES,
    by_period,
    is_plain,
    of_no_quantity,
    of_sign,
)
from streams.extraction.quantities.verb_or_noun import decided
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    again: frozenset[str]
    nouns_in_er: frozenset[str]
    behind_right: frozenset[str]
    of_a_day: frozenset[str]
    behind_a_day: frozenset[str]
    surnames: frozenset[str]
    first_names: frozenset[str]
    of_now: frozenset[str]
    payees: frozenset[str]


WORDS = word_lists("tags", Words)


def tags(tokens: Tokens, numbers: Collection[int]) -> list[str]:
    """The tags of a sentence; `numbers` are the tokens of its quantities. Linear."""
    found: list[str] = []
    lowers = tokens.lowers
    closed, clause_words = closed_classes(), vocabulary.clause_words()
    hyphened = not HYPHENS.isdisjoint(lowers)
    before = "|"
    present = False  # whether the last verb is a form in -s
    governed = False  # whether the clause has its verb
    for i, lower in enumerate(lowers):
        plain, tag, stays = _by_itself(lower)
        if i in numbers or (tag == "|" and i + 1 in numbers and _is_currency(lower)):
            tag = "#"
        elif not plain and (sign := of_sign(tokens, i, before)) is not None:
            tag = sign
        elif before == "-" and lower[0].isalpha() and tokens.glued(i - 1):
            tag = "N"  # the start-up
            if tag != _by_itself(lower)[1] and tokens.lowers[i - 2] in WORDS.again:
                tag = _done_again(tokens, i, found, governed)
        elif found and before == "|" and of_no_quantity(tokens, i):
            tag = "|"  # "from 0 to 62 mph": of a number that is no quantity
        elif hyphened and plain and tag != "#" and _begins_a_word(tokens, i):
            tag = "N"  # "far-right parties", "a paid-up membership"
        elif tag in "bspgeon":
            again = present and tag == "s" and before == "C" and closed.get(tokens.lower(i + 1))
            form = tag
            tag = "V" if again == "P" else decided(tokens, i, tag, before, governed)
            if tag == "V":
                present = form in "so"  # "weighs 515 grams and *runs* for two hours"
        elif (tag == "N" and before in "MN") or not stays:
            tag = _in_place(tokens, i, tag, before)
        if tag == "N" and before == "D" and _of_a_sum(lower) and _before_a_sum(tokens, i, numbers):
            tag = "A"
        if tag in "VM":
            passive = lower[-2:] == "ed" and tokens.lower(i + 1) == "by"  # "a bill passed by the"
            governed = not passive and lower not in clause_words  # "said it manages"
        elif tag in ",CW|" or (lower == "to" and tokens.lower(i - 1) != "up"):
            governed = False
        found.append(tag)
        if tag != "A":
            before = tag
        elif before == "P":
            before = "N"  # "in March", "until now": what the preposition was for
    return found


def _begins_a_word(tokens: Tokens, i: int) -> bool:
    """Whether a word is joined by a hyphen to the one behind it: "*far*-right parties"."""
    if not tokens.glued(i) or tokens.lower(i + 1) not in HYPHENS or not tokens.glued(i + 1):
        return False
    following = tokens.lower(i + 2)
    return following[:1].isalpha() and (tokens.lowers[i], following) != ("one", "on")


def _done_again(tokens: Tokens, i: int, found: list[str], governed: bool) -> str:
    """The tag of a verb's form behind "re-": "he *re-joined* Twitter" is a verb, "the re-elected
    president" none. Its "re-" is looked over."""
    before = found[i - 3] if i > 2 else "|"
    tag = decided(tokens, i, by_form(tokens.lowers[i]), before, governed)
    if tag == "V":
        found[i - 2 : i] = "AA"
    return tag


def _before_a_sum(tokens: Tokens, i: int, numbers: Collection[int]) -> bool:
    """Whether a number or the sign of a currency follows token `i`."""
    return i + 1 in numbers or _is_currency(tokens.lower(i + 1))


def _is_currency(lower: str) -> bool:
    return lower in unit_table.currency_symbols()


@lru_cache(maxsize=65536)
def _of_a_sum(lower: str) -> bool:
    """Whether a word before a number says of it how large it is: "a *massive* $25 billion"."""
    if lower in WORDS.payees or lower in vocabulary.ing_nouns():
        return False
    return lower in attributive() or lower.endswith(("ed", "ing"))


@lru_cache(maxsize=65536)
def _by_itself(lower: str) -> tuple[bool, str, bool]:
    """Whether a word `is_plain`, its tag `by_form`, whether it `_stays`: in one look-up."""
    return is_plain(lower), by_form(lower), _stays(lower)


def _stays(lower: str) -> bool:
    """Whether a word that is no verb keeps its tag behind all but a noun and an auxiliary."""
    if by_form(lower) == "N":
        looked_at = lower in periods() or lower in ORDINAL_ENDINGS or lower in {"right", "home"}
        return not (looked_at or lower[-2:] == "er")
    return not (lower in {"us", "worth", "a", "per"} or lower in WORDS.surnames or lower in days())


def _in_place(tokens: Tokens, i: int, tag: str, before: str) -> str:
    """The tag of a word that is no verb, corrected by what stands right before it."""
    text, lower, previous = tokens.texts[i], tokens.lowers[i], tokens.lower(i - 1)
    if tag != "N":  # "the US", "the A40", "per capita income"
        name = (
            text == "US"
            or (lower == "per" and _of_a_head(tokens, i))
            or (lower == "worth" and previous == "net")
            or (text == "A" and i > 0 and tokens.glued(i))
            or (i > 0 and text.istitle() and _is_a_name(tokens, i))
        )
        return "N" if name else tag
    if lower == "right":
        return "A" if tokens.lower(i + 1) in WORDS.behind_right else tag
    if lower == "home":
        following = tokens.lower(i + 1)
        goes = following in closed_classes() or not following.isalpha()
        return "A" if goes and before == "V" else tag  # "money sent home by those abroad"
    if before == "M" and previous.replace("’", "'") in modals() and text.islower():
        return "V"
    if before == "N" and _unknown_verb(tokens, i):
        return "V"
    if lower in periods() and (previous in WORDS.of_now or by_period(tokens, i)):
        return "A"
    if lower[-2:] == "er" and tokens.lower(i + 1) == "than":
        return tag if lower in WORDS.nouns_in_er else "A"  # "two minutes faster than"
    if lower in ORDINAL_ENDINGS and previous[:1].isdecimal() and tokens.glued(i - 1):
        return "A"
    return tag


def _is_a_name(tokens: Tokens, i: int) -> bool:
    """Whether a small word or a day with a capital is part of a name: "Mrs *May*", "Mr. *Will*",
    "Dan *Rather*", "Super *Tuesday*", "*Saturday* Night Live"."""
    before, lower = tokens.lower(i - 1), tokens.lowers[i]
    if lower in days():
        show = tokens.lower(i + 1) in WORDS.behind_a_day and tokens.texts[i + 1].istitle()
        return show or before in WORDS.of_a_day
    if lower not in WORDS.surnames:
        return False
    titled = before in TITLES or (before == "." and tokens.lower(i - 2) in TITLES)
    return titled or before in WORDS.first_names


def _of_a_head(tokens: Tokens, i: int) -> bool:
    """Whether "per" at token `i` is part of a noun: "*per* capita income"."""
    return tokens.lower(i + 1) == "capita" and by_form(tokens.lower(i + 2) or ".") == "N"


@lru_cache(maxsize=16384)
def _describes(lower: str) -> bool:
    """Whether what follows a word is its noun: "incarcerated *workers* an hour", "other *things*
    the government pays for"."""
    return lower == "other" or lower in attributive() or by_form(lower) == "e"


def _opens_an_object(lower: str) -> bool:
    """Whether a determiner may follow a verb; "bonuses *each* year" have none."""
    return closed_classes().get(lower) == "D" and lower not in {"each", "every"}


def _unknown_verb(tokens: Tokens, i: int) -> bool:
    """ "The line divides the country": in -s, between a singular and a determiner."""
    word, previous = tokens.texts[i], tokens.texts[i - 1]
    if word[-1] != "s" and previous.islower() and previous[-1] == "s" and word.isalpha():
        after = tokens.lower(i + 1)  # "historians contemplate a toll"
        return after in {"a", "an", "the"} and is_plural(previous) and word.islower()
    return (
        word[-1] == "s"
        and len(word) > 4
        and word.islower()
        and previous.islower()
        and previous[-1] != "s"
        and not word.endswith(("ss", "us", "is"))
        and not _describes(tokens.lower(i - 1))
        and (_opens_an_object(tokens.lower(i + 1)) or tokens.lower(i + 1) in "$£€¥")
    )
