"""Ships: "the tanker Sounion", "the aircraft carrier, the Fujian,", "HMS Prince of Wales" whole."""

from streams.extraction.entities.gazetteers import Name, longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

NUMBER_OF_SHIPS = ["(", "IMO"]
"""What goes on behind a ship's name in lists of ships: "Sea Lantern (IMO 9174397)"."""
VESSELS = KIND_WORDS.vessels | {"carrier", "ship"}
CLOSING = frozenset({",", ".", "(", ")", ";"})


def is_a_vessel(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether a word before a name, or before a comma and "the", or the number behind says that it
    is a ship's."""
    first, end = tagged.first, tagged.last + 1
    before, behind = tokens.lowers[first - 1] if first else "", tokens.lower(end)
    if behind == "(" and tokens.texts[end : end + 2] == NUMBER_OF_SHIPS:
        return True
    if before in VESSELS:
        return _is_vessel_word(tokens, first - 1) and longest_name(tokens.texts, first, end) is None
    if before != "the" or behind not in CLOSING or tokens.lower(first - 2) != ",":
        return False
    if not _is_vessel_word(tokens, first - 3):
        return False
    return _may_be_a_ship(longest_name(tokens.texts, first, end))


def _is_vessel_word(tokens: Tokens, i: int) -> bool:
    """ "tanker", "container ship", "bulk carrier"."""
    word = tokens.lower(i)
    if word == "carrier":
        return tokens.lower(i - 1) in KIND_WORDS.carriers
    return word in VESSELS and (word != "ship" or tokens.lower(i - 1) == "container")


def _may_be_a_ship(known: tuple[Name, int] | None) -> bool:
    """Whether a known name is none, or a province's after which a ship is called: "the Fujian"."""
    return known is None or (known[0].type == "PLACE" and not known[0].sovereign)


def whole_ship(tokens: Tokens, tagged: Tagged) -> Tagged:
    """A name that begins with what ships have before theirs, to its end: "HMS Prince *of Wales*",
    "KRI Nanggala*-402*"."""
    last, texts = tagged.last, tokens.texts
    if tagged.first == last:
        return tagged
    ranked = texts[tagged.first + 1] in KIND_WORDS.ranks_of_ships
    named = last + 2 < len(tokens) and is_capitalised(texts[last + 2])
    if named and last == tagged.first + 1 and ranked and texts[last + 1] in {"of", "the"}:
        return tagged._replace(last=last + 2)
    if texts[last + 1 : last + 2] == ["-"] and tokens.glued(last) and tokens.glued(last + 1):
        numbered = texts[last + 2].isdecimal()
        return tagged._replace(last=last + 2) if numbered else tagged
    return tagged
