"""Names that the tagger cuts short: events, courts, operations and storms."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.labels import BODY, EVENT, KINDS, PERSON, sure_scores
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.entities.word_lists import word_lists
from streams.extraction.tokens import Tokens


class Longer(NamedTuple):
    """The lists of `data/longer.toml`, each explained beside its words."""

    modals: frozenset[str]
    small: frozenset[str]
    entitled: frozenset[str]
    courts: frozenset[str]
    articles: frozenset[str]


WORDS = word_lists("longer.toml", Longer)
MODALS = WORDS.modals


LONGEST_OPERATION = 4
EVENT_FIRST = frozenset({"Operation", *STORMS})
CLOSED_BY = {"“": "”", '"': '"'}
MARKS = frozenset({*CLOSED_BY, *CLOSED_BY.values()})
FOR_THE = ["for", "the"]
"""Between a court and its circuit."""
LAST_POINT = 2
"""Tokens from the last of the initials that the tagger has to the name behind: a point between."""
LONGEST_NICKNAMED = 10
"""Tokens from the first of a name to its last, with a nickname between them."""
LONGEST_NICKNAME = 4
LONGEST_TITLE = 24
SURE_TITLE, LIST = 6, 3
"""Words in marks, capitalised but for small ones, from which they are a title by themselves, and
commas from which they are a list."""
SENTENCE = frozenset(".!?;")
WORK = KINDS.index("WORK")


def with_event_words(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "French Open", "Asia Cup": a people or place and a capitalised word of events behind it."""
    taken = {t.first for t in tagged}
    result = []
    for name in tagged:
        last = name.last
        while (
            KINDS[name.kind] in {"NORP", "LOC"}
            and tokens.lower(last + 1) in words().event_last
            and is_capitalised(tokens.texts[last + 1])
            and last + 1 not in taken
            and tokens.ends[last] + 1 == tokens.starts[last + 1]
        ):
            last += 1
        if last > name.last:
            name = name._replace(last=last, kind=KINDS.index("EVENT"))
        result.append(name)
    return result


