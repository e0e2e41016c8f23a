"""What a linted file's project says: supported ranges, modules of its own."""

from __future__ import annotations

import os

from ..catalog import releases
from . import dependencies
from .settings import Settings
from .versions import SupportedRange, from_option, from_specifiers, newest_alone

_ROOT_MARKERS = (".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg")
#: Folders of installed libraries: what lies there side by side is no project.
_INSTALLED = frozenset({"site-packages", "dist-packages"})
_CATALOGUED = {"websockets": releases.WEBSOCKETS, "uvicorn": releases.UVICORN}


class Projects:
    """Answers for linted files, each directory read once, and only when asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ranges: dict[tuple[str, str], SupportedRange] = {}
        self._declared: dict[tuple[str, str], dependencies.Declaration | None] = {}
        self._local: dict[tuple[str, str], bool] = {}
        self._kinds: dict[str, tuple[bool, bool]] = {}

    def supported(self, library: str, filename: str) -> SupportedRange:
        """The supported range of ``websockets`` or ``uvicorn`` for a file."""
        directory = _directory(filename)
        key = (library, directory)
        if key not in self._ranges:
            self._ranges[key] = self._supported(library, directory)
        return self._ranges[key]

    def _supported(self, library: str, directory: str) -> SupportedRange:
        catalogued = _CATALOGUED[library]
        stated: str = getattr(self._settings, library)
        if stated != "auto":
            origin = self._settings.origins.get(library, "settings")
            return from_option(stated, catalogued, origin)
        declaration = self._declaration(library, directory)
        if declaration is None:
            return newest_alone(catalogued, "nothing declared: the newest release")
        return from_specifiers(declaration.specifiers, catalogued, declaration.origin)

    def is_local(self, module: str, filename: str) -> bool:
        """Whether a top-level module of this name belongs to the project of the file.

        Looked for where Python would find it first: in the directory that is on the path
        when the file runs or is imported, and in the directories above it up to the
        project's root. An installed library is a project of its own.
        """
        directory = _directory(filename)
        key = (module, directory)
        if key not in self._local:
            self._local[key] = self._is_local(module, directory)
        return self._local[key]

    def _declaration(self, library: str, directory: str) -> dependencies.Declaration | None:
        """What the nearest project declares; each directory on the way is read once."""
        way: list[tuple[str, str]] = []
        found: dependencies.Declaration | None = None
        for current in dependencies.upwards(directory):
            key = (library, current)
            if key in self._declared:
                found = self._declared[key]
                break
            way.append(key)
            found = dependencies.declared_in(library, current)
            if found is not None:
                break
        self._declared.update(dict.fromkeys(way, found))
        return found

    def _is_local(self, module: str, directory: str) -> bool:
        way: list[tuple[str, str]] = []
        found = False
        current = directory
        while True:
            if os.path.basename(current) in _INSTALLED:
                found = bool(way) and os.path.basename(way[-1][1]) == module
                break
            key = (module, current)
            if key in self._local:
                found = self._local[key]
                break
            way.append(key)
            is_package, is_root = self._kind(current)
            if not is_package and _holds(current, module):
                found = True
                break
            parent = os.path.dirname(current)
            if parent == current or is_root:
                found = _holds(os.path.join(current, "src"), module)
                break
            current = parent
        self._local.update(dict.fromkeys(way, found))
        return found

    def _kind(self, directory: str) -> tuple[bool, bool]:
        """Whether a directory is a package, and whether it is the root of a project."""
        if directory not in self._kinds:
            self._kinds[directory] = (
                os.path.exists(os.path.join(directory, "__init__.py")),
                any(os.path.exists(os.path.join(directory, marker))
                    for marker in _ROOT_MARKERS))
        return self._kinds[directory]


def _directory(filename: str) -> str:
    if filename in ("stdin", "-", "(none)"):
        return os.getcwd()
    return os.path.dirname(os.path.abspath(filename))


def _holds(directory: str, module: str) -> bool:
    return os.path.isfile(os.path.join(directory, module + ".py")) or os.path.isfile(
        os.path.join(directory, module, "__init__.py"))
