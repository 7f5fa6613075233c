"""Scores on the golden articles: names, joins, quotes with their speaker, dates, roles.

`python -m bench.golden [--failures]`

The articles are those of `tests/golden/articles` and `tests/golden/news`, written for the project.
Joins: B-cubed (Bagga and Baldwin, "Algorithms for Scoring Coreference Chains", 1998) and entity
CEAF (Luo, "On Coreference Resolution Performance Metrics", 2005), with entities aligned from the
most alike on, which is at most the optimum.
"""

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from schemas import EnrichedArticle, RawArticle
from streams import enrich

GOLDEN = Path(__file__).parent.parent / "tests/golden"
Span = tuple[int, int]
Chains = list[frozenset[Span]]


class Count(NamedTuple):
    """What was right, of what was found, of what was asked."""

    right: float = 0
    found: float = 0
    asked: float = 0

    def plus(self, other: "Count") -> "Count":
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        return 200 * self.right / max(self.found + self.asked, 1)


class Case(NamedTuple):
    name: str
    asked: dict[str, Any]
    article: EnrichedArticle


Score = Callable[[Case], Count]


def articles() -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of each golden article and what it asks."""
    for path in sorted((GOLDEN / "articles").glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))
    for path in sorted((GOLDEN / "news").glob("*.toml")):
        for item in tomllib.loads(path.read_text("utf-8"))["article"]:
            yield item["subject"], item


def cases() -> list[Case]:
    """All golden articles with what the pipeline makes of them."""
    return [
        Case(
            name,
            item,
            enrich(
                RawArticle(
                    text=item["text"], published_at=datetime.fromisoformat(item["published_at"])
                )
            ),
        )
        for name, item in articles()
    ]


def located(text: str, entities: Sequence[Sequence[Any]]) -> list[tuple[str, list[Span]]]:
    """The type and the spans of each asked entity: its surfaces one after another in the text."""
    taken: set[int] = set()
    found: dict[int, list[Span]] = defaultdict(list)
    order = sorted(
        ((-len(surface), number, surface) for number, e in enumerate(entities) for surface in e[3])
    )
    for _, number, surface in order:
        at = -1
        while (at := text.find(surface, at + 1)) >= 0:
            end = at + len(surface)
            whole = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
            if whole and taken.isdisjoint(range(at, end)):
                break
        if at < 0:
            raise ValueError(f"{surface!r} is not in the text as often as the article says")
        taken |= set(range(at, at + len(surface)))
        found[number].append((at, at + len(surface)))
    return [(e[0], sorted(found[number])) for number, e in enumerate(entities)]


def names(case: Case) -> dict[str, Count]:
    """Spans with the right type, by the type asked or found."""
    asked = {
        (s, kind)
        for kind, spans in located(case.article.text, case.asked["entities"])
        for s in spans
    }
    found = {((m.start, m.end), e.type) for e in case.article.entities for m in e.mentions}
    return {
        kind: Count(
            len({a for a in asked & found if a[1] == kind}),
            len({f for f in found if f[1] == kind}),
            len({a for a in asked if a[1] == kind}),
        )
        for kind in sorted({kind for _, kind in asked | found})
    }


def chains(case: Case) -> tuple[Chains, Chains]:
    """The entities found and asked, as sets of spans, of the mentions that both have."""
    asked = [frozenset(s) for _, s in located(case.article.text, case.asked["entities"])]
    found = [frozenset((m.start, m.end) for m in e.mentions) for e in case.article.entities]
    both = frozenset().union(*asked) & frozenset().union(*found)
    kept = [[c & both for c in part if c & both] for part in (found, asked)]
    return kept[0], kept[1]


def b_cubed(found: Chains, asked: Chains) -> Count:
    """Over mentions, the share of its entity that belongs with it; precision then recall."""
    f, a = ({m: c for c in part for m in c} for part in (found, asked))
    precision = sum(len(f[m] & a[m]) / len(f[m]) for m in f)
    recall = sum(len(f[m] & a[m]) / len(a[m]) for m in f)
    return Count((precision + recall) / 2, len(f), len(f))


def ceaf(found: Chains, asked: Chains) -> Count:
    """How alike the entities are that are aligned one to one (phi 4)."""
    alike = sorted(
        ((2 * len(x & y) / (len(x) + len(y)), i, j) for i, x in enumerate(found)
         for j, y in enumerate(asked) if x & y), reverse=True,
    )  # fmt: skip
    used: tuple[set[int], set[int]] = set(), set()
    total = 0.0
    for share, i, j in alike:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            total += share
    return Count(total, len(found), len(asked))


def dates(case: Case) -> Count:
    """Dates with surface and resolution right."""
    asked = [tuple(date) for date in case.asked["dates"]]
    found = [(date.surface, date.resolved) for date in case.article.dates]
    return Count(sum(date in found for date in asked), len(found), len(asked))


def speakers(case: Case) -> Count:
    """Quotations found where they begin, with the right speaker."""
    surfaces = {e.id: {m.surface for m in e.mentions} for e in case.article.entities}
    asked = {e[1]: set(e[3]) for e in case.asked["entities"]}
    right = 0
    for beginning, speaker in case.asked["quotes"]:
        quote = next((q for q in case.article.quotes if q.surface.startswith(beginning)), None)
        if quote is not None:
            right += bool(surfaces.get(quote.speaker or "", set()) & asked[speaker])
    return Count(right, len(case.article.quotes), len(case.asked["quotes"]))


def roles(case: Case) -> Count:
    """Roles of people, of the articles that say them."""
    if "roles" not in case.asked:
        return Count()
    asked = {(name, role) for name, all_of in case.asked["roles"].items() for role in all_of}
    found = {(e.name, role) for e in case.article.entities for role in e.roles}
    return Count(len(asked & found), len(found), len(asked))


def summed(counts: Sequence[Count]) -> Count:
    total = Count()
    for count in counts:
        total = total.plus(count)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print what was not as asked")
    arguments = parser.parse_args()
    read = cases()
    by_type: dict[str, Count] = defaultdict(Count)
    for case in read:
        for kind, count in names(case).items():
            by_type[kind] = by_type[kind].plus(count)
    print(f"{len(read)} articles")
    print(f"names, with type       F1 {summed(list(by_type.values())).f1:5.1f}")
    for kind, count in by_type.items():
        print(f"  {kind:20} F1 {count.f1:5.1f}  of {count.asked:.0f}")
    print(f"joins, B-cubed            {summed([b_cubed(*chains(c)) for c in read]).f1:5.1f}")
    print(f"joins, CEAF               {summed([ceaf(*chains(c)) for c in read]).f1:5.1f}")
    for name, score in (("speakers", speakers), ("dates", dates), ("roles", roles)):
        total = summed([score(c) for c in read])
        right = 100 * total.right / total.asked
        print(f"{name:22} right {right:5.1f} of {total.asked:.0f}, {total.found:.0f} found")
    if arguments.failures:
        for case in read:
            failures(case)


def failures(case: Case) -> None:
    """Prints what was asked and not found (-), and found and not asked (+)."""
    text, article = case.article.text, case.article
    asked = {(text[a:b], kind) for kind, spans in located(text, case.asked["entities"])
             for a, b in spans}  # fmt: skip
    found = {(m.surface, e.type) for e in article.entities for m in e.mentions}
    lines = [f"  - {item}" for item in sorted(asked - found)]
    lines += [f"  + {item}" for item in sorted(found - asked)]
    mine, wanted = chains(case)
    if set(mine) != set(wanted):
        lines += [f"  joins + {[text[a:b] for a, b in sorted(c)]}" for c in set(mine) - set(wanted)]
    pairs = [(d.surface, d.resolved) for d in article.dates]
    wanted_dates = [tuple(d) for d in case.asked["dates"]]
    if pairs != wanted_dates:
        lines.append(f"  dates {pairs} for {wanted_dates}")
    if speakers(case).right < len(case.asked["quotes"]):
        by_id = {e.id: e.name for e in article.entities}
        lines.append(
            f"  quotes {[(q.surface[:30], by_id.get(q.speaker or '')) for q in article.quotes]}"
        )
    if "roles" in case.asked:
        mine_roles = {e.name: e.roles for e in article.entities if e.roles}
        if mine_roles != case.asked["roles"]:
            lines.append(f"  roles {mine_roles} for {case.asked['roles']}")
    if lines:
        print(case.name)
        print("\n".join(lines))


if __name__ == "__main__":
    main()
