"""A clean article to an enriched one: the way through all passes of extraction."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from schemas import (
    CleanArticle,
    Counted,
    Date,
    EnrichedArticle,
    Entity,
    Quantity,
    Quote,
    Span,
    Unit,
)
from streams.extraction.capitals import in_small_letters
from streams.extraction.coordinates import coordinates
from streams.extraction.dates import FoundDate, find_dates
from streams.extraction.entities import entity_steps, reading_steps
from streams.extraction.entities.geography import country_name
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.in_names import dates_outside, names_of, quantities_outside, without_dates
from streams.extraction.quantities import (
    Found,
    class_of_phrase,
    find_foreign,
    head_of,
    number_starts,
    quantity_steps,
    singular,
    value_si,
    with_earlier_nouns,
)
from streams.extraction.quotes import find_quotes
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise
from streams.steps import Steps, finished, side_by_side

SURE_OF_LANGUAGE = 0.9
LONG_ENOUGH = 120
"""Characters from which a text's language is believed: "RIO DE JANEIRO" alone is Portuguese."""


def enrich_article(article: CleanArticle) -> EnrichedArticle:
    """All that is found in a clean article. Never raises on text."""
    return finished(enrich_steps(article))


def enrich_steps(article: CleanArticle) -> Steps[EnrichedArticle]:
    """The same, a pass at a time."""
    text = article.text
    tokens = tokenise(text)
    yield
    spans = sentences(text, article.paragraphs)
    bounds = sentence_tokens(tokens, spans)
    yield
    context = [article.title or "", *(cut.text for cut in article.removed)]
    reading = yield from reading_steps(tokens, bounds, english=_is_english(article))
    yield
    entities = yield from entity_steps(tokens, bounds, reading, context)
    yield
    mentions = ((m.start, m.end) for entity in entities for m in entity.mentions)
    spoken = in_small_letters(tokens, bounds, mentions)
    if spoken is tokens:
        dates = find_dates(tokens, article.published_at, reading.noted)
    else:
        dates = [found.written_in(text) for found in find_dates(spoken, article.published_at)]
    yield
    numbers = number_starts(tokens, reading.noted)
    language = None if _is_english(article) else article.language.code
    quantities = yield from _quantity_steps(
        text, spoken, bounds, dates, entities, numbers, language
    )
    yield
    quotes = find_quotes(text, article.paragraphs, entities)
    yield
    return _enriched(article, spans, entities, dates, quantities, quotes)


def _enriched(
    article: CleanArticle,
    spans: list[Span],
    entities: list[Entity],
    dates: Sequence[FoundDate],
    quantities: list[Quantity],
    quotes: list[Quote],
) -> EnrichedArticle:
    """The article with what was found in it; `spans` are its sentences."""
    days = _without_counts(dates, quantities)
    entities = without_dates(entities, days)
    names = names_of(entities)
    return EnrichedArticle(
        id=article.id,
        url=article.url,
        source=article.source,
        title=article.title,
        published_at=article.published_at,
        authors=article.authors,
        section=article.section,
        language=article.language,
        text=article.text,
        paragraphs=article.paragraphs,
        removed=article.removed,
        duplicate_of=article.duplicate_of,
        story_id=article.story_id,
        provenance=article.provenance | _provenance(),
        extra=article.extra,
        sentences=spans,
        entities=entities,
        quantities=quantities_outside(quantities, names),
        dates=dates_outside(article.text, days, names),
        quotes=quotes,
    )


def _is_english(article: CleanArticle) -> bool:
    """Whether a text is in English, or too short or too mixed to say that it is not."""
    language = article.language
    unsure = language.confidence < SURE_OF_LANGUAGE or len(article.text) < LONG_ENOUGH
    return unsure or language.code in {"en", "und"}


@cache
def _provenance() -> dict[str, str]:
    return {"newswire": version("newswire"), "nupunkt": version("nupunkt")}


class Names(NamedTuple):
    """The entities of an article, to be looked up by place and by name."""

    entities: Sequence[Entity]
    mentions: list[tuple[int, int, int]]
    """Start, end and the entity's index, in order of start."""
    places: dict[str, list[str]]
    """Ids of the PLACE entities of a name."""


def _names(entities: Sequence[Entity]) -> Names:
    mentions = sorted([(m.start, m.end, i) for i, e in enumerate(entities) for m in e.mentions])
    places: dict[str, list[str]] = {}
    for entity in entities:
        if entity.type == "PLACE":
            places.setdefault(entity.name, []).append(entity.id)
    return Names(entities, mentions, places)


