"""Pure cleaning: a raw article in, its body and nothing but its body out.

>>> from schemas import RawArticle
>>> clean_article(RawArticle(text="Rain fell.\\n\\nADVERTISEMENT\\n\\nMore is due.")).text
'Rain fell.\\n\\nMore is due.'
"""

from streams.cleaning.article import clean_article, clean_steps, untouched_article

__all__ = ["clean_article", "clean_steps", "untouched_article"]
