"""What a scraper left inside a sentence: notes on its links, and related headlines behind a name.

"Rep. Ana Silva Ana Maria SilvaFive things to know Harbour deal fails MORE (D-Ohio) said": the page
showed a person's other headlines when one pointed at the name. "Rep. Ana SilvaAna Maria SilvaFive
things" is another way. What stands between the name and the word MORE is no part of the sentence.
"""

import re
from itertools import pairwise

NOTE = re.compile(
    r"(?i) ?\((?:(?:link )?opens? (?:in )?(?:an? )?(?:new|external|another) (?:browser )?"
    r"(?:window|tab|link)"
    r"|öffnet (?:in|im) (?:einem )?neue[nmrs]? (?:fenster|tab)|s[’']ouvre dans (?:une? )?"
    r"(?:nouvelle fenêtre|nouvel onglet)|se abre en (?:una )?(?:nueva )?"
    r"(?:ventana|pestaña)(?: nueva)?"
    r"|si apre in (?:una )?nuova (?:finestra|scheda)|opent in (?:een )?nieuw (?:venster|tabblad))\)"
)
"""What a link does, in words that a page hides from who can see."""
MARK = "MORE"
LONGEST = 700
"""Characters that such headlines take together."""
NAME_WORDS = 9
"""Words that the name and the name in full take together."""
SHORTEST = 2
GLUED_TO = "\"'“‘"
"""What a headline begins with, beside capitals and digits, without a space before it."""


def without_notes(line: str) -> tuple[str, list[str]]:
    """The line without what was written for who does not see a link, and the notes cut out."""
    if "(" not in line or not NOTE.search(line):
        return line, []
    notes = [match[0] for match in NOTE.finditer(line)]
    return NOTE.sub("", line).strip(), [note.strip() for note in notes]


def parted(line: str) -> tuple[str, list[str]]:
    """The line without related headlines, and what was cut out, in order."""
    if MARK not in line:
        return line, []
    kept: list[str] = []
    cuts: list[str] = []
    at = 0
    mark = line.find(MARK)
    while mark >= 0:
        end = mark + len(MARK)
        if line[mark - 1 : mark].isspace() and not line[end : end + 1].isalnum():
            start = _start(line, max(at, mark - LONGEST), mark)
            if start is not None:
                kept.append(line[at:start])
                cuts.append(line[start:end].strip())
                at = end
        mark = line.find(MARK, end)
    return "".join([*kept, line[at:]]), cuts


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
