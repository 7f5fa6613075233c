"""Who says a quotation: whom the words beside it name, by name, pronoun, role or body.

A name speaks where it acts: not behind "told" or "by", not before "'s" or "lawyer". A pronoun means
the nearest person who acts and whose gender does not speak against it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from schemas import Entity, Span
from streams.extraction.entities.gazetteers import women_and_men, words

WORD = re.compile(r"\w+")
REACH, REACH_BEHIND = 300, 200
"""Characters before and behind a quotation in which its cue is looked for."""
LONGEST_SENTENCE = 600
LONGEST_TWEET = 400
FAR = 5000
"""Characters before a pronoun in which the person is looked for."""
FAR_PAST_OTHERS = 1000
"""The same where people of the other gender stand between."""
BESIDE = 48
"""Characters before a verb or a name that say what it does there."""
SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s(?![a-z])")
BEFORE_POINT = re.compile(r"\b\w{1,4}$")
SENTENCE_SIGNS = (".", "!", "?", "”", '"', "…")
SHORTENED = frozenset(
    "Mr Mrs Ms Dr Prof Rev Sen Sens Rep Reps Gov Govs Sgt Lt Capt Maj Col Gen Adm Cpl Inc Corp Co "
    "Ltd Jr Sr St Jan Feb Aug Sept Oct Nov Dec No vs".split()
)
"""Words with a point behind which no sentence ends."""
PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b|\b(?:[Hh]is|[Hh]er) (?=(?:statement|letter|e-?mail|memo|tweet|post|"
    r"speech|testimony|book|op-ed|column|essay|lawsuit|message)\b)"
)
LONGEST_LEAD = 48
LEAD = re.compile(r"(?:[A-Z][\w’']*(?: [a-z]+){0,4},? )?(?:[Tt]he )?")
""" "In response, the": what a sentence has before its subject."""
APPOSITION = re.compile(r",\s(?=[a-z])\w+\s")
ITSELF = re.compile(r"\b[Ii]t (?:also |later |then |has |had |went on to |goes on to )?$")
ADVERBS = "also|later|then|has|had|have|again|once|now|often|recently|reportedly|repeatedly|further"
NOUN_BEFORE = re.compile(
    r"\b([Tt]he|[Aa]n?|[Oo]ne|[Aa]nother) "
    rf"((?:[\w.’'-]+ ){{0,3}}(?!(?:{ADVERBS}) $)[\w-]+) "
    rf"(?:(?:{ADVERBS}) )?$"
)
""" "the president", "the attorney general", "one man" right before a verb."""
BEHIND_INVERTED = re.compile(
    r"\s?[^\w\s]|\s(?:in|on|at|to|of|from|during|about|last|this|after|before|as|when|with|while|late|early)"
    r"\b|$"
)
"""What stands behind who is named behind the verb, and not "said she was"."""
WITHIN = re.compile(r"\b(?:of|in|on|at|by|to|for|from|with|about|during|through|via)\s$")
NOUN_IN_LEAD = re.compile(r"\W*[Tt]he ((?:[\w.-]+ ){1,3})")
PLURAL_BEFORE = re.compile(rf"(?<!, )\b([a-z]+s|people|police|men|women) (?:(?:{ADVERBS}) )?$")
"""Several who speak without a name: "reporters ask"."""
NO_PLURALS = frozenset("was is has does his this us as always sometimes perhaps besides".split())
FRONTED = re.compile(
    r"\W*(?:Asked|When|While|As|After|Before|If|Although|Though|Since)\s[^,]{3,200}, "
)
""" "When he was asked, ": what a sentence has before its subject."""
NOUN_BEHIND = re.compile(r"\s[Tt]he ((?:[\w’'-]+ ?){1,4})")
SAID_BY_OTHERS = re.compile(
    r"\b(?:those|people|anyone|everyone|others|some|critics|many) who (?:(?:would|have|had) )*$|"
    rf"\b(?:[Tt]hey|[Ww]e|I|[Yy]ou) (?:(?:{ADVERBS}) )?$"
)
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s(?:\w+ly\s)?$")
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
NO_VERBS = frozenset(
    "acting outgoing incoming sitting leading reigning ruling morning evening spring nothing "
    "something".split()
)
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
STOPS = re.compile('[“”";—\n]')
"""What ends the words behind a quotation that may say whose it is."""
AS_TOLD = re.compile(r"\s?[—–-]{1,2}\s?(?=as )")
GOES_ON = re.compile(r"\s*(?:while|but|and|which|though|because)\b")
"""What the sentence goes on with behind a quotation that it has introduced."""
GOES_ON_AS = re.compile(r"\s*as\b")
ALSO = re.compile(r"\band (?:later |also |then )?$")
SAME_SUBJECT = re.compile(r"\b(?:and|but|then) (?:later |also |then |has |had )?$")
"""Before a verb whose subject the sentence has named before: "but added"."""
SPOKEN_FOR = re.compile(r"\s+(?:spokes\w+|officials?|statement)\b")
OF_THAT = re.compile(r"(?: [\w-]+){1,3}\.? ")
FOR_OTHERS = re.compile(r"\b(?:for|of|by|with|from|about|in|at) (?:the )?$")
SOURCE_OF = re.compile(
    r"\b(?:spokes\w+|officials?|report|study|survey|poll|analysis|statement|estimate|figures|data|"
    r"researchers|scientists|economists|analysts|article|release|letter|filing)\b[^,.]{0,40}$"
)
"""What speaks for the body or person that it is of: "a report by the center"."""
SPOKESMAN_OF = re.compile(r"\b(?:spokes\w+|statement) (?:for|at|of|from|by) (?:the )?$")
NOUN_FIRST = re.compile(r"(?:[.!?][”\"]?\s|\n)The ((?:[\w.-]+ )?[a-z]+)(?=[\s,])")
UNNAMED = re.compile(
    r"\b(?:An?|One|Another) (?:[\w-]+ ){0,3}(?:spokes\w+|official|source|man|woman|resident|"
    r"witness|neighbou?r|protester|voter|student|soldier)\b[^.\n]{0,80}\b(?:told|said|says)\b"
)
"""Somebody without a name who speaks, whom a pronoun behind means."""
LISTENED = frozenset({"told", "tells", "telling", "asked", "asks", "asking", "warns", "warned"})
"""Behind these stands who is spoken to."""
NOUNS_TOO = frozenset(
    "states notes claims asks reveals thinks reports answers note points warning estimated post "
    "posted mentions".split()
)
CALLS = frozenset({"called", "calls", "call", "calling"})
FOR_IT = re.compile(r"\s(?:for|on|upon|off|out|attention)\b")
SECOND_WORDS = {
    "point": " out", "points": " out", "pointed": " out", "pointing": " out", "put": " it",
    "puts": " it",
}  # fmt: skip
"""Verbs of speech that are some only with the word behind them: "pointed out"."""
SO_CALLED = re.compile(r"\bso[- ]$")
LAST_WORD = re.compile(r"\b(\w{1,30})[,)’'.]{0,3}\s?$")
BEFORE_VERB = frozenset(
    "it he she who which that also they and then later has have had did does said".split()
)
ING_OF_SPEECH = re.compile(r"(?:[,—–)-]|,[”\"]|\band|\bas)\s*$")
QUOTED_AS = re.compile(r"\bas $")
BEHIND_ING = re.compile(r"\s?[,:]|\s(?:that|how|why|what|him|her|them|reporters|[“\"])|\s*$")
NOUN_SAID = re.compile(
    r"\s[Tt]he (?:[\w.’'-]+ ){0,2}?([A-Za-z]+) (?:also |later |then )?[a-z]+(?=\W)"
)
POLITICIANS = frozenset(
    "president senator congressman congresswoman governor leader lawmaker legislator democrat "
    "republican politician".split()
)
POLITICAL = frozenset(
    "president senator sen rep representative congressman congresswoman governor gov leader "
    "lawmaker legislator democrat republican speaker chairman whip democratic".split()
)
"""Words of roles of somebody who is spoken of so."""
FAR_BACK = 500
"""Characters before a quotation in which he or she has spoken or acted."""
BODY_NOUNS = frozenset(
    "company firm group network agency organisation organization ministry department union "
    "committee commission paper newspaper magazine outlet broadcaster station bank court council "
    "institute charity foundation campaign party team club league association university".split()
)
NOBODY = frozenset(
    "man woman source person neighbour neighbor crowd audience witness resident statement letter "
    "report post message tweet document memo complaint lawsuit filing article story book website "
    "banner sign email note indictment ruling decision order bill law study survey poll".split()
)
"""Nouns for who or what says something and has no name."""
SHORT_ROLES = {
    "governor": "gov", "senator": "sen", "representative": "rep", "congressman": "rep",
    "congresswoman": "rep", "general": "gen", "sergeant": "sgt", "captain": "capt",
    "colonel": "col", "lieutenant": "lt", "reverend": "rev", "professor": "prof",
}  # fmt: skip
"""Nouns for people, and how a role is shortened that they mean as well."""
HEAD_OF_ROLE = re.compile(r" (?:of|at|for|in|to|on|with|and)\b|,")
MENS = frozenset(
    "mr sir lord king prince duke father brother husband son pope nephew uncle actor".split()
)
WOMENS = frozenset(
    "mrs ms miss dame lady queen princess duchess mother sister wife daughter actress widow niece "
    "aunt".split()
)
ADDRESSED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady|Lord)\.?\s$")
TOGETHER = re.compile(r"(?: \([^()]{1,20}\))?,? and (?:[A-Z]\w{0,12}\.? ?){0,2}")
"""What stands between two who speak together: " (D., Md.) and Senator "."""
VERB_BEHIND = re.compile(r"\s(?!is|was|has|as|his)([a-z]+(?:ed|s))(?=[\s.,])\s?")
LONGEST_TITLE_OF = 12
"""Characters before a name for a title: "agrees Senator Cruz"."""
LONGEST_SIGNATURE = 80
SIGNED = re.compile(r"[—–-]*\s?")


class Mentioned(NamedTuple):
    """Where an entity is named."""

    start: int
    end: int
    entity: str
    person: bool = False


class Speaker(NamedTuple):
    entity: str | None
    cue: str | None


class Spoken(NamedTuple):
    """A text as its quotations need it."""

    text: str
    paragraphs: Sequence[Span]
    speakers: Sequence[Mentioned]
    """People and bodies, in order, where no quotation names them."""
    roles: Sequence[tuple[str, str]]
    """What people are, in small letters and without of what, with their ids."""
    people: Mapping[str, Entity]
    genders: dict[str, str | None]
    """What has been found out so far: "he", "she" or None by id."""


def spoken_text(
    text: str, paragraphs: Sequence[Span], spans: Sequence[Span], entities: Sequence[Entity]
) -> Spoken:
    """The text with those who can speak in it. `spans`: its quotations."""
    mentions = sorted(
        Mentioned(m.start, m.end, e.id, e.type == "PERSON")
        for e in entities
        if e.type in {"PERSON", "ORG", "FACILITY", "PLACE"}
        for m in e.mentions
        if e.type in {"PERSON", "ORG"} or _says(text, m.end)
    )
    starts = [span.start for span in spans]
    outside = []
    tweets = "(@" in text
    for mention in mentions:
        before = bisect_right(starts, mention.start) - 1
        quoted = before >= 0 and spans[before].end > mention.start
        if not (quoted or (tweets and _is_tweeted(text, mention))):
            outside.append(mention)
    people = {e.id: e for e in entities if e.type == "PERSON"}
    roles = [
        (HEAD_OF_ROLE.split(role, maxsplit=1)[0].lower(), id_)
        for id_, e in people.items()
        for role in e.roles
    ]
    return Spoken(text, paragraphs, outside, roles, people, {})


def _says(text: str, end: int) -> bool:
    """Whether a verb of speech follows a name right away: "the White House said"."""
    return text[end + 1 : end + 16].partition(" ")[0].rstrip(",:.") in words().cues


def _is_tweeted(text: str, mention: Mentioned) -> bool:
    """Whether a name stands in a tweet that is shown whole, which ends with "— Name (@handle)"."""
    handle = text.find("(@", mention.end, mention.end + LONGEST_TWEET)
    if handle < 0 or "\n" in text[mention.end : handle]:
        return False
    return any(dash in text[max(mention.start - 2, 0) : handle] for dash in "—–")


def speaker_of(
    spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None, floor: int
) -> Speaker:
    """The speaker of a quotation, and the verb beside it. `previous`: what stands in marks before
    it; `floor`: where the last quotation before it ends."""
    speaker = _beside(spoken, span, floor)
    return speaker if speaker.entity is not None else _from_context(spoken, span, speaker, previous)


def sentence_ends(text: str) -> Iterator[int]:
    """The places behind the ends of sentences."""
    for match in SENTENCE_END.finditer(text):
        at = match.start()
        short = BEFORE_POINT.search(text, max(at - 5, 0), at)
        word = short.group() if short else ""
        initial = len(word) == 1 and word.isupper()
        if text[at] != "." or not (initial or word in SHORTENED):
            yield match.end()


def _from_context(
    spoken: Spoken, span: Span, speaker: Speaker, previous: tuple[Span, Speaker] | None
) -> Speaker:
    """The speaker of a quotation beside which none is named: that of the one before it, which it
    goes on with; else who speaks or acts in the words that lead to it."""
    text = spoken.text
    if previous is not None and speaker.cue is not None:
        gap = text[previous[0].end : span.start]
        at = gap.rfind(speaker.cue)
        goes_on = speaker.cue.endswith("ing") or ALSO.search(gap, 0, at)
        if "\n" not in gap and at > 0 and goes_on:
            return Speaker(previous[1].entity, speaker.cue)
    if speaker.cue is not None:
        return Speaker(_spoken_of(spoken, span, previous), speaker.cue)
    if (named := _named_behind(spoken, span)) is not None:
        return named
    if previous is not None and _follows(spoken, previous[0], span):
        return Speaker(previous[1].entity, None)
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - LONGEST_SENTENCE)
    if not text[low : span.start].strip():
        return _from_paragraphs_beside(spoken, span)
    before = text[low : span.start]
    introduced = before.rstrip().endswith(":")
    ends = list(sentence_ends(before))
    if introduced or (ends and ends[-1] == len(before)):
        start = [0, *ends][-1 if introduced else -2]
        return _who_leads_in(spoken, low + start, span.start, introduced=introduced)
    return speaker


def _spoken_of(spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None) -> str | None:
    """Whom "the senator said" or "the Ohio Democrat added" behind a quotation goes on to speak of,
    where no role says it: who spoke last, or acted."""
    noun = NOUN_SAID.match(spoken.text, span.end)
    if noun is None or noun[1].lower() not in POLITICIANS:
        return None
    last = previous[1].entity if previous and span.start - previous[0].end < FAR_BACK else None
    if last is None:
        people = [
            i for i in _within(spoken, max(span.start - FAR_BACK, 0), span.start)
            if spoken.speakers[i].person and _acts(spoken, i)
        ]  # fmt: skip
        last = spoken.speakers[people[-1]].entity if people else None
    roles = [role for role, entity in spoken.roles if entity == last]
    fits = not roles or any(word in POLITICAL for role in roles for word in role.split())
    return last if last in spoken.people and fits else None


def _from_paragraphs_beside(spoken: Spoken, span: Span) -> Speaker:
    """Whose a quotation is that opens its paragraph: who signs it in the next one, or who speaks
    where the one before it ends."""
    number = bisect_right(spoken.paragraphs, span.start, key=_start) - 1
    last = bisect_right(spoken.paragraphs, span.end - 1, key=_start) - 1
    whole = span.end >= spoken.paragraphs[last].end - 1
    if whole and (signed := _signed(spoken, last + 1)):
        return Speaker(signed, None)
    if number == 0:
        return Speaker(None, None)
    before = spoken.paragraphs[number - 1]
    low = max(before.start, before.end - LONGEST_SENTENCE)
    body = spoken.text[low : before.end].rstrip()
    introduced = body.endswith(":")
    if not (introduced or (whole and body.endswith(SENTENCE_SIGNS))):
        return Speaker(None, None)  # or a headline, a signature
    start = [0, *sentence_ends(body)][-1]
    return _who_leads_in(spoken, low + start, before.end, introduced=introduced)


def _signed(spoken: Spoken, number: int) -> str | None:
    """The person whose name stands alone in a paragraph, or with a body: "Ann Kent, Slate"."""
    if number >= len(spoken.paragraphs):
        return None
    paragraph = spoken.paragraphs[number]
    if paragraph.end - paragraph.start > LONGEST_SIGNATURE:
        return None
    sign = SIGNED.match(spoken.text, paragraph.start)
    first = sign.end() if sign else paragraph.start
    named = _person_at(spoken, first, first + 1)
    if named is None or _cues(spoken.text, named.end, paragraph.end):
        return None
    alone = named.end >= paragraph.end or spoken.text[named.end] == ","
    return named.entity if alone else None


def _person_at(spoken: Spoken, start: int, end: int) -> Mentioned | None:
    """Who is named first from `start` up to `end`, where that is a person."""
    named = next((spoken.speakers[i] for i in _within(spoken, start, end)), None)
    return named if named is not None and named.person else None


def _who_leads_in(spoken: Spoken, start: int, end: int, *, introduced: bool) -> Speaker:
    """Who speaks in the words before a quotation, else who acts there first.

    `introduced`: they end with a colon, before which anybody may stand ("for Kent:").
    """
    if (said := _said(spoken, start, end, behind=False, labels=False)) is not None:
        return Speaker(said.entity, None)
    people = [i for i in _within(spoken, start, end) if spoken.speakers[i].person]
    acting = [i for i in people if _acts(spoken, i)]
    last = people[-1:] if introduced else []
    if last and spoken.text[spoken.speakers[last[0]].end : end].strip() != ":":
        last = []
    meant = acting[:1] or last
    return Speaker(spoken.speakers[meant[0]].entity if meant else None, None)


def _named_behind(spoken: Spoken, span: Span) -> Speaker | None:
    """The person who stands behind a quotation with a verb that is no cue, or with none: "...,"
    Lam narrated, "...," agrees Lam, "...," Lam, a nurse."""
    text, end = spoken.text, span.end
    if text[end - 2] != ",":
        return None
    verb = VERB_BEHIND.match(text, end)
    start = verb.end() if verb else end
    named = _person_at(spoken, start, start + (LONGEST_TITLE_OF if verb else 2))
    if named is None:
        return None
    if verb is None and text[named.end : named.end + 1] != ",":
        verb = VERB_BEHIND.match(text, named.end)
        if verb is None:
            return None
    return Speaker(named.entity, verb[1] if verb else None)


def _follows(spoken: Spoken, previous: Span, span: Span) -> bool:
    """Whether a quotation goes on with the last one: it opens a sentence of the same paragraph, or
    the next one, or stands in the sentence of the last one."""
    paragraphs = spoken.paragraphs
    number = bisect_right(paragraphs, span.start, key=_start)
    apart = number - bisect_right(paragraphs, previous.end - 1, key=_start)
    if apart > 1:
        return False
    if apart == 1:
        said = spoken.text[span.end - 2 : span.end + 2]  # and not "...," a letter reads
        return paragraphs[number - 1].start == span.start and said[0] != ","
    gap = spoken.text[previous.end : span.start]
    ends = list(sentence_ends(gap))
    if not ends:
        return True
    return len(ends) <= 2 and not gap[ends[-1] :].strip()


def _start(span: Span) -> int:
    return span.start


def _beside(spoken: Spoken, span: Span, floor: int) -> Speaker:
    """By a cue verb beside the quotation, within the paragraph: behind what a comma ends, else
    before it."""
    text = spoken.text
    last, following = text[span.end - 2], text[span.end : span.end + 2].lstrip(" ")[:1]
    places = [True, False]
    bracketed = text[span.start - 1 : span.start] == "(" and following == ")"
    introduced = text[span.start - 2 : span.start] in {", ", ": "}
    said = _said_right_behind(spoken, span) if last in ",?!" and not introduced else None
    if said is not None:
        return said
    if (last == "." and not following.islower()) or bracketed or GOES_ON.match(text, span.end):
        del places[0]
    elif last not in ",?!" or introduced or GOES_ON_AS.match(text, span.end):
        places.reverse()
    cue = None
    for behind in places:
        start, end = _words_behind(text, span) if behind else _words_before(text, span, floor)
        found = _said(spoken, start, end, behind=behind)
        if found is not None and found.entity is not None:
            return found
        cue = cue or (found and found.cue)
    return Speaker(None, cue)


def _said_right_behind(spoken: Spoken, span: Span) -> Speaker | None:
    """ "...," Kent said: what most quotations have; no words need to be looked through."""
    i = bisect_left(spoken.speakers, (span.end,))
    if i == len(spoken.speakers) or spoken.speakers[i].start != span.end + 1:
        return None
    named, text = spoken.speakers[i], spoken.text
    verb = WORD.match(text, named.end + 1)
    if verb is None or verb.group() not in words().cues or verb.group() in words().labels:
        return None
    says = text[named.end] == " " and named.person and _is_verb(text, verb) and _acts(spoken, i)
    return Speaker(named.entity, verb.group()) if says else None


def _words_before(text: str, span: Span, floor: int) -> tuple[int, int]:
    """The words of the sentence before a quotation, up to the last one."""
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH, floor)
    return low + max(0, *sentence_ends(text[low : span.start]), 0), span.start


def _words_behind(text: str, span: Span) -> tuple[int, int]:
    """The words of the sentence behind a quotation, up to the next one."""
    dash = AS_TOLD.match(text, span.end)
    start = dash.end() if dash else span.end
    found = STOPS.search(text, start, start + REACH_BEHIND)
    high = found.start() if found else min(len(text), start + REACH_BEHIND)
    first = next(sentence_ends(text[start:high]), None)
    return start, high if first is None else start + first


def _said(
    spoken: Spoken, start: int, end: int, *, behind: bool, labels: bool = True
) -> Speaker | None:
    """Who speaks by the words from `start` to `end`; None where no cue stands there. `labels`:
    whether "called" is one."""
    cues = _cues(spoken.text, start, end)
    if behind or not labels:
        cues = [cue for cue in cues if cue.group() not in words().labels]
    if not cues:
        return None
    cue = cues[0 if behind else -1]
    word = cue.group().lower()
    if word == "according":
        return Speaker(_source(spoken, cue.end(), end), cue.group())
    subject = _subject(spoken, start, cue, cues)
    inverted = word not in LISTENED and _inverted(spoken.text, start, cue, behind=behind)
    if subject is None and inverted:
        subject = _behind_verb(spoken, cue.end(), end, near=not behind)
    return Speaker(subject, cue.group())


def _source(spoken: Spoken, start: int, end: int) -> str | None:
    """ "to Kent", "to a spokesman for the ministry", "to a report by Pew" behind "according"; not
    "to a friend of Kent", "to Kent’s lawyer"."""
    within = _within(spoken, start, end)
    if not within:
        return None
    named, behind = spoken.speakers[within[0]], spoken.speakers[within[0] : within[0] + 2][-1]
    if behind.person and OF_THAT.fullmatch(spoken.text, named.end, behind.start):
        named = behind  # "DNC Chairman Tom Perez"
    before = spoken.text[start : named.start]
    if FOR_OTHERS.search(before) and not SOURCE_OF.search(before):
        return None
    owned = named.person and NO_SUBJECT_AFTER.match(spoken.text, named.end)
    return None if owned else named.entity


def _inverted(text: str, start: int, cue: re.Match[str], *, behind: bool) -> bool:
    """Whether who speaks may stand behind the verb: not in "the group says on Facebook"."""
    if cue.group().endswith("ing"):
        return False  # "suggesting he"
    if not behind:
        return not text.startswith(" that", cue.end())
    before = text[start : cue.start()]
    return before.endswith(", ") or all(word in BEFORE_VERB for word in WORD.findall(before))


def _cues(text: str, start: int, end: int) -> list[re.Match[str]]:
    cues = _cue_words()
    found = list(map(str.lower, WORD.findall(text, start, end)))
    if cues.isdisjoint(found):
        return []  # most have none
    return [
        match
        for word, match in zip(found, WORD.finditer(text, start, end), strict=True)
        if word in cues
        and _is_verb(text, match)
        and not PASSIVE.search(text, max(match.start() - BESIDE, start), match.start())
    ]


@cache
def _cue_words() -> frozenset[str]:
    return words().cues | words().labels


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Not the "called" of "so-called", nor the "states" of "the swing states", nor the "adding"
    of "by adding it"."""
    before = text[max(match.start() - 20, 0) : match.start()]
    word = match.group()
    if before.endswith("-") or SO_CALLED.search(before):
        return False
    if word[0].isupper() and before.strip() and before.rstrip()[-1] not in '.!?”":':
        return False  # "the United States"
    if word in CALLS and FOR_IT.match(text, match.end()):
        return False  # "called for"
    if word == "Asked" or not text.startswith(SECOND_WORDS.get(word, ""), match.end()):
        return False  # "Asked why", "points to"
    if word.endswith("ing") and word not in {"according", "According"}:
        return bool(ING_OF_SPEECH.search(before) or BEHIND_ING.match(text, match.end()))
    if word not in NOUNS_TOO:
        return True
    last = LAST_WORD.search(before)
    return last is None or last[1][0].isupper() or last[1] in BEFORE_VERB


