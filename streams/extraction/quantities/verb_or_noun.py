"""Whether a word that may be a verb or a noun is one or the other, by the words on either side."""

from typing import NamedTuple

import msgspec

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.classes import class_of
from streams.extraction.quantities.heads import attributive
from streams.extraction.quantities.lexicon import (
    CUES,
    base_forms,
    by_form,
    closed_classes,
    only_verbs,
    opens_phrase,
    verb_forms,
    verbs_after_numbers,
)
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    before_for: frozenset[str]
    foreseen: frozenset[str]
    nouns_too: frozenset[str]
    helpers: frozenset[str]
    helped: frozenset[str]
    what_is_cut: frozenset[str]
    alone: frozenset[str]
    before_to: frozenset[str]
    of_opinion: frozenset[str]
    before_a_share: frozenset[str]
    shares: frozenset[str]
    studies: frozenset[str]
    shows: frozenset[str]


WORDS = word_lists("verb_or_noun", Words)
_ENDS = frozenset("PCMW")
"""What follows a noun in -ing ("45 minutes of questioning in ...") sooner than a verb."""
WHO = frozenset({"people", "voters"})
"""Classes of those who do something."""
SIGNS = ("$", "£", "€", "¥")


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
        whose = word.previous == "whose" and word.form in "eg"
        return "N" if whose else "V"  # "whose combined value"
    alone = word.before == "D" and word.form == "p" and word.previous in WORDS.alone
    if alone and word.tokens.lower(word.i) not in base_forms():
        return "V"  # "the value of each rose 3 percent", and not "each cut"
    if word.before not in "DPS-":
        return None
    if word.form == "g" and word.previous == "those":
        return "V"  # "those making more than $50,000"
    if word.form == "g" and word.before == "P":
        ends = not word.following.isalpha() or closed_classes().get(word.following) in _ENDS
        return "N" if word.previous == "of" and ends else "V"
    return "N"


def _of_a_name(word: Either) -> str | None:
    """Nouns: the first word where it could be a plural, and what is in capitals."""
    if word.i == 0 and word.form in "son":
        return "N"  # "Exports to China shrank"
    if word.form != "e":
        return "N" if word.i and word.text[0].isupper() else None
    following = word.tokens.texts[1:2]
    return "N" if word.i == 0 and following and following[0].istitle() else None  # "Wilfred Stark"


def _by_its_form(word: Either) -> str | None:
    """Past forms are verbs, those in -ing mostly."""
    measured = word.previous in unit_table.unit_words()
    measured = measured and word.tokens.lower(word.i - 2) in HYPHENS
    if word.form in "eg" and measured:
        return "N"  # "a 30-year fixed mortgage", "a 20-month grounding"
    if word.text == "cut" and _is_a_cut(word):
        return "N"
    if word.form == "e" and word.before == "V" and _describes(word):
        return "N"
    if word.form in "peo":
        return "V"
    if word.form == "g" and word.previous in attributive() and not opens_phrase(word.following):
        return None if class_of(word.previous) else "N"  # "weeks of additional brainstorming"
    if word.form == "g":
        verb = verb_forms().get(word.following) in ("p", "o")
        return "N" if word.before in "C|" and verb else "V"
    return None


def _describes(word: Either) -> bool:
    """Whether a past form right behind a verb says something of the noun that follows: "posted
    *improved* sales", and not "those injured *suffered* wounds"."""
    who = word.tokens.lower(word.i - 2)
    if who and (closed_classes().get(who) == "D" or may_start_number(who, who)):
        return False
    return word.following.isalpha() and by_form(word.following) == "N"


def _is_a_cut(word: Either) -> bool:
    """Whether "cut" ends a noun: "a $5 trillion tax cut", and not "the budget cut 300 jobs"."""
    if word.previous not in WORDS.what_is_cut or word.following in SIGNS:
        return False
    return not word.following[:1].isdecimal() and closed_classes().get(word.following) != "D"


