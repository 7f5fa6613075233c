"""What a run of capitalised tokens names: split it, then decide by lists, shape and neighbours."""

import re
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.gazetteers import Name, longest_name, words
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.tokens import Tokens

ACRONYM = re.compile(r"[A-Z]{2,6}s?|(?:[A-Z]\.){2,}")
NO_ACRONYMS = frozenset(
    """
    TV GMT BST EST EDT CEO CFO DNA AIDS HIV PDF GDP LGBT LGBTQ AM PM ID OK UFO DVD CD PC GPS ATM
    ER IQ PR HR IT AI VIP SUV RSS FAQ USB WATCH READ MORE NEWS LIVE VIDEO PHOTO PHOTOS BREAKING
    UPDATE EXCLUSIVE THE AND FOR NOT BUT ALL NEW NOW HERE VAT COVID II III IV VI VII VIII IX XI
    """.split()
)
VEHICLE_PREFIXES = frozenset(
    "Su MiG Tu An Il Yak Ka Mi F B C KC MQ RQ UH AH CH T J Y BTR BMP".split()
)
WEAPON_PREFIXES = frozenset("S AK AR RPG Kh R BM KN DF SS SM AIM AGM RS".split())
LIKELY_NAME = re.compile(
    r"[A-Z][a-zà-ÿ'’]+|[A-Z]\.?|Mc[A-Z][a-z]+|Mac[A-Z][a-z]+|O['’][A-Z][a-z]+|De[A-Z][a-z]+"
)
NAME_PARTICLES = frozenset("- ‑ . al bin ibn de van von der la el da del abu ben".split())
MOST_NAME_TOKENS = 5


class Candidate(NamedTuple):
    """One mention: tokens `first` to `last` (included), what it is, and what speaks for it."""

    first: int
    last: int
    type: EntityType
    canonical: str | None
    country: str | None
    confidence: float
    role: tuple[int, int] | None = None
    """Tokens of the role before a person's name, first to last."""
    demonym: bool = False


def classify_run(
    tokens: Tokens, first: int, end: int, *, opens: bool, sentence: tuple[int, int]
) -> list[Candidate]:
    """The names in one run of capitalised tokens (`end` is the token after its last)."""
    found: list[Candidate] = []
    i = first
    role_start: int | None = None
    while i < end:
        known = longest_name(tokens.texts, i, end)
        rest = _rest(tokens, i, end)
        if known is not None and not _goes_on(tokens, known, i, end):
            name, after = known
            found.append(
                Candidate(
                    i, after - 1, name.type, name.canonical, name.country, 0.95, None, name.demonym
                )
            )
            if role_start is None:
                role_start = i
            i = _past_joiner(tokens, after, end)
            continue
        if _is_title(tokens, i, end) and not _is_org(tokens, i, rest):
            if role_start is None:
                role_start = i
            i = _past_sign(tokens, i + 1, end)
            continue
        titled = role_start is not None and _is_title(tokens, _previous_word(tokens, i), end)
        candidate = _unknown(tokens, i, rest, sentence, titled=titled, opens=opens and i == first)
        if candidate is not None:
            if candidate.type == "PERSON" and role_start is not None and role_start < i:
                candidate = candidate._replace(role=(role_start, _previous_word(tokens, i)))
            found.append(candidate)
        role_start = None
        i = _past_joiner(tokens, rest, end)
    return found


def _rest(tokens: Tokens, i: int, end: int) -> int:
    """Where the name that starts at `i` ends: before "and", or with the run."""
    for j in range(i + 1, end):
        if tokens.texts[j] == "and" and not _is_org(tokens, i, end):
            return j
    return end


def _goes_on(tokens: Tokens, known: tuple[Name, int], i: int, end: int) -> bool:
    """Whether a known name is only the beginning of a longer, unknown one.

    "Boston Police Department", "Jordan Peterson", "Ford Foundation".
    """
    name, after = known
    if after >= end or not is_capitalised(tokens.texts[after]):
        return False
    lower = tokens.lowers[after]
    if _is_org(tokens, i, end):
        return not name.demonym or tokens.lowers[end - 1] in {"party", "union", "army", "navy"}
    if name.demonym or _is_title(tokens, after, end) or name.type not in {"PLACE", "ORG"}:
        return False
    if tokens.lowers[end - 1] in words().facilities | words().place_last:
        return True
    return tokens.texts[i] in words().given and after == i + 1 and lower.isalpha()


