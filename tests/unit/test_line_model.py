"""The rules and the line model on whole texts, written for the tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import RawArticle
from streams import clean
from streams.cleaning.boilerplate import Line, judge, tagged_headline
from streams.cleaning.bounds import is_spoken, model_cuts
from streams.cleaning.characters import read_characters
from streams.cleaning.features import COLUMN, NAMES, features, parts_of, with_places
from streams.cleaning.model import (
    Asked,
    Trees,
    body_odds,
    evaluate,
    from_arrays,
    judged,
    load,
    read,
)
from streams.cleaning.text import lines, normalise
from streams.cleaning.words import grams, lexicon, lines_of, read_words, word_scores

BODY = [
    "The council voted by 12 to 3 on Tuesday to close the old bridge until the repairs are done.",
    "Engineers found cracks in two of its four pillars last week, the mayor told reporters.",
    "“We cannot take the risk,” she said. “A bridge is not something that you half trust.”",
    "The work is expected to take nine months and to cost 4.5 million euros, of which the region "
    "has promised to pay a third.",
    "Shopkeepers on the east bank said that they would lose most of their customers.",
]
JUNK = [
    ("Sign up for our free newsletter", "sign_up"),
    ("Follow us on Twitter", "share"),
    ("Read more: The bridge that never was", "related"),
    ("The bridge at dusk. Photograph: Jane Doe/Reuters", "caption"),
    ("Reporting by Jane Doe; Editing by John Roe", "credit"),
]


@pytest.mark.parametrize(("line", "reason"), JUNK)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_junk_between_paragraphs_is_cut_with_its_reason(line: str, reason: str, place: int) -> None:
    lines = [*BODY[:place], line, *BODY[place:]]
    assert judge(lines) == [*[None] * place, reason, *[None] * (5 - place)]


def test_a_body_without_junk_is_kept_whole() -> None:
    assert judge(BODY) == [None] * len(BODY)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("Putin warned of new strikes [REVEAL]", "related"),
     ("[INSIGHT] Putin warned of war [ANALYSIS]", "related"), ("[REVEAL]", None),
     ("Strikes [REVEAL]", None), ("He said [the mayor would go]", None), ("He said so [A]", None),
     ("The pound rose by a cent. [GBP/]", None)],
)  # fmt: skip
def test_a_headline_with_its_section_is_related(line: str, reason: str | None) -> None:
    assert tagged_headline(Line(line, 0, 1, None), [], None) == reason


def test_the_model_cuts_what_no_rule_lists() -> None:
    menu = ["Account", "Privacy", "Terms", "Help centre", "Careers"]
    reasons = judge([*BODY, *menu])
    assert reasons[:5] == [None] * 5
    assert "line_model" in reasons[5:]


def test_a_note_on_the_author_is_a_credit_under_the_body_only() -> None:
    note = "Jane Doe is a senior reporter for the Valley Ledger."
    assert judge([*BODY, note]) == [*[None] * 5, "credit"]
    assert judge([note, *BODY])[0] is None


def test_a_quotation_with_its_speaker_is_never_cut_by_the_model() -> None:
    line = '"Follow us," the guide said to the children who had come to see the cave.'
    assert is_spoken(line)
    assert not model_cuts([line], np.array([-20.0], dtype=np.float32), [None])[0]


@pytest.mark.parametrize("line", ["LISBON 2026-10-04", "NEW YORK (Reuters)"])
def test_a_dateline_is_never_cut_by_the_model(line: str) -> None:
    assert not model_cuts([line], np.array([-20.0], dtype=np.float32), [None])[0]


def test_in_a_list_the_model_must_be_surer() -> None:
    items = [f"Item {n} of the list" for n in range(5)]
    lines = [BODY[3], *items, BODY[3]]
    odds = np.array([5, -4, -4, -4, -4, -4, 5], dtype=np.float32)
    assert not model_cuts(lines, odds, [None] * 7).any()
    assert model_cuts([*lines, "Item 6"], np.append(odds, np.float32(-4)), [None] * 8)[-1]


def test_the_last_items_of_a_list_that_a_text_ends_with_are_kept() -> None:
    """What stands under the text drew them in, one by one: half of an election's results."""
    lines = [*BODY, "The results:", *[f"Candidate {n} 1,234 (5%)" for n in range(4)], "Read more"]
    odds = np.array([5] * 5 + [-1, -1, -2.4, -2.6, -2.8, -6], dtype=np.float32)
    reasons = [*[None] * 10, "related"]
    assert not model_cuts(lines, odds, reasons)[:10].any()
    assert model_cuts(lines[:10], odds[:10], reasons[:10])[
        7:
    ].all()  # nothing under it drew them in
    odds[6:8] = -4  # more than half of it: what a page has under an article
    assert model_cuts(lines, odds, reasons)[6:10].all()


