"""Replaces deprecated paths: at imports, in dotted uses and in strings."""

from __future__ import annotations

import ast

from ..catalog.rows import DeprecatedName, Fix
from ..model import kinds
from ..model.events import ImportedName, Reference
from ..model.names import chain
from ..model.path_strings import PathString
from ..plans import ReplaceName
from . import alternatives, exceptions, strings
from .changes import Change, Imported, ImportStatement, Move, Need
from .customised import refuse_internals
from .dropped import drop
from .imports import PACKAGE, Imports, located
from .mixed import refuse_mixed
from .modules import MODULES, brought_by, follows, goes_to, load, move_module
from .reasons import Reason, Withheld
from .subject import Subject
from .targets import (
    Use,
    constructed,
    dotted_target,
    is_read_by_class,
    module_target,
    refuse_pattern,
    replacement,
    uses_of,
)


def plan(plan: ReplaceName, subject: Subject, imports: Imports) -> Change:
    """The change for one deprecated path. Raises ``Withheld``."""
    event = plan.event
    refuse_internals(plan.path, subject)
    if isinstance(event, ImportedName):
        return _Alias(plan, event, subject, imports).change()
    if isinstance(event, Reference):
        return _reference(plan, event, subject, imports)
    if isinstance(event, PathString):
        return strings.plan(plan, event, subject)
    raise Withheld(Reason.MANUAL)


