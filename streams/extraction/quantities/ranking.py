"""What a measured number is about, where no noun stands right at it: the likeliest phrase near it.

Every noun phrase of the sentence near the number is a candidate. What stands before it, after it
and between the two has weights, learnt from sentences labelled by hand and from a parser's reading
of others (`training/concepts.py`); the candidate with the highest sum wins. No parser at run time.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from operator import itemgetter
from typing import Any, NamedTuple

from streams.errors import DataError
from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.counted import CountedPhrase
from streams.extraction.quantities.found import Found
from streams.extraction.quantities.phrases import NOT_NOUNS, trimmed
from streams.extraction.quantities.tags import amounts, known_words, superlatives
from streams.extraction.tokens import Tokens

BACK, AHEAD = 40, 12
"""How far from the number a candidate may be, in tokens."""
DIGITS = "0123456789"
NAMED = frozenset(
    "of in on by to from for with at within over under about across after before against among "
    "around as despite during per since through than until up worth aged between down plus and or "
    "but while which who that whose where".split()
)
"""Words that a feature names; others are there by their tag."""
KINDS = {"money": "money", "percent": "percent", "duration": "time", "age": "age",
         "number": "number", "count": "number", "ordinal": "number"}  # fmt: skip
"""The kinds that are told apart; all others are sizes."""
FIELDS = (
    "side", "far", "phrases", "verbs", "commas", "marks", "relatives", "joins", "numbers", "lead",
    "tail", "before", "after", "kind", "verb", "role", "head", "most", "name", "touch", "of",
    "again", "start", "next", "near", "plural", "long", "word", "pronouns", "helpers",
)  # fmt: skip
"""What is known of a number and a candidate."""

Values = tuple[str, ...]
Weights = list[tuple[Callable[[Values], Any], dict[Any, float]]]


class Candidate(NamedTuple):
    """A noun phrase over tokens `first` to `last`, and what of it no number changes."""

    first: int
    last: int
    before: str
    after: str
    head: str
    most: str
    name: str
    start: str
    next: str
    plural: str
    long: str


class Ground(NamedTuple):
    """A sentence with its candidates."""

    tokens: Tokens
    tags: Sequence[str]
    candidates: list[Candidate]


def is_open(quantity: Found) -> bool:
    """Whether what a quantity is about is still to be looked for."""
    return quantity.undecided and quantity.unit.kind != "count"


def with_subjects(tokens: Tokens, tags: Sequence[str], found: list[Found]) -> list[Found]:
    """The quantities of a sentence, each that nothing was found for yet with its likeliest phrase.

    `tags` are those of the sentence, with all its quantities as numbers.
    """
    ground = ground_of(tokens, tags)
    before: CountedPhrase | None = None
    for i, quantity in enumerate(found):
        if is_open(quantity):
            found[i] = quantity._replace(counted=likeliest(ground, quantity, before))
        before = found[i].counted
    return found


def likeliest(
    ground: Ground, quantity: Found, before: CountedPhrase | None
) -> CountedPhrase | None:
    """The candidate with the highest sum of weights; None where there is none."""
    near = list(described(ground, quantity, before))
    if not near:
        return None
    best = max(near, key=lambda pair: weight_of(pair[1]))[0] if len(near) > 1 else near[0][0]
    return trimmed(ground.tokens, CountedPhrase(best.first, best.last, best.last))


def weight_of(values: Values) -> float:
    """The sum of the weights of a candidate's values."""
    return sum([find(pick(values), 0.0) for pick, find in _lookups()])


@cache
def _lookups() -> list[tuple[Callable[[Values], Any], Callable[[Any, float], float]]]:
    """The weights with their look-up at hand: it is done for each template of each candidate."""
    return [(pick, table.get) for pick, table in weights()]


