"""How a number is meant (at least, about, up to) and which way it goes (rose, fell)."""

from typing import NamedTuple, cast

import msgspec

from schemas.extractions import Relation, Trend
from streams.extraction.quantities import cues, unit_table, vocabulary
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.quantities.trees import END, Tree
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    links: frozenset[str]
    came: frozenset[str]
    states: frozenset[str]
    spread: frozenset[str]
    up_in_a_verb: frozenset[str]
    down_in_a_verb: frozenset[str]
    thrown: frozenset[str]
    through_space: frozenset[str]
    falls: frozenset[str]
    quarrels: frozenset[str]
    punished: frozenset[str]
    larger: frozenset[str]
    beyond: frozenset[str]
    put_down: frozenset[str]
    fund_raising: frozenset[str]
    told: frozenset[str]
    since: frozenset[str]
    add: frozenset[str]
    pace: frozenset[str]
    taken: frozenset[str]
    numbered: frozenset[str]
    figures: frozenset[str]
    weak_trend_nouns: frozenset[str]
    added: frozenset[str]


WORDS = word_lists("relations", Words)


ARTICLES = frozenset({"a", "an", "the"})
PERCENT = frozenset({"%", "percent"})
FAR = 14
"""Tokens between what moves a number and where it ends."""
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
        if at - 1 >= floor and tokens.lower(at - 1) in {"a", "an", "the"} and cue is None:
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
    if alone and tokens.lower(first) == "over" and _is_quarrel(tokens, before, i):
        return True
    small = tokens.lower(i) in vocabulary.numbers().ones
    if tokens.lowers[first:last] == ["over"] and small and not _is_measured(tokens, i + 1):
        return True  # "a debate over two visions"
    of_time = tokens.lower(i - 1) in {"the", "a", "an"}  # "over a two-week period"
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
    lies_back = found is not None and tokens.lower(found[1] + 1) in WORDS.since
    return lies_back and found is not None and found[0].kind == "duration"


def _describes(tokens: Tokens, i: int) -> bool:
    """Whether the number at token `i` describes a noun that has an article: "the five-year low"."""
    owned = tokens.lower(i - 1) in ARTICLES | {"its", "their"}
    return owned and tokens.lower(i + 1) in HYPHENS and tokens.glued(i)


def _is_quarrel(tokens: Tokens, before: str, i: int) -> bool:
    """Whether "over" says what is quarrelled about: "a dispute *over* 12 islets"."""
    return before in WORDS.quarrels or (
        before in WORDS.punished and tokens.lower(i - 1) in ARTICLES
    )


def _is_measured(tokens: Tokens, i: int) -> bool:
    """Whether a number in words goes on at token `i` as more than a count: "two-thirds"."""
    numbers, following = vocabulary.numbers(), tokens.lower(i)
    part = tokens.lower(i + 1) if following in HYPHENS else following
    measured = following in numbers.scales or following in unit_table.unit_words()
    return measured or part in numbers.fractions


def _is_level(tokens: Tokens, i: int) -> bool:
    """Whether the number at token `i` is a percentage or money, which something may be near to, or
    digits that count nothing: "a low near 48"."""
    following = tokens.lower(i + 1)
    ends = not following.isalnum() and following not in HYPHENS
    if tokens.lower(i).isdecimal() and (ends or following in {"in", "after", "on", "by"}):
        return True
    money = tokens.texts[i] in unit_table.currency_symbols() if i < len(tokens) else False
    return money or tokens.lower(i + 1) in {"%", "percent"} or tokens.lower(i + 2) == "percent"


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


def match(tree: Tree, tokens: Tokens, i: int) -> tuple[object, int] | None:
    """The longest sequence of a tree that starts at token `i`: its meaning and last token."""
    best: tuple[object, int] | None = None
    while (branch := tree.get(tokens.lower(i))) is not None and tokens.lower(i):
        tree = branch
        if END in tree:
            best = (tree[END], i)
        i += 1
    return best


def unit_named(tokens: Tokens, i: int) -> tuple[Unit, int] | None:
    """The unit whose name, the longest, starts at token `i`, and the name's last token."""
    return cast("tuple[Unit, int] | None", match(unit_table.units(), tokens, i))


def trend(
    tokens: Tokens, first: int, last: int, floor: int, *, measured: bool, money: bool = False
) -> Trend | None:
    """Which way a number goes, by the words around tokens `first` to `last`.

    `first` is where its relation's cue begins, `last` where its unit ends. Words that are also
    something else ("cut 500 jobs", "lost 300 men") only count before what is measured.
    """
    before, after = cues.trend_words()
    measured = measured or _opens_an_aside(tokens, first)
    at, low, measured = _said_before(tokens, first, floor, measured=measured)
    word = tokens.lower(at) if at >= min(floor, low) else ""
    if tokens.lower(at - 1) in HYPHENS and word.endswith("ing") and tokens.glued(at - 1):
        return None  # "a jaw-dropping $1.5m"
    if word in WORDS.taken and measured and "off" in tokens.lowers[last + 1 : last + 3]:
        return "down"  # "taking 34 seconds off the record"
    if _is_no_move(tokens, word, at, first) or _is_done_to_things(
        tokens, word, at, last, measured=measured
    ):
        return None
    if money and _raises_funds(tokens, word, at, first):
        return None
    if word in before and (measured or word not in WORDS.weak_trend_nouns):
        return before[word]
    if word in {"above", "over", "below", "under"}:
        return None
    following = _word_after(tokens, last)
    if following == "down" and tokens.lower(first - 1) in WORDS.put_down:
        return None  # "put 20% down"
    return after.get(following) if measured else None


