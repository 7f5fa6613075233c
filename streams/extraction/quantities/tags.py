"""One letter a token for its part of speech: just enough to find the subject of a number.

Closed classes are lists (`data/verbs.toml`); a verb that is also a noun is decided by the word on
either side. Measured by what it is for, the concept of a quantity, and not as a tagger.

    D determiner   P preposition   M auxiliary   V verb      R pronoun   W relative pronoun
    C conjunction  A adverb        N noun, name or adjective   # number  , comma  | other marks
"""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.lexicon import (
    CUES,
    base_forms,
    by_form,
    closed_classes,
    measures,
    modals,
    only_verbs,
    opens_phrase,
    periods,
    verb_forms,
    verbs_after_numbers,
    year_on_year_words,
)
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.tokens import Tokens

ORDINALS = frozenset({"st", "nd", "rd", "th"})
MARKS = {",": ",", "&": "N", "'s": "S", "’s": "S", "%": "#"}
"""Marks with a tag of their own; S is the possessive."""
APOSTROPHES = frozenset("'’")
_ENDS = frozenset("PCMW")
"""What follows a noun in -ing ("45 minutes of questioning in ...") sooner than a verb."""
OF_NOW = frozenset("last next this previous each every a per past same that".split())
TITLES = frozenset("mr mrs ms dr prof rev sen rep gov gen lt col maj capt sgt st".split())
SIGNS = ("$", "£", "€", "¥")
HELPERS = frozenset("help helped helps helping let lets make made makes".split())
"""Verbs that another stands right after: "help cut emissions"."""
ALONE = frozenset("each all some both this that these those any".split())
"""Determiners that may stand for a noun."""


def tags(tokens: Tokens, numbers: Collection[int]) -> list[str]:
    """The tags of a sentence; `numbers` are the tokens of its quantities. Linear."""
    found: list[str] = []
    lowers = tokens.lowers
    closed, clause_words = closed_classes(), vocabulary.clause_words()
    before = "|"
    present = False  # whether the last verb is a form in -s
    governed = False  # whether the clause has its verb
    for i, lower in enumerate(lowers):
        if i in numbers:
            tag = "#"
        elif not _is_plain(lower) and (sign := _of_sign(tokens, i, before)) is not None:
            tag = sign
        elif before == "-" and lower[0].isalpha() and tokens.glued(i - 1):
            tag = "N"  # the start-up
        elif found and before == "|" and _of_no_quantity(tokens, i):
            tag = "|"  # "from 0 to 62 mph": of a number that is no quantity
        else:
            tag = by_form(lower)
            if tag in "bspgeo":
                again = present and tag == "s" and before == "C" and closed.get(tokens.lower(i + 1))
                form = tag
                tag = "V" if again == "P" else _decided(tokens, i, tag, before, governed)
                if tag == "V":
                    present = form in "so"  # "weighs 515 grams and *runs* for two hours"
            elif (tag == "N" and before in "MN") or not _stays(lower):
                tag = _in_place(tokens, i, tag, before)
        if tag in "NDP":
            if lower == "to":
                governed = False
        elif tag in "VM":
            passive = lower[-2:] == "ed" and tokens.lower(i + 1) == "by"  # "a bill passed by the"
            governed = not passive and lower not in clause_words  # "said it manages"
        elif tag in ",CW|" or lower == "to":
            governed = False
        found.append(tag)
        if tag != "A":
            before = tag
        elif before == "P":
            before = "N"  # "in March", "until now": what the preposition was for
    return found


@lru_cache(maxsize=65536)
def _is_plain(lower: str) -> bool:
    """Whether `_of_sign` has nothing to say of a word, wherever it stands."""
    sign = lower in MARKS or lower in APOSTROPHES or lower in HYPHENS or lower == "."
    return not (sign or lower in year_on_year_words() or lower[0].isdecimal())


@lru_cache(maxsize=65536)
def _stays(lower: str) -> bool:
    """Whether a word that is no verb keeps its tag behind all but a noun and an auxiliary."""
    if by_form(lower) == "N":
        return not (lower in periods() or lower in ORDINALS or lower[-2:] == "er")
    return lower not in {"us", "worth", "a"}


