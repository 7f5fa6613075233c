"""Numbers whose noun is left out because one near by has it: "holds 31 delegates, has 37"."""

from typing import NamedTuple

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.casualties import deed_after, nobody_harms
from streams.extraction.quantities.found import (
    COUNT,
    NO_UNIT,
    CountedPhrase,
    Found,
    has_whole_value,
    is_share,
)
from streams.extraction.quantities.lexicon import may_be_verb
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    harms: frozenset[str]
    at_places: frozenset[str]
    elisions: frozenset[str]
    more_of_them: frozenset[str]
    take_objects: frozenset[str]
    compared: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    of_money: frozenset[str]


WORDS = word_lists("elided", Words)
HARMS = WORDS.harms


NEAR = 3
LONGEST_GAP = 8
LONGEST_CLAUSE = 25
ENDS = frozenset([",", ".", ";", "", "and", ")", "-"]) | DASHES


PARTITIVE = (["of", "the"], ["of", "those"], ["of", "these"], ["of"], ["out", "of"])
OWNS = frozenset({"'s", "’s"})
TO_A_NAME = frozenset({"and", ",", ";", "to", "the"})


class Between(NamedTuple):
    """Two quantities side by side, what stands between them, and the word after the second."""

    tokens: Tokens
    before: Found
    here: Found
    gap: list[str]
    """From the number of the first on."""
    rest: list[str]
    """From the noun of the first on."""
    following: str


def end_of(found: Found) -> int:
    """The last token of a quantity and of what it counts, where that stands behind it."""
    counted = found.counted
    return max(found.last, counted.last if counted and counted.first > found.first else 0)


def between(tokens: Tokens, before: Found, here: Found) -> Between:
    """Two quantities of a sentence with what stands between them."""
    gap = tokens.lowers[before.last + 1 : here.first]
    rest = tokens.lowers[end_of(before) + 1 : here.first]
    return Between(tokens, before, here, gap, rest, tokens.lower(here.last + 1))


def counts_the_same(pair: Between) -> bool:
    """Whether the second of two numbers, a bare one, counts what the first does."""
    if pair.before.unit is not COUNT or _harms_things(pair):
        return False
    return any(rule(pair) for rule in ELIDED)


def _harms_things(pair: Between) -> bool:
    """ "A hospital with 60 *beds* and *killed* 12", "40 *tanks* and 300 *wounded*"."""
    counted = pair.before.counted
    verb = next((w for w in reversed(pair.gap) if w not in WORDS.more_of_them), "")
    deed = pair.tokens.lower(deed_after(pair.tokens, pair.here))
    harmed = not HARMS.isdisjoint({verb, deed})
    return harmed and counted is not None and nobody_harms(pair.tokens, counted)


def at_a_place(tokens: Tokens, found: Found) -> bool:
    """Whether a number says at how many places others are: "people *in 11 countries*, and 14m"."""
    counted = found.counted
    i = found.first - 1
    i -= tokens.lower(i) in {"the", "these", "those"}
    there = counted is not None and tokens.lower(i) in WORDS.at_places
    return there and counted is not None and nobody_harms(tokens, counted)


def _with_a_verb_of_its_own(pair: Between) -> bool:
    """ "17 civilians were killed and 60 wounded", "two ministers, who ..., and three who ..."."""
    gap, following = pair.gap, pair.following
    if following in {"more", "others"} and pair.tokens.lower(pair.here.last + 2) != "than":
        return len(gap) <= 20  # "while hundreds more in Malaysia"
    if gap[-1:] == ["including"]:
        return len(gap) <= 12 and ends_phrase(pair.tokens, pair.here.last + 1)
    if gap[-1:] == [","] and following in {"are", "were", "have", "had"}:
        return len(gap) <= 14  # "Two of my five clients are at home, two are in prison"
    if len(gap) > LONGEST_GAP:
        return False
    if following in vocabulary.predicates() or following in WORDS.elisions:
        return True
    if gap[-1:] and gap[-1] in vocabulary.predicates():
        return True
    return following.endswith(("ly", "ed")) and gap[-1:] != ["to"]


