"""Regenerate or check ``flake8_modern_ws/catalog/websockets_exports.py`` from real releases.

    python tools/catalog_exports.py FOLDER [--write]

``FOLDER`` holds one folder per release of websockets, named by its version, as made by
``pip install --no-deps --target FOLDER/17.4 websockets==17.4``. All releases of
``flake8_modern_ws.catalog.releases.WEBSOCKETS`` are needed. Without ``--write`` the exit code
is 1 if the module differs from what the releases say, and the difference is printed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flake8_modern_ws.catalog.names import find  # noqa: E402
from flake8_modern_ws.catalog.releases import WEBSOCKETS  # noqa: E402

TARGET = ROOT / "flake8_modern_ws" / "catalog" / "websockets_exports.py"

#: Runs under each release: names by module, what a star import binds, what is lazy.
PROBE = r"""
import importlib, json, os, pkgutil, sys, types, warnings
warnings.simplefilter("ignore")
import websockets
implicit = []
for info in pkgutil.iter_modules(websockets.__path__):
    child = os.fork()  # touching one attribute loads others
    if child == 0:
        os._exit(0 if hasattr(websockets, info.name) else 1)
    if os.waitpid(child, 0)[1] == 0:
        implicit.append(info.name)
modules = ["websockets"]
for info in pkgutil.walk_packages(websockets.__path__, "websockets.", onerror=lambda name: None):
    modules.append(info.name)
names, stars, lazy = {}, {}, []
for module in modules:
    if module.rpartition(".")[2] in ("__main__", "speedups", "cli"):
        continue
    try:
        loaded = importlib.import_module(module)
    except ImportError:
        continue
    namespace = {}
    try:
        exec("from %s import *" % module, namespace)
    except Exception:
        namespace = None
    listed = set(getattr(loaded, "__all__", ())) | set(dir(loaded))
    stars[module] = None if namespace is None else sorted(
        n for n in namespace if n != "__builtins__")
    found = {}
    for name in listed:
        if name.startswith("_"):
            continue
        try:
            value = getattr(loaded, name)
        except Exception:
            continue
        if isinstance(value, types.ModuleType):
            continue
        public = name in getattr(loaded, "__all__", ())
        found[name] = [getattr(value, "__module__", None) or "", public]
    names[module] = found
alias_cells = {}
getter = vars(websockets).get("__getattr__")
if getter is not None:
    code = dict(zip(getter.__code__.co_freevars, getter.__closure__ or ()))
    for key in ("aliases",):
        if key in code and code[key].cell_contents:
            lazy = sorted(code[key].cell_contents)
json.dump({"names": names, "stars": stars, "lazy": lazy, "implicit": implicit}, sys.stdout)
"""


def probe(folder: Path) -> dict:
    """What one installed release has."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", PROBE], env=environment, check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def spans(present: list[bool]) -> tuple[str, str | None] | None:
    """From the first to the last release in which something is present: (since, until)."""
    if True not in present:
        return None
    first = present.index(True)
    last = len(present) - 1 - present[::-1].index(True)
    until = WEBSOCKETS[last + 1] if last + 1 < len(WEBSOCKETS) else None
    return WEBSOCKETS[first], until


def starred(facts: list[dict]) -> dict[str, dict[str, tuple[str, str | None]]]:
    """Names that a star import of a module binds, with the releases that do."""
    result: dict[str, dict[str, tuple[str, str | None]]] = {}
    for module in sorted({m for fact in facts for m in fact["stars"]}):
        everything = sorted({n for f in facts for n in f["stars"].get(module) or ()})
        table = {}
        for name in everything:
            listed = any(f["names"].get(module, {}).get(name, [0, False])[1] for f in facts)
            if not listed:
                continue  # bound only because the module has no __all__
            present = [name in (f["stars"].get(module) or ()) for f in facts]
            span = spans(present)
            if span is not None:
                table[name] = span
        if table:
            result[module] = table
    return result


def introduced(facts: list[dict]) -> dict[str, str]:
    """Modern names and modules, with the release since which they exist without a gap."""
    newest = facts[-1]["names"]
    result = {}
    for module in sorted(newest):
        if find(module) is not None or module.startswith("websockets.legacy"):
            continue
        result[module] = _since([module in f["names"] for f in facts])
        for name, (origin, public) in sorted(newest[module].items()):
            path = f"{module}.{name}"
            if not public or find(path) is not None or origin.startswith("websockets.legacy"):
                continue
            history = [f["names"].get(module, {}).get(name) for f in facts]
            result[path] = _since([
                item is not None and not _means_another(item[0], origin) for item in history])
    return result


def _means_another(before: str, now: str) -> bool:
    """Whether a name led to another implementation in an older release."""
    if before == "websockets.legacy.exceptions":
        return False  # InvalidMessage, moved there and back
    return before.startswith(("websockets.legacy", "websockets.py")) or (
        before in ("websockets.client", "websockets.server")
        and now.startswith("websockets.asyncio"))


def _since(present: list[bool]) -> str:
    since = WEBSOCKETS[-1]
    for release, there in zip(reversed(WEBSOCKETS), reversed(present)):
        if not there:
            break
        since = release
    return since


def implicit(facts: list[dict]) -> dict[str, str]:
    """Submodules that ``import websockets`` alone does not load, and since which release."""
    newest = facts[-1]["names"]
    result = {}
    for module in sorted(newest):
        head, _, name = module.partition(".")
        if not name or "." in name or name == "version":
            continue
        missing = [module in f["names"] and name not in f["implicit"] for f in facts]
        if missing[-1]:
            result[f"{head}.{name}"] = _since(missing)
    return result


def render(facts: list[dict]) -> str:
    """The module's text."""
    lines = [
        '"""What releases 8.0 to 17.4 of ``websockets`` export; generated, do not edit.',
        "",
        "Made from the installed releases by ``tools/catalog_exports.py``.",
        '"""', "", "from __future__ import annotations", "",
        "#: What a star import of a module binds: name, first release that does, first that",
        "#: does no longer. (The star import of the package itself fails in 10.0 to 13.0.1.)",
        "STAR_EXPORTS: dict[str, dict[str, tuple[str, str | None]]] = {",
    ]
    for module, table in starred(facts).items():
        lines.append(f'    "{module}": {{')
        lines += [f'        "{n}": ("{a}", {json.dumps(b) if b else None}),'
                  for n, (a, b) in table.items()]
        lines.append("    },")
    lines += ["}", "", "#: Modern names and modules, with the release since which they exist.",
              "INTRODUCED: dict[str, str] = {"]
    lines += [f'    "{path}": "{since}",' for path, since in introduced(facts).items()]
    lines += ["}", "", "#: Names of the package that load submodules when they are touched.",
              "LAZY_NAMES: frozenset[str] = frozenset({"]
    lines += [f'    "{name}",' for name in facts[-1]["lazy"]]
    lines += ["})", "",
              "#: Submodules that ``import websockets`` alone does not load, since which release.",
              "IMPLICIT_SUBMODULES: dict[str, str] = {"]
    lines += [f'    "{path}": "{since}",' for path, since in implicit(facts).items()]
    lines += ["}", ""]
    return "\n".join(lines)


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    text = render([probe(arguments.folder / release) for release in WEBSOCKETS])
    if arguments.write:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    before = TARGET.read_text(encoding="utf-8").splitlines()
    difference = list(difflib.unified_diff(before, text.splitlines(), "catalog", "releases",
                                           lineterm=""))
    print("\n".join(difference) or "the catalog agrees with the releases")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
