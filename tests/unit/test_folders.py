"""Folders and files of settings that cannot be used: one line that says what to do."""

from pathlib import Path

import pytest

from streams.errors import UserError
from streams.feeds.memory import Memory
from streams.folders import made


def test_a_folder_is_made_with_those_above_it_and_left_clean(tmp_path: Path) -> None:
    folder = made(tmp_path / "a" / "b")
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_its_place_names_the_setting(tmp_path: Path, below: str) -> None:
    """A worker ended with a stack trace of mkdir."""
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"file.*: set NEWSWIRE_CACHE_DIR to a folder of yours"):
        made(tmp_path / "file" / below)


def test_a_folder_that_is_read_only_names_the_setting() -> None:
    """/proc is a folder in which nobody may make a file, root or not."""
    with pytest.raises(UserError, match=r"the folder /proc/self .*NEWSWIRE_CACHE_DIR"):
        made(Path("/proc/self"))


def test_a_memory_that_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    """`newswire ingest --memory notes.txt` was reported as a bug of ours."""
    path = tmp_path / "notes.txt"
    path.write_text("Not a database at all. " * 100)
    with pytest.raises(UserError, match=r"notes\.txt cannot be used .*--memory"):
        Memory(path)
    assert path.read_text().startswith("Not a database")
