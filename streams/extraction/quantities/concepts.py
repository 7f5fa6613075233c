"""The concept of a quantity: the words for who or what its number is about."""

from schemas import EnrichedArticle, Quantity
from streams.extraction.quantities import vocabulary
from streams.extraction.tokens import tokenise


def concept_of(quantity: Quantity, article: EnrichedArticle) -> list[str]:
    """The content words of what is counted or measured, in the order of the text.

    Where the noun phrase names nothing, the linked entities do. Empty where the sentence does not
    say what the number is about.
    """
    stops = vocabulary.stops()
    if quantity.counted is not None:
        tokens = tokenise(quantity.counted.surface)
        words = [
            word
            for word, lower in zip(tokens.texts, tokens.lowers, strict=True)
            if word[0].isalnum() and lower not in stops
        ]
        return list(dict.fromkeys(words))
    names = {entity.id: entity.name for entity in article.entities}
    return [word for id_ in quantity.entities for word in names[id_].split()]
