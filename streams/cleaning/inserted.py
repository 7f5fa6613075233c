"""What a scraper left inside a line: notes on links, headlines behind a name, ends that are links.

"Rep. Ana Silva Ana Maria SilvaFive things to know Harbour deal fails MORE (D-Ohio) said": the page
showed a person's other headlines when one pointed at the name. "Rep. Ana SilvaAna Maria SilvaFive
things" is another way, "Rep. Ana Silva Ana Maria SilvaMORE" what it is without headlines. What
stands between the name and the word MORE is no part of the sentence.
Nor is "Read more: The harbour deal" behind the last one, or "Advertisement".
"""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from streams.datafile import read_word_lists
from streams.errors import DataError

MARK, MOST_MARKS = "MORE", 50
"""What such headlines end with, and how often at most in one line: each is looked back from."""
LONGEST = 700
"""Characters that such headlines take together."""
NAME_WORDS = 9
"""Words that the name and the name in full take together."""
SHORTEST = 2
GLUED_TO = "\"'“‘"
"""What a headline begins with, beside capitals and digits, without a space before it."""
OPENS = " new tab"
"""What is in a note without brackets."""
LONGEST_END = 200
"""Characters of what stands behind a line's last sentence."""


class _InsertedFile(NamedTuple):
    notes: tuple[str, ...]
    squares: tuple[str, ...]
    bare: tuple[str, ...]
    posts: tuple[str, ...]
    ends: dict[str, tuple[str, ...]]


class Patterns(NamedTuple):
    """What is looked for in lines, of `inserted.toml`."""

    note: re.Pattern[str]
    post: re.Pattern[str]
    start: re.Pattern[str]
    """The end of a sentence and the first word of what may stand behind a line's last ..."""
    ends: dict[str, re.Pattern[str]]
    """... and what that is, by its first word."""


@cache
def patterns() -> Patterns:
    """Loaded once. Raises DataError naming the file where a pattern is wrong."""
    file = read_word_lists("streams.cleaning", "inserted.toml", _InsertedFile)
    try:
        square = rf"\[ ?(?:{'|'.join(file.squares)}) ?\]"
        bare = rf"(?:{'|'.join(file.bare)})\b"
        note = re.compile(rf"(?i) ?(?:\((?:{'|'.join(file.notes)})\)|{square}|{bare})")
        post = re.compile(rf"(?:{'|'.join(file.posts)})\s+")
        start = re.compile(rf"[.!?…][\"\'”’)]* ({'|'.join(file.ends)})\b")
        ends = {word: re.compile("|".join(found)) for word, found in file.ends.items()}
    except re.error as error:
        raise DataError(f"inserted.toml: {error}") from None
    for word, found in file.ends.items():
        if not all(pattern.startswith(word) for pattern in found):
            raise DataError(f"inserted.toml: what {word!r} stands for does not begin with it")
    return Patterns(note, post, start, ends)


def has_inserts(line: str) -> bool:
    """Whether there may be something in a line for `without_notes`, `without_post` or `parted`."""
    may_part = MARK in line or patterns().post.match(line) is not None
    return may_part or may_have_notes(line)


def may_have_notes(line: str) -> bool:
    """Whether a line has what a note on a link begins with."""
    return "(" in line or "[" in line or OPENS in line


def without_notes(line: str) -> tuple[str, list[str]]:
    """The line without what was written for who does not see a link, and the notes cut out."""
    if not may_have_notes(line):
        return line, []
    note = patterns().note
    notes = [match[0].strip() for match in note.finditer(line)]
    return (note.sub("", line).strip(), notes) if notes else (line, notes)


def without_post(line: str) -> tuple[str, str]:
    """The line without what leads over a post that the page shows, and what was cut."""
    found = patterns().post.match(line)
    return (line[found.end() :], found[0].rstrip()) if found else (line, "")


def has_ends(text: str) -> bool:
    """Whether there may be something for `without_end` in a text; in most there is not."""
    return patterns().start.search(text) is not None


def without_end(line: str) -> tuple[str, str]:
    """The line without a link or an advertisement behind its last sentence, and what was cut."""
    start, ends = patterns().start, patterns().ends
    for found in start.finditer(line, max(0, len(line) - LONGEST_END)):
        at = found.start(1)
        if ends[found[1]].fullmatch(line, at):
            return line[:at].rstrip(), line[at:]
    return line, ""


def parted(line: str) -> tuple[str, list[str]]:
    """The line without related headlines, and what was cut out, in order."""
    if not 0 < line.count(MARK) <= MOST_MARKS:
        return line, []
    kept: list[str] = []
    cuts: list[str] = []
    at = 0
    mark = line.find(MARK)
    while mark >= 0:
        end = mark + len(MARK)
        before = line[mark - 1 : mark]
        if (before.isspace() or before.islower()) and not line[end : end + 1].isalnum():
            find = _start if before.isspace() else _start_of_full_name
            start = find(line, max(at, mark - LONGEST), mark)
            if start is not None:
                kept.append(line[at:start])
                cuts.append(line[start:end].strip())
                at = end
        mark = line.find(MARK, end)
    return "".join([*kept, line[at:]]), cuts


def _start_of_full_name(line: str, floor: int, mark: int) -> int | None:
    """The end of a name whose full form alone runs into the mark: "Ana Silva Ana Maria SilvaMORE";
    None where the last name stands there once."""
    words = line[floor:mark].split(" ")[-NAME_WORDS:]
    *others, last = words
    if len(last) < SHORTEST or not last[0].isupper() or last not in others:
        return None
    at = len(others) - 1 - others[::-1].index(last)
    return mark - len(" ".join(words[at + 1 :])) - 1


def _joint(word: str) -> int:
    """Where a capital follows a small letter, nought where none does."""
    pairs = pairwise(word)
    return next((n for n, (a, b) in enumerate(pairs, 1) if a.islower() and b.isupper()), 0)


def _start(line: str, floor: int, mark: int) -> int | None:
    """The end of the name before the headlines; None where no word runs on from such a name."""
    words: list[tuple[str, int]] = []
    at = floor
    for word in line[floor:mark].split(" "):
        for name, end in words[-NAME_WORDS:]:
            following = word[len(name) : len(name) + 1]
            glued = following.isupper() or following.isdecimal() or following in GLUED_TO
            if following and glued and word.startswith(name):
                return end
        if (joint := _joint(word)) and any(word[joint:] == name for name, _ in words[-NAME_WORDS:]):
            return at + joint
        if len(word) >= SHORTEST and word[0].isupper() and word[-1].isalpha():
            words.append((word, at + len(word)))
        at += len(word) + 1
    return None
