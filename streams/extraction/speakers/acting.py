"""Whether a name is the subject of its sentence: not behind "told" or "by", not before "'s" or
"lawyer".
"""

import re

from streams.extraction.entities.gazetteers import words
from streams.extraction.speakers.spoken import WORD, Mentioned, Spoken, verb_follows
from streams.extraction.speakers.vocabulary import speech

BESIDE = 48
"""Characters before a verb or a name that say what it does there."""
TITLE = (
    r"(?:(?:President|Senator|Sen\.|Rep\.|Gov\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Secretary|Minister|General|"
    r"Prince|Princess|King|Queen|Pope|Judge|Justice|Governor|Mayor)\s+)?"
)
NO_SUBJECT_BEFORE = re.compile(
    r"\b(?:to|by|with|of|for|from|about|against|on|in|at|after|before|between|like|than|told|"
    r"tells|telling|asked|called|calling|accused|a|an|under|toward|towards|behind|over)\s+"
    rf"(?:the\s+|an?\s+|[\w.&]+['’]s?\s+)?{TITLE}$|\bformer\s+$"
)
"""What a name that does nothing itself stands behind: "told CNN", "a Trump pollster"."""
OBJECT_OF = re.compile(
    r"\b([A-Za-z][a-z]{2,}ing|gave|gives|give|criticised|criticized|denounced|praised|thanked|met|"
    rf"attacked|backed|endorsed|urged|encouraged|invited|mocked|blamed|sued|joined|fired)\s+{TITLE}$"
)
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
    before = text[max(mention.start - BESIDE, 0) : mention.start]
    if DOCUMENT_BY.search(before):
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
    if (found := NO_SUBJECT_BEFORE.search(before)) is not None:
        joins = found.group().partition(" ")[0] in {"after", "before", "than", "like"}
        return not (joins and verb_follows(text, mention.end))  # "a day after Kent said"
    verb = OBJECT_OF.search(before)
    return (
        verb is not None
        and verb[1].lower() not in speech().no_verbs
        and verb[1] not in words().cues
    )
