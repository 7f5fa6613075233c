"""Who says a quotation: whom the words beside it name, by name, pronoun, role or body.

`beside` looks at the words next to it, `context` at what leads to it; both ask `attribution`,
which finds the verb (`cues`) and who does it (`subjects`, by `acting`, `nouns` and `pronouns`).
`documents` knows whose a report or a letter is. The word lists are in `data/speech.toml`.
"""

from schemas import Span
from streams.extraction.speakers.beside import said_beside
from streams.extraction.speakers.context import goes_on_speaking, said_in_context
from streams.extraction.speakers.namesakes import namesake_who_spoke
from streams.extraction.speakers.places import (
    WORD,
    ends_paragraph,
    last_sign,
    opens_paragraph,
    sentence_ends,
    words_of_speech,
)
from streams.extraction.speakers.spoken import (
    Speaker,
    Spoken,
    person_at,
    spoken_text,
    within_tweet,
)

__all__ = [
    "WORD",
    "Speaker",
    "Spoken",
    "ends_paragraph",
    "last_sign",
    "namesake_who_spoke",
    "opens_paragraph",
    "person_at",
    "sentence_ends",
    "speaker_of",
    "spoken_text",
    "words_of_speech",
]


def speaker_of(
    spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None, floor: int
) -> Speaker:
    """The speaker of a quotation, and the verb beside it. `previous`: what stands in marks before
    it; `floor`: where the last quotation before it ends."""
    spoken = within_tweet(spoken, span)
    speaker = said_beside(spoken, span, floor)
    if speaker.entity is not None:
        return goes_on_speaking(spoken, span, speaker, previous)
    return said_in_context(spoken, span, speaker, previous, floor)
