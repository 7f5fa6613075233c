"""What says that teams met: "98-94", "Los Angeles 5 St. Louis 2", a row of a table."""

from collections.abc import Sequence

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.runs import sentence_at
from streams.extraction.tokens import Tokens

DASHES = frozenset("-–")
MOST_GOALS = 3
"""Digits of a side's number in a result."""
SHARE = 3
"""Digits behind the point of the share of games won, in a table: ".520"."""
LONGEST_RESULT = 10
"""Tokens of "Los Angeles 5 St. Louis 2"."""
PARTING, CLOSING = frozenset(":;,"), frozenset(":;,.(")
"""What stands between results, and behind one."""
FEWEST_COLUMNS = 5
"""Numbers of a team in a table of standings: games played are those won, drawn and lost."""
Bounds = Sequence[tuple[int, int]]


def has_result(tokens: Tokens, mention: Candidate, bounds: Bounds) -> bool:
    """Whether the sentence of a mention tells a result: "98-94"."""
    start, end = sentence_at(bounds, mention.first)
    return any(
        tokens.texts[i] in DASHES and has_result_at(tokens, i - 1)
        for i in range(start + 1, min(end, len(tokens)) - 1)
    )


def has_result_at(tokens: Tokens, i: int) -> bool:
    """Whether a result begins with a token: "98-94"."""
    return (
        tokens.lower(i + 1) in DASHES
        and tokens.glued(i)
        and tokens.glued(i + 1)
        and is_number(tokens, i)
        and is_number(tokens, i + 2)
    )


def in_result(tokens: Tokens, mention: Candidate) -> bool:
    """ "Los Angeles 5 St. Louis 2", alone in its line or between signs."""
    goals = mention.last + 1
    if goals >= len(tokens) or not is_number(tokens, goals):
        return False
    first = mention.first
    while first and goals - first < LONGEST_RESULT and not _parts(tokens, first - 1):
        first -= 1
    last = goals
    while last - first < LONGEST_RESULT and not _parts(tokens, last):
        last += 1
    numbers = [i for i in range(first, last + 1) if is_number(tokens, i)]
    sides = [i for i in range(first, last + 1) if tokens.texts[i][0].isupper()]
    whole = len(numbers) == 2 and numbers[1] == last and first < numbers[0] < last - 1
    return whole and all(
        i in numbers or i in sides or tokens.texts[i] == "." for i in range(first, last)
    )


def _parts(tokens: Tokens, i: int) -> bool:
    """Whether a result may end with token `i`: a line does, or a sign stands behind its number."""
    if i + 1 >= len(tokens) or "\n" in tokens.gaps[i] or tokens.texts[i] in PARTING:
        return True
    return is_number(tokens, i) and tokens.texts[i + 1] in CLOSING


def in_table(tokens: Tokens, mention: Candidate) -> bool:
    """ "San Francisco 56 73 .434 12", "Bochum 20 18 0 2 44 36" of 20 games, alone in its line."""
    if mention.first and "\n" not in tokens.gaps[mention.first - 1]:
        return False
    share = False
    columns: list[int] = []
    for i in range(mention.last + 1, len(tokens)):
        text = tokens.texts[i]
        if not (text.isdecimal() or text in {".", *DASHES}):
            return False
        if is_number(tokens, i):
            columns.append(int(text))
        share |= text == "." and tokens.glued(i) and len(tokens.texts[i + 1]) == SHARE
        if "\n" in tokens.gaps[i]:
            break
    games = len(columns) >= FEWEST_COLUMNS and columns[0] == sum(columns[1:4])
    return share or games


def is_number(tokens: Tokens, i: int) -> bool:
    """Whether a token may be what a side has in a result or a table."""
    text = tokens.lower(i)
    return text.isdecimal() and len(text) <= MOST_GOALS