def _is_org(tokens: Tokens, i: int, end: int) -> bool:
    last = tokens.lowers[end - 1]
    return end - i >= 2 and (last in words().org_last or tokens.lowers[i] in words().org_first)


def _is_title(tokens: Tokens, i: int, end: int) -> bool:
    if i < 0 or i >= end - 1:
        return False
    lower = tokens.lowers[i]
    return lower in words().titles or lower in words().role_words


def _previous_word(tokens: Tokens, i: int) -> int:
    i -= 1
    return i - 1 if i > 0 and tokens.texts[i] in ".-" else i


def _past_sign(tokens: Tokens, i: int, end: int) -> int:
    while i < end and tokens.texts[i] in ".-‑":
        i += 1
    return i


def _past_joiner(tokens: Tokens, i: int, end: int) -> int:
    while i < end and not is_capitalised(tokens.texts[i]):
        i += 1
    return i


def _unknown(
    tokens: Tokens, i: int, end: int, sentence: tuple[int, int], *, titled: bool, opens: bool
) -> Candidate | None:
    """A name that no list knows: by its first and last words, its shape, and who speaks."""
    vocabulary = words()
    last = tokens.lowers[end - 1]
    count = end - i
    if arms := _arms(tokens, i, end):
        return Candidate(i, end - 1, arms, None, None, 0.8)
    if titled and count <= MOST_NAME_TOKENS and tokens.texts[i].isalpha():
        return Candidate(i, end - 1, "PERSON", None, None, 0.9)
    if _is_org(tokens, i, end):
        return Candidate(i, end - 1, "ORG", None, None, 0.8)
    if count >= 2 and last in vocabulary.facilities:
        return Candidate(i, end - 1, "FACILITY", None, None, 0.7)
    if count >= 2 and (last in vocabulary.place_last or tokens.lowers[i] in vocabulary.place_first):
        return Candidate(i, end - 1, "PLACE", None, None, 0.7)
    if _looks_like_person(tokens, i, end):
        if tokens.texts[i] in vocabulary.given and count >= 2:
            return Candidate(i, end - 1, "PERSON", None, None, 0.9)
        if _speaks(tokens, i, end, sentence) or _has_role_after(tokens, end, sentence):
            return Candidate(i, end - 1, "PERSON", None, None, 0.7)
        if 2 <= count <= 3 and not opens:
            return Candidate(i, end - 1, "PERSON", None, None, 0.5)
    token = tokens.texts[i]
    if count == 1 and ACRONYM.fullmatch(token) and token not in NO_ACRONYMS:
        return Candidate(i, i, "ORG", None, None, 0.6)
    return None


def _arms(tokens: Tokens, i: int, end: int) -> EntityType | None:
    """Su-35, T-72, S-400: a known prefix, a hyphen, a number."""
    if end - i == 3 and tokens.texts[i + 1] in "-‑" and tokens.texts[i + 2].isdecimal():
        if tokens.texts[i] in VEHICLE_PREFIXES:
            return "VEHICLE"
        if tokens.texts[i] in WEAPON_PREFIXES:
            return "WEAPON"
    return None


def _looks_like_person(tokens: Tokens, i: int, end: int) -> bool:
    if end - i > MOST_NAME_TOKENS:
        return False
    return all(
        LIKELY_NAME.fullmatch(token) or token in NAME_PARTICLES for token in tokens.texts[i:end]
    )


def _speaks(tokens: Tokens, i: int, end: int, sentence: tuple[int, int]) -> bool:
    speech = words().speech
    after = tokens.lowers[end] if end < sentence[1] else ""
    before = tokens.lowers[i - 1] if i > sentence[0] else ""
    return after in speech or (before in speech and end - i <= 3)


def _has_role_after(tokens: Tokens, end: int, sentence: tuple[int, int]) -> bool:
    """ ", a research fellow at ...": an apposition whose noun is a role."""
    if end + 2 >= sentence[1] or tokens.texts[end] != ",":
        return False
    if tokens.lowers[end + 1] not in {"a", "an", "the", "who"}:
        return False
    return any(
        word in words().role_nouns for word in tokens.lowers[end + 1 : min(end + 7, sentence[1])]
    )
