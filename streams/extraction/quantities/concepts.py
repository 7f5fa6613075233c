"""The concept of a quantity: the words for who or what its number is about."""

from schemas import EnrichedArticle, Quantity
from streams.extraction.quantities.lexicon import empty_words

MARKS = ",.;:()[]'’‘\"“”"


def concept_of(quantity: Quantity, article: EnrichedArticle) -> list[str]:
    """The content words of what is counted or measured, in the order of the text.

    A hyphened word is one word: "short-range". Where the noun phrase names nothing, the linked
    entities do. Empty where the sentence does not say what the number is about.
    """
    if quantity.counted is not None:
        words = _words(quantity.counted.surface)
        hyphened = article.text[quantity.end : quantity.end + 1] in ("-", "‑")
        if hyphened and len(words) > 1 and words[0] == quantity.counted.head:
            words = words[1:]  # the parliament of "650-seat parliament"
        return _content(words)
    names = {entity.id: entity.name for entity in article.entities}
    return [word for id_ in quantity.entities for word in names[id_].split()]


def content_words(surface: str) -> list[str]:
    """The words of a noun phrase that name something, each once."""
    return _content(_words(surface))


def _words(surface: str) -> list[str]:
    return [
        word.removesuffix("'s").removesuffix("’s").strip(MARKS if word.count(".") < 2 else "")
        for word in surface.split()
    ]


def _content(words: list[str]) -> list[str]:
    drop = empty_words()
    named = list(dict.fromkeys(w for w in words if w and (w.lower() not in drop or w == "US")))
    return named or list(dict.fromkeys(w for w in words if w))
