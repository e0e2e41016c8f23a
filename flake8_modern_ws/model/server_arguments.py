"""The arguments that a call of uvicorn gets: directly, from a thread, a process, an executor."""

from __future__ import annotations

import ast
from typing import NamedTuple

from .contents import Contents
from .mappings import Mappings
from .scopes import Scope

#: Calls that hand all their keyword arguments to the function named first.
_PASSING_KEYWORDS = frozenset({"to_thread", "submit", "register"})
#: Calls that hand on positional arguments alone; the function is at this position.
_PASSING_POSITIONAL = {
    "run_in_executor": 1, "run_sync": 0, "call_soon": 0, "call_soon_threadsafe": 0,
    "call_later": 1,
}


class Handover(NamedTuple):
    """A callable that calls a function later, with a tuple and a dictionary of arguments.

    Each part stands at a position or under a name; the names of one part are alternatives.
    """

    function: int
    arguments: int
    keywords: int


#: ``threading.Thread`` and kin, by their last name.
HANDOVERS = {
    "Thread": Handover(1, 3, 4), "Process": Handover(1, 3, 4), "Timer": Handover(1, 2, 3),
    "apply": Handover(0, 1, 2), "apply_async": Handover(0, 1, 2),
    "start_new_thread": Handover(0, 1, 2),
}
_FUNCTION_NAMES = frozenset({"target", "function", "func"})
_ARGUMENT_NAMES = frozenset({"args"})
_KEYWORD_NAMES = frozenset({"kwargs", "kwds"})


class Given(NamedTuple):
    """The arguments that a call of uvicorn gets."""

    contents: Contents
    application: ast.expr | None
    #: Whether positional arguments can hold further options.
    stretched: bool = False
    holder: ast.expr | None = None

    def added(self, further: Given) -> Given:
        """These arguments with those of a later call."""
        contents = Contents()
        contents.merge(self.contents)
        contents.merge(further.contents)
        return Given(contents, self.application or further.application,
                     self.stretched or further.stretched, self.holder)


class ServerArguments:
    """Reads the arguments from the calls of one module."""

    def __init__(self, mappings: Mappings) -> None:
        self._mappings = mappings

    def of_call(
        self, call: ast.Call, scope: Scope, statement: ast.stmt, skipped: int = 0
    ) -> Given:
        """The arguments of a direct call; the application follows the skipped ones."""
        contents = self._mappings.keywords(call, scope, statement)
        stretched = any(isinstance(argument, ast.Starred) for argument in call.args)
        rest = call.args[skipped:]
        application = rest[0] if rest and not stretched else None
        if application is None and "app" in contents.entries:
            application = contents.entries["app"].value
        return Given(contents, application, stretched, call)

    def handed(
        self, node: ast.expr, parent: ast.AST | None, call: ast.Call, scope: Scope,
        statement: ast.stmt,
    ) -> Given | None:
        """The arguments that a function gets that is passed to a call; None if unknown."""
        name = _last_name(call.func)
        handover = HANDOVERS.get(name)
        if isinstance(parent, ast.keyword):
            if parent.arg == "target" or (
                handover is not None and parent.arg in _FUNCTION_NAMES
            ):
                return self._handed_over(call, handover, scope, statement)
            return None
        if node not in call.args:
            return None
        index = call.args.index(node)
        if handover is not None and handover.function == index:
            return self._handed_over(call, handover, scope, statement)
        return self._passed(call, name, index, scope, statement)

    def _handed_over(
        self, call: ast.Call, handover: Handover | None, scope: Scope, statement: ast.stmt
    ) -> Given:
        """``Thread(target=…, args=…, kwargs=…)``, and kin."""
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        if None in named or any(isinstance(argument, ast.Starred) for argument in call.args):
            return Given(Contents(complete=False), None)
        keywords = next((named[n] for n in named if n in _KEYWORD_NAMES), None)
        arguments = next((named[n] for n in named if n in _ARGUMENT_NAMES), None)
        if handover is not None:
            keywords = keywords or _at(call.args, handover.keywords)
            arguments = arguments or _at(call.args, handover.arguments)
        contents = Contents()
        if keywords is not None and not _is_none(keywords):
            contents = self._mappings.contents(keywords, scope, statement)
        application = None
        stretched = arguments is not None
        if isinstance(arguments, (ast.Tuple, ast.List)):
            stretched = any(isinstance(a, ast.Starred) for a in arguments.elts)
            if arguments.elts and not stretched:
                application = arguments.elts[0]
        return Given(contents, application, stretched, display(keywords, scope))

    def _passed(
        self, call: ast.Call, name: str, index: int, scope: Scope, statement: ast.stmt
    ) -> Given | None:
        """``asyncio.to_thread(uvicorn.run, app, …)``, ``loop.run_in_executor`` and kin."""
        rest = call.args[index + 1:]
        stretched = any(isinstance(argument, ast.Starred) for argument in call.args)
        application = rest[0] if rest and not stretched else None
        if name in _PASSING_KEYWORDS and index == 0:
            return Given(self._mappings.keywords(call, scope, statement), application,
                         stretched, call)
        if _PASSING_POSITIONAL.get(name) == index:
            return Given(Contents(), application, stretched)
        return None


def display(node: ast.expr | None, scope: Scope) -> ast.expr | None:
    """A dictionary that is written out: ``{…}`` or ``dict(…)``."""
    if isinstance(node, ast.Dict) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id == "dict" and not scope.lookup("dict")
    ):
        return node
    return None


def _at(arguments: list[ast.expr], position: int) -> ast.expr | None:
    return arguments[position] if position < len(arguments) else None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _last_name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
