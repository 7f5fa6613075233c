"""Who does what a verb of speech says, before it ("Kent said") and behind it ("said Kent")."""

import re
from collections.abc import Sequence

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.acting import BESIDE, NO_SUBJECT_AFTER, acts, may_act
from streams.extraction.speakers.nouns import body_meant, by_noun
from streams.extraction.speakers.places import Cue
from streams.extraction.speakers.pronouns import PRONOUN, person_meant
from streams.extraction.speakers.spoken import Mentioned, Spoken, first_at, within
from streams.extraction.speakers.vocabulary import HAS_ALSO, any_of, speech

APPOSITION = re.compile(
    r"(?:,? \(?[A-Z][\w.-]*\)?| (?:of|at|from|with) (?:the )?[A-Z][^,.:;“”\"\n]{1,60})?"
    r",\s(?=[a-z])\w+\s"
)
""" "Ann Kent, a", "Ann Kent, R-Iowa, who", "Ann Kent of the Union, which"."""
UNKNOWN_WHO = re.compile(r"\b[A-Z]\w{1,30},? who $")
WHO = re.compile(r"(?:,| [—–-])? who (?:(?:\w+ly|also|later|then|once|has|had|have) ){0,2}")
ITSELF = re.compile(r"\b[Ii]t (?:also |later |then |has |had |went on to |goes on to )?$")
ADVERBS = any_of(speech().adverbs)
NOUN_BEFORE = re.compile(
    r"\b([Tt]he|[Aa]n?|[Oo]ne|[Aa]nother) "
    rf"((?:[\w.’'-]+ ){{0,3}}?(?!(?:{ADVERBS}|was|were|is|are|been) )[\w-]+) "
    rf"(?:(?:{ADVERBS}|was|were|is|are|has been|had been) )?$"
)
""" "the president", "the attorney general", "one man was" right before a verb."""
THEIRS = re.compile(
    rf"(?:, [A-Z][\w.-]*,| \([^()]{{1,20}}\))? (?:(?:{ADVERBS}|both|jointly|each) )?"
)
""" " (R., S.C.) " between the second of two who speak and their verb."""
BEHIND_INVERTED = re.compile(rf"\s?[^\w\s]|\s(?:{any_of(speech().behind_inverted)})\b|$")
"""What stands behind who is named behind the verb, and not "said she was"."""
WITH = re.compile(r"\bwith (?:[\w.’'-]+ ){0,5}$")
""" "with union minister" before "Kent saying"."""
WITHIN = re.compile(r"\b(?:of|in|on|at|by|to|for|from|with|about|during|through|via)\s$")
FAR = 160
NOUN_AND_CLAUSE = re.compile(
    r"\b(?:The|(?:that|and|but|while) the) ((?:[a-z-]+ ){0,2}[a-z-]+), "
    rf"(?:{any_of(speech().clauses_on)}) [^,.:;“”\"\n]{{3,100}}, $"
)
""" "The carmaker, whose rivals include Ford, " right before a verb."""
NOUN_IN_LEAD = re.compile(r"\W*[Tt]he ((?:[\w.-]+ ){1,3})")
PLURAL_BEFORE = re.compile(rf"(?<!, )\b([a-z]+s|{any_of(speech().plurals)}) (?:(?:{ADVERBS}) )?$")
"""Several who speak without a name: "reporters ask"."""
TOLD_PLURAL = re.compile(
    r"\b(?:to|told|with|asked|by|from|in|at) (?:the |his |her |their |its )?[a-z]+s $"
)
""" "calls out to the officers" before "saying"."""
VERB_AND_COMMA = re.compile(r"[a-z]+(?: \w+)?, ")
EXPLAINED = re.compile(r"(?:, | [—–-] )(?:an?|the|[a-z]+) ")
OTHERS_OF = any_of(speech().of_names | speech().own_people | (speech().spoken_for - {"statement"}))
OWNS = re.compile(
    rf"['’]s? (?!(?:{OTHERS_OF}|office|camp|allies|lawyer|attorney|advis[eo]r)\b)[a-z]"
)
"""What somebody may say something with: "Kent's answer", and not "Kent's office"."""
FROM_BODY = re.compile(r" (?:of|from|at|with) (?:the )?(?:[a-z-]+ ){0,3}")
SOURCES = re.compile(
    rf"\b(?:{any_of(speech().people_told)}) "
    rf"(?:{any_of(speech().familiar)})\b[^,;:“”\"]{{0,80}} $"
)
""" "sources familiar with the inquiry" before a verb."""
FRONTED = re.compile(rf"\W*(?:Asked|Like|Unlike|{any_of(speech().clauses)})\s[^,]{{3,200}}, ")
""" "When he was asked, ": what a sentence has before its subject."""
THEY = re.compile(r"\W*(?:They|We) ")
NOUN_BEHIND = re.compile(r"\s[Tt]he ((?:(?:[A-Z]\.){2} )?(?:[\w’'-]+ ?){1,4})")
SAID_BY_OTHERS = re.compile(
    rf"\b(?:{any_of(speech().those_who)}) who (?:(?:would|have|had) )*$|"
    rf"\b(?:[Tt]hey|[Ww]e|I|[Yy]ou) (?:(?:{ADVERBS}) )?$|"
    r"(?<!, )(?<!told )(?<!asked )(?<!as )\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){1,4}"
    r"who (?:\w+ly )?$"
)
WHAT_SAYS = re.compile(
    rf"\b(?!(?:{any_of(speech().that_says)})\b)[a-z]+ "
    r"that (?:\w+ly )?$|\bof which $"
)
""" "a sign that", "the first of which" before "said"."""
OTHERS = ("who ", "would ", "have ", "had ", "hey ", "e ", "I ", "ou ", "ly ", "\n",
          *(f" {adverb} " for adverb in sorted(speech().adverbs)))  # fmt: skip
