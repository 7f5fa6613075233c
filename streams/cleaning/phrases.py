"""The phrase list of `phrases.toml`, loaded once and checked."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from streams.errors import DataError

QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
TAIL = re.compile(r"[\s.:!?…»>|-]+$")


class PhraseList(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The phrases that mark a line as something other than body."""

    name: str
    max_words: int
    starts: tuple[str, ...] = ()
    equals: frozenset[str] = frozenset()
    contains: tuple[str, ...] = ()

    def matches(self, line: str, words: int) -> bool:
        """Whether a folded line (see `fold`) of so many words is of this kind."""
        if words > self.max_words:
            return False
        return (
            line.startswith(self.starts)
            or TAIL.sub("", line) in self.equals
            or any(phrase in line for phrase in self.contains)
        )


def fold(line: str) -> str:
    """Lower case, straight quotes, single spaces: how phrases are written in the list."""
    return " ".join(line.translate(QUOTES).lower().split())


@cache
def phrase_lists() -> tuple[PhraseList, ...]:
    """All lists, in the order of the file. Raises DataError naming what is wrong."""
    text = resources.files("streams.cleaning").joinpath("phrases.toml").read_text("utf-8")
    try:
        lists = msgspec.convert(tomllib.loads(text)["reason"], tuple[PhraseList, ...])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(f"phrases.toml: {error}") from None
    for entry in lists:
        for phrase in (*entry.starts, *entry.equals, *entry.contains):
            if phrase.strip() and phrase != fold(phrase) + " " * phrase.endswith(" "):
                raise DataError(f"phrases.toml: {entry.name}: {phrase!r} is not lower case")
    return lists


def reason_for(line: str) -> str | None:
    """The name of the first list that a line belongs to, None where it is in none."""
    folded = fold(line)
    if not folded:
        return None
    words = folded.count(" ") + 1
    for entry in phrase_lists():
        if entry.matches(folded, words):
            return entry.name
    return None
