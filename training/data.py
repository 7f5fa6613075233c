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
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.text import line_spans
from streams.extraction.entities.features import BOUNDARY
from streams.extraction.entities.forms import (
    BEGINS,
    STANCE,
    WordForms,
    glued_before,
    known_names,
    laid,
    lexicon_features,
    place_features,
)
from streams.extraction.entities.labels import KINDS, POSITIONS, label
from streams.extraction.entities.places import looked_at
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise
from training.marked import marked
from training.material import MISC

SETS = (
    "silver", "wikigold_train", "wnut17_train", "crossner_politics_train", "crossner_politics_dev",
    "gum_train", "uner_ewt_dev", "grobid_wiki_train", "re3d_named", "news_read",
    "world",
)  # fmt: skip
NEWS_READ = Path(__file__).with_name("news_read.jsonl.gz")
"""Names of articles that were read by eye: id, and start, end and type of each name in its text."""
WORLD = Path(__file__).with_name("world")
"""Made-up news: of papers and wires all over the world, documents parted by an empty line."""
WITHOUT_MISC = {"gum_train", "uner_ewt_dev", "re3d_named", "all"}
"""Sets that leave some names unlabelled: their O may be one of these."""
TARGETS: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in KINDS},
    "LOC": ("LOC", "FAC"), "MISC": MISC, "GPE": ("LOC",), "place": ("LOC",), "PERSON": ("PER",),
    "PRODUCT": ("PROD", "VEHICLE", "WEAPON"), "WORK_OF_ART": ("WORK",), "LAW": ("WORK",),
    "LANGUAGE": ("NORP",), "election": ("EVENT",), "event": ("EVENT",), "Nationality": ("NORP",),
    "NATIONAL": ("NORP",), "PERSON_TYPE": ("NORP",), "product": ("PROD", "VEHICLE", "WEAPON"),
    "creative-work": ("WORK",), "CREATION": ("WORK",), "INSTALLATION": ("FAC", "LOC"),
    "DocumentReference": ("WORK",), "MilitaryPlatform": ("VEHICLE", "WEAPON"),
    "PLACE": ("LOC",), "GROUP": ("NORP",), "FACILITY": ("FAC",),
}  # fmt: skip
COARSE = {"PERSON": "PER", "ORG": "ORG", "PLACE": "LOC", "FACILITY": "LOC"}
"""The types of the design as the labelled sets name them; all others are MISC."""
SEATS = frozenset({
    "White House", "Pentagon", "Kremlin", "Downing Street", "Number 10", "Capitol", "Elysee",
    "Élysée", "Blue House", "Vatican", "Buckingham Palace",
})  # fmt: skip
"""Buildings whose names stand for those who sit in them: which of both is not always to be told."""
DROPPED = {"QUANTITY", "DATE", "MONEY", "FREQ", "COMMS", "TIME", "PERCENT", "CARDINAL", "ORDINAL"}
PRONOUNS = frozenset("i we he she they it you our my his her their".split())
HELD_BACK = 5
"""Every how many documents one is held back for judging, by a hash of its id."""


class Span(NamedTuple):
    start: int
    end: int
    kinds: tuple[str, ...]
    doubtful: bool = False
    """Whether it may be no name as well."""


class Document(NamedTuple):
    id: str
    source: str
    text: str
    spans: list[Span]


Example = dict[str, NDArray[np.int32]]
"""A document as the tagger sees it: columns of words, places, lexicon and targets, the last as
indices into the target sets, and "wanted" where names can be at all; BOUNDARY stands before each
sentence and at the end."""


