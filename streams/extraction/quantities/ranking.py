"""What a measured number is about, where no noun stands right at it: the likeliest phrase near it.

Every noun phrase and pronoun near the number is a candidate (`candidates.py`), and so is nothing at
all. What stands before it, after it and between the two, and whether it is the subject or object
of the verb (`clauses.py`), is weighed by a small network (`network.py`); where that leaves it open,
the sentence is read (`encoder.py`). Both are learnt from sentences labelled by hand and from what a
large transformer says of others (`training/concepts.py`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.quantities import cues
from streams.extraction.quantities.candidates import (
    DIGITS,
    Candidate,
    Ground,
    ground_of,
    named,
    worded,
)
from streams.extraction.quantities.clauses import object_of, subject_of
from streams.extraction.quantities.encoder import LONGEST, Floats, Words
from streams.extraction.quantities.found import CountedPhrase, Found
from streams.extraction.quantities.lexicon import known_words
from streams.extraction.quantities.network import Sums, Values, network
from streams.extraction.quantities.phrases import trimmed
from streams.extraction.tokens import Tokens
from streams.steps import Steps, Together

BACK, AHEAD = 40, 12
"""How far from the number a candidate may be, in tokens."""
LEFT, RIGHT = 5, 2
"""How many candidates on either side are looked at."""
SURE = 0.85
"""From which likelihood the fields alone decide: so it is for seven of ten open numbers."""
KINDS = {"money": "money", "percent": "percent", "duration": "time", "age": "age",
         "number": "number", "count": "number", "ordinal": "number"}  # fmt: skip
"""The kinds that are told apart; all others are sizes."""
AGES = frozenset({"age", "ages"})
OF_ALL = frozenset({"gdp"})
"""What a share is given of to say how large something else is."""
REST = "remaining"
VERBS = ("V", "M")
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


def is_open(quantity: Found) -> bool:
    """Whether what a quantity is about is still to be looked for."""
    return quantity.undecided and quantity.unit.kind != "count"


def subject_steps(tokens: Tokens, tags: Sequence[str], found: list[Found]) -> Steps[list[Found]]:
    """The quantities of a sentence, each that nothing was found for yet with its likeliest phrase.

    `tags` are those of the sentence, with all its quantities as numbers. One step, or two where
    the sentence has to be read: then it is read with all others that have come as far.
    """
    ground = ground_of(tokens, tags, found)
    states: Floats | None = None
    previous: Found | None = None
    for i, quantity in enumerate(found):
        if is_open(quantity):
            weighed = by_fields(ground, quantity, previous)
            if weighed.sure or len(tokens) > LONGEST:
                best = weighed.best
            else:
                if states is None:
                    reading = _readings.ask(Words(tokens.texts, tokens.lowers, tags))
                    yield
                    states = reading()
                best = in_sentence(weighed, quantity, states)
            found[i] = quantity._replace(counted=_phrase(ground, weighed.candidates[best]))
        previous = found[i]
    return found


class Weighed(NamedTuple):
    """The candidates of a number, weighed by their fields."""

    candidates: Sequence[Candidate | None]
    sums: Sums
    best: int
    sure: bool
    """Whether the best one needs no further look."""


def by_fields(ground: Ground, quantity: Found, previous: Found | None) -> Weighed:
    """What a number may be about, by what is known of it and of each candidate."""
    candidates, values, shared = described(ground, quantity, previous)
    sums = network().sums(values, shared)
    if _is_the_rest(ground, quantity):
        return Weighed(candidates, sums, len(candidates) - 1, sure=True)
    best, likely = network().by_fields(sums)
    return Weighed(candidates, sums, best, sure=likely >= SURE)


def in_sentence(weighed: Weighed, quantity: Found, states: Floats) -> int:
    """The candidate that weighs most by what it is in the sentence, too."""
    places = [None if c is None else (c.first, c.last) for c in weighed.candidates]
    return network().in_sentence(weighed.sums, states, places, (quantity.first, quantity.last))


def _phrase(ground: Ground, chosen: Candidate | None) -> CountedPhrase | None:
    if chosen is None:
        return None
    first, last = chosen.span
    return trimmed(ground.tokens, CountedPhrase(first, last, last))


def _read_all(sentences: Sequence[Words]) -> list[Floats]:
    return network().encoder.read(sentences)


_readings = Together(_read_all)


def _is_the_rest(ground: Ground, quantity: Found) -> bool:
    """Whether a share is what remains, and itself does or suffers something: "the remaining 10%
    was lost"."""
    share = quantity.unit.kind == "percent" and ground.tokens.lower(quantity.first - 1) == REST
    return share and ground.line[quantity.last + 1 : quantity.last + 2] in VERBS


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
    """Whether a share is of it only to say how large something else is: "0.5% of GDP"."""
    of = ground.tokens.lower(around.last + 1) == "of" and candidate.first == around.last + 2
    return of and ground.tokens.lowers[candidate.last] in OF_ALL


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
