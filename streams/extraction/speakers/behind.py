"""Who stands behind a quotation without a verb of speech: "...," Lam narrated, "..." — Ann Kent."""

import re

from schemas import Span
from streams.extraction.speakers.places import last_sign
from streams.extraction.speakers.pronouns import PRONOUN, person_meant, pronoun_acts
from streams.extraction.speakers.spoken import Speaker, Spoken, person_at
from streams.extraction.speakers.vocabulary import any_of, speech

VERB_BEHIND = re.compile(r"\s(?!is|was|has|as|his)([a-z]+(?:ed|s)|began|went on)(?=[\s.,])\s?")
HE_INSERTED = re.compile(r", (he|she) (?!is\b|was\b|has\b|does\b)[a-z]+(?:ed|s), $")
ANSWER_OF = re.compile(
    rf" (?:was|is|were|are) (?:the (?:[a-z]+ )?(?:{any_of(speech().sayings)}) (?:of|from)|how) "
)
""" "...,” was the reply of Ann Kent, "...,” is how Ann Kent puts it."""
AGED = re.compile(r"\d{1,3}-year-old ")
""" "...,” laughs 92-year-old Ann Kent."""
LONGEST_INSERTED = 40
TITLED = re.compile(rf"\s(?:{any_of(speech().short_titles)})\.? ")
LONGEST_TITLE = 12
"""Characters before a name for a title: "agrees Senator Cruz"."""
OF_BODY = re.compile(r" (?:[A-Z][\w.&-]* ){0,3}[A-Z][\w.&-]*['’]s ")
""" "...,” CNN’s Ann Kent hyped"."""
SIGNED = re.compile(rf"\s?[—–-]{{1,2}}\s?(?=[A-Z]|(?:{any_of(speech().documents)}) )")
"""The dash between a quotation and who signs it."""
WRITTEN_BY = re.compile(
    rf"(?:{any_of(speech().documents)}) (?:[A-Z][\w.]* )?(?:by|from) (?:[a-z]+ )?"
)
""" "— tweet Friday by Ann Kent"."""
OFFICE = re.compile(r"(?:[A-Z][\w.’'-]* ){0,5}")
LONGEST_OFFICE = 60
"""Characters between the dash and the name: "German Chancellor"."""


def named_behind(spoken: Spoken, span: Span) -> Speaker | None:
    """The person who stands behind a quotation with a verb that is no cue, or with none: "...,"
    Lam narrated, "...," agrees Lam, "...," Lam, a nurse, "...," he sighed."""
    text, end = spoken.text, span.end
    if (signed := _signed(spoken, span)) is not None:
        return signed
    last = last_sign(text, span)
    if last not in ",!?":
        return None
    if (he := pronoun_acts(spoken, end, len(text))) is not None:
        return he
    verb = VERB_BEHIND.match(text, end)
    if verb is None and last != ",":
        return None
    titled = TITLED.match(text, end)
    if verb is not None:
        aged = AGED.match(text, verb.end())
        first = verb.end() if aged is None else aged.end()
        named = person_at(spoken, first, first + LONGEST_TITLE)
    else:
        named = person_at(spoken, end, titled.end() + 1 if titled else end + 2)
        if named is None and text[end + 1 : end + 2].isupper():
            named = person_at(spoken, end + 1, end + LONGEST_OFFICE)
            if named is not None and not OFFICE.fullmatch(text, end + 1, named.start):
                named = None
        if named is None and (owned := OF_BODY.match(text, end)) is not None:
            named = person_at(spoken, owned.end(), owned.end() + 1)
    if named is None:
        return None
    if verb is None and text[named.end : named.end + 1] != ",":
        verb = VERB_BEHIND.match(text, named.end)
        if verb is None:
            return None
    return Speaker(named.entity, verb[1] if verb else None)


def whose_answer(spoken: Spoken, span: Span) -> str | None:
    """The person of whom the words behind a quotation say that it was the answer."""
    answer = ANSWER_OF.match(spoken.text, span.end)
    if answer is None:
        return None
    named = person_at(spoken, answer.end(), answer.end() + LONGEST_OFFICE)
    if named is None or not OFFICE.fullmatch(spoken.text, answer.end(), named.start):
        return None
    return named.entity


def inserted_before(spoken: Spoken, span: Span) -> str | None:
    """Who stands with any verb between commas right before a quotation: "It is, he sighed, “the
    end of it.”"""
    inserted = HE_INSERTED.search(spoken.text, max(span.start - LONGEST_INSERTED, 0), span.start)
    he = PRONOUN.match(spoken.text, inserted.start(1)) if inserted is not None else None
    return person_meant(spoken, he) if he is not None else None


def _signed(spoken: Spoken, span: Span) -> Speaker | None:
    """ "..." — Ann Kent, nurse: the name behind a dash, with a comma or nothing behind it."""
    sign = SIGNED.match(spoken.text, span.end)
    if sign is None:
        return None
    written = WRITTEN_BY.match(spoken.text, sign.end())
    start = written.end() if written is not None else sign.end()
    named = person_at(spoken, start, start + LONGEST_OFFICE)
    if named is None or not OFFICE.fullmatch(spoken.text, start, named.start):
        return None
    if written is not None:
        return Speaker(named.entity, None)
    alone = spoken.text[named.end : named.end + 1] in {",", "\n", ""}
    return Speaker(named.entity, None) if alone else None
