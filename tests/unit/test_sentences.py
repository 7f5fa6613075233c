"""Where sentences end: what the model gets wrong and is put right."""

from itertools import product

import pytest

from streams.cleaning.text import line_spans
from streams.extraction.sentences import _model, _spans, sentences


@pytest.mark.parametrize(
    "text",
    [
        "The bill was signed by then-Rep. Mike Pence in 2009.",
        "It was then-Sen. Barack Obama and ex-Gov. Tom Smith who won.",
    ],
)
def test_a_title_with_a_prefix_ends_no_sentence(text: str) -> None:
    """The model knew "Rep." and not "then-Rep.": the sentence was cut before the name."""
    both = f"{text} He left."
    spans = sentences(both, line_spans(both))
    assert [both[span.start : span.end] for span in spans] == [text, "He left."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The R.N.C. felt like a show, as the G.O.P. has kept away.", 1),
        ("He left at 6 p.m. and she at 7 p.m. on Monday.", 1),
        ("He sued the D.O.J. Then he won.", 2),
        ("He sued the D.O.J. https://t.co/abc", 2),
    ],
)
def test_what_goes_on_in_small_letters_behind_initials_is_one_sentence(
    text: str, count: int
) -> None:
    """One article in eighty had its sentences cut behind "G.O.P." and "D.O.J."."""
    assert len(sentences(text, line_spans(text))) == count


@pytest.mark.parametrize(
    ("text", "sentences_"),
    [
        ("The U.N. Ambassador left. He sighed.", ["The U.N. Ambassador left.", "He sighed."]),
        ("It met U.S. Senator Ann Lee.", ["It met U.S. Senator Ann Lee."]),
        ("The U.N. General Assembly met.", ["The U.N. General Assembly met."]),
        ("It left the U.S. The war goes on.", ["It left the U.S.", "The war goes on."]),
    ],
)
def test_a_state_before_its_office_ends_no_sentence(text: str, sentences_: list[str]) -> None:
    """The model ended one after each "U.S." before a word that others begin with."""
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == sentences_


@pytest.mark.parametrize(
    ("text", "sentences_"),
    [
        ("He met Reps. Lee and Ng. He left.", ["He met Reps. Lee and Ng.", "He left."]),
        ("Retired Army Lt. Gen. Ann Kent met Lt. Jo Ng.", None),
        ("He met Rear Adm. Ann Kent, Ald. Jo Ng and Pfc. Lee.", None),
        ("It was late. “Sen. Kent left.”", ["It was late.", "“Sen. Kent left.”"]),
        ("He waited—Mr. Lee was ill—and left.", None),
        ("It is near Tampa–St. Petersburg.", None),
        ("It is at 10 Main St. The house is old.", ["It is at 10 Main St.", "The house is old."]),
    ],
)
def test_a_title_behind_any_sign_ends_no_sentence(text: str, sentences_: list[str] | None) -> None:
    """The model ended one after "Lt." and "Reps.", and after "“Sen." and "—Mr.": 580 in 9,639
    articles, each with a name cut from its rank."""
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == (sentences_ or [text])


@pytest.mark.parametrize(
    ("text", "sentences_"),
    [
        ("“U.S. President Ann Kent left.”", ["“U.S. President Ann Kent left.”"]),
        ("It was said by then-U.S. Attorney Lee.", ["It was said by then-U.S. Attorney Lee."]),
        ("It went to U.S. Judge Ann Kent.", ["It went to U.S. Judge Ann Kent."]),
        ("It left the U.S. Chairman Lee did.", ["It left the U.S.", "Chairman Lee did."]),
    ],
)
def test_a_state_that_opens_words_in_marks_ends_no_sentence(
    text: str, sentences_: list[str]
) -> None:
    """ "U.S." behind a mark, a dash or "then-" was a sentence of its own."""
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == sentences_


def test_a_letter_that_names_something_ends_a_sentence() -> None:
    """ "Serie A. Kent" was somebody's name."""
    text = "He plays in Serie A. Kent is 33. A. Lee is in Group B. He is 30."
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == [
        "He plays in Serie A.",
        "Kent is 33.",
        "A. Lee is in Group B.",
        "He is 30.",
    ]


def test_a_closing_mark_behind_a_space_is_no_sentence_of_its_own() -> None:
    """ "‘It is a feeling.’ ”", as some papers close nested marks, left a sentence that was one
    mark, 79 times in 9,639 articles."""
    text = "He said, “She told me, ‘It is a feeling.’ ” Then he left."
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == [
        "He said, “She told me, ‘It is a feeling.’ ”",
        "Then he left.",
    ]


@pytest.mark.parametrize(
    ("text", "sentences_"),
    [
        ("Rep. Tom Cole (R-Okla.), the whip, said so.", None),
        ("Lee, R-Wyo.; Ng, R-Ariz.; and Roe, R-Ind., left.", None),
        ("They (and why not?) left.", None),
        ("“Who am I, a lurker?”—he keeps tabs.", None),
        ("It ended (so they say.) He left.", ["It ended (so they say.)", "He left."]),
    ],
)
def test_no_sentence_begins_with_what_closes(text: str, sentences_: list[str] | None) -> None:
    """The model ended one in "(R-Okla.), the whip": one in four hundred, and no role was found."""
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == (sentences_ or [text])


@pytest.mark.parametrize(
    ("text", "sentences_"),
    [
        ("It was last month. “It is late.”", ["It was last month.", "“It is late.”"]),
        ("He is in New York. Sweat runs.", ["He is in New York.", "Sweat runs."]),
        ("They were ill. Kent left.", ["They were ill.", "Kent left."]),
        ("He said no. “That is all.”", ["He said no.", "“That is all.”"]),
        ("It met the U.S. That is all.", ["It met the U.S.", "That is all."]),
        ("It is in Ojai, Calif. By then he left.", ["It is in Ojai, Calif.", "By then he left."]),
        ("It is No. 1, no. 2 and Public Enemy No. One.", None),
        ("Alien vs. The Predator is at 3 a.m. on Fri. Oct. 3.", None),
    ],
)
def test_a_word_of_news_ends_a_sentence(text: str, sentences_: list[str] | None) -> None:
    """The model takes 3,000 words for shortened, as it learnt from courts' papers: "month", "York",
    "story". One end in 150 was missed."""
    spans = sentences(text, line_spans(text))
    assert [text[span.start : span.end] for span in spans] == (sentences_ or [text])


ENDINGS = ("left", "LEFT", "U.S", "Inc", "month", "A", "Civil", "1", "2018", "p.m", "hard-hit",
           "“Mr", "J. F", "it)", "‘it’", "...", ". .")  # fmt: skip
MARKS = (".", "!", "?", "…", ".”", '."', ".’", ".’”", "!?", ".)", "...", ". . .", ".’…", ",")
OPENINGS = (" He left", " I left", " he", "  He", " “He", ' "He"', " 'He", " (He)", " 2 men",
            " 1. He", " Civil. He", " a. He", " …", " ’ He", " .", "\u00a0He", " -- He", "’s He",
            "")  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_model_says_the_same_of_what_it_is_not_asked(ending: str) -> None:
    """Plain ends are found without it, and it is asked of what is between them."""
    for mark, opening, before in product(
        MARKS, OPENINGS, ("", "Mr. Ng won. He has ", "It is 3.5. ")
    ):
        text = f"{before}{ending}{mark}{opening} at home. She “won.” It is {ending}{mark}{opening}"
        pieces = [text[start:end].strip() for start, end in _spans(text)]
        assert pieces == [text[start:end].strip() for start, end in _model().span_tokenize(text)]
