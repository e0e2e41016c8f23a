"""Legacy programs, fixed, do on the newest release what they did on an old one.

Each program of ``programs/`` runs on an old release with its warnings ignored, and fixed by
``modern-ws fix --unsafe`` on 17.4 with ``DeprecationWarning`` as an error: the same output.
``PORT`` in a program is a free port.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.settings.settings import combine

from .conftest import install

pytest.importorskip("ast_grep_py")

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
OLD, NEW = "13.1", "17.4"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def run(text: str, folder: Path, path: Path, *options: str) -> str:
    path.write_text(text.replace("PORT", str(free_port())), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *options, str(path)], env=environment, check=False,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_the_fixed_program_does_the_same_on_the_newest_release(
    program: Path, tmp_path: Path
) -> None:
    text = program.read_text(encoding="utf-8")
    before = run(text, install("websockets", OLD), tmp_path / "before.py", "-W", "ignore")
    fixer = Fixer(Engine(combine({"websockets": NEW}, {}, None)), unsafe=True)
    result = fixer.fix(text, str(tmp_path / "after.py"))
    left = [item for item in result.left if item.finding.code[:3] in ("WS1", "WS2", "WS3")]
    assert not left
    assert result.text != text
    after = run(result.text, install("websockets", NEW), tmp_path / "after.py",
                "-W", "error::DeprecationWarning")
    assert before
    assert after == before
