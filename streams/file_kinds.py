"""What files hold that people have: the columns of their tables, and how what is no text begins."""

from functools import cache

import msgspec

from schemas.codec import RAW_FIELDS
from streams.datafile import read_toml
from streams.errors import DataError, UserError

FILE = "file_kinds.toml"
LONGEST_SIGN = 64


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a kind of file begins that is no text, what it is, what to do."""

    start: str
    what: str
    do: str


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, as typed values."""

    columns: dict[str, list[str]]
    signs: list[Sign]


@cache
def kinds() -> Kinds:
    """The file, read once. Raises DataError for a field that no article has, or no sign."""
    read = read_toml("streams", FILE, Kinds)
    for field in read.columns.keys() - RAW_FIELDS:
        raise DataError(f"{FILE}: a raw article has no {field}")
    for sign in read.signs:
        try:
            bytes.fromhex(sign.start)
        except ValueError:
            raise DataError(f"{FILE}: {sign.start} is no hexadecimal") from None
    return read


def refuse_what_is_no_text(start: bytes, origin: str) -> None:
    """Raises UserError for a PDF, an Office document, a picture: what to do instead."""
    for sign in kinds().signs:
        if start.startswith(bytes.fromhex(sign.start)):
            raise UserError(f"{origin} is {sign.what}, no text: {sign.do}")
