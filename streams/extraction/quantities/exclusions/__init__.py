"""Numbers that are not quantities: years, clock times, names, scores, addresses, phone numbers.

Each rule looks at one number and its neighbours and says whether it is of its kind; a module has
those of one reason.
"""

from collections.abc import Callable

from streams.extraction.quantities.exclusions.codes import (
    after_code,
    emergency_call,
    footnote,
    hyphen_chain,
    list_numbering,
    part_of_a_thread,
    slashed,
    unreadable,
)
from streams.extraction.quantities.exclusions.idioms import hundred_of_a_rate, idiom, pronoun_one
from streams.extraction.quantities.exclusions.names import (
    address,
    capitalised_name,
    number_in_a_name,
    numbered_name,
    part_of_a_name,
    programme,
    resolution,
    unit_of_an_army,
)
from streams.extraction.quantities.exclusions.scores import acceleration, score, tally, wickets
from streams.extraction.quantities.exclusions.times import (
    and_a_half,
    clock_time,
    day_of_month,
    decade,
    end_of_year,
    half_of_a_time,
    year,
)
from streams.extraction.quantities.numbers import Number
from streams.extraction.tokens import Tokens

Rule = Callable[[Tokens, Number], bool]
RULES: tuple[Rule, ...] = (
    clock_time, idiom, decade, after_code, hyphen_chain, slashed, score, part_of_a_name,
    numbered_name, year, end_of_year, address,
    list_numbering, unit_of_an_army, pronoun_one, unreadable, capitalised_name,
    day_of_month, programme, number_in_a_name, tally, half_of_a_time, and_a_half, footnote,
    acceleration, wickets, emergency_call, resolution, part_of_a_thread, hundred_of_a_rate,
)  # fmt: skip


def why_excluded(tokens: Tokens, number: Number) -> str | None:
    """The name of the first rule that says this number is no quantity, None where none does."""
    return next((rule.__name__ for rule in RULES if rule(tokens, number)), None)
