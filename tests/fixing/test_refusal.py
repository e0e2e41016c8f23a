"""What does not come out right is not made, and the rest is."""

from __future__ import annotations

from typing import Any

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.fixing import planners
from flake8_modern_ws.fixing.changes import Change
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.fixing.reasons import Reason
from flake8_modern_ws.plans import RemovePath
from flake8_modern_ws.settings.settings import Settings

pytest.importorskip("ast_grep_py")

PROGRAM = """\
import websockets


async def handler(websocket, path):
    pass


async def main():
    async with websockets.serve(handler, "", 1, loop=None):
        pass
"""


def test_a_change_that_breaks_the_file_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: Any) -> Change:
        change = Change()
        change.edit(0, 0, "(")
        return change

    monkeypatch.setitem(planners._PLANNERS, RemovePath, broken)
    result = Fixer(Engine(Settings()), unsafe=True).fix(PROGRAM, "program.py")
    assert result.text == PROGRAM.replace(", loop=None", "")
    assert [(item.finding.code, item.reason) for item in result.left] == [
        ("WS302", Reason.UNVERIFIED)]
    assert result.left[0].detail == "the result does not parse"
