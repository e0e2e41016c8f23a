"""Turns moved and needed imports into edits, one statement at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..model.names import chain
from ..model.surroundings import is_try
from . import lists
from .changes import Change, Imported, ImportStatement, Move
from .document import PRAGMA
from .edits import Edit
from .imports import PACKAGE
from .reasons import Reason, Withheld
from .subject import Subject


def import_edits(changes: Iterable[Change], subject: Subject) -> list[Edit]:
    """The edits of the import statements that some changes ask for. Raises ``Withheld``."""
    changes = list(changes)
    moves: dict[ImportStatement, dict[ast.alias, Imported | None]] = {}
    for change in changes:
        for move in change.moves:
            moves.setdefault(move.statement, {})[move.alias] = move.to
    needs: dict[ast.stmt, list[Imported]] = {}
    above: dict[ast.stmt, list[Imported]] = {}
    for change in changes:
        for need in change.needs:
            if need.above:
                above.setdefault(need.beside, []).append(need.imported)
                continue
            wanted = needs.setdefault(need.beside, [])
            if need.imported not in wanted:
                wanted.append(need.imported)
    replaced = {node for change in changes for node in change.replaced}
    relied = {alias for change in changes for alias in change.relied}
    for move in _unused(subject, replaced, relied, moves):
        moves.setdefault(move.statement, {})[move.alias] = move.to
    _share(moves, needs, subject)
    edits: list[Edit] = []
    for statement, wanted in above.items():
        edits.append(_above(statement, wanted, subject))
    for statement in [statement for statement in needs if is_try(statement)]:
        edits.append(_below(statement, needs.pop(statement), subject))
    for statement in dict.fromkeys([*moves, *needs]):
        edits += _Statement(
            statement, moves.get(statement, {}), needs.get(statement, []), subject  # type: ignore[call-overload]
        ).edits()
    return edits


def _share(
    moves: dict[ImportStatement, dict[ast.alias, Imported | None]],
    needs: dict[ast.stmt, list[Imported]], subject: Subject,
) -> None:
    """Import once what one change needs and another moves an import to: where it comes first."""
    body = getattr(subject.structure.module.node, "body", [])
    lines = {statement: statement.lineno for statement in body}
    for moved, aliases in moves.items():
        for alias, to in aliases.items():
            for beside, wanted in needs.items():
                if to is None or to not in wanted or moved not in lines or beside not in lines:
                    continue
                if lines[moved] <= lines[beside]:
                    wanted.remove(to)
                else:
                    aliases[alias] = to = None


def _above(statement: ast.stmt, wanted: list[Imported], subject: Subject) -> Edit:
    """Imports above the first statement of a file, or of a function."""
    document = subject.document
    decorators = getattr(statement, "decorator_list", None) or [statement]
    first = min(map(document.start, [statement, *decorators]))
    start = document.line_extent(first)[0]
    indent = document.text[start:first]
    if indent.strip(" \t"):
        indent = ""
    text = "".join(indent + line + document.newline for line in _statements(wanted))
    return Edit(start, start, text if indent else text + document.newline * 2)


def _below(attempt: ast.stmt, wanted: list[Imported], subject: Subject) -> Edit:
    """Imports below a ``try`` of other imports."""
    document = subject.document
    start = document.start(attempt)
    indent = document.text[document.line_extent(start)[0]:start]
    place = document.line_extent(document.end(attempt))[1]
    lines = [indent + line for line in _statements(wanted)]
    text = document.newline.join(lines)
    if document.text[:place].endswith("\n"):
        return Edit(place, place, text + document.newline)
    return Edit(place, place, document.newline + text)


def _unused(
    subject: Subject, replaced: set[ast.AST], relied: set[ast.alias],
    moves: dict[ImportStatement, dict[ast.alias, Imported | None]],
) -> Iterable[Move]:
    """Aliases that the changes leave without a use, of those that they took uses from."""
    if not replaced:
        return
    for item in subject.model.imported_names:
        alias, statement = item.node, item.statement
        if not isinstance(statement, (ast.Import, ast.ImportFrom)) or item.star:
            continue
        if alias in relied or alias in moves.get(statement, {}):
            continue
        local = alias.asname or alias.name.partition(".")[0]
        bindings = item.scope.lookup(local)
        dotted = isinstance(statement, ast.Import) and not alias.asname and "." in alias.name
        left = taken = root_used = False
        for node, scope, _ in subject.structure.uses.get(local, ()):
            if scope.lookup(local) is not bindings:
                continue
            path = ".".join([local, *chain(node)[1]])
            if dotted and path != alias.name and not path.startswith(alias.name + "."):
                root_used = True
                continue
            if _is_replaced(node, replaced):
                taken = True
            else:
                left = True
        if not taken or left or _is_package_import(item.path, alias, moves):
            continue
        if root_used and not _root_elsewhere(alias, bindings):
            yield Move(statement, alias, Imported(PACKAGE, None, PACKAGE))
        else:
            yield Move(statement, alias, None)


def _is_replaced(node: ast.AST, replaced: set[ast.AST]) -> bool:
    while True:
        if node in replaced:
            return True
        if not isinstance(node, ast.Attribute):
            return False
        node = node.value


def _is_package_import(
    path: str, alias: ast.alias, moves: dict[ImportStatement, dict[ast.alias, Imported | None]]
) -> bool:
    """``import websockets`` stays: its replaced uses still start with the same name."""
    return path == PACKAGE


def _root_elsewhere(alias: ast.alias, bindings: Iterable[object]) -> bool:
    return any(getattr(binding, "node", None) is not alias for binding in bindings)


class _Statement:
    """One statement with what gives way in it and what is to stand beside it."""

    def __init__(
        self, statement: ast.stmt, moves: dict[ast.alias, Imported | None],
        needs: list[Imported], subject: Subject,
    ) -> None:
        self._statement = statement
        self._moves = moves
        self._needs = needs
        self._subject = subject
        self._document = subject.document

    def edits(self) -> list[Edit]:
        aliases = getattr(self._statement, "names", [])
        kept = [alias for alias in aliases if alias not in self._moves]
        new: list[Imported] = []
        for to in self._moves.values():
            if to is not None and to not in new:
                new.append(to)
        if self._moves and not kept:
            in_place = self._in_place(aliases)
            if in_place is not None:
                return [*in_place, *self._beside(self._missing(self._needs, new))]
            return self._replaced([*new, *self._missing(self._needs, new)])
        renamed = {alias: to for alias, to in self._moves.items()
                   if to is not None and self._joins(to, kept)}
        edits = [self._rewritten(alias, to) for alias, to in renamed.items()]
        gone = {aliases.index(alias) for alias in self._moves if alias not in renamed}
        if gone:
            elements = self._subject.locator.imported(self._statement)  # type: ignore[arg-type]
            edits += lists.remove(self._document, elements, gone)
        new = [to for to in new if to not in renamed.values()]
        further = [*new, *self._missing(self._needs, new)]
        joined = [item for item in further if self._joins(item, kept)]
        if joined and not gone:
            elements = self._subject.locator.imported(self._statement)  # type: ignore[arg-type]
            edits.append(lists.append(
                self._document, elements, [item.text for item in joined]))
            further = [item for item in further if item not in joined]
        return [*edits, *self._beside(further)]

    def _missing(self, needs: list[Imported], new: list[Imported]) -> list[Imported]:
        return [need for need in needs if need not in new]

    def _joins(self, item: Imported, kept: list[ast.alias]) -> bool:
        """Whether a name can be added to the list of the statement."""
        statement = self._statement
        return (isinstance(statement, ast.ImportFrom) and not statement.level and bool(kept)
                and item.name is not None and statement.module == item.module
                and kept[0].name != "*")

    def _rewritten(self, alias: ast.alias, to: Imported) -> Edit:
        return Edit(*self._document.extent(alias), to.text)

    def _in_place(self, aliases: list[ast.alias]) -> list[Edit] | None:
        """Every alias goes to the same module: the statement keeps its shape."""
        targets = [self._moves[alias] for alias in aliases]
        if any(to is None for to in targets) or len(set(targets)) != len(targets):
            return None
        found = [to for to in targets if to is not None]
        edits: list[Edit] = []
        if isinstance(self._statement, ast.ImportFrom):
            modules = {to.module for to in found}
            if len(modules) != 1 or any(to.name is None for to in found):
                return None
            name = self._subject.locator.module_name(self._statement)
            module = modules.pop()
            if name.text != module:
                edits.append(Edit(name.start, name.end, module))
        elif any(to.name is not None for to in found):
            return None
        for alias, to in zip(aliases, found):
            start, end = self._document.extent(alias)
            if self._document.text[start:end] != to.text:
                edits.append(Edit(start, end, to.text))
        return edits

    def _replaced(self, new: list[Imported]) -> list[Edit]:
        """The whole statement gives way to others, or goes."""
        start, end = self._document.extent(self._statement)
        text = self._document.text
        if self._document.has_comment(start, end):
            raise Withheld(Reason.COMMENT_IN_SPAN)
        written = _statements(new)
        if written:
            first, *rest = written
            return [Edit(start, end, first), *self._lines(rest)]
        if self._is_alone():
            return [Edit(start, end, "pass")]
        line_start, line_end = self._document.line_extent(start)[0], (
            self._document.line_extent(end)[1])
        before, after = text[line_start:start], text[end:line_end]
        if not before.strip() and (not after.strip() or PRAGMA.match(after.strip())):
            return [Edit(line_start, line_end, "")]
        if after.lstrip().startswith(";"):
            length = len(after) - len(after.lstrip(" \t;"))
            return [Edit(start, end + length, "")]
        if before.rstrip().endswith(";"):
            return [Edit(line_start + len(before.rstrip(" \t;")), end, "")]
        raise Withheld(Reason.COMMENT_IN_SPAN)

    def _is_alone(self) -> bool:
        """Whether the statement is the only one of its block."""
        position = self._subject.structure.positions.get(self._statement)
        if position is None:
            return False
        block = getattr(position.parent, position.field, [])
        return isinstance(block, list) and len(block) == 1

    def _beside(self, new: list[Imported]) -> list[Edit]:
        return self._lines(_statements(new))

    def _lines(self, statements: list[str]) -> list[Edit]:
        """Statements of their own below the statement."""
        if not statements:
            return []
        document = self._document
        start, end = document.extent(self._statement)
        line_start = document.line_extent(start)[0]
        indent = document.text[line_start:start]
        line_end = document.line_extent(max(start, end - 1))[1]
        rest = document.text[end:line_end].strip()
        if indent.strip("\ufeff \t\f") or (rest and not rest.startswith("#")):
            return [Edit(end, end, "".join(f"; {line}" for line in statements))]
        indent = indent.replace("\f", "").replace("\ufeff", "")
        newline = document.newline
        if not document.text[:line_end].endswith("\n"):
            return [Edit(line_end, line_end,
                         "".join(f"{newline}{indent}{line}" for line in statements))]
        return [Edit(line_end, line_end,
                     "".join(f"{indent}{line}{newline}" for line in statements))]


def _statements(new: Iterable[Imported]) -> list[str]:
    """Import statements, those from one module as one."""
    written: dict[str, list[str]] = {}
    for item in new:
        if item.name is None:
            written.setdefault(item.statement, [])
        else:
            names = written.setdefault(f"from {item.module} import ", [])
            if item.text not in names:
                names.append(item.text)
    return sorted(head + ", ".join(sorted(names)) for head, names in written.items())
