"""Work that is done a step at a time, so that many articles can take each step one after another.

What a step needs (its code, its word lists, its weights) then stays in the processor's cache.
"""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Each `next` takes a step; the last one returns what was worked out."""


def finished(steps: Steps[T]) -> T:
    """What comes of all steps of one work, taken at once."""
    try:
        while True:
            next(steps)
    except StopIteration as end:
        found: T = end.value
        return found