def _object_of_taking(pair: Between) -> bool:
    """ "Passed 906 bills, the 93rd enacted 772,"; "with 53 on board, killing 11"."""
    said = [word for word in pair.gap if word not in WORDS.more_of_them]
    ends = pair.following in ENDS or pair.following in {"in", "on", "at", "when", "as", "after"}
    return ends and said != [] and said[-1] in WORDS.take_objects and len(pair.gap) <= 12


def _at_a_place(pair: Between) -> bool:
    """ "50 people died: 38 in Washington, 12 in New York"."""
    at = pair.here.last + 2
    at += pair.tokens.lower(at) == "the"
    named = pair.following == "in" and pair.tokens.texts[at : at + 1]
    if not named or not named[0].istitle():
        return False
    return pair.gap[-1:] in ([":"], [","], ["including"]) or len(pair.gap) <= LONGEST_GAP


def _of_which(pair: Between) -> bool:
    """ "Eight drones, of which they shot down four", "users, of whom 11 million pay"."""
    if pair.following == "of" and pair.tokens.lower(pair.here.last + 2) in {"which", "whom"}:
        return True  # "45 aircraft in the 24 hours to Friday, 36 of which crossed"
    if {"which", "whom"}.isdisjoint(pair.rest[:4]) or len(pair.rest) > LONGEST_GAP:
        return False
    return pair.following in ENDS or "whom" in pair.rest


def _same_verb(pair: Between) -> bool:
    """ "His team *ran* six ads, while hers *ran* just two"."""
    tokens = pair.tokens
    verb = next((word for word in reversed(pair.gap) if word not in WORDS.more_of_them), "")
    at = pair.before.first - 1
    while tokens.lower(at) in WORDS.more_of_them and at > 0:
        at -= 1
    same = verb == tokens.lower(at) and _names_deed(verb)
    return same and len(pair.gap) <= LONGEST_CLAUSE and ends_phrase(tokens, pair.here.last + 1)


def _names_deed(word: str) -> bool:
    """Whether a word may be a verb: none of the closed classes, or a past form."""
    return may_be_verb(word, "p") or (word.isalpha() and word not in vocabulary.stops())


def _of_them(pair: Between) -> bool:
    """ "Four of those students said it, two *of them* after"."""
    whole, part = pair.before.value, pair.here.value
    fewer = whole is None or part is None or part < whole
    return is_of_them(pair.tokens, pair.here) and fewer and len(pair.gap) <= LONGEST_CLAUSE


def is_of_them(tokens: Tokens, found: Found) -> bool:
    """Whether a number is a part of what was counted before: "two *of them*"."""
    return tokens.lowers[found.last + 1 : found.last + 3] == ["of", "them"]


def of_another(pair: Between) -> bool:
    """ "Winning 92,153 votes to his *rival's* 46,656"."""
    owned = pair.gap[-1:] and pair.gap[-1] in OWNS and len(pair.rest) <= LONGEST_GAP
    compares = bool(owned) and not WORDS.compared.isdisjoint(pair.rest)
    return compares and ends_phrase(pair.tokens, pair.here.last + 1)


def _corrected(pair: Between) -> bool:
    """ "Thirty states, not 32"; "four debates instead of three"."""
    said = [word for word in pair.rest if word not in WORDS.more_of_them]
    corrects = said in ([",", "not"], ["not"], ["instead"], ["rather", "than"])
    return corrects and ends_phrase(pair.tokens, pair.here.last + 1)


def only_a_name_between(pair: Between) -> bool:
    """ "304 electoral votes and *Clinton* 227", "412 seats, *the Conservatives* 121"."""
    texts = pair.tokens.texts[end_of(pair.before) + 1 : pair.here.first]
    names = [text for text in texts if text not in TO_A_NAME]
    linked = texts[:1] and texts[0] in TO_A_NAME and texts[0] != "the"
    named = 0 < len(names) <= NEAR and all(name[0].isupper() for name in names)
    return bool(linked) and named and ends_phrase(pair.tokens, pair.here.last + 1)


