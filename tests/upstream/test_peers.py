"""The defaults of other libraries, read from the sources of their newest releases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_modern_ws.catalog.peers import PEERS

from .conftest import install

#: File, what it says about the interval, what it says about the size.
SOURCES = {
    "aiohttp": ("aiohttp/web_ws.py",
                r"heartbeat: (?:float \| None|Optional\[float\]) = None",
                r"max_msg_size: int = 4 \* 1024 \* 1024"),
    "tornado": ("tornado/websocket.py", r'get\("websocket_ping_interval", None\)',
                r"_default_max_message_size = 10 \* 1024 \* 1024"),
    "hypercorn": ("hypercorn/config.py", r"websocket_ping_interval: float \| None = None",
                  r"websocket_max_message_size = 16 \* 1024 \* 1024"),
    "sanic": ("sanic/config.py", r'"WEBSOCKET_PING_INTERVAL": 20',
              r'"WEBSOCKET_MAX_SIZE": 2\*\*20'),
}


def text(library: str) -> str:
    folder: Path = install(library, None)
    return (folder / SOURCES[library][0]).read_text(encoding="utf-8")


@pytest.mark.parametrize("library", PEERS)
def test_the_interval_and_the_size_have_the_stated_defaults(library: str) -> None:
    source = text(library)
    assert re.search(SOURCES[library][1], source)
    assert re.search(SOURCES[library][2], source)
    assert PEERS[library].pings_by_default is (library == "sanic")
