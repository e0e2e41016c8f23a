"""The one walk over a tree: iterative, read only, bindings and uses in one pass."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeAlias

from .expressions import CHILDREN, ExpressionWalker
from .scopes import Binding, Block, FunctionNode, Scope, Structure

#: Visits one more expression into a structure: the code of a string annotation.
Visitor: TypeAlias = Callable[[ast.expr, Scope, ast.stmt], None]


def walk(tree: ast.Module) -> tuple[Structure, Visitor]:
    """Record bindings, uses, calls and the other nodes of interest of a module."""
    walker = _Walker(tree)
    walker.run(tree)

    def visit(expression: ast.expr, scope: Scope, statement: ast.stmt) -> None:
        walker.expressions([expression], scope, statement)

    return walker.structure, visit


class _Walker(ExpressionWalker):
    def __init__(self, tree: ast.Module) -> None:
        super().__init__(tree)
        self._blocks: list[tuple[list[ast.stmt], Scope]] = []
        self._declarations: list[Scope] = []

    def run(self, tree: ast.Module) -> None:
        blocks = self._blocks
        blocks.append((tree.body, self.structure.module))
        while blocks:
            block, scope = blocks.pop()
            for statement in block:
                cls = statement.__class__
                if cls is ast.Expr:
                    value = statement.value  # type: ignore[attr-defined]
                    if value.__class__ is not ast.Constant:
                        self.expressions([value], scope, statement)
                else:
                    _STATEMENTS.get(cls, _Walker._generic)(self, statement, scope)
        self._resolve_declarations()

    def _resolve_declarations(self) -> None:
        """Move what ``global`` and ``nonlocal`` bind elsewhere to where it belongs."""
        for scope in self._declarations:
            for name in scope.declared_global & scope.bindings.keys():
                moved = scope.bindings.pop(name)
                self.structure.module.bindings.setdefault(name, []).extend(moved)
            for name in scope.declared_nonlocal & scope.bindings.keys():
                owner = scope.parent
                while owner is not None and (
                    owner.kind == "class" or name not in owner.bindings
                ):
                    owner = owner.parent
                if owner is not None:
                    owner.bindings[name].extend(scope.bindings.pop(name))

    def _push(
        self, block: list[ast.stmt], scope: Scope, parent: Block, field: str
    ) -> None:
        if block:
            self._blocks.append((block, scope))
            self.structure.blocks.append((block, parent, field))

    def _generic(self, node: ast.stmt, scope: Scope) -> None:
        """A statement without a handler: visit its expressions, queue its blocks."""
        expressions: list[ast.AST] = []
        for field in CHILDREN[node.__class__]:
            value = getattr(node, field, None)
            if value.__class__ is list:
                if value and isinstance(value[0], ast.stmt):
                    self._push(value, scope, node, field)
                elif value:
                    expressions.extend(value)
            elif value is not None and isinstance(value, ast.AST):
                expressions.append(value)
        if expressions:
            self.expressions(expressions, scope, node)

    def _if(self, node: ast.If | ast.While, scope: Scope) -> None:
        self.expressions([node.test], scope, node)
        self._push(node.body, scope, node, "body")
        self._push(node.orelse, scope, node, "orelse")

    def _assign(self, node: ast.Assign, scope: Scope) -> None:
        pending: list[ast.AST] = []
        if node.value.__class__ is not ast.Constant:
            pending.append(node.value)
        for target in node.targets:
            if target.__class__ is ast.Attribute:
                pending.append(target)
            elif target.__class__ is ast.Name:
                name: str = target.id
                self.bind(scope, Binding(name, "assignment", target, scope, node, node.value))
            else:
                pending += self.bind_target(target, "assignment", scope, node, node.value)
        if pending:
            self.expressions(pending, scope, node)

    def _annotated_assign(self, node: ast.AnnAssign, scope: Scope) -> None:
        kind = "annotation" if node.value is None else "assignment"
        pending: list[ast.AST] = [
            *self.bind_target(node.target, kind, scope, node, node.value, node.annotation)
        ]
        if node.value is not None:
            pending.append(node.value)
        self.expressions(pending, scope, node)
        self.annotation(node.annotation, scope, node)

    def _augmented_assign(self, node: ast.AugAssign, scope: Scope) -> None:
        pending: list[ast.AST] = [node.value]
        pending.extend(self.bind_target(node.target, "augmented", scope, node, node.value))
        self.expressions(pending, scope, node)

    def _for(self, node: ast.For | ast.AsyncFor, scope: Scope) -> None:
        kind = "async for" if isinstance(node, ast.AsyncFor) else "for"
        pending: list[ast.AST] = [node.iter]
        pending.extend(self.bind_target(node.target, kind, scope, node, node.iter))
        self.expressions(pending, scope, node)
        self._push(node.body, scope, node, "body")
        self._push(node.orelse, scope, node, "orelse")

    def _with(self, node: ast.With | ast.AsyncWith, scope: Scope) -> None:
        kind = "async with" if isinstance(node, ast.AsyncWith) else "with"
        pending: list[ast.AST] = []
        for item in node.items:
            pending.append(item.context_expr)
            if item.optional_vars is not None:
                pending.extend(self.bind_target(
                    item.optional_vars, kind, scope, node, item.context_expr))
        self.expressions(pending, scope, node)
        self._push(node.body, scope, node, "body")

    def _try(self, node: ast.Try, scope: Scope) -> None:
        self._push(node.body, scope, node, "body")
        self._push(node.orelse, scope, node, "orelse")
        self._push(node.finalbody, scope, node, "finalbody")
        for handler in node.handlers:
            self.structure.handlers.append((handler, scope, node))
            if handler.name is not None:
                self.bind(scope, Binding(
                    handler.name, "except", handler, scope, node, handler.type))
            if handler.type is not None:
                self.expressions([handler.type], scope, node)
            self._push(handler.body, scope, handler, "body")

    def _match(self, node: ast.Match, scope: Scope) -> None:
        self.expressions([node.subject], scope, node)
        for case in node.cases:
            self.structure.cases.append((case, node))
            pending: list[ast.AST] = [case.pattern]
            if case.guard is not None:
                pending.append(case.guard)
            self.expressions(pending, scope, node)
            self._push(case.body, scope, case, "body")

    def _import(self, node: ast.Import, scope: Scope) -> None:
        self.structure.imports.append((node, scope))
        for alias in node.names:
            if alias.asname is not None:
                name, path = alias.asname, alias.name
            else:
                name = path = alias.name.partition(".")[0]
            self.bind(scope, Binding(name, "import", alias, scope, node, path=path))

    def _import_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        self.structure.imports.append((node, scope))
        for alias in node.names:
            path = None if node.level else f"{node.module}.{alias.name}"
            if alias.name == "*":
                kind, path = "star-import", None if node.level else node.module
            else:
                kind = "import"
            self.bind(scope, Binding(
                alias.asname or alias.name, kind, alias, scope, node, path=path))

    def _global(self, node: ast.Global, scope: Scope) -> None:
        scope.declared_global |= set(node.names)
        self._declarations.append(scope)

    def _nonlocal(self, node: ast.Nonlocal, scope: Scope) -> None:
        scope.declared_nonlocal |= set(node.names)
        self._declarations.append(scope)

    def _return(self, node: ast.Return, scope: Scope) -> None:
        self.structure.returns.append((node, scope))
        if node.value is not None:
            self.expressions([node.value], scope, node)

    def _type_parameters(self, node: ast.AST, scope: Scope, statement: ast.stmt) -> Scope:
        parameters: list[ast.AST] = getattr(node, "type_params", [])
        if not parameters:
            return scope
        inner = Scope("type parameters", node, scope)
        for parameter in parameters:
            name: str = parameter.name  # type: ignore[attr-defined]
            self.bind(inner, Binding(name, "type", parameter, inner, statement))
            bound: ast.expr | None = getattr(parameter, "bound", None)
            if bound is not None:
                self.annotation(bound, inner, statement)
        return inner

    def _function(self, node: FunctionNode, scope: Scope) -> None:
        self.structure.functions.append((node, scope))
        self.bind(scope, Binding(node.name, "function", node, scope, node))
        if node.decorator_list:
            self.expressions([*node.decorator_list], scope, node)
        outer = self._type_parameters(node, scope, node)
        inner = self.open("function", node, outer)
        self._parameters(node.args, inner, outer, node)
        if node.returns is not None:
            self.annotation(node.returns, outer, node)
        self._push(node.body, inner, node, "body")

    def _parameters(
        self, arguments: ast.arguments, inner: Scope, outer: Scope, statement: ast.stmt
    ) -> None:
        bindings = inner.bindings
        positional = arguments.args
        if arguments.posonlyargs:
            positional = arguments.posonlyargs + positional
        first_default = len(positional) - len(arguments.defaults)
        pending: list[ast.AST] = []
        for index, parameter in enumerate(positional):
            default = None
            if index >= first_default:
                default = arguments.defaults[index - first_default]
                pending.append(default)
            annotation = parameter.annotation
            bindings[parameter.arg] = [Binding(
                parameter.arg, "parameter", parameter, inner, statement, default,
                None, annotation)]
            if annotation is not None:
                self.annotation(annotation, outer, statement)
        rest: list[tuple[ast.arg, ast.expr | None]] = []
        if arguments.kwonlyargs:
            rest += zip(arguments.kwonlyargs, arguments.kw_defaults)
        if arguments.vararg is not None:
            rest.append((arguments.vararg, None))
        if arguments.kwarg is not None:
            rest.append((arguments.kwarg, None))
        for other, default in rest:
            bindings[other.arg] = [Binding(
                other.arg, "parameter", other, inner, statement, default,
                None, other.annotation)]
            if default is not None:
                pending.append(default)
            if other.annotation is not None:
                self.annotation(other.annotation, outer, statement)
        if pending:
            self.expressions(pending, outer, statement)

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        self.structure.classes.append((node, scope))
        self.bind(scope, Binding(node.name, "class", node, scope, node))
        if node.decorator_list:
            self.expressions([*node.decorator_list], scope, node)
        outer = self._type_parameters(node, scope, node)
        # Bases such as Generic["Name"] hold types, but plain strings there are data.
        self.expressions([*node.bases, *(k.value for k in node.keywords)], outer, node)
        inner = self.open("class", node, outer)
        self._push(node.body, inner, node, "body")

    def _type_alias(self, node: ast.stmt, scope: Scope) -> None:
        name: ast.Name = node.name  # type: ignore[attr-defined]
        value: ast.expr = node.value  # type: ignore[attr-defined]
        self.bind(scope, Binding(name.id, "type", node, scope, node, value))
        self.annotation(value, self._type_parameters(node, scope, node), node)


_STATEMENTS: dict[type[ast.AST], Callable[..., None]] = {
    ast.Assign: _Walker._assign,
    ast.If: _Walker._if,
    ast.While: _Walker._if,
    ast.AnnAssign: _Walker._annotated_assign,
    ast.AugAssign: _Walker._augmented_assign,
    ast.For: _Walker._for,
    ast.AsyncFor: _Walker._for,
    ast.With: _Walker._with,
    ast.AsyncWith: _Walker._with,
    ast.Try: _Walker._try,
    ast.Match: _Walker._match,
    ast.Import: _Walker._import,
    ast.ImportFrom: _Walker._import_from,
    ast.Global: _Walker._global,
    ast.Nonlocal: _Walker._nonlocal,
    ast.Return: _Walker._return,
    ast.FunctionDef: _Walker._function,
    ast.AsyncFunctionDef: _Walker._function,
    ast.ClassDef: _Walker._class,
}
for _name, _handler in (("TryStar", _Walker._try), ("TypeAlias", _Walker._type_alias)):
    if hasattr(ast, _name):  # except* since 3.11, type statements since 3.12
        _STATEMENTS[getattr(ast, _name)] = _handler

def parents_within(root: ast.AST) -> dict[ast.AST, ast.AST]:
    """The parent of every expression below ``root``, nested statements left out.

    Computed on demand for the one statement in question: a table for all nodes would cost
    every file for the sake of few.
    """
    parents: dict[ast.AST, ast.AST] = {}
    stack: list[ast.AST] = [root]
    while stack:
        node = stack.pop()
        for field in CHILDREN[node.__class__]:
            value = getattr(node, field, None)
            if value.__class__ is not list:
                below = [value]
            elif value and isinstance(value[0], ast.stmt):
                continue
            else:
                below = value
            for child in below:
                if isinstance(child, ast.AST):
                    parents[child] = node
                    stack.append(child)
    return parents
