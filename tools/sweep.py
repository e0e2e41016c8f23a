"""Lints whole trees: no crash, no WS000, no finding without one of our libraries, nothing to fix.

``python tools/sweep.py FOLDER...`` reads each file twice: as it is, and with imports of websockets
and uvicorn at its end, so that nothing of it is passed over unread. It prints a line per finding in
a file that names neither of them nor a manager, per internal error and per file that the fixer
would change though it names no library of ours, and the totals; exit status 1 if there is any.
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
from flake8_modern_ws.fixing.fixer import Fixer
from flake8_modern_ws.settings.settings import Settings
from flake8_modern_ws.source import Source

#: Without one of them a file has nothing to do with us.
WORDS = ("websocket", "uvicorn", "manager")
#: Where the files are said to lie: beside an installed library, its name would be a module of the
#: project.
ELSEWHERE = Path("/elsewhere")
IMPORTS = "\nimport websockets, uvicorn\n"


def files(folders: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Python files below the folders, and what they are called; not what is installed there."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(folder)
            if "site-packages" not in name.parts:
                yield path, ELSEWHERE / name


def read(path: Path) -> str | None:
    """The text of a file; None if it is no Python of this interpreter."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
        parse(text)
    except (SyntaxError, ValueError, OSError, RecursionError, MemoryError):
        return None
    return text


def parse(text: str) -> ast.Module:
    """The tree, without the warnings of the compiler."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def findings(engine: Engine, path: Path, text: str) -> list[Finding]:
    """What is found in a text."""
    return engine.check(Source(str(path), io.StringIO(text).readlines(), parse(text)))


def is_wrong(finding: Finding, text: str) -> bool:
    """Whether a finding must not be there."""
    ours = any(word in text.lower() for word in WORDS)
    inside = 1 <= finding.span.line <= text.count("\n") + 1
    return finding.code == INTERNAL or not ours or not inside


def wrong(
    engine: Engine, path: Path, text: str, codes: Counter[str] | None = None
) -> Iterator[str]:
    """What must not be, in words: in the text as it is, and with imports of the libraries."""
    for finding in findings(engine, path, text):
        if codes is not None:
            codes[finding.code] += 1
        if is_wrong(finding, text):
            yield f"{path}:{finding.span.line}: {finding.text}"
    forced = text + IMPORTS
    for finding in findings(engine, path, forced):
        if is_wrong(finding, text):
            yield f"{path}:{finding.span.line}: with imports: {finding.text}"
    if not any(word in text.lower() for word in WORDS):
        if Fixer(engine, unsafe=True).fix(forced, str(path)).text != forced:
            yield f"{path}: would be fixed"


def main(folders: list[Path]) -> int:
    """Sweep the folders; the exit status."""
    engine = Engine(Settings())
    swept = skipped = count = 0
    codes: Counter[str] = Counter()
    for path, name in files(folders):
        text = read(path)
        if text is None:
            skipped += 1
            continue
        swept += 1
        for line in wrong(engine, name, text, codes):
            count += 1
            print(line, flush=True)
    print(f"{swept} files, {skipped} not parsed, {sum(codes.values())} findings, {count} wrong")
    print(", ".join(f"{code} {number}" for code, number in sorted(codes.items())))
    return int(count > 0)


if __name__ == "__main__":
    raise SystemExit(main([Path(argument) for argument in sys.argv[1:]]))
