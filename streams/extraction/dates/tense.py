"""On which side of publication a date lies: the verb that goes with it, and words that bind a day
to what is to come ("until Friday")."""

import re
from collections.abc import Iterable
from itertools import groupby

from streams.extraction.dates.resolved import stands_behind
from streams.extraction.dates.vocabulary import date_words
from streams.extraction.sentences import SHORTENED


def _phrases(phrases: Iterable[str]) -> str:
    """A pattern for any of these words or phrases."""
    return "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)


NOT_BASE = r"(?<!to )(?<!not )(?<!n[’']t )(?<!could )(?<!would )(?<!let )"
"""Before a verb that is of the present where it is not infinitive: "did not meet on Friday"."""
FUTURE = (
    r"(?:will|may|might|could|must|should|can|shall|[’']ll|[Ww]on[’']t)\s+"
    r"(?:be|stay|remain)\s+\w+|"
    r"will|may|might|can|shall|(?:must|should)(?!\s+have\b)|[’']ll|[Ww]on[’']t|due|"
    r"set\s+(?:to|for)|scheduled|plans?\s+to|expected\s+to|"
    r"(?:is|are)\s+(?:to|going\s+to|elected|held|closed|"
    rf"{_phrases(date_words().arranged_for)}|"
    r"(?:\w+\s+)?(?:expected|likely|scheduled|planned|slated)|"
    rf"(?:{_phrases(date_words().arranged_now)}))|"
    rf"(?:[’']re|[Hh]e[’']s|[Ss]he[’']s|[Ii]t[’']s)\s+(?:{_phrases(date_words().arranged_now)})|"
    r"(?:hopes?|wants?|intends?|aims?|vows|pledges|prepares?)\s+to|"
    r"(?:planned|slated)\s+for|slated\s+to|to\s+be\s+(?:held|announced|released|published|sworn|"
    r"sentenced|heard|launched|signed|unveiled)|"
    r"(?:that|which)\s+(?:begins?|starts?|opens|ends|expires)|takes\s+(?:place|effect)|"
    r"(?:if|when|once|unless)\s+(?:he|she|it)\s+(?!was|has|is|does)\w+s|"
    r"(?:hosts?|faces?|plays?|meets?|visits?|travels?\s+to)(?=\s+(?:[A-Z][\w.’'-]{1,30}\s+){1,3}(?:on\s+)?$)|"
    rf"{_phrases(date_words().arranged)}|"
    rf"(?=[abcegkprtP]){NOT_BASE}(?:expects?|awaits?|{_phrases(date_words().arranged_by_many)})|"
    rf"(?:[A-Z][a-z]+|{_phrases(date_words().voting)})\s+votes|(?<!tax )returns|"
    r"(?<=[a-z]s )(?<![’']s )(?<!his )(?<!its )(?:vote|meet)(?=(?:\s[\w’'-]+){0,7}\s$)|"
    rf"(?:agreed|urged|vowed|promised|hoped|called\s+on)\s(?:[\w’']+\s){{0,4}}?to\s+"
    rf"(?:{_phrases(date_words().arranged_then)})|"
    r"(?:ends|concludes)(?=\s+(?:late\s+|at\s+\w+\s+)?(?:on\s+)?$)|"
    r"as\s+(?:early|soon)\s+as"
)
TENSE = re.compile(
    rf"\b(?:(?P<future>(?:{FUTURE})\b)"
    r"|after\s+\w{2,}ing|(?<!\bis )(?<!\bare )(?<!\bnot )(?<!to be )"
    rf"(?:{'|'.join(date_words().past_verbs)}|"
    rf"(?!(?:{'|'.join(date_words().no_past)})\b)\w{{2,}}ed)\b)"
)
TENSE_REACH = 160
"""Characters before a weekday in which the verb that goes with it is looked for."""
NOT_SHORT = "".join(
    rf"(?<!\b(?:{_phrases(map(re.escape, words))})\.)"
    for _, words in groupby(sorted({*SHORTENED, "U.S"}, key=len), key=len)
)
SENTENCE = re.compile(
    rf"[.!?](?<![ap]\.m\.){NOT_SHORT}\s|(?<=[ap]\.m)\.\s(?=[A-Z][a-z])(?![A-Z][a-z]{{2,5}}day\b)|[.,!?][”\"]\s|\n"
)
"""Where what is said before a date is of another sentence or of somebody's words: "5 p.m. ET" is
within one, and so are "Sen. Kent" and "Oct. 3"."""
WILL = re.compile(
    r"(?:\s+(?:\w+\s+)?|\s+(?:and|or|through|to)\s+\w+day\s+|,\s[^.,;\n]{1,80}?\s"
    r"|[’']s\s(?:[\w-]+\s){1,4}?)"
    r"(?:will|(?:is|are)\s+(?:set|due|scheduled|expected))\b"
)
"""The verb behind a date that its sentence begins with: "Saturday will be hot", "Sunday's
vote will"."""
IS_THAT_DAY = re.compile(r"\s(?:marks|is)\b")
""" "Tuesday marks the second anniversary"."""
MARKS = " “”\"‘’'("
WHO = re.compile(r"\b[A-Z][\w.’']{1,30} (?:late |early )?(?:on )?$")


