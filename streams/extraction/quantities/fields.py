"""What is known of each phrase that a measured number may be about: the fields of `ranking.py`.

A value, a short string, for each field: what stands before a candidate, after it and between it and
the number, whether it is the subject or object of the number's verb (`clauses.py`), and words
themselves where they were met often enough.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.quantities import cues
from streams.extraction.quantities.candidates import DIGITS, Candidate, Ground, named, worded
from streams.extraction.quantities.clauses import object_of, subject_of
from streams.extraction.quantities.found import Found
from streams.extraction.quantities.lexicon import known_words
from streams.extraction.quantities.network import Values

BACK, AHEAD = 40, 12
"""How far from the number a candidate may be, in tokens."""
LEFT, RIGHT = 5, 2
"""How many candidates on either side are looked at."""
KINDS = {"money": "money", "percent": "percent", "duration": "time", "age": "age",
         "number": "number", "count": "number", "ordinal": "number"}  # fmt: skip
"""The kinds that are told apart; all others are sizes."""
AGES = frozenset({"age", "ages"})
OF_ALL = frozenset({"gdp"})
"""What a share is given of to say how large something else is."""
LONGEST_PATH = 7
PHRASE = re.compile("N(?:-?N)*")
PASSED_OVER = str.maketrans("", "", "AD-")
PLACED = ("side", "phrases", "beside", "role", "part", "of", "again", "next")
"""What is known of a candidate beside a number."""
BETWEEN = ("touch", "far", "near", "path")
"""What stands between the two."""
OWN = ("before", "after", "head", "most", "name", "start", "plural", "long", "used")
"""What is known of a candidate alone."""
OF_WORDS = ("noun", "saying", "ahead", "measured", "unit", "left", "right")
"""Words themselves: what is known of those that were met often enough."""
SHARED = (
    "lead", "tail", "kind", "verb", "word", "says", "rest", "trend", "second", "same",
)  # fmt: skip
"""What is known of a number alone."""
FIELDS = (*PLACED, *BETWEEN, *OWN, *OF_WORDS)
NOTHING = ("n",) * len(FIELDS)
"""The values of no candidate."""


class Around(NamedTuple):
    """A number with what no candidate changes: the values of SHARED, and its verb's phrases."""

    first: int
    last: int
    shared: Values
    verb: int
    subject: int
    object: int
    before: int
    """The last token of what the quantity before is about."""
    word: str
    rest: str
    tail: str
    said: str
    """Its verb in small letters, or "_"."""
    unit: str
    left: str
    right: str
    """The words on either side of it, in small letters."""


def described(
    ground: Ground, quantity: Found, previous: Found | None
) -> tuple[list[Candidate | None], list[Values], Values]:
    """The candidates of a number, each with the values of FIELDS, and the number's own of SHARED.

    The last candidate is None, for nothing at all. `previous` is the quantity before, with what it
    is about. What is taken up by the number itself is no candidate.
    """
    around = _around(ground, quantity, previous)
    first, last = quantity.first, quantity.last
    near = [c for c in ground.candidates if first - BACK < c.last and c.first < last + AHEAD]
    left = [c for c in near if c.last < first and not _is_unit(ground, quantity, c)][-LEFT:]
    right = [c for c in near if c.first > last and not _of_all(ground, around, c)][:RIGHT]
    values = [
        _left_of(ground, around, candidate, DIGITS[nearer])
        for nearer, candidate in zip(range(len(left) - 1, -1, -1), left, strict=True)
    ]
    values += [_right_of(ground, around, c, DIGITS[nearer]) for nearer, c in enumerate(right)]
    return [*left, *right, None], [*values, NOTHING], around.shared


