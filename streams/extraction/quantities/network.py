"""The small network that weighs what a number may be about: `data/concepts.npz`, by `training/`.

Each value of each field has a row of numbers. The rows of a candidate's values are added up; what
is below zero in the sum counts as zero, and the rest is weighed.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, cycle, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.datafile import read_weights

Floats = NDArray[np.float32]
Values = tuple[str, ...]
FILE = "concepts.npz"


class Network(NamedTuple):
    """A row of `table` for each value of each field; the last row, zeros, is for all others."""

    rows: list[dict[str, int]]
    """The row of each value, for each field."""
    table: NDArray[np.int8]
    out: Floats
    """What a step of each column of `table` weighs."""

    def likeliest(self, candidates: Sequence[Values], shared: Values) -> int:
        """The candidate that weighs most, by the values of its fields and of those all share."""
        count, own = len(candidates), len(self.rows) - len(shared)
        taken = self._found(cycle(self.rows[:own]), chain.from_iterable(candidates), count * own)
        same = self._found(self.rows[own:], shared, len(shared))
        # 38 rows of bytes add up to no more than 16 bits hold
        steps = np.add.reduce(self.table.take(taken, 0).reshape(count, own, -1), 1, np.int16)
        steps += np.add.reduce(self.table.take(same, 0), 0, np.int16)
        return int((np.maximum(steps, 0).astype(np.float32) @ self.out).argmax())

    def _found(
        self, rows: Iterable[dict[str, int]], values: Iterable[str], count: int
    ) -> NDArray[np.intp]:
        """The row of each value; the last one for what has none."""
        others = repeat(len(self.table) - 1)
        return np.fromiter(map(dict[str, int].get, rows, values, others), np.intp, count)


@cache
def network() -> Network:
    """The network, from its file. Raises DataError where that is not as `saved` writes it."""
    return read_weights("streams.extraction.quantities", f"data/{FILE}", _read)


def _read(arrays: dict[str, NDArray[np.generic]]) -> Network:
    rows: list[dict[str, int]] = [{} for _ in range(int(arrays["fields"][0]))]
    pairs = zip(arrays["of_field"].tolist(), arrays["values"].tolist(), strict=True)
    for number, (field, value) in enumerate(pairs):
        rows[field][value] = number
    table = arrays["table"].astype(np.int8)
    return Network(
        rows,
        np.concatenate([table, np.zeros((1, table.shape[1]), np.int8)]),
        arrays["scale"].astype(np.float32) * arrays["out"].astype(np.float32),
    )
