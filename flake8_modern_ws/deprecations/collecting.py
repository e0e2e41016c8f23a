"""Takes down the deprecation warnings of ``websockets`` and ``uvicorn`` when they are emitted.

Most of them are emitted without ``stacklevel``, so Python attributes them to the library itself,
and filters hide them or turn them into exceptions. Here ``warnings.warn`` is wrapped: the stack
tells who caused a warning, whatever becomes of it afterwards.
"""

from __future__ import annotations

import functools
import sys
import sysconfig
import warnings
from types import FrameType
from typing import Any, NamedTuple

LIBRARIES = frozenset({"websockets", "uvicorn"})
_STANDARD = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib")})
_INSTALLED = ("site-packages", "dist-packages")


class Observation(NamedTuple):
    """One warning. Plain values, so that a worker process can hand it over."""

    library: str
    message: str
    #: The module and the function that warned: ``websockets.legacy.protocol``, ``…host``.
    module: str
    function: str
    #: The line outside of the libraries that led there; empty and 0 if no line did directly.
    path: str
    line: int


class Collector:
    """Collects while it is installed; what is collected stays."""

    def __init__(self) -> None:
        #: How often each was observed.
        self.observed: dict[Observation, int] = {}
        #: The first error of ours; the warning itself went on.
        self.error: Exception | None = None
        self._active = False
        self._original = warnings.warn

    def install(self) -> None:
        """Wrap ``warnings.warn``, unless that is done, and begin anew."""
        if self._active:
            return
        self.observed.clear()
        self.error = None
        original = self._original = warnings.warn
        self._active = True

        @functools.wraps(original)
        def warn(
            message: Any, category: Any = None, stacklevel: Any = 1, source: Any = None,
            **options: Any,
        ) -> None:
            __tracebackhide__ = True
            if self._active:
                try:
                    self._look(message, category, sys._getframe(1))
                except Exception as error:
                    self.error = self.error or error
            if isinstance(stacklevel, int):
                stacklevel = _beyond(stacklevel, options, sys._getframe(1))
            original(message, category, stacklevel, source, **options)

        self._wrapper = warn
        warnings.warn = warn

    def remove(self) -> None:
        """Take the wrapper out again, unless something else has wrapped it meanwhile."""
        if self._active and warnings.warn is self._wrapper:
            warnings.warn = self._original
        self._active = False

    def add(self, observation: Observation, times: int = 1) -> None:
        """Count an observation."""
        self.observed[observation] = self.observed.get(observation, 0) + times

    def _look(self, message: object, category: object, emitter: FrameType) -> None:
        if isinstance(message, Warning):
            category = type(message)
        if not (isinstance(category, type) and issubclass(
                category, (DeprecationWarning, PendingDeprecationWarning))):
            return
        library = _library(emitter)
        if library is not None:
            path, line = _cause(emitter)
            self.add(Observation(library, str(message), str(emitter.f_globals.get("__name__")),
                                 _function(emitter), path, line))


def _beyond(stacklevel: int, options: dict[str, Any], caller: FrameType) -> int:
    """The same level, counted from one function further in.

    ``skip_file_prefixes`` (Python 3.12) makes it 2 at least, and leaves frames uncounted.
    """
    prefixes = tuple(options.get("skip_file_prefixes") or ())
    if prefixes:
        skipped = caller.f_code.co_filename.startswith(prefixes)
        return max(stacklevel, 2) + (not skipped)
    return max(stacklevel, 1) + 1


def _library(frame: FrameType) -> str | None:
    root = str(frame.f_globals.get("__name__")).partition(".")[0]
    return root if root in LIBRARIES else None


def _function(frame: FrameType) -> str:
    name: str = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)  # Python 3.11
    return name.replace("<locals>.", "")


def _cause(emitter: FrameType) -> tuple[str, int]:
    """The first line outside, if it is what called a library or imported it.

    A coroutine that an event loop runs was called by nobody: the frames below the loop started
    it, and did not cause the warning.
    """
    inner: FrameType = emitter
    frame = emitter.f_back
    while frame is not None:
        if _library(frame) is None and not _is_standard(frame):
            direct = _library(inner) is not None or _imports(inner)
            return (frame.f_code.co_filename, frame.f_lineno) if direct else ("", 0)
        inner, frame = frame, frame.f_back
    return "", 0


def _imports(frame: FrameType) -> bool:
    """Whether a frame belongs to the import system."""
    name = frame.f_code.co_filename
    return name.startswith("<frozen importlib") or str(
        frame.f_globals.get("__name__")).partition(".")[0] == "importlib"


def _is_standard(frame: FrameType) -> bool:
    name = frame.f_code.co_filename
    return name.startswith("<frozen ") or (
        name.startswith(_STANDARD) and not is_installed(name))


def is_installed(path: str) -> bool:
    """Whether a file belongs to an installed distribution, as far as its path tells."""
    return any(folder in path for folder in _INSTALLED)