class Sentence(NamedTuple):
    """A sentence that a number may stand in."""

    number: int
    tokens: Tokens
    taken: Sequence[tuple[int, int]]
    """The characters of its dates, and of points by their degrees."""
    starts: list[int]
    """The tokens that a number may begin at."""


def _quantity_steps(
    text: str,
    tokens: Tokens,
    bounds: Sequence[tuple[int, int]],
    dates: Sequence[FoundDate],
    entities: Sequence[Entity],
    numbers: Sequence[int],
    language: str | None,
) -> Steps[list[Quantity]]:
    """The quantities of a text, whose `tokens` may be read `in_small_letters`; `language`: its
    code, None where it is read as English."""
    parts = list(_with_numbers(tokens, bounds, dates, numbers))
    if language is None:
        found = yield from side_by_side(
            [quantity_steps(part, taken, starts) for _, part, taken, starts in parts]
        )
    else:
        found = [find_foreign(part, language, taken) for _, part, taken, _ in parts]
    names = _names(entities)
    quantities = [
        _event(text, part.tokens, quantity, part.number, names, language)
        for part, here in zip(parts, found, strict=True)
        for quantity in here
    ]
    return quantities if language else with_earlier_nouns(tokens.text, quantities)


def _with_numbers(
    tokens: Tokens,
    bounds: Sequence[tuple[int, int]],
    dates: Sequence[FoundDate],
    numbers: Sequence[int],
) -> Iterator[Sentence]:
    """The sentences that a number may stand in."""
    taken = [(d.date.start, d.date.end) for d in dates if not d.also_quantity]
    if points := coordinates(tokens.text):
        taken = sorted([*taken, *points])
    at = since = 0
    for sentence, (start, end) in enumerate(bounds):
        if since == len(numbers):
            return
        if numbers[since] >= end:
            continue
        until = bisect_left(numbers, end, since)
        starts = [number - start for number in numbers[since:until]]
        since = until
        first, last = tokens.starts[start], tokens.ends[end - 1]
        while at < len(taken) and taken[at][1] <= first:
            at += 1
        near = at
        while near < len(taken) and taken[near][0] < last:
            near += 1
        yield Sentence(sentence, tokens.part(start, end), taken[at:near], starts)


def _event(
    text: str, tokens: Tokens, found: Found, sentence: int, names: Names, language: str | None
) -> Quantity:
    counted = None
    phrase: tuple[int, int] | None = None
    if found.counted is not None:
        head = head_of(tokens, found.counted)
        phrase = tokens.starts[found.counted.first], tokens.ends[found.counted.last]
        counted = Counted(
            surface=text[phrase[0] : phrase[1]],
            head=head,
            class_=None if language else class_of_phrase(tokens, found, found.counted, head),
        )
    base = None if found.value is None else value_si(found.value, found.unit.name)
    name = found.unit.name or (singular(counted.head.lower()) if counted else "number")
    start, end = tokens.starts[found.first], tokens.ends[found.last]
    return Quantity(
        start=start,
        end=end,
        surface=text[start:end],
        value=found.value,
        low=found.low,
        high=found.high,
        relation=found.relation,
        trend=found.trend,
        unit=Unit(
            kind=found.unit.kind, name=name, symbol=found.unit.symbol, currency=found.unit.currency
        ),
        value_si=base,
        counted=counted,
        per=found.per,
        entities=_linked(phrase, names),
        predicate=found.predicate,
        sentence=sentence,
        confidence=found.confidence,
    )


def _linked(phrase: tuple[int, int] | None, names: Names) -> list[str]:
    """The entities named within the counted noun phrase, a country also by its adjective."""
    if phrase is None:
        return []
    start, end = phrase
    inside: set[int] = set()
    for at in range(bisect_left(names.mentions, (start,)), len(names.mentions)):
        first, last, number = names.mentions[at]
        if first >= end:
            break
        if last <= end:
            inside.add(number)
    if not inside:
        return []
    entities = [names.entities[i] for i in sorted(inside)]
    ids = [entity.id for entity in entities]
    for entity in entities:
        if entity.type == "GROUP" and entity.country:
            ids += names.places.get(country_name(entity.country) or "", ())
    return ids


def _without_counts(dates: Sequence[FoundDate], quantities: Sequence[Quantity]) -> list[Date]:
    """Dates but for plain years that turned out to count something ("2000 people")."""
    kept = []
    at = 0
    for date, _ in dates:
        while at < len(quantities) and quantities[at].end <= date.start:
            at += 1
        plain_year = date.granularity == "year" and not date.relative
        overlaps = at < len(quantities) and quantities[at].start < date.end
        if not (plain_year and overlaps):
            kept.append(date)
    return kept
