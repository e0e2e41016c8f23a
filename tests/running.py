"""Runs the real flake8, and the command, in processes of their own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

#: flake8 with a start method for its workers, chosen by the first argument.
_LAUNCH = (
    "import multiprocessing, sys\n"
    "if __name__ == '__main__':\n"
    "    multiprocessing.set_start_method(sys.argv.pop(1))\n"
    "    from flake8.main.cli import main\n"
    "    raise SystemExit(main())\n"
)


class Run(NamedTuple):
    """What a run of flake8 printed."""

    code: int
    output: str
    errors: str

    @property
    def places(self) -> list[tuple[str, int, int, str]]:
        """(path, line, column, code) of every finding."""
        found = []
        for line in self.output.splitlines():
            match = re.fullmatch(r"(.+?):(\d+):(\d+): (\w+) .*", line)
            assert match is not None, line
            found.append((match[1], int(match[2]), int(match[3]), match[4]))
        return found


def flake8(
    *arguments: str, cwd: Path, text: str | None = None, start_method: str | None = None
) -> Run:
    """Run flake8 in a folder, with a program on its standard input if ``text`` is given."""
    command = [sys.executable, "-m", "flake8"]
    if start_method is not None:
        launcher = cwd / "launch_flake8.py"
        launcher.write_text(_LAUNCH)
        command = [sys.executable, str(launcher), start_method]
    done = subprocess.run(
        [*command, *arguments], cwd=cwd, check=False, capture_output=True, timeout=120,
        input=None if text is None else text.encode(),
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def modern_ws(*arguments: str, cwd: Path, text: str | None = None) -> Run:
    """Run the command in a folder, with a program on its standard input if ``text`` is given."""
    done = subprocess.run(
        [sys.executable, "-m", "flake8_modern_ws", *arguments], cwd=cwd, check=False,
        capture_output=True, timeout=120, input=None if text is None else text.encode())
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())
