"""Which GDP is an outcome and which a forecast: the IMF's own word on it, kept with the index."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ..terms.language import Bilingual

_FORECAST = Bilingual(
    "GDPの{first}年から{last}年にはIMFの推計と見通しが含まれる。estimates がその大国の数である。",
    "GDP of {first} to {last} is in part an estimate or a projection of the IMF; estimates counts "
    "the powers of which it is.",
)


def newest_edition(outlook: pa.Table) -> pa.Table:
    """Keep the rows of the newest edition of an outlook."""
    editions = outlook["edition"].cast(pa.string())
    return outlook.filter(pc.equal(editions, pc.max(editions)))


def with_estimates(table: pa.Table, outlook: pa.Table, field: str) -> pa.Table:
    """Add ``estimates``: of how many powers the IMF counts the year's value as no actual.

    Parameters
    ----------
    table
        Concentration by year, with the ``members`` whose shares were taken.
    outlook
        One edition of the outlook, with its column ``estimate``.
    field
        The index that the outlook gave; the other indices have 0.
    """
    told = outlook.filter(pc.equal(outlook["field"].cast(pa.string()), field))
    said = zip(
        told["subject"].cast(pa.string()).to_pylist(),
        pc.year(told["starts"]).to_pylist(),
        told["estimate"].to_pylist(),
        strict=True,
    )
    guessed = {(subject, year) for subject, year, estimate in said if estimate}
    counts = [
        sum((power, row["year"]) in guessed for power in str(row["members"]).split())
        if row["field"] == field
        else 0
        for row in table.select(["field", "year", "members"]).to_pylist()
    ]
    return table.append_column("estimates", pa.array(counts, pa.int64()))


def estimate_warnings(table: pa.Table) -> tuple[Bilingual, ...]:
    """Warn of years whose GDP is in part an estimate or a projection of the IMF."""
    years = [
        row["year"] for row in table.select(["year", "estimates"]).to_pylist() if row["estimates"]
    ]
    if not years:
        return ()
    first, last = min(years), max(years)
    return (
        Bilingual(
            _FORECAST.ja.format(first=first, last=last), _FORECAST.en.format(first=first, last=last)
        ),
    )
