"""A town in a report of a match is its club: "Jones headed Lens in front", "Lens took the lead",
"was signed from Lens", "Lens, who have won four in a row".

Only in a sentence with a word of such reports, or a result, or among some.
"""

from collections.abc import Mapping
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.results import DASHES, Bounds, has_result, has_result_at, is_number
from streams.extraction.entities.runs import POSSESSIVE, sentence_at
from streams.extraction.tokens import Tokens


class Sporting(NamedTuple):
    """The lists of `data/sporting.toml`, each explained beside its words."""

    words: frozenset[str]
    scores: frozenset[str]
    does: frozenset[str]
    ahead: frozenset[str]
    put: frozenset[str]
    left: frozenset[str]
    from_: frozenset[str]
    loan: frozenset[str]
    titles: frozenset[str]
    plural: frozenset[str]
    done: frozenset[str]
    beaten: frozenset[str]
    share: frozenset[str]
    before: frozenset[str]
    for_: frozenset[str]
    given: frozenset[str]
    own: frozenset[str]
    several: frozenset[str]


WORDS = word_lists("sporting.toml", Sporting)
SAID_BEFORE = {
    "from": WORDS.from_, "for": WORDS.for_, "at": WORDS.loan, "to": WORDS.loan,
}  # fmt: skip
"""What says so before the words that stand before a town as well: "on loan at Lens"."""
BEHIND = (
    {pair.partition("_")[0] for pair in WORDS.does} | {",", "and", "("} | POSSESSIVE
    | WORDS.scores | WORDS.ahead | WORDS.left | WORDS.several
)  # fmt: skip
"""What stands behind a club, of what says so."""
BESIDE_RESULT = frozenset({"with", "to", "over", "against", "past", "by"})
BEFORE = (
    {"by", "left"} | SAID_BEFORE.keys() | BESIDE_RESULT
    | WORDS.put | WORDS.titles | WORDS.before | WORDS.given
)  # fmt: skip
"""What stands before it."""
LISTING = frozenset({"and", ",", "or"})
OPENS_CLAUSE = frozenset({",", "as", "when", "while", "but", "where", "if", "and", "-", ":"})
ARTICLES = frozenset({"a", "an", "the", "its", "their"})
RESULT = 3
"""Tokens of "1-1"."""
AROUND, FEWEST_AROUND = 60, 2
"""Tokens on both sides of a sentence, and how many of the words are among them in a report."""
RECORD = 5
"""Tokens of "(33-20)"."""
FARTHEST = 5
"""Tokens from a club to how far it is ahead: "left Lens three points clear"."""


def is_club(tokens: Tokens, mention: Candidate, people: Mapping[int, int], bounds: Bounds) -> bool:
    """Whether a town is its club by what stands beside it. `people`: where each begins and ends."""
    cue = _acts(tokens, mention) or is_put(tokens, mention) or _is_of(tokens, mention)
    if not cue:
        cue = _owns(tokens, mention, people) or _shares(tokens, mention) or _gets(tokens, mention)
    cue = cue or play_on(tokens, mention, bounds)
    return (cue and is_report(tokens, mention, bounds)) or _has_record(tokens, mention)


