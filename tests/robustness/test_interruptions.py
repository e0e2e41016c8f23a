"""Runs of ``modern-ws fix`` that end at any moment, or meet one another, damage no file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from flake8_modern_ws.command import writing

from .effort import EFFORT

pytest.importorskip("ast_grep_py")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and mounts of Linux")

OLD = "import websockets\nwebsockets.connect('x', extra_headers={{}})  # {0}\n"
NEW = "import websockets\nwebsockets.connect('x', additional_headers={{}})  # {0}\n"
FILES = 2

#: Ends the process by a signal before the operation with this number that can change a folder.
_RUN = """
import os, signal, sys
at, number = int(sys.argv[1]), getattr(signal, sys.argv[2])
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from flake8_modern_ws.command.main import main
import flake8_modern_ws.command.fix, flake8_modern_ws.command.rewriting
count = 0
def watch(event, arguments):
    global count
    if event in ("os.link", "os.rename", "os.remove", "os.chmod", "os.chown") or (
        event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_WRONLY
    ):
        count += 1
        if count == at:
            os.kill(os.getpid(), number)
sys.addaudithook(watch)
sys.exit(main(["fix", "--isolated", "--no-project", "."]))
"""


def fill(folder: Path, files: int = FILES) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(files):
        (folder / f"file{number}.py").write_text(OLD.format(number))


def run(folder: Path, at: int, number: str = "SIGKILL") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", _RUN, str(at), number], cwd=folder, check=False,
                          capture_output=True, text=True)


def states(folder: Path, files: int = FILES) -> Iterator[str]:
    """Whether each file is the old or the new one, whole."""
    for number in range(files):
        text = (folder / f"file{number}.py").read_text()
        assert text in (OLD.format(number), NEW.format(number))
        yield "old" if text == OLD.format(number) else "new"


def others(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix != ".py"]


@pytest.mark.parametrize("named", [False, True], ids=["unnamed", "named"])
def test_a_kill_before_any_operation_leaves_each_file_old_or_new(
    tmp_path: Path, named: bool
) -> None:
    program = _RUN
    if named:  # as on systems that have no files without names
        program = "import os\nif hasattr(os, 'O_TMPFILE'): del os.O_TMPFILE\n" + program
    seen: set[str] = set()
    for at in range(1, 100):
        folder = tmp_path / str(at)
        fill(folder)
        done = subprocess.run([sys.executable, "-c", program, str(at), "SIGKILL"], cwd=folder,
                              check=False, capture_output=True, text=True)
        seen.update(states(folder))
        if done.returncode != -signal.SIGKILL:
            break
        assert len(others(folder)) <= 1
        # The next run does the rest, and clears up.
        again = run(folder, 0)
        assert again.returncode == 0, again.stderr
        assert set(states(folder)) == {"new"}
        assert others(folder) == []
    else:
        pytest.fail("the run never came to its end")
    assert at > 2 * FILES
    assert seen == {"old", "new"}


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    for at in range(1, 100):
        folder = tmp_path / str(at)
        fill(folder)
        done = run(folder, at, "SIGINT")
        list(states(folder))
        assert others(folder) == []
        if done.returncode != 130:
            assert done.returncode == 0, done.stderr
            break
        assert "Traceback" not in done.stderr
    assert at > 2 * FILES


#: Ends itself by a signal at some moment of the run: the share of a run's time that has passed.
_TIMED = """
import os, signal, sys, time
share, usual, number, jobs = float(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
signal.signal(signal.SIGINT, signal.default_int_handler)
from flake8_modern_ws.command.main import main
import flake8_modern_ws.command.fix, flake8_modern_ws.command.rewriting
if number == "SIGINT":
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(0, signal.SIGINT))
start = time.monotonic()
if share:
    signal.setitimer(signal.ITIMER_REAL, share * usual)