"""What a text ends with where SAID_BY_OTHERS is worth a search."""
JOINING = ("and ", "but ", "then ")
"""What a text holds where SAME_SUBJECT is."""
SAME_SUBJECT = re.compile(rf"(?:\b(?:and|but)|, then) (?:\w+ly )?{HAS_ALSO}$")
"""Before a verb whose subject the sentence has named before: "but added"."""
CLAUSE_OPENS = re.compile(rf"^$|[.;:!?“”\"]\s$|\b(?:{any_of(speech().clause_opens)})\s$")
""" "that the suspect had" before "told": somebody without a name speaks."""
SPOKEN_FOR = re.compile(rf"(?:['’]s?)?\s+(?:spokes\w+|{any_of(speech().spoken_for)})\b")
SPOKESMAN_OF = re.compile(
    r"\b(?:spokes\w+|statement) (?:for|at|of|from|by) (?:the )?(?:[a-z-]+ ){0,3}$"
)
SPOKESMAN_OF_PERSON = re.compile(r"\bspokes\w+ for (?:[A-Z][\w.’'-]* ){1,3}$")
""" "a spokesman for Premier" before a name: of an office, and not of "Kent" alone, a firm maybe."""
QUOTED_AS = re.compile(r"\bas $")
TOGETHER = re.compile(r"(?: \([^()]{1,20}\))?,? and (?:[A-Z]\w{0,12}\.? |[a-z]{3,14} ){0,2}")
"""What stands between two who speak together: " (D., Md.) and Senator "."""