def with_circuits(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "U.S. Court of Appeals for the Ninth Circuit" in one, of which the tagger makes two."""

    def goes_on(court: Tagged, name: Tagged) -> bool:
        return (
            court.kind == BODY
            and tokens.lowers[court.last] in WORDS.courts
            and tokens.lowers[court.last + 1 : name.first] == FOR_THE
        )

    return _joined(tagged, goes_on, len(FOR_THE))


def with_operations(
    tokens: Tokens,
    tagged: Sequence[Tagged],
    bounds: Sequence[tuple[int, int]],
    capitals: Sequence[int],
) -> list[Tagged]:
    """ "Operation Barkhane", "Typhoon Yagi": such a word and what is capitalised behind it.

    `capitals`: the tokens that begin with a capital letter.
    """
    found: list[Tagged] = []
    for first in capitals:
        text = tokens.texts[first]
        if text not in EVENT_FIRST:
            continue
        last = first
        end = min(sentence_at(bounds, first)[1], first + LONGEST_OPERATION)
        if text in STORMS:
            end = min(end, first + 2)
        while last + 1 < end and is_capitalised(tokens.texts[last + 1]):
            last += 1
        if text in STORMS and is_common(tokens.texts[last]):
            continue  # "Hurricane Season"
        if last > first:
            if found and found[-1].last >= first:
                found.pop()
            found.append(Tagged(first, last, EVENT, sure_scores(EVENT)))
    held = {i for name in found for i in range(name.first, name.last + 1)}
    kept = (t for t in tagged if held.isdisjoint(range(t.first, t.last + 1)))
    return sorted([*kept, *found]) if found else sorted(tagged)


def with_nicknames(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "Jaime Rodriguez “El Bronco” Calderon" in one, of which the tagger may make two or three."""
    result: list[Tagged] = []
    marked = any(mark in tokens.text for mark in MARKS)
    for name in tagged:
        if marked and name.kind == PERSON:
            for back, before in enumerate(reversed(result[-2:]), start=1):
                if before.kind == PERSON and _is_nicknamed(tokens, before, name):
                    name = name._replace(first=before.first)
                    del result[-back:]
                    break
        result.append(name)
    return result


def with_given_initials(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "D.Y. Chandrachud" in one, of which the tagger may make two."""

    def goes_on(before: Tagged, name: Tagged) -> bool:
        if before.kind != PERSON or name.kind != PERSON:
            return False
        return all(map(_is_initial, tokens.texts[before.first : name.first]))

    return _joined(tagged, goes_on, LAST_POINT - 1)


def _is_initial(text: str) -> bool:
    return text == "." or (len(text) == 1 and text.isupper())


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


def _joined(
    tagged: Sequence[Tagged], goes_on: Callable[[Tagged, Tagged], bool], between: int
) -> list[Tagged]:
    """The names, each that goes on with the one before it made one with that; at most so many
    tokens stand between the two.
    """
    result: list[Tagged] = []
    for name in tagged:
        near = result and name.first - result[-1].last <= between + 1
        if near and goes_on(result[-1], name):
            result[-1] = result[-1]._replace(last=name.last)
        else:
            result.append(name)
    return result


def without_modals(
    tokens: Tokens, tagged: Sequence[Tagged], bounds: Sequence[tuple[int, int]]
) -> list[Tagged]:
    """The names, "Graham" of "Will Graham leave?" where the text names Lindsey Graham."""
    full = {
        tokens.texts[t.last]: tokens.texts[t.first]
        for t in tagged
        if t.kind == PERSON and t.first < t.last and tokens.texts[t.first] not in MODALS
    }
    return [
        t._replace(first=t.last)
        if t.kind == PERSON
        and t.last == t.first + 1
        and tokens.texts[t.first] in MODALS
        and tokens.texts[t.last] in full
        and sentence_at(bounds, t.first)[0] == t.first
        else t
        for t in tagged
    ]


def without_terms(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names but for initials of words in small letters: "consumption expenditures (CE)"."""
    if "(" not in tokens.text:
        return list(tagged)
    terms = {tokens.texts[t.first] for t in tagged if _is_term(tokens, t)}
    if not terms:
        return list(tagged)
    return [t for t in tagged if t.first < t.last or tokens.texts[t.first] not in terms]


def _is_term(tokens: Tokens, name: Tagged) -> bool:
    text, size = tokens.texts[name.first], len(tokens.texts[name.first])
    if name.first < name.last or not text.isupper() or tokens.lower(name.first - 1) != "(":
        return False
    first = name.first - 1 - size
    if size < 2 or first < 0 or tokens.lower(name.last + 1) != ")":
        return False
    words_before = tokens.texts[first : name.first - 1]
    return all(w.islower() and w[0] == c.lower() for w, c in zip(words_before, text, strict=True))


def with_titles(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """Titles of works in marks in one, of which the tagger may have had a part: “Fear: Trump in
    the White House”."""
    result = list(tagged)
    for first, last in _titles(tokens):
        inside = [t for t in result if t.first <= last and first <= t.last]
        cut = inside and all(first <= t.first and t.last <= last for t in inside)
        meant = any(t.kind == WORK for t in inside) or _is_introduced(tokens, first, last)
        article = first + (tokens.texts[first] == "The")
        whole = any(t.first in {first, article} and t.last == last for t in inside)
        if cut and meant and not whole:
            result = [t for t in result if t not in inside]
            result.append(Tagged(first, last, WORK, sure_scores(WORK)))
    return sorted(result)


def _is_introduced(tokens: Tokens, first: int, last: int) -> bool:
    """Whether marks hold a title: a word for a work before them, a colon in them, many words."""
    before = tokens.lowers[max(first - 3, 0) : first - 1]
    long = last - first >= SURE_TITLE and tokens.texts[first:last].count(",") < LIST
    return long or ":" in tokens.texts[first:last] or not WORDS.entitled.isdisjoint(before)


def _titles(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """What stands in marks, three or more words, all but small ones with a capital."""
    here = [mark for mark in CLOSED_BY if mark in tokens.text]  # most texts have one sort
    marks = [i for mark in here for i in _places_of(mark, tokens.texts)]
    for opening in sorted(marks):
        if not _opens(tokens, opening):
            continue
        end = min(opening + LONGEST_TITLE, len(tokens.texts))
        mark = CLOSED_BY[tokens.texts[opening]]
        closing = next((i for i in range(opening + 1, end) if tokens.texts[i] == mark), None)
        if closing is None or not _is_title(tokens.texts[opening + 1 : closing]):
            continue
        last = closing - 1
        while tokens.texts[last] in {",", ".", ":", ";"}:
            last -= 1
        yield opening + 1, last


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether a mark opens: a straight one with nothing behind it and a gap before."""
    return tokens.texts[i] == "“" or (tokens.glued(i) and (i == 0 or not tokens.glued(i - 1)))


def _places_of(text: str, texts: Sequence[str]) -> Iterator[int]:
    at = -1
    for _ in range(texts.count(text)):
        at = texts.index(text, at + 1)
        yield at


def _is_title(texts: Sequence[str]) -> bool:
    names = [text for text in texts if text[0].isalpha() and text not in WORDS.small]
    spelt = [text for text in texts if text[0].isalpha()]
    return (
        len(spelt) > 2
        and len(names) > 1
        and is_capitalised(spelt[0])
        and all(is_capitalised(text) for text in names)
        and not all(text.isupper() for text in names)
        and SENTENCE.isdisjoint(texts[:-1])
        and texts[-1] not in {"!", "?"}
    )
