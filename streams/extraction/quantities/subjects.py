"""What a measured number is about: "shares" in "Shares in the carmaker fell 4 percent".

No parser, but tags (`tags.py`). A number's own noun is looked for right after it ("a $5m fine"),
then before "of" ("a depth of 10 km"); else the verb that governs it is found to its left, and the
answer is that verb's object ("cut emissions by 55 percent") or its subject.
"""

from collections.abc import Sequence

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.clauses import DIMENSIONS, FARTHEST, governed, subject_of_verb
from streams.extraction.quantities.counted import CountedPhrase
from streams.extraction.quantities.phrases import (
    LONGEST,
    NOT_NOUNS,
    no_noun,
    past_amounts,
    past_determiners,
    phrase_from,
    phrase_to,
)
from streams.extraction.quantities.tags import amounts, superlatives
from streams.extraction.tokens import Tokens

HYPHENS = frozenset("-‑")
TIMES_OF_TRADE = frozenset(
    "lieu return exchange addition total advance early late morning afternoon midday trading trade "
    "extended".split()
)
"""What a price is had in, and no sum of."""
SPEND = frozenset("spend spends spent spending splashed blew".split())
INVEST = frozenset("invest invests invested investing pump pumped pour poured put ploughed".split())
COMPARATIVES = frozenset("less more fewer lower higher larger smaller greater cheaper".split())
OF_ALL = (["gdp"], ["gross", "domestic", "product"], ["national", "income"])
"""What a share is given of to say how large something else is."""
WHOLES = frozenset({"total", "whole"})
"""What a share may be of without saying of what."""
ROUND = frozenset("diameter length height width depth weight size circumference".split())


