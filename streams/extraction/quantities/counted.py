"""What is counted: the noun phrase after a number and its head, without a parser.

The phrase runs over words until a word that cannot belong to it (a preposition, a verb form, a
pronoun: `stops` in counted.toml) or punctuation. Its head is the first plural, or the last of
plurals in a row ("80 aircraft carriers").
"""

from typing import NamedTuple

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural, singular
from streams.extraction.quantities.numbers import Number, may_start_number, number_at
from streams.extraction.quantities.tags import is_auxiliary, is_verb_in_s
from streams.extraction.tokens import Tokens

LONGEST_PHRASE = 7
PARTITIVE = frozenset(
    "the these those its their his her our my your all them last first past next previous top "
    "other some".split()
)
MORE = frozenset(
    "more fewer other additional further such new straight consecutive successive extra "
    "separate most".split()
)
"""Words between a number and what it counts that say nothing of it."""
WHOLE_OF = frozenset("the its their his her our my your all".split())
FORESEEN = frozenset("predicted forecast expected estimated projected anticipated hoped".split())
CONTAINERS = frozenset(
    "rounds doses pieces pairs copies packs packets bottles boxes bags cans sheets sets counts "
    "crates shipments batches bundles acts cartons vials tubes rolls strips slices".split()
)
"""Heads that need what is in them to say what is counted."""
CAPITALS = frozenset({"US", "IS", "IT"})
"""Names that are small words when they are not in capitals."""
PLURALS_AND_VERBS = frozenset("lives works shows needs wins finds calls wants uses".split())
"""Right after a number these are nouns, for all that they are verbs elsewhere."""
BEFORE_PLURALS = frozenset("sports arms sales goods systems rights drugs news".split())
"""Plurals that describe the one after them: "sports fans"."""
SIZES = frozenset("high low long deep wide".split())
"""Words that end a phrase after a measure ("10 feet high") and begin one after a bare number."""
TIMES = frozenset("moments seconds minutes hours days weeks months years decades".split())
BESIDE_TIMES = frozenset("before after later ago earlier into".split())
PARTISANS = frozenset({"democrat", "republican"})
ADJECTIVES = frozenset(
    "small large big tiny huge young old new long short rural urban poor rich major minor black "
    "white".split()
)
"""What may stand before a comma within a phrase."""
OFTEN = frozenset("daily weekly monthly yearly annual".split())


class CountedPhrase(NamedTuple):
    """A noun phrase over tokens `first` to `last`, both included, and its head token."""

    first: int
    last: int
    head: int


def counted_after(
    tokens: Tokens,
    i: int,
    number: Number,
    ceiling: int,
) -> CountedPhrase | None:
    """The phrase that starts at token `i`, before token `ceiling`."""
    if tokens.lower(i) in HYPHENS and tokens.glued(i - 1) and tokens.glued(i):
        return _hyphenated(tokens, i + 1, ceiling)
    if tokens.lower(i) == "of" and tokens.lower(i + 1) == "them":
        return None  # "three million of them abroad": of what was counted before
    whole = number.form == "fraction" and tokens.lower(i) in WHOLE_OF
    partitive = whole or tokens.lower(i) == "of"
    if whole:
        i += 1  # "half the country"
    elif partitive:
        i = _past_partitive(tokens, i + 1, ceiling)
    else:
        i, ceiling = _past_measure(tokens, _past_more(tokens, i, ceiling), ceiling)
    run = _run(tokens, i, ceiling, partitive=partitive, one=number.value == 1)
    head = _head(tokens, run, number, partitive=partitive)
    if head is None:
        return None
    if tokens.lower(head + 1) == "had" and tokens.lower(head + 2) in FORESEEN:
        return None  # "more than the 140,000 economists had predicted"
    if tokens.lower(head) in CONTAINERS and tokens.lower(head + 1) == "of":
        inside = _run(tokens, head + 2, ceiling, partitive=True)
        if inside:
            return CountedPhrase(run[0], inside[-1], head)  # "20,000 rounds of ammunition"
    return CountedPhrase(run[0], _past_pair(tokens, head, ceiling), head)


def _past_partitive(tokens: Tokens, i: int, ceiling: int) -> int:
    """Past what stands between "of" and what is counted: "of the last four ministers"."""
    start = i
    while i < ceiling and (
        tokens.lowers[i] in PARTITIVE or (tokens.lowers[i] == "most" and i > start)
    ):
        i += 1
    if i < ceiling and may_start_number(tokens.texts[i], tokens.lower(i)):
        inner = number_at(tokens, i)
        if inner is not None:
            i = inner.last + 1
    return _past_owner(tokens, i)