def read(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    yield from map(json.loads, filter(None, text.split("\n")))


def held_back(source: str, id_: str) -> bool:
    """Whether a document is kept for judging. CrossNER's dev part is, single sentences alike."""
    return random.Random(f"{source}/{id_}").randrange(HELD_BACK) == 0


def judged_last(source: str, id_: str) -> bool:
    """Whether a held-back document is kept for the last judgement: no choice looks at it.

    The other held-back documents are those that training prints figures of and choices are made by.
    """
    return random.Random(f"last/{source}/{id_}").randrange(2) == 0


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without "the" before it and the possessive after it."""
    if match := re.match(r"(?i)(?:the|a|an)\s+", text[start:end]):
        start += match.end()
    if match := re.search(r"['’]s?$|[\s,.;:]+$", text[start:end]):
        kept = text[end - 1] == "." and re.search(r"\b[A-Z]\.$", text[start:end])
        end -= 0 if kept else match.end() - match.start()
    return start, end


def items(root: Path, source: str) -> Iterator[dict[str, Any]]:
    """The documents of one labelled set under `root`, as they come: id, text, entities."""
    if source == "news_read":
        yield from news_read(root / "articles/raw_articles.jsonl.gz")
    elif source == "world":
        yield from world()
    else:
        (path,) = (root / "ner").glob(f"{source}.jsonl*")
        yield from read(path)


def news_read(articles: Path) -> Iterator[dict[str, Any]]:
    """The articles of NEWS_READ with their names.

    Raises ValueError where an article is missing or a name does not begin and end with a word.
    """
    names = {item["id"]: item["names"] for item in read(NEWS_READ)}
    for item in read(articles):
        found = names.pop(item["id"], None)
        if found is None:
            continue
        text = item["text"]
        for start, end, _ in found:
            if text[start:end] != text[start:end].strip() or not 0 <= start < end <= len(text):
                raise ValueError(f"{item['id']}: {start} to {end} is no name: {NEWS_READ}")
        yield {"id": item["id"], "text": text, "entities": labelled(found)}
    if names:
        raise ValueError(f"{articles} lacks {len(names)} articles of {NEWS_READ}")


def world() -> Iterator[dict[str, Any]]:
    """The made-up documents of WORLD with their names."""
    for path in sorted(WORLD.glob("*.txt")):
        for number, document in enumerate(path.read_text("utf-8").strip().split("\n\n")):
            text, names = marked(document)
            yield {"id": f"{path.stem}-{number}", "text": text, "entities": labelled(names)}


def labelled(names: Iterable[tuple[int, int, str]]) -> list[dict[str, Any]]:
    """Names of the design's kinds in the form of the labelled sets."""
    return [
        {"start": start, "end": end, "label": COARSE.get(kind, "MISC"), "orig": kind}
        for start, end, kind in names
    ]


def gold(root: Path, source: str) -> list[Document]:
    """The documents of one labelled set."""
    documents = []
    for item in items(root, source):
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
            if source == "news_read" and surface in SEATS:
                kinds = ("ORG", "FAC", "LOC")
            spans.append(Span(start, end, kinds))
        documents.append(Document(item["id"], source, text, spans))
    return documents


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


def example(document: Document, sets: TargetSets, forms: WordForms) -> Example:
    """Tokens, features and targets of a document."""
    tokens = tokenise(document.text)
    bounds = sentence_tokens(tokens, sentences(document.text, line_spans(document.text)))
    outside = [0]
    if document.source in WITHOUT_MISC:
        outside += [label(KINDS.index(k), p) for k in MISC for p in POSITIONS]
    targets = [sets.number(outside)] * len(tokens)
    for span in document.spans:
        place(tokens, span, targets, sets)
    at = laid(bounds)
    words = [tokens.texts[i] if i >= 0 else BOUNDARY for i in at.tolist()]
    forms.add(forms.new(words))
    ids = np.array([forms.numbers[word] for word in words])
    glued = glued_before(tokens)[at] & (at >= 0)
    places = place_features(forms.columns[:, ids], forms.lower_count(), glued, at < 0)
    begins = at[(forms.columns[BEGINS, ids] > 0) & (at >= 0)].tolist()
    known = known_names(tokens.texts, bounds, begins)
    lexicon = lexicon_features(len(tokens) + 1, known)[at]
    wanted = looked_at(forms.columns[STANCE, ids], glued) & (at >= 0)
    columns = {
        "words": ids, "places": places, "lexicon": lexicon, "wanted": wanted,
        "targets": np.array([*targets, sets.number([0])])[at],
    }  # fmt: skip
    return {name: column.astype(np.int32) for name, column in columns.items()}


def place(tokens: Tokens, span: Span, targets: list[int], sets: TargetSets) -> None:
    """Writes a name's target sets where its edges are edges of tokens."""
    first, end = tokens.at(span.start), tokens.at(span.end)
    if first >= end or tokens.starts[first] != span.start or tokens.ends[end - 1] != span.end:
        return
    kinds = [KINDS.index(kind) for kind in span.kinds]
    for i in range(first, end):
        position = "S" if end - first == 1 else "B" if i == first else "E" if i == end - 1 else "I"
        outside = [0] if span.doubtful else []
        targets[i] = sets.number([*outside, *(label(kind, position) for kind in kinds)])
