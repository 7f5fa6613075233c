"""Players in the notes of a sports desk, whose numbers say that they are people: "Lens 2 (Vairelles
14, Smicer 67 pen)", "(A. Brown 132 not out)", "274 Ian Woosnam 64 69 70 71", "1-Carlo Cudicini",
"Bo Hamburger (Denmark) Rabobank 12 seconds behind".
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.results import DASHES, is_number
from streams.extraction.entities.rows import LONGEST_SIDE, WORDS, Side, in_place, is_land, side_end
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.tokens import Tokens

LONGEST_NOTE = 80
"""Tokens of a bracket with those who scored."""
LONGEST_NAME = 4
"""Tokens of the name of a player."""
FEWEST_IN_TEAM = 5
LAST_NUMBER = 30
"""The highest number on a shirt."""
ROUND = range(55, 95)
"""Strokes of a round of golf."""
TWO_ROUNDS = range(110, 400)
FEWEST_LANDS = 2
BEHIND_TEAM = frozenset({"same", "at", "s", "five", "four", "three", "six", "two", "one"})
"""What stands behind the team of a rider, of his time."""
BEFORE_NAME = frozenset(",;(:")


def with_players(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """The mentions, with the players whom the tagger took for something else or passed over.

    `capitals`: the tokens that begin with a capital letter.
    """
    placed: dict[Side, EntityType] = {}
    if "(" in tokens.text:
        placed |= dict(_scorers(tokens))
    texts = tokens.texts
    initials = [i for i in capitals if len(texts[i]) == 1]
    if initials:
        placed |= dict.fromkeys(_by_initial(tokens, initials), "PERSON")
    behind_hyphens = [i for i in capitals if texts[i - 1] in DASHES]
    if len(behind_hyphens) >= FEWEST_IN_TEAM:
        placed |= dict.fromkeys(_of_team(tokens, behind_hyphens), "PERSON")
    lands = [m for m in found if _is_bracketed(tokens, m)]
    if len(lands) >= FEWEST_LANDS:
        placed |= dict(_of_lands(tokens, found, {m.first for m in lands}))
    others = [m for m in found if m.first < m.last and m.type != "PERSON"]
    placed |= dict.fromkeys((s for m in others if (s := _golfer(tokens, m))), "PERSON")
    return in_place(tokens, found, placed) if placed else list(found)


def _name(tokens: Tokens, at: int) -> int:
    """The token behind a name of a person that begins at a token; the same where none does."""
    last = at - 1
    for i in range(at, min(at + LONGEST_NAME, len(tokens))):
        text = tokens.texts[i]
        if is_capitalised(text):
            last = i
        elif not (
            text in WORDS.in_people
            or (text == "." and last == i - 1 and len(tokens.texts[last]) <= 2)
        ):
            break
    return last + 1


def _scorers(tokens: Tokens) -> Iterator[tuple[Side, EntityType]]:
    """Those in brackets behind the number of a team, and the teams: "Lens 2 (Vairelles 14, 67 pen)
    Nancy 0.", "Kent 345-3 (A. Brown 132)"."""
    texts, at = tokens.texts, 0
    for _ in range(texts.count("(")):
        at = texts.index("(", at) + 1
        if at < 3 or not is_number(tokens, at - 2):
            continue
        before = at - 3
        if texts[before] in DASHES and is_number(tokens, before - 1):
            before -= 2
        if not is_capitalised(texts[before]) or tokens.lowers[before] in WORDS.no_team:
            continue
        people = _in_note(tokens, at)
        if not people:
            continue
        for side in people:
            yield side, "PERSON"
        yield (_first_of_team(tokens, before), before), "ORG"
        yield from ((side, "ORG") for side in _other_team(tokens, people[-1][1]))


def _first_of_team(tokens: Tokens, last: int) -> int:
    """The first token of a team's name by its last one."""
    first = i = last
    while i and last - i < LONGEST_SIDE and "\n" not in tokens.gaps[i - 1]:
        i -= 1
        if is_capitalised(tokens.texts[i]):
            first = i
        elif tokens.lowers[i] not in WORDS.within:
            break
    return first


def _other_team(tokens: Tokens, last: int) -> Iterator[Side]:
    """ "Nancy" of ") Nancy 0.", behind a bracket with those who scored for the others."""
    at = last + 1
    while at < len(tokens) - 2 and tokens.texts[at] != ")":
        at += 1
    behind = side_end(tokens, at + 1, len(tokens))
    if behind > at + 1 and behind < len(tokens) and is_number(tokens, behind):
        yield at + 1, behind - 1


