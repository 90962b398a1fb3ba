"""Russian names in all cases, from the table of endings in ``words/ru/names.toml``.

A word is declined by its last letters, a name of several words word by word in the same case.
Words that no ending fits (initials, names in -о, -и, -у) stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from ..words import word_list

Cases = tuple[tuple[str, ...], ...]
"""The forms of each of the six cases."""

_INITIALS = re.compile(r"[А-ЯЁ]{2,}|(?:[А-ЯЁ]\.)+")
_ADJECTIVE = re.compile("(?:ый|ий|ая|ой)$")
_CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]$")


def declined(name: str) -> frozenset[str]:
    """All case forms of the name of a state, the name itself among them.

    Examples
    --------
    >>> sorted(declined("Китай"))
    ['Китае', 'Китаем', 'Китай', 'Китаю', 'Китая']
    >>> "Северной Кореей" in declined("Северная Корея"), declined("США") == {"США"}
    (True, True)
    """
    words = name.split(" ")
    forms = {name, *map(" ".join, _in_one_case(words, "endings"))}
    if len(words) > 1 and words[0] in word_list("ru", "names")["paradigms"]["heads"]:
        rest = name.removeprefix(words[0])
        forms |= {head + rest for head in declined(words[0])}
    return frozenset(forms)


@lru_cache(maxsize=8192)
def declined_person(name: str) -> frozenset[str]:
    """All case forms of the name of a person; of Korean names only the last word is declined.

    Examples
    --------
    >>> {"Владимиром Путиным", "Ким Чен Ына"} <= (
    ...     declined_person("Владимир Путин") | declined_person("Ким Чен Ын")
    ... )
    True
    """
    words = name.split(" ")
    head = name.removesuffix(words[-1])
    last = (head + form for case in cases(words[-1], "persons") for form in case)
    return frozenset({name, *map(" ".join, _in_one_case(words, "persons")), *last})


def declined_title(title: str) -> frozenset[str]:
    """All case forms of a title: its noun and the adjectives before it; what follows stays.

    Examples
    --------
    >>> {"министра иностранных дел"} <= declined_title("министр иностранных дел")
    True
    >>> {"официального представителя"} <= declined_title("официальный представитель")
    True
    >>> "временного поверенного" in declined_title("временный поверенный")
    True
    """
    words = title.split(" ")
    nouns = (i for i, word in enumerate(words) if not _ADJECTIVE.search(word))
    head = next(nouns, len(words) - 1)
    tables = ["endings"] * head + ["endings" if _ADJECTIVE.search(words[head]) else "persons"]
    forms = zip(*map(cases, words, tables), strict=True)
    rest = words[head + 1 :]
    agreed = {" ".join([*form, *rest]) for case in forms for form in product(*case)}
    return frozenset(agreed | {title})


def adjective(word: str) -> frozenset[str]:
    """All forms of an adjective in -ский, in every gender and number.

    Examples
    --------
    >>> {"российская", "российскими"} <= adjective("российский")
    True
    """
    stem = re.sub("(?:ий|ый|ой)$", "", word)
    return frozenset(stem + ending for ending in word_list("ru", "names")["paradigms"]["adjective"])


def _in_one_case(words: list[str], table: str) -> Iterator[tuple[str, ...]]:
    for forms in zip(*(cases(word, table) for word in words), strict=True):
        yield from product(*forms)


@cache
def cases(word: str, table: str = "endings") -> Cases:
    """The forms of one word, case by case, by one of the tables of endings.

    Examples
    --------
    >>> cases("Россия")[1], cases("Конго")[1]
    (('России',), ('Конго',))
    """
    indeclinable = word_list("ru", "names")["paradigms"]["indeclinable"]
    if word not in indeclinable and not _INITIALS.fullmatch(word):
        for ending, endings in _paradigms(table):
            if word.endswith(ending) if ending else _CONSONANT.search(word):
                stem = word.removesuffix(ending)
                return tuple(tuple(stem + one for one in case) for case in endings)
    return ((word,),) * 6


@cache
def _paradigms(table: str) -> tuple[tuple[str, Cases], ...]:
    """Endings of the nominative, the longest first, with those of all cases; 0 is no ending."""
    listed: dict[str, str] = word_list("ru", "names")["paradigms"][table]
    rows = [
        (ending, tuple(tuple(case.replace("0", "").split("|")) for case in forms.split()))
        for ending, forms in listed.items()
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
