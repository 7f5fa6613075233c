"""Which sites the line model learns from, and which are only for measuring it."""

from zlib import crc32

FOLDS = 5
SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu"])


def domain(site: str) -> str:
    """The part of a host that its owner registered."""
    labels = site.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in SECOND_LEVEL else labels[-2:])


def fold(site: str) -> int:
    """Which part of the sites this one belongs to, from 0 to FOLDS; FOLDS is held back."""
    place = crc32(f"newswire {domain(site)}".encode()) % 100
    return FOLDS if place >= 80 else place % FOLDS
