"""The text of a page by the charset that its site names."""


def text_of(body: bytes, content_type: str) -> str:
    """The text of a page, without NULs.

    It is UTF-8 where the Content-Type names no charset, or one that Python does not know or cannot
    read it in; what is broken becomes U+FFFD.
    """
    _, _, named = content_type.lower().partition("charset=")
    charset = named.split(";")[0].strip(" \"'") or "utf-8"
    try:
        text = body.decode(charset, "replace")
    except (LookupError, ValueError):  # "klingon"; "idna", which replaces nothing
        text = body.decode("utf-8", "replace")
    # "unicode_escape" makes halves of surrogate pairs, which no JSON can carry
    return text.replace("\0", "").encode("utf-8", "replace").decode()