def _subject(
    spoken: Spoken, start: int, cue: re.Match[str], cues: Sequence[re.Match[str]]
) -> str | None:
    """Who does what a verb says: the nearest name, pronoun or role before it."""
    text, end = spoken.text, cue.start()
    before = text[max(start, end - BESIDE) : end]
    named = _within(spoken, start, end)
    last = spoken.speakers[named[-1]] if named else None
    between = text[last.end : end] if last is not None else ""
    if last is not None and between == ", who ":
        return last.entity
    if last is not None and between == " " and len(named) == 1 and _acts(spoken, named[-1]):
        return last.entity  # "Kent said", as most have it
    if SAID_BY_OTHERS.search(before) or _speak_together(spoken, named):
        return None
    if ITSELF.search(before):
        return _body_meant(spoken, end, alone=False)
    goes_on = cue.group().endswith("ing") and not QUOTED_AS.search(before)
    shared = goes_on or SAME_SUBJECT.search(before)
    if shared and (fronted := FRONTED.match(text, start, end)) is not None:
        start = fronted.end()
        named = _within(spoken, start, end)
        cues = [c for c in cues if c.start() >= start]
    if shared and (main := next((c for c in cues if _leads(c, cue)), None)) is not None:
        return _subject(spoken, start, main, [main])
    acting = [i for i in named if _acts(spoken, i)]
    pronouns = list(PRONOUN.finditer(text, start, end))
    which = 0 if shared else -1
    at = spoken.speakers[acting[which]].start if acting else None
    if pronouns and (at is None or (pronouns[which].start() > at) != bool(shared)):
        return _meant(spoken, pronouns[which])
    noun = NOUN_BEFORE.search(before)
    explains = noun and acting and _at(end, before, noun) == spoken.speakers[acting[-1]].end + 2
    if noun and (shared or explains or WITHIN.search(before, 0, noun.start())):
        noun = None  # "a note saying", "Britt Farmer, the senior minister said", "in a tweet said"
    if noun and (at is None or _at(end, before, noun) > at):
        known, held = _by_noun(spoken, noun[2], end)
        if known:
            definite = held if noun[1].lower() == "the" else None
            return definite or _spoken_for(spoken, named)
    others = PLURAL_BEFORE.search(before)
    if others and others[1] not in NO_PLURALS and (at is None or _at(end, before, others) > at):
        return _spoken_for(spoken, named)
    if acting:
        explained = _explained(spoken, acting, end) if not shared else None
        return spoken.speakers[acting[which] if explained is None else explained].entity
    if shared and (lead := NOUN_IN_LEAD.match(text, start, end)):
        return _by_noun(spoken, lead[1], end)[1]
    return _spoken_for(spoken, named)


