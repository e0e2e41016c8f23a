"""A part of the standard library of this interpreter; ``tox -e py311-sweep`` reads all."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.settings.settings import Settings

ROOT = Path(__file__).parent.parent.parent
LIBRARY = Path(sysconfig.get_path("stdlib"))
#: Modules of many kinds of syntax, and the tests of syntax where they are installed.
NAMES = (
    "ast.py", "enum.py", "argparse.py", "dataclasses.py", "typing.py", "asyncio/*.py",
    "concurrent/**/*.py", "test/test_grammar.py", "test/test_patma.py", "test/test_fstring.py",
    "test/test_named_expressions.py", "test/test_coroutines.py", "test/test_type_params.py",
)


def test_nothing_is_found_or_fixed_where_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ast_grep_py")
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    import sweep

    engine = Engine(Settings())
    paths = [path for name in NAMES for path in sorted(LIBRARY.glob(name))]
    texts = {path: text for path in paths if (text := sweep.read(path)) is not None}
    assert len(texts) > 25
    assert [line for path, text in texts.items() for line in sweep.wrong(engine, path, text)] == []