def _past_more(tokens: Tokens, i: int, ceiling: int) -> int:
    """Past what says nothing of what is counted: "two more men", "his two most notable films"."""
    while i < ceiling and tokens.lowers[i] in MORE and tokens.texts[i].islower():
        if tokens.lower(i + 1) in HYPHENS:
            return i  # "100 most-cited scientists"
        i += 1
    year = i < ceiling and tokens.texts[i].isdecimal() and tokens.texts[i][:2] in {"19", "20"}
    if year and len(tokens.texts[i]) == 4 and tokens.lower(i + 1).isalpha():
        return i + 1  # "three 2020 swing states"
    return i


def _past_measure(tokens: Tokens, i: int, ceiling: int) -> tuple[int, int]:
    """Past the measure of what is counted, and how far that goes: "two 70-tonne tanks"."""
    if i != ceiling or i >= len(tokens) or not may_start_number(tokens.texts[i], tokens.lower(i)):
        return i, ceiling
    inner = number_at(tokens, i)
    if inner is None or tokens.lower(inner.last + 1) not in HYPHENS:
        return i, ceiling
    unit = inner.last + 2
    last = unit + 2 * tokens.spaced(["-", "old"], unit + 1)
    hyphened = tokens.glued(inner.last) and tokens.glued(unit - 1) and not tokens.glued(last)
    if not hyphened or tokens.lower(unit) not in vocabulary.unit_words():
        return i, ceiling
    return last + 1, len(tokens)


def _past_pair(tokens: Tokens, head: int, ceiling: int) -> int:
    """The last token of a counted pair: "300 drones *and missiles*"; without one, the head's."""
    last = head + 2
    if tokens.lower(head + 1) not in {"and", "or"} or last >= ceiling:
        return head
    word, lower = tokens.texts[last], tokens.lowers[last]
    noun = is_plural(word) and word.islower() and lower not in vocabulary.stops()
    if not noun or lower in vocabulary.subject_verbs() or lower in vocabulary.predicates():
        return head
    if is_verb_in_s(tokens, last):
        return head  # "4.3 million suns and sits 26,000 light years away"
    return head if tokens.lower(last + 1) in {"to", "the", "a", "that"} else last


def _past_owner(tokens: Tokens, i: int) -> int:
    """Past the owner of a counted whole: "seven of the nation's 20 highest rates"."""
    for at in range(i + 1, i + 4):
        possessive = tokens.lower(at) in {"'s", "’s"} or (
            tokens.lower(at) in {"'", "’"} and tokens.lower(at - 1).endswith("s")
        )
        if possessive and at + 1 < len(tokens):
            inner = (
                number_at(tokens, at + 1)
                if may_start_number(tokens.texts[at + 1], tokens.lower(at + 1))
                else None
            )
            return inner.last + 1 if inner is not None else i
    return i


def _hyphenated(tokens: Tokens, i: int, ceiling: int) -> CountedPhrase | None:
    """The noun of "five-member panel", with what it describes; of "3,000-strong brigade" its."""
    strong = tokens.lower(i) == "strong"
    i += strong
    if i >= ceiling or not tokens.texts[i].isalpha() or tokens.lower(i) in vocabulary.stops():
        return None
    run = _run(tokens, i, ceiling, partitive=False, one=True)
    last = next((k for k in run[1:] if is_plural(tokens.texts[k])), run[min(2, len(run) - 1)])
    return CountedPhrase(i, last, last if strong else i)


def _run(tokens: Tokens, i: int, ceiling: int, *, partitive: bool, one: bool = False) -> list[int]:
    """The words of a noun phrase from token `i` on; `one`: whether a singular may end it."""
    run: list[int] = []
    while i < ceiling and len(run) < LONGEST_PHRASE:
        passed = _passed_over(tokens, run, i, ceiling)
        if passed:
            i += passed
        elif run and _owns(tokens, i, partitive=partitive):
            run = []  # "a tenth of the country's electricity", "delegates' votes"
            i += 1
        elif run and tokens.texts[i] in {"'s", "’s"}:
            i += 1
        elif _ends(tokens, run, i, ceiling, partitive=partitive, one=one):
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
    if not run:
        return 0
    if token in HYPHENS:
        return int(tokens.glued(i - 1) and tokens.glued(i))
    if token == "," and run == [i - 1] and tokens.lowers[i - 1] in ADJECTIVES:
        return int(is_plural(tokens.lower(i + 2)))  # "nine small, rural counties"
    if token == "and":
        return int(_pair_of_names(tokens, i, ceiling) or _pair_of_adjectives(tokens, i))
    if token == ".":
        return int(len(tokens.texts[i - 1]) == 1 and tokens.glued(i - 1))  # U.S.
    model = token[0].isdecimal() or (token.isupper() and tokens.lower(i + 1)[:1].isdecimal())
    if model and _of_a_model(tokens, i):
        return 1  # Su-35, M1, PlayStation 5
    weekday = lower.endswith("day") and tokens.texts[i - 1][0].isupper()
    return int(weekday and _stops(tokens, run, i, ceiling))  # "Super Tuesday states"


