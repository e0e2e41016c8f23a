"""What the plugin adds to flake8, in instructions that callgrind counts.

    python benchmarks/instructions.py [--files N] [FOLDER ...]

Needs ``valgrind`` and a Linux machine. Whole processes, ``flake8 --isolated --jobs=1``, with the
plugin and with its distribution hidden from flake8, hash seed 0. Printed are ratios of

* start-up: an empty file;
* files without our words, start-up subtracted: the first N of the standard library;
* files that use websockets: what the same N files cost a second time, so that imports and the
  first report, which a process pays once, are counted apart. They are taken from the folders,
  or from the programs of the tests.

The control is the plain arm once more: instructions are nearly exact, not quite.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Starts flake8 without the distributions that are named first.
_START = """
import importlib.metadata as metadata, sys
hidden, sys.argv[:] = sys.argv[1], ["flake8", *sys.argv[2:]]
found = metadata.distributions
metadata.distributions = lambda **k: [d for d in found(**k) if d.metadata["Name"] != hidden]
from flake8.main.cli import main
raise SystemExit(main())
"""
_COLLECTED = re.compile(r"Collected : (\d+)")
_OURS = "flake8-modern-ws"
#: Lines of a file that is neither trivial nor slow to count.
_SIZES = range(40, 400)


def sample(folders: Iterable[Path], word: str | None, wanted: int) -> list[Path]:
    """Some files of medium size: with a word, or with none of ours."""
    found: list[Path] = []
    for path in _files(folders):
        text = path.read_text(encoding="utf-8", errors="replace")
        fits = word in text if word else not re.search("websocket|uvicorn|manager", text, re.I)
        if fits and text.count("\n") in _SIZES:
            found.append(path)
        if len(found) == wanted:
            break
    return found


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.py"))


def instructions(hidden: str, files: Iterable[Path], folder: str) -> int:
    """The instructions of one run of flake8 in a folder without any configuration."""
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}",
               sys.executable, "-c", _START, hidden, "--isolated", "--jobs=1", "--exit-zero",
               *(str(file.resolve()) for file in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True,
                          cwd=folder, env={**os.environ, "PYTHONHASHSEED": "0"})
    match = _COLLECTED.search(done.stderr)
    if match is None:
        sys.exit(f"valgrind counted nothing: {done.stderr[-300:]}")
    return int(match[1])


def main() -> None:
    """Print the ratios, each with its bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--files", type=int, default=5)
    arguments = parser.parse_args()
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    folders = arguments.folders or [ROOT / "tests" / "upstream" / "programs"]
    plain = sample([Path(sysconfig.get_paths()["stdlib"])], None, arguments.files)
    ours = sample(folders, "import websockets", arguments.files)
    if not plain or not ours:
        sys.exit("no files to count")
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.py")
        empty.touch()
        again = []
        for path in ours:
            again.append(Path(folder, f"{len(again)}_{path.name}"))
            shutil.copy(path, again[-1])
        start, with_plain, once, twice = (
            {arm: instructions(hidden, files, folder) for arm, hidden in arms.items()}
            for files, arms in (
                ([empty], {"without": _OURS, "with": "-", "again": _OURS}),
                ([empty, *plain], {"without": _OURS, "with": "-"}),
                ([empty, *ours], {"without": _OURS, "with": "-"}),
                ([empty, *ours, *again], {"without": _OURS, "with": "-"})))
    print(f"control, start-up twice without the plugin: {start['again'] / start['without']:.5f}")
    print(f"start-up: {start['with'] / start['without']:.4f} (bar 1.005)")
    ratio = (with_plain["with"] - start["with"]) / (with_plain["without"] - start["without"])
    print(f"{len(plain)} files without our words: {ratio:.4f} (bar 1.005)")
    ratio = (twice["with"] - once["with"]) / (twice["without"] - once["without"])
    print(f"{len(ours)} files that use websockets: {ratio:.4f} (bar 1.03)")
    single = once["with"] - start["with"] - (twice["with"] - once["with"])
    print(f"once per process, for imports: {single / 1e6:.0f} million instructions, "
          f"{single / start['without']:.3f} of the start-up")


if __name__ == "__main__":
    main()
