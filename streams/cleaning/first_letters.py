"""With which letters a match of a pattern may begin: so that most patterns are not tried on a line.

Of regular expressions it knows what `phrases.toml` has; where it is not sure, every letter will do.
"""

import re

EMPTY = frozenset([""])
"""None at all: the pattern matches nothing, too."""
EVERY = frozenset(["any"])
"""One letter, whichever."""
DIGIT = "0"
"""Stands for every decimal digit."""
TOKEN = re.compile(
    r"\^|\\b|\(\?[=!]|\(\?:|\(|\)|\||\\x[0-9a-f]{2}|\\.|\[\^?\\?.(?:\\.|[^\]\\])*\]|."
)
QUANTIFIER = re.compile(r"[?*+]|\{(?P<least>\d+)(?:,\d*)?\}")
CLASSES = frozenset("DsSwWAZB")
"""Behind a backslash: a kind of character, or a place."""
PLACES = ("^", "\\b", "(?=", "(?!")
"""What takes no letter."""


def letter_of(line: str) -> str:
    """The letter of a line under which the patterns are that may match it."""
    return DIGIT if line[0].isdecimal() else line[0]


def first_letters(pattern: str) -> frozenset[str]:
    """The letters with which a match may begin; EVERY where that is not known."""
    letters, end = _alternatives(pattern, 0)
    known = end == len(pattern) and letters.isdisjoint(EMPTY | EVERY)
    return letters if known else EVERY


def _alternatives(pattern: str, at: int) -> tuple[frozenset[str], int]:
    """Of alternatives to the end of their group, EMPTY with them if so; and where that is."""
    found: frozenset[str] = frozenset()
    while True:
        letters, at = _sequence(pattern, at)
        found |= letters
        if pattern[at : at + 1] != "|":
            return found, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[frozenset[str], int]:
    """Of what follows itself to the next bar or the end of the group."""
    found, is_open = frozenset[str](), True
    while at < len(pattern) and pattern[at] not in "|)":
        token = TOKEN.match(pattern, at)
        assert token is not None
        letters, at = _element(pattern, token[0], token.end())
        if token[0] in PLACES:
            continue
        if quantifier := QUANTIFIER.match(pattern, at):
            at = quantifier.end()
            if quantifier[0][0] in "?*" or quantifier["least"] == "0":
                letters |= EMPTY
            at += pattern[at : at + 1] == "?"
        if is_open:
            found |= letters - EMPTY
            is_open = "" in letters
    return (found | EMPTY if is_open else found), at


def _element(pattern: str, token: str, at: int) -> tuple[frozenset[str], int]:
    """Of one element, and where it ends; any letter may be at the start of some."""
    if token.startswith("("):
        letters, at = _alternatives(pattern, at)
        return letters, at + 1
    if token.startswith("\\x"):
        return frozenset([chr(int(token[2:], 16))]), at
    if token.startswith("\\"):
        letter = DIGIT if token[1] == "d" else token[1]
        return (EVERY if token[1] in CLASSES else frozenset([letter])), at
    if token.startswith("["):
        inside = token[1:-1]
        plain = inside[0] != "^" and "\\" not in inside and "-" not in inside[1:-1]
        return (frozenset(inside) if plain else EVERY), at
    return (EVERY if token == "." else frozenset([token])), at
