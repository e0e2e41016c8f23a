"""What ``modern-ws fix`` costs per edited file, against ``ast.parse`` of it.

    python benchmarks/fix.py FOLDER [--rounds N]

Takes the files below a folder that the fixer changes; nothing is written. Both are timed in turn,
processor time, the best of the rounds; the control is ``ast.parse`` against itself.
"""

from __future__ import annotations

import argparse
import ast
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flake8_modern_ws.engine import Engine  # noqa: E402
from flake8_modern_ws.fixing.fixer import Fixer  # noqa: E402
from flake8_modern_ws.settings.settings import Settings  # noqa: E402


def changed(folder: Path, fixer: Fixer) -> list[tuple[str, str]]:
    """The texts below a folder that the fixer changes, with their names."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        try:
            text = path.read_text(encoding="utf-8")
            if "websockets" in text and fixer.fix(text, str(path)).text != text:
                found.append((text, str(path)))
        except (OSError, SyntaxError, ValueError):
            continue
    return found


def best(action: Callable[[], object], rounds: int) -> float:
    """The least processor time of an action, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    fixer = Fixer(Engine(Settings()), unsafe=True)
    texts = changed(arguments.folder, fixer)
    if not texts:
        sys.exit("the fixer changes no file there")

    def parse() -> None:
        for text, _ in texts:
            ast.parse(text)

    def fix() -> None:
        for text, name in texts:
            fixer.fix(text, name)

    base = best(parse, arguments.rounds)
    lines = sum(text.count("\n") for text, _ in texts)
    print(f"{len(texts)} edited files, {lines} lines, ast.parse {base * 1000:.0f} ms")
    print(f"fix / ast.parse: {best(fix, arguments.rounds) / base:.2f}")
    print(f"control:         {best(parse, arguments.rounds) / base:.2f}")


if __name__ == "__main__":
    main()