def _of_sign(tokens: Tokens, i: int, before: str) -> str | None:
    """The tag of a mark, of digits that are no quantity, of a word of "year-on-year"."""
    texts, lower = tokens.texts, tokens.lowers[i]
    if lower in year_on_year_words() and _year_on_year(tokens, i):
        return "A"
    if lower in MARKS:
        return "M" if before in "RW" and MARKS[lower] == "S" else MARKS[lower]  # "it's going"
    owner = before == "N" and texts[i - 1][-1] == "s" and tokens.glued(i - 1)
    if owner and lower in APOSTROPHES:
        return "S"  # "investors' wealth"
    if lower in HYPHENS:
        inside = i and before in "NV#" and tokens.glued(i - 1) and tokens.glued(i)
        return "-" if inside else "|"
    if lower == "." and before == "N" and i + 1 < len(texts) and _abbreviates(tokens, i):
        return "N"  # U.S., Mr. Smith
    if lower[0].isdecimal():
        if tokens.lower(i + 1) in ORDINALS and tokens.glued(i):
            return "A"
        named = before == "N" and not texts[i - 1].islower()
        return "N" if named or before == "-" else "|"
    return None


def _abbreviates(tokens: Tokens, i: int) -> bool:
    """Whether the full stop at token `i` is that of a letter or of a title before a name."""
    return len(tokens.texts[i - 1]) == 1 or tokens.lowers[i - 1] in TITLES


def _of_no_quantity(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the unit of digits that are no quantity: "62 mph", "100 km/h"."""
    previous = tokens.texts[i - 1]
    if previous == "/":
        return tokens.glued(i - 1) and i > 1 and tokens.lower(i - 2) in measures()
    lower = tokens.lowers[i]
    return previous[0].isdecimal() and (lower in measures() or lower == "s")  # "the 1960s"


def _verb_ahead(tokens: Tokens, i: int) -> bool:
    """Whether the clause has its verb from token `i` on: past, or in -s and no noun."""
    for at in range(i, min(len(tokens), i + 8)):
        lower = tokens.lowers[at]
        if lower in ",.;:" or closed_classes().get(lower) in ("C", "W"):
            return False
        if closed_classes().get(lower) == "M":
            return True
        if verb_forms().get(lower) in ("p", "o") and tokens.lower(at - 1) != "to":
            return True
        if (
            lower.endswith("ed")
            and by_form(lower) == "e"
            and closed_classes().get(tokens.lower(at - 1)) not in ("D", "P")
        ):
            return True
    return False


def _in_place(tokens: Tokens, i: int, tag: str, before: str) -> str:
    """The tag of a word that is no verb, corrected by what stands right before it."""
    text, lower, previous = tokens.texts[i], tokens.lowers[i], tokens.lower(i - 1)
    if tag != "N":  # "the US", "the A40"
        name = (
            text == "US"
            or (lower == "worth" and previous == "net")
            or (text == "A" and i > 0 and tokens.glued(i))
        )
        return "N" if name else tag
    if before == "M" and previous in modals() and text.islower():
        return "V"
    if before == "N" and _unknown_verb(tokens, i):
        return "V"
    if lower in periods() and (previous in OF_NOW or _by_period(tokens, i)):
        return "A"
    if lower[-2:] == "er" and tokens.lower(i + 1) == "than":
        return "A"  # "two minutes faster than"
    if lower in ORDINALS and previous[:1].isdecimal() and tokens.glued(i - 1):
        return "A"
    return tag


def _by_period(tokens: Tokens, i: int) -> bool:
    """ "Fell 1.3 per cent month on month"."""
    word = tokens.lowers[i]
    for step in (1, -1):
        if tokens.lower(i + step) == "on" and tokens.lower(i + 2 * step) == word:
            return True
    return False


def _year_on_year(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is of a "year-on-year"."""
    return any(
        tokens.lower(at) in periods() and tokens.spaced(["-", "on", "-", tokens.lower(at)], at + 1)
        for at in (i, i - 1, i - 2, i - 3, i - 4)
    )


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
        and (closed_classes().get(tokens.lower(i + 1)) == "D" or tokens.lower(i + 1) in "$£€¥")
    )


def _decided(tokens: Tokens, i: int, form: str, before: str, governed: bool) -> str:
    """V or N for a word that may be either, by the tag before it and the word after.

    `form` is what `by_form` says; `governed` whether the clause has its verb.
    """
    word = Either(tokens, i, form, before, governed)
    for rule in DECIDING:
        if (tag := rule(word)) is not None:
            return tag
    return "V" if before in ",C|V" and opens_phrase(tokens.lower(i + 1)) else "N"


