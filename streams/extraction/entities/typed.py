"""A tagged or a known name as a mention with its type."""

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.gazetteers import Name, longest_name
from streams.extraction.entities.kinds import KIND_WORDS, finer
from streams.extraction.entities.labels import KINDS
from streams.extraction.entities.militias import is_armed_group
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

TYPES: dict[str, EntityType] = {
    "PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "FAC": "FACILITY", "NORP": "GROUP",
    "EVENT": "EVENT", "PROD": "PRODUCT", "WORK": "WORK", "WEAPON": "WEAPON", "VEHICLE": "VEHICLE",
}  # fmt: skip
SHORTEST_IN_CAPITALS = 4
DATELINE = frozenset("(—–-:")
"""What stands behind the place that a dispatch is sent from."""


def of_name(first: int, last: int, name: Name, confidence: float) -> Candidate:
    return Candidate(
        first, last, name.type, name.canonical, name.country, confidence, None, name.demonym,
        name.demonym,
    )  # fmt: skip


def of_tagged(tokens: Tokens, tagged: Tagged) -> Candidate:
    first, last, tag = tagged.first, tagged.last, KINDS[tagged.kind]
    kind = finer(tokens, first, last, TYPES[tag])
    if kind == "PERSON" and first == last and (country := _has_people(tokens, first)):
        return of_name(first, last, country, 0.9)
    if tokens.texts[first].isupper():
        first = _opening(tokens, first, last)
        if kind in {"PERSON", "ORG"} and _is_dateline(tokens, first, last):
            kind = "PLACE"
        if kind == "PLACE" and (name := _in_capitals(tokens, first, last)):
            return of_name(first, last, name, 0.9)
    score = round(min(0.95, max(tagged.scores[tagged.kind], 0.3)), 2)
    people = kind == "GROUP" and tag == "NORP" and not _is_armed(tokens, tagged)
    return Candidate(first, last, kind, None, None, score, None, False, people)


def _is_armed(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Jaish al-Mansurah", "al-Ahwal Brigades": no people."""
    return is_armed_group(tokens, tagged) or tokens.lowers[tagged.last] in words().armed_last


def _is_dateline(tokens: Tokens, first: int, last: int) -> bool:
    """ "WASHINGTON (AP) —" where a paragraph begins, though the text names Denzel Washington."""
    if tokens.lower(last + 1) not in DATELINE:
        return False
    start = tokens.starts[first]
    opens = start == 0 or tokens.text[start - 1] == "\n"
    return opens and _in_capitals(tokens, first, last) is not None


def _opening(tokens: Tokens, first: int, last: int) -> int:
    """Where the place of a dateline begins, of which the tagger may have less: "PORT OF SPAIN"."""
    start = first
    while start and tokens.texts[start - 1].isupper() and "\n" not in tokens.gaps[start - 1]:
        start -= 1
    return start if start < first and _is_dateline(tokens, start, last) else first


def _has_people(tokens: Tokens, i: int) -> Name | None:
    """The country that is a given name as well, where who is of it follows: "Chad's Mahamat
    Idriss Deby"."""
    if tokens.lower(i + 1) not in POSSESSIVE or i + 2 >= len(tokens):
        return None
    if not tokens.texts[i + 2][0].isupper():
        return None
    known = longest_name(tokens.texts, i, i + 1)
    return known[0] if known is not None and known[0].sovereign else None


def _in_capitals(tokens: Tokens, first: int, last: int) -> Name | None:
    """The known place that a dateline or headline writes in capitals: "SANTIAGO"."""
    texts = tokens.texts[first : last + 1]
    short = sum(map(len, texts)) < SHORTEST_IN_CAPITALS
    if short or not all(text.isupper() for text in texts):
        return None
    spelt = [text.capitalize() for text in texts]
    small = [form.lower() if form in KIND_WORDS.small_in_names else form for form in spelt]
    for forms in (spelt,) if small == spelt else (spelt, small):
        known = longest_name(forms, 0, len(texts))
        if known is not None and known[1] == len(texts) and known[0].type == "PLACE":
            return known[0]
    return None
