"""A measure is declared apart from its calculation.

The calculation is a pure function on tables; the declaration says what its numbers mean, so that
figures, pages and tests need not know how they are made. Label, unit and range are those of the
dictionary of fields, so that one name means one thing everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..terms.field import Field, field
from ..terms.language import Bilingual


@dataclass(frozen=True, slots=True)
class Measure:
    """What a column of numbers means.

    Parameters
    ----------
    name
        Its field in the dictionary of fields, and the column that holds it.
    missing
        When there is no value, in one sentence.
    reference
        Whose measure it is.
    page
        Name of its page in ``docs/measures``.
    function
        The calculation.
    symmetric
        True when the pairs ``(a, b)`` and ``(b, a)`` have one value.
    """

    name: str
    missing: Bilingual
    reference: str
    page: str
    function: Callable[..., Any]
    symmetric: bool = True

    @property
    def field(self) -> Field:
        """Label, unit, range and meaning."""
        return field(self.name)

    @property
    def label(self) -> Bilingual:
        """Name of the measure as a reader sees it."""
        return self.field.label
