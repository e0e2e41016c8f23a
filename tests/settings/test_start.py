"""A run of flake8 that has nothing to do with us starts without what only we need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
from flake8.main.cli import main
main(["--jobs=1", "--exit-zero", *sys.argv[1:]])
print("loaded", *sorted(sys.modules))
"""
#: What reads TOML, rewrites code, compares versions; and ours that do more than look at words.
HEAVY = ("tomli", "ast_grep_py", "packaging", "flake8_modern_ws.engine",
         "flake8_modern_ws.settings.settings", "flake8_modern_ws.settings.pyproject")


def loaded(folder: Path, *options: str) -> set[str]:
    """The modules that are loaded after a run over a folder."""
    done = subprocess.run([sys.executable, "-c", CODE, *options, "."], cwd=folder,
                          capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_a_lint_without_words_of_ours_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("import asyncio\n\nprint(asyncio)\n")
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nkey = 1\n")
    found = loaded(tmp_path)
    assert "flake8_modern_ws.plugin" in found
    assert not found.intersection(HEAVY)


@pytest.mark.parametrize(("program", "table", "options", "module"), [
    ("import websockets\n", "", (), "flake8_modern_ws.engine"),
    ("x = 1\n", "[tool.flake8-modern-ws]\nenable = ['WS309']\n", (), "tomli"),
    ("x = 1\n", "", ("--ws-enable=WS309",), "flake8_modern_ws.settings.settings"),
    ("x = 1\n", "", ("--extend-select=WS309",), "flake8_modern_ws.settings.settings"),
])
def test_what_is_needed_is_loaded(
    tmp_path: Path, program: str, table: str, options: tuple[str, ...], module: str
) -> None:
    (tmp_path / "program.py").write_text(program)
    (tmp_path / "pyproject.toml").write_text(table)
    assert module in loaded(tmp_path, *options)
