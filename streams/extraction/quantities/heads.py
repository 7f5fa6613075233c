"""The head of what is counted: the first plural of a phrase, or the last of plurals in a row."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.classes import class_of, is_people
from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.lexicon import by_form, is_auxiliary, superlatives
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    before_plurals: frozenset[str]
    harmed: frozenset[str]
    collectives: frozenset[str]
    attributive: frozenset[str]
    describing: frozenset[str]
    before_one: frozenset[str]


WORDS = word_lists("heads", Words)


def attributive() -> frozenset[str]:
    """Words that describe the noun behind them and are seldom one."""
    return WORDS.attributive


WHO = frozenset({"people", "voters", "jobs", "personnel"})
"""Classes of those who may do something to what is counted."""
PARTISANS = frozenset({"democrat", "republican"})


def head_in(tokens: Tokens, run: list[int], number: Number, *, partitive: bool) -> int | None:
    if number.form == "ordinal":
        run = _to_a_verb(tokens, run)
    plurals = (k for k, i in enumerate(run) if plural_at(tokens, i))
    plural = next((k for k in plurals if not _is_of_a_name(tokens, run, k)), None)
    single = number.value in (0, 1) or number.form in {"ordinal", "zero"}
    one = plural is not None and number.value == 1 and not partitive
    if plural is not None and one and _describes_one(tokens, run, plural):
        plural = None
    elif plural and one:
        run, plural = run[:plural], None  # "one example suffices"
    elif plural == 0 and single and len(run) > 1 and tokens.lower(run[0]) in WORDS.collectives:
        run, plural = run[1:], None
    if plural is not None:
        while plural + 1 < len(run) and _goes_on(tokens, run[plural], run[plural + 1]):
            if _is_relative(tokens, run, plural):
                break
            plural += 1
        plural = _past_office(tokens, run, plural)
        while not plural_at(tokens, run[plural]):
            plural -= 1
        return run[plural]
    if not run:
        return None
    people = next((i for i in run if is_people(tokens.texts[i])), None)
    if people is not None and not single:
        return people  # "millions of Chinese prepare to"
    head = _singular_head(tokens, run) if single or partitive else None
    if head is None:
        return None
    lower = tokens.lower(head)
    if _names_nothing(lower) and (number.form == "ordinal" or not _known(lower)):
        return None
    return head


def _is_of_a_name(tokens: Tokens, run: list[int], plural: int) -> bool:
    """Whether a plural is a name that only ends like one: "two *Texas* military bases", and no
    people: "75,000 Nevadans cast early ballots"."""
    name = tokens.texts[run[plural]]
    if not name.istitle() or name.endswith("ns") or class_of(name) is not None:
        return False
    for i in run[plural + 1 :]:
        word = tokens.texts[i]
        if not word.islower() or is_plural(word):
            return word.islower() and i > run[plural] + 1
        if by_form(word) != "N":
            return False
    return False


def _describes_one(tokens: Tokens, run: list[int], plural: int) -> bool:
    """Whether a plural describes the one thing behind it: "one bad *jobs* report"."""
    if plural + 1 == len(run):
        return False
    word = tokens.lower(run[plural])
    name = tokens.texts[run[plural]].istitle() and tokens.texts[run[plural] + 1].islower()
    return word in WORDS.before_one or word in WORDS.before_plurals or name


def _past_office(tokens: Tokens, run: list[int], plural: int) -> int:
    """The plural behind a name of several words that describes it: "three Veterans Affairs health
    care *professionals*"; `plural` itself where none is."""
    named = plural > 0 and all(tokens.texts[i].istitle() for i in run[plural - 1 : plural + 1])
    if not named or class_of(tokens.texts[run[plural]]) is not None:
        return plural
    for k in range(plural + 1, len(run)):
        word = tokens.texts[run[k]]
        if not word.islower() or by_form(word) != "N":
            return plural
        if is_plural(word):
            return k
    return plural


def _to_a_verb(tokens: Tokens, run: list[int]) -> list[int]:
    """A phrase up to a past form behind a noun: "its sixth day *whipsawed* markets"."""
    for k in range(1, len(run)):
        past = tokens.lower(run[k]).endswith("ed") and tokens.lower(run[k] - 1) not in HYPHENS
        if past and not _is_described(tokens, run[k - 1]):
            return run[:k]
    return run


