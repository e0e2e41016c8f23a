"""Keeps how a subprotocol is chosen where a call of ``serve`` leaves the legacy implementation.

That one weighed the wishes of both sides, and accepted clients that offer no subprotocol or
none in common. The new one refuses these, unless it is given a ``select_subprotocol``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..catalog.switched_names import SWITCHED_IN
from ..model.library_calls import LibraryCall
from ..model.scopes import Scope
from ..plans import (
    Plan,
    RemovePath,
    ReplaceArgument,
    ReplaceHook,
    ReplaceProtocolClass,
    ReplaceProtocolFactory,
    RunInLoop,
)
from . import lists
from .changes import Change
from .edits import Edit
from .functions import Function, indent_step, positional
from .locate import Elements
from .reasons import Reason, Withheld
from .subject import Subject

_HOOK = "select_subprotocol"
#: What means something of its own inside the function that is written.
_OWN = frozenset({"connection", "offered", "known", "name"})
#: Expressions that can be evaluated twice: nothing happens, and the value is the same.
_REPEATABLE = (ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.List, ast.Tuple,
               ast.BinOp, ast.Add, ast.IfExp, ast.BoolOp, ast.boolop, ast.Compare, ast.cmpop,
               ast.UnaryOp, ast.Not, ast.Load)
#: Calls that only tell type checkers something.
_TYPES = frozenset({"websockets.Subprotocol", "websockets.typing.Subprotocol"})
#: Statements without a body. In a coroutine they stay where they are, too.
_SIMPLE = (ast.Expr, ast.Assign, ast.AnnAssign, ast.Return)
_SERVING = frozenset({"serve", "unix_serve", "Serve"})
_OF_CALLS = (ReplaceArgument, ReplaceProtocolFactory, ReplaceProtocolClass, RunInLoop)


class _Choice(NamedTuple):
    """A function: its head up to the colon, and the parts of the expression behind it."""

    head: str
    opening: str
    lines: tuple[str, ...]
    closing: str

    def written(self, indent: str | None = None, newline: str = "") -> str:
        """In one line, or broken behind the bracket."""
        if indent is None:
            opening, closing = self.opening, self.closing
            if opening == "(":  # needed for the line break alone
                opening = closing = ""
            return f"{self.head} {opening}{' '.join(self.lines)}{closing}"
        separator = newline + indent
        return f"{self.head} {self.opening}{separator}{separator.join(self.lines)}{self.closing}"


def leaves(call: LibraryCall, subject: Subject) -> bool:
    """Whether a call of ``serve`` leaves the legacy implementation with its file."""
    if call.name not in _SERVING or any(
        path.startswith("websockets.asyncio.")
        for path in subject.model.names.paths(call.call.func, call.scope)
    ):
        return False
    return call.implementation == "legacy" or (
        call.implementation == "package" and not subject.supported.guarantees(SWITCHED_IN))


def concerned(plan: Plan, subject: Subject) -> Iterator[LibraryCall]:
    """The calls of the package's ``serve`` that cannot work before a plan is carried out."""
    nodes: set[ast.AST] = set()
    function: Function | None = None
    if isinstance(plan, _OF_CALLS) and plan.call is not None:
        nodes.add(plan.call.call)
    elif isinstance(plan, RemovePath) and plan.given is not None:
        function = plan.given.function
        if len(positional(function)) - len(function.args.defaults) < plan.given.skipped + 2:
            return  # it can be called without a path
    elif isinstance(plan, ReplaceHook) and plan.hook is not None:
        function = plan.hook.function
    if function is not None:
        nodes.update(given.call for given in subject.model.handlers.given
                     if given.function is function and given.direct)
    for call in subject.model.library_calls:
        if call.call in nodes and call.implementation == "package" and call.name in _SERVING:
            yield call


def keep(call: LibraryCall, subject: Subject) -> Change:
    """The argument that chooses as before, if the call needs one. Raises ``Withheld``."""
    change = Change()
    given = subject.model.mappings.keywords(call.call, call.scope, call.statement)
    entry = given.entries.get("subprotocols")
    if entry is None or _HOOK in given.entries or _is_empty(entry.value):
        return change
    direct = entry.node in call.call.keywords
    if direct:
        start = subject.document.start(entry.node)
        subject.document.expect(start, start + len(entry.name), entry.name)
    stars = [keyword.value for keyword in call.call.keywords if keyword.arg is None]
    doubtful = given.may_hold(_HOOK)
    if (not direct and not _is_constant_list(entry.value)) or (doubtful and len(stars) != 1):
        return change
    choice = _choice(entry.value, call.scope, subject)
    if doubtful:
        _add_below(stars[0], choice, subject, change)
        return change
    elements = subject.locator.arguments(call.call)
    if direct and _stands_alone(entry.node, subject):
        start = subject.document.start(entry.node)
        index = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
        if index is None:
            raise Withheld(Reason.NOT_FOUND)
        elements = elements._replace(
            parts=elements.parts[:index + 1], commas=elements.commas[:index + 1])
    _add(choice, elements, call, subject, change)
    return change


def _stands_alone(node: ast.AST, subject: Subject) -> bool:
    """Whether a line begins with an argument."""
    start = subject.document.start(node)
    return not subject.document.text[subject.document.line_extent(start)[0]:start].strip()


def _is_empty(node: ast.expr) -> bool:
    if isinstance(node, (ast.List, ast.Tuple)):
        return not node.elts
    return isinstance(node, ast.Constant)


