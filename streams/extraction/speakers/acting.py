"""Whether a name is the subject of its sentence: not behind "told" or "by", not before "'s" or
"lawyer".
"""

import re
from bisect import bisect_left
from functools import cache

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.places import WORD
from streams.extraction.speakers.spoken import Mentioned, Spoken, verb_follows
from streams.extraction.speakers.vocabulary import any_of, cue_words, speech

APOSTROPHES = ("'", "’", "‘")
BESIDE = 48
"""Characters before a verb or a name that say what it does there."""
TITLE = rf"(?:(?:{any_of(speech().titles)})\s+)?"
NO_SUBJECT_BEFORE = re.compile(
    rf"\b(?:such as|{any_of(speech().before_objects)})\s+"
    rf"(?:[Tt]he\s+|an?\s+|[“\"]?(?:[A-Z][\w.&]*\s+){{0,2}}[\w.&]+[”\"]?['’‘]s?\s+)?{TITLE}$"
    r"|\bformer\s+$|\b(?:as|or|nor) [a-z]+ as $"
)
"""What a name that does nothing itself stands behind: "told CNN", "a Trump pollster", "as bold as
Kent"."""
LED_BY = re.compile(
    r"\b(?:of|for|by|with|from|to|told|including) (?:(?:[A-Z]\.)*[A-Z][\w’'-]* ){0,4}"
    r"[A-Z][\w-]*\.? $"
)
""" "the office of Kent County Sheriff", "by Republican Party Chairman" before a name."""
IN_NAME = re.compile(r"\b[A-Z]\w* $")
TO_DO = re.compile(r"\bto (?!\w+ly |the )[a-z]{3,} (?:[A-Z][\w.’'-]* ){0,3}$")
""" "to unseat Senator", "to see"."""
OBJECT_OF = re.compile(
    rf"\b(?<!\b[Aa] )((?:[a-z]|(?<![\w,] )[A-Z])[a-z]{{2,}}ing|{any_of(speech().object_verbs)})"
    rf"\s+(?:the\s+)?{TITLE}$"
)
"""The verb that a name is the object of: "describing Mr Kent", "met Kent"; "Wyoming Gov. Kent" is
none."""
NO_SUBJECT_AFTER = re.compile(
    r"['’]s?(?!\w)|[-/](?=\w)|\s/|\sreports\s?\.|"
    rf"\s(?:{any_of(speech().of_names)}|White House)\b|"
    r"\sand (?:[A-Z][\w.’'-]* ){1,3}(?:administrations|presidencies|campaigns|families)\b"
)
DATELINE = re.compile(r"\) [-–—]")
""" "WASHINGTON (Reuters) -"."""
ROLE_BEHIND = re.compile(r"(?: [a-z-]+){1,3} ([a-z]+),? [A-Z]")
DOCUMENT_BY = re.compile(rf"\b(?:{any_of(speech().documents)}) (?:from|by) $")
SOMEBODY = ("er", "or", "ist")
"""What nouns for people end in."""
OF_DESCRIBED = re.compile(
    r"\b(?!view\b|eyes\b)\w+ (?:of|for) (?:an? |the )?(?!wh)(?:[a-z-]+ ){1,3}$"
)
LISTED = re.compile(r",? (?:and|or) (?:[\w.]+ ){0,3}")
COMMA = re.compile(r", (?:[A-Z][\w.]* ){0,2}")
LONGEST_LIST = 30
DOING = re.compile(r" \w+ing\b")
""" "with Kent coming to her defence"; "Lee with the Kent Centre said" is about Lee."""


def acts(spoken: Spoken, i: int) -> bool:
    """Whether a name may be the subject of its sentence, and no other of a list that is none."""
    text, mention = spoken.text, spoken.speakers[i]
    if not may_act(text, mention):
        return False
    before = _first_of_list(spoken, i)
    if before is None:
        return True
    behind = WORD.match(text, mention.end + 1)
    speaks = behind is not None and behind.group() in cue_words()
    return speaks or not _is_object(text, before)


