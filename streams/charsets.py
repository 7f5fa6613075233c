"""The text of bytes: of a page or feed by what it or its site says, of other files by the bytes."""

import codecs
import re

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le", b"\0<": "utf-16-be",
}  # fmt: skip
"""How what has a charset of its own to see begins; markup that begins so can be nothing else."""
LABEL = re.compile(
    rb"""<(?:meta|\?xml)\s[^<>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
LABEL_BYTES = 4096
"""How far a page is looked at for the charset that it says: browsers stop at 1,024 or later."""
ALIASES = {
    "iso-8859-8-i": "iso8859-8", "sjis": "cp932", "windows-31j": "cp932", "windows-874": "cp874",
    "windows-949": "cp949",
}  # fmt: skip
"""Labels, without the "x-" that some have, that Python does not know."""
AS_BROWSERS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254",
    "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""Codecs that browsers read as a wider one, https://encoding.spec.whatwg.org: a page with curly
quotes that says iso-8859-1 is in windows-1252."""
CODECS = frozenset(AS_BROWSERS.values()) | frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be euc_jp iso2022_jp koi8-r koi8-u mac-roman mac-cyrillic cp866 "
    "cp1250 cp1251 cp1253 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 "
    "iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16".split()
)
"""What a page may be in. Python has more, which no page is in, some of them slow (punycode)."""


def text_of(body: bytes, content_type: str = "") -> str:
    """The text of a page or feed, without NULs; what is broken becomes U+FFFD.

    It is read by its mark, as UTF-8 where it has letters beyond ASCII and is in UTF-8, by the
    charset of the Content-Type, by the one that it says itself, or else as `decoded` does.
    """
    codec = (
        _marked(body)
        or _utf8(body)
        or _codec(content_type.lower().partition("charset=")[2])
        or _said(body)
        or encoding_of(body, whole=True)
    )
    return body.decode(codec, "replace").replace("\0", "")


def decoded(raw: bytes) -> str:
    """The text of a file that does not say how it is written."""
    return raw.decode(encoding_of(raw, whole=True), "replace")


def encoding_of(start: bytes, *, whole: bool) -> str:
    """How a file is written, by its bytes or its first ones: UTF-8 unless it cannot be that.

    UTF-16 has a mark at its start. Where most of what is not ASCII is broken as UTF-8 it is read as
    Windows writes Western languages; a byte broken here and there stays the only one.
    """
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    text = codecs.getincrementaldecoder("utf-8-sig")("replace").decode(start, whole)
    if text.isascii() or 2 * text.count("\ufffd") < sum(not c.isascii() for c in text):
        return "utf-8-sig"
    return "cp1252"


def _marked(body: bytes) -> str | None:
    return next((codec for mark, codec in MARKS.items() if body.startswith(mark)), None)


def _utf8(body: bytes) -> str | None:
    """No other charset comes to that by chance, and a label is often the server's default."""
    try:
        return None if body.isascii() else body.decode() and "utf-8"
    except UnicodeDecodeError:
        return None


def _said(body: bytes) -> str | None:
    """The charset of the first <meta> or the XML declaration; it was read, so it is no UTF-16."""
    label = LABEL.search(body[:LABEL_BYTES])
    codec = _codec(label[1].decode("ascii", "replace")) if label else None
    return None if codec and codec.startswith("utf-16") else codec


def _codec(label: str) -> str | None:
    """Python's codec for a charset as sites name it; None for none, or one no page is in."""
    name = label.split(";")[0].strip(" \"'").lower().removeprefix("x-")
    try:
        found = codecs.lookup(ALIASES.get(name, name)).name
    except (LookupError, ValueError):  # "klingon"; a NUL within
        return None
    codec = AS_BROWSERS.get(found, found)
    return codec if codec in CODECS else None