try:
    code = main(["fix", "--isolated", "--no-project", "--jobs", jobs, "."])
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(time.monotonic() - start)
except KeyboardInterrupt:  # of a run that has ended already
    code = 130
sys.exit(code)
"""


def timed(
    folder: Path, share: float, usual: float, number: str, jobs: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _TIMED, str(share), str(usual), number, jobs], cwd=folder,
        check=False, capture_output=True, text=True, start_new_session=True)


@pytest.mark.parametrize("number", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_end_at_any_moment(tmp_path: Path, number: str, jobs: str) -> None:
    """The operating system ends a process by a signal without a handler as by SIGKILL."""
    files = FILES if jobs == "1" else 14
    moments = random.Random(None if EFFORT > 1 else 0)
    fill(tmp_path, files)
    usual = float(timed(tmp_path, 0, 0, number, jobs).stdout.splitlines()[-1])
    for _ in range(4 * EFFORT):
        fill(tmp_path, files)
        done = timed(tmp_path, moments.uniform(0.01, 1.1), usual, number, jobs)
        list(states(tmp_path, files))
        # Python itself may lose the interrupt, in what it runs when an object goes, and says so.
        assert "Traceback" not in done.stderr or done.stderr.startswith("Exception ignored in")
        if number == "SIGINT":
            assert done.returncode in (130, 0), (done.returncode, done.stderr)
            assert others(tmp_path) == []
        else:
            assert done.returncode in (-signal.SIGALRM, 0), (done.returncode, done.stderr)
            assert len(others(tmp_path)) <= 1
    assert run(tmp_path, 0).returncode == 0
    assert set(states(tmp_path, files)) == {"new"}
    assert others(tmp_path) == []


@pytest.mark.parametrize("operation", ["link", "replace", "fchmod"])
def test_an_interrupt_right_behind_an_operation_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    fill(tmp_path)
    carry_out = getattr(os, operation)

    def interrupted(*arguments: object, **options: object) -> None:
        carry_out(*arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, operation, interrupted)
    with pytest.raises(KeyboardInterrupt):
        writing.replace_file(str(tmp_path / "file0.py"), NEW.format(0).encode())
    list(states(tmp_path))
    assert others(tmp_path) == []


def test_files_of_a_run_that_is_alive_and_of_others_are_left_alone(tmp_path: Path) -> None:
    alive = tmp_path / ".modern-ws-1-0123456789ab"
    somebody_else = tmp_path / ".modern-ws-notes"
    dead = tmp_path / ".modern-ws-2-0123456789ab"
    for path in (alive, somebody_else, dead):
        path.write_text("x")
    holder = subprocess.Popen(
        [sys.executable, "-c",
         f"import fcntl; f = open({str(alive)!r}); fcntl.flock(f, fcntl.LOCK_EX); "
         "print('locked', flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        writing.replace_file(str(tmp_path / "new.py"), b"pass\n")
        assert sorted(others(tmp_path)) == [alive.name, somebody_else.name]
    finally:
        holder.communicate("\n")


def test_two_runs_at_once(tmp_path: Path) -> None:
    for _ in range(EFFORT):
        fill(tmp_path)
        runs = [subprocess.Popen(
            [sys.executable, "-m", "flake8_modern_ws", "fix", "--isolated", "."],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        for process in runs:
            errors = process.communicate()[1]
            assert process.returncode == 0 or b"has changed while it was being fixed" in errors
        assert set(states(tmp_path)) == {"new"}
        assert others(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk(tmp_path: Path) -> None:
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)],
                          check=False, capture_output=True)
    if done.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        fill(tmp_path)
        with open(tmp_path / "filler", "wb", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(b"x" * 4096)
        found = run(tmp_path, 0)
        assert found.returncode == 3
        assert set(states(tmp_path)) == {"old"}
        assert others(tmp_path) == ["filler"]
        lines = found.stderr.splitlines()
        assert len(lines) == FILES
        assert all("cannot be written: No space left on device" in line for line in lines)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