def _owns(tokens: Tokens, i: int, *, partitive: bool) -> bool:
    """Whether what is counted comes after a possessive at token `i`."""
    token = tokens.texts[i]
    if token in {"'s", "’s"}:
        return partitive
    return token in {"'", "’"} and tokens.texts[i - 1][-1] == "s" and tokens.glued(i - 1)


def _stops(tokens: Tokens, run: list[int], i: int, ceiling: int) -> bool:
    """Whether token `i` is of those that no phrase goes over, and not for what is beside it."""
    lower = tokens.lowers[i]
    if lower not in vocabulary.stops() or tokens.texts[i] == "US":
        return False
    hyphened = i + 2 < ceiling and tokens.texts[i + 1] in HYPHENS
    if hyphened and tokens.glued(i) and tokens.glued(i + 1):
        return False  # "take-home pay", "AS-90 howitzers"
    if run and tokens.texts[i - 1] in HYPHENS and tokens.glued(i - 1):
        return False
    if lower == "think" and tokens.lower(i + 1) in {"tank", "tanks"}:
        return False
    first = lower in OFTEN or (lower in SIZES and tokens.lower(i + 1).isalpha())
    return bool(run) or not first


def _ends(
    tokens: Tokens, run: list[int], i: int, ceiling: int, *, partitive: bool, one: bool
) -> bool:
    """Whether the phrase of the words `run` ends before token `i`."""
    token, lower = tokens.texts[i], tokens.lowers[i]
    if (not run and lower in PLURALS_AND_VERBS) or lower == "news" or token in CAPITALS:
        return False
    verb = partitive and lower.endswith("ed") and tokens.texts[i - 1] not in HYPHENS
    if verb and run and (i + 1 >= ceiling or not is_plural(tokens.texts[i + 1])):
        return True  # "half of the delegation represented", not "of Hispanic registered voters"
    if not token[0].isalpha() or _stops(tokens, run, i, ceiling):
        return True
    if lower == "cast" and tokens.lower(i + 1) in {"ballots", "votes"}:
        return True  # "the 30,000 cast ballots"
    if not run:
        return False
    if may_start_number(token, lower) or _verb_after_plural(tokens, run[-1], i):
        return True
    if _starts_a_time(tokens, run[-1], i) or (lower == "ages" and i + 1 == ceiling):
        return True  # "three-in-ten Democrats ages 50 and older"
    return one and lower[-1] == "s" and _verb_in_s(tokens, i)


def _of_a_model(tokens: Tokens, i: int) -> bool:
    """Whether digits at token `i` are part of the name before them."""
    name = tokens.texts[i - 1]
    return tokens.glued(i - 1) or name.isupper() or name in vocabulary.numbered_names()


def _starts_a_time(tokens: Tokens, before: int, i: int) -> bool:
    """Whether a time of its own comes after a plural: "three sites minutes before"."""
    timed = tokens.lowers[i] in TIMES and tokens.lower(i + 1) in BESIDE_TIMES
    return timed and is_plural(tokens.texts[before])


def _verb_after_plural(tokens: Tokens, before: int, i: int) -> bool:
    """ "One in five workers earns": a plural is not followed by a verb that is part of it."""
    if not is_plural(tokens.texts[before]):
        return False
    bare = tokens.lowers[before][-1] != "s"  # "4,000 people depends on"
    return tokens.lowers[i] in vocabulary.subject_verbs() or (bare and _is_verb(tokens, i))


def _is_verb(tokens: Tokens, i: int) -> bool:
    return tokens.lowers[i][-1] == "s" and is_verb_in_s(tokens, i)


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


def _pair_of_adjectives(tokens: Tokens, i: int) -> bool:
    """ "175 state *and* national awards"."""
    before, after = tokens.lower(i - 1), tokens.lower(i + 1)
    if is_plural(before) or is_plural(after) or not after.isalpha() or after in vocabulary.stops():
        return False
    if may_start_number(tokens.texts[i + 1], after):
        return False
    for noun in range(i + 2, i + 5):  # "five current and former senior administration officials"
        if not tokens.lower(noun).isalpha() or tokens.lower(noun) in vocabulary.stops():
            return False
        if is_plural(tokens.lower(noun)):
            return True
    return False