def _explained(spoken: Spoken, acting: Sequence[int], end: int) -> int | None:
    """The subject of a verb behind a comma: "Ann Kent, who has known Unwin for long, said"."""
    text = spoken.text
    if text[end - 2 : end] != ", ":
        return None
    opened = [i for i in acting if APPOSITION.match(text, spoken.speakers[i].end, end)]
    return opened[-1] if opened else None


def _at(end: int, before: str, match: re.Match[str]) -> int:
    """Where in the text a match in the words before `end` begins."""
    return end - len(before) + match.start()


def _leads(main: re.Match[str], cue: re.Match[str]) -> bool:
    """Whether a verb is the one that "adding" or "and added" goes on with."""
    return main.start() < cue.start() and not main.group().endswith("ing")


def _spoken_for(spoken: Spoken, named: Sequence[int]) -> str | None:
    """ "a spokesman for the ministry", "FEC officials": the body."""
    text = spoken.text
    for i in reversed(named):
        body = spoken.speakers[i]
        before = text[max(body.start - BESIDE, 0) : body.start]
        if not body.person and (SPOKEN_FOR.match(text, body.end) or SPOKESMAN_OF.search(before)):
            return body.entity
    return None


def _speak_together(spoken: Spoken, named: Sequence[int]) -> bool:
    """ "Bob Menendez and Senator Sherrod Brown write"."""
    if len(named) < 2:
        return False
    first, second = (spoken.speakers[i] for i in named[-2:])
    if first.person != second.person or not _may_act(spoken.text, first):
        return False
    return TOGETHER.fullmatch(spoken.text, first.end, second.start) is not None