def subject_of(
    tokens: Tokens, tags: Sequence[str], first: int, last: int, floor: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun phrase that the number over tokens `first` to `last` is about.

    `first` includes the cue, `last` the unit; `floor` is the token after the quantity before.
    `sums`: whether "in" may say what it is a sum of.
    """
    return (
        noun_after(tokens, tags, last + 1)
        or of_something(tokens, tags, last + 1, first, sums=sums)
        or noun_before(tokens, tags, first, floor, sums=sums)
        or spent_on(tokens, tags, first, last)
        or before_place(tokens, tags, first, last)
        or since_then(tokens, tags, first, last)
        or most_in(tokens, tags, first)
        or governed(tokens, tags, first)
        or after_opening(tokens, tags, first, last)
    )


def noun_after(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The noun that a measure stands before: "40-mile convoy", "a $50,000 fine"."""
    hyphened = i < len(tokens) and tokens.texts[i] in HYPHENS and tokens.glued(i - 1)
    i += hyphened
    if not hyphened and tokens.lower(i - 2) in HYPHENS and tokens.glued(i - 2):
        hyphened = (
            tokens.glued(i - 3) and tokens.lower(i - 1) in vocabulary.unit_words()
        )  # "a 65-inch Sony television"
    if tokens.lower(i) in COMPARATIVES and tags[i + 1 : i + 2] == ["N"] and i > 0:
        compared = phrase_from(tokens, tags, i + 1)  # "40 per cent less power"
        if compared is not None and tokens.lower(compared.last) not in COMPARATIVES:
            return compared
    run = phrase_from(tokens, tags, i)
    if run is None:
        return None
    lower = tokens.lower(run.first)
    words = vocabulary.trend_words()
    if hyphened or tokens.lower(i - 1) == "old":
        return run
    if lower in words[0] or lower in words[1] or lower in NOT_NOUNS:
        return None
    if run.first == run.last and tokens.lower(run.last + 1) == "than":
        return None  # "180 kg lighter than"
    name = tokens.texts[run.first][0].isupper() and i == run.first
    return None if name and tokens.texts[run.last][0].isupper() else run


def of_something(
    tokens: Tokens, tags: Sequence[str], i: int, first: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun after "of" or, after a trend noun or a sum, "in": "a 5 percent rise in sales"."""
    i += tokens.lower(i) == ")"  # "nearly half (46%) of"
    at = i
    if tokens.lower(at) in vocabulary.trend_words()[1] or tokens.lower(at) == "worth":
        at += 1
    elif tokens.lower(first - 1) == "within":
        return None  # "within 5 km of Earth"
    elif tokens.lower(at) == "off" and tokens.lower(at - 1) in {"%", "percent", "cent"}:
        return phrase_from(tokens, tags, past_determiners(tags, at + 1))  # "25% off membership"
    elif tokens.lower(at) == "of" and tokens.lower(at + 1) in {"which", "whom"}:
        return phrase_to(tokens, tags, first - 2, 0)  # "300 drones, 99% of which"
    elif sums and _in_kind(tokens, at):
        return phrase_from(tokens, tags, past_determiners(tags, at + 1, over="A#"))
    if tokens.lower(at) not in ({"of", "in"} if at > i else {"of"}):
        return None
    inner = past_determiners(tags, at + 1, over="DA#")
    if inner < len(tags) and tokens.texts[inner] in vocabulary.currency_symbols():
        inner = past_determiners(tags, inner + 1, over="#")  # "90% of the £2bn in energy deals"
        inner = past_determiners(tags, inner + 1) if tokens.lower(inner) in {"in", "of"} else inner
    run = past_amounts(tokens, tags, inner)
    if run is None or tokens.lower(run.last) in WHOLES:
        return None
    spent = not SPEND.isdisjoint(tokens.lowers[max(0, first - 3) : first])
    if (
        not spent and tokens.lowers[run.first : run.last + 1] in OF_ALL
    ):  # "debt is over 130 percent of GDP"
        return governed(tokens, tags, first) or run
    return run


def _in_kind(tokens: Tokens, i: int) -> bool:
    """The "in" of "$5bn in aid", and not of "$5bn in the quarter", "$5bn in Ohio"."""
    word = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    return (
        tokens.lower(i) == "in"
        and word[:1].islower()
        and word not in vocabulary.stops()
        and word not in vocabulary.unit_words()
        and word not in TIMES_OF_TRADE
    )


def noun_before(
    tokens: Tokens, tags: Sequence[str], first: int, floor: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun right before "of" and the number: "a depth of", "annual revenue of about"."""
    at = first - 1
    if at > floor and tags[at] == "S" and (owner := phrase_to(tokens, tags, at - 1, floor)):
        return owner  # "65% to Sanders' 30%"
    if at > floor and tokens.lower(at) in {"aged", "ages"}:
        return phrase_to(tokens, tags, at - 1, floor)
    if at < floor or tokens.lower(at) not in {"of", "worth"}:
        return None
    end = at - 1
    if tags[end] == "," and tokens.lower(at) == "worth":
        end -= 1  # "The package, worth $725m"
    run = phrase_to(tokens, tags, end, floor)
    if run is not None and tokens.lower(run.last) in {"rate", "pace", "clip"}:
        start = run.first - 1
        start -= start > floor and tags[start] == "D"
        if start > floor and tokens.lower(start) == "at":  # "grew at an annual rate of"
            return governed(tokens, tags, start) or run
    if run is not None and tokens.lower(run.last) == "age":
        return governed(tokens, tags, run.first)  # "died at the age of 94"
    lost = sums and run is not None and tokens.lower(run.last) in {"loss", "losses", "cut", "cuts"}
    if run is not None and tokens.lower(run.last) in amounts() and not lost:
        return None  # "a fall of 3 percent": the fall is of something else
    return run


def spent_on(tokens: Tokens, tags: Sequence[str], first: int, last: int) -> CountedPhrase | None:
    """What a sum is spent on: "will spend about $80bn on *data centres*"."""
    at = last + 1
    if tokens.lower(at) not in {"on", "in", "into"}:
        return None
    verb = next((i for i in range(first - 1, max(-1, first - 4), -1) if tags[i] in "V|;,"), -1)
    word = tokens.lower(verb)
    if word not in (SPEND if tokens.lower(at) == "on" else INVEST):
        return None
    return phrase_from(tokens, tags, past_determiners(tags, at + 1))


def before_place(
    tokens: Tokens, tags: Sequence[str], first: int, last: int
) -> CountedPhrase | None:
    """What stands right before its measure: "an *orbit* 530 km high", "a *cave* 40 km from it"."""
    placed = tokens.lower(last + 1) in DIMENSIONS
    placed = placed or (tokens.lower(last + 1) == "in" and tokens.lower(last + 2) in ROUND)
    if first < 1 or tags[first - 1] != "N" or not placed:
        return None
    run = phrase_to(tokens, tags, first - 1, 0)
    if run is None or no_noun(tokens.lower(run.last)):
        return None
    return run


def after_opening(
    tokens: Tokens, tags: Sequence[str], first: int, last: int
) -> CountedPhrase | None:
    """The subject after an opening phrase: "Priced from £27,120, *the hatchback*"."""
    opens = tags[:1] == ["V"] and first < 3 * LONGEST and not {"V", "M"} & {*tags[1:first]}
    if not opens and (first > LONGEST or any(tag in "NR" for tag in tags[:first])):
        return None
    comma = next((i for i in range(last + 1, min(len(tags), last + 6)) if tags[i] in ",VM"), 0)
    if not comma or tags[comma] != ",":
        return None
    return phrase_from(tokens, tags, past_determiners(tags, comma + 1))


def since_then(tokens: Tokens, tags: Sequence[str], first: int, last: int) -> CountedPhrase | None:
    """The subject before a time that something is away: "*Trump* called ..., one week before"."""
    if tokens.lower(last + 1) not in {"ago", "later", "earlier", "before", "after"}:
        return None
    if tokens.lower(last) not in vocabulary.per_words() and tokens.lower(last)[-1:] != "s":
        return None
    lowest = max(0, first - FARTHEST)
    verb = next((i for i in range(first - 1, lowest - 1, -1) if tags[i] == "V"), None)
    return None if verb is None else subject_of_verb(tokens, tags, verb, lowest)


def most_in(tokens: Tokens, tags: Sequence[str], first: int) -> CountedPhrase | None:
    """What is the most of its time: "the most ambitious *overhaul* in three decades"."""
    if first < 4 or tokens.lower(first - 1) not in {"in", "for"}:
        return None
    for i in range(first - 2, max(0, first - 3 * LONGEST), -1):
        if tags[i] in "VM,;|WRC":
            return None
        lower = tokens.lower(i)
        if lower in superlatives() or (lower.endswith("iest") and len(lower) > 6):
            following = phrase_from(tokens, tags, i if tags[i] == "N" else i + 1)
            return None if following is None or _is_time(tokens, following) else following
    return None


def _is_time(tokens: Tokens, run: CountedPhrase) -> bool:
    return run.first == run.last or tokens.lower(run.last) in {"time", "times"}
