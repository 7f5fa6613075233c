"""Lists of names of the user's: `NEWSWIRE_GAZETTEERS`."""

from pathlib import Path
from typing import NamedTuple, cast, get_args

from schemas.extractions import EntityType
from streams.errors import UserError
from streams.extraction.entities.geography import COUNTRY_CODE

TYPES: tuple[str, ...] = get_args(EntityType)


class Listed(NamedTuple):
    """A line of a user's list."""

    type: EntityType
    forms: tuple[str, ...]
    """Names of one thing; its mentions are joined under the first."""
    country: str | None


def read_list(path: Path) -> list[Listed]:
    """A user's list: TYPE, names parted by "|", and a country's code if any, parted by tabs.

    Raises UserError naming the setting, the file, the line and what is wrong with it.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UserError(f"NEWSWIRE_GAZETTEERS: {path}: {why}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, forms, country, *more = [*line.split("\t"), "", ""][:4]
        names_of = tuple(filter(None, (form.strip() for form in forms.split("|"))))
        where = f"NEWSWIRE_GAZETTEERS: {path}: line {number}"
        if kind not in TYPES:
            raise UserError(f"{where}: {kind!r} is no type; take one of {', '.join(TYPES)}")
        if not names_of:
            raise UserError(f"{where}: no name; expected TYPE, tab, name | other name")
        if (country and not COUNTRY_CODE.fullmatch(country)) or any(more):
            raise UserError(f"{where}: after the names comes nothing or a code like LK")
        found.append(Listed(cast(EntityType, kind), names_of, country or None))
    return found


_of_user: list[Listed] = []