class _Alias:
    """One alias of an import statement."""

    def __init__(
        self, plan: ReplaceName, event: ImportedName, subject: Subject, imports: Imports
    ) -> None:
        self._plan = plan
        self._event = event
        self._subject = subject
        self._imports = imports
        assert isinstance(event.statement, (ast.Import, ast.ImportFrom))
        self._statement: ImportStatement = event.statement
        alias = event.node
        self._local = alias.asname or alias.name.partition(".")[0]
        self._bindings = event.scope.lookup(self._local)

    def change(self) -> Change:
        if self._event.star:
            raise Withheld(Reason.STAR_IMPORT)
        row = self._plan.row
        if not self._plan.same and self._local in self._subject.loose_names and (
            self._event.scope.kind == "module"
        ):
            raise Withheld(Reason.OTHER_USES, "other files import it from this one")
        if row is not None and row.module:
            if row.path != self._event.path:
                raise Withheld(Reason.MANUAL, f"'{self._event.path}' has no known replacement")
            return self._module()
        if not self._plan.same and self._is_bound_otherwise():
            raise Withheld(
                Reason.OTHER_USES, f"'{self._local}' is bound elsewhere, to something else")
        if row is not None and _is_dropped(row):
            return self._drop()
        return self._name(replacement(self._event.path))

    def _drop(self) -> Change:
        """A name that nothing needs any more: every use goes, and the import."""
        assert isinstance(self._event.node, ast.alias)
        if self._is_handed_on(self._local) or len(self._bindings) != 1:
            raise Withheld(Reason.OTHER_USES)
        change = Change(moves=[Move(self._statement, self._event.node, None)])
        for use in uses_of(self._subject, self._local, self._bindings):
            drop(use.node, self._subject, change)
        return change

    def _is_bound_otherwise(self) -> bool:
        """Whether it cannot be told which uses of the name are of the library's object."""
        if len(self._bindings) < 2 or not self._used():
            return False
        paths = self._subject.model.names.name_paths(self._local, self._event.scope)
        meanings = [kinds.of_call(path) or kinds.of_class(path) for path in paths]
        return not paths or (any(meanings) and kinds.join(meanings) is None)

    def _module(self) -> Change:
        """``import old.module [as x]`` or ``from old import module``."""
        row = self._plan.row
        dotted = isinstance(self._statement, ast.Import) and self._event.node.asname is None
        if dotted:
            self._require_understood()
            target = dotted_target(self._event.path, self._subject)
        else:
            target = module_target(
                self._subject, self._event.path, self._local, self._bindings)
        if target is None and row is not None and not (
            self._reaches_into() if dotted else self._used()
        ):
            target = row.replacement  # imported for its side effect, or for others
        if target is None:
            raise Withheld(Reason.SEVERAL_MEANINGS,
                           f"the names of '{self._event.path}' move to several modules")
        return Change(moves=[self._move(target, None)])

    def _require_understood(self) -> None:
        """Raise ``Withheld`` if a use below the module is not known to be of the library."""
        known = {reference.node for reference in self._subject.model.references}
        for use in uses_of(self._subject, self._local, self._bindings):
            written = ".".join([self._local, *chain(use.node)[1]])
            if use.node not in known and f"{written}.".startswith(f"{self._event.path}."):
                raise Withheld(
                    Reason.OTHER_USES, f"'{self._local}' is bound elsewhere, to something else")

    def _reaches_into(self) -> bool:
        """Whether the file names anything below a module that it imports by its path."""
        return any(
            path == self._event.path or path.startswith(f"{self._event.path}.")
            for reference in self._subject.model.references for path in reference.paths)

    def _used(self) -> bool:
        return bool(uses_of(self._subject, self._local, self._bindings))

    def _move(self, module: str, name: str | None, local: str | None = None) -> Move:
        alias = self._event.node
        if name is None and isinstance(self._statement, ast.ImportFrom):
            module, _, name = module.rpartition(".")
        elif name is None and alias.asname is None:
            return Move(self._statement, alias, Imported(module, None, PACKAGE))
        return Move(self._statement, alias, Imported(
            module, name, local or self._local, name is None))

    def _name(self, path: str) -> Change:
        """``from old import name [as x]``."""
        if located(path).member:
            return self._member(path)
        short = self._imports.of_package(path)
        if short is not None and getattr(self._statement, "module", "") == PACKAGE:
            module, _, name = short.rpartition(".")
        else:
            module, _, name = path.rpartition(".")
        if isinstance(self._statement, ast.Import):
            raise Withheld(Reason.MANUAL)
        for use in uses_of(self._subject, self._local, self._bindings):
            refuse_pattern(use.node, use.statement, self._subject)
        old = self._event.node.name
        change: Change | None = None
        if self._event.node.asname is None and name != old:
            change = self._renamed(module, name, old)
        change = change or Change(moves=[self._move(module, name)])
        refuse_mixed(self._event.path, self._subject)
        uses = uses_of(self._subject, self._local, self._bindings)
        if path == exceptions.STATUS:
            exceptions.refuse_other_reads(self._subject)
            for use in uses:
                constructed(use, self._subject, self._imports, change)
        for use in uses:
            alternatives.give_way(use, path, self._subject, change)
        return change

    def _renamed(self, module: str, name: str, old: str) -> Change | None:
        """The import under its new name, with all uses; None to keep the local name."""
        others = [b for b in self._bindings
                  if b.node is not self._event.node and b.kind != "annotation"]
        uses = uses_of(self._subject, old, self._bindings)
        if others or not uses or self._is_handed_on(old) or self._subject.document.mentions(
            old
        ) or is_read_by_class(self._subject, old, self._bindings):
            return None
        path = f"{module}.{name}"
        change = Change()
        names = self._subject.model.names
        there = all(names.name_paths(name, use.scope) == (path,) for use in uses)
        try:
            if not there and {self._imports.local_name(path, self._event.scope, use.scope)
                              for use in uses} != {name}:
                return None
            for use in uses:
                base, _ = chain(use.node)
                start = self._subject.document.start(base)
                self._subject.document.expect(start, start + len(old), old)
                change.edit(start, start + len(old), name)
                change.replaced.append(use.node)
        except Withheld:
            return None
        if there:  # imported under its new name already
            change.moves.append(Move(self._statement, self._event.node, None))
        else:
            change.moves.append(self._move(module, name, name))
        return change

    def _member(self, path: str) -> Change:
        """A name that became a member of a class: the class is imported, and every use changes."""
        others = [b for b in self._bindings
                  if b.node is not self._event.node and b.kind != "annotation"]
        uses = uses_of(self._subject, self._local, self._bindings)
        if others or not uses or self._is_handed_on(self._local) or is_read_by_class(
            self._subject, self._local, self._bindings
        ):
            raise Withheld(Reason.OTHER_USES, f"no import brings '{path}' under that name")
        change = Change(moves=[Move(self._statement, self._event.node, None)])
        for use in uses:
            text, needs = self._imports.reach(path, use.scope, use.statement)
            start = self._subject.document.start(chain(use.node)[0])
            self._subject.document.expect(start, start + len(self._local), self._local)
            change.edit(start, start + len(self._local), text)
            change.needs += needs
            change.replaced.append(use.node)
        return change

    def _is_handed_on(self, local: str) -> bool:
        """Whether other files may import the name from this one."""
        if self._event.scope.kind != "module":
            return False
        if self._subject.context.source.filename.endswith(("__init__.py", "__init__.pyi")):
            return True
        if local in self._subject.kept_names:
            return True
        return any(
            isinstance(node, ast.Constant) and node.value == local
            for binding in self._subject.structure.module.bindings.get("__all__", ())
            if binding.value is not None for node in ast.walk(binding.value))


def _is_dropped(row: DeprecatedName) -> bool:
    """Whether a machine can do without a name that has no replacement."""
    return row.replacement is None and row.fix is not Fix.MANUAL


