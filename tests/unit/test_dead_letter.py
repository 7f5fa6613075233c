"""What becomes of a record that could not be worked on."""

from schemas.headers import header
from streams.dead_letter import ERROR_HEADER, dead_letter
from streams.errors import Reason
from streams.outcome import Failure


def test_a_dead_letter_keeps_the_original_and_says_why() -> None:
    class Record:
        topic, partition, offset = "news.articles.raw.v1", 3, 42
        key, value, headers = b"k", b"\xff\x00", (("a", b"1"), ("a", b"\xfe"))

    output = dead_letter("clean", Record, Failure(Reason.NOT_JSON, "E", "not JSON: é"))
    assert (output.key, output.value) == (b"k", b"\xff\x00")
    assert list(output.headers)[:2] == [("a", b"1"), ("a", b"\xfe")]
    why = {name: header(output.headers, ERROR_HEADER + name) for name in ("offset", "message")}
    assert why == {"offset": "42", "message": "not JSON: é"}
