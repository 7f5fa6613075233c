"""Folders that the settings name: made where they are missing, or one line to the person."""

from pathlib import Path

from streams.errors import UserError


def made(folder: Path, what: str = "NEWSWIRE_CACHE_DIR") -> Path:
    """The folder, made with those above it where it is missing.

    Raises UserError naming `what` says where it is, where it cannot be made or nothing can be
    written to it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / ".newswire-can-write"
        trial.touch()
        trial.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"nothing can be written to the folder {folder} ({error.strerror}): set {what} to a "
            "folder of yours"
        ) from None
    return folder