def _is_constant_list(node: ast.expr | None) -> bool:
    return isinstance(node, (ast.List, ast.Tuple)) and bool(node.elts) and all(
        map(_is_text, node.elts))


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _choice(value: ast.expr, scope: Scope, subject: Subject) -> _Choice:
    """The function that chooses from what the server knows."""
    _require_repeatable(value, scope, subject)
    items = value.elts if isinstance(value, (ast.List, ast.Tuple)) else []
    texts = [_written(item, subject) for item in items]
    if len(items) == 1:
        known, (used,) = "", texts
        if not _is_text(items[0]) and not _is_constant(items[0], scope, _is_text):
            known, used = f", known={used}", "known"
        return _Choice(f"{_HOOK}=lambda connection, offered{known}:", "(",
                       (f"{used} if {used} in offered else None",), ")")
    known, used, listed = "", _written(value, subject), f"({', '.join(texts)})"
    if len(items) == 2 and _is_constant_list(value):
        used = listed
    elif not _is_constant(value, scope, _is_constant_list):
        known, used = f", known={listed if items else used}", "known"
    head = f"{_HOOK}=lambda connection, offered{known}:"
    if len(items) == 2:  # then the first wish of the client has the least sum, or an equal one
        _require_builtins(("next",), scope)
        return _Choice(head, "next(", (
            f"(name for name in offered if name in {used}), None",), ")")
    _require_builtins(("min", "set"), scope)
    sure = used != "known" or items or isinstance(value, ast.BinOp)
    return _Choice(head, "min(", (
        f"set(offered) & set({used if sure else 'known or ()'}), default=None,",
        f"key=lambda name: offered.index(name) + {used}.index(name)"), ")")


def _require_repeatable(value: ast.expr, scope: Scope, subject: Subject) -> None:
    """Raise unless the list can be written a second time."""
    computed = Withheld(Reason.NOT_LITERAL, "the server's own list of subprotocols is computed")
    pending: list[ast.AST] = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            paths = set(subject.model.names.paths(node.func, scope))
            if len(node.args) != 1 or node.keywords or not paths or paths - _TYPES:
                raise computed
            pending += node.args
            continue
        if not isinstance(node, _REPEATABLE):
            raise computed
        pending += ast.iter_child_nodes(node)


def _require_builtins(names: tuple[str, ...], scope: Scope) -> None:
    for name in names:
        if scope.lookup(name):
            raise Withheld(Reason.NAME_TAKEN, f"'{name}' is not the built-in function")


def _is_constant(
    node: ast.expr, scope: Scope, wanted: Callable[[ast.expr | None], bool]
) -> bool:
    """Whether it is a global variable that always holds such a literal."""
    if not isinstance(node, ast.Name) or node.id in _OWN:
        return False
    bindings = scope.lookup(node.id)
    return len(bindings) == 1 and bindings[0].kind == "assignment" and (
        bindings[0].scope.kind == "module" and not bindings[0].index
        and wanted(bindings[0].value))


def _written(node: ast.expr, subject: Subject) -> str:
    text = subject.document.of(node)
    return ast.unparse(node) if "\n" in text or "\r" in text else text


def _add(
    choice: _Choice, elements: Elements, call: LibraryCall, subject: Subject, change: Change
) -> None:
    """Write the argument behind the last of some elements, in the layout of the call."""
    document = subject.document
    last = elements.parts[-1]
    plain = choice.written()
    begin = document.line_extent(last.start)[0]
    before = document.text[begin:last.start]
    if not before.strip() and begin >= elements.start:
        change.last.append(lists.append(
            document, elements, [_fitting(choice, len(before), before, subject)]))
        return
    line, line_end = document.line_extent(last.end - 1)
    end = last.end
    if document.has_comment(end, line_end):  # one for tools has to stay on the line
        change.last.append(Edit(end, end, f", {plain}"))
        return
    width = len(document.text[line:line_end].rstrip())
    before = document.text[line:end]
    indent = before[:len(before) - len(before.lstrip())]
    if width + len(plain) + 2 <= lists.WIDTH or line != begin:
        written = _fitting(choice, width + 2, indent, subject)
        change.last.append(Edit(end, end, f", {written}"))
        return
    if line < elements.start:  # all in one line: broken behind the bracket
        plainly = isinstance(call.statement, _SIMPLE) and isinstance(
            call.scope.node, ast.AsyncFunctionDef)
        indent += indent_step(indent, subject) * (1 if plainly else 2)
        first = elements.parts[0].start
        change.edit(elements.start, first, document.newline + indent)
    written = _fitting(choice, len(indent), indent, subject)
    change.last.append(Edit(end, end, f",{document.newline}{indent}{written}"))


def _fitting(choice: _Choice, column: int, indent: str, subject: Subject) -> str:
    """The function in one line if that is short enough."""
    plain = choice.written()
    if column + len(plain) < lists.WIDTH:
        return plain
    step = "    " if indent.endswith(" ") else indent_step(indent, subject)
    return choice.written(indent + step, subject.document.newline)


def _add_below(star: ast.expr, choice: _Choice, subject: Subject, change: Change) -> None:
    """Write the argument so that a mapping, which may hold another, goes before it."""
    document = subject.document
    start, end = document.extent(star)
    line = document.line_extent(start)[0]
    before = document.text[line:start]
    indent = before[:len(before) - len(before.lstrip())]
    quoted = choice._replace(head=choice.head.replace(f"{_HOOK}=", f'"{_HOOK}": ', 1))
    written = _fitting(quoted, len(before) + end - start + 6, indent, subject)
    change.edit(start, start, f"{{{written}, **")
    change.last.append(Edit(end, end, "}"))
