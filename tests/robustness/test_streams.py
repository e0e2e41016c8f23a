"""Standard streams that are closed, full, or have lost their reader."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="shells and devices of Linux")

PROGRAM = "import websockets\nwebsockets.connect('x', extra_headers={})\n"
#: Commands that print, with what they exit with.
COMMANDS = {
    "check program.py": 1, "fix --diff program.py": 1, "report program.py": 0, "explain WS101": 0,
    "doctor .": 0,
}
EACH = pytest.mark.parametrize("command", COMMANDS)


def run(folder: Path, command: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell, in which ``modern-ws`` is the command."""
    (folder / "program.py").write_text(PROGRAM)
    python = " ".join([sys.executable, *options])
    return subprocess.run(
        f'set -o pipefail; modern-ws() {{ {python} -m flake8_modern_ws "$@"; }}; {command}',
        shell=True, executable="/bin/bash", cwd=folder, capture_output=True, text=True,
        check=False, timeout=120)


@EACH
def test_closed_output_changes_nothing_but_what_is_seen(tmp_path: Path, command: str) -> None:
    pytest.importorskip("ast_grep_py")
    done = run(tmp_path, f"modern-ws {command} >&-")
    assert (done.returncode, done.stdout) == (COMMANDS[command], "")
    assert "Traceback" not in done.stderr
    done = run(tmp_path, f"modern-ws {command} >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (COMMANDS[command], "", "")


@EACH
def test_a_full_device_is_one_line(tmp_path: Path, command: str) -> None:
    pytest.importorskip("ast_grep_py")
    done = run(tmp_path, f"modern-ws {command} > /dev/full")
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == "modern-ws: standard output: No space left on device"
    assert "Traceback" not in done.stderr


@EACH
def test_a_reader_that_leaves_is_no_error(tmp_path: Path, command: str) -> None:
    pytest.importorskip("ast_grep_py")
    done = run(tmp_path, f"modern-ws {command} 2>&1 | head -c 0 2>/dev/null")
    assert done.stderr == ""


def test_without_standard_output_files_are_fixed_all_the_same(tmp_path: Path) -> None:
    pytest.importorskip("ast_grep_py")
    assert run(tmp_path, "modern-ws fix --isolated program.py <&- >&- 2>&-").returncode == 0
    assert "additional_headers" in (tmp_path / "program.py").read_text()


@pytest.mark.parametrize("command", ["check", "fix", "fix --diff"])
def test_closed_input_is_told(tmp_path: Path, command: str) -> None:
    pytest.importorskip("ast_grep_py")
    done = run(tmp_path, f"modern-ws {command} - <&-")
    assert done.returncode == 3
    assert "modern-ws: stdin: cannot be read: standard input is closed" in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_is_fixed_alone(tmp_path: Path) -> None:
    pytest.importorskip("ast_grep_py")
    done = run(tmp_path, "modern-ws fix - program.py < program.py")
    assert done.returncode == 2
    assert done.stderr == "modern-ws: -: standard input is fixed alone, without other paths\n"


@pytest.mark.parametrize("options", ["-OO", "-W error -X dev -bb", "-I"])
@EACH
def test_options_of_python_change_nothing(tmp_path: Path, command: str, options: str) -> None:
    pytest.importorskip("ast_grep_py")
    for file in ("a", "b"):
        (tmp_path / file).mkdir()
    plain, other = run(tmp_path / "a", f"modern-ws {command}"), run(
        tmp_path / "b", f"modern-ws {command}", *options.split())
    assert other.returncode == plain.returncode == COMMANDS[command]
    assert other.stderr == plain.stderr
    assert other.stdout.replace(f"{os.sep}b{os.sep}", f"{os.sep}a{os.sep}") == plain.stdout


@pytest.mark.parametrize("command", ["check", "fix --check", "fix --diff", "fix", "report"])
@pytest.mark.parametrize("encoding", ["ascii", "utf-8:strict", "latin-1"])
def test_names_that_the_encoding_of_the_output_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, encoding: str
) -> None:
    pytest.importorskip("ast_grep_py")
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    left = PROGRAM + "import websockets.legacy.handshake\n"
    names = [b"caf\xe9.py", "\u20ac.py".encode(), b"new\nline.py", b"esc\x1b.py"]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text(left)
    (tmp_path / os.fsdecode(b"broken\xe9.py")).write_text("import websockets.legacy (\n")
    done = run(tmp_path, f"modern-ws {command} --isolated . | cat -v")
    assert "Traceback" not in done.stderr
    assert done.returncode == 3
    if command in ("check", "fix"):
        assert done.stdout.count("WS101") >= len(names)
        assert "caf" in done.stdout
