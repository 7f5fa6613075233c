"""Real sentences with one way of writing exchanged for another: what is found must stay the same.

    python -m bench.exchanged --articles raw_articles.jsonl.gz [--count 500] [--show 3] [--skip 0]

No labels are needed: where "55%" and "55 percent" give different quantities, one of the two is
wrong (metamorphic testing: Chen et al., "Metamorphic Testing: A Review of Challenges and
Opportunities", ACM Computing Surveys 51(1), 2018). For each exchange it prints in how many
sentences it was made, in how many of them a value, relation, trend, unit or rate is another one
afterwards, and in how many only what is counted is.
"""

import argparse
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from schemas import InvalidEventError, Quantity, decode_raw_article
from streams import enrich
from streams.reading import read_articles

SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“])|\n+")
SHORTEST, LONGEST = 40, 300
"""Characters of a sentence that is looked at."""
MARKS = str.maketrans("“”‘’", "\"\"''")
WORDS = dict(
    zip(("two", "three", "four", "five", "six", "seven", "eight", "nine"), "23456789", strict=True)
)


class Exchange(NamedTuple):
    """One way of writing, and what is written for it."""

    name: str
    pattern: re.Pattern[str]
    other: str | Callable[[re.Match[str]], str]

    def made(self, sentence: str) -> str:
        return self.pattern.sub(self.other, sentence)


def _words(word: str, other: str) -> Exchange:
    """Words that mean the same near a number."""
    near = rf"\b{word}\b(?=[^.;]{{0,12}}\d)"
    return Exchange(f"{word} -> {other}", re.compile(near), other)


EXCHANGES = (
    Exchange("55% -> 55 percent", re.compile(r"(?<=\d)%"), " percent"),
    Exchange("55 percent -> 55%", re.compile(r"(?<=\d) per ?cent\b"), "%"),
    Exchange("marks -> straight", re.compile("[“”‘’]"), lambda m: m[0].translate(MARKS)),
    Exchange(
        "three tanks -> 3 tanks",
        re.compile(rf"\b(?:{'|'.join(WORDS)})(?= [a-z]{{3,}}s\b)"),
        lambda m: WORDS[m[0]],
    ),
    Exchange("dash -> hyphen between spaces", re.compile(r" ?[—–] ?(?![\d$£€])"), " - "),
    Exchange("$2 million -> $2m", re.compile(r"(?<=\d) million\b"), "m"),
    Exchange("$2 billion -> $2bn", re.compile(r"(?<=\d) billion\b"), "bn"),
    Exchange("1,000 -> 1000", re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    Exchange("As a Headline", re.compile(r"(?<![\w.’'-])[a-z](?=[a-z])"), lambda m: m[0].upper()),
    Exchange("IN CAPITALS", re.compile("[a-z]+"), lambda m: m[0].upper()),
    Exchange("as a point of a list", re.compile("^"), "• "),
    Exchange("..., officials said.", re.compile(r"(?<=[a-z])\.$"), ", officials said."),
    *(
        _words(word, other)
        for word, other in (
            ("more than", "over"), ("at least", "no fewer than"), ("about", "roughly"),
            ("nearly", "almost"), ("up to", "as many as"), ("less than", "under"),
            ("rose", "climbed"), ("increased", "rose"), ("jumped", "surged"), ("fell", "dropped"),
            ("declined", "fell"), ("slid", "tumbled"), ("killed", "slain"), ("wounded", "injured"),
        )
    ),
)  # fmt: skip


def sentences(path: str) -> Iterator[str]:
    """The sentences with digits of the articles of a file, as a pattern parts them."""
    for item in read_articles(path):
        try:
            text = decode_raw_article(item.value).text or ""
        except InvalidEventError:
            continue
        for sentence in SENTENCE.split(text):
            if SHORTEST <= len(sentence) <= LONGEST and any(map(str.isdigit, sentence)):
                yield sentence


def meaning(quantity: Quantity) -> tuple[object, ...]:
    """What an exchange must not change."""
    value = (quantity.value, quantity.low, quantity.high)
    return (*value, quantity.relation, quantity.trend, quantity.unit.name, quantity.per)


def counted(quantity: Quantity) -> str:
    return "" if quantity.counted is None else quantity.counted.surface.translate(MARKS).casefold()


def measured(exchange: Exchange, path: str, args: argparse.Namespace) -> None:
    """Prints the row of one exchange, and the first sentences in which it changed something."""
    made = other = other_noun = 0
    shown: list[str] = []
    for sentence in islice(sentences(path), args.skip, None):
        exchanged = exchange.made(sentence)
        if exchanged == sentence:
            continue
        made += 1
        before, after = (list(enrich(s, cleaned=False).quantities) for s in (sentence, exchanged))
        if [*map(meaning, before)] != [*map(meaning, after)]:
            other += 1
            shown.append(exchanged)
        elif [*map(counted, before)] != [*map(counted, after)]:
            other_noun += 1
        if made == args.count:
            break
    print(f"{exchange.name:32} {made:6} {other:6} {other_noun:6}")
    for sentence in shown[: args.show]:
        print("    ", sentence)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", required=True)
    parser.add_argument("--count", type=int, default=500, help="sentences for each exchange")
    parser.add_argument("--skip", type=int, default=0, help="sentences that are left out before")
    parser.add_argument("--show", type=int, default=0, help="print so many that changed")
    args = parser.parse_args()
    print(f"{'exchange':32} {'made':>6} {'other':>6} {'noun':>6}")
    for exchange in EXCHANGES:
        measured(exchange, args.articles, args)


if __name__ == "__main__":
    main()