def _around(ground: Ground, quantity: Found, previous: Found | None) -> Around:
    tokens, tags = ground.tokens, ground.tags
    first, last = quantity.first, quantity.last
    i = first - 1
    while i >= 0 and tags[i] == "A":
        i -= 1
    verb = next((k for k in range(first - 1, max(-1, first - 30), -1) if tags[k] in "VM|;"), -1)
    how = "_" if verb < 0 else tags[verb]
    says = tokens.lower(verb) if how in "VM" and tokens.lower(verb) in known_words() else how
    if tokens.lower(verb) in cues.trend_words()[0]:
        how = "T"
    governed = verb >= 0 and tags[verb] in "VM"
    word, rest = worded(tokens, tags, first - 1), worded(tokens, tags, last + 1)
    tail = named(tokens, tags, last + 1)
    counted = previous.counted if previous is not None else None
    return Around(
        first,
        last,
        (
            "D" if i >= 0 and tags[i] == "D" else named(tokens, tags, i),
            tail,
            KINDS.get(quantity.unit.kind, "size"),
            how,
            word,
            says,
            rest,
            quantity.trend or "_",
            named(tokens, tags, last + 2),
            _same_kind(quantity, previous),
        ),
        verb,
        subject_of(ground, verb) if governed else -1,
        object_of(ground, verb, first) if governed else -1,
        -1 if counted is None else counted.last,
        word,
        rest,
        tail,
        tokens.lower(verb) if governed else "_",
        quantity.unit.name or quantity.unit.kind,
        tokens.lower(first - 1),
        tokens.lower(last + 1),
    )


def _same_kind(quantity: Found, previous: Found | None) -> str:
    if previous is None:
        return "_"
    return "1" if previous.unit.kind == quantity.unit.kind else "0"


def _is_unit(ground: Ground, quantity: Found, candidate: Candidate) -> bool:
    """Whether a candidate only says that a number is an age: "after age 25", "the ages of 3"."""
    aged = ground.tokens.lowers[candidate.last] in AGES
    return aged and quantity.first - candidate.last <= 2


def _of_all(ground: Ground, around: Around, candidate: Candidate) -> bool:
    """Whether a share is of it only to say how large something else is ("0.5% of GDP"), or how
    often something is ("90 percent of the time")."""
    if ground.tokens.lower(around.last + 1) != "of":
        return False
    at, lower = around.last + 2, ground.tokens.lowers[candidate.last]
    return (candidate.first == at and lower in OF_ALL) or (
        at <= candidate.first <= at + 1 and lower == "time"
    )


def _left_of(ground: Ground, around: Around, candidate: Candidate, nearer: str) -> Values:
    """The values of FIELDS of a candidate before the number, `nearer` others between them."""
    tags = ground.line[candidate.last + 1 : around.first]
    return (
        "b",
        nearer,
        around.word if tags else "_",
        "_" if around.verb < 0 else "o" if candidate.first > around.verb else "s",
        _part(around, candidate),
        "_",
        "1" if around.before in (candidate.last, candidate.span[1]) else "0",
        candidate.next,
        *_between(tags),
        *candidate.values,
        *_words(around, candidate, "b"),
    )


def _right_of(ground: Ground, around: Around, candidate: Candidate, nearer: str) -> Values:
    """The values of FIELDS of a candidate after the number, `nearer` others between them."""
    tags = ground.line[around.last + 1 : candidate.first]
    beside = around.rest if tags else "_"
    return (
        "a",
        nearer,
        beside,
        "a",
        _part(around, candidate),
        around.tail if 0 < len(tags) <= 3 else "_",
        "1" if around.before in (candidate.last, candidate.span[1]) else "0",
        beside,
        *_between(tags),
        *candidate.values,
        *_words(around, candidate, "a"),
    )


def _part(around: Around, candidate: Candidate) -> str:
    """Whether a candidate is the object or the subject of the number's verb."""
    last = candidate.last
    return "o" if last == around.object else "s" if last == around.subject else "_"


def _words(around: Around, candidate: Candidate, side: str) -> Values:
    """The values of OF_WORDS of a candidate before ("b") or after ("a") the number."""
    place = side + _part(around, candidate)
    noun, unit = candidate.noun, around.unit
    return (
        noun,
        f"{around.said} {place}",
        f"{candidate.ahead} {side}",
        f"{unit} {place}",
        f"{noun} {unit}",
        f"{around.left} {place}",
        f"{around.right} {place}",
    )


@lru_cache(maxsize=16384)
def _between(tags: str) -> Values:
    """The values of BETWEEN, by the tags of the tokens between a candidate and the number."""
    path = PHRASE.sub("N", tags).translate(PASSED_OVER)
    return (
        "0" if not tags else "h" if tags == "-" else "x",
        DIGITS[min(5, (len(tags) + 1).bit_length() - 1)],
        "1" if len(tags) <= 2 else "0",
        path if len(path) <= LONGEST_PATH else f"{path[:3]}~{path[-3:]}",
    )
