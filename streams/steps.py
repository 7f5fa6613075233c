"""Work that is done a step at a time, so that many articles can take each step one after another.

What a step needs (its code, its word lists, its weights) then stays in the processor's cache.
"""

import time
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

T = TypeVar("T")
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
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


def side_by_side(works: Sequence[Steps[T]]) -> Steps[list[T]]:
    """What comes of several works, each step of theirs in one step of all."""
    found: dict[int, T] = {}
    going = dict(enumerate(works))
    while going:
        for number, work in list(going.items()):
            try:
                next(work)
            except StopIteration as end:
                found[number] = end.value
                del going[number]
        if going:
            yield
    return [found[number] for number in range(len(works))]


class _Question(Generic[Asked, Answer]):
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answers: list[Answer] = []
        """One, once it is known."""


class Together(Generic[Asked, Answer]):
    """Work that costs less for many at once than for each alone.

    What is asked in one step is answered in the next: the first answer that is wanted is worked out
    with all others. Where that fails, each is worked out alone, and fails alone.
    """

    seconds: ClassVar[float] = 0.0
    """What all such work has taken in this process, by the clock on the wall."""
    for_others: ClassVar[bool] = False
    """Whether this process is at such work, and not just for the one that wants the answer."""

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._work = work
        self._waiting: list[_Question[Asked, Answer]] = []

    def ask(self, asked: Asked) -> Callable[[], Answer]:
        """What gives the answer."""
        question = _Question[Asked, Answer](asked)
        self._waiting.append(question)
        return partial(self._answer, question)

    def _answer(self, question: _Question[Asked, Answer]) -> Answer:
        waiting, self._waiting = self._waiting, []
        if not question.answers and question in waiting:
            started = time.perf_counter()
            Together.for_others = len(waiting) > 1
            try:
                answers = self._work([other.asked for other in waiting])
                for other, answer in zip(waiting, answers, strict=True):
                    other.answers.append(answer)
            except Exception:
                waiting.clear()  # which of them it was shows as each is worked out alone
            finally:
                Together.for_others = False
            Together.seconds += time.perf_counter() - started
        if not question.answers:
            question.answers += self._work([question.asked])
        return question.answers[0]
