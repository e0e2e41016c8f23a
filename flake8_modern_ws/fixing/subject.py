"""The file that is being fixed, as all planners see it."""

from __future__ import annotations

import ast
from collections.abc import Container, Sequence
from functools import cached_property

from ..model.module import Model
from ..model.scopes import Scope, Structure
from ..rules.conditions import never_runs
from ..rules.rule import Context
from ..settings.versions import SupportedRange
from .document import Document
from .locate import Locator


class Subject:
    """A document with its model and the releases that have to be supported."""

    def __init__(
        self, document: Document, context: Context, kept_names: Container[str] = (),
        loose_names: Container[str] | None = None,
    ) -> None:
        #: Those of them that are taken by files which are not fixed with this one.
        self.loose_names = kept_names if loose_names is None else loose_names
        #: Names that other files import from this one.
        self.kept_names = kept_names
        self.document = document
        self.context = context
        self.model: Model = context.model
        self.structure: Structure = context.model.structure
        self.locator = Locator(document)

    @cached_property
    def supported(self) -> SupportedRange:
        """The supported releases of websockets."""
        return self.context.supported("websockets")

    @property
    def source_lines(self) -> Sequence[str]:
        """The lines of the file."""
        return self.context.source.lines

    def parent(self, node: ast.AST, statement: ast.stmt) -> ast.AST | None:
        """The parent of an expression inside its statement."""
        return self.model.parents(statement).get(node)

    @cached_property
    def everywhere(self) -> dict[ast.AST, ast.AST]:
        """The parent of every node of the file."""
        module = self.structure.module.node
        return {child: parent for parent in ast.walk(module)
                for child in ast.iter_child_nodes(parent)}

    def never_runs(self, node: ast.AST, scope: Scope, statement: ast.stmt) -> bool:
        """Whether code is there for type checkers alone."""
        return never_runs(_Place(node, scope, statement), self.context)


class _Place:
    __slots__ = ("node", "scope", "statement")

    def __init__(self, node: ast.AST, scope: Scope, statement: ast.stmt) -> None:
        self.node = node
        self.scope = scope
        self.statement = statement
