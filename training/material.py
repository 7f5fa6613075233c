"""What there is to learn from, as arrays in one file: the networks need nothing else.

`training.prepare` writes it.
"""

import io
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

MISC = ("NORP", "EVENT", "PROD", "WORK", "WEAPON", "VEHICLE")
"""Kinds that some sets leave unlabelled or call one."""
ALONE = ("conll", "all", "spacy")
"""Teachers whose own way of labelling the large teacher learns, each for itself."""
CASES = ("small", "capital", "capitals", "mixed", "digit", "other")
"""How a word is written: `types` holds an index into these."""
Array = NDArray[Any]
Columns = dict[str, Array]


class Stream(NamedTuple):
    """Documents one after another: columns of all their places, and what each document is."""

    columns: Columns
    lengths: Array
    """Places of each document."""
    sources: Array
    """The set that each document is of, an index into `Material.sources`."""

    def documents(self) -> Iterator[tuple[int, Columns]]:
        """The set and the columns of each document."""
        ends = np.cumsum(self.lengths)
        for source, start, end in zip(
            self.sources.tolist(), (ends - self.lengths).tolist(), ends.tolist(), strict=True
        ):
            yield source, {name: column[start:end] for name, column in self.columns.items()}


class Material(NamedTuple):
    sources: list[str]
    labels: list[str]
    words: list[str]
    sizes: dict[str, int]
    """Rows of the hashed features, of places, of the lexicon."""
    sets: Array
    """Of each set of labels which it holds; the targets are rows of it."""
    types: Columns
    """Of each word its features: rows, grams, vectors, extras; and its case and its pieces."""
    vocabulary: Columns
    """What the weights' file holds of words and static vectors, by its names there."""
    learn: Stream
    held: Stream
    teachers: Stream
    """Articles as they are, with a column of targets for each teacher."""


STREAMS = ("learn", "held", "teachers")


def save(path: Path, material: Material) -> None:
    """Writes an archive packed with LZMA, whose window sees articles that come twice."""
    texts = {"sources": material.sources, "labels": material.labels, "words": material.words}
    arrays: Columns = {f"text_{k}": packed(json.dumps(v)) for k, v in texts.items()}
    arrays["text_sizes"] = packed(json.dumps(material.sizes))
    arrays["sets"] = material.sets
    arrays |= {f"types_{k}": v for k, v in material.types.items()}
    arrays |= {f"vocabulary_{k}": v for k, v in material.vocabulary.items()}
    for name in STREAMS:
        stream: Stream = getattr(material, name)
        arrays |= {f"{name}_column_{k}": v for k, v in stream.columns.items()}
        arrays |= {f"{name}_lengths": stream.lengths, f"{name}_sources": stream.sources}
    plain = io.BytesIO()
    np.savez(plain, **arrays)  # type: ignore[arg-type]
    window = [{"id": lzma.FILTER_LZMA2, "preset": 2, "dict_size": 256 << 20}]
    path.write_bytes(lzma.compress(plain.getbuffer(), filters=window))


def load(path: Path) -> Material:
    """Reads what `save` wrote, or the same unpacked to a file whose name ends in npz."""
    content = path.read_bytes()
    plain = content if path.suffix == ".npz" else lzma.decompress(content)
    with np.load(io.BytesIO(plain), allow_pickle=False) as arrays:
        found = {name: arrays[name] for name in arrays.files}

    def text(name: str) -> Any:
        return json.loads(found[f"text_{name}"].tobytes())

    def under(prefix: str) -> Columns:
        return {k.removeprefix(prefix): v for k, v in found.items() if k.startswith(prefix)}

    def stream(name: str) -> Stream:
        columns = under(f"{name}_column_")
        return Stream(columns, found[f"{name}_lengths"], found[f"{name}_sources"])

    return Material(
        text("sources"),
        text("labels"),
        text("words"),
        text("sizes"),
        found["sets"],
        under("types_"),
        under("vocabulary_"),
        *(stream(name) for name in STREAMS),
    )


def packed(text: str) -> Array:
    """A text as an array of its bytes."""
    return np.frombuffer(text.encode(), np.uint8)
