"""Rows of numbers that have their unit once: "10, 20 or 30 years", "83, 84, 85 percent"."""

from collections.abc import Sequence

from streams.extraction.quantities.found import Found
from streams.extraction.quantities.numbers import Value
from streams.extraction.tokens import Tokens

COMMA = [","]
LAST = (COMMA, ["or"], ["and"], [",", "or"], [",", "and"])
"""What stands before the last number of a row."""


def is_listed(tokens: Tokens, found: Sequence[Found], i: int) -> bool:
    """Whether the quantity at `i` and the one after it are of a row of three, by size."""
    here, after = found[i], found[i + 1]
    gap = _gap(tokens, here, after)
    if gap == COMMA and here.value is not None and _is_pair(tokens, after):
        return after.low is not None and here.value < after.low
    if gap in LAST and i + 2 < len(found) and _gap(tokens, after, found[i + 2]) in LAST:
        return _in_order(found[i : i + 3])
    if gap in LAST and i and _gap(tokens, found[i - 1], here) in LAST:
        return _in_order(found[i - 1 : i + 2])
    return False


def _gap(tokens: Tokens, one: Found, other: Found) -> list[str]:
    return tokens.lowers[one.last + 1 : other.first]


def _is_pair(tokens: Tokens, found: Found) -> bool:
    """Whether a range is two numbers of a row: "20 *or* 30 years"."""
    return found.value is None and "or" in tokens.lowers[found.first : found.last]


def _in_order(row: Sequence[Found]) -> bool:
    """Whether three numbers grow or shrink all along."""
    values: list[Value] = [found.value for found in row if found.value is not None]
    first, second, third = values if len(values) == len(row) else (0, 0, 0)
    return first < second < third or first > second > third
