"""The walk over expressions: uses of names, calls, the scopes that expressions open."""

from __future__ import annotations

import ast
from ast import (
    Attribute,
    Await,
    BinOp,
    BoolOp,
    Call,
    Compare,
    Constant,
    Dict,
    FormattedValue,
    JoinedStr,
    List,
    Name,
    Subscript,
    Tuple,
)
from collections.abc import Callable
from typing import Any, TypeAlias

from .scopes import Binding, Scope, Structure

Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
#: Expressions that wait for their own scope to be visited.
Nested: TypeAlias = list[tuple[list[ast.AST], Scope]]

#: Fields that never hold an expression to visit.
_LEAF_FIELDS = frozenset({
    "ctx", "op", "ops", "id", "attr", "arg", "name", "asname", "names", "kind", "level",
    "module", "type_comment", "conversion", "simple", "is_async", "rest", "kwd_attrs",
})


def _child_fields() -> dict[type[ast.AST], tuple[str, ...]]:
    """Fields with children by node class, derived, so that new Python versions fit."""
    table: dict[type[ast.AST], tuple[str, ...]] = {}
    pending: list[type[ast.AST]] = [ast.AST]
    while pending:
        cls = pending.pop()
        pending.extend(cls.__subclasses__())
        table[cls] = tuple(field for field in cls._fields if field not in _LEAF_FIELDS)
    table[ast.MatchSingleton] = ()  # its value is True, False or None, not a node
    return table


