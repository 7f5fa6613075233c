"""Whom quotations of real articles are given to, beside who says them by a reader's labels.

    python -m bench.quotes --articles raw_articles.jsonl.gz [--part PART] [--failures]

The texts are their publishers', so `quotes_read.tsv` holds where things stand and no text: a line
"= article part" and a line for each quotation: "=" where it is one, "~" where its two or three
words need not be taken for one, start, end, and where those are named who may be given as its
speaker, "-" for nobody; offsets into the text before cleaning. What is taken for a quotation and
is none of these counts as wrong. The parts `held` and `unseen` were measured before any rule was
made from them; `more` and `unseen` are of 140 articles, labelled by four readers on 29 November
2026.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from schemas import EnrichedArticle, InvalidEventError, Quote, RawArticle, decode_raw_article
from streams import enrich
from streams.errors import DataError
from streams.reading import read_articles

LABELS = Path(__file__).with_name("quotes_read.tsv")
PARTS = ("learn", "held", "last", "more", "unseen")
LETTER = re.compile(r"[^\W_]")
LONGEST_KEY = 40


class Label(NamedTuple):
    """A quotation as a reader has it; offsets into the article as it came."""

    needed: bool
    start: int
    end: int
    speakers: tuple[tuple[int, int] | None, ...]


class Letters(NamedTuple):
    """A text without signs and spaces, which cleaning may change."""

    text: str
    at: list[int]

    @classmethod
    def of(cls, text: str) -> "Letters":
        found = list(LETTER.finditer(text))
        return cls("".join(m.group() for m in found), [m.start() for m in found])


class Judged(NamedTuple):
    """What came of one quotation; `label` is None for what is none, `quote` for what was missed."""

    verdict: str
    label: Label | None
    quote: Quote | None


def read_labels(part: str | None = None) -> dict[str, list[Label]]:
    """The labels by article, of one part or of both."""
    found: dict[str, list[Label]] = {}
    wanted: list[Label] = []
    for line in LABELS.read_text("utf-8").splitlines():
        first, *fields = line.split("\t")
        if first == "#":
            continue
        if len(fields) == 2:
            wanted = found.setdefault(fields[0], []) if part in (None, fields[1]) else []
            continue
        start, end, *speakers = fields
        spans = [None if s == "-" else (int(s.split()[0]), int(s.split()[1])) for s in speakers]
        wanted.append(Label(first == "=", int(start), int(end), tuple(spans)))
    return found


def judged(raw: RawArticle, article: EnrichedArticle, labels: Sequence[Label]) -> list[Judged]:
    """Every quotation that a reader or we have found. What cleaning cut away is left out."""
    text = raw.text or ""
    before, after = Letters.of(text), Letters.of(article.text)
    left = list(article.quotes)
    result = []
    for label in labels:
        place = _moved(before, after, label.start, label.end)
        if place is None:
            continue
        quote = next((q for q in left if q.start < place[1] and place[0] < q.end), None)
        if quote is not None:
            left.remove(quote)
            names = [s and text[s[0] : s[1]] for s in label.speakers]
            result.append(Judged(_verdict(article, after, names, quote), label, quote))
        elif label.needed:
            result.append(Judged("missed", label, None))
    return result + [Judged("no quotation", None, quote) for quote in left]


def _moved(before: Letters, after: Letters, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the text that came stands in the clean one."""
    first = sum(at < start for at in before.at)
    key = before.text[first : first + min(LONGEST_KEY, sum(start <= at < end for at in before.at))]
    earlier = before.text.count(key, 0, first + len(key) - 1)
    at = -1
    for _ in range(earlier + 1):
        following = after.text.find(key, at + 1)
        at = at if following < 0 else following
    return None if at < 0 else (after.at[at], after.at[at + len(key) - 1] + 1)


def _verdict(
    article: EnrichedArticle, after: Letters, names: Sequence[str | None], quote: Quote
) -> str:
    if quote.speaker is None:
        return "right" if None in names else "none given"
    entity = next(e for e in article.entities if e.id == quote.speaker)
    for name in filter(None, names):
        key = Letters.of(name).text
        for match in re.finditer(key, after.text):
            start, end = after.at[match.start()], after.at[match.end() - 1] + 1
            if any(m.start < end and start < m.end for m in entity.mentions):
                return "right"
    return "nobody asked" if set(names) == {None} else "another"


def measured(articles: Path, part: str | None) -> Iterator[tuple[EnrichedArticle, list[Judged]]]:
    """The labelled articles with what came of their quotations. Raises DataError where some of
    the articles are not in the file."""
    labels = read_labels(part)
    for item in read_articles(str(articles)):
        try:
            raw = decode_raw_article(item.value)
        except InvalidEventError:
            continue
        if raw.id in labels:
            article = enrich(raw)
            yield article, judged(raw, article, labels.pop(raw.id))
    if labels:
        raise DataError(f"{LABELS.name}: {articles.name} lacks {len(labels)} of its articles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--failures", action="store_true", help="print what was not as asked")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for article, results in measured(arguments.articles, arguments.part):
        counts.update(result.verdict for result in results)
        for result in results if arguments.failures else ():
            if result.verdict != "right":
                print(result.verdict, article.id, _shown(article, result), sep="\t")
    total = counts.total()
    print(f"right speaker, or rightly none: {counts['right']} of {total}", end=" ")
    print(f"({100 * counts['right'] / max(total, 1):.1f} %)")
    for verdict, count in counts.most_common():
        print(f"{verdict:15}{count:5}")


def _shown(article: EnrichedArticle, result: Judged) -> str:
    if result.quote is None:
        return str(result.label)
    names = [e.name for e in article.entities if e.id == result.quote.speaker]
    return f"{names} {result.quote.surface[:60]!r}"


if __name__ == "__main__":
    main()
