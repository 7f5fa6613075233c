"""What ingest remembers between runs, in one SQLite file: addresses taken, feeds' validators."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from streams.errors import UserError
from streams.folders import made


class Validators(NamedTuple):
    """What a site gave to ask by whether something changed (RFC 9110, 13.1)."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The request's headers that ask whether it changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Memory:
    """One file; safe to end at any moment. Raises UserError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        made(path.parent, "--memory or NEWSWIRE_CACHE_DIR")
        try:
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "CREATE TABLE IF NOT EXISTS taken (url TEXT PRIMARY KEY) WITHOUT ROWID;"
                "CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, etag TEXT, modified TEXT);"
            )
        except sqlite3.Error as error:
            raise UserError(
                f"{path} cannot be used as the memory of ingest ({error}): name another with "
                "--memory, or delete it to take every address again"
            ) from None

    def has(self, url: str) -> bool:
        """Whether an address is taken."""
        return bool(self._base.execute("SELECT 1 FROM taken WHERE url = ?", (url,)).fetchone())

    def take(self, url: str) -> None:
        """Call it once the broker has confirmed the article: what is not taken comes again."""
        self._base.execute("INSERT OR IGNORE INTO taken VALUES (?)", (url,))

    def validators(self, feed: str) -> Validators:
        """What the feed gave when it was last read; empty where it never was."""
        query = "SELECT etag, modified FROM feeds WHERE url = ?"
        return Validators(*(self._base.execute(query, (feed,)).fetchone() or ()))

    def keep_validators(self, feed: str, validators: Validators) -> None:
        """Call it once all entries of the feed are taken."""
        self._base.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)", (feed, *validators))

    def close(self) -> None:
        self._base.close()
