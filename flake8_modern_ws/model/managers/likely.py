"""Whether a file can hold a connection or a manager at all, told before the walk.

Each test is wider than what the analysis asks of a file, and much cheaper: it may say yes in
vain, never no.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from ..linked import NOTHING, Linked
from ..outline import Outline
from . import frameworks, lookups, types
from .classes import ManagerNames
from .handlers import HANDLER_DECORATORS
from .places import Places
from .receivers import decorator_name

#: How the names of managers and of their getters end, in lower case.
_ENDINGS = ("manager", "hub", "pool", "registry", "broker", "bridge", "broadcaster", "router")
_SOCKETS = ("ebSocket", "ebsocket")
_SOCK = frozenset({"flask_sock", "flask_sockets"})
_SERVE = re.compile(r"serve(?:_websocket)?\s*\(")
_WORD = re.compile(r"\w+")
#: Further than this, what stands after a word belongs to something else.
_NEAR = 120


class Likely:
    """A quick look at one module."""

    def __init__(
        self, tree: ast.Module, outline: Outline, text: str, names: ManagerNames,
        further: Collection[str], linked: Linked = NOTHING,
    ) -> None:
        self._places = Places(tree, outline, text, names)
        self._outline = outline
        self._text = text
        self._names = names
        self._further = {path.rpartition(".")[2] for path in further}
        self._linked = linked
        self._imported = outline.names()
        self._roots = outline.roots()
        self._starred = "*" in self._imported

    def holds(self) -> bool:
        """Whether a manager, a connection or a collection of them may be in the file."""
        if not self._names.endings or self._linked.tells_managers:  # patterns of the user's own
            return True
        return (self._is_typed() or self._is_handler() or self._is_opened()
                or self._is_parameter() or self._is_named()) and self._places.any()

    def _is_named(self) -> bool:
        """A class, a function or a call with the name of a manager, or of its getter."""
        return self._starred or any(
            self._names.either(word) or lookups.is_getter(word)
            for word in _ending_in(_ENDINGS, self._text))

    def _is_typed(self) -> bool:
        """A type that is a connection: imported, defined here, or an attribute of a module."""
        text = self._text
        if any(name in text for name in self._further):
            return True
        named = self._imported.union(node.name for node in self._outline.classes)
        if any(map(types.may_be_connection, named)):
            return True
        if not self._roots.isdisjoint(types.QUALIFIED_ROOTS) and any(
            name in text for name in types.QUALIFIED_NAMES
        ):
            return True
        return any(
            types.may_be_connection(word) and (self._starred or text[start - 1:start] == ".")
            for word, start in _words(text, _SOCKETS))

    def _is_handler(self) -> bool:
        """A class whose instances are connections."""
        if not any(node.bases for node in self._outline.classes):
            return False
        names = {_last(base) for node in self._outline.classes for base in node.bases}
        names.update(map(_last, self._outline.aliased))
        return any(types.is_connection_base(name) for name in names | self._imported)

    def _is_opened(self) -> bool:
        """A call that gives a connection, or to which a handler is given."""
        text, roots = self._text, self._roots
        if ".accept(" in text or "wsgi.websocket" in text or "quart" in roots or roots & _SOCK:
            return True
        if any(name in text for name in frameworks.ROUTE_CALLS):
            return True
        return bool(roots & {"websockets", "trio_websocket"}) and (
            _SERVE.search(text) is not None)

    def _is_parameter(self) -> bool:
        """A parameter with the name of a connection, or that a decorator makes one."""
        if any(
            decorator.__class__ is ast.Call and decorator_name(decorator) in HANDLER_DECORATORS
            for node in self._outline.functions for decorator in node.decorator_list
        ):
            return True
        if not self._trusts_names():
            return False
        found: set[str] = set()
        for node in self._outline.functions:
            arguments = node.args
            found.update([argument.arg for argument in arguments.args])
            if arguments.posonlyargs or arguments.kwonlyargs:
                found.update([a.arg for a in (*arguments.posonlyargs, *arguments.kwonlyargs)])
            for rest in (arguments.vararg, arguments.kwarg):
                if rest is not None:
                    found.add(rest.arg)
        start = self._text.find("lambda")
        while start >= 0:
            found.update(_WORD.findall(self._text, start, start + _NEAR))
            start = self._text.find("lambda", start + 1)
        return any(map(_is_connection_name, found))

    def _trusts_names(self) -> bool:
        """As ``ConnectionVariables`` does, by the imports alone."""
        roots = self._roots
        client = "websocket" in roots or not self._imported.isdisjoint(frameworks.CLIENT_CALLS)
        return not client or not roots.isdisjoint(frameworks.SERVER_PACKAGES) or any(
            name in self._text for name in frameworks.SERVER_NAMES)


@lru_cache(maxsize=8192)
def _is_connection_name(name: str) -> bool:
    return frameworks.CONNECTION_NAME.fullmatch(name) is not None


def _words(text: str, parts: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The words in which one of some parts occurs, and where they begin.

    Searches for plain strings are several times as fast as a pattern with alternatives.
    """
    for part in parts:
        start = text.find(part)
        while start >= 0:
            whole = _WORD.match(text, start)
            assert whole is not None
            start = _beginning(text, start)
            yield text[start:whole.end()], start
            start = text.find(part, whole.end())


def _ending_in(endings: tuple[str, ...], text: str) -> set[str]:
    """The words that end like this, in lower or upper case, or so but for a suffix of getters."""
    folded = text.lower()
    if len(folded) != len(text):  # one letter became several
        text = folded
    found = set()
    for ending in endings:
        start = folded.find(ending)
        while start >= 0:
            end = start + len(ending)
            after = text[end:end + 1]
            if after == "_" or not after.isalnum():
                whole = _WORD.match(text, start)
                assert whole is not None
                end = whole.end()
                found.add(text[_beginning(text, start):end])
            start = folded.find(ending, end)
    return found


def _beginning(text: str, start: int) -> int:
    """Where the word begins that a place stands in."""
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return start


def _last(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
