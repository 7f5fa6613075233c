"""Whether a name is the subject of its sentence: not behind "told" or "by", not before "'s" or
"lawyer".
"""

import re

from streams.extraction.entities.gazetteers import words
from streams.extraction.speakers.places import WORD
from streams.extraction.speakers.spoken import Mentioned, Spoken, verb_follows
from streams.extraction.speakers.vocabulary import speech

BESIDE = 48
"""Characters before a verb or a name that say what it does there."""
TITLES = frozenset(
    "President Senator Sen. Rep. Gov. Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Secretary Minister General "
    "Prince Princess King Queen Pope Judge Justice Governor Mayor".split()
)
BEFORE_OBJECTS = frozenset(
    "to by with of for from about against on in at after before between like than told tells "
    "telling asked called calling accused a an under toward towards behind over".split()
)
OBJECT_VERBS = frozenset(
    "gave gives give criticised criticized denounced praised thanked met attacked backed endorsed "
    "urged encouraged invited mocked blamed sued joined fired".split()
)
MAKES_OBJECT = BEFORE_OBJECTS | OBJECT_VERBS | TITLES | {"the", "former"}
"""Words before a name behind which it may be no subject; besides them those in "-ing" and "'s"."""
TITLE = rf"(?:(?:{'|'.join(map(re.escape, sorted(TITLES)))})\s+)?"
NO_SUBJECT_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(BEFORE_OBJECTS))})\s+"
    rf"(?:the\s+|an?\s+|[\w.&]+['’]s?\s+)?{TITLE}$|\bformer\s+$"
)
"""What a name that does nothing itself stands behind: "told CNN", "a Trump pollster"."""
OBJECT_OF = re.compile(rf"\b([A-Za-z][a-z]{{2,}}ing|{'|'.join(sorted(OBJECT_VERBS))})\s+{TITLE}$")
"""The verb that a name is the object of: "describing Mr Kent", "met Kent"."""
NO_SUBJECT_AFTER = re.compile(
    r"['’]s?(?!\w)|[-/](?=\w)|\s/|\s+reports\s*\.|"
    r"\s+(?:administration|campaign|presidency|team|supporters?|voters?|pollster|"
    r"aides?|officials?|allies|ally|era|rally|investigation|report|probe|impeachment|strategist|"
    r"White House|supporter|regime|family|department|plant)\b"
)
DOCUMENT_BY = re.compile(
    r"\b(?:letter|e-?mail|memo|tweet|post|statement|message|note|op-ed|essay|column) (?:from|by) $"
)
LISTED = re.compile(r",? (?:and|or) (?:[\w.]+ ){0,3}")
LONGEST_LIST = 30


def acts(spoken: Spoken, i: int) -> bool:
    """Whether a name may be the subject of its sentence, and no other of a list that is none."""
    text, mention = spoken.text, spoken.speakers[i]
    if not may_act(text, mention):
        return False
    before = _before_in_list(spoken, i)
    if before is None:
        return True
    behind = WORD.match(text, mention.end + 1)
    speaks = behind is not None and behind.group() in words().cues
    return speaks or not _is_object(text, before)


def may_act(text: str, mention: Mentioned) -> bool:
    """Whether the words right before and behind a name leave it to be the subject."""
    before = text[max(mention.start - BESIDE, 0) : mention.start]
    last = _last_word(before)
    if last in {"from", "by"} and DOCUMENT_BY.search(before):
        return True
    if _is_object(text, mention) or NO_SUBJECT_AFTER.match(text, mention.end):
        return False
    behind = WORD.match(text, mention.end + 1)
    if behind is None:
        return True
    holders = words().holders
    first = behind.group()
    if first.lower() in holders or (not mention.person and first.removesuffix("s") in holders):
        return False
    if first in words().cues or (mention.person and first.islower()):
        return True
    second = WORD.match(text, behind.end() + 1)  # "Obama EPA administrator", "GSU researchers"
    noun = second.group().lower() if second else ""
    return noun not in holders and (mention.person or noun.removesuffix("s") not in holders)


def _last_word(before: str) -> str:
    """The word that ends in a space right before a name; none behind a sign or a new line."""
    return before[before.rfind(" ", 0, -1) + 1 : -1] if before.endswith(" ") else ""


def _before_in_list(spoken: Spoken, i: int) -> Mentioned | None:
    """The one of the same kind before a name, with "and" between them."""
    mention = spoken.speakers[i]
    for before in reversed(spoken.speakers[max(i - 3, 0) : i]):
        if mention.start - before.end > LONGEST_LIST:
            return None
        if before.person == mention.person:
            listed = LISTED.fullmatch(spoken.text, before.end, mention.start)
            return before if listed else None
    return None


def _is_object(text: str, mention: Mentioned) -> bool:
    """Whether the words before a name make somebody else the subject."""
    before = text[max(mention.start - BESIDE, 0) : mention.start]
    last = _last_word(before)
    if not (last in MAKES_OBJECT or last.endswith("ing") or "'" in last or "’" in last):
        return False  # most, at once
    if (found := NO_SUBJECT_BEFORE.search(before)) is not None:
        joins = found.group().partition(" ")[0] in {"after", "before", "than", "like"}
        return not (joins and verb_follows(text, mention.end))  # "a day after Kent said"
    verb = OBJECT_OF.search(before)
    return (
        verb is not None
        and verb[1].lower() not in speech().no_verbs
        and verb[1] not in words().cues
    )
