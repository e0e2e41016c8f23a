"""Strategies of hypothesis for programs of the legacy API.

They compose imports, aliases, scopes, calls, handlers, annotations, strings, exceptions, options
of servers, and what has nothing to do with any of them.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hypothesis import assume
from hypothesis import strategies as st

from flake8_modern_ws.catalog.websockets_names import NAMES

Draw = Callable[[st.SearchStrategy[str]], str]

#: What a statement binds by default, and the statement; ``{}`` takes a name given by ``as``.
_IMPORTS = (
    ("websockets", "import websockets{}"),
    ("websockets", "import websockets.legacy.server"),
    ("client", "from websockets.legacy import client{}"),
    ("connect", "from websockets import connect{}"),
    ("connect", "from websockets.legacy.client import connect{}"),
    ("serve", "from websockets import (  # é\n{tab}serve{},\n)"),
    ("serve", "from websockets.server import serve{}"),
    ("ConnectionClosed", "from websockets.exceptions import ConnectionClosed{}"),
    ("InvalidStatusCode", "from websockets import InvalidStatusCode{}, Headers"),
    ("WebSocketClientProtocol", "from websockets.client import WebSocketClientProtocol{}"),
    ("WebSocketServerProtocol", "from websockets import WebSocketServerProtocol{}"),
    ("basic_auth_protocol_factory", "from websockets.auth import basic_auth_protocol_factory{}"),
    ("uvicorn", "import uvicorn{}"),
    ("connect", "from websockets.asyncio.client import connect{}"),
)
_ALIASES = ("", "", " as w", " as dial", " as Ω")
_ARGUMENTS = (
    "'ws://x'", "handler, '', 8000", "extra_headers={'é': 'ü'}", "extra_headers=headers",
    "**options", "timeout=3", "loop=None", "ping_interval=None", "max_queue=2 ** 5", "*given",
    "create_protocol=Protocol", "process_request=check", "klass=Protocol", "read_limit=2 ** 16",
    "ws='websockets'", "ws_max_size=None", "legacy=1", "origins=[None]", "host='é', port=1",
    "subprotocols=['a'] if given else None", r"ws='\ud800\n'", r"**{'ws_max_sizee\r\x1b\u2028': 1}",
    "extra_headers={'User-Agent': 'x',  # why\n{tab}**given}",
)
_MEMBERS = (
    ".legacy", ".connect", ".client.connect", ".exceptions.ConnectionClosed", ".open", ".path",
    ".request_headers['Host']", ".closed", ".remote_address", ".code", ".status_code", ".secure",
    ".run", ".Config", ".WebSocketServerProtocol", ".serve", ".send('é')", ".host", ".ws_server",
)
_NOISE = (
    "total = 1 ;  rest=( 2 )   # ß", "text = '''é\n  websockets.legacy  \n'''", "pass",
    "headers, options, given = {}, dict(), ()", "print(f'{1!r:>{2}}')", "assert  True , 'ø'",
    "options = {'extra_headers': headers, **options}", "del total; total = None",
    "Protocol = check = socket = None", "x: 'websockets.WebSocketServerProtocol' = None",
    "patch('websockets.legacy.client.connect')", "getattr(socket, 'open', None)",
    r"import uvicorn; uvicorn.run('a:b', **{'ws_ping_intervall\ud800\n': 1})",
    r"x = 'websockets.legacy.\0\n'",
)
_HEADS = (
    "if total:", "if TYPE_CHECKING:", "while not socket:", "for socket in given:",
    "class Protocol(Base):", "class Chat:", "def outer(socket=None, *rest, **options):",
    "async def handler(socket, path):", "async def handler(socket: Protocol, path: str = '/'):",
    "async def check(path, headers):", "async def main(socket: 'Protocol | None' = None):",
    "with suppress(Closed):",
)
_ASYNC_HEADS = (
    "async with {} as socket:", "async for socket in {}:", "async for message in socket:")


@dataclass
class _Program:
    """One program while it is written."""

    draw: Draw
    tab: str
    names: list[str] = field(default_factory=lambda: ["socket", "error"])
    lines: list[str] = field(default_factory=list)

    def one_of(self, choices: Sequence[str]) -> str:
        return self.draw(st.sampled_from(choices))

    def write(self, indent: str, text: str) -> None:
        self.lines.append(indent + text.replace("{tab}", indent + self.tab))

    def an_import(self, indent: str) -> None:
        bound, text = self.draw(st.sampled_from(_IMPORTS))  # type: ignore[arg-type]
        alias = self.one_of(_ALIASES)
        if "{}" in text and alias:
            bound = alias.removeprefix(" as ")
            text = text.replace("{}", alias)
        self.names.append(bound)
        self.write(indent, text.replace("{}", ""))

    def a_catalogued_import(self, indent: str) -> None:
        owner, _, name = self.draw(
            st.sampled_from([row.path for row in NAMES])).rpartition(".")
        self.names.append(name if owner else "websockets")
        self.write(indent, f"from {owner} import {name}" if owner else "import websockets")

    def expression(self) -> str:
        text = self.one_of(self.names)
        for _ in range(self.draw(st.integers(0, 2))):  # type: ignore[arg-type]
            text += self.one_of(_MEMBERS)
        if self.draw(st.booleans()):  # type: ignore[arg-type]
            given = self.draw(st.lists(st.sampled_from(_ARGUMENTS), max_size=4, unique=True))
            text += f"({', '.join(given)})"
        return text.replace("{tab}", self.tab * 4)

    def block(self, indent: str, depth: int, is_async: bool) -> None:
        for _ in range(self.draw(st.integers(1, 4))):  # type: ignore[arg-type]
            self.statement(indent, depth, is_async)

    def statement(self, indent: str, depth: int, is_async: bool) -> None:
        kinds = ["noise", "noise", "use", "use", "assign", "import"]
        if depth < 3:
            kinds += ["head", "head", "try"] + ["async"] * 3 * is_async
        kind = self.one_of(kinds)
        inner = indent + self.tab
        if kind == "noise":
            # Text of several lines stands as it is, wherever the block is.
            self.lines.append(indent + self.one_of(_NOISE))
        elif kind == "use":
            self.write(indent, f"{'await ' * is_async}{self.expression()}  # ü")
        elif kind == "assign":
            self.write(indent, f"{self.one_of(['socket', 'w', 'total'])} = {self.expression()}")
        elif kind == "import":
            self.an_import(indent)
        elif kind == "head":
            head = self.one_of(_HEADS).replace("Base", self.one_of(self.names))
            self.write(indent, head)
            scope = head.startswith(("def", "class"))
            self.block(inner, depth + 1, head.startswith("async") or (is_async and not scope))
        elif kind == "async":
            self.write(indent, self.one_of(_ASYNC_HEADS).replace("{}", self.expression()))
            self.block(inner, depth + 1, True)
        else:
            self.write(indent, "try:")
            self.block(inner, depth + 1, is_async)
            self.write(indent, f"except {self.one_of(self.names)} as error:")
            self.block(inner, depth + 1, is_async)


def parses(text: str) -> bool:
    """Whether the text is Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except SyntaxError:
            return False
    return True


@st.composite
def programs(draw: Draw) -> str:
    """A program of the legacy API that parses."""
    program = _Program(draw, draw(st.sampled_from(["    ", "  ", "\t"])))
    for _ in range(draw(st.integers(1, 3))):  # type: ignore[arg-type]
        program.an_import("")
    if draw(st.booleans()):  # type: ignore[arg-type]
        program.a_catalogued_import("")
    program.block("", 0, False)
    text = "\n".join(program.lines) + draw(st.sampled_from(["\n", "", "\n\n\f\n"]))
    assume(parses(text))
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