def subject_of(spoken: Spoken, start: int, cue: Cue, cues: Sequence[Cue]) -> str | None:
    """Who does what a verb says: the nearest name, pronoun or role before it."""
    text, end = spoken.text, cue.start
    named = within(spoken, start, end)
    last = spoken.speakers[named[-1]] if named else None
    between = text[last.end : end] if last is not None else ""
    if last is not None and " who " in between and WHO.fullmatch(between):
        return _who(spoken, named)
    if last is not None and between == " " and len(named) == 1 and acts(spoken, named[-1]):
        return last.entity  # "Kent said", as most have it
    if last is not None and last.person and between == " for " and cue.word.endswith("ing"):
        return last.entity  # "criticised Kent for saying"
    saying = last is not None and between == " " and cue.word.endswith("ing")
    if (
        last is not None
        and saying
        and WITH.search(text, max(start, last.start - BESIDE), last.start)
    ):
        return last.entity  # "Lam left, with Kent saying"
    before = text[max(start, end - BESIDE) : end]
    if before.endswith(OTHERS) and SAID_BY_OTHERS.search(before):
        return None
    if _speak_together(spoken, named):
        # the first stands for both, where the verb is theirs
        return spoken.speakers[named[-2]].entity if THEIRS.fullmatch(between) else None
    if before.endswith(" who ") and UNKNOWN_WHO.search(before):
        return None  # "Ecclesiastes who tells us"
    if "t " in before and ITSELF.search(before):
        return body_meant(spoken, end, alone=False)
    if ("that " in before or "which " in before) and WHAT_SAYS.search(before):
        return None
    if before.endswith(", ") and (
        clause := NOUN_AND_CLAUSE.search(text, max(start, end - FAR), end)
    ):
        known, held = by_noun(spoken, clause[1], clause.start())
        if known:
            return held  # "The company, which also owns Beats, said"
    goes_on = cue.word.endswith("ing") and not QUOTED_AS.search(before)
    if goes_on and (noun := NOUN_BEFORE.search(before)) is not None:
        held = by_noun(spoken, noun[2], end)[1]
        if held in spoken.people or noun[2] in speech().things:
            return held  # "the tape shows the president saying", "a headline saying"
    joins = any(map(before.__contains__, JOINING)) and SAME_SUBJECT.search(before)
    if goes_on or joins:
        return _shared_subject(spoken, start, cue, cues)
    return _own_subject(spoken, start, end, before, named)


def _who(spoken: Spoken, named: Sequence[int]) -> str:
    """Whom "who" means behind the last of those named: a person, of whom a body only says more:
    "Kent – a former adviser to the Globe – who said"."""
    last = spoken.speakers[named[-1]]
    if last.person:
        return last.entity
    people = [spoken.speakers[i] for i in named if spoken.speakers[i].person]
    explained = people and EXPLAINED.match(spoken.text, people[-1].end, last.start)
    return people[-1].entity if explained else last.entity


def _shared_subject(spoken: Spoken, start: int, cue: Cue, cues: Sequence[Cue]) -> str | None:
    """Who does what "adding" or "and added" says: the subject of the verb of speech that it goes on
    with, else what its sentence begins with."""
    text, end = spoken.text, cue.start
    fronted = FRONTED.match(text, start, end)
    if fronted is not None:
        start = fronted.end()
        cues = [c for c in cues if c.start >= start]
    if THEY.match(text, start, end):
        return None
    main = next((c for c in cues if _leads(c, cue)), None)
    if main is not None:
        return subject_of(spoken, start, main, [main])
    named = within(spoken, start, end)
    first = next((spoken.speakers[i] for i in named if acts(spoken, i)), None)
    lead = NOUN_IN_LEAD.match(text, start, end)
    if lead and (first is None or lead.end() <= first.start):
        known, held = by_noun(spoken, lead[1], end)
        apart = first is None or ", " not in text[lead.end() : first.start]
        if held is not None or (known and apart):
            return held
    pronoun = PRONOUN.search(text, start, end)
    if pronoun and (first is None or not first.person or pronoun.start() <= first.start):
        return person_meant(spoken, pronoun)
    if first is None and (owner := _opening_owner(spoken, start, end)) is not None:
        return owner
    before = text[max(start, end - BESIDE) : end]
    if first is not None:
        speak = _others_speak(before, end, first.start)
        return _spoken_for(spoken, named) if speak else first.entity
    return _spoken_for(spoken, named)


def _opening_owner(spoken: Spoken, start: int, end: int) -> str | None:
    """Whose the words are with which a sentence begins, that goes on with "saying": "Kent's
    statement was short, saying"."""
    first = first_at(spoken, start, min(start + LONGEST_TITLE, end))
    if first is None or not first.person or not OWNS.match(spoken.text, first.end):
        return None
    return first.entity


