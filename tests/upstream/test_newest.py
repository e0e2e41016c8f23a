"""The newest release of the index: nothing in it is deprecated behind the catalog's back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from flake8_modern_ws.catalog.names import find
from flake8_modern_ws.catalog.websockets_warnings import WARNINGS

from .conftest import install


@pytest.fixture(scope="module")
def package() -> Path:
    """The package folder of whatever release pip takes for the newest today."""
    return install("websockets", None) / "websockets"


def modules(package: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the qualified name of the function around it."""
    pending: list[tuple[ast.AST, str]] = [(tree, "")]
    while pending:
        node, where = pending.pop()
        for child in ast.iter_child_nodes(node):
            inside = where
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                inside = f"{where}.{child.name}".lstrip(".")
            if isinstance(child, ast.Call):
                yield inside, child
            pending.append((child, inside))


def warning_sites(package: Path) -> set[tuple[str, str]]:
    return {
        (module, where)
        for module, tree in modules(package)
        for where, call in calls(tree)
        if ast.unparse(call.func).endswith("warn")
        and any("DeprecationWarning" in ast.unparse(argument)
                for argument in [*call.args, *(k.value for k in call.keywords)])
    }


def aliases(package: Path) -> set[str]:
    return {
        f"{module}.{name}"
        for module, tree in modules(package)
        for _, call in calls(tree)
        if ast.unparse(call.func) == "lazy_import"
        for keyword in call.keywords
        if keyword.arg == "deprecated_aliases"
        for name in ast.literal_eval(keyword.value)
    }


def test_every_warning_of_the_newest_release_is_known(package: Path) -> None:
    sites = warning_sites(package)
    assert sites, "no warning found: the search no longer fits the sources"
    unknown = {
        f"{module}: {where or 'at import'}" for module, where in sites
        if (module, where) not in WARNINGS and not (where == "" and find(module) is not None)
    }
    assert unknown == set()


def test_every_deprecated_alias_of_the_newest_release_is_known(package: Path) -> None:
    found = aliases(package)
    assert found, "no alias found: the search no longer fits the sources"
    assert {path for path in found if find(path) is None} == set()


def test_no_known_warning_has_gone(package: Path) -> None:
    assert set(WARNINGS) - warning_sites(package) == set()
