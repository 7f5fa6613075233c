"""The subject and the object of a verb, by walking over the tags of a sentence."""

from streams.extraction.quantities.candidates import Ground

VERB_GROUP = "VMAD-"
OPENS = "W,AD|-"
"""What stands between a verb and its subject: "the firm, *which*"."""
REACH = 4
"""How many verbs back a subject is looked for: "plans to try to cut"."""
FAR = 60
"""How many tokens before its verb a subject may be."""


def object_of(ground: Ground, verb: int, first: int) -> int:
    """The last token of the phrase right after a verb and before token `first`, or -1."""
    for i in range(verb + 1, first):
        if ground.shape[i]:
            return i if ground.shape[i] == "N" else -1
    return -1


def subject_of(ground: Ground, verb: int) -> int:
    """The last token of the subject of the verb at token `verb`, or -1.

    An infinitive and a verb after "and" have that of the verb before; an aside between commas is
    looked over.
    """
    floor = max(0, verb - FAR)
    line, shape = ground.line[floor : verb + 1], ground.shape[floor : verb + 1]
    i = verb - floor
    for _ in range(REACH):
        i = len(line[: i + 1].rstrip(VERB_GROUP)) - 1
        if i < 0 or line[i] not in "PC":
            break
        i = _verb_before(line, i)
    if i >= 0 and line[i] == ",":
        i = _past_aside(line, i)
    head = _head_before(shape, len(line[: i + 1].rstrip(OPENS)) - 1)
    return -1 if head < 0 else floor + head


def _verb_before(line: str, i: int) -> int:
    """The verb before token `i` in its sentence; -1 where a mark stands between."""
    at = max(line.rfind("V", 0, i), line.rfind("M", 0, i))
    return at if at > line.rfind("|", 0, i) else -1


def _past_aside(line: str, i: int) -> int:
    """The token before the aside that ends with the comma at token `i`."""
    opening = line.rfind(",", 0, i)
    return (opening if opening > line.rfind("|", 0, i) else i) - 1


def _head_before(shape: list[str], i: int) -> int:
    """The first of the phrases that hang together before token `i`: "*sales* of cars in May"."""
    head = -1
    while i >= 0:
        if shape[i] in ("N", "R"):
            head = i
            i = _before_phrase(shape, i)
            if i < 0 or shape[i] != "P":
                break
        elif shape[i] not in ("", "#"):
            break
        i -= 1
    return head


def _before_phrase(shape: list[str], i: int) -> int:
    """The token before a phrase, its numbers and its owner: before "the firm's 500 shops"."""
    i -= 1
    owned = False
    while i >= 0 and (shape[i] in ("", "#", "S") or (owned and shape[i] == "N")):
        owned = shape[i] == "S" or (owned and shape[i] == "")
        i -= 1
    return i
