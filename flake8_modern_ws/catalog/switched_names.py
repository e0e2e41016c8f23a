"""Names of ``websockets`` that kept their path and changed their implementation.

Source: the changelog of websockets 14.0 and, row by row, real releases: until 13.1 the path
gives an object of ``websockets.legacy``, since 14.0 one of ``websockets.asyncio``.
``tests/upstream/test_introduced_arguments.py`` checks every row.
"""

from __future__ import annotations

from typing import NamedTuple

#: The release in which the names of the package became the new implementation.
SWITCHED_IN = "14.0"
#: The release that brought the new implementation, under paths of its own.
INTRODUCED_IN = "13.0"


class SwitchedName(NamedTuple):
    """A path that has led to the new implementation since the release ``switched``."""

    switched: str
    #: The same thing under a path that only ever meant the new implementation.
    modern: str
    #: The release that introduced ``modern``.
    since: str


SWITCHED: dict[str, SwitchedName] = {
    f"websockets.{name}": SwitchedName(SWITCHED_IN, f"{module}.{name}", INTRODUCED_IN)
    for module, names in {
        "websockets.asyncio.client": ("connect", "unix_connect"),
        "websockets.asyncio.server": ("serve", "unix_serve", "broadcast"),
    }.items()
    for name in names
}
