"""Names of articles that nobody labelled (silver): what several teachers name, put to the vote,
corrected by the gazetteers and by consistency."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from streams.extraction.entities.gazetteers import longest_name, names
from streams.extraction.entities.spelling import surname
from streams.extraction.tokens import tokenise
from training.data import TARGETS, Document, Span, read, trimmed
from training.material import ALONE, MISC

AMBIGUOUS = frozenset(
    "Grad Trident Patriot Patriots Apache Leopard Reaper Predator Bradley Buk IS ETA Azov Wagner "
    "Javelin Javelins Stinger Stingers Chinook Antifa Stryker Abrams Jordan Georgia Chad Togo "
    "Turkey Guinea Polish Dane Pole Poles Thai Scot Finn Swede Turk Guadeloupe Dutch".split()
)
SURE_SORTS = {"GROUP": ("ORG",), "WEAPON": ("WEAPON",), "VEHICLE": ("VEHICLE",)}


LEAST_WEIGHT = 1.5
"""What names need to be taken as sure: two teachers, or one and the better of them."""
TEACHERS = {"spacy": 1.0, "conll": 0.9, "all": 1.1, "ours": 1.0}
FINE_TEACHERS = ("spacy", "ours")
"""Those that know the finer kinds, the better one first."""
SURE_ALONE = 0.8
"""From which probability the tagger's own name counts where no other teacher has read the text."""


def silver(paths: Sequence[Path]) -> Iterator[Document]:
    """What the teachers name together, corrected by the gazetteers and by consistency.

    `paths`: the teachers' files, of the same articles in the same order; what a file lacks at its
    end is judged by the others' files alone.
    """
    for number, text, named in _together(paths):
        spans = consistent(text, corrected(text, voted(text, named)))
        yield Document(f"silver-{number}", "silver", text, spans)


def alone(paths: Sequence[Path]) -> Iterator[dict[str, Document]]:
    """Of each article that a teacher of ALONE has read, what each of them names in it.

    A token outside the names of a teacher without a kind for everything else may be one.
    """
    for number, text, named in _together(paths):
        found = {}
        for name in ALONE:
            if name in named:
                spans = voted(text, {name: named[name]})
                firm = [span._replace(doubtful=False) for span in spans]
                source = "silver" if name != "all" else "all"
                found[name] = Document(f"silver-{number}", source, text, firm)
        if found:
            yield found


def _together(paths: Sequence[Path]) -> Iterator[tuple[int, str, dict[str, list[list[Any]]]]]:
    """Each article's number, its text, and what each teacher names in it.

    Raises ValueError where the files are not of the same articles.
    """
    for number, rows in enumerate(zip_longest(*map(read, paths))):
        items = [row for row in rows if row is not None]
        text = items[0]["text"]
        if any(item["text"] != text for item in items):
            raise ValueError(f"article {number} is not the same in all of {paths}")
        yield (
            number,
            text,
            {name: item[name] for item in items for name in TEACHERS if name in item},
        )


def coarse(kind: str) -> str:
    """The kind as teachers of four kinds have it."""
    return {"FAC": "LOC"}.get(kind, "MISC" if kind in MISC else kind)


LABELS_OF_TEACHERS = {
    "PERSON": ("PER",), "ORGANIZATION": ("ORG",), "LOCATION": ("LOC", "FAC"), "MISC": MISC,
}  # fmt: skip


def voted(text: str, named: dict[str, list[list[Any]]]) -> list[Span]:
    """The names that teachers give a text, none overlapping another.

    A span that two agree on is a name; what one of them names alone may be one. Of kinds the
    majority counts; spaCy's finer kind is kept where it agrees with it.
    """
    votes: dict[tuple[int, int], dict[str, tuple[str, ...]]] = defaultdict(dict)
    unsure: set[tuple[int, int]] = set()
    for teacher, spans in named.items():
        for start, end, name, *probability in spans:
            kinds = (TARGETS if teacher in FINE_TEACHERS else LABELS_OF_TEACHERS).get(name, ())
            start, end = trimmed(text, start, end)
            if kinds and start < end and "\n" not in text[start:end]:
                votes[start, end][teacher] = kinds
                if probability and (len(named) > 1 or probability[0] < SURE_ALONE):
                    unsure.add((start, end))
    ranked = sorted(votes, key=lambda s: (-sum(TEACHERS[t] for t in votes[s]), s[0] - s[1], s[0]))
    taken: set[int] = set()
    found: list[Span] = []
    for start, end in ranked:
        if taken & set(range(start, end)):
            continue
        taken |= set(range(start, end))
        span = _agreed(start, end, votes[start, end])
        if list(votes[start, end]) == ["ours"]:
            span = span._replace(doubtful=(start, end) in unsure)
        found.append(span)
    return with_countries(text, sorted(found))


