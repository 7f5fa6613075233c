"""Which values of the fields of candidates have rows in a table."""

from collections import Counter
from collections.abc import Iterable, Sequence

RARE = 5
"""Values of fewer candidates have no row."""
Pair = tuple[int, str]
"""A field, by its number, and a value."""


def rows_of(numbers: Iterable[Iterable[Sequence[str]]]) -> dict[Pair, int]:
    """The row of each value that is not too rare, field by field; `numbers`: for each number the
    values of each of its candidates."""
    seen = Counter(
        pair for candidates in numbers for values in candidates for pair in enumerate(values)
    )
    kept = sorted((pair for pair, times in seen.items() if times >= RARE), key=lambda pair: pair[0])
    return {pair: row for row, pair in enumerate(kept)}
