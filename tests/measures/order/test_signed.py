"""Signs of ties are numbers; anything else is refused with its column."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kankei.measures.order import frustration
from kankei.terms.errors import MethodError


def test_words_for_signs_are_refused() -> None:
    ties = pa.table({"a": ["PRK"], "b": ["RUS"], "sign": ["good"]})
    with pytest.raises(MethodError, match=r"column sign.*no number"):
        frustration(ties)
