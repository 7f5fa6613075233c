"""What stands below a text: the rest of its page, and the topics that it is filed under.

Where the last sentence ends and how a page goes on tells this, whatever the lines say: after a bar
for sharing or a notice no line is the article's unless a sentence follows, and between two such
lines none is that is no sentence.
"""

from collections.abc import Iterator, Sequence

from streams.cleaning.headlines import ends
from streams.cleaning.shapes import is_marks

LEAST_LINES = 3
"""Lines that a text has before what may stand below it."""
LONG_CHARS = 120
"""A line of so many characters is text also without an end of sentence."""
OPEN = ":;,"
ALSO_INSIDE = frozenset({None, "caption", "advertisement"})
"""What is said of lines that may stand in the middle of a list, and end no text."""
POINTS = frozenset({"what we know", "the latest", "analysis", "in depth", "more information"})
"""What heads other pages, and as often points of the text itself."""
LINES_BELOW_MARKS = 4
"""Signs that set parts apart end a text where fewer lines stand below them: no list of games."""
OF_PAGE = frozenset(
    "aggregator byline consent copyright credit page_furniture share sign_up".split()
)
"""Why a line goes that is of the page itself, and not of another article or a picture."""
TOPIC_CHARS, TOPIC_SPACES, TOPIC_WORD = 30, 3, 4
"""How long a topic is at most, and how long a word that tells what it is about."""
TOPICS = range(2, 16)
"""How many there are."""
KNOWN_TOPICS, LAST_TOPICS = 0.5, 0.65
"""Which share of them has a word of the text where the page goes on below them, and which share
the text has as they are where it does not."""


def is_text(line: str) -> bool:
    """Whether a line is no headline, label or topic: a sentence, a lead-in, a note in brackets."""
    return len(line) >= LONG_CHARS or line[-1] in OPEN or line.endswith(")") or ends(line)


def below_the_text(texts: Sequence[str], reasons: Sequence[str | None]) -> Iterator[int]:
    """Places of the lines below one that ends a text: "Share this story", "Ann Poe", "More"."""
    last = last_of_text(texts, reasons)
    if last + 1 < LEAST_LINES or texts[last][-1] in OPEN:
        return
    ended = False
    for place in range(last + 1, len(texts)):
        if reasons[place] is None:
            if ended:
                yield place
        else:
            ended = ended or _ends_text(texts, reasons, place)


def _ends_text(texts: Sequence[str], reasons: Sequence[str | None], place: int) -> bool:
    """Whether no line of the text stands below one that is cut, unless a sentence follows."""
    if reasons[place] in ALSO_INSIDE or texts[place].lower().rstrip(OPEN) in POINTS:
        return False
    return len(texts) - place <= LINES_BELOW_MARKS or not is_marks(texts, place)


def topics(texts: Sequence[str], reasons: Sequence[str | None]) -> Iterator[int]:
    """Places of the topics with which a text ends, most of which it names: "Hong Kong", "Protest".

    Those who died, or what goes into the pot, are led in to.
    """
    last = last_of_text(texts, reasons)
    if last + 1 < LEAST_LINES or texts[last][-1] in OPEN:
        return
    rest = range(last + 1, len(texts))
    below = [place for place in rest if reasons[place] is None]
    if len(below) not in TOPICS or not all(_may_be_topic(texts[place]) for place in below):
        return
    text = "\n".join(texts[: last + 1]).lower()
    goes_on = any(_ends_text(texts, reasons, place) for place in rest)
    known = sum(_is_known(texts[place].lower(), text, whole=not goes_on) for place in below)
    if known >= (KNOWN_TOPICS if goes_on else LAST_TOPICS) * len(below):
        yield from below


def _is_known(topic: str, text: str, *, whole: bool) -> bool:
    """Whether a text has a topic, or one of its words."""
    if whole:
        return topic in text
    return any(word in text for word in topic.split() if len(word) >= TOPIC_WORD)


def between_notices(texts: Sequence[str], reasons: Sequence[str | None]) -> Iterator[int]:
    """Places of lines without an end of sentence between two lines of the page.

    "Sign up to This is Europe", "The most pressing stories for Europeans", "after newsletter
    promotion".
    """
    for place in range(1, len(texts) - 1):
        above, below = reasons[place - 1], reasons[place + 1]
        if reasons[place] is not None or above not in OF_PAGE or is_text(texts[place]):
            continue
        goes_on = below in OF_PAGE or (above == "sign_up" and below == "related")
        if goes_on and not any(is_marks(texts, at) for at in (place - 1, place + 1)):
            yield place


def last_of_text(texts: Sequence[str], reasons: Sequence[str | None]) -> int:
    """The place of the last line of the text itself, -1 where there is none."""
    for place in range(len(texts) - 1, -1, -1):
        if reasons[place] is None and is_text(texts[place]):
            return place
    return -1


def _may_be_topic(line: str) -> bool:
    return (
        len(line) <= TOPIC_CHARS
        and line.count(" ") <= TOPIC_SPACES
        and line[0].isalpha()
        and not any(map(str.isdigit, line))
    )
