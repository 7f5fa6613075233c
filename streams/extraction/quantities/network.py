"""The small network that weighs what a number may be about: `data/concepts.npz`, by `training/`.

Each value of each field has a row of numbers. The rows of a candidate's values are added up; what
is below zero in the sum counts as zero, and the rest is weighed.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.datafile import read_weights

Floats = NDArray[np.float32]
Values = tuple[str, ...]
FILE = "concepts.npz"


class Network(NamedTuple):
    """A row of `table` for each value of each field; the last row, zeros, is for all others."""

    find: list[Callable[[str, int], int]]
    """The row of a value, for each field; the second argument is for values that have none."""
    table: NDArray[np.int8]
    out: Floats
    """What a step of each column of `table` weighs."""

    def likeliest(self, candidates: Sequence[Values], shared: Values) -> int:
        """The candidate that weighs most, by the values of its fields and of those all share."""
        others = len(self.table) - 1
        own = len(self.find) - len(shared)
        same = [find(value, others) for find, value in zip(self.find[own:], shared, strict=True)]
        finders = self.find[:own]
        taken = [
            find(value, others)
            for values in candidates
            for find, value in zip(finders, values, strict=True)
        ]
        rows = self.table.take(taken, 0).reshape(len(candidates), own, -1)
        steps = np.add.reduce(rows, 1, np.int32) + np.add.reduce(
            self.table.take(same, 0), 0, np.int32
        )
        return int((np.maximum(steps, 0).astype(np.float32) @ self.out).argmax())


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
        [row.get for row in rows],
        np.concatenate([table, np.zeros((1, table.shape[1]), np.int8)]),
        arrays["scale"].astype(np.float32) * arrays["out"].astype(np.float32),
    )