BODIES = frozenset(
    "Bank Forces Force Ministry University Institute Authority Council Federation Association "
    "Party Commission Army Organization Organisation Board Academy Museum Union Corporation "
    "Company Bureau Agency Church Society Department Office Mission Committee Chamber "
    "Confederation League".split()
)


def with_countries(text: str, spans: Sequence[Span]) -> list[Span]:
    """Names of bodies with the place in them: "Central Bank of Sri Lanka", that teachers part."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if (
            last is not None
            and text[last.end : span.start] in {" of ", " of the ", " for "}
            and "ORG" in last.kinds
            and {"LOC", "ORG"} & set(span.kinds)
            and text[last.start : last.end].split()[-1] in BODIES
        ):
            result[-1] = Span(last.start, span.end, ("ORG",), last.doubtful)
        else:
            result.append(span)
    return result


def _agreed(start: int, end: int, kinds: dict[str, tuple[str, ...]]) -> Span:
    weights: defaultdict[str, float] = defaultdict(float)
    for teacher, named in kinds.items():
        weights[coarse(named[0])] += TEACHERS[teacher]
    best = max(weights.values())
    chosen = {kind for kind, weight in weights.items() if weight > best - 0.3}
    fine: tuple[str, ...] = next((kinds[t] for t in FINE_TEACHERS if t in kinds), ())
    result: list[str] = []
    for kind in sorted(chosen):
        if fine and coarse(fine[0]) == kind:
            result += fine
        else:
            result += LABELS_OF_TEACHERS[
                {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION"}.get(kind, kind)
            ]
    doubtful = sum(TEACHERS[t] for t in kinds) < LEAST_WEIGHT and fine != ("NORP",)
    return Span(start, end, tuple(result), doubtful)


def corrected(text: str, spans: list[Span]) -> list[Span]:
    """Spans with the kinds that the gazetteers are sure of, and with the names that were missed."""
    tokens = tokenise(text)
    tree = names()
    sure: list[Span] = []
    i = 0
    while i < len(tokens):
        known = longest_name(tokens.texts, i, len(tokens)) if tokens.texts[i] in tree else None
        if known is None:
            i += 1
            continue
        name, after = known
        surface = tokens.surface(i, after - 1)
        kinds = ("NORP",) if name.demonym else SURE_SORTS.get(name.type, ())
        if name.sovereign:
            kinds = ("LOC",)
        if kinds and surface not in AMBIGUOUS:
            sure.append(Span(tokens.starts[i], tokens.ends[after - 1], kinds))
        i = after
    return merged(sure, spans)


def merged(sure: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Both, where a longer span of the teacher wins over what it holds."""
    kept = {(s.start, s.end): s for s in spans}
    taken = {i for s in spans for i in range(s.start, s.end)}
    for span in sure:
        if (span.start, span.end) in kept or taken.isdisjoint(range(span.start, span.end)):
            kept[span.start, span.end] = span
    return sorted(kept.values())


def consistent(text: str, spans: list[Span]) -> list[Span]:
    """The same name has the same kind in an article: what most of its mentions have.

    A last name alone is a person where the article names the person in full more than once.
    """
    votes: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    people: Counter[str] = Counter()
    firm: dict[str, list[bool]] = defaultdict(list)
    for span in spans:
        surface = text[span.start : span.end]
        votes[surface][span.kinds] += 1
        firm[surface].append(not span.doubtful)
        if span.kinds == ("PER",) and " " in surface:
            people[surname(surface)] += 1
    result = []
    for span in spans:
        surface = text[span.start : span.end]
        (best, count), *_ = votes[surface].most_common(1)
        kinds = best if count >= 2 and count * 3 >= sum(votes[surface].values()) * 2 else span.kinds
        if "ORG" in span.kinds and " " not in surface and people[surname(surface)] >= 2:
            kinds = ("PER",)
        result.append(Span(span.start, span.end, kinds, not any(firm[surface])))
    return result
