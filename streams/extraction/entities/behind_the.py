"""Known names that "The" begins, where it is no more than the article of what stands behind it."""

from collections.abc import Sequence

from streams.extraction.entities.gazetteers import Name, longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.vocabulary import words

THE = "The"
OF_VERBS = ("ed", "ly")


def is_article(texts: Sequence[str], i: int, end: int, known: tuple[Name, int]) -> bool:
    """Whether "The" at token `i`, with which a known name begins, is none of it.

    `known`: the name, and the token after its last. "The Atlantic Ocean", "The Atlantic storm",
    though The Atlantic is a magazine.
    """
    if texts[i] != THE:
        return False
    behind = longest_name(texts, i + 1, end)
    if behind is None:
        return False
    name, after = behind
    if after != known[1] or after != i + 2:
        return after > known[1]
    named = name.demonym or name.type == "PLACE"
    return named and after < end and _says_of_what(texts[after])


def _says_of_what(word: str) -> bool:
    """Whether a word in small letters is what somebody or something is: "government", "dollar",
    and not what a paper does."""
    if not (word.isalpha() and word.islower()) or word.endswith(OF_VERBS):
        return False
    return word not in KIND_WORDS.behind_papers and word not in words().cues
