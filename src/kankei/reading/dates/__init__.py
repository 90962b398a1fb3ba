"""Dates of a document: found, resolved against the right anchor, written by ISO 8601.

One engine reads five languages; what a language writes is data (``words/<language>/dates.toml``).
"""

from .finding import find_dates, parse_date
from .publication import find_published

__all__ = ["find_dates", "find_published", "parse_date"]
