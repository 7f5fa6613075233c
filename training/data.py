"""What the tagger learns from: documents as tokens, each token with the labels it may have.

A data set that knows no kind for everything ("MISC", or no such names at all) leaves the choice to
the model: a token carries a set of labels, and the loss asks only that one of them is taken
(marginal likelihood; Tsuboi et al., "Training Conditional Random Fields Using Incomplete
Annotations", 2008).
"""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from streams.cleaning.text import line_spans
from streams.extraction.entities.features import known_names, lexicon_features, place_features
from streams.extraction.entities.gazetteers import longest_name, names
from streams.extraction.entities.joining import surname
from streams.extraction.entities.labels import KINDS, POSITIONS, label
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise

SETS = (
    "silver", "wikigold_train", "wnut17_train", "crossner_politics_train", "crossner_politics_dev",
    "gum_train", "uner_ewt_dev", "grobid_wiki_train", "re3d_named",
)  # fmt: skip
WITHOUT_MISC = {"gum_train", "uner_ewt_dev", "re3d_named"}
"""Sets that leave some names unlabelled: their O may be one of these."""
MISC = ("NORP", "EVENT", "PROD", "WORK", "WEAPON", "VEHICLE")
TARGETS: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in KINDS},
    "LOC": ("LOC", "FAC"), "MISC": MISC, "GPE": ("LOC",), "place": ("LOC",), "PERSON": ("PER",),
    "PRODUCT": ("PROD", "VEHICLE", "WEAPON"), "WORK_OF_ART": ("WORK",), "LAW": ("WORK",),
    "LANGUAGE": ("NORP",), "election": ("EVENT",), "event": ("EVENT",), "Nationality": ("NORP",),
    "NATIONAL": ("NORP",), "PERSON_TYPE": ("NORP",), "product": ("PROD", "VEHICLE", "WEAPON"),
    "creative-work": ("WORK",), "CREATION": ("WORK",), "INSTALLATION": ("FAC", "LOC"),
    "DocumentReference": ("WORK",), "MilitaryPlatform": ("VEHICLE", "WEAPON"),
}  # fmt: skip
DROPPED = {"QUANTITY", "DATE", "MONEY", "FREQ", "COMMS", "TIME", "PERCENT", "CARDINAL", "ORDINAL"}
PRONOUNS = frozenset("i we he she they it you our my his her their".split())
HELD_BACK = 5
"""Every how many documents one is held back for judging, by a hash of its id."""


class Span(NamedTuple):
    start: int
    end: int
    kinds: tuple[str, ...]


class Document(NamedTuple):
    id: str
    source: str
    text: str
    spans: list[Span]


class Example(NamedTuple):
    """A document as the tagger sees it; BOUNDARY stands before each sentence."""

    words: list[str]
    places: list[int]
    lexicon: list[int]
    targets: list[int]
    """Indices into the target sets."""
    source: int


