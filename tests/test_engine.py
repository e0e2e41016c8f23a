"""The engine by itself: it never raises, and never touches what it is given."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_modern_ws import engine as engine_module
from flake8_modern_ws.engine import Engine
from flake8_modern_ws.model.events import ImportedName
from flake8_modern_ws.rules.rule import Rule
from flake8_modern_ws.settings.settings import Settings
from flake8_modern_ws.source import Source

from .expectations import Fixture, all_fixtures, check

LEGACY = "from websockets.legacy.client import connect\n"


def test_an_error_in_a_rule_becomes_a_finding_and_the_others_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(event: ImportedName, context: object) -> list[object]:
        raise LookupError("deliberately\nbroken")

    broken = Rule("WS999", "broken", "0", "Broken", {ImportedName: fail})  # type: ignore[dict-item]
    rules = engine_module.enabled_rules(frozenset())
    monkeypatch.setattr(engine_module, "enabled_rules", lambda enable: (broken, *rules))
    found = Engine(Settings()).check(Source("program.py", [LEGACY, LEGACY], ast.parse(LEGACY * 2)))
    assert [(f.span.line, f.code) for f in found] == [(1, "WS000"), (1, "WS101"), (2, "WS101")]
    assert "WS999" in found[0].text
    assert "\n" not in found[0].text


def test_an_error_around_the_rules_becomes_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "Model", None)
    assert [f.code for f in check(LEGACY)] == ["WS000"]


@pytest.mark.parametrize(
    "fixture", all_fixtures(), ids=lambda f: f"{f.path.parent.name}/{f.path.name}")
def test_the_shared_tree_is_untouched(fixture: Fixture) -> None:
    tree = ast.parse(fixture.text)
    before = ast.dump(tree, include_attributes=True)
    Engine(Settings(enable=frozenset({"WS"}))).check(Source("program.py", fixture.lines, tree))
    assert ast.dump(tree, include_attributes=True) == before


@pytest.mark.parametrize(
    "deep",
    [
        "x = " + "+".join(["websockets.legacy.client"] * 2500),
        "x = websockets" + ".a" * 2500,
        "x = websockets" + ".a(1)" * 1200,
        "x = " + "(" * 90 + "websockets.legacy" + ")" * 90,
        "x = " + "[" * 90 + "websockets.legacy" + "]" * 90,
        "".join(" " * i + "if x:\n" for i in range(90)) + " " * 90 + "websockets.legacy\n",
        "".join(" " * i + f"def f{i}(websocket):\n" for i in range(60)) + " " * 60 + "pass\n",
        "a0 = websockets.legacy\n" + "".join(f"a{i + 1} = a{i}\n" for i in range(2000)),
    ],
    ids=["sum", "attributes", "calls", "parentheses", "lists", "blocks", "functions", "aliases"],
)
def test_depth_is_no_problem(deep: str) -> None:
    try:
        ast.parse(deep)
    except (RecursionError, MemoryError, SyntaxError):
        pytest.skip("this Python does not parse it")
    found = check("import websockets\n" + deep + "\n")
    assert "WS000" not in {f.code for f in found}


def test_files_without_our_words_load_nothing_of_ours(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from flake8.main.application import Application\n"
        "Application().run(['--isolated', '--select=WS', '--jobs=1', '-'])\n"
        "late = [m for m in ('tomli', 'packaging', 'ast_grep_py', 'flake8_modern_ws.engine',\n"
        "                    'flake8_modern_ws.catalog.websockets_names') if m in sys.modules]\n"
        "assert not late, late\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=b"x = 1\n", check=False,
                          capture_output=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()


def test_nothing_of_the_linted_code_is_imported() -> None:
    program = (
        "import sys\n"
        "from tests.expectations import check\n"
        "check('import websockets.legacy\\nimport this_module_does_not_exist\\n')\n"
        "assert 'websockets' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True,
                          cwd=Path(__file__).resolve().parent.parent)
    assert done.returncode == 0, done.stderr.decode()