def _own_subject(
    spoken: Spoken, start: int, end: int, before: str, named: Sequence[int]
) -> str | None:
    """Who does what the verb at `end` says, of those between `start` and it. `before`: the words
    right before it."""
    acting = [i for i in named if acts(spoken, i)]
    last = spoken.speakers[acting[-1]] if acting else None
    at = last.start if last is not None else None
    pronouns = list(PRONOUN.finditer(spoken.text, start, end))
    he = pronouns[-1] if pronouns and (at is None or pronouns[-1].start() > at) else None
    if he is not None and end - he.end() == 1:
        return person_meant(spoken, he)  # "he said", as most have it
    noun = NOUN_BEFORE.search(before)
    if he is not None and (noun is None or _at(end, before, noun) < he.start() or _is_bare(noun)):
        return person_meant(spoken, he)
    apart = noun and (noun[1].lower() in {"one", "another"} or _is_inserted(spoken, last, end))
    explains = noun and not apart and last is not None and _at(end, before, noun) == last.end + 2
    if noun and (explains or WITHIN.search(before, 0, noun.start())):
        noun = None  # "Britt Farmer, the senior minister said", "in a tweet said"
    if noun and (at is None or _at(end, before, noun) > at):
        known, held = by_noun(spoken, noun[2], end)
        word = noun[2].rpartition(" ")[2]
        acts_there = word.islower() and word not in speech().when
        opens = CLAUSE_OPENS.search(before, 0, noun.start()) or (
            noun[1].lower() != "the" and before.endswith(", ", 0, noun.start())
        )  # "At the White House meeting, an attendee told"
        if known or (acts_there and opens):
            definite = held if noun[1].lower() == "the" else None
            return definite or _spoken_for(spoken, named)
    if he is not None:
        return person_meant(spoken, he)
    if last is None or _others_speak(before, end, at):
        return _spoken_for(spoken, named)
    if (held := _of_body(spoken, acting)) is not None:
        return held
    explained = _explained(spoken, acting, end)
    return last.entity if explained is None else spoken.speakers[explained].entity


def _is_bare(noun: re.Match[str]) -> bool:
    """Whether a noun may leave the subject to a pronoun before it: "when he was asked, the
    president said", "he told a man who asked", and not "the Saudi minister"."""
    if noun[2].endswith((" who", " which", " that")):
        return True
    return noun[1].lower() == "the" and " " not in noun[2]


def _is_inserted(spoken: Spoken, last: Mentioned | None, end: int) -> bool:
    """Whether the verb at `end` ends what stands within a sentence on the last one named: "Kent,
    the judge then declared, is free"; not so behind a quotation: "...,” Kent, the judge said,"."""
    if last is None or VERB_AND_COMMA.match(spoken.text, end) is None:
        return False
    return spoken.text[max(last.start - 2, 0) : last.start].strip()[-1:] not in {"”", '"'}


def _others_speak(before: str, end: int, at: int | None) -> bool:
    """Whether several without a name speak, nearer to the verb than the one who is named at `at`:
    "reporters ask"."""
    several = PLURAL_BEFORE.search(before)
    if several is None or several[1] in speech().no_plurals or TOLD_PLURAL.search(before):
        several = SOURCES.search(before)
    if several is None:
        return False
    return at is None or _at(end, before, several) > at


def _explained(spoken: Spoken, acting: Sequence[int], end: int) -> int | None:
    """The subject of a verb behind a comma: "Ann Kent, who has known Unwin for long, said"."""
    text = spoken.text
    if text[end - 2 : end] != ", ":
        return None
    opened = [i for i in acting if APPOSITION.match(text, spoken.speakers[i].end, end)]
    return opened[-1] if opened else None


def _of_body(spoken: Spoken, acting: Sequence[int]) -> str | None:
    """The person of whom the body right before a verb only says more: "Ann Kent of the local
    Health Council said"."""
    if len(acting) < 2:
        return None
    person, body = (spoken.speakers[i] for i in acting[-2:])
    if body.person or not person.person:
        return None
    return person.entity if FROM_BODY.fullmatch(spoken.text, person.end, body.start) else None


def _at(end: int, before: str, match: re.Match[str]) -> int:
    """Where in the text a match in the words before `end` begins."""
    return end - len(before) + match.start()