def _opens_an_aside(tokens: Tokens, first: int) -> bool:
    """Whether a number is by how much one before it grew: "3.2 million, *up* 200,000 on 2021"."""
    said = tokens.lower(first - 1) in {"up", "down"}
    return said and tokens.lower(first - 2) in {",", "(", "–", "—"}


def _said_before(
    tokens: Tokens, first: int, floor: int, *, measured: bool
) -> tuple[int, int, bool]:
    """The token before a number that may say which way it goes, how far back that may be, and
    whether it is of something measured."""
    before, _ = cues.trend_words()
    at, low = first - 1, floor
    while at >= floor and tokens.lower(at) in WORDS.links and first - at <= 4:
        at -= 1
    if not measured and tokens.lower(at + 1) == "by" and _is_passive(tokens, at):
        return at, low, measured
    object_of = measured and tokens.lower(at + 1) == "to" and tokens.lower(at) not in before
    if tokens.lower(at + 1) == "by" or object_of:  # "raised rates by 25 basis points"
        hyphened = tokens.lower(floor - 2) in HYPHENS  # "slashed its five-year plan by 9%"
        low = max(0 if hyphened else floor, at - 6)
        at = next((i for i in range(at, low - 1, -1) if tokens.lower(i) in before), at)
        if object_of and tokens.lower(at - 1) in PERCENT:
            return first - 1, low, measured  # "a 4.7% rise in profit to $5m"
        measured = measured or (tokens.lower(at) in before and not object_of)  # "cut it by 3 units"
    if not measured and tokens.lower(at + 1) == "to" and tokens.lower(at) not in before:
        moved = _moved_number(tokens, at, floor)
        at, measured = (at, measured) if moved is None else (moved, True)
    if tokens.lower(at) in WORDS.pace:  # "grew at an annual rate of 3.6 percent"
        at = next((i - 1 for i in range(at, max(floor, at - 5), -1) if tokens.lower(i) == "at"), at)
    return at, low, measured


def _moved_number(tokens: Tokens, at: int, floor: int) -> int | None:
    """The verb before the number of things that is moved "to" what stands behind token `at`:
    "*expanded* the number of camps to 350"."""
    before, _ = cues.trend_words()
    for i in range(at, max(floor, at - FAR), -1):
        alone = i == at and tokens.lower(i) in WORDS.figures  # "cut the figure to 30,000"
        if alone or (tokens.lower(i) in WORDS.numbered and tokens.lower(i + 1) == "of"):
            verb = i - 1 - (tokens.lower(i - 1) in {"the", "its", "their", "his", "her"})
            return verb if tokens.lower(verb) in before else None
    return None


def _is_passive(tokens: Tokens, at: int) -> bool:
    """Whether "by" names who does it: "subsidies received *by* millions of people"."""
    verb = tokens.lower(at)
    before, after = cues.trend_words()
    return verb.endswith("ed") and verb not in before and verb not in after


def _is_done_to_things(tokens: Tokens, word: str, at: int, last: int, *, measured: bool) -> bool:
    """Whether something is dropped, lost by or fallen through: "dropped two bombs", "lost by 537
    votes", "plunged 200 metres into a gorge"."""
    following = tokens.lower(last + 1)
    if word in WORDS.thrown and tokens.lower(at + 1) not in {"to", "by", "of"}:
        noun = following.isalpha() and following not in vocabulary.stops()
        thing = following == "of" and unit_named(tokens, last) is not None
        thing = thing and tokens.lower(last) not in PERCENT
        return thing or (noun and not measured)
    if word in {"lost", "lose", "loses", "losing"} and tokens.lower(at + 1) == "by":
        return True
    moved = measured and word in WORDS.falls and tokens.lower(last) not in PERCENT
    return moved and following in WORDS.through_space


def _is_no_move(tokens: Tokens, word: str, at: int, first: int) -> bool:
    """Whether a word that may say which way is part of another: "made up only 5%"."""
    if word in {"up", "down"}:
        if tokens.lower(at - 1) in HYPHENS and tokens.glued(at - 1):
            return True  # "a follow-up of 3.3 years"
        if word == "down" and tokens.lower(at - 1) in WORDS.down_in_a_verb:
            return True
        by = tokens.lower(first - 1) == "by" and at < first - 2  # "put up prices by 8%"
        return tokens.lower(at - 1) in WORDS.up_in_a_verb and not by
    if word == "added" and tokens.lower(at - 1) in {"a", "an", "the"}:
        return True  # "an added 21 months"
    return word in WORDS.add and tokens.lower(at + 1) == "to"  # "adding to the 14,000"


def _raises_funds(tokens: Tokens, word: str, at: int, first: int) -> bool:
    """Whether money is raised and does not rise: "raised $5m", "raise between $5m and $8m"."""
    return word in WORDS.fund_raising and at == first - 1 and tokens.lower(first) != "between"


def _word_after(tokens: Tokens, last: int) -> str:
    """The word after a number that may say which way it goes."""
    following = tokens.lower(last + 1)
    if following in HYPHENS:
        return tokens.lower(last + 2)
    if following == "," and tokens.lower(last + 2) in {"lower", "higher"}:
        return tokens.lower(last + 2)  # "closed 312 points, or 1.3%, lower"
    return following
