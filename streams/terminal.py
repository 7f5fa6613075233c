"""A stranger's text for a terminal: no control sequence reaches it, and it shows what it can."""

import codecs
import io
import re
from typing import TextIO

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls but for tab and line feed, and what turns the direction of writing."""
REPLACEMENT = "\ufffd"
SIMPLER = {
    "≈": "~", "≥": ">=", "≤": "<=", "↑": "^", "↓": "v", "×": "x", "·": "-", "…": "...",
    "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"',
}  # fmt: skip
"""For a terminal that knows fewer characters than UTF-8."""


def plain(text: str) -> str:
    """The text with its controls replaced, one character for one, so that offsets hold."""
    return CONTROLS.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """The same on one line: what a stranger wrote cannot pass for a line of ours."""
    return plain(text.replace("\n", " ").replace("\t", " "))


def _simpler(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    characters = error.object[error.start : error.end]
    return "".join(SIMPLER.get(character, "?") for character in characters), error.end


codecs.register_error("newswire.simpler", _simpler)


def show_what_it_can(stream: TextIO) -> None:
    """Lets a stream write something simpler for what its encoding lacks, where it would raise."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="newswire.simpler")
