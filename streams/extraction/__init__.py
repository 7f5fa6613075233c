"""Pure extraction: a clean article in, entities, quantities, dates and quotes out.

>>> from streams import enrich
>>> [q.surface for q in enrich("Around 300 tanks and 80 aircraft took part.").quantities]
['Around 300', '80']
"""

from streams.extraction.article import enrich_article, enrich_steps

__all__ = ["enrich_article", "enrich_steps"]
