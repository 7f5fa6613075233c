"""Where a verb says that somebody speaks: "said", and no "states" of "the swing states"."""

import re
from functools import cache

from streams.extraction.entities.gazetteers import words
from streams.extraction.speakers.acting import BESIDE
from streams.extraction.speakers.spoken import WORD
from streams.extraction.speakers.vocabulary import speech

PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s(?:\w+ly\s)?$")
FOR_IT = re.compile(r"\s(?:for|on|upon|off|out|attention)\b")
SO_CALLED = re.compile(r"\bso[- ]$")
LAST_WORD = re.compile(r"\b(\w{1,30})[,)’'.]{0,3}\s?$")
ING_OF_SPEECH = re.compile(r"(?:[,—–)-]|,[”\"]|\band|\bas)\s*$")
BEHIND_ING = re.compile(r"\s?[,:]|\s(?:that|how|why|what|him|her|them|reporters|[“\"])|\s*$")


def cue_verbs(text: str, start: int, end: int) -> list[re.Match[str]]:
    cues = _cue_words()
    found = list(map(str.lower, WORD.findall(text, start, end)))
    if cues.isdisjoint(found):
        return []  # most have none
    return [
        match
        for word, match in zip(found, WORD.finditer(text, start, end), strict=True)
        if word in cues
        and is_verb(text, match)
        and not PASSIVE.search(text, max(match.start() - BESIDE, start), match.start())
    ]


@cache
def _cue_words() -> frozenset[str]:
    return words().cues | words().labels


def is_verb(text: str, match: re.Match[str]) -> bool:
    """Not the "called" of "so-called", nor the "states" of "the swing states", nor the "adding"
    of "by adding it"."""
    before = text[max(match.start() - 20, 0) : match.start()]
    word = match.group()
    if before.endswith("-") or SO_CALLED.search(before):
        return False
    if word[0].isupper() and before.strip() and before.rstrip()[-1] not in '.!?”":':
        return False  # "the United States"
    if word in speech().calls and FOR_IT.match(text, match.end()):
        return False  # "called for"
    if word == "Asked" or not text.startswith(speech().second_words.get(word, ""), match.end()):
        return False  # "Asked why", "points to"
    if word.endswith("ing") and word not in {"according", "According"}:
        return bool(ING_OF_SPEECH.search(before) or BEHIND_ING.match(text, match.end()))
    if word not in speech().nouns_too:
        return True
    last = LAST_WORD.search(before)
    return last is None or last[1][0].isupper() or last[1] in speech().before_verb