class Either(NamedTuple):
    """A word that may be a verb or a noun, the tag before it, and whether its clause has a verb."""

    tokens: Tokens
    i: int
    form: str
    before: str
    governed: bool

    @property
    def text(self) -> str:
        return self.tokens.texts[self.i]

    @property
    def following(self) -> str:
        return self.tokens.lower(self.i + 1)

    @property
    def previous(self) -> str:
        return self.tokens.lower(self.i - 1)


def _after_what_decides(word: Either) -> str | None:
    """After an auxiliary or "to" a verb, after a determiner or preposition a noun."""
    if word.form == "e" and word.following == "-" and word.tokens.glued(word.i):
        return "N"  # "closed-door"
    if word.before in "MRW" or word.previous == "to":
        return "V"
    alone = word.before == "D" and word.form == "p" and word.previous in ALONE
    if alone and word.tokens.lower(word.i) not in base_forms():
        return "V"  # "the value of each rose 3 percent", and not "each cut"
    if word.before not in "DPS-":
        return None
    if word.form == "g" and word.before == "P":
        ends = not word.following.isalpha() or closed_classes().get(word.following) in _ENDS
        return "N" if word.previous == "of" and ends else "V"
    return "N"


def _of_a_name(word: Either) -> str | None:
    """Nouns: the first word where it could be a plural, and what is in capitals."""
    if word.i == 0 and word.form in "so":
        return "N"  # "Exports to China shrank"
    if word.form != "e":
        return "N" if word.i and word.text[0].isupper() else None
    following = word.tokens.texts[1:2]
    return "N" if word.i == 0 and following and following[0].istitle() else None  # "Wilfred Stark"


def _by_its_form(word: Either) -> str | None:
    """Past forms are verbs, those in -ing mostly."""
    measured = word.previous in vocabulary.unit_words()
    measured = measured and word.tokens.lower(word.i - 2) in HYPHENS
    if word.form in "eg" and measured:
        return "N"  # "a 30-year fixed mortgage", "a 20-month grounding"
    if word.form in "peo":
        return "V"
    if word.form == "g":
        verb = verb_forms().get(word.following) in ("p", "o")
        return "N" if word.before in "C|" and verb else "V"
    return None


def _after_a_noun(word: Either) -> str | None:
    """A base form or one in -s after a noun: by what follows."""
    if word.before != "N":
        return None
    tokens, i = word.tokens, word.i
    previous, after = tokens.texts[i - 1], word.following
    opens = opens_phrase(after)
    if not opens and previous.istitle() and i + 1 < len(tokens):
        opens = tokens.texts[i + 1].istitle()  # "Biden leads Trump"
    if previous in {"percent", "cent"} and word.text in only_verbs():
        return "V"  # "84 percent say"
    if word.governed:
        return "N"
    plural = is_plural(previous)
    if word.form == "b" and (not previous.istitle() or (plural and word.text in only_verbs())):
        return "V" if plural and previous != "percent" else "N"
    in_s = word.form == "s"
    if in_s and after == "that":
        return "V"  # "research shows that"
    if in_s and i + 2 < len(tokens) and after.islower():  # "raises taxes by"
        opens = opens or (tokens.lower(i + 2) in CUES and is_plural(tokens.texts[i + 1]))
    opens = opens or (in_s and after == "with")
    if opens and in_s and after in CUES | {"with"} and _verb_ahead(tokens, i + 2):
        return "N"  # "passenger numbers at Heathrow reached"
    return "V" if opens else "N"


def _after_a_number(word: Either) -> str | None:
    """ "11 million pay $20 a month"; "slowed decline by"."""
    pays = word.form == "b" and word.following[:1] in SIGNS
    if word.before == "#" and (pays or word.text in only_verbs()):
        return "V"
    if (
        word.before == "#"
        and word.text in verbs_after_numbers()
        and word.following in CUES | {"in"}
    ):
        return "V"  # "about half live in its cities"
    if word.before == "V" and word.form == "b" and word.previous not in HELPERS:
        return "N"
    return None


DECIDING = (_after_what_decides, _of_a_name, _by_its_form, _after_a_noun, _after_a_number)
