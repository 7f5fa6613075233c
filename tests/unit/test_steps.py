"""Work done a step at a time, and answers worked out together."""

from collections.abc import Sequence

import pytest

from streams.steps import Steps, Together, finished, side_by_side


def test_all_steps_give_what_the_last_one_returns() -> None:
    def steps() -> Steps[int]:
        yield
        yield
        return 3

    assert finished(steps()) == 3


def test_what_was_asked_before_an_answer_is_wanted_is_worked_out_at_once() -> None:
    calls: list[list[int]] = []

    def squares(numbers: Sequence[int]) -> list[int]:
        calls.append([*numbers])
        return [number * number for number in numbers]

    together = Together(squares)
    asked = [together.ask(number) for number in (2, 3)]
    assert [answer() for answer in asked] == [4, 9]
    assert together.ask(5)() == 25
    assert asked[0]() == 4
    assert calls == [[2, 3], [5]]


def test_one_that_cannot_be_worked_out_fails_alone() -> None:
    def inverse(numbers: Sequence[int]) -> list[float]:
        return [1 / number for number in numbers]

    together = Together(inverse)
    two, none, four = (together.ask(number) for number in (2, 0, 4))
    assert two() == 0.5
    with pytest.raises(ZeroDivisionError):
        none()
    assert four() == 0.25


def test_works_side_by_side_take_each_step_together_and_end_in_their_order() -> None:
    order: list[str] = []

    def work(name: str, count: int) -> Steps[str]:
        for step in range(count):
            order.append(f"{name}{step}")
            yield
        return name

    steps = side_by_side([work("a", 2), work("b", 0), work("c", 1)])
    next(steps)
    assert order == ["a0", "c0"]
    assert finished(steps) == ["a", "b", "c"]
    assert order == ["a0", "c0", "a1"]
