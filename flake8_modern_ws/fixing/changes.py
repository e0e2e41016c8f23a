"""What a planned change consists of before it is rendered."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from . import lists
from .document import Document
from .edits import Edit
from .locate import Elements

ImportStatement = ast.Import | ast.ImportFrom


class Imported(NamedTuple):
    """``from module import name as local``, or ``import module as local`` without a name.

    ``local`` is the name that the statement binds; for a dotted ``import a.b`` it is ``a``, which
    ``aliased`` tells apart from ``import a.b as a``.
    """

    module: str
    name: str | None
    local: str
    aliased: bool = False

    @property
    def text(self) -> str:
        """The alias as it is written in the statement."""
        if self.name is None:
            plain = self.local == self.module.partition(".")[0] and not (
                self.aliased and "." in self.module)
            return self.module if plain else f"{self.module} as {self.local}"
        return self.name if self.name == self.local else f"{self.name} as {self.local}"

    @property
    def statement(self) -> str:
        """A statement of its own."""
        if self.name is None:
            return f"import {self.text}"
        return f"from {self.module} import {self.text}"


class Move(NamedTuple):
    """An alias of an import statement gives way to another import, or to none."""

    statement: ImportStatement
    alias: ast.alias
    to: Imported | None


class Need(NamedTuple):
    """An import that a change needs, to be put below a statement, or above it."""

    beside: ast.stmt
    imported: Imported
    above: bool = False


@dataclass
class Change:
    """The parts of one change; they are made together or not at all."""

    edits: list[Edit] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    #: Uses of imported names that the change replaces (chains and names, by identity).
    replaced: list[ast.AST] = field(default_factory=list)
    #: Imports that what is written in place of replaced uses still relies on.
    relied: list[ast.alias] = field(default_factory=list)
    #: Elements taken out of a list, or added at its end: with others of the same list, they
    #: share its commas.
    removed: list[tuple[Elements, int]] = field(default_factory=list)
    appended: list[tuple[Elements, str]] = field(default_factory=list)
    #: Insertions that stand behind those of other changes at the same place.
    last: list[Edit] = field(default_factory=list)
    #: Stretches that go, in which the edits of other changes no longer matter.
    gone: list[tuple[int, int]] = field(default_factory=list)

    def edit(self, start: int, end: int, text: str) -> None:
        self.edits.append(Edit(start, end, text))

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of a stretch, whatever other changes want inside of it."""
        self.gone.append((start, end))
        self.edit(start, end, "")
        self.edit(end, end, text)

    def remove(self, elements: Elements, index: int, document: Document) -> None:
        """Take an element out of a list. Raises ``Withheld`` if it cannot be."""
        list(lists.remove(document, elements, {index}))
        self.removed.append((elements, index))

    def add(self, edits: Iterable[Edit]) -> None:
        self.edits.extend(edits)