def _head(tokens: Tokens, run: list[int], number: Number, *, partitive: bool) -> int | None:
    plural = next((k for k, i in enumerate(run) if _is_plural(tokens, i)), None)
    if plural and number.value == 1 and not partitive:
        run, plural = run[:plural], None  # "one example suffices"
    if plural is not None:
        while plural + 1 < len(run) and _goes_on(tokens, run[plural], run[plural + 1]):
            if _is_relative(tokens, run, plural):
                break
            plural += 1
        while not _is_plural(tokens, run[plural]):
            plural -= 1
        return run[plural]
    if not run:
        return None
    last = tokens.texts[run[-1]]
    if last.istitle() and last.endswith("ese"):
        return run[-1]  # "six Sudanese"
    if number.value in (0, 1) or number.form in {"ordinal", "zero"}:
        return _singular_head(tokens, run)
    if partitive:
        return _singular_head(tokens, run)
    return None


def _is_plural(tokens: Tokens, i: int) -> bool:
    """Whether a word is a plural, or the end of a model's: "F-35*s*", "T-72*Bs*"."""
    word = tokens.texts[i]
    model = i > 0 and tokens.glued(i - 1) and tokens.texts[i - 1][-1].isdecimal()
    if model and word[-1] == "s" and (len(word) == 1 or word[:-1].isupper()):
        return True
    return is_plural(word)


def head_of(tokens: Tokens, counted: CountedPhrase) -> str:
    """The head as it is written, a model whole: "tanks", "F-35s"."""
    first = counted.head
    if _is_plural(tokens, first) and not is_plural(tokens.texts[first]):
        while first > counted.first and tokens.glued(first - 1):
            first -= 1
    return tokens.surface(first, counted.head)


def _is_relative(tokens: Tokens, run: list[int], plural: int) -> bool:
    """Whether the last two plurals are a thing and who does it: "demands protesters have made"."""
    if plural + 2 != len(run):
        return False
    thing, who = tokens.lowers[run[plural]], tokens.lowers[run[plural + 1]]
    return (
        is_auxiliary(tokens.lower(run[plural + 1] + 1))
        and tokens.texts[run[plural]].islower()
        and thing[-1] == "s"
        and is_plural(thing)
        and thing not in BEFORE_PLURALS
        and class_of(who) == "people"
    )


def _goes_on(tokens: Tokens, plural: int, following: int) -> bool:
    """Whether a plural is not yet the head: "Customs Enforcement officers"."""
    if is_plural(tokens.texts[following]):
        return True
    if tokens.texts[plural - 1] in HYPHENS:
        return True  # "long-dead senators"
    return tokens.texts[plural].istitle() and tokens.texts[following].istitle()


def _singular_head(tokens: Tokens, run: list[int]) -> int | None:
    """The last word of a short phrase, or the first known noun in it, or one that it describes."""
    while len(run) > 1 and tokens.lower(run[0]).endswith("ly"):
        run = run[1:]  # "one internationally recognised expert"
    for i in run:
        if _known(tokens.lower(i)) and not _describes(tokens, run, i):
            after = i + 1
            while after in run and _known(tokens.lower(after)):
                after += 1  # "one party leader"
            described = after + 1 in run and class_of(tokens.texts[after - 1]) == "organisations"
            if described and class_of(tokens.texts[after + 1]) == "organisations":
                return after + 1  # "one government intelligence agency"
            return after - 1
    last = run[0]
    if tokens.lower(last).endswith("ly"):
        return None
    for i in run[1:2]:
        lower = tokens.lower(i)
        if not lower.endswith(("ed", "ly", "ing")) or lower in vocabulary.ing_nouns():
            last = i
    return last


def _describes(tokens: Tokens, run: list[int], i: int) -> bool:
    """Whether the name of a party only says whose the noun after it is: "one Republican aide"."""
    ahead = i + 1 in run and tokens.lower(i + 1) not in {"close", "familiar"}
    return ahead and tokens.lower(i) in PARTISANS


def _known(word: str) -> bool:
    return word in vocabulary.one_of() or word in vocabulary.classes()


def class_of(head: str, before: str = "") -> str | None:
    """The class of a counted head by the lists of counted.toml; `before`: the word before it."""
    table = vocabulary.classes()
    lower = head.lower()
    compound = vocabulary.compounds().get(f"{before.lower()} {singular(lower)}")
    if compound is not None:
        return compound or None
    return table.get(lower) or table.get(singular(lower))