def _reference(
    plan: ReplaceName, event: Reference, subject: Subject, imports: Imports
) -> Change:
    """A dotted use, or an attribute named in a call."""
    if len(event.paths) != 1:
        raise Withheld(Reason.SEVERAL_MEANINGS)
    if plan.row is not None and plan.row.module and plan.row.path != plan.path:
        raise Withheld(Reason.MANUAL, f"'{plan.path}' has no known replacement")
    if plan.row is not None and _is_dropped(plan.row):
        change = Change()
        drop(event.node, subject, change)
        return change
    target = replacement(plan.path)
    if isinstance(event.node, ast.Constant) or not isinstance(event.node, ast.Attribute):
        return _named_attribute(event, target, subject, imports)
    node: ast.expr = event.node
    for _ in range(event.paths[0].count(".") - plan.path.count(".")):
        assert isinstance(node, ast.Attribute)
        node = node.value
    refuse_pattern(event.node, event.statement, subject)
    change = Change(replaced=[event.node])
    place = located(target)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call) and goes_to(
        event.bound[0], place.module
    ):
        change.edit(*subject.document.attribute_extent(node), place.name + place.member)
        return change
    text = _spelled(target, node, event, subject, imports, change)
    start, end = subject.document.extent(node)
    base, attributes = chain(node)
    written = subject.document.text[start:end]
    if "".join(written.split()) != ".".join([getattr(base, "id", ""), *attributes]):
        raise Withheld(Reason.NOT_FOUND)
    change.edit(start, end, text)
    if node is event.node:
        refuse_mixed(event.paths[0], subject)
        use = Use(node, event.scope, event.statement)
        if target == exceptions.STATUS:
            exceptions.refuse_other_reads(subject)
            constructed(use, subject, imports, change)
        alternatives.give_way(use, target, subject, change)
    return change


def _spelled(
    target: str, node: ast.expr, event: Reference, subject: Subject, imports: Imports,
    change: Change,
) -> str:
    """How a replacement is written at a dotted use; adds what it needs to the change."""
    module, name, member = place = located(target)
    base, _ = chain(node)
    if not isinstance(base, ast.Name):
        raise Withheld(Reason.NOT_LITERAL)
    bound = event.bound[0]
    bindings = event.scope.lookup(base.id)
    statements = [b.statement for b in bindings if isinstance(b.statement, (
        ast.Import, ast.ImportFrom)) and b.kind == "import"]
    if bound == PACKAGE and statements:
        beside = brought_by(event.paths[0], bindings)
        plain = any(isinstance(b.node, ast.alias) and b.node.name == PACKAGE for b in bindings)
        short = imports.of_package(place.path)
        if short is not None and plain:
            return f"{base.id}.{name}{member}"
        if base.id == PACKAGE and beside is not None:
            load(target if target in MODULES else module, bindings, beside, change)
            return target
    elif len(bindings) == len(statements) == 1 and bound == module:
        change.relied += [b.node for b in bindings if isinstance(b.node, ast.alias)]
        return f"{base.id}.{name}{member}"
    elif len(statements) == 1 and module_target(
        subject, bound, base.id, bindings
    ) == module:
        if isinstance(statements[0], (ast.Import, ast.ImportFrom)):
            move_module(statements[0], base.id, module, bindings[0], change)
            return f"{base.id}.{name}{member}"
    elif follows(bound, module, bindings):
        return f"{base.id}.{name}{member}"
    deferred = subject.never_runs(event.node, event.scope, event.statement)
    beside = statements[0] if len(statements) == 1 else None
    scope = bindings[0].scope if beside is not None else event.scope
    if beside is not None:
        local = imports.local_name(place.path, scope, event.scope)
        change.needs.append(Need(beside, Imported(module, name, local)))
        return local + member
    text, needs = imports.reach(target, event.scope, event.statement, deferred)
    change.needs += needs
    return text


def _named_attribute(
    event: Reference, target: str, subject: Subject, imports: Imports
) -> Change:
    """``patch.object(module, "name")``: the module moves, and the name with it."""
    node = event.node
    call = subject.parent(node, event.statement)
    if not isinstance(call, ast.Call) or not call.args or not isinstance(node, ast.Constant):
        raise Withheld(Reason.NOT_LITERAL)
    module, name, member = located(target)
    if member:
        raise Withheld(Reason.MANUAL, f"'{target}' is a constant of a class")
    owner = call.args[0]
    change = Change(replaced=[owner])
    owned = Reference(
        event.bound, (PACKAGE,) if event.bound[0] != PACKAGE else event.bound,
        owner, event.scope, event.statement)
    base, attributes = chain(owner)
    if not isinstance(base, ast.Name):
        raise Withheld(Reason.NOT_LITERAL)
    bindings = event.scope.lookup(base.id)
    document = subject.document
    if attributes or event.bound[0] == PACKAGE:
        if event.bound[0] == PACKAGE and not attributes:
            if imports.of_package(target) is None:
                raise Withheld(Reason.OTHER_USES)
        else:
            text = _module_text(module, base, owned, imports, change)
            start, end = document.extent(owner)
            change.edit(start, end, text)
    elif follows(event.bound[0], module, bindings):
        change.replaced.clear()
    elif module_target(subject, event.bound[0], base.id, bindings) == module and isinstance(
        bindings[0].statement, (ast.Import, ast.ImportFrom)
    ):
        move_module(bindings[0].statement, base.id, module, bindings[0], change)
    else:
        raise Withheld(Reason.SEVERAL_MEANINGS)
    if name != node.value:
        strings.replace(document.of(node), node, str(node.value), name, subject, change)
    return change


def _module_text(
    module: str, base: ast.Name, event: Reference, imports: Imports, change: Change
) -> str:
    bindings = event.scope.lookup(base.id)
    beside = brought_by(event.paths[0], bindings)
    if base.id != PACKAGE or beside is None:
        raise Withheld(Reason.SEVERAL_MEANINGS)
    load(module, bindings, beside, change)
    return module
