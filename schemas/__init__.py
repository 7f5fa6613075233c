"""The events of newswire: typed Python, topics as data, JSON Schema, examples.

>>> from schemas import EnrichedArticle, decode
>>> article = decode(record_value, EnrichedArticle)  # doctest: +SKIP
"""

from schemas.articles import CleanArticle, EnrichedArticle, Language, RawArticle, Removed
from schemas.codec import InvalidEventError, decode, decode_raw_article, encode
from schemas.extractions import (
    Counted,
    Date,
    Entity,
    Mention,
    Quantity,
    Quote,
    Span,
    Unit,
)
from schemas.flat import MentionRecord, QuantityRecord, TrendRecord
from schemas.records import Record, read_record
from schemas.topics import Topic, topics

__all__ = [
    "CleanArticle",
    "Counted",
    "Date",
    "EnrichedArticle",
    "Entity",
    "InvalidEventError",
    "Language",
    "Mention",
    "MentionRecord",
    "Quantity",
    "QuantityRecord",
    "Quote",
    "RawArticle",
    "Record",
    "Removed",
    "Span",
    "Topic",
    "TrendRecord",
    "Unit",
    "decode",
    "decode_raw_article",
    "encode",
    "read_record",
    "topics",
]
