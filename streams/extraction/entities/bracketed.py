"""Firms with their country in brackets: "Mining (Scotland) Ltd", "Bosch (India) Pvt Limited"."""

from collections.abc import Sequence

from streams.extraction.entities.labels import BODY, sure_scores
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

LONGEST = 3
"""Tokens in the brackets."""
FORMS = frozenset("Ltd Limited Inc Plc PLC plc Bhd Berhad LLC Corp Corporation Ltda GmbH".split())
BEFORE_FORMS = frozenset({"Pvt", "Private", "Pte", "Pty", "Sdn", "Holdings", "Co", "."})
"""What stands between the brackets and the form of a firm: "(Pvt) Ltd", "Sdn Bhd"."""

LANDS = frozenset("M UK US USA NZ HK SA PVT PTE".split())
"""What stands in capitals in the brackets and is no sign of the firm's shares."""


def with_bracketed(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, those that go on behind brackets to the form of a firm as one."""
    if "(" not in tokens.text:
        return list(tagged)
    texts = [*tokens.texts, ""]
    names: list[Tagged] = []
    end = -1
    for name in tagged:
        if name.first <= end:
            continue  # it is within the brackets, or the form behind them
        if texts[name.first] in FORMS and (first := _named_before(tokens, name.first)) >= 0:
            name = Tagged(first, name.last, BODY, sure_scores(BODY))
            while names and names[-1].last >= first:
                names.pop()
        elif texts[name.last + 1] == "(" and (last := _form(tokens, name.last + 2)):
            name = Tagged(name.first, last, BODY, sure_scores(BODY))
            end = last
        names.append(name)
    return names


def _form(tokens: Tokens, first: int) -> int:
    """Where the form of a firm ends, behind brackets in which a token stands; 0 where none does."""
    i = first
    while tokens.lower(i) not in {")", ""}:
        if i - first >= LONGEST:
            return 0
        i += 1
    if _is_sign(tokens.texts[first:i]):
        return 0  # "Caterpillar (CAT) Inc"
    i += 1
    while i < len(tokens) and tokens.texts[i] in BEFORE_FORMS:
        i += 1
    return i if i < len(tokens) and tokens.texts[i] in FORMS else 0


def _named_before(tokens: Tokens, form: int) -> int:
    """Where "Mining (Scotland)" begins before the form of a firm; -1 where nothing does."""
    i = form - 1
    while i > 0 and tokens.texts[i] in BEFORE_FORMS:
        i -= 1
    if tokens.lower(i) != ")":
        return -1
    opening = i - 1
    while opening > 0 and tokens.texts[opening] != "(":
        if i - opening > LONGEST:
            return -1
        opening -= 1
    if _is_sign(tokens.texts[opening + 1 : i]):
        return -1
    first = opening
    while first and is_capitalised(tokens.texts[first - 1]) and "\n" not in tokens.gaps[first - 1]:
        first -= 1
    return first if first < opening else -1


def _is_sign(within: Sequence[str]) -> bool:
    """Whether brackets hold the sign of a firm's shares, or its initials."""
    return len(within) == 1 and within[0].isupper() and within[0] not in LANDS
