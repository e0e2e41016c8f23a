"""Every program beside a ``.fixed.py``: fixed to exactly that text, and no further.

``# left: WS304 manual``
    at the top: a finding that stays, with the reason. All that stay are announced; findings
    of WS4 and WS5 without a fix are not counted.
``# setting: websockets = >=13``
    at the top: an option of the run, as in the fixtures of the rules.
``# safe``
    at the top: without ``--unsafe``.

``left.txt`` beside the programs holds why each finding is left, in the words that a user reads.
``python -m tests.fixing.test_fixtures`` writes it anew; a program that it does not name is held
to its ``# left:`` alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_modern_ws.engine import Engine
from flake8_modern_ws.fixing.fixer import Fixer, Result
from flake8_modern_ws.settings.settings import combine

from ..expectations import settings_in

pytest.importorskip("ast_grep_py")

HERE = Path(__file__).parent
PROGRAMS = sorted(
    path for path in HERE.glob("*/*.py")
    if path.with_suffix(".fixed.py").exists() or path.read_text("utf-8").startswith("# same"))
_LEFT = re.compile(r"^# left: (WS\d{3}) ([a-z-]+)$", re.M)


def fix(text: str, filename: str = "program.py") -> Result:
    engine = Engine(combine(settings_in(text), {}, None))
    return Fixer(engine, unsafe=not re.search(r"^# safe$", text, re.M)).fix(text, filename)


def reasons(path: Path, result: Result) -> list[str]:
    """A line for each finding that is left in a program."""
    return [
        f"{path.name}:{item.finding.span.line}: {item.finding.code} {item.reason.value}: "
        f"{item.detail}\n"
        for item in sorted(result.left, key=lambda item: item.finding.span)
        if item.finding.plan is not None]


def recorded(path: Path) -> list[str]:
    """The same, as ``left.txt`` has it."""
    lines = (path.parent / "left.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    return [line for line in lines if line.startswith(f"{path.name}:")]


def left_in(result: Result) -> list[tuple[str, str]]:
    return sorted(
        (item.finding.code, item.reason.value) for item in result.left
        if item.finding.plan is not None or item.finding.code[:3] in ("WS1", "WS2", "WS3"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_becomes_the_fixed_program(path: Path) -> None:
    """``# same`` at the top: the program stays as it is."""
    text = path.read_text(encoding="utf-8")
    same = text.startswith("# same")
    wanted = text if same else path.with_suffix(".fixed.py").read_text(encoding="utf-8")
    result = fix(text)
    assert result.text == wanted
    assert left_in(result) == sorted(_LEFT.findall(text))
    if recorded(path):
        assert reasons(path, result) == recorded(path)
    again = fix(result.text)
    assert again.text == result.text
    assert again.fixed == ()


if __name__ == "__main__":
    for folder in sorted({path.parent for path in PROGRAMS}):
        (folder / "left.txt").write_text("".join(
            line for path in PROGRAMS if path.parent == folder
            for line in reasons(path, fix(path.read_text(encoding="utf-8")))), encoding="utf-8")
