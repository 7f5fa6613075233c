"""Dates in a text, absolute and relative, resolved against the time of publication.

Small rules (`rules`), each a pattern and what resolves it (`absolute`, `months`, `days`); the
longest match at a place wins (`find`). Without `published_at` a relative date is found but not
resolved.
"""

from streams.extraction.dates.find import FoundDate, find_dates, may_be_of_date

__all__ = ["FoundDate", "find_dates", "may_be_of_date"]
