"""A project half-way through its migration, with names that try to break out of a page."""

from __future__ import annotations

from pathlib import Path

LONG = "a_folder_with_a_name_that_is_much_longer_than_the_screen_of_any_telephone" * 2
FILES = {
    "pyproject.toml": "[project]\nname = 'sample'\ndependencies = [\n  'websockets>=12,<16',\n]\n",
    "app/modern.py": "from websockets.asyncio.client import connect  # noqa: WS110\n",
    "app/modern_too.py": "import websockets.sync.client  # noqa\n",
    "app/legacy.py": (
        "from websockets.legacy.client import connect\n"
        "from websockets.exceptions import WebSocketProtocolError\n"
        "from websockets import WebSocketClientProtocol\n\n\n"
        "async def main(socket: WebSocketClientProtocol):\n"
        "    async with connect('ws://localhost', extra_headers={}, loop=None) as ws:\n"
        "        print(ws.open, ws.request_headers)\n"
        "    async with connect('ws://localhost', max_queue=8) as ws:\n"
        "        print(ws.secure)\n"),
    "app/mixed.py": (
        "import websockets\n"
        "from websockets.asyncio.server import serve  # noqa: WS110\n"
        "from websockets.server import WebSocketServerProtocol\n\n\n"
        "async def main():\n"
        "    async with websockets.connect('ws://localhost') as ws:\n"
        "        await ws.send('x')\n"),
    "app/silenced.py": "from websockets.legacy import client  # noqa: WS101\n",
    "app/server.py": "import uvicorn\n\nuvicorn.run('app:app', ws_max_size=None)\n",
    "app/other.py": "print('no sockets here')\n",
    f"{LONG}/legacy.py": "from websockets.legacy.server import serve\n",
    "<b>bold|`tick` & \"quote\"/legacy.py": "from websockets.legacy.server import serve\n",
}


def write_sample(folder: Path) -> None:
    """Write the project."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / ".git").mkdir()
