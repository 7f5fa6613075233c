"""How a sentence is read for what a number in it is about."""

import numpy as np
import pytest

from streams.extraction.quantities import encoder
from streams.extraction.quantities.encoder import LONGEST, Block, Words, case_of
from streams.extraction.quantities.extract import (
    find_quantities,
    quantity_steps,
    read_quantities,
)
from streams.extraction.quantities.network import Match, Network, States, network
from streams.extraction.tokens import tokenise
from streams.steps import finished, side_by_side

OPEN = "The firm that bought the brewery from its founder for $40 million said profit doubled."
"""A sentence whose sum could be about any of several phrases."""


def states(text: str) -> encoder.Floats:
    tokens = tokenise(text)
    _, tags = read_quantities(tokens, ())
    every = range(len(tokens))
    (found_states,) = network().encoder.read([Words(tokens.texts, tokens.lowers, tags, every)])
    return found_states


def test_each_token_has_a_vector_that_tells_of_the_others() -> None:
    one = states("The firm paid $40 million for a brewery.")
    other = states("The firm paid $40 million for a striker.")
    assert one.shape == other.shape == (10, len(network().encoder.scale))
    assert one.dtype == np.float32
    assert np.abs(one[1] - other[1]).max() > 0.01
    assert np.array_equal(one, states("The firm paid $40 million for a brewery."))


def test_a_layer_is_attention_and_a_hidden_layer_as_published() -> None:
    random = np.random.default_rng(0)
    width, heads, count = 8, 2, 5
    shapes = {
        "mixed": (width, 3 * width), "mixed_bias": (3 * width,),
        "apart": (heads, LONGEST, LONGEST), "merged": (width, width), "merged_bias": (width,),
        "widened": (width, 12), "widened_bias": (12,), "narrowed": (12, width),
        "narrowed_bias": (width,),
    }  # fmt: skip
    block = Block(**{k: random.normal(size=v).astype(np.float32) for k, v in shapes.items()})
    x = random.normal(size=(count, width)).astype(np.float32)

    for weights in (block.mixed, block.widened):
        weights -= weights.mean(axis=0)

    def one_size(row: encoder.Floats) -> encoder.Floats:
        sized: encoder.Floats = (row - row.mean()) / np.sqrt(row.var() + 1e-5)
        return sized

    mixed = np.array([one_size(row) @ block.mixed + block.mixed_bias for row in x])
    attended = np.zeros((count, width))
    for head in range(heads):
        queries, keys, values = (
            mixed[:, part * width + head * 4 : part * width + head * 4 + 4] for part in range(3)
        )
        for i in range(count):
            logits = keys @ queries[i] + block.apart[head, i, :count]
            weights = np.exp(logits) / np.exp(logits).sum()
            attended[i, head * 4 : head * 4 + 4] = weights @ values
    between = x + attended @ block.merged + block.merged_bias
    inner = np.array([one_size(row) for row in between]) @ block.widened + block.widened_bias
    wanted = between + np.maximum(inner, 0) @ block.narrowed + block.narrowed_bias
    two, bounds = np.concatenate([x[:2], x]), [(0, 2), (2, 2 + count)]
    assert np.allclose(block.read(two, bounds)[2:], wanted, atol=1e-4)
    some = block.read_some(two, bounds, [[1], [0, 3]])
    assert np.allclose(some[1:], wanted[[0, 3]], atol=1e-4)


def test_words_that_are_not_known_by_themselves_are_known_by_their_vector() -> None:
    words = network().encoder.words
    assert "crore" not in words
    assert "zzyzxq" not in words
    asked = [Words([word], [word], "N", [0]) for word in ("crore", "zzyzxq")]
    one, other = network().encoder.read(asked)
    assert not np.array_equal(one, other)


def test_sentences_that_are_read_together_are_read_as_each_is_alone() -> None:
    """The words that go through the layers at once end in the middle of the list."""
    sentences = [
        Words(
            ["The", "firm", *["paid"] * count],
            ["the", "firm", *["paid"] * count],
            "DN" + "V" * count,
            range(0, count, 2),
        )
        for count in (1, 90, 3, 118, 50, 100, 100, 60, 7)
    ]
    assert sum(len(sentence.texts) for sentence in sentences) > encoder.TOGETHER
    for sentence, found in zip(sentences, network().encoder.read(sentences), strict=True):
        (alone,) = network().encoder.read([sentence])
        assert np.allclose(found, alone, atol=1e-3)


@pytest.mark.parametrize(("text", "case"), [("tank", 0), ("Tank", 1), ("A", 1), ("NATO", 2)])
def test_the_case_of_a_word(text: str, case: int) -> None:
    assert case_of(text) == case


def test_what_is_added_is_of_the_phrase_the_number_and_both() -> None:
    match = Match(
        phrase=np.array([[1, 0], [0, 2], [0, 0], [1, 0]], np.float32),
        number=np.array([[0, 1], [1, 1]], np.float32),
        bias=np.array([10], np.float32),
        both=np.array([[100]], np.float32),
        nothing=np.zeros(4, np.float32),
    )
    states = States.at([3, 4, 9], np.array([[1, 2], [3, 4], [5, 6]], np.float32))
    added = match.added(states, [(3, 4)], (9, 9))
    # last (3, 4), mean (2, 3): 3 + 3 of the phrase, 6 of the number, 10; both: 8 times 11
    assert added.tolist() == [[3 + 3 + 6 + 10 + 100 * 8 * 11], [6 + 10]]


def test_a_number_that_the_fields_leave_open_is_read_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []
    by_fields = Network.by_fields

    def counted(self: encoder.Encoder, sentences: list[Words]) -> list[encoder.Floats]:
        read.append(len(sentences))
        return [np.zeros((len(own.wanted), len(self.scale)), np.float32) for own in sentences]

    monkeypatch.setattr(encoder.Encoder, "read", counted)
    for likely, times in ((0.99, 0), (0.3, 1)):
        monkeypatch.setattr(
            Network, "by_fields", lambda own, sums, p=likely: (by_fields(own, sums)[0], p)
        )
        find_quantities(tokenise(OPEN))
        assert len(read) == times, likely


def test_sentences_of_several_texts_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    before = encoder.Encoder.read

    def counted(self: encoder.Encoder, sentences: list[Words]) -> list[encoder.Floats]:
        read.append(len(sentences))
        return before(self, sentences)

    monkeypatch.setattr(encoder.Encoder, "read", counted)
    monkeypatch.setattr(Network, "by_fields", lambda *_: (0, 0.1))
    alone = find_quantities(tokenise(OPEN))
    together = finished(side_by_side([quantity_steps(tokenise(OPEN)) for _ in range(3)]))
    assert read == [1, 3]
    assert together == [alone] * 3


def test_a_very_long_sentence_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attention takes the square of a sentence's length, and texts come without any full stop."""
    monkeypatch.setattr(encoder.Encoder, "read", lambda *_: pytest.fail("was read"))
    text = OPEN[:-1] + " and it added that more was to come" * 20
    assert any(found.counted for found in find_quantities(tokenise(text)))
