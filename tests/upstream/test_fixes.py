"""Legacy programs, fixed, do on the newest release what they did on an old one.

Each program of ``programs/`` runs on an old release with its warnings ignored, and fixed by
``modern-ws fix --unsafe`` on 17.4 with ``DeprecationWarning`` as an error: the same output.
``PORT`` in a program is a free port.

Fixed for a range from 13.0 or 13.1 on, they do it on its lowest release and the newest: no
replacement is written that the lowest release lacks, and names that changed their
implementation move to the paths that never did.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.fixing.reasons import Reason
from flake8_modern_ws.settings.settings import combine

from .conftest import install

pytest.importorskip("ast_grep_py")

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
OLD, NEW = "13.1", "17.4"
#: The lowest releases of two ranges, and the programs that need a newer one to be fixed whole.
RANGES = {
    "13.0": {"attributes": "close_code", "basic_auth": "basic_auth", "broadcasts": "connections",
             "credentials": "basic_auth", "headers": "User-Agent", "hub": "connections",
             "path_strings": "basic_auth", "reconnecting": "async for"},
    "13.1": {"attributes": "close_code", "headers": "User-Agent"},
}


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


@cache
def output_before(program: Path, folder: Path) -> str:
    return run(program.read_text(encoding="utf-8"), install("websockets", OLD),
               folder / "before.py", "-W", "ignore")


@pytest.mark.parametrize("lowest", RANGES)
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_the_fixed_program_does_the_same_on_the_lowest_release_of_its_range(
    program: Path, lowest: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = combine({"websockets": f">={lowest}"}, {}, None)
    text = program.read_text(encoding="utf-8")
    result = Fixer(Engine(settings), unsafe=True).fix(text, str(tmp_path / "after.py"))
    left = [item for item in result.left if item.finding.code[:3] in ("WS1", "WS2", "WS3")]
    waits_for = RANGES[lowest].get(program.stem)
    if waits_for is not None:
        assert any(item.reason in (Reason.BELOW_MINIMUM, Reason.MANUAL, Reason.UNVERIFIED)
                   and waits_for in item.finding.text + item.detail for item in left)
        return
    assert not left
    before = output_before(program, tmp_path_factory.getbasetemp())
    for version in (lowest, NEW):
        assert run(result.text, install("websockets", version), tmp_path / "after.py",
                   "-W", "error::DeprecationWarning") == before


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
