"""What the model hands to the rules."""

from __future__ import annotations

import ast
from typing import NamedTuple

from .scopes import Scope


class ImportedName(NamedTuple):
    """One alias of an import statement, of a library and not of the project.

    ``path`` is what is imported: the module of ``import a.b``, the name of
    ``from a import b`` (``a.b``), the module of a star import.
    """

    path: str
    node: ast.alias
    scope: Scope
    statement: ast.stmt
    star: bool


class Reference(NamedTuple):
    """An imported name in use, alone or with attributes, or an attribute named in a string.

    ``paths`` are all qualified names that it can mean, ``bound`` the part of each that the
    binding already carries: ``wlc.connect`` after ``import websockets.legacy.client as wlc``
    has the path ``websockets.legacy.client.connect`` and the bound part
    ``websockets.legacy.client``.
    """

    paths: tuple[str, ...]
    bound: tuple[str, ...]
    node: ast.expr
    scope: Scope
    statement: ast.stmt


class WholeModule(NamedTuple):
    """The file itself, once; for rules that look at all of it."""

    tree: ast.Module
    scope: Scope


class Place(NamedTuple):
    """A node with the scope and the statement in which it stands."""

    node: ast.AST
    scope: Scope
    statement: ast.stmt