def _behind_verb(spoken: Spoken, start: int, end: int, *, near: bool) -> str | None:
    """ "said Smith", "said the company’s head, John Smith", "said he", "said the mayor"."""
    text = spoken.text
    pronoun = PRONOUN.match(text, start + 1, end)
    if pronoun is not None:
        return _meant(spoken, pronoun) if BEHIND_INVERTED.match(text, pronoun.end()) else None
    named = [spoken.speakers[i] for i in _within(spoken, start, end) if _acts(spoken, i)]
    if near:
        named = [m for m in named if m.start <= start + 25][:1]
        named = [m for m in named if BEHIND_INVERTED.match(text, m.end)]
    people = [m for m in named if m.person] or named
    if len(people) > 1 and TOGETHER.fullmatch(text, people[0].end, people[1].start):
        return None
    if people:
        return people[0].entity
    noun = None if near else NOUN_BEHIND.match(spoken.text, start, end)
    return _by_noun(spoken, noun[1], start)[1] if noun else None


def _acts(spoken: Spoken, i: int) -> bool:
    """Whether a name may be the subject of its sentence, and no other of a list that is none."""
    text, mention = spoken.text, spoken.speakers[i]
    if not _may_act(text, mention):
        return False
    before = _before_in_list(spoken, i)
    if before is None:
        return True
    behind = WORD.match(text, mention.end + 1)
    speaks = behind is not None and behind.group() in words().cues
    return speaks or not _is_object(text, before)


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


