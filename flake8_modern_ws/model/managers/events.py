"""What the analysis of connection managers hands to the rules."""

from __future__ import annotations

import ast
from typing import NamedTuple


class GlobalManager(NamedTuple):
    """A manager that lives as long as the process.

    ``shape`` is one of ``module``, ``class attribute``, ``global``, ``default argument``,
    ``cached getter``; ``name`` is what it is bound to, the parameter or the function.
    """

    node: ast.AST
    manager: str
    name: str
    shape: str


class SingletonManager(NamedTuple):
    """A manager class that has one instance in a process.

    ``shape`` says in words how, ``resets`` which store its ``__init__`` empties at every
    call, if any.
    """

    node: ast.ClassDef
    shape: str
    resets: str | None


class SharedConnections(NamedTuple):
    """A collection of connections that lives as long as the process.

    ``shape`` is one of ``module``, ``class``, ``connection class`` (whose instances are
    connections), ``module object``, ``default argument``.
    """

    node: ast.AST
    name: str
    shape: str


class ImportTimeLookup(NamedTuple):
    """A manager getter of another module, called while this one is imported."""

    node: ast.Call
    getter: str


class ContainerSingleton(NamedTuple):
    """A manager registered as a singleton with a dependency-injection container."""

    node: ast.Call
    manager: str
    provider: str


class UserRegistry(NamedTuple):
    """A process-global mapping from keys to managers that nothing is ever removed from."""

    node: ast.AST
    name: str
    manager: str


class NamedCall(NamedTuple):
    """A call of something that has a qualified name or is defined in the file.

    ``path`` is the qualified name (relative imports: without the leading dots), the bare
    name for definitions of the file. ``enclosing`` are the functions around the call.
    ``manager`` says whether it builds a manager.
    """

    node: ast.Call
    path: str
    enclosing: tuple[str, ...]
    parameters: tuple[str, ...] | None
    manager: bool


#: All of them.
MANAGER_EVENTS: tuple[type, ...] = (
    GlobalManager, SingletonManager, SharedConnections, ImportTimeLookup, ContainerSingleton,
    UserRegistry, NamedCall,
)
