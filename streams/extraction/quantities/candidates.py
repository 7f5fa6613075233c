"""What a measured number may be about: the noun phrases and pronouns of its sentence."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.quantities import cues
from streams.extraction.quantities.found import Found
from streams.extraction.quantities.lexicon import amounts, known_words, superlatives
from streams.extraction.quantities.phrases import NOT_NOUNS, is_no_noun, only_describes
from streams.extraction.tokens import Tokens

DIGITS = "0123456789"
NAMED = frozenset(
    "of in on by to from for with at within over under about across after before against among "
    "around as despite during per since through than until up worth aged between down plus and or "
    "but while which who that whose where".split()
)
"""Words that a feature names; others are there by their tag."""
PEOPLE = frozenset({"he", "she", "him"})
MANY = frozenset({"they", "them"})
DEMONSTRATIVES = frozenset({"this", "these", "those"})
PRONOUNS = PEOPLE | MANY | DEMONSTRATIVES | {"it", "we", "i", "you", "us"}
GOVERNING = (NAMED - set("and or but while which who that whose where".split())) | {"P"}
"""What stands before a phrase that is no subject."""
PASSED_OVER = frozenset("AD-")
LOOKED_AT = 12
"""How many phrases back a pronoun's own may be."""


class Candidate(NamedTuple):
    """A phrase over tokens `first` to `last`, and what of it no number changes."""

    first: int
    last: int
    before: str
    after: str
    head: str
    most: str
    name: str
    start: str
    plural: str
    long: str
    used: str
    next: str
    noun: str
    """Its last word, in small letters."""
    ahead: str
    """The word before it, over articles and adjectives, in small letters; "" at the start."""
    stands_for: tuple[int, int] | None = None
    """The phrase that a pronoun stands for, where it is in the sentence."""

    @property
    def values(self) -> tuple[str, ...]:
        """What of it no number changes, from `before` to `used`."""
        return self[2:11]

    @property
    def span(self) -> tuple[int, int]:
        """The tokens of what it names."""
        return self.stands_for or (self.first, self.last)


class Ground(NamedTuple):
    """A sentence with its candidates."""

    tokens: Tokens
    tags: Sequence[str]
    line: str
    """The tags as one string."""
    shape: list[str]
    """A letter for each phrase, at its last token, and for what stands between them."""
    candidates: list[Candidate]


def ground_of(tokens: Tokens, tags: Sequence[str], found: Sequence[Found]) -> Ground:
    """A sentence made ready for ranking; `found` are its quantities. Linear in its length."""
    line = "".join(tags)
    phrases = [span for span in runs(tags) if not _names_nothing(tokens, *span)]
    shape = ["" if tag in PASSED_OVER else tag for tag in tags]
    for first, last in phrases:
        shape[first:last] = [""] * (last - first)
    counted = {q.counted.last for q in found if q.counted is not None}
    pronouns = [(i, i) for i, tag in enumerate(tags) if tag in "RD" and _alone(tokens, line, i)]
    candidates: list[Candidate] = []
    for first, last in sorted(phrases + pronouns):
        if not _only_amount(tokens, line, last):
            one = _candidate(tokens, tags, first, last, used=last in counted)
            if one.head in PRONOUNS:
                one = one._replace(stands_for=_antecedent(one, candidates[-LOOKED_AT:]))
            candidates.append(one)
    return Ground(tokens, tags, line, shape, candidates)


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


def _names_nothing(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase is no noun: "is 5 metres *wide*", "*available*", "the *so-called*"."""
    return only_describes(tokens, first, last) if first < last else is_no_noun(tokens.lowers[last])


def _alone(tokens: Tokens, line: str, i: int) -> bool:
    """Whether a word stands for a thing: a pronoun, or "those" before no noun."""
    word = tokens.lowers[i]
    if line[i] == "R":
        return word in PRONOUNS
    return word in DEMONSTRATIVES and not line[i + 1 : i + 3].lstrip("A").startswith("N")


def _only_amount(tokens: Tokens, line: str, last: int) -> bool:
    """Whether a phrase says only how much of what stands after it: "the number of visas"."""
    if tokens.lowers[last] not in amounts() or tokens.lower(last + 1) != "of":
        return False
    return line[last + 2 : last + 6].lstrip("DA").startswith("N")


def _antecedent(pronoun: Candidate, before: Sequence[Candidate]) -> tuple[int, int] | None:
    """The last phrase before a pronoun that fits it, one that is no part of another first."""
    if pronoun.head in PEOPLE:
        fits = [c for c in before if c.name == "1"]
    elif pronoun.head in MANY:
        fits = [c for c in before if c.plural == "1"]
    elif pronoun.head == "it":
        fits = [c for c in before if c.plural == "0"]
    else:
        return None
    fits = [c for c in fits if c.head not in PRONOUNS and c.after != "S"]
    free = [c for c in fits if c.before not in GOVERNING]
    return (free or fits)[-1].span if fits else None


def _candidate(
    tokens: Tokens, tags: Sequence[str], first: int, last: int, *, used: bool
) -> Candidate:
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
        named(tokens, tags, i),
        "S" if tags[last + 1 : last + 2] == ["S"] else named(tokens, tags, j),
        _head_class(lower),
        "0" if superlatives().isdisjoint(tokens.lowers[first : last + 1]) else "1",
        "1" if tokens.texts[last][0].isupper() else "0",
        "1" if i < 0 else "0",
        "1" if lower[-1] == "s" else "0",
        DIGITS[min(last - first, 3)],
        "1" if used else "0",
        worded(tokens, tags, last + 1),
        lower,
        tokens.lower(i),
    )


def named(tokens: Tokens, tags: Sequence[str], i: int) -> str:
    """A token by its word, where NAMED has it, or by its tag; beyond the sentence by "_"."""
    if not 0 <= i < len(tags):
        return "_"
    lower = tokens.lowers[i]
    return lower if lower in NAMED else tags[i]


def worded(tokens: Tokens, tags: Sequence[str], i: int) -> str:
    """A token by its word, where it is a mark, a verb or of a closed class, or else by its tag."""
    if not 0 <= i < len(tags):
        return "_"
    lower = tokens.lowers[i]
    return lower if not lower[0].isalnum() or lower in known_words() else tags[i]


@lru_cache(maxsize=65536)
def _head_class(lower: str) -> str:
    if lower in PRONOUNS:
        return lower
    if lower in amounts():
        return "amount"
    if lower in cues.trend_words()[0] or lower in cues.trend_words()[1]:
        return "move"
    if lower in NOT_NOUNS:
        return "no noun"
    return "plural" if lower[-1] == "s" else "noun"
