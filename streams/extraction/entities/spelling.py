"""Names in forms that can be compared: without accents, by last or given name, by initials."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.vocabulary import words

GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
SHORTEST_INITIALS, LONGEST_INITIALS = 3, 7
SHORT_WORD = re.compile(r"\b(?:[A-Z]\.){2,}")
""" "U.S." of "U.S. Soccer Federation (USSF)", which has two initials."""
SPACED = re.compile(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")
""" "H. W." is "H.W."."""
NO_PART = re.compile(r"[^\w\s&/-]")
ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|an|ar|at|az)-(?=\w{3})")
"""Of an Arabic last name, with which it is written or without: "al-Assad", "Assad"."""
WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "Ä": "Ae"}
    | {"Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Æ": "Ae"}
)
VARIANT_ENDINGS = re.compile(r"(?:iy|yy|yi|ij|y|i)$")


def letters_written_out(names: Sequence[str]) -> dict[str, str]:
    """What is meant by the names that are another one, or its last word, without its letters of
    German and the north: "Soeder" of "Markus Söder"."""
    if "".join(names).isascii():
        return {}
    forms = (form for name in names for form in (name, name.rpartition(" ")[2]))
    found = {form.translate(WRITTEN_OUT): form for form in forms if not form.isascii()}
    return {name: found[name] for name in names if name.isascii() and name in found}


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """A name for comparing and for keys: no accents, lower case, single spaces, no possessive."""
    if not name.isascii():
        parted = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in parted if not unicodedata.combining(c))
    return " ".join(NO_PART.sub("", SPACED.sub("", name)).lower().split())


@lru_cache(maxsize=8192)
def surname(name: str) -> str:
    """The last word of a person's name in a spelling that variants share."""
    parts = normalised(name).split()
    last = parts[-1] if parts else ""
    if last in GENERATIONS and len(parts) > 1:
        last = parts[-2]
    last = ARTICLE.sub("", last)
    return VARIANT_ENDINGS.sub("", last) if len(last) > 5 else last


@lru_cache(maxsize=8192)
def first_word(name: str) -> str:
    """The first word of a name, normalised."""
    return normalised(name).split()[0]


@lru_cache(maxsize=8192)
def given_name(name: str) -> str:
    """The first word of a name, a short form in full: "robert" of "Bob Smith"."""
    first = first_word(name)
    return words().nicknames.get(first, first)


@lru_cache(maxsize=8192)
def given_in_full(name: str) -> frozenset[str]:
    """The words of a name, and what those of them are short for that are."""
    parts = normalised(name).split()
    return frozenset({*parts, *(words().nicknames.get(part, part) for part in parts)})


def middle(name: str) -> str:
    """The letters between first and last name where they are initials, else nothing."""
    between = normalised(name).split()[1:-1]
    return "".join(between) if all(len(word) < 3 for word in between) else ""


def second_given(name: str) -> str:
    """The second of three names where it is a given name as well, else nothing: "orlando" of "Juan
    Orlando Kent"."""
    parts = normalised(name).split()
    return parts[1] if len(parts) > 2 and parts[1] in given_and_last()[0] else ""


@lru_cache(maxsize=8192)
def generation(name: str) -> str:
    """ "jr" of "Donald Trump Jr."; empty where a name has none."""
    last = normalised(name).split()[-1:]
    return last[0] if last and last[0] in GENERATIONS else ""


@lru_cache(maxsize=8192)
def initials_of(name: str) -> tuple[str, str]:
    """The initials of a name, with those of its small words and without."""
    spaced = SHORT_WORD.sub(lambda short: short[0].replace(".", " "), name.replace("-", " "))
    letters = [word[0] for word in spaced.split()]
    return "".join(letters).upper(), "".join(c for c in letters if c.isupper())


def is_written_as_initials(word: str, initials: Collection[str]) -> bool:
    """Whether a word is one of these initials: "RBG", "MbS"."""
    return word.upper() in initials and word[0].isupper() and word[-1].isupper()
