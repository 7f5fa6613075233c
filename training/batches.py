"""Groups of sentences that go through a network at once."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
SORTED = 20
"""Groups that are sorted by length together."""


def batches(
    items: Sequence[T], size: int, length: Callable[[T], int], chance: random.Random
) -> list[list[T]]:
    """All items in groups of about one length, shuffled."""
    order = chance.sample(items, len(items))
    parts = []
    for start in range(0, len(order), SORTED * size):
        part = sorted(order[start : start + SORTED * size], key=length)
        parts += [part[i : i + size] for i in range(0, len(part), size)]
    chance.shuffle(parts)
    return parts
