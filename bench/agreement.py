"""What is found in real articles, held against itself: where its parts do not agree, one is wrong.

    python -m bench.agreement --articles raw_articles.jsonl.gz [--every 3] [--show 5]

No labels are needed. Each check counts what a reader would laugh at, whatever the article says: a
date that is part of a name ("Fox News Sunday"), a speaker that is a work, a unit that is no word
("texa"). A list that grows has one cause; not all that it holds is wrong.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from schemas import EnrichedArticle, Entity, InvalidEventError, decode_raw_article
from streams import enrich
from streams.reading import read_articles

NAMED = frozenset({"PERSON", "ORG", "WORK", "FACILITY", "PLACE", "VEHICLE"})
SPEECHLESS = frozenset({"WORK", "EVENT", "WEAPON", "VEHICLE", "PRODUCT", "FACILITY"})
"""Types of what says nothing."""
EDGES = re.compile(r"^[.,;:)\]”’](?!\d)|\s(?:of|the|and|for|in|to|said)$")
"""Signs and words that no name begins or ends with."""
ADDRESS = re.compile(r"https?:|www\.|pic\.|@|\w+\.(?:com|org)")
LONGEST_SENTENCE = 900
WIDEST = 50
"""How many times as large the upper end of a range may be."""
AROUND = 50


class Odd(NamedTuple):
    """One thing that cannot be so: what it is, and the characters that it stands at."""

    what: str
    start: int
    end: int


Check = Callable[[EnrichedArticle], Iterator[Odd]]


def dates_in_names(article: EnrichedArticle) -> Iterator[Odd]:
    names = [(m.start, m.end, e) for e in article.entities if e.type in NAMED for m in e.mentions]
    for date in article.dates:
        for start, end, entity in names:
            if start < date.end and date.start < end:
                yield Odd(f"{date.surface} | {entity.name}", start, end)


def numbers_in_names(article: EnrichedArticle) -> Iterator[Odd]:
    names = [(m.start, m.end, e) for e in article.entities for m in e.mentions]
    for quantity in article.quantities:
        for start, end, entity in names:
            inside = start <= quantity.start and quantity.end <= end
            if inside and (start, end) != (quantity.start, quantity.end):
                yield Odd(f"{quantity.surface} | {entity.name}", start, end)


def speakers_that_cannot_speak(article: EnrichedArticle) -> Iterator[Odd]:
    entities = {e.id: e for e in article.entities}
    for quote in article.quotes:
        speaker = entities.get(quote.speaker or "")
        if speaker is not None and speaker.type in SPEECHLESS:
            yield Odd(f"{speaker.type} {speaker.name}", quote.start, quote.end)


def names_of_two_entities(article: EnrichedArticle) -> Iterator[Odd]:
    types: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in article.entities:
        types[entity.name].append(entity)
    for name, entities in types.items():
        if len(entities) > 1:
            mention = entities[1].mentions[0]
            yield Odd(f"{name} | {' '.join(e.type for e in entities)}", mention.start, mention.end)


def last_names_apart(article: EnrichedArticle) -> Iterator[Odd]:
    people = [e for e in article.entities if e.type == "PERSON"]
    full = {e.name.split()[-1]: e.name for e in people if " " in e.name}
    for person in people:
        if person.name in full:
            mention = person.mentions[0]
            yield Odd(f"{person.name} | {full[person.name]}", mention.start, mention.end)


def edges_of_names(article: EnrichedArticle) -> Iterator[Odd]:
    for entity in article.entities:
        for mention in entity.mentions:
            if EDGES.search(mention.surface) or "\n" in mention.surface:
                yield Odd(f"{entity.type} {mention.surface!r}", mention.start, mention.end)


def units_that_are_names(article: EnrichedArticle) -> Iterator[Odd]:
    """What is counted is a place or a person whose name only ends like a plural."""
    names = {e.name.lower() for e in article.entities if e.type in {"PLACE", "PERSON"}}
    for quantity in article.quantities:
        counted = quantity.counted
        if quantity.unit.kind == "count" and counted and counted.head.lower() in names:
            yield Odd(f"{quantity.unit.name} | {counted.surface}", quantity.start, quantity.end)


def ranges_that_are_none(article: EnrichedArticle) -> Iterator[Odd]:
    for quantity in article.quantities:
        low, high = quantity.low, quantity.high
        if quantity.relation == "between" and low and high and high > WIDEST * low > 0:
            yield Odd(f"{low:g} to {high:g}", quantity.start, quantity.end)


def sentences_in_small_letters(article: EnrichedArticle) -> Iterator[Odd]:
    text = article.text
    for sentence in article.sentences:
        begun = text[sentence.start : sentence.end]
        inner = sentence.start > 1 and text[sentence.start - 1] != "\n"
        if inner and begun[0].islower() and not ADDRESS.match(begun):
            yield Odd(begun[:30], sentence.start, sentence.start + 1)


def sentences_without_end(article: EnrichedArticle) -> Iterator[Odd]:
    for sentence in article.sentences:
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            yield Odd(f"{sentence.end - sentence.start} characters", sentence.start, sentence.end)


CHECKS: tuple[Check, ...] = (
    dates_in_names, numbers_in_names, speakers_that_cannot_speak, names_of_two_entities,
    last_names_apart, edges_of_names, units_that_are_names, ranges_that_are_none,
    sentences_in_small_letters, sentences_without_end,
)  # fmt: skip


def enriched(path: str, every: int) -> Iterator[EnrichedArticle]:
    """Each so-manieth article of a file that is one."""
    for number, item in enumerate(read_articles(path)):
        if number % every:
            continue
        try:
            yield enrich(decode_raw_article(item.value))
        except InvalidEventError:
            continue


def shown(article: EnrichedArticle, odd: Odd) -> str:
    """A line for people: what is odd, and the text around it."""
    before = article.text[max(0, odd.start - AROUND) : odd.start]
    here = article.text[odd.start : odd.end][:AROUND]
    behind = article.text[odd.end : odd.end + AROUND]
    return f"{odd.what} || {before}[[{here}]]{behind}".replace("\n", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", required=True)
    parser.add_argument("--every", type=int, default=3, help="look at each so-manieth article")
    parser.add_argument("--show", type=int, default=0, help="print so many of each kind")
    args = parser.parse_args()
    found: Counter[str] = Counter()
    lines: defaultdict[str, list[str]] = defaultdict(list)
    articles = 0
    for article in enriched(args.articles, args.every):
        articles += 1
        for check in CHECKS:
            for odd in check(article):
                found[check.__name__] += 1
                lines[check.__name__].append(shown(article, odd))
    print(f"{articles:,} articles")
    for check in CHECKS:
        print(f"{check.__name__.replace('_', ' '):32} {found[check.__name__]:6,}")
        for line in lines[check.__name__][: args.show]:
            print("    ", line)


if __name__ == "__main__":
    main()
