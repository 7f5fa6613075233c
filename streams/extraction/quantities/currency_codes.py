"""What stands for a currency in capitals: codes and letters."""

from functools import lru_cache

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.trees import END
from streams.extraction.quantities.unit_table import Unit

MILLIONS_OF = {"K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
"""What stands before a currency's code: MUSD, MEUR."""
LETTERS = {
    "R": "ZAR", "N": "NGN", "P": "PHP", "TL": "TRY", "LE": "EGP", "SR": "SAR", "QR": "QAR",
    "KD": "KWD", "BD": "BHD",
}  # fmt: skip
"""Letters that are a currency where they are glued to large numbers: rand, naira, pesos."""
CODES_AS_WORDS = frozenset({"rmb", "usd", "eur", "gbp"})
"""Codes that stand before digits in small letters too, being no words."""


@lru_cache(maxsize=1024)
def currency_code(token: str) -> tuple[Unit, int] | None:
    """The currency of a code, and how many of it: USD 1, MUSD 1,000,000; None for other words."""
    if len(token) not in (3, 4) or not (token.isupper() or token in CODES_AS_WORDS):
        return None
    scale = MILLIONS_OF.get(token[0], 0) if len(token) == 4 else 1
    leaf = unit_table.units().get(token[-3:].lower(), {}).get(END)
    return (leaf, scale) if scale and leaf is not None and leaf.kind == "money" else None
