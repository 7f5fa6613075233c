"""Given names: nicknames and initials beside which the tagger makes two names of one, verbs that
are given names too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.labels import PERSON
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.titles import CLOSED_BY
from streams.extraction.tokens import Tokens


class Given(NamedTuple):
    """The lists of `data/given_names.toml`, each explained beside its words."""

    modals: frozenset[str]
    articles: frozenset[str]
    no_initials: frozenset[str]


WORDS = word_lists("given_names.toml", Given)
MODALS = WORDS.modals
MARKS = frozenset({*CLOSED_BY, *CLOSED_BY.values()})
BEFORE_INITIALS = frozenset(["", ",", ":", ";", "(", "'s", "’s", '"', "“", "-", "–", "—"])
"""What stands before two initials of a name, but for small letters; one alone may be a list's."""
MOST_INITIALS = 2
"""Three are a body's or an office's: "C.E.O. Ann Unwin"."""
LAST_POINT = 2
"""Tokens from the last of the initials that the tagger has to the name behind: a point between."""
LONGEST_NICKNAMED = 10
"""Tokens from the first of a name to its last, with a nickname between them."""
LONGEST_NICKNAME = 4


def with_nicknames(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "Jaime Rodriguez “El Bronco” Calderon" in one, of which the tagger may make two or three."""
    if not any(mark in tokens.text for mark in MARKS):
        return list(tagged)
    result: list[Tagged] = []
    for name in tagged:
        parts = _parts_before(tokens, result, name) if name.kind == PERSON else 0
        if parts:
            name = name._replace(first=result[-parts].first)
            del result[-parts:]
        result.append(name)
    return result


def _parts_before(tokens: Tokens, names: Sequence[Tagged], name: Tagged) -> int:
    """How many of the names before, one or two, are of one with a person's; 0 for none."""
    if MARKS.isdisjoint(tokens.texts[max(name.first - 1, 0) : name.last]):
        return 0  # a mark closes before the name or in it
    for back, before in enumerate(reversed(names[-2:]), start=1):
        if before.kind == PERSON and _is_nicknamed(tokens, before, name):
            return back
    return 0


def _is_nicknamed(tokens: Tokens, before: Tagged, name: Tagged) -> bool:
    """Whether two names are one, with a nickname in marks between or in them."""
    first = before.first
    if name.last - first > LONGEST_NICKNAMED:
        return False
    texts = tokens.texts[first : name.last + 1]
    marks = [i for i, text in enumerate(texts) if text in MARKS]
    if len(marks) != 2 or not 0 < marks[0] < marks[1] - 1 < len(texts) - 2:
        return False
    opened, closed = marks
    return (
        texts[closed] == CLOSED_BY.get(texts[opened])
        and not tokens.glued(first + opened - 1)
        and before.last - first >= opened - 1
        and name.first - first <= closed + 1
        and all(map(_may_be_in_name, [*texts[:opened], *texts[closed + 1 :]]))
        and _may_be_nickname(texts[opened + 1 : closed], texts[:opened])
    )


def _may_be_nickname(inside: Sequence[str], before: Sequence[str]) -> bool:
    """Whether what stands in marks may be somebody's second name: capitals, or up to four words
    behind a given name alone or with an article: "el Bronco", "Look at that face"."""
    if all(map(_may_be_in_name, inside)):
        return True
    given = len(before) == 1 and before[0].lower() in given_and_last()[0]
    short = len(inside) <= LONGEST_NICKNAME and all(word.isalpha() for word in inside)
    return short and (given or inside[0] in WORDS.articles)


def _may_be_in_name(text: str) -> bool:
    return is_capitalised(text) or text == "." or text.isdigit()


def with_given_initials(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "D.Y. Chandrachud" in one, of which the tagger may make two."""
    result: list[Tagged] = []
    for name in tagged:
        if result and _are_one(tokens, result[-1], name):
            result[-1] = result[-1]._replace(last=name.last)
            continue
        if name.kind == PERSON and name.first > 1 and tokens.texts[name.first - 1] == ".":
            first = _first_of_initials(tokens, name.first)
            while result and first < name.first and result[-1].last >= first:
                first = min(first, result.pop().first)
            name = name._replace(first=first)
        result.append(name)
    return result


def _first_of_initials(tokens: Tokens, first: int) -> int:
    """Where "P.V. Narasimha Rao" begins, of which the tagger may have had "Narasimha Rao"; not
    "Washington, D.C. Ann Unwin" and not "A. Ann Unwin B. Bob Poe"."""
    at = first
    while at > 1 and tokens.texts[at - 1] == "." and tokens.glued(at - 2):
        letter = tokens.texts[at - 2]
        if len(letter) > 1 or not letter.isupper():
            break
        at -= 2
    letters = (first - at) // 2
    if not 0 < letters <= MOST_INITIALS or "".join(tokens.texts[at:first]) in WORDS.no_initials:
        return first
    before = tokens.texts[at - 1] if at else ""
    apart = before[:1].islower() or before == "," or (letters > 1 and before in BEFORE_INITIALS)
    return at if apart else first


def _are_one(tokens: Tokens, before: Tagged, name: Tagged) -> bool:
    """Whether one name of a person is initials and the next the rest, with no more than a point
    between."""
    beside = before.kind == name.kind == PERSON and name.first - before.last <= LAST_POINT
    return beside and all(map(_is_initial, tokens.texts[before.first : name.first]))


def _is_initial(text: str) -> bool:
    return text == "." or (len(text) == 1 and text.isupper())


def without_modals(
    tokens: Tokens, tagged: Sequence[Tagged], bounds: Sequence[tuple[int, int]]
) -> list[Tagged]:
    """The names, "Graham" of "Will Graham leave?" where the text names Lindsey Graham."""
    texts = tokens.texts
    if MODALS.isdisjoint([texts[t.first] for t in tagged]):
        return list(tagged)
    full = {
        texts[t.last]
        for t in tagged
        if t.kind == PERSON and t.first < t.last and texts[t.first] not in MODALS
    }
    return [
        t._replace(first=t.last)
        if texts[t.first] in MODALS
        and t.kind == PERSON
        and t.last == t.first + 1
        and texts[t.last] in full
        and sentence_at(bounds, t.first)[0] == t.first
        else t
        for t in tagged
    ]
