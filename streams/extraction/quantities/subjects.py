"""What a measured number is about: "shares" in "Shares in the carmaker fell 4 percent".

No parser: a number's own noun is looked for right after it ("a $5m fine"), then before "of", "at"
or "by" ("a depth of 10 km"), then as the first noun phrase of its clause.
"""

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.counted import CountedPhrase, is_plural
from streams.extraction.quantities.numbers import may_start_number
from streams.extraction.tokens import Tokens

LONGEST = 4
FARTHEST = 40
HYPHENS = frozenset("-‑")
DETERMINERS = frozenset(
    "the a an its their his her our my your this that these those some each every such".split()
)
NOT_NOUNS = frozenset(
    "late early underground underwater thick older younger longer shorter taller higher lower "
    "larger bigger smaller faster slower better worse clear north south east west northeast "
    "northwest southeast southwest inland offshore downstream upstream overnight abroad".split()
)
OF_WHAT = frozenset({"of", "at", "worth", "by", "to", "from"})


def subject_of(tokens: Tokens, first: int, last: int, floor: int) -> CountedPhrase | None:
    """The noun phrase that the number over tokens `first` to `last` is about.

    `first` includes the cue, `last` the unit; `floor` is the token after the quantity before.
    """
    return (
        noun_after(tokens, last + 1)
        or of_something(tokens, last + 1)
        or noun_before(tokens, first, floor)
        or subject_of_clause(tokens, first)
    )


def noun_after(tokens: Tokens, i: int) -> CountedPhrase | None:
    """The noun that a measure stands before: "40-mile convoy", "a $50,000 fine"."""
    if tokens.lower(i) in HYPHENS and tokens.glued(i - 1):
        i += 1
    run = noun_run(tokens, i, len(tokens))
    words = vocabulary.trend_words()
    if not run or any(tokens.lower(k) in words[0] or tokens.lower(k) in words[1] for k in run[:1]):
        return None
    lower = tokens.lower(run[0])
    if lower.endswith("ly") or lower in NOT_NOUNS or tokens.texts[run[0]][0].isupper():
        return None
    return CountedPhrase(run[0], run[-1], run[-1])


def of_something(tokens: Tokens, i: int) -> CountedPhrase | None:
    """The noun after "of" or, after a trend noun, "in": "a 5 percent rise in sales"."""
    at = i
    if tokens.lower(at) in vocabulary.trend_words()[1]:
        at += 1
    if tokens.lower(at) not in ({"of", "in"} if at > i else {"of"}):
        return None
    at += 1
    while tokens.lower(at) in DETERMINERS:
        at += 1
    run = noun_run(tokens, at, len(tokens))
    return CountedPhrase(run[0], run[-1], run[-1]) if run else None


def noun_before(tokens: Tokens, first: int, floor: int) -> CountedPhrase | None:
    """The noun right before "of", "by", "to" and the number: "a depth of", "its key rate by"."""
    at = first - 1
    if at < floor or tokens.lower(at) not in OF_WHAT:
        return None
    last = at - 1
    start = last
    while start >= floor and last - start < LONGEST and _noun(tokens, start):
        start -= 1
    if start == last:
        return None
    if start >= floor and tokens.lower(start) == "of" and _noun(tokens, start - 1):
        start -= 1  # "the risk of death by"
        last = start
        while start >= floor and last - start < LONGEST and _noun(tokens, start):
            start -= 1
    if tokens.lower(at) in {"to", "from", "by"} and not (
        start >= floor and tokens.lower(start) in DETERMINERS
    ):
        return None  # "slipped to", "climbs by": more likely a verb
    return CountedPhrase(start + 1, last, last)


def subject_of_clause(tokens: Tokens, first: int) -> CountedPhrase | None:
    """The first noun phrase of the clause that the number stands in."""
    start = _clause(tokens, first)
    i = start
    while i < first and not _noun(tokens, i):
        i += 1
    run = noun_run(tokens, i, first)
    return CountedPhrase(run[0], run[-1], run[-1]) if run else None


def _clause(tokens: Tokens, first: int) -> int:
    """Where the clause of a token starts: after a comma, a reporting verb, "that", "while"."""
    bounds = vocabulary.clause_words()
    for i in range(first - 1, max(-1, first - FARTHEST), -1):
        lower = tokens.lower(i)
        if lower not in bounds:
            continue
        if lower in {",", "and", "or"} and not _has_noun_and_verb(tokens, i + 1, first):
            continue
        if any(_noun(tokens, k) for k in range(i + 1, first)):
            return i + 1
    return max(0, first - FARTHEST)


def _has_noun_and_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what stands between has a subject of its own: "…, and profits fell"."""
    i = start
    while i < end and tokens.lower(i) in DETERMINERS:
        i += 1
    if i >= end or not _noun(tokens, i):
        return False
    return any(_verb(tokens.lower(k)) for k in range(i + 1, end))


def _verb(lower: str) -> bool:
    return (
        lower in vocabulary.trend_words()[0]
        or lower in vocabulary.subject_verbs()
        or lower in vocabulary.stop_verbs()
        or (lower.endswith("ed") and len(lower) > 4)
        or (lower.endswith("ing") and len(lower) > 5 and lower not in vocabulary.ing_nouns())
    )


def _noun(tokens: Tokens, i: int) -> bool:
    if i >= len(tokens):
        return False
    token, lower = tokens.texts[i], tokens.lowers[i]
    return (
        token[0].isalpha()
        and (lower not in vocabulary.stops() or token == "US" or lower == "vote")
        and tokens.lower(i - 1) != "to"
        and not _verb(lower)
        and not lower.endswith("ly")
        and not (may_start_number(token, lower))
        and lower not in vocabulary.units()
        and lower not in vocabulary.numbers().fractions
    )


def noun_run(tokens: Tokens, i: int, ceiling: int) -> list[int]:
    """The tokens of a noun phrase from `i` on; it ends with its first plural."""
    run: list[int] = []
    while i < ceiling and len(run) < LONGEST:
        if tokens.texts[i] in HYPHENS and run and tokens.glued(i - 1) and tokens.glued(i):
            i += 1
            continue
        if run and tokens.texts[i] in {"'s", "’s"}:
            run = []
            i += 1
            continue
        if not _noun(tokens, i):
            break
        run.append(i)
        if tokens.texts[i][0].islower() and is_plural(tokens.texts[i]):
            following = tokens.texts[i + 1] if i + 1 < ceiling else ""
            if not (following and following[0].islower() and is_plural(following)):
                break
        i += 1
    return run
