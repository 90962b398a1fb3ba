"""Functions and files stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from statistics import median

from .sources import PACKAGE, body_lines, functions, modules

LONGEST_FUNCTION = 60
USUAL_FUNCTION = 40
USUAL_SHARE = 0.95
LONGEST_FILE = 400
MEDIAN_FUNCTION = 12
BANNED_NAMES = {"utils", "helpers", "common", "core", "base", "manager", "managers", "misc"}


def _sizes() -> list[tuple[int, str]]:
    return sorted(
        (body_lines(function), f"{dotted}.{function.name}")
        for dotted, _, tree in modules()
        for function in functions(tree)
    )


def test_no_function_is_longer_than_sixty_lines() -> None:
    assert [pair for pair in _sizes() if pair[0] > LONGEST_FUNCTION] == []


def test_nearly_all_functions_have_forty_lines_or_fewer() -> None:
    lengths = [length for length, _ in _sizes()]
    long = [pair for pair in _sizes() if pair[0] > USUAL_FUNCTION]
    assert len(long) <= (1 - USUAL_SHARE) * len(lengths), long
    assert median(lengths) <= MEDIAN_FUNCTION


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {d: p.read_text(encoding="utf-8").count("\n") for d, p, _ in modules()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_tables_are_data_files_and_not_python() -> None:
    for dotted, _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict | ast.Set | ast.List | ast.Tuple):
                members = node.keys if isinstance(node, ast.Dict) else node.elts
                texts = [m for m in members if isinstance(m, ast.Constant)]
                assert len(texts) <= 40, f"{dotted}:{node.lineno} holds a table"


def test_names_say_what_is_inside() -> None:
    for path in PACKAGE.rglob("*"):
        assert path.stem not in BANNED_NAMES, path
