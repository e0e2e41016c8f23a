"""What is no regular file where files are read: nothing waits, nothing fails."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")

PROGRAM = "import websockets\nwebsockets.connect('x', extra_headers={})\n"


def run(
    folder: Path, *arguments: str, prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "flake8_modern_ws", *arguments], cwd=folder,
                          check=False, capture_output=True, text=True, timeout=60,
                          preexec_fn=prepare)


@pytest.mark.parametrize("name", [
    "pyproject.toml", "setup.cfg", "tox.ini", ".flake8", "requirements.txt"])
def test_a_pipe_in_place_of_a_configuration_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    os.mkfifo(tmp_path / name)
    for command in ("check", "fix"):
        done = run(tmp_path, command, *(["--check"] if command == "fix" else []), ".")
        assert done.returncode == 1, done.stderr
        assert done.stderr == ""


@pytest.mark.parametrize("command", ["check", "fix"])
def test_what_is_called_like_a_program(tmp_path: Path, command: str) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "nowhere.py").symlink_to("nothing.py")
    (tmp_path / "loop.py").symlink_to("loop.py")
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "folder.py" / "inside.py").write_text(PROGRAM)
    (tmp_path / "folder.py" / "up").symlink_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        folder = os.open(tmp_path, os.O_RDONLY)
        try:  # a path for a socket has to be short
            listening.bind(f"/proc/self/fd/{folder}/socket.py")
        except OSError:
            pytest.skip("no socket with a name here")
        finally:
            os.close(folder)
        done = run(tmp_path, command, "--isolated", ".")
    assert done.returncode == 3
    told = [line.split(": ")[1] for line in done.stderr.splitlines() if ".py: " in line]
    assert sorted(told) == ["./loop.py", "./nowhere.py", "./pipe.py", "./socket.py"]
    if command == "fix":
        assert "additional_headers" in (tmp_path / "program.py").read_text()
        assert "additional_headers" in (tmp_path / "folder.py" / "inside.py").read_text()
        assert (tmp_path / "loop.py").is_symlink()


def _with_little_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize("command", ["check", "fix", "report"])
def test_a_file_that_does_not_fit_into_memory(tmp_path: Path, command: str) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    with open(tmp_path / "huge.py", "wb") as file:
        file.truncate(1 << 33)  # of nothing
    done = run(tmp_path, command, "--isolated", ".", prepare=_with_little_memory)
    assert done.returncode == 3
    assert "modern-ws: ./huge.py: cannot be read: it does not fit into memory" in done.stderr
    assert "Traceback" not in done.stderr
    if command == "fix":
        assert "additional_headers" in (tmp_path / "program.py").read_text()