def play_on(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """ "Lens face Nancy", "Lens need a draw", where a clause begins: several do, where a town
    needs."""
    behind = mention.last + 1
    if tokens.lower(behind) not in WORDS.several or tokens.lower(behind + 1) == "of":
        return False
    opens = sentence_at(bounds, mention.first)[0] == mention.first
    return opens or tokens.lower(mention.first - 1) in OPENS_CLAUSE


def has_met(tokens: Tokens, mention: Candidate) -> bool:
    """ "Drew 1-1 with Lens", "pounded Lens 13-5", and no place in a row of flights."""
    first = mention.first
    if tokens.lower(first - 1) in BESIDE_RESULT:
        return first > RESULT and has_result_at(tokens, first - 1 - RESULT)
    verb = tokens.texts[first - 1] if first else ""
    return verb.endswith("ed") and verb.islower() and has_result_at(tokens, mention.last + 1)


def _owns(tokens: Tokens, mention: Candidate, people: Mapping[int, int]) -> bool:
    """ "Lens' unbeaten run", "Lens's Jones was sent off"."""
    behind = mention.last + 1
    if tokens.lower(behind) not in POSSESSIVE:
        return False
    return behind + 1 in people or tokens.lower(behind + 1) in WORDS.own


def _gets(tokens: Tokens, mention: Candidate) -> bool:
    """ "A penalty against Lens", "gave Lens a win"."""
    first = mention.first
    before = tokens.lower(first - 1)
    if before in WORDS.given:
        return tokens.lower(mention.last + 1) in ARTICLES
    return before in WORDS.before


def _has_record(tokens: Tokens, mention: Candidate) -> bool:
    """ "Chicago (33-20) lost": games won and lost."""
    i = mention.last + 1
    bracket = tokens.lowers[i : i + RECORD]
    return (
        len(bracket) == RECORD
        and bracket[0] == "("
        and bracket[2] in DASHES
        and bracket[4] == ")"
        and is_number(tokens, i + 1)
        and is_number(tokens, i + 3)
    )


def are_several(tokens: Tokens, mention: Candidate) -> bool:
    """ "Lens, who have won four in a row": a town is "which"."""
    behind = mention.last + 1
    if tokens.lower(behind) != "," or tokens.lower(behind + 1) != "who":
        return False
    listed = tokens.lower(mention.first - 1) in LISTING
    verb = tokens.lower(behind + 2)
    done = tokens.lower(behind + 3) in WORDS.done if verb == "have" else verb in WORDS.plural
    return done and not listed


def is_signed_from(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """ "Signed from Lens", "on loan at Lens", "joined the club from Lens", "24 points for Lens"."""
    first = mention.first
    told = SAID_BEFORE.get(tokens.lower(first - 1))
    if told is None:
        return False
    near = tokens.lowers[max(first - FARTHEST, 0) : first - 1]
    return not told.isdisjoint(near) and is_report(tokens, mention, bounds)


def is_report(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """Whether the sentence has a word of such reports or a result, or what is around it more."""
    start, end = sentence_at(bounds, mention.first)
    if not WORDS.words.isdisjoint(tokens.lowers[start:end]) or has_result(tokens, mention, bounds):
        return True
    around = tokens.lowers[max(start - AROUND, 0) : end + AROUND]
    return len(WORDS.words.intersection(around)) >= FEWEST_AROUND


def _acts(tokens: Tokens, mention: Candidate) -> bool:
    """ "Lens took the lead", "Lens equalised"."""
    word, pair = tokens.lower(mention.last + 1), tokens.lower(mention.last + 2)
    return word in WORDS.scores or f"{word}_{pair}" in WORDS.does


def is_put(tokens: Tokens, mention: Candidate) -> bool:
    """ "Headed Lens in front", "left Lens three points clear"."""
    before, behind = tokens.lower(mention.first - 1), mention.last + 1
    if before in WORDS.put:
        return tokens.lower(behind) in WORDS.ahead
    near = tokens.lowers[behind : behind + FARTHEST]
    return before == "left" and not WORDS.left.isdisjoint(near)


def _is_of(tokens: Tokens, mention: Candidate) -> bool:
    """ "Visitors Lens", "beaten 3-1 by Lens"."""
    first = mention.first
    before = tokens.lower(first - 1)
    if before in WORDS.titles:
        return True
    near = tokens.lowers[max(first - FARTHEST, 0) : first - 1]
    return before == "by" and not WORDS.beaten.isdisjoint(near)


def _shares(tokens: Tokens, mention: Candidate) -> bool:
    """ "Lens and Nancy drew 2-2"."""
    if tokens.lower(mention.last + 1) != "and":
        return False
    near = tokens.lowers[mention.last + 2 : mention.last + FARTHEST]
    return not WORDS.share.isdisjoint(near)