def _sentence_before(match: re.Match[str]) -> str:
    """What stands before a date in its sentence, as far as it is looked at."""
    before = match.string[max(match.start() - TENSE_REACH, 0) : match.start()]
    return SENTENCE.split(before)[-1]


def nearest_verb(match: re.Match[str]) -> re.Match[str] | None:
    """The nearest verb of the past or the future before a date, in its sentence."""
    verbs = list(TENSE.finditer(_sentence_before(match)))
    return verbs[-1] if verbs else None


def _past_verb(match: re.Match[str]) -> str | None:
    """The nearest verb before a date, in small letters, where it is one of the past."""
    verb = nearest_verb(match)
    return verb.group().lower() if verb and verb["future"] is None else None


def ahead_of(match: re.Match[str]) -> bool | None:
    """Whether the nearest verb before a date, in its sentence, speaks of the future; None where
    there is none. "Trump on Wednesday threatened" does not, whatever is before it."""
    if stands_behind(match, WHO) and _done(match):
        return False
    verb = nearest_verb(match)
    if verb is None:
        begins = not _sentence_before(match).strip(MARKS)
        is_then = begins and IS_THAT_DAY.match(match.string, match.end())
        return True if is_then or WILL.match(match.string, match.end()) else None
    return verb["future"] is not None


def _done(match: re.Match[str]) -> bool:
    """Whether a verb of the past is right behind a date."""
    verb = TENSE.match(match.string, match.end() + 1)
    return verb is not None and verb["future"] is None


SET_LONG_BEFORE = "|".join(date_words().set_long_before)
MAY_BE_AHEAD = re.compile(
    r"\bto\s+[a-z]+\b|"
    rf"\b(?:would|could|should|for|until|before|by|doors|includ\w+|{SET_LONG_BEFORE})\b"
)
HELD_THEN = re.compile(rf"(?:['’]s)?\s(?:general\s|midterm\s)?(?:{SET_LONG_BEFORE})\b")
""" "the November ballot"."""
VERB_REACH = 70
"""Characters between a month and the verb of what has been in it."""


def has_been(match: re.Match[str]) -> bool:
    """Whether the verb of a month says that something was done in it: "lost his job in March",
    "In March, the court ruled"."""
    if HELD_THEN.match(match.string, match.end()):
        return False
    sentence = _sentence_before(match)
    verbs = list(TENSE.finditer(sentence))
    if verbs:
        verb, between = verbs[-1], sentence[verbs[-1].end() :]
        if len(between) > VERB_REACH:
            return False
    else:
        behind = _behind(match)
        found = TENSE.search(behind)
        if found is None:
            return False
        verb, between = found, sentence + behind[: found.start()]
    plan = verb["future"] is not None or verb.group().lower() in date_words().verbs_of_plans
    return not (plan or MAY_BE_AHEAD.search(between))


def _behind(match: re.Match[str]) -> str:
    """What stands behind a date in its sentence, up to VERB_REACH."""
    behind = match.string[match.end() : match.end() + VERB_REACH]
    return re.split(r"[.!?;]\s|\n", behind)[0]


def past_behind(match: re.Match[str]) -> bool:
    """Whether the next verb behind a date, in its sentence, is one of the past."""
    verb = TENSE.search(_behind(match))
    return verb is not None and verb["future"] is None


UNTIL = re.compile(r"\b(?:[Uu]ntil|[Tt]hrough|least|[Bb]y|[Ff]or)\s$")
""" "closed until Friday", "to be agreed by July 1"."""
ENDS_THEN = re.compile(
    r"\b(?:given?|gave|gives?|have|has)\s+(?:[\w’']+\s+){0,5}until\s$"
    r"|(?<!failed )(?<!had )(?<!unable )to\s+[a-z]+\s(?:[\w’'$,-]+\s){0,5}by\s$"
)
""" "gave the firm until Friday", "asked the court to rule by Friday"."""
IS_ON = re.compile(r"\b(?:is|are)\s(?:on\s|(?:at\s)?(?:noon|midnight)\s(?:on\s)?)?$")
""" "the election is on Sunday", "the deadline is midnight Friday"."""
AHEAD_OF = re.compile(r"\b[Aa]head\sof\s(?:the\s|a\s)?$")
BEFORE = re.compile(r"\b(?:[Bb]efore|[Ff]or|[Uu]ntil)\s(?:the\s)?$")
HELD_THAT_DAY = re.compile(
    rf"(?:['’]s)?\s(?:[a-z-]+\s){{0,2}}(?:{SET_LONG_BEFORE}|{'|'.join(date_words().games)})\b"
)
""" "before Sunday's runoff"."""
OWNED = re.compile(r"['’]s\b")


def is_bound_ahead(match: re.Match[str]) -> bool:
    """Whether the words before a weekday bind it to what is to come: "adjourned until Friday",
    "ahead of Sunday's election", "the deadline is Friday"; what was "closed until Friday" is not.
    """
    if stands_behind(match, IS_ON) or stands_behind(match, ENDS_THEN):
        return True
    if stands_behind(match, AHEAD_OF):
        return _past_verb(match) != "had"
    if HELD_THAT_DAY.match(match.string, match.end()):
        return stands_behind(match, BEFORE) is not None and _past_verb(match) is None
    if OWNED.match(match.string, match.end()) or not stands_behind(match, UNTIL):
        return False
    past = _past_verb(match)
    if past is not None:
        return past in date_words().puts_off
    return not past_behind(match)
