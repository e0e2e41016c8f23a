"""In which order statements run, as far as the blocks around them tell."""

from __future__ import annotations

import ast

from .scopes import Block, Position, Structure

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)


class Blocks:
    """Compares the places of statements of one module."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure

    def position(self, statement: Block) -> Position | None:
        """The block of a statement; the body of a ``with`` counts as that of its parent."""
        position = self._structure.positions.get(statement)
        while position is not None and isinstance(position.parent, (ast.With, ast.AsyncWith)):
            position = self._structure.positions.get(position.parent)
        return position

    def around(self, statement: Block) -> list[Position | None]:
        """The blocks around a statement, innermost first; None is the module's own."""
        places: list[Position | None] = []
        block: Block | None = statement
        while block is not None:
            position = self.position(block)
            places.append(position)
            block = None if position is None else position.parent
        return places

    def shared_loop(self, first: Block, second: Block) -> ast.stmt | None:
        """The outermost loop of one function around both statements."""
        loops = [p.parent for p in self._within_function(first)
                 if isinstance(p.parent, _LOOPS)]
        others = {p.parent for p in self._within_function(second)}
        return next((loop for loop in reversed(loops) if loop in others), None)

    def reaches(self, earlier: Block, later: Block) -> bool:
        """Whether the end of the earlier statement's block can lead to the later statement.

        It cannot from another arm of the same ``if``, nor from an arm that is left.
        """
        later_places = self._within_function(later)
        fields = {place.parent: place.field for place in later_places}
        for place in self._within_function(earlier):
            if fields.get(place.parent) == place.field:
                return True
            if isinstance(place.parent, ast.If) and place.parent in fields:
                return False
            if isinstance(place.parent, ast.If):
                block: list[ast.stmt] = getattr(place.parent, place.field)
                if isinstance(block[-1], _LEAVING):
                    return False
        return True

    def _within_function(self, statement: Block) -> list[Position]:
        found: list[Position] = []
        for place in self.around(statement):
            if place is None:
                break
            found.append(place)
            if isinstance(place.parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                break
        return found
