"""Numbers that are not quantities: years, clock times, names, scores, addresses, phone numbers.

Each rule looks at one number and its neighbours and says whether it is of its kind; a module has
those of one reason.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import get_args

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.exclusions.capitals import (
    capitalised_name,
    number_in_a_name,
    programme,
    title,
)
from streams.extraction.quantities.exclusions.codes import (
    EMERGENCIES,
    VERSIONS,
    after_code,
    area_code,
    book_of_the_bible,
    emergency_call,
    exponent,
    footnote,
    hyphen_chain,
    list_numbering,
    part_of_a_thread,
    section_of_a_law,
    slashed,
    spelt_number,
    version,
)
from streams.extraction.quantities.exclusions.idioms import (
    IDIOMS,
    base_of_a_rate,
    doubled_down,
    place_by_number,
    pronoun_one,
    wheeler,
)
from streams.extraction.quantities.exclusions.names import (
    SCREENS,
    TELL_A_NAME,
    address,
    numbered_name,
    part_of_a_name,
    resolution,
    unit_of_an_army,
)
from streams.extraction.quantities.exclusions.scores import (
    OF_PAR,
    acceleration,
    rating,
    score,
    tally,
    under_par,
    wickets,
)
from streams.extraction.quantities.exclusions.times import (
    AT_A_TIME,
    MONTHS,
    OF_CLOCKS,
    and_a_half,
    clock_time,
    day_of_month,
    decade,
    end_of_year,
    half_of_a_time,
    time_of_day,
    year,
)
from streams.extraction.quantities.exclusions.titles import (
    last_of_a_title,
    named_by_number,
    quoted_title,
)
from streams.extraction.quantities.marks import DASHES, HYPHENS
from streams.extraction.quantities.numbers import Form, Number
from streams.extraction.tokens import Tokens

Rule = Callable[[Tokens, Number], bool]
RULES: tuple[Rule, ...] = (
    clock_time, doubled_down, *IDIOMS, decade, after_code, hyphen_chain, slashed, score,
    part_of_a_name, numbered_name, time_of_day, year, end_of_year, address,
    list_numbering, unit_of_an_army, pronoun_one, capitalised_name,
    day_of_month, programme, number_in_a_name, tally, half_of_a_time, and_a_half, footnote,
    acceleration, exponent, wickets, under_par, rating, emergency_call, resolution,
    part_of_a_thread, base_of_a_rate,
    place_by_number, section_of_a_law, title, wheeler, book_of_the_bible, spelt_number,
    quoted_title, named_by_number, last_of_a_title, area_code,
    version,
)  # fmt: skip
OF_DIGITS = frozenset({
    time_of_day, decade, year, end_of_year, list_numbering, capitalised_name, day_of_month,
    footnote, emergency_call, resolution, part_of_a_thread, section_of_a_law,
    book_of_the_bible, spelt_number, area_code, version,
})  # fmt: skip
"""Rules for what begins with a digit, or a sign, alone."""
OF_WORDS = frozenset({
    doubled_down, *IDIOMS, pronoun_one, number_in_a_name, half_of_a_time, and_a_half, title,
    last_of_a_title,
})  # fmt: skip
"""Rules for what begins with a letter, or a sign, alone."""
OF_SIGNS = frozenset({
    after_code, decade, hyphen_chain, slashed, score, end_of_year, list_numbering,
    footnote, section_of_a_law, spelt_number, quoted_title, last_of_a_title,
})  # fmt: skip
"""Rules for what has a sign beside it, or is glued to something."""
OF_FORMS: dict[Rule, frozenset[Form]] = {
    decade: frozenset(get_args(Form)) - {"tens"},
    doubled_down: frozenset({"multiple"}),
    and_a_half: frozenset({"fraction"}),
    unit_of_an_army: frozenset({"ordinal"}),
    **dict.fromkeys(
        (*IDIOMS, pronoun_one, number_in_a_name, title, last_of_a_title), frozenset({"words"})
    ),
    **dict.fromkeys((quoted_title, named_by_number), frozenset({"digits", "words"})),
    **dict.fromkeys(
        (part_of_a_name, capitalised_name, list_numbering, day_of_month, footnote, version),
        frozenset({"digits"}),
    ),
}
"""Rules for numbers of some forms alone."""


NEAR = 4
"""Tokens before a number and behind it among which stands what a rule of NEEDS looks for."""
NEEDS: dict[Rule, frozenset[str]] = {
    clock_time: OF_CLOCKS,
    doubled_down: frozenset({"down"}),
    time_of_day: AT_A_TIME,
    **IDIOMS,
    decade: frozenset({"'", "’", "‘", "s", "'s", "’s"}),
    hyphen_chain: DASHES | {"(", ")", "/", "."},
    slashed: frozenset({"/", "9"}),
    **dict.fromkeys((score, end_of_year), DASHES),
    numbered_name: TELL_A_NAME,
    address: frozenset(word.lower() for word in vocabulary.streets()) | {"code", "u"},
    pronoun_one: frozenset({"one"}),
    day_of_month: MONTHS,
    list_numbering: frozenset({".", ")"}),
    tally: frozenset({"to"}),
    half_of_a_time: frozenset({"half"}),
    footnote: frozenset({"["}),
    acceleration: frozenset({"0", "zero"}),
    exponent: frozenset({"^"}),
    wickets: frozenset({"for"}),
    under_par: OF_PAR,
    rating: frozenset({"out"}),
    emergency_call: EMERGENCIES,
    resolution: SCREENS,
    part_of_a_thread: frozenset({"of"}),
    base_of_a_rate: frozenset({"per", "every"}),
    place_by_number: frozenset({"number"}),
    section_of_a_law: frozenset({"(", "§"}),
    wheeler: HYPHENS,
    book_of_the_bible: frozenset({":"}),
    spelt_number: frozenset({"1"}),
    quoted_title: frozenset({'"', "“", "‘"}),
    last_of_a_title: frozenset({"'s", "’s"}),
    area_code: frozenset({"area", "zip", "post"}),
    version: VERSIONS,
}
"""Rules that hold of no number without one of these words in it or NEAR it, in small letters."""
TELLING: dict[str, int] = {
    word: sum(1 << bit for bit, words in enumerate(NEEDS.values()) if word in words)
    for word in frozenset().union(*NEEDS.values())
}
"""Which of NEEDS, in their order, a word is of, as bits."""


BETWEEN_WORDS = 1 << len(NEEDS)
"""The bit, beside those of TELLING, of a number with nothing but words around it."""


@lru_cache(maxsize=4096)
def _rules(begins: str, form: Form, told: int) -> tuple[Rule, ...]:
    """The rules for a number, in order. `begins`: "digit", "letter" or "sign"; `told`: the bits of
    TELLING for what is near it, and BETWEEN_WORDS.
    """
    untold = {rule for bit, rule in enumerate(NEEDS) if not told >> bit & 1}
    never = {"digit": OF_WORDS, "letter": OF_DIGITS, "sign": frozenset[Rule]()}[begins]
    return tuple(
        rule
        for rule in RULES
        if rule not in never
        and rule not in untold
        and not (told & BETWEEN_WORDS and rule in OF_SIGNS)
        and form in OF_FORMS.get(rule, (form,))
    )


def why_excluded(tokens: Tokens, number: Number) -> str | None:
    """The name of the first rule that says this number is no quantity, None where none does."""
    first, last = number.first, number.last
    initial = tokens.texts[first][0]
    begins = "digit" if initial.isdecimal() else "letter" if initial.isalpha() else "sign"
    words = tokens.lower(first - 1).isalpha() and tokens.lower(last + 1).isalpha()
    words = words and not tokens.glued(first - 1) and not tokens.glued(last)
    told = BETWEEN_WORDS if words else 0
    for word in tokens.lowers[max(first - NEAR, 0) : last + 1 + NEAR]:
        if word in TELLING:
            told |= TELLING[word]
    for rule in _rules(begins, number.form, told):
        if rule(tokens, number):
            return rule.__name__
    return None