def plural_at(tokens: Tokens, i: int) -> bool:
    """Whether a word is a plural, or the end of a model's: "F-35*s*", "T-72*Bs*"."""
    word = tokens.texts[i]
    if i and tokens.gaps[i] and tokens.gaps[i - 1]:
        return is_plural(word)  # most words: nothing is glued to them
    if tokens.glued(i) and tokens.lower(i + 1) in HYPHENS and tokens.glued(i + 1):
        return False  # "200 missing-person reports"
    model = i > 0 and tokens.glued(i - 1) and tokens.texts[i - 1][-1].isdecimal()
    joined = i > 1 and tokens.texts[i - 1] in HYPHENS and tokens.glued(i - 1)
    if joined and len(word) == 3 and word[-1] == "s" and tokens.glued(i - 2):
        return True  # "two follow-ups"
    if model and word[-1] == "s" and (len(word) == 1 or word[:-1].isupper()):
        return True
    return is_plural(word)


def head_of(tokens: Tokens, counted: CountedPhrase) -> str:
    """The head as it is written, a model and a word with hyphens whole: "F-35s", "e-mails"."""
    first = counted.head
    if plural_at(tokens, first) and not is_plural(tokens.texts[first]):
        while first > counted.first and tokens.glued(first - 1):
            first -= 1
    while first - 2 >= counted.first and tokens.lower(first - 1) in HYPHENS:
        joined = tokens.glued(first - 1) and tokens.glued(first - 2)
        if not joined or not tokens.texts[first - 2].isalpha():
            break
        first -= 2
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
        and thing not in WORDS.before_plurals
        and class_of(who) in WHO
    )


def _goes_on(tokens: Tokens, plural: int, following: int) -> bool:
    """Whether a plural is not yet the head: "Customs Enforcement officers"."""
    if is_plural(tokens.texts[following]) or tokens.lower(plural) in WORDS.harmed:
        return True
    if tokens.texts[plural - 1] in HYPHENS:
        return True  # "long-dead senators"
    return tokens.texts[plural].istitle() and tokens.texts[following].istitle()


def _singular_head(tokens: Tokens, run: list[int]) -> int | None:
    """The last word of a short phrase, or the first known noun in it, or one that it describes."""
    while len(run) > 1 and _is_described(tokens, run[0]):
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
    if by_form(tokens.lower(last)) == "A":
        return None
    for i in run[1:]:
        lower = tokens.lower(i)
        adverb = by_form(lower) == "A" or lower.endswith(("ed", "ing"))
        if adverb and lower not in vocabulary.ing_nouns():
            break
        if i == run[-1] and _names_nothing(lower):
            break  # "a third World Cup *final*"
        last = i
        if not (_is_described(tokens, i) or _describes(tokens, run, i)):
            break
    return None if is_past(tokens, last) else last


def _is_described(tokens: Tokens, i: int) -> bool:
    """Whether a word is no noun, or joined to the one behind it: "*face*-*to*-face meeting"."""
    joined = tokens.glued(i) and tokens.lower(i + 1) in HYPHENS and tokens.glued(i + 1)
    lower = tokens.lower(i)
    initial = len(lower) == 1 and tokens.glued(i) and tokens.lower(i + 1) == "."  # U.S.
    return joined or initial or _is_adjective(lower) or by_form(lower) == "A"


def _is_adjective(lower: str) -> bool:
    return lower in WORDS.attributive or lower in WORDS.describing


def _names_nothing(lower: str) -> bool:
    """Whether nothing is named: "the sixth *largest*"."""
    return _is_adjective(lower) or lower in superlatives()


def is_past(tokens: Tokens, i: int) -> bool:
    """Whether a head is a verb: "only one *resulted* in", "three of the four *disagreed*"."""
    lower = tokens.lowers[i]
    agreed = not lower.endswith("eed") or lower.endswith(("greed", "anteed"))
    return lower.endswith("ed") and agreed and len(lower) > 4


def _describes(tokens: Tokens, run: list[int], i: int) -> bool:
    """Whether a word only says whose or what the noun after it is: "one Republican aide", "one
    White House insider"."""
    if i + 1 not in run or tokens.lower(i + 1) in {"close", "familiar"}:
        return False
    behind = i + 1
    while behind in run and tokens.texts[i].istitle() and tokens.texts[behind].istitle():
        behind += 1  # "one Girl Scouts official"
    named = tokens.texts[i].istitle() and behind in run and tokens.texts[behind].islower()
    return tokens.lower(i) in PARTISANS or (named and by_form(tokens.lower(behind)) == "N")


def _known(word: str) -> bool:
    return word in vocabulary.one_of() or word in vocabulary.classes()
