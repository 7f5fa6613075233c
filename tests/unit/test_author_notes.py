"""Who wrote an article, where its text says so."""

import pytest

from streams.cleaning.boilerplate import rule_reasons

BODY = [f"Paragraph {number} tells how the bridge was closed for a week." for number in range(8)]


@pytest.mark.parametrize(
    "note",
    [
        "Blake Poe is president of the Ohio Farm Bureau.",
        "Mr. Poe is director of the Center for Constitutional Studies.",
        "Ann Poe (@annpoe) is a summer Collegiate Studies Institute fellow for The Ledger.",
        "William Poe is writing a book about moral restoration.",
        "Jayne O'Poe covers health policy for The Daily Ledger.",
        "The Memo is a reported column by Ann Poe.",
    ],
)
def test_somebody_with_a_post_whom_no_other_line_names_is_the_author(note: str) -> None:
    """Kept: notes on authors who are no reporters, the most of the junk of opinion pages."""
    assert rule_reasons([*BODY, note])[-1] == "credit"
    assert rule_reasons([*BODY[:6], note, *BODY[:4]])[6] is None


@pytest.mark.parametrize(
    "line",
    [
        "As Michael Poe writes in his book, the bridge has been rotting for years.",
        "Move America Forward is by no means the only dubious charity; it has political friends.",
        "James Poe is saying that the president also was not truthful about morale.",
        "Ann Poe is an attorney who said the bridge was safe.",
    ],
)
def test_what_the_last_paragraph_says_of_somebody_is_no_note(line: str) -> None:
    assert rule_reasons([*BODY, line])[-1] is None


def test_who_is_named_in_the_text_is_not_its_author() -> None:
    named = "Engineers asked Blake Poe to close the bridge."
    assert rule_reasons([named, *BODY, "Blake Poe is president of the Farm Bureau."])[-1] is None


def test_names_in_lines_of_their_own_at_the_end_are_who_else_wrote() -> None:
    signed = ["—Peter Poe, Carol E. Lee", "and Jared A. Roe", "—Ann Doe in Istanbul"]
    assert rule_reasons([*BODY, *signed])[-3:] == ["credit"] * 3
    assert rule_reasons([*BODY, *signed, BODY[0]])[-4:] == [None] * 4


def test_a_list_at_the_end_is_not_signed() -> None:
    """Cut: shopping centres in a list, as dashes and names."""
    assert rule_reasons([*BODY, "- Scottsdale Quarter", "- La Encantada"])[-2:] == [None, None]


def test_the_last_lines_of_a_text_tell_of_its_authors_whatever_stands_below() -> None:
    """thenation.com: other articles' teasers stood below, so that the note was not near the end."""
    notes = [
        "Joan Roe is a national affairs correspondent for The Ledger. She has written two books.",
        "Blake Poe was the first Indian elected to the council and is a fellow with the Project.",
    ]
    below = ["The bridge that nobody wanted", "Why the ferry came late", "Who paid", "What it cost"]
    assert rule_reasons([*BODY, *notes, *below]) == [
        *[None] * len(BODY),
        *["credit"] * 2,
        *["related"] * 4,
    ]
    assert rule_reasons([*BODY, "Joan Roe is back at the bridge.", *below])[-5] is None


def test_an_obituary_of_a_writer_tells_of_its_subject() -> None:
    """Cut: its last paragraph, which said what she had been."""
    subject = "Agnes Moffat, who has died aged 97, wrote detective stories that sold in millions."
    line = "Agnes Moffat was a columnist for this newspaper, and she never missed a deadline."
    assert rule_reasons([subject, *BODY, line])[-1] is None