ELIDED = (
    _with_a_verb_of_its_own, _object_of_taking, _at_a_place, _of_which, _same_verb,
    _of_them, _corrected, of_another, only_a_name_between,
)  # fmt: skip
"""The reasons for which a bare number counts what the count before it does."""


def counts_of_the_same(tokens: Tokens, found: list[Found]) -> list[Found]:
    """The quantities of a sentence; a bare number that is about what another one counts is a count
    of it: "some 40 million have signed up, and ten million more *people* will"."""
    heads = {q.counted.head for q in found if q.unit is COUNT and q.counted is not None}
    if not heads:
        return found
    found = [_as_count(q) if _is_one_of(tokens, q, heads) else q for q in found]
    for i in range(len(found) - 2, -1, -1):
        found[i] = _part_of(tokens, found[i], found[i + 1])
    return found


def _part_of(tokens: Tokens, here: Found, after: Found) -> Found:
    """ "Three *of the four*": of what those are."""
    part = tokens.lowers[here.last + 1 : after.first] in PARTITIVE
    if not part or here.unit is not NO_UNIT or after.unit is not COUNT or not _is_whole(here):
        return here
    return here._replace(unit=COUNT, counted=after.counted, confidence=0.7, undecided=False)


def _is_one_of(tokens: Tokens, found: Found, heads: set[int]) -> bool:
    """Whether a bare whole number is about one of the nouns at `heads`, and no label or table."""
    counted = found.counted
    if found.unit is not NO_UNIT or counted is None or counted.head not in heads:
        return False
    if not _is_whole(found):
        return False
    before = tokens.lower(found.first - 1)
    harmed = before in HARMS or tokens.lower(deed_after(tokens, found)) in HARMS
    if harmed and nobody_harms(tokens, counted) and not _is_part(tokens, found, counted):
        return False  # "two boats capsized and 31 drowned"
    if before in WORDS.labels or _is_day(tokens, found):
        return False
    if found.value is None and not WORDS.of_money.isdisjoint(
        tokens.lowers[max(0, found.first - NEAR) : found.first]
    ):
        return False  # "one that has raised millions", "costing taxpayers millions"
    if before in {"are", "were"} and tokens.lower(found.first - 2) != "there":
        return False  # "her daughters, who are 2 and 4"
    digits = _is_number(tokens, found.last)
    beside = _is_number(tokens, found.first - 1) or _is_number(tokens, found.last + 1)
    return not (digits and beside)


def _is_part(tokens: Tokens, found: Found, whole: CountedPhrase) -> bool:
    """Whether a number is a part of what a clause opens with: "*Of* 12 ships, 3 were trapped", "12
    ships, of *which* 3"."""
    opens = "Of" in tokens.texts[max(0, whole.first - NEAR) : whole.first]
    return opens or "which" in tokens.lowers[whole.last + 1 : found.first]


def _is_whole(found: Found) -> bool:
    return has_whole_value(found) and not is_share(found)


def _is_number(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a number in digits: those of tables stand side by side."""
    word = tokens.lower(i)
    return 0 <= i < len(tokens) and word[:1].isdecimal() and may_start_number(tokens.texts[i], word)


def _is_day(tokens: Tokens, found: Found) -> bool:
    """Whether a number goes on a row of days: "on May 6, 13 and *14*"."""
    marks, i = {",", "and", "or"}, found.first - 1
    if tokens.lower(i) not in marks:
        return False
    for at in range(i, max(0, i - LONGEST_GAP), -1):
        word = tokens.lower(at)
        if word not in marks and not word.isdecimal():
            return word in WORDS.months
    return False


def _as_count(found: Found) -> Found:
    return found._replace(unit=COUNT, confidence=0.7)