def may_act(text: str, mention: Mentioned) -> bool:
    """Whether the words right before and behind a name leave it to be the subject."""
    before = text[max(mention.start - BESIDE, 0) : mention.start]
    last = _last_word(before)
    if last in {"from", "by"} and DOCUMENT_BY.search(before):
        return True
    if not mention.person and DATELINE.match(text, mention.end):
        return False
    if last in {"v.", "vs.", "v"}:
        return False  # "Roe v. Wade"
    if before.endswith("(") and text[mention.end : mention.end + 1] == ")":
        return False  # "Daimler (DDAIF) warned"
    if _is_object(text, mention) or NO_SUBJECT_AFTER.match(text, mention.end):
        return False
    if _is_in_brackets(text, mention, before):
        return False
    behind = WORD.match(text, mention.end + 1)
    if behind is None:
        return True
    holders = words().holders
    first = behind.group()
    if first.lower() in holders or (not mention.person and first.removesuffix("s") in holders):
        return False
    if first in cue_words() or (mention.person and first.islower()):
        return True
    second = WORD.match(text, behind.end() + 1)  # "Obama EPA administrator", "GSU researchers"
    noun = second.group().lower() if second else ""
    if noun in holders or (not mention.person and noun.removesuffix("s") in holders):
        return False
    return mention.person or not _modifies(text, mention.end)


def _is_in_brackets(text: str, mention: Mentioned, before: str) -> bool:
    """Whether a name is only part of what stands in brackets: "Ann Kent (Lab, Hull)"."""
    if before.rfind("(") <= before.rfind(")"):
        return False
    closes = text.find(")", mention.end, mention.end + BESIDE)
    behind = text[mention.end : closes]
    inside = before[before.rfind("(") :] + behind
    return (
        closes >= 0
        and "(" not in behind
        and "," in inside
        and cue_words().isdisjoint(WORD.findall(behind))
    )


def _modifies(text: str, end: int) -> bool:
    """Whether a body says of what somebody behind it is: "Fox News senior analyst Ann"."""
    role = ROLE_BEHIND.match(text, end)
    return role is not None and role[1] in words().holders


def _last_word(before: str) -> str:
    """The word that ends in a space right before a name; none behind a sign or a new line."""
    return before[before.rfind(" ", 0, -1) + 1 : -1] if before.endswith(" ") else ""


def _first_of_list(spoken: Spoken, i: int) -> Mentioned | None:
    """The first of the list that a name ends: "Kent" of "Kent, Lee and Unwin"."""
    first = _before_in_list(spoken, i)
    while first is not None:
        at = bisect_left(spoken.speakers, first) - 1
        before = spoken.speakers[at] if at >= 0 else first
        listed = before.end < first.start and before.person == first.person
        if not listed or not COMMA.fullmatch(spoken.text, before.end, first.start):
            break
        first = before
    return first


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
    who = text.startswith(", who ", mention.end)
    if last[:1].islower() and not who and _is_described(before, last, person=mention.person):
        return True
    titled = last[:1].isupper() and last.rstrip(".").lower() in words().holders
    if titled and _is_led_by(before):
        return True
    if not (
        last in _makes_object()
        or last.endswith("ing")
        or last[-2:-1] in APOSTROPHES
        or last[-1:] in APOSTROPHES
    ):
        return "to " in before and TO_DO.search(before) is not None
    found = NO_SUBJECT_BEFORE.search(before)
    if found is not None and not (last in speech().titles and _in_name(before, found.start())):
        joins = found.group().partition(" ")[0]
        if joins == "with":
            return DOING.match(text, mention.end) is None
        speaks = joins in {"after", "before", "than", "like"}
        return not (speaks and verb_follows(text, mention.end))  # "a day after Kent said"
    verb = OBJECT_OF.search(before)
    return (
        verb is not None and verb[1].lower() not in speech().no_verbs and verb[1] not in cue_words()
    )


def _is_described(before: str, last: str, *, person: bool) -> bool:
    """Whether what stands before a name says what it is, behind "of" or "for": "the founder of
    budget airline Acme", "the widow of banker Kent"; not so "head of research Kent"."""
    nouns = words().holders if person else speech().body_nouns
    noun = last in nouns or (person and last.endswith(SOMEBODY))
    return noun and OF_DESCRIBED.search(before) is not None


@cache
def _makes_object() -> frozenset[str]:
    """Words before a name behind which it may be no subject; besides them those in "-ing" and
    "'s"."""
    lists = speech().before_objects | speech().object_verbs | speech().titles
    return lists | {"the", "The", "former", "as"}


def _is_led_by(before: str) -> bool:
    led = LED_BY.search(before)
    return led is not None and not _in_name(before, led.start())


def _in_name(before: str, at: int) -> bool:
    """Whether the word at `at` is in a name: "House of Commons Speaker"."""
    return before[at : at + 3] in {"of ", "for", "at ", "on "} and bool(
        IN_NAME.search(before, 0, at)
    )
