"""Bytes through the whole path: decode, clean, extract. Invalid input is fine, a bug is not."""

import json
import random
from collections.abc import Iterator, Sequence
from importlib import resources

import orjson

from bench.malformed import KINDS, good_article
from schemas import Date, EnrichedArticle, Quantity, Quote, decode
from streams.agents import clean, extract
from streams.outcome import Message, Outcome
from streams.work import Work, run_chunk

CLEAN, EXTRACT = clean.stage(1 << 30).work, extract.stage(flat=True).work
SECONDS = 20.0
"""CPU time that an input may take: as a worker by default."""
TOKENS = tuple(
    '{ } [ ] " , : \\ \\u0000 \\ud83d null true 1e999 -0 <p> </div> <!-- <script> &#x0; &amp; '
    "\u202e \u200b 1,000 $5m 5/0 10-15% 3/4 ½ “ ” ' U.S. Mr. 24:61 2020-13-45 -40C 1.5e308km "
    "\n\n \t".split(" ")
)
"""What stands between the bytes that parsers look for."""
WHOLE: dict[str, Sequence[object]] = {
    "published_at": (
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "1969-12-31T23:59:59Z", "2024-02-29T12:00:00.123456789Z", "2020-06-30T23:59:60Z",
    ),
    "url": (
        "http://[", "https://[::1]:99999/", "//x", "http://\ud800.example/", "http://" + "a." * 300
    ),
    "language": ("", "EN", "zh-Hant-TW", "x" * 300),
    "extra": ({"a": {"b": [None, 1e308]}}, {"source": 5}),
}  # fmt: skip
"""Fields that a piece more only makes invalid, with values that are taken, or nearly."""
FIELDS = ("text", "html", "title", "source", "url", "authors", "id")


def seeds() -> list[bytes]:
    """The sample articles, five times, and every kind of malformed input."""
    folder = resources.files("streams") / "samples"
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        text = path.read_text("utf-8")
        if path.name.endswith(".json"):
            found.append(text.encode())
        else:
            field = "html" if path.name.endswith(".html") else "text"
            found.append(orjson.dumps({field: text}))
    good = good_article(1)
    return found * 5 + [made(good) for _, made in KINDS.values()]


def whole_path(value: bytes) -> Sequence[Outcome]:
    """What the stages make of a raw record. Raises AssertionError where one of them fails on it."""
    first = _worked(CLEAN, Message(b"key", value, (), 0.0))
    outcomes = [first]
    for output in first.outputs:
        message = Message(output.key, output.value, tuple(output.headers), 0.0)
        outcomes.append(_worked(EXTRACT, message))
        check(decode(outcomes[-1].outputs[0].value, EnrichedArticle))
    return outcomes


def check(article: EnrichedArticle) -> None:
    """Every span must give its surface."""
    spans: list[Quantity | Date | Quote] = [*article.quantities, *article.dates, *article.quotes]
    for found in spans:
        assert article.text[found.start : found.end] == found.surface
    for entity in article.entities:
        for mention in entity.mentions:
            assert article.text[mention.start : mention.end] == mention.surface


def _worked(work: Work, message: Message) -> Outcome:
    (outcome,) = run_chunk(work, [message], SECONDS)
    failure = outcome.failure
    assert failure is None or failure.error in {"InvalidInputError", "InvalidEventError"}, failure
    return outcome


def mutated(value: bytes, seed: int) -> bytes:
    """An input made of another one: cut, doubled, joined with tokens, or a field changed."""
    chance = random.Random(seed)
    any_bytes = chance.random() < 0.3
    for _ in range(chance.randrange(1, 5)):
        if not any_bytes:
            value = _with_other_field(value, chance)
            continue
        at, to = sorted(chance.randrange(len(value) + 1) for _ in range(2))
        match chance.randrange(4):
            case 0:
                value = value[:at] + value[min(to, at + 40) :]
            case 1:
                value = value[:to] + value[at : at + 200] + value[to:]
            case 2:
                value = value[:at] + bytes([chance.randrange(256)]) + value[at + 1 :]
            case _:
                pump = chance.choice(TOKENS).encode() * chance.choice((1, 2, 300))
                value = value[:at] + pump + value[at:]
    return value


def _with_other_field(value: bytes, chance: random.Random) -> bytes:
    """The value stays JSON, so that what lies behind the parser is met."""
    try:
        event = orjson.loads(value)
    except orjson.JSONDecodeError:
        return value
    if not isinstance(event, dict):
        return value
    if chance.random() < 0.3:
        field = chance.choice(list(WHOLE))
        return json.dumps({**event, field: chance.choice(WHOLE[field])}).encode()
    field = chance.choice([*(name for name in FIELDS if event.get(name)), "title", "authors"])
    text = str(event.get(field) or "")
    at = chance.randrange(len(text) + 1)
    piece = " ".join(chance.choices(TOKENS, k=chance.randrange(1, 9)))
    return orjson.dumps({**event, field: text[:at] + piece + text[at:]})


def inputs(start: int = 0) -> Iterator[bytes]:
    """Endless: each seed mutated, in turn, and mutations of what was made before."""
    pool = seeds()
    number = start
    while True:
        value = mutated(pool[number % len(pool)], number)
        if len(value) < 20_000 and number % 7 == 0:
            pool.append(value)
        yield value
        number += 1
