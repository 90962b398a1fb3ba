"""The same check as ``test_fuzz.py`` under atheris, guided by coverage: ``make fuzz``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["kankei.reading"]):
    from kankei.reading.read import read_text
    from kankei.terms.language import LANGUAGES
from tests.reading.test_fuzz import sound


def one_input(data: bytes) -> None:
    """Read any text in one of the languages."""
    provider = atheris.FuzzedDataProvider(data)
    language = provider.PickValueInList(list(LANGUAGES))
    sound(read_text(provider.ConsumeUnicode(2000), language=language))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
