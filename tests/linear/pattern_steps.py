"""How many steps a backtracking matcher takes with a pattern: counted, so that no clock is asked.

Walks the tree of `re`'s own parser as its matcher does, without its short cuts, so what is counted
is at least what `re` does: a pattern that is linear here is linear there.
"""

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

op: Any = importlib.import_module("re._constants")  # the standard library gives them no types
parser: Any = importlib.import_module("re._parser")
SAMPLES = "aA1 .,-\"'<>é€$&;:/=_()[]!?|·—…”“½漢\n\txZ0%@"
"""Characters that stand for a class, the first that fits it."""
FEW = 4
"""What the bounds of a repetition are cut to: a bound is a constant, and small ones are counted
with short texts."""

ONE_CHARACTER = frozenset({op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN})

Continuation = Callable[[int], bool]


class OutOfStepsError(Exception):
    """The count has gone beyond its bound."""


class Steps:
    """Finds all matches of a pattern in a text, as `finditer` does, and counts the steps.

    Where the pattern is `anchored` only from the start of the text, as `match` does.
    """

    def __init__(self, pattern: str, flags: int = 0, *, anchored: bool = False) -> None:
        self._anchored = anchored
        self.tree = parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self._known: dict[tuple[int, str], bool] = {}
        """Which character an item takes, by the item's id: the tree keeps them all alive."""
        self.count = 0
        self.most = 0
        self.found: list[tuple[int, int]] = []
        """The spans of the matches in the last text."""

    def of(self, text: str, most: int) -> int:
        """Steps to find every match in the text; raises OutOfStepsError beyond `most`."""
        self._text, self.count, self.most, self.found = text, 0, most, []
        at = 0
        while at <= (0 if self._anchored else len(text)):
            self._groups = {}
            end = self._search(at)
            if end is not None:
                self.found.append((at, end))
            at = end if end is not None and end > at else at + 1
        return self.count

    def _search(self, at: int) -> int | None:
        ends: list[int] = []

        def done(place: int) -> bool:
            ends.append(place)
            return True

        return ends[0] if self._items(list(self.tree), 0, at, done) else None

    def _step(self, steps: int = 1) -> None:
        self.count += steps
        if self.count > self.most:
            raise OutOfStepsError

    def fits(self, item: Any, char: str) -> bool:
        """Whether an item of one character takes this one."""
        known = self._known.get((id(item), char))
        if known is None:
            known = self._known[id(item), char] = self._fits(item, char)
        return known

    def _fits(self, item: Any, char: str) -> bool:
        code, value = item
        fold = bool(self.flags & re.IGNORECASE)
        if code is op.ANY:
            return char != "\n" or bool(self.flags & re.DOTALL)
        if code in (op.LITERAL, op.NOT_LITERAL):
            same = chr(value) == char or (fold and chr(value).lower() == char.lower())
            return same is (code is op.LITERAL)
        negated, found = False, False
        for kind, what in value:
            if kind is op.NEGATE:
                negated = True
            elif kind is op.LITERAL:
                found |= chr(what) == char or (fold and chr(what).lower() == char.lower())
            elif kind is op.RANGE:
                found |= any(
                    what[0] <= ord(c) <= what[1]
                    for c in ({char.lower(), char.upper()} if fold else {char})
                    if len(c) == 1
                )
            else:
                found |= _in_category(what, char)
        return found is not negated

    def _items(self, items: Sequence[Any], index: int, at: int, then: Continuation) -> bool:
        self._step()
        if index == len(items):
            return then(at)
        code, value = items[index]
        if code in ONE_CHARACTER:
            ok = at < len(self._text) and self.fits(items[index], self._text[at])
            return ok and self._items(items, index + 1, at + 1, then)
        return self._kinds[code](
            code, value, at, lambda place: self._items(items, index + 1, place, then)
        )

    @cached_property
    def _kinds(self) -> dict[Any, Callable[[Any, Any, int, Continuation], bool]]:
        """What matches an item of each kind that the parser makes, ONE_CHARACTER aside."""
        return {
            op.BRANCH: self._branch,
            op.SUBPATTERN: self._group,
            op.MAX_REPEAT: self._repeat,
            op.MIN_REPEAT: self._repeat,
            op.POSSESSIVE_REPEAT: self._repeat,
            op.ATOMIC_GROUP: self._atomic_group,
            op.ASSERT: self._assertion,
            op.ASSERT_NOT: self._assertion,
            op.AT: self._place,
            op.GROUPREF: self._said_again,
            op.GROUPREF_EXISTS: self._if_said,
        }

    def _branch(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        return any(self._items(branch.data, 0, at, rest) for branch in value[1])

    def _group(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        group, body = value[0], value[-1]

        def close(place: int) -> bool:
            before = self._groups.get(group)
            self._groups[group] = (at, place)
            if rest(place):
                return True
            del self._groups[group]
            if before is not None:
                self._groups[group] = before
            return False

        return self._items(body.data, 0, at, close)

    def _atomic_group(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        return any(rest(end) for end in self._first(list(value), at))

    def _assertion(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        return self._look(value, at) is (code is op.ASSERT) and rest(at)

    def _place(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        return self._stands(value, at) and rest(at)

    def _said_again(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        start, end = self._groups.get(value, (0, -1))
        said = self._text[start:end] if end >= start else None
        ok = said is not None and self._text.startswith(said, at)
        self._step(len(said or ""))
        return ok and rest(at + len(said or ""))

    def _if_said(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        group, said, unsaid = value
        return self._items(list((said if group in self._groups else unsaid) or ()), 0, at, rest)

    def _first(self, items: Sequence[Any], at: int) -> Iterator[int]:
        ends: list[int] = []

        def done(place: int) -> bool:
            ends.append(place)
            return True

        if self._items(items, 0, at, done):
            yield ends[0]

    def _repeat(self, code: Any, value: Any, at: int, rest: Continuation) -> bool:
        endless = value[1] is op.MAXREPEAT
        low, body = min(value[0], FEW), list(value[2])
        high = len(self._text) if endless else max(low, min(int(value[1]), FEW))
        if len(body) == 1 and body[0][0] in ONE_CHARACTER:
            end = at
            while end < len(self._text) and end - at < high and self.fits(body[0], self._text[end]):
                end += 1
            self._step(end - at)
            if end - at < low:
                return False
            places = range(end, at + low - 1, -1)
            if code is op.MIN_REPEAT:
                places = range(at + low, end + 1)
            if code is op.POSSESSIVE_REPEAT:
                places = range(end, end + 1)
            return any(rest(place) for place in places)
        if code is op.POSSESSIVE_REPEAT:
            times, place = 0, at
            while times < high:
                ends = list(self._first(body, place))
                if not ends or ends[0] == place:
                    break
                place, times = ends[0], times + 1
            return times >= low and rest(place)

        def more(times: int, place: int, before: int) -> bool:
            if times >= low and place == before:  # an empty turn ends it
                return rest(place)

            def again() -> bool:
                return times < high and self._items(
                    body, 0, place, lambda end: more(times + 1, end, place)
                )

            if times < low:
                return again()
            if code is op.MIN_REPEAT:
                return rest(place) or again()
            return again() or rest(place)

        return more(0, at, -1)

    def _look(self, value: Any, at: int) -> bool:
        direction, body = value
        if direction < 0:
            at -= body.getwidth()[0]
            if at < 0:
                return False
        return any(True for _ in self._first(list(body), at))

    def _stands(self, where: Any, at: int) -> bool:
        text = self._text
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            if where is op.AT_BEGINNING and self.flags & re.MULTILINE:
                return at == 0 or text[at - 1] == "\n"
            return at == 0
        if where is op.AT_END:
            if self.flags & re.MULTILINE:
                return at == len(text) or text[at] == "\n"
            return at == len(text) or text[at:] == "\n"
        if where is op.AT_END_STRING:
            return at == len(text)
        before = at > 0 and _in_category(op.CATEGORY_WORD, text[at - 1])
        after = at < len(text) and _in_category(op.CATEGORY_WORD, text[at])
        return (before != after) is (where is op.AT_BOUNDARY)

    # attacks

    def attacks(self) -> set[tuple[str, str]]:
        """What leads up to a repetition, and what to repeat: of each long one its own body, the
        start of the pattern up to any place, and each character the pattern knows."""
        found: set[tuple[str, str]] = set()
        self._collect(list(self.tree), "", found)
        whole = self.word(list(self.tree))
        found |= {("", whole[:end]) for end in range(1, min(len(whole), 12) + 1)}
        return {(lead, pump) for lead, pump in found if pump}

    def _collect(self, items: Sequence[Any], lead: str, found: set[tuple[str, str]]) -> None:
        for number, item in enumerate(items):
            code, value = item
            if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                body = list(value[2])
                if value[1] is op.MAXREPEAT:
                    pump = self.word(body)
                    following = self.word(items[number + 1 :])[:2]
                    found |= {(lead, pump), ("", lead + pump), (lead, pump + following)}
                    found |= {("", pump), ("", pump + following)}
                    if len(body) == 1 and body[0][0] in (op.IN, op.NOT_LITERAL, op.ANY):
                        fitting = [c for c in SAMPLES if self.fits(body[0], c)]
                        found |= {(lead, char) for char in fitting[:6]}
                self._collect(body, lead, found)
            elif code is op.BRANCH:
                for branch in value[1]:
                    self._collect(list(branch), lead, found)
            elif code is op.GROUPREF_EXISTS:
                for branch in filter(None, value[1:]):
                    self._collect(list(branch), lead, found)
            elif code is op.SUBPATTERN:
                self._collect(list(value[-1]), lead, found)
            elif code is op.ATOMIC_GROUP:
                self._collect(list(value), lead, found)
            elif code in (op.ASSERT, op.ASSERT_NOT):
                self._collect(list(value[1]), lead, found)
            lead += self.word([item])

    def word(self, items: Sequence[Any]) -> str:
        """A short text that the items take, assertions aside."""
        parts = []
        for item in items:
            code, value = item
            if code is op.LITERAL:
                parts.append(chr(value))
            elif code in (op.NOT_LITERAL, op.ANY, op.IN):
                named = [chr(w) for k, w in value if k is op.LITERAL] if code is op.IN else []
                ranged = [chr(w[0]) for k, w in value if k is op.RANGE] if code is op.IN else []
                fitting = (c for c in [*SAMPLES, *named, *ranged] if self.fits(item, c))
                parts.append(next(fitting, ""))
            elif code is op.BRANCH:
                parts.append(self.word(list(value[1][0])))
            elif code is op.GROUPREF_EXISTS:
                parts.append(self.word(list(value[1])))
            elif code is op.SUBPATTERN:
                parts.append(self.word(list(value[-1])))
            elif code is op.ATOMIC_GROUP:
                parts.append(self.word(list(value)))
            elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                parts.append(self.word(list(value[2])) * max(1, value[0]))
        return "".join(parts)


CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    op.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    op.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    op.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}


def _in_category(what: Any, char: str) -> bool:
    return CATEGORIES[what](char)