def _may_act(text: str, mention: Mentioned) -> bool:
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


def _is_object(text: str, mention: Mentioned) -> bool:
    """Whether the words before a name make somebody else the subject."""
    before = text[max(mention.start - BESIDE, 0) : mention.start]
    if (found := NO_SUBJECT_BEFORE.search(before)) is not None:
        joins = found.group().partition(" ")[0] in {"after", "before", "than", "like"}
        return not (joins and _says(text, mention.end))  # "a day after Kent said"
    verb = OBJECT_OF.search(before)
    return verb is not None and verb[1].lower() not in NO_VERBS and verb[1] not in words().cues


def _by_noun(spoken: Spoken, phrase: str, at: int) -> tuple[bool, str | None]:
    """Whether "the president", "the company", "one official" is somebody who speaks, and who: the
    one person of the text with that role, or the body that the text speaks of."""
    nouns = phrase.lower().split()
    holders = words().holders
    held = [noun for noun in nouns if noun in holders]
    if not held:
        last = phrase.split()[-1]
        if last in BODY_NOUNS:
            return True, _body_meant(spoken, at, alone=True)
        return last in NOBODY or last.removesuffix("s") in holders, None
    if "former" in nouns or "vice" in nouns:
        return True, None
    noun = held[-1]
    forms = (noun, SHORT_ROLES.get(noun, noun))
    found = {
        entity
        for role, entity in spoken.roles
        if role.endswith(forms) and not role.startswith("former") and "vice" not in role
    }
    return True, found.pop() if len(found) == 1 else None


