"""Which paths of ``websockets`` a release has: the tables read as one answer."""

from __future__ import annotations

from functools import lru_cache

from . import exports, names
from .switched_names import SWITCHED

#: Present in every catalogued release.
_ALWAYS = frozenset({"websockets", "websockets.version", "websockets.__version__",
                     "websockets.version.version", *SWITCHED} - {"websockets.broadcast"})


def exists(path: str, release: str, attribute: bool = False) -> bool | None:
    """Whether a module or name can be imported in a release; None if that is not known.

    With ``attribute``, whether it can be reached as an attribute: that is not known for a
    submodule, which is there only once something has imported it.
    """
    if path in _ALWAYS:
        return True
    introduced = introduced_in(path)
    if introduced is not None and _numbers(release) < _numbers(introduced):
        return False
    if path in exports.INTRODUCED:
        return None if attribute and path in exports.IMPLICIT_SUBMODULES else True
    row = names.longest_match(path)
    if row is None or (row.path != path and not row.module):
        return None
    if row.removed is not None and _numbers(release) >= _numbers(row.removed):
        return False
    return None if row.path != path or (attribute and row.module) else True


@lru_cache(maxsize=4096)
def introduced_in(path: str) -> str | None:
    """The release that introduced a modern path, or that which it needs on its way."""
    found: str | None = None
    current = path
    while current:
        # A switched name is older than the implementation that it means today.
        introduced = None if current in SWITCHED else exports.INTRODUCED.get(current)
        if introduced is not None and (
            found is None or _numbers(introduced) > _numbers(found)
        ):
            found = introduced
        current = current.rpartition(".")[0]
    return found


@lru_cache(maxsize=256)
def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))
