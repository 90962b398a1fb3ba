"""The public names are the ones listed, and each of them exists."""

from __future__ import annotations

import kankei


def test_the_public_names_are_listed_and_sorted_by_case() -> None:
    listed = kankei.__all__
    capitals = [name for name in listed if name[0].isupper()]
    assert listed == sorted(capitals, key=lambda n: (not n.isupper(), n)) + sorted(
        name for name in listed if not name[0].isupper()
    )
    for name in listed:
        assert getattr(kankei, name).__doc__ is not None
    assert len(listed) <= 20
