"""The room says which of its names are public, in order, and every one is there."""

from __future__ import annotations

from kankei import terms


def test_public_names_are_listed_once_and_exist() -> None:
    assert len(set(terms.__all__)) == len(terms.__all__)
    assert all(getattr(terms, name) is not None for name in terms.__all__)


def test_constants_classes_and_functions_are_each_in_alphabetical_order() -> None:
    def rank(name: str) -> int:
        return 0 if name.isupper() else 1 if name[0].isupper() else 2

    assert terms.__all__ == sorted(terms.__all__, key=lambda name: (rank(name), name))
