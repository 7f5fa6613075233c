"""Related headlines that a scraper left inside a sentence, behind a name that the page had linked.

"Rep. Ana Silva Ana Maria SilvaFive things to know Harbour deal fails MORE (D-Ohio) said": the page
showed a person's other headlines when one pointed at the name. What stands between the name and the
word MORE is no part of the sentence.
"""

MARK = "MORE"
LONGEST = 700
"""Characters that such headlines take together."""
NAME_WORDS = 9
"""Words that the name and the name in full take together."""
SHORTEST = 2
GLUED_TO = "\"'“‘"
"""What a headline begins with, beside capitals and digits, without a space before it."""


def parted(line: str) -> tuple[str, list[str]]:
    """The line without such headlines, and what was cut out, in order."""
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
        if len(word) >= SHORTEST and word[0].isupper() and word[-1].isalpha():
            words.append((word, at + len(word)))
        at += len(word) + 1
    return None
