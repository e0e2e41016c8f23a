"""Generated programs: the linter never fails, and the fixer never damages one."""

from __future__ import annotations

import ast
import random
import warnings

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.settings.settings import Settings

from ..expectations import check

IMPORTS = (
    "import websockets", "import websockets as w", "from websockets import *",
    "import websockets.legacy.client as client", "from websockets.legacy.server import serve",
    "from websockets import connect as dial, serve", "import websockets.legacy",
    "from websockets.exceptions import InvalidStatusCode, ConnectionClosed as Closed",
    "from websockets.client import WebSocketClientProtocol as Protocol",
    "from websockets.legacy.auth import (\n    basic_auth_protocol_factory,  # é\n    )",
)
EXPRESSIONS = (
    "w.connect('ws://x', extra_headers={'é': 1}, timeout=3)", "websockets.legacy.client.connect",
    "dial(u, ping_interval=None, max_queue=2**5)", "serve(handler, '', 1, loop=None)",
    "client.connect('ws://x', create_protocol=Protocol)", "w.exceptions.InvalidStatusCode",
    "socket.open", "socket.path", "error.status_code", "websockets.WebSocketServerProtocol",
    "basic_auth_protocol_factory(realm='ü', credentials=('a', 'b'))", "lambda *a: serve(*a)",
    "[w.serve for w in (websockets, None)]", "f'{w.connect}'", "getattr(w, 'legacy')",
)
HEADS = (
    "if condition:", "try:", "async def handler(socket, path):", "def outer(w=None, *rest):",
    "class Protocol(websockets.WebSocketClientProtocol):", "for w in websockets:",
    "async def main(socket: Protocol = None):", "while dial:",
)


def program(seed: int) -> str:
    """A program with imports, aliases, scopes, calls, handlers and noise."""
    choose = random.Random(seed)
    lines: list[str] = []

    def block(indent: str, depth: int, in_async: bool) -> None:
        for _ in range(choose.randint(1, 4)):
            kind = choose.random()
            if kind < 0.35 and depth < 4:
                head = choose.choice(HEADS)
                lines.append(indent + head)
                inner = head.startswith("async") or (
                    in_async and not head.startswith(("def", "class")))
                block(indent + "    ", depth + 1, inner)
                if head == "try:":
                    error = choose.choice(("Closed", "InvalidStatusCode", "w.ConnectionClosed"))
                    lines.append(f"{indent}except {error} as error:")
                    block(indent + "    ", depth + 1, in_async)
            elif kind < 0.5:
                statement = choose.choice(IMPORTS)
                star = "*" in statement and depth
                lines.append(indent + ("pass; é = 'ß'  # noise" if star else statement))
            elif kind < 0.6:
                target = choose.choice(("w", "dial", "connect", "socket"))
                lines.append(f"{indent}{target} = {choose.choice(EXPRESSIONS)}; del {target}")
            elif kind < 0.75 and in_async:
                lines.append(f"{indent}async with {choose.choice(EXPRESSIONS)} as socket:")
                block(indent + "    ", depth + 1, in_async)
            else:
                lines.append(f"{indent}'é', ({choose.choice(EXPRESSIONS)})  # ü")

    lines.extend(choose.sample(IMPORTS, choose.randint(1, 5)))
    block("", 0, False)
    text = "\n".join([*lines, ""])
    return text.replace("\n", "\r\n") if choose.random() < 0.3 else text


def parses(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except SyntaxError:
            return False
    return True


PROGRAMS = [text for text in map(program, range(300)) if parses(text)]


def test_most_generated_programs_are_python() -> None:
    assert len(PROGRAMS) > 200


def test_findings_lie_inside_the_file() -> None:
    count = 0
    for text in PROGRAMS:
        lines = text.splitlines()
        for finding in check(text):
            count += 1
            span = finding.span
            assert finding.code != "WS000", (finding, text)
            assert 1 <= span.line <= span.end_line <= len(lines), (finding, text)
            assert 0 <= span.column <= len(lines[span.line - 1]), (finding, text)
            assert 0 <= span.end_column <= len(lines[span.end_line - 1]), (finding, text)
    assert count > len(PROGRAMS)


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_ends_and_what_is_fixed_is_gone(unsafe: bool) -> None:
    pytest.importorskip("ast_grep_py")
    fixer = Fixer(Engine(Settings()), unsafe=unsafe)
    changed = 0
    for text in PROGRAMS[:100]:
        result = fixer.fix(text, "program.py")
        assert parses(result.text), (text, result.text)
        changed += result.text != text
        assert (result.text != text) == bool(result.fixed), text
        again = fixer.fix(result.text, "program.py")
        assert again.text == result.text, text
        assert not again.fixed, text
        assert result.text.count("\r\n") in (0, result.text.count("\n")), text
    assert changed
