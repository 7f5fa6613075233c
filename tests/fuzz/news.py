"""News whose words are mangled: what scrapers, tables and typing make of sentences.

Bytes at random seldom reach the rules of a sentence; the golden sentences do, and one word more or
less in them stands where no rule expects it.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
SHORTEST = 30
"""Characters of what a golden file has as text, and not as the value of a field."""
WORDS = (
    "5 1,200 $3 per cent - – ( ) \" “ ” ' ’ . , Mr. the of aged two one third a.m. U.S. No. May "
    "Monday storm Storm F-35 say said who and % € million dozen ½ / … \n \n\n \u00a0"
).split(" ")
Mangle = Callable[[str, random.Random], str]


@cache
def golden_texts() -> Sequence[str]:
    """All that the golden files have as text, in order."""
    files = sorted(GOLDEN.rglob("*.toml"))
    return [text for path in files for text in _texts(tomllib.loads(path.read_text("utf-8")))]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= SHORTEST:
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _put_in(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(len(words) // 8 + 1):
        words.insert(chance.randrange(len(words) + 1), chance.choice(WORDS))
    return " ".join(words)


def _left_out(text: str, chance: random.Random) -> str:
    return " ".join([word for word in text.split(" ") if chance.random() > 0.1])


def _exchanged(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(len(words) // 5):
        i, j = chance.randrange(len(words)), chance.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return " ".join(words)


def _glued(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda _: "" if chance.random() < 0.03 else " ", text)


def _spaced(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda _: chance.choice(("  ", "\u00a0", " ", " ", " ", " ")), text)


def _other_digits(text: str, chance: random.Random) -> str:
    return re.sub(r"\d", lambda _: str(chance.randrange(10)), text)


def _without_signs(text: str, chance: random.Random) -> str:
    return re.sub(r"[.,]", "", text)


def _other_marks(text: str, chance: random.Random) -> str:
    marks = chance.choice(('""\'', "‘’'", "„“’"))
    return text.translate({ord(mark): other for mark, other in zip("“”’", marks, strict=True)})


def _other_case(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title))(text)


MANGLES: Sequence[Mangle] = (
    _put_in, _left_out, _exchanged, _glued, _spaced, _other_digits, _without_signs, _other_marks,
    _other_case,
)  # fmt: skip


def mangled(number: int) -> str:
    """A text of up to twelve golden ones, mangled in one way or two."""
    chance = random.Random(number)
    text = "\n".join(chance.choices(golden_texts(), k=chance.randrange(1, 13)))
    for mangle in chance.sample(MANGLES, chance.randrange(1, 3)):
        text = mangle(text, chance)
    return text
