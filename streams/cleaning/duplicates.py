"""One story on many sites: copies and versions of an article, told by the words they share.

MinHash signatures (rensa's R-MinHash) of four-word shingles (Broder, "On the resemblance and
containment of documents", 1997), looked up by bands (Leskovec, Rajaraman, Ullman, "Mining of
Massive Datasets", chapter 3).
Signatures are pure and made in the pool; the `Stories` that they are looked up in live in each
worker and know what it has cleaned, and what the other workers tell (`streams/stories.py`).
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

SHINGLE = 4
"""Words."""
FEWEST = 20
"""Shingles; two shorter articles share too little to tell."""
MOST, MOST_CHARS = 2000, 100_000
"""Shingles looked at, and characters that more than so many words do not take."""
BANDS, ROWS = 16, 4
"""Two articles that share half of their shingles meet in a band two times in three, with eight in
ten nearly always."""
SEED = 20
"""All workers have the same, as their signatures are held against each other."""
SAME_STORY = 0.5
"""Estimated share of common shingles from which on two articles tell one story ..."""
COPY = 0.8
"""... and one is a copy of the other, or the next version where the source is the same."""
IDENTICAL = 0.98
"""Of one source: a version that differs by less is the same article again."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
APART = bytes(byte if byte > 127 or chr(byte).isalnum() or byte == ord("_") else 32
              for byte in range(256))  # fmt: skip
"""A space for each byte that is of no word."""

Signature = NDArray[np.uint32]


class Place(NamedTuple):
    """Where an article stands among those before it."""

    story_id: str
    duplicate_of: str | None = None


class Told(NamedTuple):
    """An article's place with all that another process needs to know of it."""

    id: str
    place: Place
    source: str | None
    hour: int
    signature: bytes


class _Known(NamedTuple):
    place: Place
    source: str | None
    hour: int
    signature: Signature
    bands: tuple[int, ...]


def signature(text: str) -> bytes | None:
    """The signature of a text, 256 bytes; None where it is too short to have one."""
    words = words_of(text[:MOST_CHARS])[: MOST + SHINGLE]
    if len(words) < FEWEST + SHINGLE - 1:
        return None
    made = RMinHash(BANDS * ROWS, SEED)
    made.update(map(b" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
    return np.array(made.digest(), np.uint32).tobytes()


def words_of(text: str) -> list[bytes]:
    r"""The words of a text in small letters, `\w+`, in UTF-8: bytes are parted faster."""
    lower = text.lower()
    for sign in set(NOT_ASCII.findall(lower)):
        if not sign.isalnum():
            lower = lower.replace(sign, " ")
    return lower.encode().translate(APART).split()


def similarity(one: bytes, other: bytes) -> float:
    """The estimated share of shingles that two texts have in common, from 0 to 1."""
    return _alike(np.frombuffer(one, np.uint32), np.frombuffer(other, np.uint32))


def _alike(one: Signature, other: Signature) -> float:
    return float((one == other).mean())


class Stories:
    """The latest articles, at most `most`, none older than `hours` by the time of the stream."""

    def __init__(self, most: int, hours: int) -> None:
        self._most = most
        self._hours = hours
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._bands: dict[int, str] = {}
        """The latest article with such a band."""

    def __len__(self) -> int:
        return len(self._known)

    def place(self, id_: str, source: str | None, hour: int, signed: bytes) -> Place:
        """Where an article stands; the same again where its id has come before.

        `hour`: when it came, in hours since the epoch.
        """
        if id_ in self._known:
            return self._known[id_].place
        self._forget(hour)
        sign = np.frombuffer(signed, np.uint32)
        bands = _band_keys(sign)
        place = self._among(id_, source, sign, bands)
        self._add(id_, _Known(place, source, hour, sign, bands))
        return place

    def told(self, id_: str) -> Told | None:
        """What there is to tell other processes of an article; None where it is not known."""
        if id_ not in self._known:
            return None
        known = self._known[id_]
        return Told(id_, known.place, known.source, known.hour, known.signature.tobytes())

    def hear(self, told: Told) -> None:
        """Takes an article that another process placed; nothing where it is known already."""
        if told.id not in self._known and len(told.signature) == 4 * BANDS * ROWS:
            self._forget(told.hour)
            sign = np.frombuffer(told.signature, np.uint32)
            bands = _band_keys(sign)
            self._add(told.id, _Known(told.place, told.source, told.hour, sign, bands))

    def _add(self, id_: str, known: _Known) -> None:
        self._known[id_] = known
        self._bands.update(dict.fromkeys(known.bands, id_))

    def _among(self, id_: str, source: str | None, sign: Signature, bands: Sequence[int]) -> Place:
        near = {self._bands[band] for band in bands if band in self._bands}
        scored = [(_alike(self._known[n].signature, sign), n) for n in sorted(near)]
        score, nearest = max(scored, default=(0.0, id_))
        if score < SAME_STORY:
            return Place(id_)
        place = self._known[nearest].place
        first = place.duplicate_of or nearest
        # the nearest may be another site's copy of what this source said first
        own = [n for n in {nearest, first} if self._is_of(n, source)]
        if own:
            is_copy = any(_alike(self._known[n].signature, sign) >= IDENTICAL for n in own)
        else:
            is_copy = score >= COPY
        return Place(place.story_id, first if is_copy else None)

    def _is_of(self, id_: str, source: str | None) -> bool:
        """Whether an article is still known and of that source."""
        return source is not None and id_ in self._known and self._known[id_].source == source

    def _forget(self, hour: int) -> None:
        while self._known:
            id_, oldest = next(iter(self._known.items()))
            if len(self._known) < self._most and oldest.hour >= hour - self._hours:
                return
            del self._known[id_]
            for band in oldest.bands:
                if self._bands.get(band) == id_:
                    del self._bands[band]


def _band_keys(sign: Signature) -> tuple[int, ...]:
    rows = sign.reshape(BANDS, ROWS)
    return tuple(crc32(row.tobytes()) << 8 | number for number, row in enumerate(rows))
