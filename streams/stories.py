"""Where a cleaned article stands among the articles that this worker has cleaned before it."""

from collections.abc import Sequence

import msgspec

from schemas import CleanArticle, decode, encode
from streams.cleaning.duplicates import Stories
from streams.outcome import Message, Outcome

HOUR_SECONDS = 3600


def placed(
    stories: Stories, messages: Sequence[Message], outcomes: Sequence[Outcome]
) -> list[Outcome]:
    """The outcomes of cleaning, each article with its `story_id` and `duplicate_of`."""
    return [
        _placed(stories, message, outcome)
        for message, outcome in zip(messages, outcomes, strict=True)
    ]


def _placed(stories: Stories, message: Message, outcome: Outcome) -> Outcome:
    if outcome.signature is None or not outcome.outputs:
        return outcome
    output = outcome.outputs[0]
    id_ = (output.key or b"").decode()
    source = message.key.decode("utf-8", "replace") if message.key else None
    hour = int(message.timestamp // HOUR_SECONDS)
    place = stories.place(id_, source, hour, outcome.signature)
    if place.story_id == id_:
        return outcome
    article = msgspec.structs.replace(
        decode(output.value, CleanArticle), story_id=place.story_id, duplicate_of=place.duplicate_of
    )
    return outcome._replace(outputs=[output._replace(value=encode(article))])
