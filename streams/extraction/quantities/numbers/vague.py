"""Vague plurals: dozens, tens of thousands, several hundred."""

from decimal import Decimal

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.nouns import looks_plural
from streams.extraction.quantities.numbers.number import Number, exact
from streams.extraction.tokens import Tokens


def _counts(tokens: Tokens, i: int) -> bool:
    """Whether what follows "a couple" at token `i` is counted, and nobody married: "a couple in
    their 70s", "when a couple knocked"."""
    following, after = tokens.lower(i), tokens.lower(i + 1)
    if following in {"of", "more", ""} or looks_plural(following):
        return True
    return following.isalpha() and following not in vocabulary.stops() and looks_plural(after)


def vague(tokens: Tokens, i: int) -> Number | None:
    """Dozens; tens of thousands; several hundred; a few dozen."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    if word in table.vague:
        low, high = table.vague[word]
        last = i
        if tokens.lower(i + 1) in {"and", "upon"} and tokens.lower(i + 2) == word:
            last = i + 2  # "thousands and thousands"
        if tokens.lower(last + 1) == "of" and tokens.lower(last + 2) in table.vague:
            scale = table.vague[tokens.lower(last + 2)][0]
            low, high, last = low * scale, high * scale, last + 2
        elif word == "tens":
            return None
        return Number(i, last, None, low, high, "vague")
    j = i + 1 if word == "a" and tokens.lower(i + 1) in {"few", "couple"} else i
    few = {"several": (3, 9), "few": (2, 5), "couple": (2, 2)}.get(tokens.lower(j))
    if few is None:
        return None
    k = j + 1 + (tokens.lower(j + 1) == "of")
    scale_word = tokens.lower(k).rstrip("s") if tokens.lower(k) in table.vague else tokens.lower(k)
    if scale_word in table.scales:
        scale = table.scales[scale_word]
        while table.scales.get(tokens.lower(k + 1), 0) >= 1000:
            scale, k = scale * table.scales[tokens.lower(k + 1)], k + 1  # "a few hundred thousand"
        if few[0] == few[1]:  # "a couple hundred"
            return exact(i, k, Decimal(few[0] * scale), "words")
        return Number(i, k, None, few[0] * scale, few[1] * scale, "vague")
    unit = tokens.lower(k) in unit_table.unit_words() and tokens.lower(k)[-1] == "s"
    said = tokens.lower(i - 1) in {"just", "only"}  # "to name just a couple"
    if tokens.lower(j) == "couple" and ((j > i and (said or _counts(tokens, j + 1))) or unit):
        return Number(i, j, 2, 2, 2, "words")
    return None