def _leads(main: Cue, cue: Cue) -> bool:
    """Whether a verb is the one that "adding" or "and added" goes on with."""
    if main.word in words().labels:
        return False
    return main.start < cue.start and not main.word.endswith("ing")


def _spoken_for(spoken: Spoken, named: Sequence[int]) -> str | None:
    """ "a spokesman for the ministry", "FEC officials": the body."""
    text = spoken.text
    for i in reversed(named):
        body = spoken.speakers[i]
        before = text[max(body.start - BESIDE, 0) : body.start]
        if body.person:
            if SPOKESMAN_OF_PERSON.search(before) and text[body.end : body.end + 1] not in "’'":
                return body.entity
        elif SPOKEN_FOR.match(text, body.end) or SPOKESMAN_OF.search(before):
            return body.entity
    return None


def _speak_together(spoken: Spoken, named: Sequence[int]) -> bool:
    """ "Bob Menendez and Senator Sherrod Brown write"."""
    return len(named) > 1 and together(spoken, named[-2])


def together(spoken: Spoken, i: int) -> bool:
    """Whether the name at `i` and the next one are joined by "and" and may do something."""
    first, second = spoken.speakers[i], spoken.speakers[i + 1]
    if first.person != second.person or not may_act(spoken.text, first):
        return False
    if NO_SUBJECT_AFTER.match(spoken.text, second.end):
        return False  # "the Kent and Unwin administrations"
    return TOGETHER.fullmatch(spoken.text, first.end, second.start) is not None


UNNAMED_BEHIND = re.compile(
    r" (?:one|an?|another|two|three|several|some|many|most) [^,.;:“”\"]{3,80}(?:, |$|(?=[.;:“”\"]))"
)
""" "said one former official" has no name but behind a comma."""
DOCUMENT_FROM = re.compile(r"\b(?:from|by|of) (?:[a-z]+ )?[A-Z]")
LONGEST_TITLE = 12
OFFICE = re.compile(r" (?:[A-Z][\w.’'-]* ){0,5}")
LONGEST_OFFICE = 60
"""Characters between the verb and the name: "asked NPR's Ann Kent"."""


def asking(spoken: Spoken, start: int, end: int) -> str | None:
    """ "...?" asked Kent, "...?" asked NPR's Ann Kent: the first person behind the verb, with a
    title or body before the name."""
    near = within(spoken, start, min(start + LONGEST_OFFICE, end))
    named = next((spoken.speakers[i] for i in near if spoken.speakers[i].person), None)
    if named is None or not OFFICE.fullmatch(spoken.text, start, named.start):
        return None
    return named.entity


def behind_verb(spoken: Spoken, start: int, end: int, *, near: bool) -> str | None:
    """ "said Smith", "said the company’s head, John Smith", "said he", "said the mayor"."""
    text = spoken.text
    pronoun = PRONOUN.match(text, start + 1, end)
    if pronoun is not None:
        return person_meant(spoken, pronoun) if BEHIND_INVERTED.match(text, pronoun.end()) else None
    if (unnamed := UNNAMED_BEHIND.match(text, start, end)) is not None:
        own = first_at(spoken, unnamed.end(), min(unnamed.end() + LONGEST_TITLE, end))
        if own is not None and unnamed.group().endswith(", "):
            return own.entity
        if "spokes" in unnamed.group() or not DOCUMENT_FROM.search(unnamed.group()):
            return _spoken_for(spoken, within(spoken, start, end))
    named = [spoken.speakers[i] for i in within(spoken, start, end) if acts(spoken, i)]
    if near:
        named = [m for m in named if m.start <= start + 25][:1]
        named = [m for m in named if BEHIND_INVERTED.match(text, m.end)]
    people = [m for m in named if m.person] or [
        m
        for m in named
        if BEHIND_INVERTED.match(text, m.end)  # not "the Lakers star"
    ]
    if people:
        return people[0].entity
    noun = None if near else NOUN_BEHIND.match(spoken.text, start, end)
    if noun is not None and (held := by_noun(spoken, noun[1], start)[1]) is not None:
        return held
    return _spoken_for(spoken, within(spoken, start, min(start + LONGEST_OFFICE, end)))
