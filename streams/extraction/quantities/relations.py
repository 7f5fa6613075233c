"""How a number is meant (at least, about, up to) and which way it goes (rose, fell)."""

from typing import NamedTuple, cast

from schemas.extractions import Relation, Trend
from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.vocabulary import END, Tree
from streams.extraction.tokens import Tokens

STRENGTH = {"exactly": 0, "approximately": 1}
"""Of two cues before one number ("up to about 300") the bound is what counts."""
LINKS = frozenset({"by", "to", "a", "an", "another", "further", "additional", "of", "the"})
WEAK_TREND_NOUNS = frozenset(
    {"cut", "cuts", "raise", "up", "down", "lost", "added", "lower", "higher"}
)


class Cue(NamedTuple):
    """A relation and the tokens that say it, `first` to `last` included."""

    relation: Relation
    first: int
    last: int


def relation_before(tokens: Tokens, i: int, floor: int) -> Cue | None:
    """The cue that ends right before token `i`, not reaching below token `floor`."""
    tree, _ = vocabulary.relation_cues()
    cue: Cue | None = None
    at = i
    while True:
        if at - 1 >= floor and tokens.lower(at - 1) in {"a", "an", "the"} and cue is None:
            found = _match_back(tree, tokens, at - 1, floor)
            found = found or _match_back(tree, tokens, at, floor)
        else:
            found = _match_back(tree, tokens, at, floor)
        if found is None:
            return cue
        relation, first = found
        if cue is None or STRENGTH.get(cue.relation, 2) < STRENGTH.get(relation, 2):
            cue = Cue(relation, first, i - 1)
        else:
            cue = Cue(cue.relation, first, i - 1)
        at = first


def relation_after(tokens: Tokens, i: int) -> Cue | None:
    """The cue that starts at token `i`: "or more", "or so", "plus"."""
    _, tree = vocabulary.relation_cues()
    found = match(tree, tokens, i)
    following = tokens.lower(found[1] + 1) if found is not None else ""
    if found is None or following == "than" or following[:1].isdecimal():
        return None  # "12 and more than 194", "100 and under 300": the cue of the next number
    return Cue(cast(Relation, found[0]), i, found[1])


def _match_back(tree: Tree, tokens: Tokens, i: int, floor: int) -> tuple[Relation, int] | None:
    best: tuple[Relation, int] | None = None
    at = i - 1
    while at >= floor and (branch := tree.get(tokens.lower(at))) is not None:
        tree = branch
        if END in tree:
            best = (tree[END], at)
        at -= 1
    return best


def match(tree: Tree, tokens: Tokens, i: int) -> tuple[object, int] | None:
    """The longest sequence of a tree that starts at token `i`: its meaning and last token."""
    best: tuple[object, int] | None = None
    while (branch := tree.get(tokens.lower(i))) is not None and tokens.lower(i):
        tree = branch
        if END in tree:
            best = (tree[END], i)
        i += 1
    return best


def trend(tokens: Tokens, first: int, last: int, floor: int, *, measured: bool) -> Trend | None:
    """Which way a number goes, by the words around tokens `first` to `last`.

    `first` is where its relation's cue begins, `last` where its unit ends. Words that are also
    something else ("cut 500 jobs", "lost 300 men") only count before what is measured.
    """
    before, after = vocabulary.trend_words()
    at = first - 1
    while at >= floor and tokens.lower(at) in LINKS and first - at <= 3:
        at -= 1
    if tokens.lower(at + 1) == "by":  # "raised rates by 25 basis points"
        at = next(
            (i for i in range(at, max(floor, at - 6) - 1, -1) if tokens.lower(i) in before), at
        )
    word = tokens.lower(at) if at >= floor else ""
    if word in before and (measured or word not in WEAK_TREND_NOUNS):
        return before[word]
    following = tokens.lower(last + 1)
    if following in {"-", "‑"}:
        following = tokens.lower(last + 2)
    return after.get(following) if measured else None
