"""Names of ``websockets`` that kept their path and changed their implementation.

Source: the changelog of websockets 14.0 and, row by row, real releases: until 13.1 the path
gives an object of ``websockets.legacy``, since 14.0 one of ``websockets.asyncio``.
``tests/upstream/test_introduced_arguments.py`` checks every row.
"""

from __future__ import annotations

from typing import NamedTuple


class SwitchedName(NamedTuple):
    """A path that has led to the new implementation since the release ``switched``."""

    switched: str
    #: The same thing under a path that only ever meant the new implementation.
    modern: str
    #: The release that introduced ``modern``.
    since: str


SWITCHED: dict[str, SwitchedName] = {
    "websockets.connect": SwitchedName("14.0", "websockets.asyncio.client.connect", "13.0"),
    "websockets.unix_connect": SwitchedName(
        "14.0", "websockets.asyncio.client.unix_connect", "13.0"),
    "websockets.serve": SwitchedName("14.0", "websockets.asyncio.server.serve", "13.0"),
    "websockets.unix_serve": SwitchedName(
        "14.0", "websockets.asyncio.server.unix_serve", "13.0"),
    "websockets.broadcast": SwitchedName(
        "14.0", "websockets.asyncio.server.broadcast", "13.0"),
}
