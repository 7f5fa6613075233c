"""What a source repeats: pure memory, lesson by lesson."""

from hypothesis import given
from hypothesis import strategies as st

from schemas import RawArticle
from streams.cleaning import clean_article, recurring
from streams.cleaning.recurring import (
    ARTICLES,
    DAYS,
    LINES,
    Memory,
    fingerprint,
    learn,
    lesson,
    read_memory,
    repeated,
    write_memory,
)

LINE = "The Ledger has been printed in the valley for years."


def article(n: int) -> list[str]:
    """Three paragraphs that no other number gives."""
    name = f"{'abcdefgh'[n % 8]}{'ijklmnop'[n // 8 % 8]}"
    return [
        f"Paragraph {p} of a long article about the {name} affair, at length." * 2 for p in "xyz"
    ]


def taught(times: int, *, day: int = 100, line: str = LINE) -> Memory:
    memory = Memory()
    for n in range(times):
        memory = learn(memory, lesson(f"article {n}", day, [*article(n)[:1], line]))
    return memory


def test_a_line_is_repeated_once_enough_articles_had_it() -> None:
    assert repeated([LINE], taught(ARTICLES - 1)) == [False]
    assert repeated([LINE, *article(40)], taught(ARTICLES)) == [True, False, False, False]


def test_numbers_case_and_spaces_do_not_tell_lines_apart() -> None:
    assert fingerprint("Slideshow (3 Images)") == fingerprint("slideshow  (12 images)")
    assert fingerprint("Slideshow (3 Images)") != fingerprint("Slideshow (3 Pictures)")


def test_an_article_that_comes_again_counts_once() -> None:
    memory = Memory()
    for _ in range(ARTICLES + 2):
        memory = learn(memory, lesson("the same", 100, [LINE]))
    assert repeated([LINE], memory) == [False]


def test_copies_and_updates_of_an_article_do_not_teach_its_own_body() -> None:
    memory = Memory()
    body = article(3)
    for n in range(ARTICLES + 3):
        memory = learn(
            memory, lesson(f"update {n}", 100, [*body, f"Update number {'x' * n} of it."])
        )
    assert repeated(body, memory) == [False] * 3


def test_an_article_of_one_short_line_that_many_copies_repeat_is_no_lesson() -> None:
    memory = Memory()
    for n in range(ARTICLES + 3):
        memory = learn(memory, lesson(f"flash {n}", 100, ["Some 300 tanks left Kiev on Monday."]))
    assert repeated(["Some 300 tanks left Kiev on Monday."], memory) == [False]


def test_an_article_keeps_its_text_where_all_of_it_is_repeated() -> None:
    article = clean_article(RawArticle(text=LINE), taught(ARTICLES))
    assert article.text == LINE
    article = clean_article(RawArticle(text=f"{LINE}\nThe bridge is closed."), taught(ARTICLES))
    assert [(cut.text, cut.reason) for cut in article.removed] == [(LINE, "recurring")]


def test_what_introduces_or_quotes_is_never_repeated() -> None:
    said = "“We will not be moved by any of this,” the union's leader said, as ever."
    for line in ("What happens next?", "What we know so far:", "* * *", said):
        assert repeated([line], taught(ARTICLES + 2, line=line)) == [False]


def test_a_memory_is_bounded_and_keeps_what_recurs() -> None:
    memory = taught(ARTICLES)
    for n in range(LINES):
        name = f"{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyz'[n // 100]}"
        memory = learn(memory, lesson(f"other {n}", 100, [f"{name} is a new line"]))
    assert len(memory.lines) == LINES
    assert repeated([LINE], memory) == [True]
    assert len(write_memory(memory)) < 20 * LINES


def test_a_line_is_forgotten_after_its_time() -> None:
    memory = learn(taught(ARTICLES, day=100), lesson("later", 101 + DAYS, article(50)))
    assert repeated([LINE], memory) == [False]


def test_a_memory_that_does_not_decode_is_empty() -> None:
    assert read_memory(b"\xc1 of another version") == Memory()
    assert read_memory(None) == Memory()


@given(st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=6))
def test_a_memory_survives_being_written(articles: list[list[str]]) -> None:
    memory = Memory()
    for n, lines in enumerate(articles):
        memory = learn(memory, lesson(str(n), recurring.DAYS + n, lines))
    assert read_memory(write_memory(memory)) == memory


def test_what_is_quoted_day_after_day_and_from_whom_is_never_cut() -> None:
    quotation = "“The bridge was never safe, and all of the council knew it.”"
    long = (
        "“The bridge was never safe, and all of the council knew it. " * 2 + "Read the whole of it"
    )
    for line, above in ((quotation, ""), (long, ""), ("Jane Doe, Valley Ledger", quotation)):
        memory = taught(ARTICLES, line=line)
        assert repeated([above, line], memory) == [False, False]
    assert repeated(["He left.", "Jane Doe, Valley Ledger"], memory) == [False, True]