def _after_a_noun(word: Either) -> str | None:
    """A base form or one in -s after a noun: by what follows."""
    if word.before != "N":
        return None
    tokens, i = word.tokens, word.i
    previous, after = tokens.texts[i - 1], word.following
    opens = opens_phrase(after)
    if not opens and previous.istitle() and i + 1 < len(tokens):
        opens = tokens.texts[i + 1].istitle()  # "Biden leads Trump"
    share = word.form == "b" and previous in {"percent", "cent"}
    if share and (word.text in only_verbs() or _is_done_by_a_share(word)):
        return "V"  # "84 percent say"
    if word.form == "b" and _of_a_share(word):
        return "V"
    if word.previous in WORDS.studies and word.text in WORDS.shows:
        return "V"
    plural = is_plural(previous)
    if _is_base_form(word) or (plural and word.form == "b" and word.text in only_verbs()):
        return "V"  # "those extending benefits say", "those 65 and older agree"
    if word.text in WORDS.foreseen and _foresees(word):
        return "V"
    if word.form == "n":  # "Democrats embrace the plan"
        object_ = plural and not word.governed and closed_classes().get(after) == "D"
        return "V" if object_ else "N"
    if word.governed:
        return "N"
    if word.form == "b" and not previous.istitle():
        return "V" if plural and previous != "percent" else "N"
    in_s = word.form == "s"
    if in_s and (after == "that" or (after == "for" and word.text in WORDS.before_for)):
        return "V"  # "research shows that"
    if in_s and i + 2 < len(tokens) and after.islower():  # "raises taxes by"
        opens = opens or (tokens.lower(i + 2) in CUES and is_plural(tokens.texts[i + 1]))
    opens = opens or (in_s and after == "with")
    if opens and in_s and after in CUES | {"with"} and _verb_ahead(tokens, i + 2):
        return "N"  # "passenger numbers at Heathrow reached"
    return "V" if opens else "N"


def _foresees(word: Either) -> bool:
    """Whether somebody says what is to be: "Browne *estimates* reconstruction will cost $5m"."""
    named = word.tokens.texts[word.i - 1].istitle() and by_form(word.following or ".") == "N"
    return named and _verb_ahead(word.tokens, word.i + 2)


def _of_a_share(word: Either) -> bool:
    """Whether a verb stands behind those of whom there is a share: "75% of Democrats *support*"."""
    tokens, i = word.tokens, word.i
    if tokens.lower(i - 2) != "of" or tokens.lower(i - 3) not in WORDS.shares:
        return False
    return class_of(tokens.texts[i - 1]) in WHO and is_plural(tokens.texts[i - 1])


def _after_a_number(word: Either) -> str | None:
    """ "11 million pay $20 a month"; "slowed decline by"."""
    pays = word.form == "b" and word.following[:1] in SIGNS
    if word.before == "#" and (pays or word.text in only_verbs()):
        return "V"
    if word.before == "#" and word.form == "b" and _is_done_by_a_share(word):
        return "V"
    if word.before == "V" and word.form == "b":
        helped = word.previous in WORDS.helped and closed_classes().get(word.following) is None
        return "V" if helped else None if word.previous in WORDS.helpers else "N"
    return None


def _is_base_form(word: Either) -> bool:
    """Whether a word is the base form of a verb, and never a noun ("paid leave", "think tanks")."""
    if word.form != "b" or word.text in WORDS.nouns_too or word.following[:4] == "tank":
        return False
    return word.text in only_verbs()


def _is_done_by_a_share(word: Either) -> bool:
    """Whether a verb stands behind a number for those who do it: "about half *live* in its cities",
    "62 percent *plan* to raise prices", "44 percent *support* building a wall"."""
    following = word.following
    if word.text in verbs_after_numbers():
        return following in CUES or closed_classes().get(following) in ("P", "A")
    if not ends_percent(word.tokens, word.i - 1):
        return False
    if following == "to":
        return word.text in WORDS.before_to
    class_ = closed_classes().get(following)
    object_ = class_ == "D" and following not in {"each", "every"}
    if class_ is None and following.isalpha():
        opinion = word.text in WORDS.of_opinion and by_form(following) == "N"
        object_ = opinion or following.endswith("ing")
    number = word.tokens.lowers[max(0, word.i - 5) : word.i - 1]
    return object_ and WORDS.before_a_share.isdisjoint(number)


DECIDING = (_after_what_decides, _of_a_name, _by_its_form, _after_a_noun, _after_a_number)


def decided(tokens: Tokens, i: int, form: str, before: str, governed: bool) -> str:
    """V or N for a word that may be either, by the tag before it and the word after.

    `form` is what `by_form` says; `governed` whether the clause has its verb.
    """
    word = Either(tokens, i, form, before, governed)
    for rule in DECIDING:
        if (tag := rule(word)) is not None:
            return tag
    if before in ",C" and _is_base_form(word):
        return "V"  # "would cut premiums and reduce out-of-pocket costs"
    return "V" if before in ",C|V" and opens_phrase(tokens.lower(i + 1)) else "N"


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
