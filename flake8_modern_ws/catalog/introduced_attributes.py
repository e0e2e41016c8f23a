"""Documented attributes of connections and servers that came later than their implementation.

Source: the references of the implementations and the changelog,
https://websockets.readthedocs.io/en/stable/project/changelog.html (14.1, 15.0, 17.0, 17.2), and
live objects of real releases: ``tests/upstream/test_introduced_attributes.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from .switched_names import SWITCHED_IN

_ASYNCIO_CONNECTION = {"close_code": "14.1", "close_reason": "14.1"}

#: (role, implementation) of an object: attribute, and the release since which it has it.
INTRODUCED_ATTRIBUTES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("connection", "asyncio"): _ASYNCIO_CONNECTION,
    ("connection", "package"): _ASYNCIO_CONNECTION,
    ("connection", "sync"): {
        "close_code": "14.1",
        "close_reason": "14.1",
        "state": "14.1",
        "latency": "15.0",
        "server": "17.0",
        "wait_closed": "17.2",
    },
    ("server", "asyncio"): {"connections": "13.1"},
    ("server", "sync"): {"connections": "17.0"},
}

ATTRIBUTES: frozenset[str] = frozenset(
    name for names in INTRODUCED_ATTRIBUTES.values() for name in names)

#: Below these releases, an implementation is another one, which has the attributes.
OTHER_BELOW: Mapping[str, str] = {"package": SWITCHED_IN}
