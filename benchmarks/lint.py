"""What linting costs, as ratios to ``ast.parse`` of the same files in the same run.

    python benchmarks/lint.py [FOLDER ...]

Prints, each with its bar:

* files without our tokens: the plugin's ``run()`` against ``ast.parse``, on the standard
  library of the running interpreter;
* files with our tokens: ``run()`` without reporting against ``ast.parse``, on the fixtures,
  the examples and the folders given;
* growth: cost per line of the plugin at 100,000 lines against 1,000;
* depth: no error of ours on the deepest code that ``ast.parse`` accepts.

Times are CPU time of the thread, the best of three on a fresh tree each time, summed over the
files. The control runs ``ast.parse`` against itself: what differs from 1 there is noise.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flake8_modern_ws.engine import Engine  # noqa: E402
from flake8_modern_ws.findings import INTERNAL  # noqa: E402
from flake8_modern_ws.plugin import Plugin  # noqa: E402
from flake8_modern_ws.settings.settings import Settings  # noqa: E402
from flake8_modern_ws.source import Source  # noqa: E402
from flake8_modern_ws.words import mentions_tokens  # noqa: E402

ROUNDS = 3


def programs(folders: Iterable[Path]) -> Iterator[tuple[str, list[str]]]:
    """The text and the lines of every Python file that parses."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            try:
                text = path.read_text(encoding="utf-8")
                ast.parse(text)
            except (SyntaxError, ValueError, OSError):
                continue
            yield text, io.StringIO(text).readlines()


def best(measured: Callable[[], object], prepare: Callable[[], object] | None = None) -> float:
    """The least CPU seconds of some rounds; ``prepare`` runs before each, unmeasured."""
    times = []
    for _ in range(ROUNDS):
        if prepare is not None:
            prepare()
        start = time.thread_time()
        measured()
        times.append(time.thread_time() - start)
    return min(times)


def ratios(corpus: list[tuple[str, list[str]]]) -> tuple[float, float]:
    """(plugin / parse, parse / parse) over a corpus."""
    parse = again = plugin = 0.0
    for text, lines in corpus:
        tree: list[ast.Module] = []

        def fresh(text: str = text, tree: list[ast.Module] = tree) -> None:
            tree[:] = [ast.parse(text)]

        def run(lines: list[str] = lines, tree: list[ast.Module] = tree) -> None:
            for _ in Plugin(tree[0], lines, "program.py").run():
                pass

        parse += best(lambda text=text: ast.parse(text))
        plugin += best(run, fresh)
        again += best(lambda text=text: ast.parse(text))
    return plugin / parse, again / parse


def growth() -> float:
    """Cost per line at 100,000 lines against 1,000."""
    block = (
        "async def handler{i}(websocket, path):\n"
        "    async with websockets.connect('ws://x', ping_interval={i}) as peer:\n"
        "        for message in range({i}):\n"
        "            await peer.send(str(message) + path)\n"
    )

    def cost(lines_wanted: int) -> float:
        text = "import websockets\n" + "".join(
            block.format(i=i) for i in range(lines_wanted // 4))
        lines = io.StringIO(text).readlines()
        engine = Engine(Settings())
        tree = ast.parse(text)
        return best(lambda: engine.check(Source("program.py", lines, tree))) / len(lines)

    return cost(100_000) / cost(1_000)


def deepest() -> str:
    """Whether code at the limit of the parser makes us fail."""
    low, high = 100, 100_000
    while high - low > 50:
        middle = (low + high) // 2
        try:
            ast.parse("x = " + "+".join(["websockets.a"] * middle))
            low = middle
        except (RecursionError, MemoryError):
            high = middle
    text = "import websockets\nx = " + "+".join(["websockets.a"] * low) + "\n"
    found = Engine(Settings()).check(Source("p.py", io.StringIO(text).readlines(), ast.parse(text)))
    failed = any(finding.code == INTERNAL for finding in found)
    return f"{'FAILS' if failed else 'fine'} at {low} operands"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="files without tokens; 200")
    arguments = parser.parse_args()
    standard = Path(sysconfig.get_paths()["stdlib"])
    without = [p for p in programs([standard / "asyncio", standard / "email", standard / "json",
                                    standard / "http", standard / "unittest", standard])
               if not mentions_tokens(p[1])][: arguments.limit]
    folders = [ROOT / "tests" / "fixtures", ROOT / "examples", *arguments.folders]
    having = [p for p in programs(folders) if mentions_tokens(p[1])]
    plugin, control = ratios(without)
    print(f"no token:  {plugin:.4f} x ast.parse (bar 0.03; control {control:.3f}; "
          f"{len(without)} files)")
    plugin, control = ratios(having)
    print(f"token:     {plugin:.4f} x ast.parse (bar 0.35; control {control:.3f}; "
          f"{len(having)} files)")
    print(f"growth:    {growth():.2f} x the cost per line (bar 3)")
    print(f"depth:     {deepest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
