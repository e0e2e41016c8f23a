"""Each folder of ``cases`` is a project: what all of it shows, and what each file shows alone.

Files say what must be found in them as the fixtures of the rules do. A case has to hold more
than its files show one by one, or, with ``# ok:`` lines alone, nothing.
"""

from __future__ import annotations

import json
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


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_project_shows_what_its_files_announce(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    expected = {(path.relative_to(case).as_posix(), *place)
                for path in case.rglob("*.py") for place in read(path).expected}
    assert found(case, capsys) == expected
    alone = found(case, capsys, "--no-project")
    assert alone <= expected
    assert (alone < expected) or not expected
