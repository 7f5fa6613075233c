"""What the agents make of one message."""

import orjson
import pytest

from schemas import EnrichedArticle, InvalidEventError, QuantityRecord, decode, topics
from schemas.headers import header
from streams.agents import clean, extract, flat
from streams.outcome import Message

TIME = 1_750_000_000.0


def raw(text: str, **fields: object) -> Message:
    return Message(b"example.org", orjson.dumps({"text": text, **fields}), (), TIME)


def test_a_raw_article_goes_all_the_way() -> None:
    message = raw("At least 300 tanks crossed into Ukraine.", id="a1")
    message = message._replace(headers=(("traceparent", b"00-abc"), ("x", b"y")))
    (cleaned,) = clean.clean_message(message).outputs
    assert (cleaned.topic, cleaned.key) == ("clean", b"a1")
    between = Message(cleaned.key, cleaned.value, cleaned.headers, TIME + 5)
    outcome = extract.extract_message(between, flat=True)
    assert outcome.status == "published"
    assert outcome.raw_time == TIME
    assert [output.topic for output in outcome.outputs] == ["enriched", "quantities", "mentions"]
    enriched = outcome.outputs[0]
    assert decode(enriched.value, EnrichedArticle).quantities[0].value == 300
    assert header(enriched.headers, "traceparent") == "00-abc"
    assert header(enriched.headers, "x") is None
    assert header(enriched.headers, "ce_type") == topics()["enriched"].ce_type
    ids = [header(output.headers, "ce_id") for output in outcome.outputs]
    assert len(set(ids)) == 3
    again = extract.extract_message(between, flat=True)
    assert ids == [header(output.headers, "ce_id") for output in again.outputs]
    assert ("quantities", ("count", "tanks"), 1) in outcome.tallies


def test_flat_records_share_their_headers_on_the_way_between_processes() -> None:
    """Headers made anew for each of 45 records took 40 percent of pickling an outcome."""
    (cleaned,) = clean.clean_message(raw("At least 300 tanks and 20 aircraft crossed.")).outputs
    between = Message(cleaned.key, cleaned.value, cleaned.headers, TIME)
    _, one, other = extract.extract_message(between, flat=True).outputs
    assert (one.topic, other.topic) == ("quantities", "quantities")
    assert [a is b for a, b in zip(one.headers, other.headers, strict=True)].count(False) == 1


def test_a_record_has_of_an_endless_sentence_what_is_around_its_finding() -> None:
    """Each had all of it: 314 kB of ", N tanks" were 137 MB on their way, and memory ran out."""
    text = "In Kyiv there were " + ", ".join(f"{n} tanks" for n in range(100, 500)) + "."
    (cleaned,) = clean.clean_message(raw(text)).outputs
    between = Message(cleaned.key, cleaned.value, cleaned.headers, TIME)
    records = [
        decode(output.value, QuantityRecord)
        for output in extract.extract_message(between, flat=True).outputs
        if output.topic == "quantities"
    ]
    assert len(records) == 400
    for record in records:
        assert len(record.sentence) <= flat.LONGEST_SENTENCE
        assert f" {record.quantity.surface}" in record.sentence
        assert record.sentence in text
        assert text.startswith(record.sentence) or f" {record.sentence}" in text  # whole words


def test_articles_of_a_language_can_be_skipped_and_say_why() -> None:
    message = raw("The council voted on Tuesday to close the bridge, the mayor told reporters.")
    outcome = clean.clean_message(message, skipped=["en"])
    assert (outcome.status, outcome.status_reason) == ("skipped", "language")
    assert not outcome.outputs
    assert clean.clean_message(message, skipped=["de"]).outputs


def test_an_article_is_signed_only_where_copies_are_looked_for() -> None:
    message = raw(" ".join(f"word{n}" for n in range(60)))
    assert clean.clean_message(message).signature is not None
    assert clean.clean_message(message, signed=False).signature is None


def test_flat_records_can_be_left_out() -> None:
    (cleaned,) = clean.clean_message(raw("300 tanks crossed.")).outputs
    message = Message(cleaned.key, cleaned.value, cleaned.headers, TIME)
    assert [o.topic for o in extract.extract_message(message, flat=False).outputs] == ["enriched"]


def test_an_article_of_junk_is_skipped_with_why() -> None:
    outcome = clean.clean_message(raw("ADVERTISEMENT"))
    assert (outcome.status, outcome.status_reason, outcome.outputs) == ("skipped", "no_body", ())


def test_an_article_cannot_make_up_a_label() -> None:
    """Everything that a hostile article tallies must come from closed lists."""
    text = "At least 7 evil-class quibbles and 12 zorps per flurb met Xyzzy Plugh of Frobnitz Corp."
    (cleaned,) = clean.clean_message(raw(text, source="evil\nsource", title="x" * 99)).outputs
    outcome = extract.extract_message(
        Message(cleaned.key, cleaned.value, cleaned.headers, TIME), flat=True
    )
    labels = {label for _, values, _ in outcome.tallies for label in values}
    known = {"count", "number", "other", "people", "PERSON", "ORG", "PLACE", "GROUP"}
    assert labels <= known


def test_a_record_of_no_year_is_the_inputs_fault() -> None:
    """A producer that gives microseconds for milliseconds: ValueError, a bug to the breaker."""
    message = raw("At least 300 tanks crossed.")._replace(timestamp=TIME * 1000)
    with pytest.raises(InvalidEventError, match="no time of a record"):
        clean.clean_message(message)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_an_article_of_no_time_goes_all_the_way(time: str) -> None:
    message = raw("It rained yesterday, and they meet next week.", published_at=time)
    (cleaned,) = clean.clean_message(message).outputs
    between = Message(cleaned.key, cleaned.value, cleaned.headers, TIME)
    enriched = extract.extract_message(between, flat=False).outputs[0]
    assert [date.resolved for date in decode(enriched.value, EnrichedArticle).dates] == [None] * 2
