"""Lints whole trees: no crash, no WS000, no finding without one of our libraries.

``python tools/sweep.py FOLDER...`` prints a line per finding in a file that names neither
websockets nor uvicorn nor a manager, per internal error, and the totals; exit status 1 if any.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.findings import INTERNAL, Finding
from flake8_modern_ws.settings.settings import Settings
from flake8_modern_ws.source import Source


def files(folders: list[Path]) -> Iterator[Path]:
    """Python files below the folders, in the order of their names."""
    for folder in folders:
        yield from sorted(folder.rglob("*.py"))


def findings(engine: Engine, path: Path) -> tuple[str, list[Finding]] | None:
    """The text of a file and its findings; None if it is no Python of this interpreter."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, OSError, RecursionError, MemoryError):
        return None
    return text, engine.check(Source(str(path), io.StringIO(text).readlines(), tree))


def main(folders: list[Path]) -> int:
    """Sweep the folders; the exit status."""
    engine = Engine(Settings())
    read = skipped = wrong = 0
    codes: Counter[str] = Counter()
    for path in files(folders):
        result = findings(engine, path)
        if result is None:
            skipped += 1
            continue
        read += 1
        text, found = result
        ours = any(word in text.lower() for word in ("websocket", "uvicorn", "manager"))
        for finding in found:
            codes[finding.code] += 1
            lines = text.count("\n") + 1
            if finding.code == INTERNAL or not ours or not 1 <= finding.span.line <= lines:
                wrong += 1
                print(f"{path}:{finding.span.line}: {finding.text}")
    print(f"{read} files, {skipped} not parsed, {sum(codes.values())} findings, {wrong} wrong")
    print(", ".join(f"{code} {count}" for code, count in sorted(codes.items())))
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main([Path(argument) for argument in sys.argv[1:]]))
