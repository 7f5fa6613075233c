"""Articles from files: what people have in folders and spreadsheets, and what is no text."""

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from schemas import decode_raw_article
from schemas.ids import article_id
from streams.charsets import decoded
from streams.errors import DataError, UserError
from streams.file_kinds import kinds
from streams.reading import key_of, left_out, read_articles

CSV = 'Headline,Body,Published,Link,Desk\n"Storm, again","Two\nships left.",2026-05-12,https://a.org/1,foreign\n'


def read(path: Path, content: str | bytes, problem: Any = None) -> list[dict[str, Any]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    items = read_articles(str(path)) if problem is None else read_articles(str(path), problem)
    return [json.loads(item.value) for item in items]


def test_what_is_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeffPlain.")
    (tmp_path / "b.html").write_text("<p>Page.</p>")
    (tmp_path / "c.json").write_text('{\n "text": "Object."\n}')
    (tmp_path / "d.jsonl").write_text('{"text": "Line."}\n\n{"text": "cut')
    (tmp_path / "e.png").write_bytes(b"\x89PNG")
    values = [item.value for item in read_articles(str(tmp_path))]
    assert values == [
        b'{"text":"Plain.","file":"a.txt"}', b'{"html":"<p>Page.</p>","file":"b.html"}',
        b'{"text":"Object."}',
        b'{"text": "Line."}', b'{"text": "cut',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "start"),
    [("Plain.", b'{"text"'), ("<html>", b'{"html"'), ('{"text": "x"}', b'{"text": "x"')],
)
def test_the_kind_of_a_file_without_a_known_ending_is_seen(
    tmp_path: Path, content: str, start: bytes
) -> None:
    path = tmp_path / "article"
    path.write_text(content)
    (item,) = read_articles(str(path))
    assert item.value.startswith(start)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Señor González paid £300.".encode("cp1252"), "Señor González paid £300."),
        ("Señor González paid £300.".encode("utf-16"), "Señor González paid £300."),
        ("Señor González paid £300.".encode(), "Señor González paid £300."),
        ("Señor González".encode() + b" paid \xff3.", "Señor González paid \ufffd3."),
    ],
)
def test_a_text_file_need_not_be_utf_8(raw: bytes, text: str) -> None:
    """A file as Windows writes it lost every letter with an accent, and nothing said so."""
    assert decoded(raw) == text


def test_a_page_in_a_file_is_read_in_the_charset_that_it_says(tmp_path: Path) -> None:
    """A saved page in windows-1251 was "Ïðåçèäåíò Ðîññèè"."""
    page = "<meta charset=windows-1251><p>Президент России</p>"
    for name in ("a.html", "a"):
        (article,) = read(tmp_path / name, page.encode("cp1251"))
        assert article["html"] == page


def test_the_key_is_the_source_or_the_site() -> None:
    assert key_of(b'{"source": "a.org", "url": "https://b.org/"}') == b"a.org"
    assert key_of(b'{"url": "https://www.b.org/x"}') == b"b.org"
    assert key_of(b'{"source": 5') is None


def test_a_row_of_a_table_is_an_article(tmp_path: Path) -> None:
    """A CSV file was one text, its header and commas among the words, and nothing said so."""
    (article,) = read(tmp_path / "a.csv", CSV)
    assert article == {
        "title": "Storm, again", "text": "Two\nships left.", "url": "https://a.org/1",
        "published_at": "2026-05-12T00:00:00+00:00",
        "extra": {"file": "a.csv", "row": 2, "Desk": "foreign"},
    }  # fmt: skip
    assert decode_raw_article(json.dumps(article).encode()).extra["Desk"] == "foreign"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "text\ttitle\nTwo tanks; one, left\tNews\n"),
        ("a.csv", "text;title\nTwo tanks, one left;News\n"),
        ("a.csv", "\ufefftext,title\r\nSeñor left,News\r\n"),
        ("a.csv", "text,title\nSeñor left,News\n".encode("cp1252")),
        ("a.csv", "text,title\nSeñor left,News\n".encode("utf-16")),
        ("a.csv.gz", gzip.compress(b"text,title\nTwo left,News\n")),
        ("a.csv", f"text,title\n{'Long. ' * 40_000},News\n"),
        ("a.csv", "Full Text,title\nTwo left,News\n\n,\n"),
    ],
)
def test_tables_as_programs_write_them(tmp_path: Path, name: str, content: str | bytes) -> None:
    (article,) = read(tmp_path / name, content)
    assert article["title"] == "News"
    assert "left" in article["text"] or "Long" in article["text"]
    assert "\ufffd" not in article["text"]


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("2026-05-12 08:30", "2026-05-12T08:30+00:00"),
        ("2026-05-12T08:30:00+02:00", "2026-05-12T08:30+02:00"),
        ('"Tue, 12 May 2026 08:30:00 GMT"', "2026-05-12T08:30+00:00"),
        ("12 May 2026", "2026-05-12T00:00+00:00"),
        ('"May 12, 2026"', "2026-05-12T00:00+00:00"),
        ("1778574600", "2026-05-12T08:30+00:00"),
    ],
)
def test_times_in_a_table_are_read(tmp_path: Path, cell: str, time: str) -> None:
    (article,) = read(tmp_path / "a.csv", f"text,date\nx,{cell}\n")
    assert datetime.fromisoformat(article["published_at"]) == datetime.fromisoformat(time)