def test_a_sentence_needs_more_certainty_to_be_cut_than_a_line_without_an_end() -> None:
    headline = f"{BODY[4][:-1]} and of the quay below it, if"
    lines = [BODY[3], headline, BODY[3], f"{headline}.", BODY[3]]
    odds = np.array([5, -3.5, 5, -3.5, 5], dtype=np.float32)
    assert model_cuts([*lines, *BODY], np.append(odds, [5] * 5), [None] * 10).tolist() == [
        False, True, *[False] * 8,
    ]  # fmt: skip


def test_beside_a_line_that_is_cut_the_model_needs_less_certainty() -> None:
    """Junk comes in runs: what one line more of it would have told was lost."""
    line = "Careers at the paper and what they lead to"
    lines = [*BODY, line, BODY[3], "Read more", line, "The mayor"]
    odds = np.array([5] * 5 + [-2.2, 5, -2.2, -2.2, -2.2], dtype=np.float32)
    reasons = [*[None] * 7, "related", None, None]
    assert np.flatnonzero(model_cuts(lines, odds, reasons)).tolist() == [8]


def test_a_summary_under_the_title_stays() -> None:
    """It was cut where the page's head gave it as its description: most papers count it as text."""
    head = f"<meta name='description' content='{BODY[0]}'><meta property='og:title' content='Rain'>"
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    page = (
        f"<html><head>{head}</head><body><article><h1>Rain</h1>{paragraphs}</article></body></html>"
    )
    assert clean(RawArticle(html=page)).text.startswith(BODY[0])


def test_trees_are_looked_up_by_their_answers() -> None:
    trees = Trees(
        column=np.array([[0], [1]]),
        border=np.array([[0.5], [2.0]], dtype=np.float32),
        leaf=np.array([[1, 2, 3, 4]], dtype=np.float32),
        bias=10.0,
    )
    table = np.array([[0, 0], [1, 0], [0, 3], [1, 3]], dtype=np.float32)
    assert evaluate(trees, table).tolist() == [11, 12, 13, 14]


def test_every_feature_has_a_column_and_is_a_number() -> None:
    lines = [*BODY, "x", "—", "漢字だけの行。", "\U0001d400 beyond the plane", "İstanbul İli"]
    characters = read_characters(lines)
    scores = np.zeros(len(lines), dtype=np.float32)
    table = features(lines, characters, read_words(characters), scores, [False] * len(lines))
    assert table.shape == (len(lines), len(NAMES))
    assert np.isfinite(table).all()


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("He went. “We stay.” She went!", "sentences", 2),
        ("He went.", "ends_sentence", 1),
        ("He went (at last.)", "ends_sentence", 1),
        ("He went", "ends_sentence", 0),
        ("A man of 12 in Rome, 1.5 km off", "commas", 1 / 9),
        ("A man of 12 in Rome", "capitals", 2 / 6),
        ("A man of 12 in Rome", "short_words", 3 / 6),
        ("A man of 12 in Rome", "digits", 1 / 6),
        ("Updated 12:30, 5 March 2020", "dated", 2),
        ("www.example.com", "address", 1),
        ("Photo by AP | Getty", "credit", 3),
        ("Photo by AP | Getty", "marks", 1 / 5),
    ],
)
def test_what_a_feature_says_of_a_line(line: str, name: str, value: float) -> None:
    for texts in ([line], [*BODY, line]):
        characters = read_characters(texts)
        zeros = np.zeros(len(texts), dtype=np.float32)
        table = features(texts, characters, read_words(characters), zeros, [False] * len(texts))
        assert table[-1, COLUMN[name]] == pytest.approx(value)


