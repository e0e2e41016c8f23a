"""Every row of the catalog of names, in every spelling that reaches it."""

from __future__ import annotations

import pytest

from flake8_modern_ws.catalog.rows import DeprecatedName, Group
from flake8_modern_ws.catalog.websockets_names import NAMES

from .expectations import check

CODES = {
    Group.LEGACY_MODULE: "WS101", Group.LEGACY_ALIAS: "WS102", Group.REMOVED: "WS103",
    Group.RENAMED_MODULE: "WS104", Group.CONNECTION_CLASS: "WS201", Group.SERVER_CLASS: "WS202",
    Group.EXCEPTION: "WS203", Group.BASIC_AUTH: "WS204", Group.SANSIO: "WS205",
    Group.MOVED: "WS206",
}
#: Programs with the finding on their last line. {path}, {owner}, {name}, {package}, {module}.
FOR_NAMES = {
    "from": "from {owner} import {name}",
    "from-as": "from {owner} import {name} as alias",
    "parentheses": "from {owner} import (\n    {name},)",
    "in-a-list": "from {owner} import x1, x2, {name}, x3",
    "in-a-function": "def f():\n    from {owner} import {name}",
    "type-checking": "import typing\nif typing.TYPE_CHECKING:\n    from {owner} import {name}",
    "dotted": "import {owner}\nx = {path}",
    "package": "import websockets\nx = {path}",
    "package-as": "import websockets as w\nx = w{rest}",
    "module-as": "import {owner} as m\nx = m.{name}",
    "called": "import {owner} as m\nx = m.{name}(1)",
    "attribute": "import {owner} as m\nx = m.{name}.y.z",
    "alias-chain": "import {owner} as m\nn = m\nx = n.{name}",
    "walrus": "import {owner} as m\nprint(n := m)\nx = n.{name}",
    "getattr": "import {owner} as m\nx = getattr(m, '{name}')",
    "import-module": "import importlib\nm = importlib.import_module('{owner}')\nx = m.{name}",
    "dunder-import": "m = __import__('{owner}', fromlist=['x'])\nx = m.{name}",
    "annotation": "import {owner} as m\ndef f(x: m.{name}): ...",
    "quoted": "import {owner} as m\ndef f(x: 'list[m.{name}]'): ...",
    "cast": "import {owner} as m, typing\nx = typing.cast('m.{name}', y)",
    "base": "import {owner} as m\nclass C(m.{name}): ...",
    "decorator": "import {owner} as m\n@m.{name}\ndef f(): ...",
    "except": "import {owner} as m\ntry: ...\nexcept (OSError, m.{name}): ...",
    "default": "import {owner} as m\ndef f(x=m.{name}): ...",
    "comprehension": "import {owner} as m\nx = [m.{name} for y in z]",
    "late-import": "def f():\n    return m.{name}\nimport {owner} as m",
    "global": "def g():\n    global m\n    import {owner} as m\ndef f():\n    return m.{name}",
    "patch-object": "from unittest import mock\nimport {owner} as m\n"
                    "mock.patch.object(m, '{name}')",
}
FOR_MODULES = {
    "import": "import {path}",
    "import-as": "import {path} as m",
    "from-package": "from {owner} import {name}",
    "from-package-as": "from {owner} import {name} as m",
    "attribute": "import websockets\nx = {path}.y",
    "in-a-function": "def f():\n    import {path}",
}
#: Look-alikes: nothing may be found in them.
SILENT = {
    "relative": "from .{owner} import {name}",
    "relative-package": "from . import {name}",
    "other-package": "from my{owner} import {name}",
    "below-another": "from my.{owner} import {name}",
    "parameter": "def f({package}):\n    return {path}",
    "local": "import websockets\ndef f():\n    {package} = g()\n    return {path}",
    "loop": "for {package} in x:\n    {path}",
    "string": "x = '{path}'",
    "comment": "import websockets  # {path}",
    "attribute-of-another": "import x\nx.{path}",
    "keyword": "f({name}=1)",
    "definition": "def {name}(): ...",
}


def fill(template: str, row: DeprecatedName) -> str:
    owner, _, name = row.path.rpartition(".")
    return template.format(
        path=row.path, owner=owner, name=name, package="websockets",
        rest=row.path.removeprefix("websockets")) + "\n"


def last_line(program: str, spelling: str) -> int:
    lines = program.rstrip("\n").count("\n") + 1
    return {"late-import": 2, "decorator": 2}.get(spelling, lines)


ROWS = pytest.mark.parametrize("row", NAMES, ids=lambda row: row.path)


@ROWS
def test_every_spelling_is_found(row: DeprecatedName) -> None:
    for spelling, template in (FOR_MODULES if row.module else FOR_NAMES).items():
        program = fill(template, row)
        found = {(f.span.line, f.code) for f in check(program)}
        assert (last_line(program, spelling), CODES[row.group]) in found, (spelling, program, found)


@ROWS
def test_every_look_alike_is_silent(row: DeprecatedName) -> None:
    for spelling, template in SILENT.items():
        program = fill(template, row)
        assert check(program) == [], (spelling, program)


@ROWS
def test_the_hint_names_the_replacement(row: DeprecatedName) -> None:
    (found,) = check(fill("from {owner} import {name}", row))
    assert row.path in found.message
    assert (row.replacement or "no replacement") in found.hint
    assert "needs websockets" not in found.hint


@ROWS
def test_below_the_replacement_the_hint_says_which_release_is_needed(row: DeprecatedName) -> None:
    if row.replacement is None or row.since == "8.0":
        return
    for found in check(fill("from {owner} import {name}", row), websockets=">=8.0"):
        assert f"needs websockets>={row.since}" in found.hint
