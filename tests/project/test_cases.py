"""Each folder of ``cases`` is a project: what all of it shows, and what each file shows alone.

Files say what must be found in them as the fixtures of the rules do; ``# alone: WS501@5`` is what
only a file by itself shows. A case has to hold something else than its files show one by one, or,
with ``# ok:`` lines alone, nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flake8_modern_ws.command.main import main

from ..expectations import read

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
Found = set[tuple[str, int, int, str]]


def found(case: Path, capsys: pytest.CaptureFixture[str], *options: str) -> Found:
    main(["check", "--isolated", "--select", "WS1,WS2,WS3,WS4,WS5",
          "--format", "json", *options, "."])
    output = json.loads(capsys.readouterr().out)
    return {(item["path"].removeprefix("./"), item["start"]["line"], item["start"]["column"],
             item["code"]) for item in output["findings"]}


def alone_in(path: Path) -> Iterator[tuple[int, int, str]]:
    """What a file announces to show by itself alone: line, column, code."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        _, _, announced = line.partition("# alone:")
        for code, column in re.findall(r"(WS\d{3})@(\d+)", announced):
            yield number, int(column), code


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_project_shows_what_its_files_announce(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    expected = {(path.relative_to(case).as_posix(), *place)
                for path in case.rglob("*.py") for place in read(path).expected}
    assert found(case, capsys) == expected
    alone = found(case, capsys, "--no-project")
    announced = {(path.relative_to(case).as_posix(), *place)
                 for path in case.rglob("*.py") for place in alone_in(path)}
    assert alone - expected == announced
    assert alone != expected or not expected
