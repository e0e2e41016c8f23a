"""Folders and files that a run may not read or write, or that go away: one line for each."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="permissions of Linux")

PROGRAM = "import websockets\nwebsockets.connect('x', extra_headers={})\n"
FIXED = PROGRAM.replace("extra", "additional")
#: https://man7.org/linux/man-pages/man2/PR_CAPBSET_DROP.2const.html, and the capabilities by
#: which root passes over permissions.
_DROP, _CAPABILITIES = 24, (1, 2)


def _without_privileges() -> None:
    library = ctypes.CDLL(None)
    for capability in _CAPABILITIES:
        library.prctl(_DROP, capability, 0, 0, 0)


def run(
    folder: Path, *arguments: str, module: str = "flake8_modern_ws"
) -> subprocess.CompletedProcess[str]:
    """Run the command as somebody for whom permissions count."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True,
        check=False, timeout=120, preexec_fn=_without_privileges)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with what cannot be listed, read or written."""
    for name in ("open", "closed", "entered", "kept"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "program.py").write_text(PROGRAM)
    (tmp_path / "secret.py").write_text(PROGRAM)
    modes = {"closed": 0, "entered": 0o111, "kept": 0o555, "secret.py": 0}
    for name, mode in modes.items():
        (tmp_path / name).chmod(mode)
    if run(tmp_path, "-c", "open('secret.py')", module="timeit").returncode == 0:
        pytest.skip("permissions do not count here")
    yield tmp_path
    for name in modes:
        (tmp_path / name).chmod(0o755)


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(tree: Path) -> None:
    done = run(tree, "check", "--isolated", ".", "entered/program.py", "closed/program.py")
    assert done.returncode == 3
    assert sorted(line.partition(":")[0] for line in done.stdout.splitlines()) == [
        "./kept/program.py", "./open/program.py", "entered/program.py"]
    assert sorted(done.stderr.splitlines()) == [
        "modern-ws: ./closed: cannot be listed: Permission denied",
        "modern-ws: ./entered: cannot be listed: Permission denied",
        "modern-ws: ./secret.py: cannot be read: Permission denied",
        "modern-ws: 4 files could not be read as Python",
        "modern-ws: closed/program.py: cannot be read: Permission denied"]


def test_what_cannot_be_written_is_told_and_the_rest_is_fixed(tree: Path) -> None:
    pytest.importorskip("ast_grep_py")
    done = run(tree, "fix", "--isolated", "kept", "open", "secret.py")
    assert done.returncode == 3
    assert sorted(done.stderr.splitlines()) == [
        "modern-ws: kept/program.py: cannot be written: Permission denied",
        "modern-ws: secret.py: cannot be read: Permission denied"]
    assert (tree / "open" / "program.py").read_text() == FIXED
    assert (tree / "kept" / "program.py").read_text() == PROGRAM


def test_a_file_that_is_read_only_stays_as_it_is(tree: Path) -> None:
    pytest.importorskip("ast_grep_py")
    file = tree / "open" / "program.py"
    file.chmod(0o444)
    done = run(tree, "fix", "--isolated", "open")
    assert done.returncode == 3
    assert done.stderr == "modern-ws: open/program.py: cannot be written: Permission denied\n"
    assert file.read_text() == PROGRAM


@pytest.mark.parametrize("command", ["check", "report", "doctor"])
def test_a_configuration_that_cannot_be_read_is_one_line(tree: Path, command: str) -> None:
    (tree / "pyproject.toml").write_text("")
    (tree / "pyproject.toml").chmod(0)
    done = run(tree, command, "open")
    assert done.returncode == 2
    told = [line for line in (done.stdout + done.stderr).splitlines() if "pyproject.toml" in line]
    assert len(told) == 1
    assert "cannot be read: Permission denied" in told[0]
    assert "Traceback" not in done.stderr


def test_a_working_directory_that_nobody_may_look_into(tree: Path) -> None:
    outside = tree.parent / "program.py"
    outside.write_text(PROGRAM)
    for mode in (0, 0o111):
        (tree / "closed").chmod(mode)
        for arguments in (["check", str(outside)], ["fix", "--check", str(outside)]):
            done = run(tree / "closed", *arguments)
            assert (done.returncode, done.stderr) == (1, "")
        done = run(tree / "closed", "--select=WS", str(outside), module="flake8")
        assert (done.returncode, done.stderr) == (1, "")
        assert "WS301" in done.stdout


def test_without_a_home(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("/nonexistent", ""):
        monkeypatch.setenv("HOME", home)
        assert run(tree, "check", "open").returncode == 1


@pytest.mark.parametrize("command", ["check .", "report .", "doctor", "check ../program.py"])
def test_a_working_directory_that_is_gone(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    (tmp_path / "program.py").write_text(PROGRAM)
    program = (f"import os, sys; os.rmdir({str(folder)!r})\n"
               "from flake8_modern_ws.command.main import main\nsys.exit(main(sys.argv[1:]))")
    done = subprocess.run([sys.executable, "-c", program, *command.split()], cwd=folder,
                          capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3
    assert done.stderr == "modern-ws: working directory: No such file or directory\n"


def test_a_file_that_goes_away_or_changes_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("ast_grep_py")
    from flake8_modern_ws.command import rewriting
    from flake8_modern_ws.command.main import main

    for name in ("changes", "goes", "stays"):
        (tmp_path / f"{name}.py").write_text(PROGRAM)
    monkeypatch.chdir(tmp_path)
    write = rewriting.write

    def meanwhile(item: rewriting.Rewritten) -> object:
        if item.path == "changes.py":
            (tmp_path / "changes.py").write_text("another = 1\n")
        elif item.path == "goes.py":
            (tmp_path / "goes.py").unlink()
        return write(item)

    monkeypatch.setattr(rewriting, "write", meanwhile)
    assert main(["fix", "--isolated", "changes.py", "goes.py", "stays.py"]) == 3
    assert capsys.readouterr().err.splitlines() == [
        f"modern-ws: {name}.py: has changed while it was being fixed, and was left alone"
        for name in ("changes", "goes")]
    assert (tmp_path / "changes.py").read_text() == "another = 1\n"
    assert not (tmp_path / "goes.py").exists()
    assert (tmp_path / "stays.py").read_text() == FIXED


def test_a_file_of_several_names_is_fixed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("ast_grep_py")
    from flake8_modern_ws.command.main import main

    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "link.py").symlink_to("program.py")
    monkeypatch.chdir(tmp_path)
    names = ["link.py", "program.py", "program.py", "./program.py",
             os.path.join("..", tmp_path.name, "program.py")]
    assert main(["fix", "--isolated", *names]) == 0
    output = capsys.readouterr()
    assert (output.out, output.err) == ("Fixed 1 finding in 1 file; left 0.\n", "")
    assert (tmp_path / "program.py").read_text() == FIXED
    assert (tmp_path / "link.py").is_symlink()


@pytest.mark.parametrize("command", ["check", "fix"])
def test_without_further_processes_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    pytest.importorskip("ast_grep_py")
    import multiprocessing.process

    from flake8_modern_ws.command.main import main

    def refuse(self: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", refuse)
    for number in range(50):
        (tmp_path / f"program{number}.py").write_text(PROGRAM)
    monkeypatch.chdir(tmp_path)
    code = main([command, "--isolated", "--jobs", "2", "."])
    output = capsys.readouterr()
    assert output.err == ""
    assert code == (1 if command == "check" else 0)
    if command == "check":
        assert output.out.count("WS301") == 50
    else:
        assert output.out == "Fixed 50 findings in 50 files; left 0.\n"
