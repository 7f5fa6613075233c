"""newswire: an event-driven streaming news processor.

>>> from streams import enrich
>>> enrich("At least 14,000 people have been killed.").quantities[0].relation
'at_least'
"""

import os
import sys

# before numpy is imported: its products here are small, and a second thread only doubles the CPU
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from schemas import CleanArticle, EnrichedArticle, RawArticle

__all__ = ["clean", "enrich"]


def clean(article: RawArticle | str) -> CleanArticle:
    """The body of an article (a RawArticle, or plain text), without what sites put around it.

    Raises InvalidInputError for HTML that is no page.
    """
    from streams.cleaning import clean_article

    return clean_article(_raw(article))


def enrich(article: RawArticle | str, *, cleaned: bool = True) -> EnrichedArticle:
    """Everything that is found in an article (a RawArticle, or plain text).

    With `cleaned` False its text is taken as the body, not a character changed, so offsets are into
    the text that was given. Raises InvalidInputError for HTML that is no page.
    """
    from streams.cleaning import clean_article, untouched_article
    from streams.extraction import enrich_article

    raw = _raw(article)
    return enrich_article(clean_article(raw) if cleaned else untouched_article(raw))


def _raw(article: RawArticle | str) -> RawArticle:
    return article if isinstance(article, RawArticle) else RawArticle(text=article)


if "IPython" in sys.modules:  # a notebook shows articles with their marks
    from streams.notebook import register

    register()
