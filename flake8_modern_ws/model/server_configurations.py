"""What the configuration of one server is, and how it is made of arguments."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import NamedTuple

from .classes import Classes
from .contents import Entry
from .names import Names
from .scopes import Scope, Structure
from .server_arguments import Given
from .values import UNKNOWN, alternatives, setting


class ServerOption(NamedTuple):
    """One option as it is stated: its value, if known, and where a finding stands.

    ``path`` is the qualified name of the value, if it has one: a class, for ``ws``. ``value``
    may be ``ENVIRONMENT_TEXT``. On a command line every value is text, and there is no ``entry``.
    """

    value: object
    node: ast.AST
    path: str | None = None
    #: The values of a conditional expression, where they differ; ``value`` is unknown then.
    alternatives: tuple[object, ...] = ()
    entry: Entry | None = None


class ServerConfiguration(NamedTuple):
    """The options that one program, or one part of it, gives to uvicorn.

    ``kind`` is ``run``, ``Config``, ``worker`` (``CONFIG_KWARGS`` of a gunicorn worker class),
    ``command`` (a command line) or ``forwarder`` (a function that hands its keyword arguments
    on). An option that is missing has its default if ``complete``, and is unknown if not;
    options in ``uncertain`` are unknown in any case. ``node`` is where something is missing,
    ``holder`` the call or the dictionary in the text that can take further options.
    """

    kind: str
    options: Mapping[str, ServerOption]
    uncertain: frozenset[str]
    complete: bool
    node: ast.AST
    scope: Scope
    statement: ast.stmt
    application: ast.expr | None
    holder: ast.expr | None = None

    def cases(self) -> list[ServerConfiguration]:
        """This configuration, once for each arm of the first option that has alternatives."""
        for name, option in self.options.items():
            if option.alternatives:
                return [
                    self._replace(options={**self.options, name: option._replace(value=value)})
                    for value in option.alternatives
                ]
        return [self]

    def unknown(self, name: str) -> bool:
        """Whether the option may be stated somewhere out of sight."""
        if name in self.options:
            return self.options[name].value is UNKNOWN
        return name in self.uncertain or not self.complete


class Builder:
    """Makes configurations of arguments."""

    def __init__(
        self, structure: Structure, names: Names, classes: Callable[[], Classes]
    ) -> None:
        self._structure = structure
        self._names = names
        self._classes = classes

    def configuration(
        self, kind: str, given: Given, node: ast.AST, scope: Scope, statement: ast.stmt
    ) -> ServerConfiguration:
        """The configuration that some arguments are."""
        contents = given.contents
        options = {name: self.option(entry) for name, entry in contents.entries.items()
                   if is_option(name)}
        return ServerConfiguration(
            kind, options, frozenset(contents.uncertain),
            contents.complete and not given.stretched and kind != "forwarder",
            node, scope, statement, given.application, given.holder)

    def option(self, entry: Entry) -> ServerOption:
        """The option that an argument is."""
        node, scope = entry.value, entry.scope
        value = setting(node, scope)
        path = None
        if value is UNKNOWN:
            if entry.name == "ws":
                path = self._class_path(node, scope)
            elif isinstance(node, ast.Attribute):
                value = self._class_value(node, scope)
        arms = alternatives(node, scope) if value is UNKNOWN else ()
        return ServerOption(value, entry.node, path, arms, entry)

    def _class_path(self, node: ast.expr, scope: Scope) -> str | None:
        """The qualified name of a class, or of the library's base of a class of the file."""
        cls = class_of(node, scope)
        if cls is None:
            return self._names.path(node, scope)
        bases = self._classes().base_paths(cls)
        return next((path for path in bases if path.startswith("uvicorn.")), None)

    def _class_value(self, node: ast.Attribute, scope: Scope) -> object:
        """``Limits.INTERVAL``: a constant of a plain class that nothing else assigns."""
        cls = class_of(node.value, scope)
        if cls is None or cls.bases or cls.keywords or cls.decorator_list:
            return UNKNOWN
        inner = self._structure.scopes[cls]
        bindings = [b for b in inner.bindings.get(node.attr, ()) if b.kind != "annotation"]
        if len(bindings) != 1 or bindings[0].kind != "assignment" or any(
            isinstance(chain.ctx, ast.Store) and chain.attr == node.attr
            for chain, _, _ in self._structure.chains
        ):
            return UNKNOWN
        return setting(bindings[0].value, inner)


def is_option(name: str) -> bool:
    """Whether a keyword matters for WebSockets."""
    return name.startswith(("ws", "interface", "factory"))


def class_of(node: ast.expr, scope: Scope) -> ast.ClassDef | None:
    """The class of the file that a name means."""
    if not isinstance(node, ast.Name):
        return None
    bindings = scope.lookup(node.id)
    found = bindings[0].node if len(bindings) == 1 and bindings[0].kind == "class" else None
    return found if isinstance(found, ast.ClassDef) else None
