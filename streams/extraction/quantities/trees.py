"""Token sequences of the data files, as trees to be walked along the tokens of a text."""

from typing import Any

from streams.errors import DataError
from streams.extraction.tokens import tokenise

Tree = dict[str, Any]
"""Token sequences as nested dicts; the entry under `END` is what the sequence stands for."""
END = ""


def words_of(phrase: str) -> list[str]:
    """A phrase of a data file as lower-cased tokens."""
    return tokenise(phrase).lowers


def plant(tree: Tree, words: list[str], meaning: Any, where: str) -> None:
    """Adds a token sequence to a tree. Raises DataError where it already means something else."""
    if not words:
        raise DataError(f"{where}: an empty phrase")
    for word in words:
        tree = tree.setdefault(word, {})
    if tree.get(END, meaning) != meaning:
        raise DataError(f"{where}: {' '.join(words)!r} stands for two things")
    tree[END] = meaning