def test_words_are_runs_of_letters_and_numbers_by_their_length() -> None:
    lines = ["Some 300 tanks — and 12345 men_at_arms", "İzmir’den", "—"]
    words = lines_of(read_words(read_characters(lines)))
    assert words[0] == ["some", "000", "tanks", "and", "0000", "men", "at", "arms"]
    assert words[2] == []


def test_a_score_of_words_is_that_of_its_grams() -> None:
    """The look-up in arrays against the plain sum over the set of grams."""
    lines = [*BODY, "the the the", "Rain", "—", "The council of the council"]
    words = read_words(read_characters(lines))
    by_line = [grams(line) for line in lines_of(words)]
    every = sorted(set().union(*by_line))
    weights = {gram: (n % 7 - 3) / 3 for n, gram in enumerate(every) if n % 3}
    expected = [
        0.5 + sum(weights.get(gram, 0) for gram in found) / len(found) ** 0.5 for found in by_line
    ]
    assert word_scores(words, lexicon(weights, 0.5)) == pytest.approx(expected, abs=1e-5)


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="train it again"):
        from_arrays({"names": np.array(["other"])})


def test_the_weights_in_the_package_fit() -> None:
    assert len(load().words.numbers) > 1000


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), max_size=8))
def test_any_lines_have_odds(lines: list[str]) -> None:
    odds = body_odds(lines, [False] * len(lines))
    assert odds.shape == (len(lines),)
    assert np.isfinite(odds).all()


@given(st.text(max_size=400))
def test_cleaning_invents_nothing(text: str) -> None:
    if not text.strip():
        return
    article = clean(RawArticle(text=text))
    whole = lines(normalise(text))
    kept = [article.text[span.start : span.end] for span in article.paragraphs]
    cut = [removed.text for removed in article.removed]
    assert sorted(kept + cut) == sorted(whole)


def test_a_flash_of_short_lines_is_left_to_the_rules() -> None:
    """The model took "More is due." for junk: it learnt on whole articles."""
    article = clean("Rain fell all night.\n\nADVERTISEMENT\n\nMore is due.")
    assert article.text == "Rain fell all night.\n\nMore is due."


def test_texts_that_are_read_together_say_what_each_says_alone() -> None:
    """What two texts have is not shared by the lines of either, nor do these see each other."""
    texts = [BODY, [BODY[0], "Read more: Six bridges"], ["A single line."]]
    sizes = [len(text) for text in texts]
    found = read(texts)
    table = with_places(
        np.concatenate([one.own for one in found], axis=1),
        [line for text in texts for line in text],
        [words for one in found for words in one.first_words],
        np.concatenate([one.scores for one in found]),
        [False] * sum(sizes),
        sizes,
    )
    for text, part in zip(texts, parts_of(sizes), strict=True):
        characters = read_characters(text)
        words = read_words(characters)
        scores = word_scores(words, load().words)
        alone = features(text, characters, words, scores, [False] * len(text))
        assert table[part] == pytest.approx(alone, abs=1e-5)
    asked = [Asked(text, one, [False] * len(text)) for text, one in zip(texts, found, strict=True)]
    for one, odds in zip(asked, judged(asked), strict=True):
        assert odds == pytest.approx(judged([one])[0], abs=1e-5)
