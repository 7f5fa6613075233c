"""How a number is meant: at least, about, up to."""

from typing import NamedTuple, cast

import msgspec

from schemas.extractions import Relation
from streams.extraction.quantities import cues, unit_table, vocabulary
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.quantities.trees import END, Tree
from streams.extraction.quantities.unit_names import ends_percent, match, unit_named
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    came: frozenset[str]
    states: frozenset[str]
    spread: frozenset[str]
    quarrels: frozenset[str]
    larger: frozenset[str]
    beyond: frozenset[str]
    told: frozenset[str]
    since: frozenset[str]
    added: frozenset[str]


WORDS = word_lists("relations", Words)


ARTICLES = frozenset({"a", "an", "the"})
STRENGTH = {"exactly": 0, "approximately": 1}
"""Of two cues before one number ("up to about 300") the bound is what counts."""


class Cue(NamedTuple):
    """A relation and the tokens that say it, `first` to `last` included."""

    relation: Relation
    first: int
    last: int


def relation_before(tokens: Tokens, i: int, floor: int) -> Cue | None:
    """The cue that ends right before token `i`, not reaching below token `floor`."""
    tree, _ = cues.relation_cues()
    cue: Cue | None = None
    at = i
    while True:
        if at - 1 >= floor and tokens.lower(at - 1) in ARTICLES and cue is None:
            found = _match_back(tree, tokens, at - 1, floor)
            found = found or _match_back(tree, tokens, at, floor)
        else:
            found = _match_back(tree, tokens, at, floor)
        if found is None:
            return cue
        relation, first = found
        if _no_cue(tokens, first, at, i) or (cue is not None and _other_bound(cue, relation)):
            return cue
        if cue is not None and tokens.lowers[first:at] == ["over"]:
            return cue  # "over nearly half a century": a time, or a place
        if cue is None or STRENGTH.get(cue.relation, 2) < STRENGTH.get(relation, 2):
            cue = Cue(relation, first, i - 1)
        else:
            cue = Cue(cue.relation, first, i - 1)
        at = first


def _other_bound(cue: Cue, relation: Relation) -> bool:
    """Whether a cue before a bound is another bound: "served under no less than six"."""
    bounds = cue.relation not in STRENGTH and relation not in STRENGTH
    return bounds and cue.relation != relation


def _no_cue(tokens: Tokens, first: int, last: int, i: int) -> bool:
    """ "edged up to 3.7%": a way up and not a bound; "will cost $5m over five years": a time."""
    before = tokens.lower(first - 1)
    if tokens.lower(first) == "c" and first and tokens.glued(first - 1):
        return True  # "in D.C. 31 years"
    if tokens.lowers[first:last] == ["about"] and before in WORDS.told:
        return True  # "asked about two proposals"
    if tokens.lower(first) == "starting" and tokens.lower(i) in {"zero", "0"}:
        return True  # a way to count, and no bound
    if tokens.lower(first) == "near" and not _is_level(tokens, i):
        return True  # "near two schools"
    if tokens.lowers[first : first + 2] == ["about", "the"]:
        return True  # "a book about the thousands of towns"
    if tokens.lower(first) == "approached" and tokens.lower(i) in vocabulary.numbers().ones:
        return True  # "approached two banks"
    if tokens.lowers[first:last] == ["up", "to"]:
        return before in WORDS.came
    if tokens.lower(last - 1) == "than" and tokens.lower(first) in WORDS.larger:
        return _is_ago(tokens, i)  # "higher than five years ago"
    alone = last - (tokens.lower(last - 1) in ARTICLES) == first + 1
    if alone and tokens.lower(first) in WORDS.beyond and _describes(tokens, i):
        return True  # "above the five-year average"
    if alone and tokens.lower(first) == "over" and before in WORDS.quarrels:
        return True  # "a dispute over 12 islets"
    small = tokens.lower(i) in vocabulary.numbers().ones
    if tokens.lowers[first:last] == ["over"] and small and not _is_measured(tokens, i + 1):
        return True  # "a debate over two visions"
    of_time = tokens.lower(i - 1) in ARTICLES  # "over a two-week period"
    of_time = of_time or (before == "in" and tokens.lower(first - 2) in WORDS.spread)
    if tokens.lower(first) == "over" and (before not in WORDS.states or of_time):
        found = unit_named(tokens, i + 1 + (tokens.lower(i + 1) in HYPHENS))
        if found is None or tokens.lower(found[1] + 1) in WORDS.since:
            return False  # "closed over 48 hours ago"
        return found[0].kind == "duration"
    return False


def _is_ago(tokens: Tokens, i: int) -> bool:
    """Whether the number at token `i` is of a time that lies back: "five years *ago*"."""
    found = unit_named(tokens, i + 1)
    if found is None or found[0].kind != "duration":
        return False
    return tokens.lower(found[1] + 1) in WORDS.since


def _describes(tokens: Tokens, i: int) -> bool:
    """Whether the number at token `i` describes a noun that has an article: "the five-year low"."""
    owned = tokens.lower(i - 1) in ARTICLES | {"its", "their"}
    return owned and tokens.lower(i + 1) in HYPHENS and tokens.glued(i)


def _is_measured(tokens: Tokens, i: int) -> bool:
    """Whether a number in words goes on at token `i` as more than a count: "two-thirds"."""
    numbers, following = vocabulary.numbers(), tokens.lower(i)
    part = tokens.lower(i + 1) if following in HYPHENS else following
    measured = following in numbers.scales or following in unit_table.unit_words()
    share = following == "in" and tokens.lower(i + 1) in {"10", "ten"}
    return measured or share or following == "times" or part in numbers.fractions


def _is_level(tokens: Tokens, i: int) -> bool:
    """Whether the number at token `i` is a percentage or money, which something may be near to, or
    digits that count nothing: "a low near 48"."""
    following = tokens.lower(i + 1)
    ends = not following.isalnum() and following not in HYPHENS
    if tokens.lower(i).isdecimal() and ends:
        return True
    money = tokens.texts[i] in unit_table.currency_symbols() if i < len(tokens) else False
    return money or ends_percent(tokens, i + 1) or ends_percent(tokens, i + 2)


def relation_after(tokens: Tokens, i: int) -> Cue | None:
    """The cue that starts at token `i`: "or more", "or so", "plus"."""
    _, tree = cues.relation_cues()
    found = match(tree, tokens, i)
    following = tokens.lower(found[1] + 1) if found is not None else ""
    compared = following == "than" and tokens.lower(found[1] + 2)[:1].isalnum() if found else False
    if found is None or compared or following[:1].isdecimal() or following in {"a", "an"}:
        return None  # "12 and more than 194", "100 and under 300": the cue of the next number
    if following in unit_table.currency_symbols():
        return None  # "£100m plus £15m"
    if tokens.lower(i) == "and" and following and may_start_number(following, following):
        return None  # "half of voters and over three-fifths of women"
    if following == "to" and tokens.lower(found[1]) == "up":
        return None  # "18 howitzers and up to 40 tanks"
    if tokens.lower(found[1]) == "plus" and following in WORDS.added:
        return None  # "all 50 states plus the District of Columbia"
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