CHILDREN = _child_fields()


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below a node, in the order of its fields; contexts and operators left out.

    Several times as fast as ``ast.iter_child_nodes``.
    """
    found: list[ast.AST] = []
    for field in CHILDREN[node.__class__]:
        value = getattr(node, field, None)
        if value.__class__ is list:
            found += [item for item in value if isinstance(item, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


class ExpressionWalker:
    """Records what expressions use, call and bind."""

    def __init__(self, tree: ast.Module) -> None:
        self.structure = Structure(Scope("module", tree, None))

    def bind(self, scope: Scope, binding: Binding) -> None:
        bindings = scope.bindings
        if binding.name in bindings:
            bindings[binding.name].append(binding)
        else:
            bindings[binding.name] = [binding]

    def bind_target(
        self,
        target: ast.expr,
        kind: str,
        scope: Scope,
        statement: ast.stmt,
        value: ast.expr | None,
        annotation: ast.expr | None = None,
    ) -> list[ast.expr]:
        """Bind the names of a target; give back its parts that are uses, not names."""
        if target.__class__ is ast.Name:
            name = target.id
            self.bind(scope, Binding(name, kind, target, scope, statement, value,
                                      annotation=annotation))
            return []
        uses: list[ast.expr] = []
        stack: list[tuple[ast.expr, tuple[int, ...]]] = [(target, ())]
        while stack:
            part, index = stack.pop()
            if isinstance(part, ast.Name):
                # An unpacked loop or context variable keeps its kind: the index tells.
                as_kind = "unpack" if kind == "assignment" else kind
                self.bind(scope, Binding(part.id, as_kind, part, scope, statement, value,
                                          index=index))
            elif isinstance(part, (ast.Tuple, ast.List)):
                stack.extend((item, (*index, i)) for i, item in enumerate(part.elts))
            elif isinstance(part, ast.Starred):
                stack.append((part.value, (*index, -1)))
            else:
                uses.append(part)
        return uses

    def open(self, kind: str, node: ast.AST, parent: Scope) -> Scope:
        scope = Scope(kind, node, parent)
        self.structure.scopes[node] = scope
        return scope

    def annotation(self, node: ast.expr, scope: Scope, statement: ast.stmt) -> None:
        """Visit a type: string constants in it are recorded, but for Literal's arguments."""
        if node.__class__ is Name:
            self.structure.uses[node.id].append((node, scope, statement))
            return
        if node.__class__ is Attribute:
            self.expressions([node], scope, statement)
            return
        strings: list[ast.Constant] = []
        stack: list[Any] = [node]
        while stack:
            part = stack.pop()
            cls = part.__class__
            if cls is Constant:
                if isinstance(part.value, str):
                    strings.append(part)
            elif cls is Subscript:
                last = part.value.attr if part.value.__class__ is Attribute else getattr(
                    part.value, "id", "")
                if last == "Literal":
                    continue
                if last == "Annotated" and part.slice.__class__ is Tuple:
                    stack.extend(part.slice.elts[:1])
                else:
                    stack.append(part.slice)
            elif cls is Tuple:
                stack.extend(part.elts)
            elif cls is BinOp:
                stack += (part.left, part.right)
            elif cls is not Name and cls is not Attribute and cls is not Call:
                stack.extend(children(part))
        for string in strings:
            self.structure.strings.append((string, scope, statement))
        self.expressions([node], scope, statement)

    def expressions(
        self, stack: list[Any], scope: Scope, statement: ast.stmt
    ) -> None:
        """Visit expressions; ``stack`` is used up.

        The loop that every node of a file passes: the frequent classes are spelled out.
        """
        uses = self.structure.uses
        chains = self.structure.chains
        calls = self.structure.calls
        calls_by_name = self.structure.calls_by_name
        subscripts = self.structure.subscripts
        nested: Nested = []
        while True:
            while stack:
                node = stack.pop()
                cls = node.__class__
                if cls is Name:
                    uses[node.id].append((node, scope, statement))
                elif cls is Attribute:
                    base = node.value
                    while base.__class__ is Attribute:
                        base = base.value
                    if base.__class__ is Name:
                        use = (node, scope, statement)
                        uses[base.id].append(use)
                        chains.append(use)
                    else:
                        self.structure.attributes.append((node, scope, statement))
                        stack.append(base)
                elif cls is Constant:
                    pass
                elif cls is Call:
                    use = (node, scope, statement)
                    calls.append(use)
                    function = node.func
                    cls = function.__class__
                    if cls is Attribute or cls is Name:
                        name = function.attr if cls is Attribute else function.id
                        if name in calls_by_name:
                            calls_by_name[name].append(use)
                        else:
                            calls_by_name[name] = [use]
                    stack.append(function)
                    for argument in node.args:
                        if argument.__class__ is not Constant:
                            stack.append(argument)
                    for keyword in node.keywords:
                        argument = keyword.value
                        if argument.__class__ is not Constant:
                            stack.append(argument)
                elif cls is Subscript:
                    index = node.slice
                    if index.__class__ is Constant:
                        if index.value.__class__ is str:
                            subscripts.append((node, scope, statement))
                    elif index.__class__ is Tuple or index.__class__ is List:
                        subscripts.append((node, scope, statement))
                    stack.append(node.value)
                    stack.append(index)
                elif cls is Await or cls is FormattedValue:
                    if cls is FormattedValue and node.format_spec is not None:
                        stack.append(node.format_spec)
                    stack.append(node.value)
                elif cls is JoinedStr:
                    for part in node.values:
                        if part.__class__ is not Constant:
                            stack.append(part)
                elif cls is BinOp:
                    stack.append(node.left)
                    stack.append(node.right)
                elif cls is BoolOp:
                    stack.extend(node.values)
                elif cls is Dict:
                    for part in node.keys:
                        if part.__class__ is not Constant and part is not None:
                            stack.append(part)  # None: {**mapping}
                    for part in node.values:
                        if part.__class__ is not Constant:
                            stack.append(part)
                elif cls is Tuple or cls is List:
                    stack.extend(node.elts)
                elif cls is Compare:
                    stack.append(node.left)
                    stack.extend(node.comparators)
                elif cls in _EXPRESSIONS:
                    _EXPRESSIONS[cls](self, node, scope, statement, stack, nested)
                else:
                    for field in CHILDREN[cls]:
                        value = getattr(node, field, None)
                        if value.__class__ is list:
                            stack.extend(value)
                        elif value is not None:
                            stack.append(value)
            if not nested:
                return
            stack, scope = nested.pop()

    def _lambda(
        self, node: ast.Lambda, scope: Scope, statement: ast.stmt,
        stack: list[ast.AST], nested: Nested,
    ) -> None:
        inner = self.open("lambda", node, scope)
        arguments = node.args
        stack.extend(d for d in (*arguments.defaults, *arguments.kw_defaults) if d is not None)
        positional = [*arguments.posonlyargs, *arguments.args]
        parameters = [*positional, *arguments.kwonlyargs]
        parameters += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        values: dict[str, ast.expr | None] = dict(zip(
            (p.arg for p in reversed(positional)), reversed(arguments.defaults)))
        values.update(zip((p.arg for p in arguments.kwonlyargs), arguments.kw_defaults))
        for parameter in parameters:
            self.bind(inner, Binding(parameter.arg, "parameter", parameter, inner, statement,
                                      values.get(parameter.arg)))
        nested.append(([node.body], inner))

    def _comprehension(
        self, node: Comprehension, scope: Scope, statement: ast.stmt,
        stack: list[ast.AST], nested: Nested,
    ) -> None:
        inner = self.open("comprehension", node, scope)
        stack.append(node.generators[0].iter)
        pending: list[ast.AST] = []
        for generator in node.generators:
            kind = "async for" if generator.is_async else "for"
            pending.extend(self.bind_target(
                generator.target, kind, inner, statement, generator.iter))
            pending.extend(generator.ifs)
        pending.extend(generator.iter for generator in node.generators[1:])
        if isinstance(node, ast.DictComp):
            pending += [node.key, node.value]
        else:
            pending.append(node.elt)
        nested.append((pending, inner))

    def _walrus(
        self, node: ast.NamedExpr, scope: Scope, statement: ast.stmt,
        stack: list[ast.AST], nested: Nested,
    ) -> None:
        owner = scope
        while owner.kind == "comprehension" and owner.parent is not None:
            owner = owner.parent
        self.bind_target(node.target, "walrus", owner, statement, node.value)
        self.structure.walruses.append((node.target.id, node.value))
        stack.append(node.value)

    def _capture(
        self, node: ast.MatchAs | ast.MatchStar | ast.MatchMapping, scope: Scope,
        statement: ast.stmt, stack: list[ast.AST],
        nested: Nested,
    ) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name is not None:
            self.bind(scope, Binding(name, "match", node, scope, statement))
        stack.extend(ast.iter_child_nodes(node))


_EXPRESSIONS: dict[type[ast.AST], Callable[..., None]] = {
    ast.Lambda: ExpressionWalker._lambda,
    ast.ListComp: ExpressionWalker._comprehension,
    ast.SetComp: ExpressionWalker._comprehension,
    ast.GeneratorExp: ExpressionWalker._comprehension,
    ast.DictComp: ExpressionWalker._comprehension,
    ast.NamedExpr: ExpressionWalker._walrus,
    ast.MatchAs: ExpressionWalker._capture,
    ast.MatchStar: ExpressionWalker._capture,
    ast.MatchMapping: ExpressionWalker._capture,
}
