"""What reads a text for names: the tagger of the package, or a model that the user installed.

"newswire" is the package's own. "spacy:NAME" is a spaCy pipeline (a package or a folder) and needs
the extra `newswire[spacy]`; "gliner:NAME" is a GLiNER model (a folder or a name of its hub) and
needs `newswire[gliner]`. Everything after the tagger, from the gazetteers to the joins, stays.
"""

import importlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from streams.errors import UserError
from streams.extraction.entities import tagger
from streams.extraction.entities.forms import known_names
from streams.extraction.entities.gazetteers import names
from streams.extraction.entities.labels import KINDS
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.tagger import Reading, Tagged
from streams.extraction.noted import noted
from streams.extraction.tokens import Tokens

Backend = Callable[[Tokens, Sequence[tuple[int, int]]], Reading]
Found = tuple[int, int, str, float]
"""Characters from start to end, kind, how sure."""
OURS: Backend = tagger.read
OWN = "newswire"
OF_SPACY = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "FAC",
    "NORP": "NORP", "EVENT": "EVENT", "PRODUCT": "PROD", "WORK_OF_ART": "WORK", "LAW": "WORK",
    "WEAPON": "WEAPON", "VEHICLE": "VEHICLE",
}  # fmt: skip
"""Kinds by the labels of OntoNotes, and by those of pipelines with fewer; other labels are left."""
OF_GLINER = {
    "person": "PER", "organization": "ORG", "location": "LOC", "building or facility": "FAC",
    "nationality, religious or political group": "NORP", "event": "EVENT", "product": "PROD",
    "title of a work": "WORK", "weapon": "WEAPON", "vehicle, ship or aircraft": "VEHICLE",
}  # fmt: skip
"""Kinds by what GLiNER is asked for."""
SURE = 0.8
"""The score of a model that gives none."""
LEAST_SURE = 0.5


def known_alone(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Reading:
    """Only the known names, for a text in a language that the tagger of the package has not learnt:
    it would take the nouns of German for people."""
    capitals = [i for i, text in enumerate(tokens.texts) if is_capitalised(text)]
    return Reading([], known_names(tokens.texts, bounds, capitals), capitals, noted(tokens))


def backend(choice: str) -> Backend:
    """The backend of a choice, loaded.

    Raises UserError where the choice is none, or the model or its library is not installed.
    """
    sort, _, name = choice.partition(":")
    if choice == OWN:
        return OURS
    if sort == "spacy" and name:
        return of_spacy(name)
    if sort == "gliner" and name:
        return of_gliner(name)
    raise UserError(
        f"entities: {choice!r} is no backend; take {OWN}, spacy:PIPELINE or gliner:MODEL"
    )


def of_spacy(name: str) -> Backend:
    """A backend of a spaCy pipeline: a package's name or a folder."""
    spacy = _library("spacy", "spacy")
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise UserError(f"entities: spaCy cannot load {name!r}: {error}") from None

    def read(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Reading:
        found = (
            (e.start_char, e.end_char, OF_SPACY[e.label_], SURE)
            for e in pipeline(tokens.text).ents
            if e.label_ in OF_SPACY
        )
        return reading(tokens, bounds, found)

    return read


def of_gliner(name: str) -> Backend:
    """A backend of a GLiNER model, asked a sentence at a time."""
    library = _library("gliner", "gliner")
    try:
        model = library.GLiNER.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise UserError(f"entities: GLiNER cannot load {name!r}: {error}") from None

    def read(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Reading:
        found: list[Found] = []
        for first, end in bounds:
            if first == end:
                continue
            start = tokens.starts[first]
            text = tokens.text[start : tokens.ends[end - 1]]
            for item in model.predict_entities(text, list(OF_GLINER), threshold=LEAST_SURE):
                place = start + item["start"], start + item["end"]
                found.append((*place, OF_GLINER[item["label"]], float(item["score"])))
        return reading(tokens, bounds, found)

    return read


def reading(tokens: Tokens, bounds: Sequence[tuple[int, int]], found: Iterable[Found]) -> Reading:
    """What a model found, as whole tokens; of spans that overlap the first is kept."""
    tagged: list[Tagged] = []
    for start, end, kind, score in sorted(found):
        first, last = tokens.at(start), tokens.at(end) - 1
        if first > last or (tagged and first <= tagged[-1].last):
            continue
        number = KINDS.index(kind)
        scores = tuple(score if i == number else 0.0 for i in range(len(KINDS)))
        tagged.append(Tagged(first, last, number, scores))
    tree = names()
    begins = [i for i, text in enumerate(tokens.texts) if text in tree]
    capitals = [i for i, text in enumerate(tokens.texts) if is_capitalised(text)]
    return Reading(tagged, known_names(tokens.texts, bounds, begins), capitals, noted(tokens))


def _library(name: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise UserError(
            f"entities: {name} is not installed; pip install 'newswire[{extra}]'"
        ) from None