def _body_meant(spoken: Spoken, at: int, *, alone: bool) -> str | None:
    """The body that "it" or "the company" before `at` means: what the sentence, the one before it
    or the paragraph before it begins with. `alone`: or the only one that its sentence names."""
    text = spoken.text
    low = max(text.rfind("\n", 0, at) + 1, at - LONGEST_SENTENCE)
    starts = [low, *(low + end for end in sentence_ends(text[low:at]))]
    bodies = {
        spoken.speakers[i].entity
        for i in _within(spoken, starts[-1], at)
        if not spoken.speakers[i].person
    }
    if alone and len(bodies) == 1:
        return bodies.pop()
    leads = starts[-1:-3:-1]
    if len(starts) == 1:
        number = bisect_left(spoken.paragraphs, low, key=_start) - 1
        leads.append(spoken.paragraphs[number].start if number >= 0 else low)
    for lead in leads:
        first = next(iter(_within(spoken, lead, lead + LONGEST_LEAD)), None)
        if first is not None and LEAD.fullmatch(text, lead, spoken.speakers[first].start):
            mention = spoken.speakers[first]
            return None if mention.person or not _may_act(text, mention) else mention.entity
    return None


def _meant(spoken: Spoken, pronoun: re.Match[str]) -> str | None:
    """Whom a pronoun means: the subject of the nearest sentence that has a person for one whose
    gender is not the other."""
    text, at = spoken.text, pronoun.start()
    other = "she" if pronoun.group()[:2].lower() in {"he", "hi"} else "he"
    if pronoun.group().lower().startswith("her"):
        other = "he"
    within = _within(spoken, max(at - FAR, 0), at)
    people = [i for i in within if spoken.speakers[i].person]
    nearest = None
    passed = False
    for i in reversed(people):
        mention = spoken.speakers[i]
        if nearest is not None:
            between = text[mention.end : nearest.start]
            if "\n" in between or any(True for _ in sentence_ends(between)):
                break
        if not _acts(spoken, i):
            continue
        if _gender(spoken, mention.entity) == other:
            passed = True
        else:
            nearest = mention
    if nearest is None:
        fitting = [i for i in people if _gender(spoken, spoken.speakers[i].entity) != other]
        return spoken.speakers[fitting[-1]].entity if fitting else None
    for noun in reversed(list(NOUN_FIRST.finditer(text, nearest.end, at))):
        held = _by_noun(spoken, noun[1], noun.start())[1]
        if held is not None and held in spoken.people and _gender(spoken, held) != other:
            return held  # "The president met Kent. ... he said"
    if passed and at - nearest.end > FAR_PAST_OTHERS:
        return None
    return None if UNNAMED.search(text, nearest.end, at) else nearest.entity


def _gender(spoken: Spoken, entity: str) -> str | None:
    """ "he" or "she" by a person's titles and roles, else by the given name; None if unknown."""
    if entity not in spoken.genders:
        spoken.genders[entity] = _found_gender(spoken.text, spoken.people[entity])
    return spoken.genders[entity]


def _found_gender(text: str, person: Entity) -> str | None:
    for mention in person.mentions:
        title = ADDRESSED.search(text, max(mention.start - 6, 0), mention.start)
        if title is not None:
            return "he" if title[1].lower() in MENS else "she"
    for word in " ".join(person.roles).lower().split():
        if word in MENS or word.endswith(("spokesman", "chairman", "gressman", "businessman")):
            return "he"
        if word in WOMENS or word.endswith("woman"):
            return "she"
    given, _, rest = person.name.lower().partition(" ")
    women, men = women_and_men()
    if not rest:
        return None
    return "she" if given in women else "he" if given in men else None


def _within(spoken: Spoken, start: int, end: int) -> range:
    """Those who are named from `start` up to `end`, which is excluded."""
    return range(bisect_left(spoken.speakers, (start,)), bisect_left(spoken.speakers, (end,)))
