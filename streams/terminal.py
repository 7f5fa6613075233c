"""A stranger's text for a terminal: no control sequence reaches it."""

import re

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls but for tab and line feed, and what turns the direction of writing."""
REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """The text with its controls replaced, one character for one, so that offsets hold."""
    return CONTROLS.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """The same on one line: what a stranger wrote cannot pass for a line of ours."""
    return plain(text.replace("\n", " ").replace("\t", " "))
