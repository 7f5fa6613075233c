"""The marks that join words: which of them, by what they may stand for."""

HYPHENS = frozenset("-‑")
"""What makes one word of two: "five-year"."""
SHORT_DASHES = HYPHENS | {"–"}
"""What may stand between a number and its unit: sites print "40–mile" too."""
DASHES = SHORT_DASHES | {"—"}
"""What may stand between two numbers, or two parts of a name."""
QUOTES = frozenset("\"“”‘’'")
"""The marks around what is quoted."""