def test_a_row_with_a_time_of_two_readings_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    said: list[str] = []
    read_ones = read(tmp_path / "a.csv", "text,date\na,12/05/2026\nb,2026-05-12\n", said.append)
    assert [one["text"] for one in read_ones] == ["b"]
    (text,) = said
    assert text.endswith("a.csv row 2: '12/05/2026' in the column date is no time: "
                         "write it as 2026-05-12")  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "no column is called text, body, content or html"),
        ("", "no column is called text"),
        ("text,title\nOne, two,x\n", "row 2 has 3 cells, the header has 2"),
    ],
)
def test_a_table_that_holds_no_articles_says_why(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read(tmp_path / "a.csv", content)


def test_html_beside_text_is_kept_and_not_a_second_body(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "a.csv", "html,text\n<p>One</p>,One\n")
    assert article["text"] == "One"
    assert article["extra"]["html"] == "<p>One</p>"
    (article,) = read(tmp_path / "b.csv", "html,title\n<p>One</p>,T\n")
    assert article["html"] == "<p>One</p>"


def test_a_page_is_the_body_of_a_row_that_has_no_text(tmp_path: Path) -> None:
    """Such rows were refused: "neither is given"."""
    first, second = read(tmp_path / "a.csv", "html,text\n<p>One</p>,\n<p>Two</p>,Two\n")
    assert (first["html"], first.get("text")) == ("<p>One</p>", None)
    assert (second["text"], second.get("html")) == ("Two", None)


def test_articles_that_two_tables_number_alike_are_two(tmp_path: Path) -> None:
    """A folder of two exports with ids 1 to N was one of them: the other was taken for repeats."""
    (tmp_path / "jan.csv").write_text("id,text\n1,Two ships left.\n2.0,Storm.\nx-3,Fog.\n")
    (tmp_path / "feb.csv").write_text("ID,text\n 1 ,Nine tanks came.\n2.0,Rain.\nx-3,Fog.\n")
    articles = [decode_raw_article(item.value) for item in read_articles(str(tmp_path))]
    assert len({article_id(article) for article in articles}) == 5
    assert [article.id for article in articles] == [None, None, "x-3"] * 2
    assert articles[3].extra["id"] == "1"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "is a PDF, no text: make text of it first"),
        ("a.docx", b"PK\x03\x04\x14", "a zip archive or an Office document, no text"),
        ("a.txt", b"{\\rtf1\\ansi", "an RTF document"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture"),
        ("a.bin", b"abc\0def", "holds bytes that no text has"),
        ("a.txt", b" \n", "a.txt is empty"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """The bytes of a PDF went through as an article, and the command said that all was well."""
    with pytest.raises(UserError, match=said):
        read(tmp_path / name, content)


def test_one_bad_file_of_a_folder_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    """The first file that could not be read ended the whole folder."""
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("Fine.")
    said: list[str] = []
    items = list(read_articles(str(tmp_path), said.append))
    assert [json.loads(item.value) for item in items] == [{"text": "Fine.", "file": "sub/b.txt"}]
    assert len(said) == 1
    assert "a.txt is a PDF" in said[0]


def test_what_of_a_folder_is_not_read_is_said(tmp_path: Path) -> None:
    for name in ("a.txt", "b.docx", "c.docx", "d.pdf", ".hidden", "README"):
        (tmp_path / name).write_text("x")
    text = left_out(str(tmp_path))
    assert text is not None
    assert "2 .docx" in text
    assert "1 .pdf" in text
    assert "without an ending" in text
    assert left_out(str(tmp_path / "a.txt")) is None


@pytest.mark.parametrize(
    "content", ['[{"text":"a"},{"text":"b"}]', '[\n{"text":"a"},\n{"text":"b"}]']
)
def test_a_json_array_is_many_articles_on_one_line_too(tmp_path: Path, content: str) -> None:
    """On one line it was a broken article: "Expected `object`, got `array`"."""
    assert read(tmp_path / "a.json", content) == [{"text": "a"}, {"text": "b"}]
    assert read(tmp_path / "b.json", "[]") == []


@pytest.mark.parametrize("content", ['[{"text":"a"}]', ' \n[\n  {\n "text":"a"}\n]\n', "[]"])
def test_an_array_that_does_not_say_so_is_one(tmp_path: Path, content: str) -> None:
    """What an API answers was one text on standard input, its brackets and names in it."""
    expected = json.loads(content)
    assert read(tmp_path / "answer", content) == expected
    (item,) = read(tmp_path / "prose", "[Updated] Storm cuts power\nThe mayor said so.")
    assert item["text"].startswith("[Updated]")


@pytest.mark.parametrize("name", ["a.jsonl", "a", "a.jsonl.gz"])
@pytest.mark.parametrize(
    "content", ['{"text":"ä"}\n{"text":"b"}\n', '\n[{"text":"ä"},{"text":"b"}]']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_may_be_as_windows_writes_it(
    tmp_path: Path, name: str, content: str, encoding: str
) -> None:
    """With a byte order mark the first article was refused, or all lines were one text; in UTF-16
    every line was refused; an array after an empty line too."""
    raw = content.encode(encoding)
    found = read(tmp_path / name, gzip.compress(raw) if name.endswith(".gz") else raw)
    assert found == [{"text": "ä"}, {"text": "b"}]


def test_a_page_with_a_mark_that_does_not_say_so_is_one(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "page", "<p>Ä</p>".encode("utf-8-sig"))
    assert item["html"] == "<p>Ä</p>"


def test_indented_objects_one_after_another_are_articles(tmp_path: Path) -> None:
    """`jq . two.jsonl` made one article of both, refused as not JSON; what is broken is passed on,
    and those before it are read."""
    objects = '{\n "text": "a"\n}\n{\n "text": "b\xff"\n}[{"text": "c"}]\n'.encode("latin-1")
    path = tmp_path / "a.json"
    path.write_bytes(objects + b'{\n "text": "cut')
    first, second, third, last = read_articles(str(path))
    assert (first.value, first.origin) == (b'{"text":"a"}', f"{path}[1]")
    assert second.value == b'{\n "text": "b\xff"\n}'
    assert (third.value, third.origin) == (b'{"text":"c"}', f"{path}[3]")
    assert (last.value, last.origin) == (b'{\n "text": "cut', f"{path}[4]")


def test_a_wrong_table_of_kinds_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from streams import file_kinds

    for wrong, said in (
        ({"columns": {"texts": ["text"]}, "signs": []}, "a raw article has no texts"),
        ({"columns": {}, "signs": [{"start": "xy", "what": "", "do": ""}]}, "xy is no hexadecimal"),
    ):
        value = msgspec.convert(wrong, file_kinds.Kinds)
        monkeypatch.setattr(file_kinds, "read_toml", lambda *_, value=value: value)
        with pytest.raises(DataError, match=said):
            kinds.__wrapped__()


@pytest.mark.parametrize(
    "head", ["id,text", "Headline;Body;Published", "\ufefftitle\tarticle text"]
)
def test_a_table_that_does_not_say_so_is_one_by_its_header(tmp_path: Path, head: str) -> None:
    """A CSV on standard input was one article of all its rows."""
    cells = len(head.replace(";", ",").replace("\t", ",").split(","))
    mark = next(mark for mark in ";\t," if mark in head)
    row = mark.join(["2026-05-12"] * cells)
    assert len(read(tmp_path / "table", f"{head}\n{row}\n{row}\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Text, photos and sound\nThe ministry said so, twice.\n",
        "Body of law, article 5\nNothing else, it says.\n",
        "Storm, flood, fire\nAll came, one by one.\n",
        "id,text",
    ],
)
def test_prose_with_commas_stays_one_article(tmp_path: Path, text: str) -> None:
    (item,) = read(tmp_path / "text", text)
    assert item["text"] == text


def test_a_return_in_what_says_not_what_it_is_makes_no_table_of_it(tmp_path: Path) -> None:
    """A program's bytes were "unexpected: Error: new-line character seen", to be reported."""
    program, prose = tmp_path / "program", tmp_path / "prose"
    program.write_bytes(b"\x7fELF\0\0,\r\0\n\0")
    with pytest.raises(UserError, match="holds bytes that no text has"):
        list(read_articles(str(program)))
    prose.write_bytes(b"Rain fell,\rand then snow.\nMore is due.\n")
    (item,) = read_articles(str(prose))
    assert "and then snow" in json.loads(item.value)["text"]


def test_an_empty_name_is_no_folder() -> None:
    """`newswire enrich "$UNSET"` read all that lay in the folder it was started in."""
    with pytest.raises(UserError, match="empty name"):
        list(read_articles(""))


def test_an_archive_is_sent_to_ingest(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"WARC archive.*newswire ingest"):
        read(tmp_path / "crawl", "WARC/1.0\r\nWARC-Type: response\r\n")