def _in_note(tokens: Tokens, first: int) -> list[Side]:
    """The names of a bracket that begins at a token, each with a number behind; none where
    something else is in it."""
    people: list[Side] = []
    i = first
    end = min(first + LONGEST_NOTE, len(tokens))
    while i < end and tokens.texts[i] != ")":
        behind = _name(tokens, i)
        if behind > i:
            if not is_number(tokens, behind) or tokens.lowers[i] in WORDS.no_players:
                return []
            people.append((i, behind - 1))
            i = behind
        elif not (tokens.texts[i][0].isdecimal() or tokens.lowers[i] in WORDS.of_goals):
            return []
        i += 1
    return [] if any(is_land(tokens, *side) for side in people) else people


def _by_initial(tokens: Tokens, initials: Sequence[int]) -> Iterator[Side]:
    """ "A. Brown 132", "P. Strang 4-44": whoever has an initial and a number behind."""
    for i in initials:
        if tokens.lower(i + 1) != ".":
            continue
        behind = _name(tokens, i)
        if behind < i + 3 or not is_number(tokens, behind):
            continue
        if tokens.lower(i - 1) in BEFORE_NAME or (i and "\n" in tokens.gaps[i - 1]):
            yield i, behind - 1


def _of_team(tokens: Tokens, behind_hyphens: Sequence[int]) -> Iterator[Side]:
    """Those of a list by the numbers on their shirts: "1 - Carlo Cudicini , 2-Roberto Mussi"."""
    numbered = [
        i
        for i in behind_hyphens
        if i > 1 and tokens.texts[i - 2].isdecimal()
        and len(tokens.texts[i - 2]) < 3 and 0 < int(tokens.texts[i - 2]) <= LAST_NUMBER
    ]  # fmt: skip
    if len(numbered) < FEWEST_IN_TEAM:
        return
    for i in numbered:
        behind = _name(tokens, i)
        if tokens.lower(behind) in {",", ";", "(", ".", ""} or "\n" in tokens.gaps[behind - 1]:
            yield i, behind - 1


def _is_bracketed(tokens: Tokens, mention: Candidate) -> bool:
    """ "(Denmark)"."""
    if tokens.lower(mention.first - 1) != "(" or tokens.lower(mention.last + 1) != ")":
        return False
    return is_land(tokens, mention.first, mention.last)


def _of_lands(
    tokens: Tokens, found: Sequence[Candidate], lands: Collection[int]
) -> Iterator[tuple[Side, EntityType]]:
    """Those who have a country in brackets behind them, where most are people, and the teams of
    riders: "Rabobank" of "3. Bo Hamburger (Denmark) Rabobank 12 seconds behind".

    `lands`: where the names of countries in brackets begin.
    """
    named = [(m, of) for m, of in pairwise(found) if of.first in lands and of.first == m.last + 2]
    people = sum(m.type == "PERSON" for m, _ in named)
    if people * 2 <= len(named):
        return
    for mention, of in named:
        if mention.first < mention.last:
            yield (mention.first, mention.last), "PERSON"
        first = of.last + 2
        behind = side_end(tokens, first, len(tokens))
        if (
            behind > first
            and "\n" not in tokens.gaps[first - 1]
            and _is_timed(tokens, mention, behind)
        ):
            yield (first, behind - 1), "ORG"


def _is_timed(tokens: Tokens, rider: Candidate, behind: int) -> bool:
    """Whether a time is behind a team, or a line ends with it that "3." begins."""
    if behind == len(tokens) or "\n" in tokens.gaps[behind - 1]:
        return tokens.lower(rider.first - 1) == "." and tokens.lower(rider.first - 2).isdecimal()
    word = tokens.texts[behind]
    return word[0].isdecimal() or word in BEHIND_TEAM


def _golfer(tokens: Tokens, mention: Candidate) -> Side | None:
    """ "134 Lee Westwood (Britain) 67 67"."""
    first, last = mention.first, mention.last
    before, behind = tokens.lower(first - 1), last + 1
    total = before.isdecimal() and len(before) == 3 and int(before) in TWO_ROUNDS
    if not (total or before in {",", ";"}):
        return None
    if tokens.lower(behind) == "(":
        behind += 1
        while tokens.lower(behind) not in {")", ""} and behind - last < LONGEST_NAME + 2:
            behind += 1
        behind += 1
    rounds = tokens.texts[behind : behind + 2]
    both = len(rounds) == 2 and all(
        r.isdecimal() and len(r) == 2 and int(r) in ROUND for r in rounds
    )
    return (first, last) if both else None
