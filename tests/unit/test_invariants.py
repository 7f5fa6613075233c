"""What holds for any text at all."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas import Date, EnrichedArticle, Quantity, Quote, RawArticle, decode, encode
from streams import clean, enrich
from streams.cleaning.text import normalise

WORDS = st.sampled_from(
    'The Mr Putin NATO of and at least 200,000 tanks, “We said. ” " 1/2 ½ -3 $ € 5m 10-15 per cent '
    "per cent. In 2014 , London's Su-35 (a) a dozen twenty-seven http://x.org By ADVERTISEMENT "
    "\n\n \n \u200b \u2028 é 漢字 1.2.3 12:30 … — between from to two thirds Share this".split(" ")
)
NEWSLIKE = st.lists(WORDS, max_size=80).map(" ".join)
ANY = st.text(max_size=400) | NEWSLIKE


def check_spans(article: EnrichedArticle) -> None:
    text = article.text
    spans: list[Quantity | Date | Quote] = [*article.quantities, *article.dates, *article.quotes]
    for found in spans:
        assert text[found.start : found.end] == found.surface
    for entity in article.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.surface
    ends = [0]
    for span in article.sentences:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    ids = {entity.id for entity in article.entities}
    for quantity in article.quantities:
        assert set(quantity.entities) <= ids
        span = article.sentences[quantity.sentence]
        assert span.start <= quantity.start
        assert quantity.end <= span.end
    for quote in article.quotes:
        assert quote.speaker is None or quote.speaker in ids


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_enrich_never_raises_and_spans_match(text: str) -> None:
    check_spans(enrich(text))


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_without_cleaning_the_text_is_untouched(text: str) -> None:
    article = enrich(text, cleaned=False)
    assert article.text == text
    check_spans(article)


@settings(max_examples=200, deadline=None)
@given(NEWSLIKE)
@example("… ADVERTISEMENT")
def test_cleaning_never_invents_text(text: str) -> None:
    """All that was there is kept or removed; a line of which the end is cut is in both."""
    article = clean(text)
    there = normalise(text).split("\n")
    kept = [article.text[p.start : p.end] for p in article.paragraphs]
    assert article.text == "\n\n".join(kept)
    pieces = [*kept, *(cut.text for cut in article.removed)]
    assert all(any(piece in line for line in there) for piece in pieces)
    assert Counter("".join(pieces).replace(" ", "")) == Counter("".join(there).replace(" ", ""))


@settings(max_examples=100, deadline=None)
@given(NEWSLIKE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(RawArticle(text=once.text)).text in {once.text, ""} or once.removed


@settings(max_examples=100, deadline=None)
@given(NEWSLIKE)
def test_an_event_survives_its_encoding(text: str) -> None:
    article = enrich(text)
    assert decode(encode(article), EnrichedArticle) == article


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="<>/divpabrul \n&;\"'=x", max_size=300))
def test_html_never_raises(html: str) -> None:
    article = clean(RawArticle(html=html or "<p>"))
    assert isinstance(article.text, str)
