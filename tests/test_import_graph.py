"""The import graph, computed from the source: no cycle among modules and no import from a lower layer to a higher one.

Import-linter checks its layers by package. This test looks at each module, imports inside functions included, so that
a late import cannot hide a cycle.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "emotion_desk"
Graph = dict[str, set[str]]


def _modules(root: Path, package: str) -> dict[str, Path]:
    """Return the modules of a package by dotted name; a package is named without ``__init__``."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _imported(tree: ast.AST, modules: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that are imported anywhere in a module, functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.module in modules:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module


def import_graph(root: Path, package: str) -> Graph:
    """Return for each module of a package the modules of the same package that it imports."""
    modules = _modules(root, package)
    return {
        name: set(_imported(ast.parse(path.read_text(encoding="utf-8")), modules)) - {name}
        for name, path in modules.items()
    }


def cycles(graph: Graph) -> list[list[str]]:
    """Return the groups of modules that import each other in a circle (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for target in sorted(graph[module]):
            if target not in index:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], index[target])
        if low[module] == index[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1:
                found.append(sorted(group))

    for module in graph:
        if module not in index:
            visit(module)
    return sorted(found)


def _layers() -> list[list[str]]:
    """Return the layers of the desk from ``pyproject.toml``, the highest first."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["name"] == "Layers of the desk")
    return [[name.strip() for name in layer.replace("|", ":").split(":")] for layer in layers]


def _layer_of(module: str, layers: list[list[str]]) -> int | None:
    for number, members in enumerate(layers):
        if any(module == member or module.startswith(f"{member}.") for member in members):
            return number
    return None


def upward(graph: Graph, layers: list[list[str]]) -> list[str]:
    """Return the imports from a lower layer to a higher one, a line each."""
    found = []
    for module, targets in graph.items():
        own = _layer_of(module, layers)
        for target in targets:
            other = _layer_of(target, layers)
            if own is not None and other is not None and other < own:
                found.append(f"{module} -> {target}")
    return sorted(found)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return import_graph(ROOT, PACKAGE)


def test_no_modules_import_each_other_in_a_circle(graph: Graph) -> None:
    found = cycles(graph)
    assert not found, "\n".join(", ".join(group) for group in found)


def test_no_import_goes_up(graph: Graph) -> None:
    found = upward(graph, _layers())
    assert not found, "\n".join(found)


def test_every_module_of_the_desk_has_a_layer(graph: Graph) -> None:
    roots = {PACKAGE, f"{PACKAGE}.__main__", f"{PACKAGE}.modelling"}
    unplaced = [
        module
        for module in graph
        if module not in roots
        and not module.startswith(f"{PACKAGE}.modelling.")
        and _layer_of(module, _layers()) is None
    ]
    assert not unplaced, "\n".join(unplaced)


def test_the_desk_does_not_import_the_package_root_or_modelling(graph: Graph) -> None:
    """The root holds the public names and so depends on everything."""
    found = [
        f"{module} -> {target}"
        for module, targets in graph.items()
        for target in targets
        if not module.startswith(f"{PACKAGE}.modelling") and module != f"{PACKAGE}.__main__"
        if target == PACKAGE or target.startswith(f"{PACKAGE}.modelling")
    ]
    assert not found, "\n".join(found)


def test_a_cycle_through_a_late_import_is_found(tmp_path: Path) -> None:
    package = tmp_path / "made"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "low.py").write_text("def late():\n    from made import high\n")
    (package / "high.py").write_text("import made.middle\n")
    (package / "middle.py").write_text("from made.low import late\n")
    made = import_graph(tmp_path, "made")
    assert cycles(made) == [["made.high", "made.low", "made.middle"]]
    assert upward(made, [["made.high"], ["made.middle"], ["made.low"]]) == ["made.low -> made.high"]
