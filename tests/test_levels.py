"""Imports only go down a level; rooms of one level do not know each other."""

from __future__ import annotations

import ast

import pytest

from .sources import modules

LEVELS = {
    "terms": 0,
    "datasets": 1,
    "reading": 1,
    "record": 1,
    "measures": 1,
    "impact": 1,
    "forecasts": 2,
    "frames": 2,
    "answers": 3,
    "study": 4,
    "steps": 4,
    "page": 5,
    "cli": 6,  # starts the page
    "__main__": 7,
    "": 7,  # the package root: public names
}
NAMES = {dotted for dotted, _, _ in modules()}
ENGINE_MODULES = {"duckdb"}
NETWORK_HOMES = {
    "datasets.fetch",
    # asks a language model for proposals, only when a person names one: text of a document leaves
    # the machine here and nowhere else
    "reading.model.client",
}
NETWORK_MODULES = {"httpx2", "urllib.request", "socket", "http.client", "requests"}


def _imports(dotted: str, is_package: bool, tree: ast.Module) -> set[str]:
    """Modules of ours that a module imports anywhere, inside functions and type blocks too."""
    found = set()
    package = dotted.split(".") if is_package else dotted.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                target = ".".join([*base, *(node.module or "").split(".")]).strip(".")
                for alias in node.names:
                    member = f"{target}.{alias.name}".strip(".")
                    found.add(member if member in NAMES else target or alias.name)
            elif node.module and node.module.split(".")[0] == "kankei":
                found.add(node.module.removeprefix("kankei").strip("."))
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.removeprefix("kankei").strip(".")
                for alias in node.names
                if alias.name.split(".")[0] == "kankei"
            }
    return found


def _room(dotted: str) -> str:
    return dotted.split(".")[0]


def _external(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module)
    return found


MODULES = [(dotted, path.name == "__init__.py", tree) for dotted, path, tree in modules()]


def test_every_module_has_a_level() -> None:
    unknown = {dotted for dotted, _, _ in MODULES if _room(dotted) not in LEVELS}
    assert not unknown, f"no level is declared for {sorted(unknown)}"


@pytest.mark.parametrize(("dotted", "is_package", "tree"), MODULES, ids=[m[0] for m in MODULES])
def test_imports_go_down(dotted: str, is_package: bool, tree: ast.Module) -> None:
    room, level = _room(dotted), LEVELS[_room(dotted)]
    for target in _imports(dotted, is_package, tree):
        other = _room(target)
        if other == room or other not in LEVELS:
            continue
        same_house = room in ("study", "steps") and other in ("study", "steps")
        assert LEVELS[other] < level or same_house, f"{dotted} imports {target}"


def test_steps_import_study_and_not_the_reverse() -> None:
    for dotted, is_package, tree in MODULES:
        if _room(dotted) == "study":
            assert "steps" not in {_room(target) for target in _imports(dotted, is_package, tree)}


def test_no_import_of_ours_inside_a_function() -> None:
    for dotted, _, tree in MODULES:
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                late = [n for n in ast.walk(function) if isinstance(n, ast.ImportFrom) and n.level]
                assert not late, f"{dotted}.{function.name} imports {late[0].module} late"


def test_no_cycles_inside_rooms() -> None:
    graph = {d: _imports(d, p, t) & NAMES - {d} for d, p, t in MODULES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path, name])
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_only_the_store_opens_an_engine_and_only_fetch_the_network() -> None:
    for dotted, _, tree in MODULES:
        external = _external(tree)
        if dotted != "record.store":
            assert not external & ENGINE_MODULES, f"{dotted} opens an engine"
        allowed = dotted in NETWORK_HOMES or _room(dotted) == "page"
        assert allowed or not external & NETWORK_MODULES, f"{dotted} opens the network"
