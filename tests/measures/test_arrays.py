"""Numbering by a list gives what numbering by sorting gives."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.arrays import distinct, numbered

SHORT = st.text("abc", max_size=2)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.integers(41, 100))
def test_distinct_keys_are_those_of_sorting(keys: list[int], below: int) -> None:
    found, place = distinct(np.array(keys), below)
    expected, inverse = np.unique(keys, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert place.tolist() == inverse.tolist()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), SHORT), max_size=30), st.booleans())
def test_numbers_lead_back_to_the_values(values: list[str | None], coded: bool) -> None:
    column = pa.chunked_array([pa.array(values, pa.string())])
    numbers, names = numbered(column.dictionary_encode() if coded else column)
    assert names == sorted({value for value in values if value is not None})
    assert [names[number] if number >= 0 else None for number in numbers] == values
