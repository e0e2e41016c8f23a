"""What is told before the walk never hides what the walk would find."""

from __future__ import annotations

import ast
import io

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.settings.settings import Settings
from flake8_modern_ws.source import Source

from ..expectations import all_fixtures

EVERYTHING = Settings(enable=frozenset({"WS"}))
BUT_BANNED = Settings(enable=frozenset({"WS1", "WS2", "WS3", "WS405", "WS406", "WS407", "WS5"}))


class Thorough(Engine):
    """Looks into every file for everything."""

    def _silent(self, source: Source, without: frozenset[str]) -> frozenset[str]:
        return without


def findings(engine: Engine, text: str) -> list[tuple[object, ...]]:
    source = Source("program.py", io.StringIO(text).readlines(), ast.parse(text))
    return [(f.span, f.code, f.message, f.hint) for f in engine.check(source)]


#: Programs whose only sign of a connection or of a manager is the one in question.
SHAPES = {
    "a keyword-only parameter": "def chat(*, websocket):\n    clients.add(websocket)\n",
    "a parameter of a lambda": "join = lambda websocket: clients.add(websocket)\n",
    "a method of a nested class": (
        "def make():\n    class Room:\n        async def join(self, websocket):\n"
        "            clients.add(websocket)\n    return Room\n"),
    "below a match": (
        "match mode:\n    case 1:\n        async def chat(websocket):\n"
        "            clients.add(websocket)\n"),
    "below except": (
        "try:\n    pass\nexcept ValueError:\n    def chat(websocket):\n"
        "        clients.add(websocket)\n"),
    "a type under another name": (
        "from fastapi import WebSocket as Peer\n"
        "def chat(peer: Peer):\n    clients.add(peer)\n"),
    "a type of a module": (
        "import starlette.websockets as s\n"
        "def chat(peer: s.WebSocket):\n    clients.add(peer)\n"),
    "a quoted type": (
        "import fastapi\ndef chat(peer: 'fastapi.WebSocket'):\n    clients.add(peer)\n"),
    "a star import": (
        "from fastapi import *\ndef chat(peer: WebSocket):\n    clients.add(peer)\n"),
    "a connection type of the project": (
        "class WebSocketSession: ...\n"
        "def chat(peer: WebSocketSession):\n    clients.add(peer)\n"),
    "a base class under another name": (
        "import tornado.websocket\nBase = tornado.websocket.WebSocketHandler\n"
        "class Chat(Base):\n    def open(self):\n        clients.add(self)\n"),
    "a base class of two": (
        "import tornado.websocket\nBase, x = tornado.websocket.WebSocketHandler, 1\n"
        "class Chat(Base):\n    def open(self):\n        clients.add(self)\n"),
    "aiohttp's response": (
        "from aiohttp import web\nasync def chat(request):\n"
        "    peer = web.WebSocketResponse()\n    clients.add(peer)\n"),
    "an accepted connection": (
        "async def chat(request):\n    websocket = await request.accept()\n"
        "    clients.add(websocket)\n"),
    "gevent": (
        "def chat(environ):\n    peer = environ['wsgi.websocket']\n    clients.add(peer)\n"),
    "a handler given to serve": (
        "from websockets.asyncio.server import serve\nasync def chat(peer):\n"
        "    clients.add(peer)\nasync def main():\n    async with serve (chat, '', 1): ...\n"),
    "a decorator": (
        "@app.websocket('/ws')\nasync def chat(peer):\n    clients.add(peer)\n"),
    "flask_sock": (
        "from flask_sock import Sock\nsock = Sock(app)\n@sock.route('/ws')\n"
        "def chat(peer):\n    clients.add(peer)\n"),
    "quart": (
        "from quart import websocket\nasync def chat():\n"
        "    clients.add(websocket._get_current_object())\n"),
    "one instance of an imported manager": (
        "from .realtime import WebSocketHub as Hub\nhub = Hub()\n"),
    "a manager of a module": "import realtime.websocket as r\nhub = r.ConnectionManager()\n",
    "a getter at import": "from .x import get_websocket_manager as get\nmanager = get()\n",
    "a getter of one instance": (
        "from .ws import get_ws_manager_instance\nmanager = get_ws_manager_instance()\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_one_sign_is_enough(shape: str) -> None:
    text = "clients = set()\nWEBSOCKET_PATH = '/ws'\n" + SHAPES[shape]
    expected = findings(Thorough(BUT_BANNED), text)
    assert any(str(code).startswith("WS4") for _, code, _, _ in expected)
    assert findings(Engine(BUT_BANNED), text) == expected


@pytest.mark.parametrize("settings", [EVERYTHING, BUT_BANNED], ids=["everything", "but WS408"])
def test_fixtures_are_judged_as_if_looked_into_for_everything(settings: Settings) -> None:
    thorough, quick = Thorough(settings), Engine(settings)
    for fixture in all_fixtures():
        text = fixture.path.read_text(encoding="utf-8")
        assert findings(quick, text) == findings(thorough, text), fixture.path
