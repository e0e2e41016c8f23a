"""``check --fixes``: edits that an editor, or a review, can carry out."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flake8_modern_ws.command.main import main
from flake8_modern_ws.command.proposing import edits_between

from ..expectations import all_fixtures, check

pytest.importorskip("ast_grep_py")

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """\
import websockets
from websockets.legacy.client import connect
from websockets.exceptions import InvalidStatusCode


async def dial(uri):
    x = "\U0001f600é"; ws = await connect(uri, extra_headers={"é": "\U0001f600"})
    return x, ws.open
"""
#: Programs whose findings have something to fix, with their settings.
PROGRAMS = [
    fixture for fixture in all_fixtures()
    if not fixture.settings.keys() & {"banned-managers", "websocket-app"}
    and any(finding.remedy for finding in check(
        fixture.text, fixture.shown,
        **{name.replace("-", "_"): value for name, value in fixture.settings.items()}))]


def document(path: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["check", "--isolated", "--format=json", "--fixes", *arguments, str(path)])
    made = json.loads(capfd.readouterr().out)
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text())
    jsonschema.validate(made, schema, jsonschema.Draft202012Validator)
    return made


def by_characters(line: str, place: dict[str, int]) -> int:
    return place["column"] - 1


def by_utf16(line: str, place: dict[str, int]) -> int:
    return len(line.encode("utf-16-le")[:2 * (place["utf16_column"] - 1)].decode("utf-16-le"))


def carried_out(
    text: str, fix: Any, column: Callable[[str, dict[str, int]], int] = by_characters
) -> str:
    """The text with the edits made, from the last to the first."""
    lines = io.StringIO(text, newline="").readlines() + [""]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for edit in reversed(fix["edits"]):
        start, end = (starts[place["line"] - 1] + column(lines[place["line"] - 1], place)
                      for place in (edit["start"], edit["end"]))
        assert start <= end
        text = text[:start] + edit["text"] + text[end:]
    return text


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("fixture", PROGRAMS, ids=lambda fixture: fixture.path.parent.name
                         + "/" + fixture.path.stem)
def test_every_proposal_mends_its_finding_and_breaks_nothing(
    fixture: Any, newline: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "program.py"
    text = fixture.text.replace("\n", newline)
    path.write_bytes(text.encode())
    options = [f"--ws-{name}={value}" for name, value in fixture.settings.items()]
    settings = {name.replace("-", "_"): value for name, value in fixture.settings.items()}
    before = Counter((f.code, f.message) for f in check(fixture.text, str(path), **settings))
    findings = document(path, capfd, *options)["findings"]
    fixes = {json.dumps(item["fix"]): item["fix"] for item in findings if item["fix"]}
    for fix in fixes.values():
        mended = carried_out(text, fix)
        assert carried_out(text, fix, by_utf16) == mended
        ast.parse(mended)
        assert newline == "\n" or mended.count("\n") == mended.count("\r\n")
        after = Counter(
            (f.code, f.message)
            for f in check(mended.replace("\r\n", "\n"), str(path), **settings))
        members = Counter(
            (item["code"], item["message"]) for item in findings if item["fix"] == fix)
        assert after <= before - members


def test_what_belongs_together_shares_its_edits(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "program.py"
    path.write_bytes(b"\xef\xbb\xbf" + PROGRAM.encode())
    options = ["--ws-websockets=>=14"]
    findings = document(path, capfd, *options)["findings"]
    assert {item["code"] for item in findings} == {"WS101", "WS203", "WS301", "WS304"}
    (fix,) = {json.dumps(item["fix"]) for item in findings}
    assert json.loads(fix)["safety"] == "unsafe"
    mended = carried_out(PROGRAM, json.loads(fix), by_utf16)
    assert main(["fix", "--isolated", "--unsafe", *options, str(path)]) == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + mended.encode()
    # A comment that silences one of them holds back the others.
    path.write_text(PROGRAM.replace("return x, ws.open", "return x, ws.open  # noqa"))
    capfd.readouterr()
    assert all(item["fix"] is None for item in document(path, capfd, *options)["findings"])


def test_sarif_holds_the_same_edits(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    options = ["--isolated", "--ws-websockets=>=14", "--fixes", str(path)]
    edits = document(path, capfd, *options)["findings"][0]["fix"]["edits"]
    main(["check", "--format=sarif", *options])
    log = json.loads(capfd.readouterr().out)
    schema = json.loads((ROOT / "tests" / "schemas" / "sarif-schema-2.1.0.json").read_text())
    jsonschema.validate(log, schema, jsonschema.Draft4Validator)
    ((change,),) = [fix["artifactChanges"] for fix in log["runs"][0]["results"][0]["fixes"]]
    replacements = [
        {"text": item["insertedContent"]["text"], **{
            end: {"line": item["deletedRegion"][f"{end}Line"],
                  "column": item["deletedRegion"][f"{end}Column"]} for end in ("start", "end")}}
        for item in change["replacements"]]
    for edit in edits:
        del edit["start"]["utf16_column"], edit["end"]["utf16_column"]
    assert replacements == edits


def test_what_other_files_take_is_not_changed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sockets.py").write_text(
        "from websockets.exceptions import InvalidStatusCode\n")
    alone = document(Path("sockets.py"), capfd, "--ws-websockets=>=14")["findings"]
    assert len(alone) == 1
    (tmp_path / "other.py").write_text("from sockets import InvalidStatusCode\n")
    together = document(Path("."), capfd, "--ws-websockets=>=14")["findings"]
    assert [item["fix"] for item in together if item["path"] == "./sockets.py"] == [None]


def test_is_the_same_in_several_processes_and_on_standard_input(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(20):
        (tmp_path / f"p{number:02}.py").write_text(PROGRAM, encoding="utf-8")
    documents = [document(Path("."), capfd, "--ws-websockets=>=14", "--jobs", jobs)
                 for jobs in ("1", "2")]
    assert documents[0] == documents[1]
    fix = documents[0]["findings"][0]["fix"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PROGRAM.encode())))
    assert document(Path("-"), capfd, "--ws-websockets=>=14")["findings"][0]["fix"] == fix


def test_without_the_fixer_it_is_one_clear_line(tmp_path: Path) -> None:
    program = ("import sys\nsys.modules['ast_grep_py'] = None\n"
               "from flake8_modern_ws.command.main import main\n"
               "sys.exit(main(['check', '--format=json', '--fixes']))\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False,
                          capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'flake8-modern-ws[fix]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "x\n"), ("x\n", ""), ("a\r\nb\r\n", "b\r\n"), ("a\r\n", "a\r\nb\r\n"), ("x", "x\ny"),
     ("a b\nc", "a x\nc d"), ("é\U0001f600 a\n", "é\U0001f600 b\n"), ("a\r\nb", "a\nb")])
def test_edits_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    edits = [{"start": {"line": edit.start.line, "column": edit.start.column + 1},
              "end": {"line": edit.end.line, "column": edit.end.column + 1}, "text": edit.text}
             for edit in edits_between(before, after)]
    assert carried_out(before, {"edits": edits}) == after
