"""Everything a user can name is documented, in both languages where users read it."""

from __future__ import annotations

import ast
import inspect

import pytest

from kankei import datasets
from kankei.answers.figures import FIGURES
from kankei.answers.words import say
from kankei.measures import MEASURES
from kankei.terms import errors

from .sources import ROOT, functions, modules

LANGUAGES = ("ja", "en")


def _page(*parts: str) -> str:
    return (ROOT / "docs").joinpath(*parts).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_data_set_has_a_page(language: str) -> None:
    for item in datasets.DATASETS:
        assert item.name in _page("datasets", f"{item.name}.{language}.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_a_formula_page(language: str) -> None:
    pages = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "docs" / "measures").glob(f"*.{language}.md"))
    )
    for measure in MEASURES:
        assert measure.name in pages, measure.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_explained(language: str) -> None:
    page = _page(f"errors.{language}.md")
    tree = [
        name
        for name, item in inspect.getmembers(errors, inspect.isclass)
        if issubclass(item, errors.KankeiError)
    ]
    assert len(tree) <= 10
    for name in tree:
        assert f"`{name}`" in page, name
        assert name in (errors.__doc__ or ""), name


def test_every_figure_has_a_caption_and_a_reading() -> None:
    for module in FIGURES:
        key = module.__name__.rpartition(".")[2]
        assert say(f"figures.{key}.caption").ja


def test_every_public_thing_has_a_docstring() -> None:
    bare = [
        f"{dotted}.{node.name}"
        for dotted, _, tree in modules()
        for node in [*functions(tree), *(n for n in ast.walk(tree) if isinstance(n, ast.ClassDef))]
        if not node.name.startswith("_") and not ast.get_docstring(node) and _is_public(tree, node)
    ]
    assert bare == []


def _is_public(tree: ast.Module, node: ast.AST) -> bool:
    """True at the top of a module or in a public class; not inside a function."""
    owners = [n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and node in n.body]
    if owners:
        return not owners[0].name.startswith("_")
    return node in tree.body


def test_every_module_says_why_it_exists() -> None:
    for dotted, _, tree in modules():
        said = ast.get_docstring(tree) or ""
        assert len(said.split()) >= 3, dotted
