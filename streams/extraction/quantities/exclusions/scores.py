"""Scores and tallies, and the speeds that a car is timed between."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    of_sport: frozenset[str]
    of_a_vote: frozenset[str]
    of_a_defeat: frozenset[str]
    open_defeat: frozenset[str]
    of_rating: frozenset[str]
    marks_given: frozenset[str]
    best_marks: frozenset[str]
    took_wickets: frozenset[str]
    of_golf: frozenset[str]


WORDS = word_lists("scores", Words)
OF_PAR = frozenset({"under", "over"})
GONE = frozenset({"went", "go", "goes", "going", "gone"})
MOST_SETS = 5
"""No match has more sets than this."""
TIE_BREAK = 3
"""Tokens of "(8)"."""
AFTER_A_DEFEAT = frozenset({"", ".", ",", ")", "to", "against", "at", "on"})
"""What may stand behind "a 1-3 loss", that is none of 1 to 3 of anything."""


def score(tokens: Tokens, number: Number) -> bool:
    """2-1, 6-4, 20-of-38: two small numbers, the second not larger, or in the words of sport."""
    for at in (number.first, number.first - 4):
        if at >= 0 and tokens.lowers[at + 1 : at + 4] == ["-", "of", "-"]:
            return True
    ones = vocabulary.numbers().ones
    for first, second in ((number.first, number.first + 2), (number.first - 2, number.first)):
        hyphen = first + 1
        if first < 0 or tokens.lower(hyphen) not in DASHES:
            continue
        if not (tokens.glued(first) and tokens.glued(hyphen)):
            continue
        left, right = tokens.lower(first), tokens.lower(second)
        if 0 < ones.get(right, 0) <= ones.get(left, 0) < 10 or right == "nil":
            return True  # "a five-four decision", "three-nil"
        if tokens.lower(second + 1) == "/" and tokens.glued(second):
            continue  # "a 3-1/2-hour hearing"
        if ends_percent(tokens, second + 1) or tokens.spaced(["per", "cent"], second + 1):
            continue  # "voters by 51-43 percent say"
        if not (left.isdecimal() and right.isdecimal() and len(left) <= 3 and len(right) <= 3):
            continue
        if int(right) <= int(left) or _of_sets(tokens, first) or _of_a_defeat(tokens, first):
            return True
        if not WORDS.of_a_vote.isdisjoint(tokens.lowers[second + 1 : second + 7]):
            return True  # "the same 47-53, party-line vote"
        if not WORDS.of_sport.isdisjoint(tokens.lowers[max(0, first - 4) : first]):
            return True
    return False


def _of_sets(tokens: Tokens, first: int) -> bool:
    """Whether one of the pairs that stand in a row was won: "4-6, 6-7 (8), *6-4*"."""
    at = first
    for _ in range(MOST_SETS):
        before = _set_before(tokens, at)
        if before is None:
            break
        at = before
    for _ in range(2 * MOST_SETS):
        if not _pair_at(tokens, at):
            return False
        if int(tokens.texts[at + 2]) < int(tokens.texts[at]):
            return True
        end = at + 3 + TIE_BREAK * _is_tie_break(tokens, at + 3)
        at = end + (tokens.lower(end) == ",")
    return False


def _set_before(tokens: Tokens, i: int) -> int | None:
    """Where the pair begins that stands before the one at token `i`, a comma or a space between
    them: "6-7(8) 6-2"."""
    end = i - (tokens.lower(i - 1) == ",")
    end -= TIE_BREAK * _is_tie_break(tokens, end - TIE_BREAK)
    return end - 3 if _pair_at(tokens, end - 3) else None


def _is_tie_break(tokens: Tokens, i: int) -> bool:
    """Whether the points of a tie-break stand at token `i`: "6-7 *(8)*"."""
    return tokens.lower(i) == "(" and tokens.lower(i + 2) == ")" and _is_short(tokens.lower(i + 1))


def _pair_at(tokens: Tokens, i: int) -> bool:
    """Whether two short numbers with a dash between them stand at token `i`."""
    joined = i >= 0 and tokens.lower(i + 1) in DASHES and tokens.glued(i) and tokens.glued(i + 1)
    return joined and _is_short(tokens.lower(i)) and _is_short(tokens.lower(i + 2))


def _is_short(word: str) -> bool:
    return word.isdecimal() and len(word) < 3


def _of_a_defeat(tokens: Tokens, first: int) -> bool:
    """Whether a pair is how somebody lost: "went down 1-3", "beaten 1-4", "a 2-3 defeat"."""
    noun = tokens.lower(first + 3)
    if noun in WORDS.of_a_defeat:
        return True
    if noun in WORDS.open_defeat and tokens.lower(first + 4) in AFTER_A_DEFEAT:
        return True
    lost = tokens.lower(first - 1) in {"beaten", "losing"}
    lost = lost or (tokens.lower(first - 1) == "down" and tokens.lower(first - 2) in GONE)
    return lost and ends_phrase(tokens, first + 3) and tokens.lower(first + 3) != "%"


def rating(tokens: Tokens, number: Number) -> bool:
    """Rated 4.5 out of 5: marks that somebody gave, and no "score of 5.44 out of ten"."""
    for left in (number.first, number.first - 3):
        if left < 1 or not tokens.spaced(["out", "of"], left + 1):
            continue
        if tokens.lower(left + 3) not in WORDS.best_marks:
            return False  # "the party scored 40 out of 90"
        behind = tokens.lower(left + 4)
        if not ends_phrase(tokens, left + 4) and behind not in WORDS.marks_given:
            return False  # "he scored 4 out of 5 penalties"
        return not WORDS.of_rating.isdisjoint(tokens.lowers[max(0, left - 3) : left])
    return False


def tally(tokens: Tokens, number: Number) -> bool:
    """Voted 9 to 4, two to one, a 2.7-to-1 ratio: a larger number "to" a smaller one."""
    for left, right in ((number.first, number.last + 2), (number.first - 2, number.first)):
        if tokens.lower(right - 1) != "to" or left < 0:
            continue
        if not _descending(tokens, left, right) or tokens.lower(left - 1) in {"from", "$"}:
            continue
        after = tokens.lower(right + 1)
        if not after.isalpha() or after in vocabulary.stops():
            return after != "%"
    for left, right in ((number.first, number.last + 4), (number.first - 4, number.first)):
        if left >= 0 and tokens.lowers[right - 3 : right] == ["-", "to", "-"]:
            return _descending(tokens, left, right)  # "a 5-to-4 decision"
    return False


def _descending(tokens: Tokens, left: int, right: int) -> bool:
    """Whether of two small numbers the second is not the larger."""
    high, low = _small_value(tokens.lower(left)), _small_value(tokens.lower(right))
    return high is not None and low is not None and low <= high


def _small_value(word: str) -> float | None:
    whole, _, decimals = word.partition(".")
    if whole.isdecimal() and len(whole) <= 3 and (decimals.isdecimal() or not decimals):
        return float(word)
    return vocabulary.numbers().ones.get(word)


def wickets(tokens: Tokens, number: Number) -> bool:
    """302 for seven, figures of 5 for 30, 9-for-37: scores of an innings, or of shots."""
    if tokens.lowers[number.last + 1 : number.last + 4] == ["-", "for", "-"]:
        return tokens.lower(number.last + 4).isdecimal()
    for left, right in ((number.first, number.last + 2), (number.first - 2, number.first)):
        if (
            left < 0
            or tokens.lower(right - 1) != "for"
            or tokens.lower(left - 1) in {"$", "£", "€"}
        ):
            continue
        if tokens.lower(left - 1) == "of" and tokens.lower(left - 2) == "figures":
            return True  # "figures of 5 for 30"
        if _bowled(tokens, left, right):
            return True
        runs, out = _small_value(tokens.lower(left)), _small_value(tokens.lower(right))
        if runs is None or out is None or out > 10 or not tokens.texts[left].isdecimal():
            continue
        after = tokens.lower(right + 1)
        if not after.isalpha() or after in vocabulary.stops():
            return after not in {"%", "-", "per", "percent"}
    return False


def _bowled(tokens: Tokens, left: int, right: int) -> bool:
    """Whether wickets stand before the runs that they were had for: "took five for 27"."""
    out, runs = _small_value(tokens.lower(left)), tokens.lower(right)
    took = tokens.lower(left - 1) in WORDS.took_wickets
    figures = runs.isdecimal() and len(runs) < 4 and tokens.lower(right + 1) not in {"%", "-"}
    return took and out is not None and out <= 10 and figures and ends_phrase(tokens, right + 1)


def under_par(tokens: Tokens, number: Number) -> bool:
    """ "At nine under", "a five-under 67", "three over par": scores of golf."""
    if WORDS.of_golf.isdisjoint(tokens.lowers):
        return False
    i, j = number.first, number.last + 1
    j += tokens.lower(j) == "-"
    if tokens.lower(j) in OF_PAR:
        behind = tokens.lower(j + 1)
        return behind == "par" or behind.isdecimal() or ends_phrase(tokens, j + 1)
    return tokens.lower(i - 1) in OF_PAR and tokens.lower(i - 2) == "-" and tokens.glued(i - 2)


def acceleration(tokens: Tokens, number: Number) -> bool:
    """Zero to 60 mph: what a car is measured by, and no range."""
    for zero, to, end in ((0, 1, 2), (-2, -1, 0)):
        at = number.first
        if (
            tokens.lower(at + zero) in {"0", "zero"}
            and tokens.lower(at + to) in {"to", "-"}
            and tokens.lower(at + end) in {"60", "62", "100"}
        ):
            return True
    return False
