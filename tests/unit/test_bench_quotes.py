"""The labels of quotations read in real articles, and how we are measured by them."""

from collections import Counter

from bench.quotes import PARTS, Label, judged, read_labels
from schemas import RawArticle
from streams import enrich

TEXT = "Ann Lee met Oliver Kent. “It is late,” Kent said. Lee wrote: “We go on as before.”"


def label(words: str, *speakers: str | None, needed: bool = True) -> Label:
    start = TEXT.index(words)
    spans = tuple(None if s is None else (TEXT.index(s), TEXT.index(s) + len(s)) for s in speakers)
    return Label(needed, start, start + len(words), spans)


def verdicts(*labels: Label) -> Counter[str]:
    raw = RawArticle(text=TEXT)
    return Counter(result.verdict for result in judged(raw, enrich(TEXT, cleaned=False), labels))


def test_each_article_is_in_one_part() -> None:
    parts = [read_labels(part).keys() for part in PARTS]
    assert list(map(len, parts)) == [122, 25, 25, 70, 70]
    assert read_labels().keys() == set().union(*parts)


def test_a_speaker_is_right_by_any_of_the_names_asked() -> None:
    late, on = "“It is late,”", "“We go on as before.”"
    assert verdicts(label(late, "Oliver Kent"), label(on, None, "Ann Lee")) == {"right": 2}
    assert verdicts(label(late, "Ann Lee"), label(on, None)) == {"another": 1, "nobody asked": 1}


def test_what_is_not_labelled_is_no_quotation_and_what_is_needed_is_missed() -> None:
    asked = label("Ann Lee met", "Ann Lee")
    assert verdicts(asked) == {"missed": 1, "no quotation": 2}
    assert verdicts(asked._replace(needed=False)) == {"no quotation": 2}
