"""What a word may be by itself: closed classes and verb forms, from `data/verbs.toml`."""

from functools import cache, lru_cache

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.tokens import Tokens
from streams.third_person import third_person


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    base: tuple[str, ...]
    past: tuple[str, ...]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    adverbs: frozenset[str]
    ly_words: frozenset[str]
    amounts: frozenset[str]
    only_verbs: tuple[str, ...]
    more_verbs: tuple[str, ...]
    more_base: tuple[str, ...]
    more_past: tuple[str, ...]
    after_numbers: frozenset[str]
    cues: frozenset[str]
    modals: frozenset[str]
    days: frozenset[str]
    periods: frozenset[str]
    superlatives: frozenset[str]


@cache
def verbs() -> Verbs:
    return vocabulary.read_lists("verbs.toml", Verbs)


CUES = verbs().cues
"""Words that a verb stands before sooner than a noun."""


@cache
def amounts() -> frozenset[str]:
    """Heads that say how much and not what."""
    return verbs().amounts


@cache
def empty_words() -> frozenset[str]:
    """Words that name nothing: of the closed classes."""
    lists = verbs()
    return lists.determiners | lists.prepositions | lists.pronouns | lists.conjunctions


@cache
def superlatives() -> frozenset[str]:
    return verbs().superlatives


@cache
def only_verbs() -> frozenset[str]:
    return frozenset(verbs().only_verbs + verbs().more_verbs)


@cache
def verbs_after_numbers() -> frozenset[str]:
    return verbs().after_numbers


@cache
def base_verbs() -> frozenset[str]:
    """Verbs in the form that a plural has, none of which is a noun."""
    return only_verbs() | verbs_after_numbers()


@cache
def modals() -> frozenset[str]:
    return verbs().modals


@cache
def periods() -> frozenset[str]:
    return verbs().periods


@cache
def days() -> frozenset[str]:
    return verbs().days


@cache
def year_on_year_words() -> frozenset[str]:
    """What "year-on-year" is made of."""
    return periods() | {"-", "on", "over"}


@cache
def closed_classes() -> dict[str, str]:
    """Words that are always, or nearly, of one class; the first class listed wins."""
    lists = verbs()
    table: dict[str, str] = {}
    for tag, words in (
        ("D", lists.determiners), ("M", lists.auxiliaries), ("R", lists.pronouns),
        ("W", lists.relatives), ("C", lists.conjunctions), ("P", lists.prepositions),
        ("A", lists.adverbs), ("A", lists.days), ("N", lists.ly_words),
    ):  # fmt: skip
        for word in words:
            table.setdefault(word, tag)
    return table


@cache
def verb_forms() -> dict[str, str]:
    """Verb forms and their kind: b(ase), s, p(ast), o for a form in -s that is no noun, n for one
    that is a noun sooner."""
    lists = verbs()
    table = dict.fromkeys((*lists.more_base, *map(third_person, lists.more_base)), "n")
    table |= _forms_of(lists.more_verbs, lists.more_verbs, lists.more_past)
    return table | _met_forms()


@cache
def _met_forms() -> dict[str, str]:
    """The forms of the verbs that the network of `ranking.py` has met by name."""
    lists = verbs()
    return _forms_of(lists.base, lists.only_verbs, lists.past)


def _forms_of(
    base: tuple[str, ...], only_verbs: tuple[str, ...], past: tuple[str, ...]
) -> dict[str, str]:
    table: dict[str, str] = dict.fromkeys(base, "b")
    table |= {third_person(word): "s" for word in base}
    table |= {third_person(word): "o" for word in only_verbs}
    return table | dict.fromkeys(past, "p")


@lru_cache(maxsize=65536)
def by_form(lower: str) -> str:
    """The class of a word by itself; v is a word that may be a verb: decided by its neighbours."""
    lower = lower.replace("’", "'")
    closed = closed_classes().get(lower)
    if closed is not None:
        return closed
    form = verb_forms().get(lower)
    if form is not None:
        return form
    if not lower[0].isalpha():
        return "|"
    if "'" in lower:  # "they've", "I'm"
        pronoun = closed_classes().get(lower.partition("'")[0], "N")
        return "R" if pronoun == "D" else pronoun if pronoun in "RW" else "N"  # "that'll", "who'd"
    if lower.endswith("ing") and len(lower) > 4 and lower not in vocabulary.ing_nouns():
        return "g"
    if lower.endswith("ed") and len(lower) > 3 and not lower.endswith("eed"):
        return "e"
    if lower.endswith("ly") and len(lower) > 4:
        return "A"
    return "N"


@cache
def known_words() -> frozenset[str]:
    """Words of the closed classes and verbs in the forms that the network has met by name."""
    return frozenset(closed_classes()) | frozenset(_met_forms())


def may_be_verb(word: str, form: str) -> bool:
    """Whether a lower-cased word is a listed verb in a form: b(ase), or p(ast)."""
    return verb_forms().get(word) == form or (form == "b" and word in base_forms())


def is_empty(word: str) -> bool:
    """Whether a lower-cased word is of a closed class, and neither noun nor verb."""
    return closed_classes().get(word, "N") not in "NM" or word[-2:] == "ly"


@cache
def base_forms() -> frozenset[str]:
    return frozenset(verbs().base + verbs().more_base + verbs().more_verbs)


@cache
def measures() -> frozenset[str]:
    """Words and symbols of units, in small letters."""
    return unit_table.unit_words() | {s.lower() for s in unit_table.exact_symbols()}


def is_auxiliary(word: str) -> bool:
    """Whether a lower-cased word is an auxiliary verb: is, has, will."""
    return closed_classes().get(word) == "M"


def opens_phrase(word: str) -> bool:
    """Whether a phrase begins with a lower-cased word: digits, a currency, a determiner, a cue."""
    return (
        word[:1].isdecimal()
        or word in unit_table.currency_symbols()
        or closed_classes().get(word, "") in ("D", "R")
        or word in CUES
        or word in vocabulary.numbers().ones
    )


def is_verb_in_s(tokens: Tokens, i: int) -> bool:
    """Whether a form in -s is a verb, by what follows: "the SUV *measures* 4.72 metres"."""
    form = verb_forms().get(tokens.lower(i))
    return form == "o" or (form == "s" and opens_phrase(tokens.lower(i + 1)))
