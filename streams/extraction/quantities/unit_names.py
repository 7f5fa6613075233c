"""Names that are sequences of tokens, the longest first: of units, of cues."""

from typing import cast

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.trees import END, Tree
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.tokens import Tokens

PERCENT = frozenset({"%", "percent", "pct", "pc"})


def ends_percent(tokens: Tokens, i: int) -> bool:
    """Whether a percentage ends at token `i`: "3%", "3pc", "3 per cent"."""
    return tokens.lower(i) in PERCENT or tokens.lowers[max(0, i - 1) : i + 1] == ["per", "cent"]


def match(tree: Tree, tokens: Tokens, i: int) -> tuple[object, int] | None:
    """The longest sequence of a tree that starts at token `i`: its meaning and last token."""
    best: tuple[object, int] | None = None
    while (word := tokens.lower(i)) and (branch := tree.get(word)) is not None:
        tree = branch
        if END in tree:
            best = (tree[END], i)
        i += 1
    return best


def unit_named(tokens: Tokens, i: int) -> tuple[Unit, int] | None:
    """The unit whose name, the longest, starts at token `i`, and the name's last token."""
    return cast("tuple[Unit, int] | None", match(unit_table.units(), tokens, i))