def ground_of(tokens: Tokens, tags: Sequence[str]) -> Ground:
    """A sentence made ready for ranking. Linear in its length."""
    candidates = [
        _candidate(tokens, tags, first, last)
        for first, last in runs(tags)
        if first < last or tokens.lowers[last] not in NOT_NOUNS
    ]
    return Ground(tokens, tags, candidates)


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last token of each noun phrase: nouns in a row, over hyphens inside it."""
    i, end = 0, len(tags)
    while i < end:
        if tags[i] != "N":
            i += 1
            continue
        last = i
        while last + 1 < end and (tags[last + 1] == "N" or tags[last + 1 : last + 3] == ["-", "N"]):
            last += 1
        first = i
        if first > 1 and tags[first - 2 : first] == ["#", "-"] and first < last:
            first += 1  # "seven-seat *SUV*"
        yield first, last
        i = last + 1


def _candidate(tokens: Tokens, tags: Sequence[str], first: int, last: int) -> Candidate:
    i = first - 1
    while i >= 0 and tags[i] in "DA":
        i -= 1
    while i > 0 and tags[i] == "S":  # what stands before its owner: "at BHP's Escondida"
        i -= 1
        while i >= 0 and tags[i] in "N-DA":
            i -= 1
    j = last + 1
    while j < len(tags) and tags[j] == "A":
        j += 1
    lower = tokens.lowers[last]
    return Candidate(
        first,
        last,
        before=_named(tokens, tags, i),
        after="S" if tags[last + 1 : last + 2] == ["S"] else _named(tokens, tags, j),
        head=_head_class(lower),
        most=_flag(not superlatives().isdisjoint(tokens.lowers[first : last + 1])),
        name=_flag(tokens.texts[last][0].isupper()),
        start=_flag(i < 0),
        next=_worded(tokens, tags, last + 1),
        plural=_flag(lower[-1] == "s"),
        long=DIGITS[min(last - first, 3)],
    )


def described(
    ground: Ground, quantity: Found, before: CountedPhrase | None
) -> Iterator[tuple[Candidate, Values]]:
    """Each candidate of a number with the values of FIELDS; `before` is what the last number got.

    Those that are taken up by the number itself are none.
    """
    tokens, tags = ground.tokens, ground.tags
    first, last = quantity.first, quantity.last
    i = first - 1
    while i >= 0 and tags[i] == "A":
        i -= 1
    lead = "D" if i >= 0 and tags[i] == "D" else _named(tokens, tags, i)
    tail = _named(tokens, tags, last + 1)
    verb = next((k for k in range(first - 1, max(-1, first - 30), -1) if tags[k] in "VM|;"), -1)
    how = "_" if verb < 0 else tags[verb]
    if tokens.lower(verb) in vocabulary.trend_words()[0]:
        how = "T"
    kind = KINDS.get(quantity.unit.kind, "size")
    word = _worded(tokens, tags, first - 1)
    near = [c for c in ground.candidates if first - BACK < c.last and c.first < last + AHEAD]
    left = sum(c.last < first for c in near)
    for index, candidate in enumerate(near):
        if candidate.last < first:
            side, start, end = "b", candidate.last + 1, first
            phrases = left - index - 1
            role = "_" if verb < 0 else "o" if candidate.first > verb else "s"
            beside = candidate.next
        elif candidate.first > last:
            side, start, end = "a", last + 1, candidate.first
            phrases = index - left
            role = "a"
            beside = _worded(tokens, tags, start) if end > start else "_"
        else:
            continue
        gap = end - start
        between = "".join(tags[start:end]).count
        yield (
            candidate,
            (
                side,
                DIGITS[min(5, (gap + 1).bit_length() - 1)],
                DIGITS[min(max(phrases, 0), 4)],
                DIGITS[min(between("V"), 3)],
                DIGITS[min(between(","), 3)],
                DIGITS[min(between("|"), 2)],
                DIGITS[min(between("W"), 1)],
                DIGITS[min(between("C"), 1)],
                DIGITS[min(between("#"), 4)],
                lead,
                tail,
                candidate.before,
                candidate.after,
                kind,
                how,
                role,
                candidate.head,
                candidate.most,
                candidate.name,
                "0" if gap == 0 else "h" if gap == 1 and tags[start] == "-" else "x",
                _named(tokens, tags, start) if side == "a" and 0 < gap <= 3 else "_",
                _flag(before is not None and before.last == candidate.last),
                candidate.start,
                beside,
                _flag(gap <= 2),
                candidate.plural,
                candidate.long,
                word,
                DIGITS[min(between("R"), 1)],
                DIGITS[min(between("M"), 1)],
            ),
        )


def _named(tokens: Tokens, tags: Sequence[str], i: int) -> str:
    """A token by its word, where NAMED has it, or by its tag; beyond the sentence by "_"."""
    if not 0 <= i < len(tags):
        return "_"
    lower = tokens.lowers[i]
    return lower if lower in NAMED else tags[i]


def _worded(tokens: Tokens, tags: Sequence[str], i: int) -> str:
    """A token by its word, where it is a mark, a verb or of a closed class, or else by its tag."""
    if not 0 <= i < len(tags):
        return "_"
    lower = tokens.lowers[i]
    return lower if not lower[0].isalnum() or lower in known_words() else tags[i]


def _head_class(lower: str) -> str:
    if lower in amounts():
        return "amount"
    if lower in vocabulary.trend_words()[0] or lower in vocabulary.trend_words()[1]:
        return "move"
    if lower in NOT_NOUNS:
        return "no noun"
    return "plural" if lower[-1] == "s" else "noun"


def _flag(yes: bool) -> str:
    return "1" if yes else "0"


@cache
def weights() -> Weights:
    """For each template what picks its values, and the weights by these values.

    A template is a line "= side far"; the lines after it are a weight and values. Raises DataError
    for a line that is neither.
    """
    tables: Weights = []
    table: dict[Any, float] = {}
    text = resources.files(__package__).joinpath("data/concepts.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.split("\t")
        if parts[0] == "=":
            table = {}
            tables.append((picker(parts[1:]), table))
        elif parts[0] != "#":
            try:
                table[tuple(parts[1:]) if len(parts) > 2 else parts[1]] = float(parts[0])
            except (ValueError, IndexError) as error:
                raise DataError(f"concepts.tsv: line {number}: {line!r} is no weight") from error
    return tables


def picker(names: Sequence[str]) -> Callable[[Values], Any]:
    """What takes the named fields out of the values of a candidate: a tuple, or one alone."""
    return itemgetter(*(FIELDS.index(name) for name in names))
