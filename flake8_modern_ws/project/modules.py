"""Finds the file of a module by its name, as an importing file would."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

_INIT = "__init__"


class Modules:
    """The modules of a project: flat, ``src`` and namespace layouts alike.

    A module that cannot be found, or that may be one of several files, is None.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_name: dict[str, list[tuple[str, ...]]] = {}
        self._files: dict[tuple[str, ...], str] = {}
        self._folders: dict[str, tuple[str, ...]] = {}
        self._found: dict[tuple[tuple[str, ...], int, str], str | None] = {}
        for path in paths:
            parts = self._parts(path)
            if parts:
                self._files.setdefault(parts, path)
                self._by_name.setdefault(parts[-1], []).append(parts)

    def find(self, importer: str, level: int, module: str) -> str | None:
        """The file of a module that a file imports, ``level`` dots before its name."""
        folder = self._folder(importer)
        key = folder, level, module
        if key not in self._found:
            self._found[key] = self._find(folder, level, module)
        return self._found[key]

    def only(self, importer: str, module: str) -> str | None:
        """The file of a module that an import string names, if no other may be meant.

        Such strings are resolved where the program is started, which no file tells.
        """
        wanted = tuple(module.split("."))
        folder = self._folder(importer)
        above = [parts for parts in self._by_name.get(wanted[-1], ())
                 if parts[-len(wanted):] == wanted
                 and folder[:len(parts) - len(wanted)] == parts[:len(parts) - len(wanted)]]
        return self.find(importer, 0, module) if len(above) < 2 else None

    def last_parts(self, path: str) -> tuple[str, str]:
        """The last part of the name of a module, and of that of its package."""
        parts = ("", "", *self._parts(path))
        return parts[-1], parts[-2]

    def package(self, path: str) -> str | None:
        """The file of the package that a module stands in, if it has one."""
        return self._files.get(self._parts(path)[:-1])

    def inside(self, package: str, name: str) -> str | None:
        """The file of a module of a package that is given by its own file."""
        if not self.is_package(package):
            return None
        return self._files.get((*self._parts(package), name))

    @staticmethod
    def is_package(path: str) -> bool:
        """Whether a file is that of a package."""
        return os.path.basename(path) == f"{_INIT}.py"

    def _find(self, folder: tuple[str, ...], level: int, module: str) -> str | None:
        wanted = tuple(module.split(".")) if module else ()
        if level:
            if level - 1 > len(folder):
                return None
            return self._files.get((*folder[:len(folder) - level + 1], *wanted))
        if wanted and wanted[0] in sys.stdlib_module_names:
            return None
        candidates = [parts for parts in self._by_name.get(wanted[-1] if wanted else "", ())
                      if parts[-len(wanted):] == wanted
                      # What is on the path is no package itself.
                      and parts[:-len(wanted)] not in self._files]
        above = [parts for parts in candidates
                 if folder[:len(parts) - len(wanted)] == parts[:len(parts) - len(wanted)]]
        if above:
            # The nearest root above the importing file comes first on its path.
            above.sort(key=len, reverse=True)
            if len(above) == 1 or len(above[0]) != len(above[1]):
                return self._files[above[0]]
            return None
        # Elsewhere, a bare name may as well be an installed package.
        if len(candidates) != 1 or (len(wanted) == 1 and candidates[0][-2:-1] != ("src",)):
            return None
        return self._files[candidates[0]]

    def _folder(self, path: str) -> tuple[str, ...]:
        directory = path.rpartition(os.sep)[0]
        if directory not in self._folders:
            self._folders[directory] = tuple(
                os.path.abspath(directory).split(os.sep))
        return self._folders[directory]

    def _parts(self, path: str) -> tuple[str, ...]:
        name, extension = os.path.splitext(os.path.basename(path))
        if extension != ".py":
            return ()
        folder = self._folder(path)
        return folder if name == _INIT else (*folder, name)
