"""What is known of a dictionary, and how what happens to it changes that."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple

from .scopes import Scope


class Entry(NamedTuple):
    """One key of a dictionary: its value, and where a finding about it stands."""

    name: str
    value: ast.expr
    #: The key in a literal, the keyword of a call, the target of an item assignment.
    node: ast.AST
    scope: Scope
    statement: ast.stmt


class Contents:
    """What is known of a dictionary: some entries, and whether there may be others.

    A key that is neither among the entries nor ``uncertain`` is missing if ``complete``, and
    unknown if not. ``possible`` holds every entry that may be there at all: those of an arm
    that may not run, too.
    """

    __slots__ = ("entries", "uncertain", "possible", "complete")

    def __init__(self, complete: bool = True) -> None:
        self.entries: dict[str, Entry] = {}
        self.uncertain: set[str] = set()
        self.possible: dict[str, tuple[Entry, ...]] = {}
        self.complete = complete

    def set(self, entry: Entry) -> None:
        self.entries[entry.name] = entry
        self.uncertain.discard(entry.name)
        self.possible[entry.name] = (entry,)

    def doubt(self, key: str) -> None:
        """From here on the key may be there or not, with any value."""
        self.entries.pop(key, None)
        self.uncertain.add(key)

    def default(self, entry: Entry) -> None:
        """What ``setdefault`` does."""
        if entry.name in self.entries:
            return
        if self.may_hold(entry.name):
            self.doubt(entry.name)
            self._allow(entry)
        else:
            self.set(entry)

    def forget(self) -> None:
        """From here on nothing is known."""
        self.entries.clear()
        self.complete = False

    def remove(self, key: str) -> None:
        self.entries.pop(key, None)
        self.uncertain.discard(key)
        self.possible.pop(key, None)
        if not self.complete:
            self.uncertain.add(key)

    def replace(self, other: Contents) -> None:
        """What an assignment does."""
        self.entries = dict(other.entries)
        self.uncertain = set(other.uncertain)
        self.possible = dict(other.possible)
        self.complete = other.complete

    def merge(self, other: Contents) -> None:
        """What ``update`` with another dictionary does."""
        if not other.complete:
            self.forget()
        for key in other.uncertain:
            self.doubt(key)
        for key, entries in other.possible.items():
            if key in other.entries:
                self.set(other.entries[key])
            for entry in entries:
                self._allow(entry)

    def either(self, other: Contents) -> None:
        """From here on it is this dictionary, or the other one."""
        for key in {*self.entries, *other.entries, *other.uncertain}:
            if self.entries.get(key) != other.entries.get(key):
                self.doubt(key)
        for entries in other.possible.values():
            for entry in entries:
                self._allow(entry)
        self.complete = self.complete and other.complete

    def copy(self) -> Contents:
        """The same, to be changed on its own."""
        result = Contents()
        result.replace(self)
        return result

    def after(self, change: Callable[[Contents], None]) -> Contents:
        """A copy with something done to it."""
        result = self.copy()
        change(result)
        return result

    def may_hold(self, key: str) -> bool:
        """Whether the key is there, or may be there."""
        return key in self.entries or key in self.uncertain or not self.complete

    def _allow(self, entry: Entry) -> None:
        known = self.possible.get(entry.name, ())
        if entry not in known:
            self.possible[entry.name] = (*known, entry)


def holding(entry: Entry) -> Callable[[Contents], None]:
    """The change that sets an entry."""
    return lambda contents: contents.set(entry)