def read(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    yield from map(json.loads, filter(None, text.split("\n")))


def held_back(source: str, id_: str) -> bool:
    """Whether a document is kept for judging. CrossNER's dev part is, single sentences alike."""
    return random.Random(f"{source}/{id_}").randrange(HELD_BACK) == 0


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without "the" before it and the possessive after it."""
    if match := re.match(r"(?i)(?:the|a|an)\s+", text[start:end]):
        start += match.end()
    if match := re.search(r"['’]s?$|[\s,.;:]+$", text[start:end]):
        kept = text[end - 1] == "." and re.search(r"\b[A-Z]\.$", text[start:end])
        end -= 0 if kept else match.end() - match.start()
    return start, end


def gold(root: Path, source: str) -> list[Document]:
    """The documents of one labelled set."""
    (path,) = root.glob(f"{source}.jsonl*")
    documents = []
    for item in read(path):
        text = item["text"]
        spans = []
        for entity in item["entities"]:
            if entity["label"] in DROPPED:
                continue
            kinds = TARGETS.get(entity.get("orig") or "", TARGETS.get(entity["label"], ()))
            start, end = trimmed(text, entity["start"], entity["end"])
            surface = text[start:end]
            if not kinds or not surface or surface.lower() in PRONOUNS:
                continue
            if source.startswith("re3d") and not surface[0].isupper():
                continue
            spans.append(Span(start, end, kinds))
        documents.append(Document(item["id"], source, text, spans))
    return documents


AMBIGUOUS = frozenset(
    "Grad Trident Patriot Patriots Apache Leopard Reaper Predator Bradley Buk IS ETA Azov Wagner "
    "Javelin Javelins Stinger Stingers Chinook Antifa Stryker Abrams Jordan Georgia Chad Togo "
    "Turkey Guinea Polish Dane Pole Poles Thai Scot Finn Swede Turk Guadeloupe Dutch".split()
)
SURE_SORTS = {"GROUP": ("ORG",), "WEAPON": ("WEAPON",), "VEHICLE": ("VEHICLE",)}


def silver(path: Path) -> list[Document]:
    """What the teacher names, corrected by the gazetteers and by consistency in an article."""
    documents = []
    for number, item in enumerate(read(path)):
        text = item["text"]
        spans = []
        for start, end, name in item["entities"]:
            kinds = TARGETS.get(name, ())
            start, end = trimmed(text, start, end)
            if kinds and start < end and "\n" not in text[start:end]:
                spans.append(Span(start, end, kinds))
        spans = consistent(text, corrected(text, spans))
        documents.append(Document(f"silver-{number}", "silver", text, spans))
    return documents


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
        if (span.start, span.end) in kept or not taken & set(range(span.start, span.end)):
            kept[span.start, span.end] = span
    return sorted(kept.values())


def consistent(text: str, spans: list[Span]) -> list[Span]:
    """The same name has the same kind in an article: what most of its mentions have.

    A last name alone is a person where the article names the person in full more than once.
    """
    votes: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    people: Counter[str] = Counter()
    for span in spans:
        surface = text[span.start : span.end]
        votes[surface][span.kinds] += 1
        if span.kinds == ("PER",) and " " in surface:
            people[surname(surface)] += 1
    result = []
    for span in spans:
        surface = text[span.start : span.end]
        (best, count), *_ = votes[surface].most_common(1)
        kinds = best if count >= 2 and count * 3 >= sum(votes[surface].values()) * 2 else span.kinds
        if span.kinds == ("ORG",) and " " not in surface and people[surname(surface)] >= 2:
            kinds = ("PER",)
        result.append(Span(span.start, span.end, kinds))
    return result


class TargetSets:
    """Sets of labels, numbered: a token's target is one of them."""

    def __init__(self) -> None:
        self.sets: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, ...], int] = {}

    def number(self, labels: Iterable[int]) -> int:
        key = tuple(sorted(set(labels)))
        if key not in self._numbers:
            self._numbers[key] = len(self.sets)
            self.sets.append(key)
        return self._numbers[key]


def example(document: Document, sets: TargetSets) -> Example:
    """Tokens, features and targets of a document."""
    tokens = tokenise(document.text)
    bounds = sentence_tokens(tokens, sentences(document.text, line_spans(document.text)))
    outside = [0]
    if document.source in WITHOUT_MISC:
        outside += [label(KINDS.index(k), p) for k in MISC for p in POSITIONS]
    targets = [sets.number(outside)] * len(tokens)
    for span in document.spans:
        place(tokens, span, targets, sets)
    places = place_features(tokens, bounds)
    lexicon = lexicon_features(tokens, known_names(tokens, bounds))
    words: list[str] = []
    columns: tuple[list[int], list[int], list[int]] = ([], [], [])
    for first, end in bounds:
        words += ["\n", *tokens.texts[first:end]]
        for column, values, empty in zip(
            columns, (places, lexicon, targets), (0, 0, sets.number([0])), strict=True
        ):
            column += [empty, *values[first:end]]
    return Example(words, *columns, SETS.index(document.source))


def place(tokens: Tokens, span: Span, targets: list[int], sets: TargetSets) -> None:
    """Writes a name's target sets where its edges are edges of tokens."""
    first, end = tokens.at(span.start), tokens.at(span.end)
    if first >= end or tokens.starts[first] != span.start or tokens.ends[end - 1] != span.end:
        return
    kinds = [KINDS.index(kind) for kind in span.kinds]
    for i in range(first, end):
        position = "S" if end - first == 1 else "B" if i == first else "E" if i == end - 1 else "I"
        targets[i] = sets.number(label(kind, position) for kind in kinds)


def headline(document: Document, *, seed: int) -> Document | None:
    """A document whose every line is in capitals, for one in twenty; None for the others."""
    if random.Random(f"{seed}/{document.id}").random() > 0.05:
        return None
    upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in document.text)
    return document._replace(text=upper)
