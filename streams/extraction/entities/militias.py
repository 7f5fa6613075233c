"""Armed groups that no list knows, by how they are called and by what stands beside the name."""

from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

WINGED = frozenset({"al", "ul", "el", "ahl", "-"})
"""What goes on behind the first word of such a name: "Jaish *al*-Hind"."""
ARMED_LAST = frozenset(ends.rpartition(" ")[2] for ends in KIND_WORDS.armed_ends)


def is_armed_group(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Saraya al-Ashtar", "Azawad Liberation Front", "the militant group Ansaru Hazim", "Kutuma
    militants"."""
    first, last, lowers = tagged.first, tagged.last, tokens.lowers
    if first < last and _is_called_so(tokens, first, last):
        return True
    grouped = lowers[first - 1] in KIND_WORDS.armed_bodies and first > 1
    grouped = grouped and lowers[first - 2] in KIND_WORDS.armed
    if not grouped and (first < last or tokens.lower(last + 1) not in KIND_WORDS.militants):
        return False
    known = longest_name(tokens.texts, first, last + 1)
    return known is None or known[1] <= last


def _is_called_so(tokens: Tokens, first: int, last: int) -> bool:
    if tokens.texts[first] in KIND_WORDS.armed_first:
        return not WINGED.isdisjoint(tokens.lowers[first + 1 : last])
    ends = tokens.lowers[last] in ARMED_LAST
    return ends and " ".join(tokens.lowers[last - 1 : last + 1]) in KIND_WORDS.armed_ends
