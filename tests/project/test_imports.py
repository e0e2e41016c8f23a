"""The text of import statements says what the tree says."""

from __future__ import annotations

import ast

import pytest

from flake8_modern_ws.project.imports import Imports
from flake8_modern_ws.project.modules import Modules

FILES = ["/p/app/__init__.py", "/p/app/net.py", "/p/app/inner/__init__.py", "/p/app/inner/use.py",
         "/p/flat.py", "/p/space/part.py"]


def importers(text: str, path: str, importer: str) -> frozenset[str] | str | None:
    """The names that a file with this text takes from another; ``nothing`` if none."""
    imports = Imports(Modules(FILES))
    imports.add(importer, text.encode())
    ast.parse(text)
    return imports.importers(path).get(importer, "nothing")


@pytest.mark.parametrize(("text", "importer", "path", "names"), [
    ("from app.net import a, b as c\n", "/p/flat.py", "/p/app/net.py", {"a", "b"}),
    ("from app.net import (  # why\n    a,  # a comment, with import b\n    c,\n)\n",
     "/p/flat.py", "/p/app/net.py", {"a", "c"}),
    ("from app.net import a, \\\n    b\n", "/p/flat.py", "/p/app/net.py", {"a", "b"}),
    ("from app.net import *\n", "/p/flat.py", "/p/app/net.py", {"*"}),
    ("from .net import a\n", "/p/app/__init__.py", "/p/app/net.py", {"a"}),
    ("from ..net import a\n", "/p/app/inner/use.py", "/p/app/net.py", {"a"}),
    ("from .. import net\n", "/p/app/inner/use.py", "/p/app/net.py", None),
    ("from.. import net\n", "/p/app/inner/use.py", "/p/app/net.py", None),
    ("from ..import net\n", "/p/app/inner/use.py", "/p/app/net.py", None),
    ("from . import x\n", "/p/app/net.py", "/p/app/__init__.py", {"x"}),
    ("from app import net\n", "/p/flat.py", "/p/app/net.py", None),
    ("import app.net\n", "/p/flat.py", "/p/app/net.py", None),
    ("import os, app.net as net\n", "/p/flat.py", "/p/app/net.py", None),
    ("import app.net\n", "/p/flat.py", "/p/app/__init__.py", None),
    ("import flat\n", "/p/app/net.py", "/p/flat.py", None),
    ("import os; import flat\n", "/p/app/net.py", "/p/flat.py", None),
    ("try: import flat\nexcept ImportError: pass\n", "/p/app/net.py", "/p/flat.py", None),
    ("def f():\n\tfrom space.part import a\n", "/p/flat.py", "/p/space/part.py", {"a"}),
    ("from space import part\r\n", "/p/flat.py", "/p/space/part.py", None),
    ("from app.net import a\nfrom app.net import b\n", "/p/flat.py", "/p/app/net.py",
     {"a", "b"}),
    ("from app.net import a\nimport app.net\n", "/p/flat.py", "/p/app/net.py", None),
    ("important = 1\nfrom os import path\n", "/p/flat.py", "/p/app/net.py", "nothing"),
    ("from elsewhere.net import a\n", "/p/flat.py", "/p/app/net.py", "nothing"),
    ("# import app.net\n", "/p/flat.py", "/p/app/net.py", "nothing"),
])
def test_finds_what_a_file_takes(
    text: str, importer: str, path: str, names: set[str] | str | None
) -> None:
    assert importers(text, path, importer) == names
