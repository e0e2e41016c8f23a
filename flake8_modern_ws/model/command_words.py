"""The words of command lines: what lists and strings of arguments hold where they are used."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .blocks import Blocks
from .classes import Classes
from .names import Names
from .returned import returned
from .scopes import Binding, Scope, Structure
from .values import constant

#: How many lists may be built from one another.
_DEPTH = 5
_READING = frozenset({"copy", "index", "count"})
_OPERATORS = frozenset({"&&", "||", ";", "|", "&", "(", ")"})
#: Stands for what is not known of a string.
HIDDEN = "\x00"

Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class Word(NamedTuple):
    """One argument: its text, if known, and where it stands."""

    text: str | None
    node: ast.AST
    #: Whether any number of other arguments may stand here.
    open: bool = False
    #: Whether it is there in every run.
    certain: bool = True


class _Change(NamedTuple):
    """Words that a statement adds at the end of a list."""

    words: list[Word]
    node: ast.AST
    scope: Scope
    statement: ast.stmt


class CommandWords:
    """Reads lists and strings of one module."""

    def __init__(
        self, structure: Structure, names: Names, parents: Parents,
        classes: Callable[[], Classes],
    ) -> None:
        self._structure = structure
        self._names = names
        self._parents = parents
        self._classes = classes
        self._blocks = Blocks(structure)

    def listed(
        self, node: ast.expr, scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> list[Word] | None:
        """The elements of a list at its place in a statement; None if it is unknown."""
        if depth <= 0:
            return None
        if isinstance(node, (ast.List, ast.Tuple)):
            return self.elements(node.elts, scope, statement, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left = self.listed(node.left, scope, statement, depth - 1)
            right = self.listed(node.right, scope, statement, depth - 1)
            return None if left is None else left + (right or [_unknown(node.right)])
        if isinstance(node, ast.Name):
            return self._named(node, scope, statement, depth - 1)
        if not isinstance(node, ast.Call):
            return None
        made = returned(node, scope, self._structure, self._classes())
        if made is not None:
            return self.listed(made.value, made.scope, made.statement, depth - 1)
        if node.keywords:
            return None
        if isinstance(node.func, ast.Name) and node.func.id in ("list", "tuple"):
            return self.listed(node.args[0], scope, statement, depth - 1) if node.args else None
        if isinstance(node.func, ast.Attribute) and not node.args:
            if node.func.attr == "split":
                text = self.text(node.func.value, scope)
                return None if text is None else [
                    Word(word, node.func.value) for word in text.split()]
            if node.func.attr == "copy":
                return self.listed(node.func.value, scope, statement, depth - 1)
        return None

    def elements(
        self, nodes: list[ast.expr], scope: Scope, statement: ast.stmt, depth: int = _DEPTH
    ) -> list[Word]:
        """The words of expressions that follow one another."""
        words: list[Word] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                inner = self.listed(node.value, scope, statement, depth - 1)
                words += [_unknown(node)] if inner is None else inner
            else:
                words.append(Word(self._word(node, scope), node))
        return words

    def text(self, node: ast.expr, scope: Scope) -> str | None:
        """The text of a string; what is not known of an f-string becomes ``HIDDEN``."""
        value = constant(node, scope)
        if isinstance(value, str):
            return value
        if isinstance(node, ast.JoinedStr):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else HIDDEN
                for part in node.values)
        return None

    def joined(self, node: ast.expr, scope: Scope, statement: ast.stmt) -> list[Word] | None:
        """The words of ``" ".join([…])``."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (
            node.func.attr == "join" and len(node.args) == 1
            and constant(node.func.value, scope) == " "
        ):
            return self.listed(node.args[0], scope, statement)
        return None

    def _word(self, node: ast.expr, scope: Scope) -> str | None:
        text = self.text(node, scope)
        if text is not None:
            return text
        if self._names.path(node, scope) == "sys.executable":
            return "python"
        call: ast.expr | None = node
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            if len(bindings) != 1 or bindings[0].kind != "assignment":
                return None
            call, scope = bindings[0].value, bindings[0].scope
        if not isinstance(call, ast.Call) or not call.args:
            return None
        path = self._names.path(call.func, scope)
        if path in ("shutil.which", "os.path.join"):
            value = constant(call.args[-1 if path == "os.path.join" else 0], scope)
            return value if isinstance(value, str) else None
        return None

    # Lists that have a name

    def _named(
        self, node: ast.Name, scope: Scope, statement: ast.stmt, depth: int
    ) -> list[Word] | None:
        bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        made = [b for b in bindings if b.kind != "augmented"]
        if len(made) != 1 or made[0].kind != "assignment" or made[0].value is None or (
            made[0].statement is None
        ):
            return None
        words = self.listed(made[0].value, made[0].scope, made[0].statement, depth)
        if words is None:
            return None
        around = set(self._blocks.around(statement))
        changes = [*self._augmented(bindings, depth), *self._grown(node, made[0], depth)]
        for change in sorted(changes, key=_place):
            straight = self._blocks.position(change.statement) in around
            if change.scope is not scope:
                if change.scope is not made[0].scope:
                    return None  # another function: whenever that runs
                straight = self._blocks.position(change.statement) is None
            elif self._blocks.shared_loop(change.statement, statement) is not None and (
                change.statement is not statement
            ):
                return None  # in the round before
            elif _place(change) > (node.lineno, node.col_offset):
                continue  # later
            elif not straight and not self._blocks.reaches(change.statement, statement):
                continue
            words = words + (change.words if straight else [
                word._replace(certain=False) for word in change.words])
        return words

    def _augmented(self, bindings: list[Binding], depth: int) -> Iterator[_Change]:
        for binding in bindings:
            statement = binding.statement
            if isinstance(statement, ast.AugAssign):
                words = self.listed(statement.value, binding.scope, statement, depth) if (
                    isinstance(statement.op, ast.Add)) else None
                yield _Change(words if words is not None else [_unknown(statement)],
                              binding.node, binding.scope, statement)

    def _grown(self, name: ast.Name, binding: Binding, depth: int) -> Iterator[_Change]:
        same = binding.scope.lookup(name.id)
        for use, scope, statement in self._structure.uses.get(name.id, ()):
            if scope.lookup(name.id) is not same or use is name:
                continue
            parent = self._parents(statement).get(use)
            words: list[Word] | None = None
            if isinstance(use, ast.Attribute):
                if use.attr in _READING:
                    continue
                if isinstance(parent, ast.Call) and parent.func is use and len(parent.args) == 1:
                    if use.attr == "extend":
                        words = self.listed(parent.args[0], scope, statement, depth)
                    elif use.attr == "append":
                        words = self.elements(parent.args, scope, statement, depth)
            elif isinstance(getattr(parent, "ctx", None), (ast.Store, ast.Del)) or isinstance(
                statement, ast.Delete
            ):
                pass  # an element is replaced
            else:
                continue  # passed on, or read
            yield _Change(
                words if words is not None else [_unknown(use)], use, scope, statement)


def shell_commands(text: str, node: ast.AST) -> Iterator[list[Word]]:
    """The commands of a shell string, word by word."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        tokens = list(lexer)
    except ValueError:  # a quotation without an end
        return
    words: list[Word] = []
    for token in tokens:
        if token in _OPERATORS:
            yield words
            words = []
        else:
            words.append(Word(token, node))
    yield words


def _unknown(node: ast.AST) -> Word:
    return Word(None, node, open=True)


def _place(change: _Change) -> tuple[int, int]:
    return change.statement.lineno, change.statement.col_offset
