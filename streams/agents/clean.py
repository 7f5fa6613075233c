"""Raw article in, clean article out."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Literal

from schemas import CleanArticle, RawArticle, decode_raw_article, encode, topics
from schemas.headers import carried, cloud_event
from schemas.ids import derived_event_id, raw_event_id
from streams.agents import labels
from streams.agents.times import record_time
from streams.cleaning import clean_steps
from streams.cleaning.duplicates import signature
from streams.cleaning.recurring import RECURRING, Memory, lesson, read_memory, repeated
from streams.outcome import Message, Outcome, Output, Stage
from streams.steps import Steps, finished

Recurring = Literal["cut", "mark", "off"]
DAY_SECONDS = 86_400


def clean_message(
    message: Message,
    recurring: Recurring = "cut",
    skipped: Collection[str] = (),
    *,
    signed: bool = True,
) -> Outcome:
    """The clean event of a raw one. Raises InvalidInputError, InvalidEventError.

    `skipped` are languages whose articles end here; `signed`: with a signature, to tell copies by.
    """
    return finished(clean_message_steps(message, recurring, skipped, signed=signed))


def clean_message_steps(
    message: Message, recurring: Recurring, skipped: Collection[str], *, signed: bool
) -> Steps[Outcome]:
    """The same, a pass at a time."""
    raw = decode_raw_article(message.value)
    memory = read_memory(message.memory)
    yield
    article = yield from clean_steps(raw, memory if recurring == "cut" else Memory())
    yield
    marked, taught = [], None
    if recurring != "off":
        lines = [article.text[span.start : span.end] for span in article.paragraphs]
        if recurring == "mark":
            seen = zip(lines, repeated(lines, memory), strict=True)
            marked = [line for line, known in seen if known]
        lines += [cut.text for cut in article.removed if cut.reason == RECURRING]
        taught = lesson(article.id, int(message.timestamp // DAY_SECONDS), lines)
    tallies = _tallies(article, marked)
    if not article.text:
        return Outcome(status="skipped", status_reason="no_body", tallies=tallies, lesson=taught)
    if article.language.code in skipped:
        return Outcome(status="skipped", status_reason="language", tallies=tallies, lesson=taught)
    output = _output(message, raw, article)
    yield
    sign = signature(article.text) if signed else None
    return Outcome(
        outputs=[output], tallies=tallies, lesson=taught, signature=sign, source=article.source
    )


def _tallies(
    article: CleanArticle, marked: Iterable[str]
) -> list[tuple[str, tuple[str, ...], int]]:
    """What to count of an article; `marked` are lines that would be cut as recurring."""
    return [
        *(("removed_characters", (cut.reason,), len(cut.text)) for cut in article.removed),
        *(("removed_characters", ("marked",), len(line)) for line in marked),
        ("languages", (labels.language(article.language.code),), 1),
        ("source_groups", (labels.source_group(article.source),), 1),
    ]


def _output(message: Message, raw: RawArticle, article: CleanArticle) -> Output:
    topic = topics()["clean"]
    headers = cloud_event(
        ce_id=derived_event_id(topic.ce_type, raw_event_id(raw)),
        ce_type=topic.ce_type,
        ce_source="newswire/clean",
        ce_time=record_time(message).isoformat(),
        dataschema=topic.dataschema,
    )
    headers += carried(message.headers)
    return Output("clean", article.id.encode(), encode(article), headers)


def stage(
    max_bytes: int,
    recurring: Recurring = "cut",
    skipped: Collection[str] = (),
    *,
    signed: bool = True,
) -> Stage:
    """The stage that reads raw articles of at most `max_bytes` bytes."""
    work = partial(clean_message_steps, recurring=recurring, skipped=skipped, signed=signed)
    return Stage("clean", reads="raw", work=work, max_bytes=max_bytes)
