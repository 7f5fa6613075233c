"""The labels of the tagger: kinds of names, each with the places that a token can take in one."""

from functools import cache

KINDS = (
    "PER", "ORG", "LOC", "FAC", "NORP", "EVENT", "PROD", "WORK", "WEAPON", "VEHICLE",
)  # fmt: skip
"""What the tagger tells apart. NORP is nationalities, peoples, religious and political groups."""
PERSON, BODY, EVENT, PRODUCT = map(KINDS.index, ("PER", "ORG", "EVENT", "PROD"))
POSITIONS = "BIES"
"""Begin, inside, end, single; a token of no name is O."""
LABELS: tuple[str, ...] = ("O", *(f"{p}-{kind}" for kind in KINDS for p in POSITIONS))
OUTSIDE = 0
SURE_SCORE = 0.8


def label(kind: int, position: str) -> int:
    """The index of a label: of a kind by its index in KINDS, at a position of POSITIONS."""
    return 1 + len(POSITIONS) * kind + POSITIONS.index(position)


@cache
def sure_scores(kind: int) -> tuple[float, ...]:
    """Of each kind how likely it is, where the words around leave no doubt of one."""
    return tuple(SURE_SCORE if i == kind else 0.0 for i in range(len(KINDS)))
