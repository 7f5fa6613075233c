"""Dates that stand alone, in the languages of Europe."""

import pytest

from streams.cleaning.page_dates import is_date

PROSE = ["The council closed the bridge on Monday, and the mayor asked for patience."] * 8


@pytest.mark.parametrize(
    "line",
    ["May 3, 2026 at 5:10 pm", "5. Oktober 2026, 06:30 Uhr", "6 de octubre de 2026, 14:20 h",
     "02 Ottobre 2026 alle 19:30", "2 oktober 2026, 12:18", "za 3 okt 2026 07:30",
     "5. okt 2026 kl. 10.02", "6 października 2026, 14:20", "5. října 2026 11:30",
     "3 октября 2026, 17:05", "Giriş Tarihi: 04.10.2026 16:22", "4 أكتوبر 2026"],
)  # fmt: skip
def test_a_date_alone_is_the_pages_at_the_ends_of_a_text(line: str) -> None:
    """Only English ones were known."""
    assert is_date([line, *PROSE], 0)
    assert is_date([*PROSE, line], len(PROSE))
    assert not is_date([*PROSE, line, *PROSE], len(PROSE))  # it heads a part of the text


@pytest.mark.parametrize(
    "line",
    ["Updated Oct 5 at 11:02pm", "Updated May 3, 2026 at 5:10 p.m. ET", "Posted 7:00 AM PT",
     "Mise à jour le 4 octobre à 11h42", "Aangepast 5 oktober, 14:02",
     "Publié le 4 octobre à 11h42",
     "05/10/2026 08h31 Atualizado há 2 horas", "Uppdaterad i går 21.14", "Oppdatert 4. okt. 15:20"],
)  # fmt: skip
def test_when_a_page_was_published_or_changed_is_the_pages_anywhere(line: str) -> None:
    assert is_date([*PROSE, line, *PROSE], len(PROSE))


@pytest.mark.parametrize(
    "line",
    ["Update 1100 BST", "Update: 10:27 EDT", "Aktualizacja 14:20", "Last stand, May 5",
     "October 2026: the first cracks", "12 dead in May", "Monday to Friday, 9am",
     "Jour 12, lundi 7 mars"],
)  # fmt: skip
def test_what_heads_an_entry_or_says_more_is_kept(line: str) -> None:
    assert not is_date([*PROSE, line, *PROSE], len(PROSE))
