"""The cues of `data/relations.toml`: how a number is meant, and which way it goes."""

from functools import cache
from typing import Any, Literal, get_args

import msgspec

from schemas.extractions import Relation, Trend
from streams.errors import DataError
from streams.extraction.quantities.trees import Tree, plant, words_of
from streams.extraction.quantities.vocabulary import read

RELATION_NAMES = frozenset(get_args(Relation)) - {"between"}


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@cache
def relation_cues() -> tuple[Tree, Tree]:
    """Cues before a number, their words reversed, and cues after it."""
    before: Tree = {}
    after: Tree = {}
    table = read("relations.toml", dict[str, dict[str, Any]])
    for name, cues in table.items():
        if name == "trends":
            continue
        if name not in RELATION_NAMES:
            raise DataError(f"relations.toml: {name!r} is no relation")
        entry = msgspec.convert(cues, Cues)
        for cue in entry.before:
            plant(before, words_of(cue)[::-1], name, "relations.toml")
        for cue in entry.after:
            plant(after, words_of(cue), name, "relations.toml")
    return before, after


@cache
def trend_words() -> tuple[dict[str, Trend], dict[str, Trend]]:
    """Words before and after a number that say which way it goes."""
    table = read("relations.toml", dict[str, dict[str, Any]])["trends"]
    before: dict[str, Trend] = {}
    after: dict[str, Trend] = {}
    directions: tuple[Literal["up"], Literal["down"]] = ("up", "down")
    for direction in directions:
        entry = msgspec.convert(table[direction], Cues)
        before.update(dict.fromkeys((words_of(w)[-1] for w in entry.before), direction))
        after.update(dict.fromkeys(entry.after, direction))
    return before, after
