"""``modern-ws check`` beside other tools, as ratios of whole processes.

    python benchmarks/check.py [--rounds N] [FOLDER ...]

On the standard library and the installed packages of the running interpreter unless folders are
given. Each round runs every tool once, in turn, so that a busy moment meets all of them; printed
is the median of the ratios of the rounds, with their range, of elapsed and of processor time.
The control is the command against itself: what differs from 1 there is noise. ``ruff`` and
``ast-grep`` (the package ``ast-grep-cli``) are left out if they are not installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
#: Patterns like those that a rule file for this migration would hold.
_PATTERNS = (
    "from websockets.legacy.client import $$$NAMES", "import websockets.legacy",
    "websockets.connect($$$ARGUMENTS)", "websockets.WebSocketClientProtocol",
    "uvicorn.run($$$ARGUMENTS)",
)


class Cost(NamedTuple):
    """Seconds of one process with its children."""

    elapsed: float
    processor: float


def commands(folders: list[str]) -> dict[str, list[str]]:
    """What is compared, each on the same folders, with two processes or threads."""
    ours = [sys.executable, "-m", "flake8_modern_ws", "check", "--isolated", "--jobs=2",
            "--output-file", os.devnull, *folders]
    found = {"modern-ws": ours, "modern-ws again": ours}
    ruff, ast_grep = tool("ruff"), tool("ast-grep")
    if ruff is not None:
        found["ruff --select UP,ASYNC"] = [
            ruff, "check", "--no-cache", "--isolated", "--quiet", "--statistics", "--exit-zero",
            "--select=UP,ASYNC", "--no-respect-gitignore", "--config=exclude=[]", *folders]
    if ast_grep is not None:
        rules = "\n---\n".join(
            f"id: rule-{number}\nlanguage: Python\nseverity: warning\nmessage: found\n"
            f"rule:\n  pattern: '{pattern}'" for number, pattern in enumerate(_PATTERNS))
        unfiltered = [part for kind in ("hidden", "dot", "exclude", "global", "parent", "vcs")
                      for part in ("--no-ignore", kind)]
        found[f"ast-grep, {len(_PATTERNS)} rules"] = [
            ast_grep, "scan", "--threads=2", "--inline-rules", rules, "--json=stream",
            *unfiltered, *folders]
    return found


def tool(name: str) -> str | None:
    """A command, first of all the one that is installed beside this interpreter."""
    return shutil.which(name, path=os.path.dirname(sys.executable)) or shutil.which(name)


def run(command: list[str], environment: dict[str, str]) -> Cost:
    """Run a command to its end. Its result is none of our business, but that it ran is."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        sys.exit(f"{command[0]} failed with exit code {process.returncode}")
    return Cost(elapsed, usage.ru_utime + usage.ru_stime)


def summary(ratios: list[float]) -> str:
    """The median, and in brackets the range."""
    return f"{statistics.median(ratios):5.2f} [{min(ratios):.2f} {max(ratios):.2f}]"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    folders = [os.path.abspath(path) for path in arguments.folders] or sorted(
        {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")})
    files = {path for folder in folders for path in Path(folder).rglob("*.py")}
    size = sum(path.stat().st_size for path in files if path.is_file())
    print(f"{len(files)} files, {size / 1e6:.1f} MB in {', '.join(folders)}")

    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        compared = commands(folders)
        for command in compared.values():  # fills the caches of Python and of the disk
            run(command, environment)
        rounds = [{name: run(command, environment) for name, command in compared.items()}
                  for _ in range(arguments.rounds)]
    elapsed, processor = (statistics.median(getattr(r["modern-ws"], field) for r in rounds)
                          for field in Cost._fields)
    print(f"\nmodern-ws: {elapsed:.2f} s elapsed, {processor:.2f} s processor, "
          f"median of {arguments.rounds} rounds")
    print(f"\n{'modern-ws against':<28}{'elapsed':<21}processor")
    for name in compared:
        if name != "modern-ws":
            ratios = (
                summary([getattr(r["modern-ws"], field) / getattr(r[name], field) for r in rounds])
                for field in Cost._fields)
            print(f"{name:<28}{'    '.join(ratios)}")


if __name__ == "__main__":
    main()
