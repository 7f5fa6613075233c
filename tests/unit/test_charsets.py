"""The letters of a page, whatever its site or the page itself says of how they are written."""

from itertools import product

import pytest

from streams.charsets import CODECS, text_of

QUOTED = "“We worked for 3–5 hours,” said the city’s mayor, José."
RUSSIAN, JAPANESE, CHINESE = (
    "В Москве погибли 40 человек.",
    "東京で四十人が死亡した。",
    "朱镕基说四十人死亡。",
)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("text/html; charset=ISO-8859-1", "Café".encode("latin-1")), ("text/html", "Café".encode()),
        ('text/html; charset="utf-8"; x=y', "Ca\0fé".encode()), ("", "Café".encode()),
        ("text/html; charset=klingon", "Café".encode()), ("a/b; charset=idna", "Café".encode()),
        ("text/html; charset=hex", "Café".encode()), ("text/html; charset=a\0b", "Café".encode()),
        ("text/html; Charset=UTF-16", "Café".encode("utf-16")),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_charset_that_its_site_names(header: str, body: bytes) -> None:
    """One charset that Python does not know ended the whole of `newswire ingest`."""
    assert text_of(body, header) == "Café"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", QUOTED), ("us-ascii", "cp1252", QUOTED),
        ("shift_jis", "cp932", "①人"), ("x-sjis", "cp932", "①人"),
        ("gb2312", "gbk", CHINESE), ("big5", "big5hkscs", "佢哋啲"), ("euc-kr", "cp949", "똠방"),
        ("x-cp1251", "cp1251", RUSSIAN), ("iso-8859-9", "cp1254", "“İyi”"),
        ("tis-620", "cp874", "“ไทย”"), ("windows-874", "cp874", "“ไทย”"),
    ],
)  # fmt: skip
def test_a_label_means_what_browsers_take_it_for(label: str, codec: str, text: str) -> None:
    """Pages that say iso-8859-1 lost curly quotes and dashes: "3–5 hours" was 35 of them."""
    assert text_of(text.encode(codec), f"text/html; charset={label}") == text


@pytest.mark.parametrize(
    ("start", "codec", "text"),
    [
        ('<meta charset="windows-1251">', "cp1251", RUSSIAN),
        ("<head>\n<META CharSet=windows-1251 />", "cp1251", RUSSIAN),
        ("<meta http-equiv=Content-Type content='a/b; charset=shift_jis'>", "cp932", JAPANESE),
        ("<?xml version='1.0' encoding='windows-1251'?>", "cp1251", RUSSIAN),
        ("<meta name=charset><meta charset='iso-8859-1'>", "cp1252", QUOTED),
        ("<meta charset=utf-16>", "utf-8", RUSSIAN), ("<meta charset=koi8-r>", "utf-8", RUSSIAN),
        ("<p>", "cp1252", QUOTED), ("<p>", "utf-8-sig", QUOTED), ("<p>", "utf-16-le", RUSSIAN),
    ],
)  # fmt: skip
def test_a_page_whose_site_names_no_charset_says_it_itself(
    start: str, codec: str, text: str
) -> None:
    """Pages in windows-1251 that said so in <meta> alone were U+FFFD from end to end."""
    for header in ("text/html", "text/html; charset=klingon", ""):
        assert text_of((start + text).encode(codec), header) == start + text


def test_the_site_is_believed_before_the_page() -> None:
    body = "<meta charset=koi8-r>Москва".encode("cp1251")
    assert text_of(body, "text/html; charset=windows-1251").endswith("Москва")


def test_no_charset_makes_what_json_cannot_carry() -> None:
    """Halves of surrogate pairs, of Python's own unicode_escape, ended `newswire ingest`."""
    every = bytes(range(256)) + bytes(
        byte for pair in product(range(256), repeat=2) for byte in pair
    )
    for codec in sorted(CODECS):
        text_of(every, f"text/html; charset={codec}").encode()
    assert text_of(rb"a\ud800b", "text/html; charset=unicode_escape") == rb"a\ud800b".decode()


def test_markup_that_seems_to_say_a_charset_many_times_is_read_at_once() -> None:
    body = b"\xe9<meta " * 100_000 + b"<meta charset" * 100_000 + b"<meta charset" + b" " * 100_000
    assert text_of(body, "text/html")
