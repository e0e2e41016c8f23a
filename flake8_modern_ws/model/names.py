"""From names to qualified names: what a name, a chain or an import call can mean."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container

from .linked import MARK, NOTHING, STAR, Linked, joined, written
from .scopes import Binding, Scope
from .values import string, unpacked

#: How many aliases a name may pass through.
_DEPTH = 10
#: Bindings that leave what another binding of the name means.
_NEUTRAL_KINDS = frozenset({"annotation", "star-import"})

#: What a name means where what it stands for is absent.
_STAND_INS = frozenset({"object", "Any", "Exception", "BaseException"})

Paths = tuple[str, ...]


def chain(node: ast.expr) -> tuple[ast.expr, list[str]]:
    """The base of a chain of attributes, and the attributes, outermost last."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    attributes.reverse()
    return node, attributes


class Names:
    """Resolves expressions of one module to qualified names.

    ``star_exports`` tells which names a star import of a module can bring;
    ``is_local`` whether a top-level module of that name belongs to the project itself;
    ``is_unreached`` which of several imports of a name never runs.
    """

    def __init__(
        self,
        star_exports: Callable[[str], Container[str]],
        is_local: Callable[[str], bool],
        linked: Linked = NOTHING,
        is_unreached: Callable[[Binding], bool] = lambda binding: False,
    ) -> None:
        self._linked = linked
        self._is_unreached = is_unreached
        self._star_exports = star_exports
        self.is_local = is_local
        self._known: dict[Binding, Paths] = {}
        #: By the list of bindings that a name means; the structure keeps the lists.
        self._of_bindings: dict[int, Paths] = {}

    def paths(self, node: ast.expr | None, scope: Scope) -> Paths:
        """All qualified names that an expression can mean; empty if any is unknown."""
        return self._paths(node, scope, _DEPTH)

    def path(self, node: ast.expr | None, scope: Scope) -> str | None:
        """The one qualified name of an expression, or None."""
        paths = self._paths(node, scope, _DEPTH)
        return paths[0] if len(paths) == 1 else None

    def name_paths(self, name: str, scope: Scope) -> Paths:
        """All qualified names that a bare name can mean in a scope."""
        return self._name(name, scope, _DEPTH)

    def imported(self, binding: Binding) -> str | None:
        """The absolute path of an import binding, None if relative or of the project.

        What the project is known to have from a library is the library's.
        """
        if self._linked is not NOTHING:
            found = self.linked(binding.statement, binding.node)
            if found is not None:
                return found
        if binding.path is None or self.is_local(binding.path.partition(".")[0]):
            return None
        return binding.path

    def linked(self, statement: ast.stmt | None, alias: ast.AST) -> str | None:
        """What an alias means that imports from a module of the project, if that is known."""
        if not self._linked.modules and not self._linked.names:
            return None
        path = written(statement, alias)
        found = self._linked.names.get(path)
        return found or (MARK + path if path in self._linked.modules else None)

    def brings(self, star: Binding, name: str) -> str | None:
        """What a star import gives a name, if it is known to give it one."""
        if self._linked.names:
            found = self._linked.names.get(joined(written(star.statement, star.node), name))
            if found is not None:
                return found
        module = self.imported(star)
        if module is not None and name in self._star_exports(module):
            return f"{module}.{name}"
        return None

    def written(self, node: ast.expr, scope: Scope) -> str | None:
        """The path of a chain of imported names as the file writes it, None for others."""
        base, attributes = chain(node)
        if not isinstance(base, ast.Name):
            return None
        bindings = scope.lookup(base.id)
        if bindings:
            found = {written(binding.statement, binding.node) if binding.kind == "import" else ""
                     for binding in bindings}
        else:
            found = {joined(written(star.statement, star.node), base.id)
                     for star in scope.module.bindings.get(STAR, ())}
        path = found.pop() if len(found) == 1 else ""
        return ".".join([path, *attributes]) if path else None

    def _paths(self, node: ast.expr | None, scope: Scope, depth: int) -> Paths:
        found = self._written_paths(node, scope, depth)
        if self._linked is not NOTHING and any(path.startswith(MARK) for path in found):
            translated = [self._linked.translated(path) if path.startswith(MARK) else path
                          for path in found]
            known = tuple(path for path in translated if path is not None)
            if len(known) == len(found):
                return known
            # A module by itself stays as it is: a chain may follow.
            return found if all(path.removeprefix(MARK) in self._linked.modules
                                for path in found) else ()
        return found

    def _written_paths(self, node: ast.expr | None, scope: Scope, depth: int) -> Paths:
        if node is None or depth <= 0:
            return ()
        base, attributes = chain(node)
        if isinstance(base, ast.Name):
            found = self._name(base.id, scope, depth)
        elif isinstance(base, ast.Call):
            found = self._call(base, scope, depth)
        elif isinstance(base, ast.Subscript):
            found = self._subscript(base, scope, depth)
        elif isinstance(base, ast.NamedExpr):
            found = self._paths(base.value, scope, depth - 1)
        elif isinstance(base, ast.IfExp):
            found = self._all([base.body, base.orelse], scope, depth)
        elif isinstance(base, ast.BoolOp) and isinstance(base.op, ast.Or):
            found = self._all(base.values, scope, depth)
        else:
            return ()
        if not attributes or not found:
            return found
        suffix = "." + ".".join(attributes)
        return tuple(path + suffix for path in found)

    def _all(self, nodes: list[ast.expr], scope: Scope, depth: int) -> Paths:
        paths: dict[str, None] = {}
        for node in nodes:
            found = self._paths(node, scope, depth - 1)
            if not found:
                return ()
            paths.update(dict.fromkeys(found))
        return tuple(paths)

    def _name(self, name: str, scope: Scope, depth: int) -> Paths:
        bindings = scope.lookup(name)
        if not bindings:
            return self._starred(name, scope)
        if depth < _DEPTH:
            return self._meanings(bindings, depth)
        key = id(bindings)
        if key not in self._of_bindings:
            self._of_bindings[key] = self._meanings(bindings, depth)
        return self._of_bindings[key]

    def _meanings(self, bindings: list[Binding], depth: int) -> Paths:
        paths: dict[str, None] = {}
        for binding in bindings:
            if binding.kind in _NEUTRAL_KINDS or _is_placeholder(binding):
                continue
            if binding.kind == "import" and len(bindings) > 1 and self._is_unreached(binding):
                continue
            found = self._binding(binding, depth)
            if not found:
                return ()
            paths.update(dict.fromkeys(found))
        return tuple(paths)

    def _starred(self, name: str, scope: Scope) -> Paths:
        for binding in scope.module.bindings.get(STAR, ()):
            path = self.brings(binding, name)
            if path is not None:
                return (path,)
        return ()

    def _binding(self, binding: Binding, depth: int) -> Paths:
        if binding.kind == "import":
            path = self.imported(binding)
            return () if path is None else (path,)
        if binding.kind not in ("assignment", "unpack", "walrus", "type"):
            return ()
        known = self._known.get(binding)
        if known is None:
            self._known[binding] = ()  # an alias of itself is unknown
            value = unpacked(binding)
            known = self._paths(value, binding.scope, depth - 1)
            self._known[binding] = known
        return known

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Paths:
        function, arguments = node.func, node.args
        if isinstance(function, ast.Name) and not scope.lookup(function.id):
            if function.id == "__import__" and arguments:
                module = string(arguments[0], scope)
                if module is None or self.is_local(module.partition(".")[0]):
                    return ()
                listed = len(arguments) > 3 or any(k.arg == "fromlist" for k in node.keywords)
                return (module if listed else module.partition(".")[0],)
            if function.id == "getattr" and len(arguments) >= 2:
                attribute = string(arguments[1], scope)
                if attribute is None:
                    return ()
                owners = self._paths(arguments[0], scope, depth - 1)
                return tuple(f"{owner}.{attribute}" for owner in owners)
            return ()
        if isinstance(function, (ast.Name, ast.Attribute)) and arguments:
            called = self._paths(function, scope, depth - 1)
            if called == ("importlib.import_module",):
                module = imported_module(node, scope)
                if module is not None and not self.is_local(module.partition(".")[0]):
                    return (module,)
            elif called == ("pytest.importorskip",):
                module = string(arguments[0], scope)
                if module is not None and not self.is_local(module.partition(".")[0]):
                    return (module,)
            elif called == ("pkgutil.resolve_name",):
                module = string(arguments[0], scope)
                return () if module is None else (module.replace(":", ".").rstrip("."),)
        return ()

    def _subscript(self, node: ast.Subscript, scope: Scope, depth: int) -> Paths:
        if self._paths(node.value, scope, depth - 1) == ("sys.modules",):
            module = string(node.slice, scope)
            if module is not None and not self.is_local(module.partition(".")[0]):
                return (module,)
        return ()


def imported_module(node: ast.Call, scope: Scope) -> str | None:
    """The module that a call of ``importlib.import_module`` names, made absolute."""
    module = string(node.args[0], scope) if node.args else None
    if module is None or not module.startswith("."):
        return module
    anchors = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "package")]
    package = string(anchors[0], scope) if anchors else None
    if not package:
        return None
    above = len(module) - len(module.lstrip(".")) - 1
    parts = package.split(".")
    if above >= len(parts):
        return None
    return ".".join([*parts[: len(parts) - above], module.lstrip(".")])


def _is_placeholder(binding: Binding) -> bool:
    """``name = None`` or ``name = object``, where an import failed or a value comes later."""
    value = binding.value
    if binding.kind != "assignment":
        return False
    if isinstance(value, ast.Constant):
        return value.value is None or value.value is False
    return isinstance(value, ast.Name) and value.id in _STAND_INS
