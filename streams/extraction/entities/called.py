"""What a name is called beside it, whatever the tagger takes it for: "retailer Coles", "in the
Chris Hani district", "an attack at Hassan Khel", "the MK Tally Gotliv", "R. Vaithilingam".
"""

from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.known_people import known_people
from streams.extraction.entities.labels import KINDS
from streams.extraction.entities.runs import POSSESSIVE, is_capitalised
from streams.extraction.entities.spelling import normalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_word
from streams.extraction.tokens import Tokens

PLACED = KIND_WORDS.settled | KIND_WORDS.places_called
"""What stands behind the name of a place, or of a building, that may be called like a person."""
WHERE = frozenset({"at", "in", "near"})


def as_called(tokens: Tokens, tagged: Tagged, before: str, kind: str) -> str:
    """The kind that a noun beside a name says: "retailer Coles", "in the Chris Hani district", "at
    Julius Nyerere airport", "the MK Tally Gotliv"."""
    following, several = tokens.lower(tagged.last + 1), tagged.first < tagged.last
    if kind != "ORG" and before in KIND_WORDS.before_firms:
        return "ORG"
    if before in KIND_WORDS.seated and several and kind == "LOC":
        return "PER"
    if kind == "ORG" and before in POSSESSIVE and following in words().speech:
        return "PER" if _is_of_party(tokens, tagged) else kind
    if kind == "PER" and before in WHERE and _is_where(tokens, tagged):
        return "LOC"
    if following not in PLACED:
        return kind
    if before == "the":
        before = tokens.lower(tagged.first - 2)
    if before not in KIND_WORDS.before_settled or is_listed(tokens, tagged):
        return kind
    if following in KIND_WORDS.settled:
        return "LOC"
    return "FAC" if kind == "LOC" or several else kind


def _is_where(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether something is at a name that the text has once: "an attack at Hassan Khel", "was born
    in Ibrahim Haidri"."""
    if tokens.lower(tagged.first - 2) not in KIND_WORDS.happening or is_well_known(tokens, tagged):
        return False
    behind = tokens.lower(tagged.last + 1)
    return behind not in POSSESSIVE and tokens.texts.count(tokens.texts[tagged.last]) == 1


def _is_of_party(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether who speaks is of a body and named like nothing else: "the MILF's Mohagher Iqbal
    said", but not "the BBC's Radio Four said" or "Japan's Maeda Suisan said"."""
    owner = tagged.first - 2
    known = longest_name(tokens.texts, owner, owner + 1)
    body = known[0].type in {"ORG", "GROUP"} if known is not None else tokens.texts[owner].isupper()
    last = tokens.lowers[tagged.last]
    ends = words().org_last, KIND_WORDS.sure_bodies
    if not body or any(last in words for words in ends) or is_listed(tokens, tagged):
        return False
    name = tokens.texts[tagged.first : tagged.last + 1]
    return all(word.istitle() and not is_word(word) for word in name)


def is_listed(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether a list has a name, or begins with it."""
    known = longest_name(tokens.texts, tagged.first, tagged.last + 1)
    return known is not None or is_well_known(tokens, tagged)


def is_well_known(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Usain Bolt", whatever it was taken for."""
    several = tagged.first < tagged.last
    return several and normalised(tokens.surface(tagged.first, tagged.last)) in known_people()


def is_initialled(tokens: Tokens, tagged: Tagged) -> bool:
    """ "R. Vaithilingam", of whom the tagger may have a place "Vaithilingam": no list has it."""
    first, texts = tagged.first, tokens.texts
    if first < 2 or first < tagged.last or KINDS[tagged.kind] not in {"ORG", "LOC"}:
        return False
    initial = texts[first - 2]
    alone = len(initial) == 1 and initial.isupper() and tokens.glued(first - 2)
    name = texts[first]
    before = texts[first - 3] if first > 2 else ""
    if not alone or tokens.glued(first - 1) or (before and is_capitalised(before)):
        return False  # "in Group A. Kashima won"
    if before == "." and tokens.glued(first - 3):
        return False  # "U.S. Vodafone"
    return name.istitle() and not is_word(name) and not is_listed(tokens, tagged)
