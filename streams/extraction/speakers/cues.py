"""Where a verb says that somebody speaks: "said", and no "states" of "the swing states"."""

import re

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.places import WORD, Cue, words_of_speech
from streams.extraction.speakers.vocabulary import any_of, speech

PASSIVE = re.compile(
    r"\b(?:was|were|be|been|being|is|are)\s"
    r"(?:(?:\w+ly|often|also|now|then|sometimes|once|still|never|always)\s)?$"
)
WENT_ON = re.compile(r"\b(?:went|goes|going|go) on to $")
""" "went on to claim"."""
FOR_IT = re.compile(r"\s(?:for|on|upon|off|out|attention)\b")
SO_CALLED = re.compile(r"\bso $")
BEFORE_NOUNS = tuple(f" {word} " for word in ("the", "a", "an", "his", "their", "its", "my", "our"))
BEFORE_PARTICIPLES = (" of ", " for ", " any ", " some ", "’s ", "'s ")
LONGEST_PASSIVE = 32
LAST_WORD = re.compile(r"\b(\w{1,30})[,)’'.]{0,3}\s?$")
ING_OF_SPEECH = re.compile(rf"(?:[,—–)-]|,[”\"]|\b(?:and|as|{any_of(speech().before_ing)}))\s*$")
BEHIND_ING = re.compile(rf"\s?[,:]|\s(?:{any_of(speech().behind_ing)}|[“\"])|\s*$")


def cue_verbs(text: str, start: int, end: int) -> list[Cue]:
    """The verbs of speech from `start` up to `end`."""
    return [
        cue
        for cue in words_of_speech(text, start, end)
        if is_verb(text, cue)
        and (
            cue.word.endswith("ing")  # "was screaming"
            or not PASSIVE.search(text, max(cue.start - LONGEST_PASSIVE, start), cue.start)
        )
    ]


def phrasing_verbs(text: str, start: int, end: int) -> list[Cue]:
    """The verbs from `start` up to `end` whose object may be the words of who acts: "praised"."""
    part, phrasing = text[start:end], speech().phrasing
    return [
        Cue(start + match.start(), start + match.end(), match.group())
        for match in WORD.finditer(part)
        if (match.group() in phrasing or _went_on(part, match.start()))
        and not part.startswith(" by ", match.end())  # "the models offered by Kent"
        and not PASSIVE.search(part, max(match.start() - LONGEST_PASSIVE, 0), match.start())
    ]


def _went_on(part: str, at: int) -> bool:
    return part.endswith(" on to ", 0, at) and WENT_ON.search(part, 0, at) is not None


def is_verb(text: str, cue: Cue) -> bool:
    """Not the "called" of "so-called", nor the "states" of "the swing states", nor the "adding"
    of "by adding it"."""
    before = text[max(cue.start - 20, 0) : cue.start]
    word = cue.word
    if word in words().labels and text.startswith(" by ", cue.end):
        return False  # "the witness called by Kent"
    if before.endswith("-") or (before.endswith("so ") and SO_CALLED.search(before)):
        return False
    if before.endswith(BEFORE_NOUNS) and word not in {"according", "According"}:
        return False  # "the reported “error limits”"
    if before.endswith(BEFORE_PARTICIPLES) and word.endswith("ed"):
        return False  # "the rights of accused students", "the navy's stated aim"
    if word[0].isupper() and before.strip() and before.rstrip()[-1] not in '.!?”":':
        return False  # "the United States"
    if word in speech().calls and FOR_IT.match(text, cue.end):
        return False  # "called for"
    following = speech().no_speech_before.get(word)
    if following and (behind := WORD.match(text, cue.end + 1)) and behind.group() in following:
        return False  # "continued to"
    if word == "Asked" or not text.startswith(speech().second_words.get(word, ""), cue.end):
        return False  # "Asked why", "points to"
    if word.endswith("ing") and word.lower() not in {"according", "saying"}:
        return bool(ING_OF_SPEECH.search(before) or BEHIND_ING.match(text, cue.end))
    if word not in speech().nouns_too or word in speech().second_words:
        return True
    last = LAST_WORD.search(before)
    if last is None or last[1][0].isupper():
        return True
    if last[1] in speech().before_verb or last[1] in speech().adverbs:
        return True
    closes = text[cue.end : cue.end + 1] in {".", ","}
    return closes and last[1] in speech().body_nouns  # "the group reports."
