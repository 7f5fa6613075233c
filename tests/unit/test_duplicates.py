"""Copies and versions of an article, told by what they share."""

import random
import re
from collections.abc import Sequence
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import CleanArticle, RawArticle, decode, encode
from streams.agents.clean import clean_message
from streams.cleaning.duplicates import FEWEST, Stories, signature, similarity, words_of
from streams.outcome import Message
from streams.stories import placed

WORDS = [f"{a}{b}" for a in "bcdfghklmn" for b in ("olan", "erit", "usam", "ilog", "apet")]


def text(seed: int, words: int = 300) -> str:
    """Words that no other seed has in this order."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


def signed(words: str) -> bytes:
    found = signature(words)
    assert found is not None
    return found


def test_short_texts_have_no_signature() -> None:
    assert signature("Some 300 tanks left Kiev on Monday.") is None
    assert signature(" ".join(["word"] * FEWEST)) is None


def test_a_signature_is_the_same_from_one_version_of_rensa_to_the_next() -> None:
    """Workers of two versions hold theirs against each other: where this fails, say so in the
    changelog."""
    assert crc32(signed(text(1))) == 1458198909


def test_similarity_estimates_the_share_of_common_shingles() -> None:
    one, other = text(1), text(2)
    assert similarity(signed(one), signed(one)) == 1
    assert similarity(signed(one), signed(one.upper())) == 1
    assert similarity(signed(one), signed(other)) < 0.2
    assert 0.75 < similarity(signed(one), signed(f"{one} {text(9, 40)}")) < 0.97


def test_a_copy_on_another_site_is_a_duplicate_of_the_first() -> None:
    stories = Stories(100, 72)
    body = text(1)
    assert stories.place("a", "one.example", 0, signed(body)) == ("a", None)
    assert stories.place("b", "two.example", 1, signed(body + " By our agency")) == ("a", "a")
    assert stories.place("c", "three.example", 2, signed(body)) == ("a", "a")
    assert stories.place("d", "three.example", 2, signed(text(3))) == ("d", None)


def test_a_new_version_by_the_same_source_is_no_duplicate_but_of_the_story() -> None:
    stories = Stories(100, 72)
    stories.place("a", "one.example", 0, signed(text(1)))
    update = text(1) + " " + text(5, 90)
    assert stories.place("b", "one.example", 1, signed(update)) == ("a", None)
    assert stories.place("c", "one.example", 1, signed(text(1))) == ("a", "a")


def test_a_new_version_is_no_duplicate_where_another_site_has_copied_the_last() -> None:
    """A wire's update was told as a duplicate once a site had its first version."""
    for updates in ("one.example", "two.example"):
        stories = Stories(100, 72)
        stories.place("a", "one.example", 0, signed(text(1)))
        assert stories.place("b", "two.example", 0, signed(text(1))) == ("a", "a")
        update = text(1) + " " + text(5, 30)
        assert stories.place("c", updates, 1, signed(update)) == ("a", None)
        assert stories.place("d", "three.example", 1, signed(update)) == ("a", "c")
        assert stories.place("e", updates, 2, signed(text(1))) == ("a", "a")
        assert stories.place("f", updates, 2, signed(update)) == ("a", "c")


def test_an_article_that_comes_again_stands_where_it_stood() -> None:
    stories = Stories(100, 72)
    for _ in range(2):
        assert stories.place("a", "one.example", 0, signed(text(1))) == ("a", None)
    assert len(stories) == 1


def test_stories_are_bounded_in_number_and_time() -> None:
    stories = Stories(3, 72)
    for n in range(5):
        stories.place(str(n), "one.example", 0, signed(text(n)))
    assert len(stories) == 3
    assert stories.place("again", "two.example", 0, signed(text(0))).duplicate_of is None
    assert stories.place("late", "two.example", 73, signed(text(4))).duplicate_of is None
    assert len(stories) == 1


def test_the_clean_event_says_where_it_stands() -> None:
    stories = Stories(100, 72)
    events = []
    for n, source in enumerate(["one.example", "two.example"]):
        raw = RawArticle(id=str(n), source=source, text=text(1))
        message = Message(source.encode(), encode(raw), (), 0.0)
        (outcome,) = placed(stories, [message], [clean_message(message)])
        events.append(decode(outcome.outputs[0].value, CleanArticle))
    assert [(event.story_id, event.duplicate_of) for event in events] == [("0", None), ("0", "0")]


@pytest.mark.parametrize("keys", [(b"one.example",) * 2, (b"a", b"b"), (None, None)])
def test_the_same_source_is_that_of_the_article_whatever_the_key_of_its_record(
    keys: Sequence[bytes | None],
) -> None:
    """A version was a copy wherever the producer did not make the source the key."""
    stories = Stories(100, 72)
    places = []
    bodies = text(1), text(1) + " " + text(2, 40)
    for id_, body, key in zip("ab", bodies, keys, strict=True):
        raw = RawArticle(id=id_, source="one.example", text=body)
        message = Message(key, encode(raw), (), 0.0)
        (outcome,) = placed(stories, [message], [clean_message(message)])
        places.append(decode(outcome.outputs[0].value, CleanArticle))
    assert [(p.story_id, p.duplicate_of) for p in places] == [("a", None), ("a", None)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \n.,’“_0aéİΣ"))))
def test_words_are_those_of_a_pattern(line: str) -> None:
    assert words_of(line) == [word.encode() for word in re.findall(r"\w+", line.lower())]
