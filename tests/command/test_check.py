"""``modern-ws check`` as its users meet it: formats, exit codes, files that cannot be read."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flake8_modern_ws.command.main import main
from flake8_modern_ws.rules.registry import all_rules

from ..running import Run, modern_ws

ROOT = Path(__file__).resolve().parents[2]
LEGACY = "from websockets.legacy.client import connect\n"
TEXT = ("./old.py:1:38: WS101 'websockets.legacy.client.connect' is the legacy implementation, "
        "deprecated since websockets 14.0. Use 'websockets.asyncio.client.connect'. "
        "[modern-ws fix --unsafe]")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file and one finding, as the working directory."""
    (tmp_path / "old.py").write_text(LEGACY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Command:
    """Runs the command in this process."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: str) -> Run:
        code = main(["check", *arguments])
        captured = self._capfd.readouterr()
        return Run(code, captured.out, captured.err)

    def json(self, *arguments: str) -> Any:
        """The document of a run, which fits the schema."""
        document = json.loads(self("--format=json", *arguments).output)
        schema = json.loads((ROOT / "docs" / "check.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(document, schema, jsonschema.Draft202012Validator)
        return document

    def sarif(self, *arguments: str) -> Any:
        """The log of a run, which fits the schema of SARIF 2.1.0."""
        document = json.loads(self("--format=sarif", *arguments).output)
        schema = json.loads((ROOT / "tests" / "schemas" / "sarif-schema-2.1.0.json").read_text())
        jsonschema.validate(document, schema, jsonschema.Draft4Validator)
        return document


@pytest.fixture
def check(capfd: pytest.CaptureFixture[str]) -> Command:
    return Command(capfd)


def test_text_is_plain_where_nobody_looks(folder: Path, check: Command) -> None:
    assert check() == Run(1, TEXT + "\n", "")


def test_nothing_found_is_silent(folder: Path, check: Command) -> None:
    (folder / "old.py").write_text("import websockets\n")
    assert check() == Run(0, "", "")


def on_a_terminal(folder: Path, **environment: str) -> str:
    """What the command prints on a terminal."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "flake8_modern_ws", "check"], cwd=folder, stdout=theirs,
        env={**inherited, "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        output = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # how Linux tells that the other end is closed
                break
            if not chunk:
                break
            output += chunk
        os.close(ours)
    assert process.returncode == 1
    return output.decode().replace("\r\n", "\n")


def test_a_terminal_gets_the_line_and_a_mark_below_the_place(folder: Path) -> None:
    (folder / "old.py").write_text("if x:\n\ty = '日é', '\x1b[31m'; " + LEGACY)
    output = on_a_terminal(folder, NO_COLOR="1")
    headline, line, mark, closing = output.splitlines()
    assert headline.startswith("./old.py:2:")
    assert line == "    2 | \ty = '日é', '\ufffd[31m'; " + LEGACY.rstrip()
    # The wide character takes two cells.
    assert mark == "      | \t" + " " * len("y = '日 é', '.[31m'; " + LEGACY[:37]) + "^" * 7
    assert closing == "Found 1 finding in 1 of 1 file."
    assert "\x1b" not in output


def test_a_terminal_gets_the_part_of_a_long_line_that_matters(folder: Path) -> None:
    (folder / "old.py").write_text("x = '" + "a" * 5000 + "'; " + LEGACY[:-1] + "; y" * 5000)
    _, line, mark, _ = on_a_terminal(folder, NO_COLOR="1").splitlines()
    assert line[mark.index("^"):].startswith("connect;")
    assert mark.count("^") == len("connect")
    assert len(line) < 250


def test_a_terminal_gets_colours_unless_it_asks_not_to(folder: Path) -> None:
    coloured = on_a_terminal(folder)
    assert "\x1b[" in coloured
    assert "WS101" in coloured
    assert "\x1b[" not in on_a_terminal(folder, NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(folder, TERM="dumb")


def test_json_tells_places_in_characters_and_in_utf16(folder: Path, check: Command) -> None:
    (folder / "old.py").write_text("x = '\U0001f600é'; " + LEGACY, encoding="utf-8")
    (folder / "broken.py").write_text("import websockets (\n")
    document = check.json()
    (finding,) = document["findings"]
    assert finding == {
        "path": "./old.py", "code": "WS101", "rule": "legacy-module", "level": "warning",
        "message": "'websockets.legacy.client.connect' is the legacy implementation, deprecated "
                   "since websockets 14.0",
        "hint": "Use 'websockets.asyncio.client.connect'.",
        "start": {"line": 1, "column": 48, "utf16_column": 49},
        "end": {"line": 1, "column": 55, "utf16_column": 56},
        "remedy": "fix --unsafe",
        "fix": None,
    }
    assert [problem["path"] for problem in document["problems"]] == ["./broken.py"]
    assert document["summary"] == {"files": 2, "findings": 1, "by_code": {"WS101": 1}}
    assert document["baseline"] == {"known": 0, "stale": []}


def test_the_documented_json_fits_the_schema() -> None:
    text = (ROOT / "docs" / "json.md").read_text()
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text())
    example = json.loads(text.partition("```json\n")[2].partition("```")[0])
    jsonschema.validate(example, schema, jsonschema.Draft202012Validator)


def test_json_lists_what_no_longer_occurs(folder: Path, check: Command) -> None:
    check("--baseline=known.json", "--write-baseline")
    assert check.json("--baseline=known.json")["baseline"] == {"known": 1, "stale": []}
    (folder / "old.py").write_text("")
    (entry,) = check.json("--baseline=known.json")["baseline"]["stale"]
    assert entry["path"] == "old.py"


def test_json_and_sarif_without_findings_fit_their_schemas(folder: Path, check: Command) -> None:
    (folder / "old.py").write_text("")
    assert check.json()["findings"] == []
    assert check.sarif()["runs"][0]["results"] == []


def test_sarif_holds_rules_places_and_problems(folder: Path, check: Command) -> None:
    (folder / "a b.py").write_text("# é\n" + LEGACY, encoding="utf-8")
    (folder / "broken.py").write_text("import websockets (\n")
    (run,) = check.sarif(".", str(folder / "old.py"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["WS000", *(rule.code for rule in all_rules())]
    assert all(rule["fullDescription"]["text"] and rule["help"]["markdown"] for rule in rules)
    results = run["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    locations = [result["locations"][0]["physicalLocation"] for result in results]
    assert [place["artifactLocation"] for place in locations] == [
        {"uri": "a%20b.py", "uriBaseId": "SRCROOT"}, {"uri": "old.py", "uriBaseId": "SRCROOT"},
        {"uri": f"file://{folder}/old.py"}]
    assert locations[0]["region"] == {
        "startLine": 2, "startColumn": 38, "endLine": 2, "endColumn": 45}
    assert run["columnKind"] == "unicodeCodePoints"
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "parsed" in notification["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is False
    # The same line of the same function: the fingerprint tells them for one.
    assert len({result["partialFingerprints"]["modernWs/v1"] for result in results}) == 1


def test_github_annotations(
    folder: Path, check: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder.parent))
    (folder / "a,b:%.py").write_text(LEGACY)
    first, second = check("--format=github").output.splitlines()
    assert first.startswith(
        f"::warning file={folder.name}/a%2Cb%3A%25.py,line=1,col=38,endLine=1,endColumn=45,"
        "title=WS101::WS101 'websockets.legacy")
    assert second.startswith(f"::warning file={folder.name}/old.py,")
    monkeypatch.delenv("GITHUB_WORKSPACE")
    assert "file=old.py," in check("--format=github", "old.py").output
    (folder / "broken.py").write_text("import websockets (\n")
    run = check("--format=github", "broken.py")
    assert run.output.startswith("::error file=broken.py::cannot be parsed: ")
    assert run.code == 3


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("broken.py", b"import websockets (\n", "cannot be parsed: "),
        ("null.py", b"import websockets\n\0\n", "cannot be parsed: "),
        ("deep.py", b"import websockets\nx = " + b"(" * 250 + b")" * 250, "cannot be parsed: "),
        ("missing.py", None, "cannot be read: No such file or directory"),
    ])
def test_a_file_that_cannot_be_checked_is_one_line_and_the_rest_goes_on(
    folder: Path, check: Command, name: str, data: bytes | None, reason: str
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    run = check("old.py", name)
    assert run.code == 3
    assert run.output == TEXT[2:] + "\n"
    line, count = run.errors.splitlines()
    assert line.startswith(f"modern-ws: {name}: {reason}")
    assert count == "modern-ws: 1 file could not be read as Python"
    assert check("--exit-zero", name).code == 3


def test_an_undecodable_file_is_reported_and_read_as_flake8_reads_it(
    folder: Path, check: Command
) -> None:
    (folder / "old.py").write_bytes(b"x = '\xe9'\n" + LEGACY.encode())
    run = check()
    assert (run.code, run.output.count("WS101")) == (3, 1)
    assert "./old.py: is not valid utf-8: " in run.errors
    assert "latin-1" in run.errors


def test_a_pipe_is_not_waited_for(folder: Path, check: Command) -> None:
    os.mkfifo(folder / "pipe.py")
    run = check()
    assert (run.code, run.output) == (3, TEXT + "\n")
    assert "./pipe.py: is not a regular file" in run.errors


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_one_line(folder: Path, check: Command) -> None:
    (folder / "closed").mkdir(mode=0)
    run = check()
    assert run.code == 3
    assert "./closed: cannot be listed" in run.errors


def test_unreadable_standard_input(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flake8_modern_ws", "check", "-"], cwd=folder, check=False,
        input=b"import websockets\n\xff", capture_output=True)
    assert done.returncode == 3
    assert b"stdin: is not valid UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "configuration", "part"),
    [
        (["--ws-websockets=x"], "", "--ws-websockets"),
        (["--config=none.ini"], "", "none.ini: cannot be read"),
        (["--jobs=x"], "", "--jobs: 'x'"),
        (["--per-file-ignores=a.py"], "", "--per-file-ignores: "),
        (["--output-file=none/x"], "", "none/x: cannot be written"),
        ([], "[flake8]\nper-file-ignores = a.py\n", ".flake8: per-file-ignores"),
        ([], "[flake8]\nignore = WS0001\n", "'WS0001' is not a prefix of a code"),
        ([], "[flake8]\nextend-ignore = ws1\n", "'ws1' is not a prefix of a code"),
        ([], "[flake8]\ndisable-noqa = maybe\n", "'maybe' is neither yes nor no"),
        ([], "[flake8]\njobs = many\n", "'many'"),
        ([], "[flake8]\nws-enable = W3\n", "W3"),
        ([], "[flake8]\nselect = A\nselect = B\n", "already exists"),
    ])
def test_a_bad_option_or_configuration_is_one_line(
    folder: Path, check: Command, arguments: list[str], configuration: str, part: str
) -> None:
    if configuration:
        (folder / ".flake8").write_text(configuration)
    run = check(*arguments)
    assert (run.code, run.output) == (2, "")
    (line,) = run.errors.splitlines()
    assert line.startswith("modern-ws: ")
    assert part in line


def test_tells_when_the_configuration_selects_nothing_of_ours(
    folder: Path, check: Command
) -> None:
    (folder / ".flake8").write_text("[flake8]\nselect = E,F\n")
    run = check()
    assert (run.code, run.output) == (0, "")
    assert "extend-select = WS" in run.errors
    assert check("--extend-select=WS") == Run(1, TEXT + "\n", "")


def test_stub_files_are_looked_at(folder: Path, check: Command) -> None:
    (folder / "stub.pyi").write_text(LEGACY)
    assert {path for path, *_ in check().places} == {"./old.py", "./stub.pyi"}


def test_an_output_file_is_replaced_whole(folder: Path, check: Command) -> None:
    target = folder / "out.txt"
    target.write_text("before\n")
    target.chmod(0o640)
    (folder / "link.txt").symlink_to(target)
    assert check("--output-file=link.txt") == Run(1, "", "")
    assert target.read_text() == TEXT + "\n"
    assert target.stat().st_mode & 0o777 == 0o640
    assert (folder / "link.txt").is_symlink()
    assert sorted(path.name for path in folder.iterdir()) == ["link.txt", "old.py", "out.txt"]


def test_an_output_file_may_be_a_device(folder: Path, check: Command) -> None:
    assert check("--output-file=/dev/null") == Run(1, "", "")


def test_ignored_files_need_git(
    folder: Path, check: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    run = check("--respect-gitignore")
    assert run.code == 2
    assert run.errors.startswith("modern-ws: --respect-gitignore: git cannot be run")


def test_leaves_out_what_git_ignores(folder: Path, check: Command) -> None:
    for name in ("build/a.py", "src/gen/b.py", "src/gen/kept.py", "src/c.py", "local.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(LEGACY)
    (folder / ".gitignore").write_text("build/\nlocal.py\n")
    (folder / "src" / ".gitignore").write_text("gen/*\n!gen/kept.py\n")
    arguments = ["--respect-gitignore", "."]
    everything = {path for path, *_ in check(*arguments).places}
    assert len(everything) == 6  # no repository: nothing is ignored
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert {path for path, *_ in check(*arguments).places} == {
        "./old.py", "./src/c.py", "./src/gen/kept.py"}
    assert {path for path, *_ in check("--respect-gitignore", "src/", "local.py").places} == {
        "src/c.py", "src/gen/kept.py", "local.py"}
    assert {path for path, *_ in check(".").places} == everything


def test_flake8_is_not_needed(folder: Path) -> None:
    program = (
        "import sys\n"
        "class Refused:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('flake8', 'pycodestyle', 'pyflakes', 'ast_grep_py'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Refused())\n"
        "from flake8_modern_ws.command.main import main\n"
        "sys.exit(main(['check']))\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False,
                          capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, TEXT + "\n", "")


def test_files_without_our_words_cost_no_import_of_the_rules(folder: Path) -> None:
    (folder / "old.py").write_text("import os\n")
    program = (
        "import sys\n"
        "from flake8_modern_ws.command.main import main\n"
        "main(['check'])\n"
        "print(*sorted({'ast_grep_py', 'tomli', 'flake8', 'flake8_modern_ws.engine',\n"
        "               'flake8_modern_ws.model.module'} & set(sys.modules)))\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False,
                          capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("\n", "")


def test_a_worker_that_dies_takes_only_its_files_with_it(folder: Path) -> None:
    for number in range(60):
        (folder / f"p{number:02}.py").write_text(LEGACY)
    program = (
        "import os, sys\n"
        "from flake8_modern_ws.command import checking\n"
        "from flake8_modern_ws.command.main import main\n"
        "check = checking.Checker.check\n"
        "def dying(self, path):\n"
        "    if path == './p30.py':\n"
        "        os._exit(9)\n"
        "    return check(self, path)\n"
        "checking.Checker.check = dying\n"
        "sys.exit(main(['check', '--jobs=2']))\n")
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    lost = [line for line in done.stderr.splitlines() if "was not checked" in line]
    assert any("./p30.py" in line for line in lost)
    assert len(lost) + done.stdout.count("WS101") == 61


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_every_start_method_finds_the_same(folder: Path, method: str) -> None:
    for number in range(20):
        (folder / f"p{number:02}.py").write_text(LEGACY)
    (folder / ".flake8").write_text("[flake8]\nper-file-ignores = p0*: WS1\nws-enable = WS3\n")
    (folder / "launch.py").write_text(
        "import sys\n"
        "from flake8_modern_ws.command import workers\n"
        "from flake8_modern_ws.command.main import main\n"
        "if __name__ == '__main__':\n"
        f"    workers._START_METHOD = {method!r}\n"
        "    sys.exit(main(['check', '--jobs=2']))\n")
    done = subprocess.run([sys.executable, "launch.py"], cwd=folder, check=False,
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == modern_ws("check", "--jobs=1", cwd=folder).output
    assert done.stdout.count("WS101") == 11


def test_control_c_is_quiet(folder: Path, monkeypatch: pytest.MonkeyPatch,
                            check: Command) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flake8_modern_ws.command.arguments.discover", interrupted)
    assert check() == Run(130, "", "")


@pytest.mark.parametrize("files", [10, 30, 450])
def test_any_number_of_processes_finds_the_same(folder: Path, files: int) -> None:
    for number in range(files):
        (folder / f"p{number:03}.py").write_text(LEGACY * (number % 4))
    runs = {modern_ws("check", "--jobs", jobs, cwd=folder) for jobs in ("1", "2", "5", "auto")}
    assert len(runs) == 1


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_are_judged_with_what_the_others_tell(
    folder: Path, check: Command, many: bool, jobs: str
) -> None:
    (folder / "old.py").unlink()
    (folder / "net.py").write_text(
        "import websockets\n\n\nasync def dial():\n    return await websockets.connect('x')\n")
    (folder / "use.py").write_text(
        "from net import dial\n\n\nasync def main():\n    print((await dial()).open)\n")
    (folder / "lobby.py").write_text(
        "class Lobby:\n    def add(self, websocket):\n        self.all.append(websocket)\n")
    (folder / "rooms.py").write_text("from lobby import Lobby\n\nlobby = Lobby()\n")
    (folder / "app.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    (folder / "main.py").write_text("import uvicorn\n\nuvicorn.run('app:app')\n")
    for number in range(60 if many else 0):
        (folder / f"other{number}.py").write_text("import websockets\n")
    shown = check.json("-j", jobs, ".")
    assert {(item["path"], item["code"]) for item in shown["findings"]} == {
        ("./use.py", "WS304"), ("./rooms.py", "WS401")}
    shown = check.json("-j", jobs, "--no-project", ".")
    assert {(item["path"], item["code"]) for item in shown["findings"]} == {
        ("./main.py", "WS501"), ("./main.py", "WS502")}


def test_an_error_of_ours_leaves_the_judgement_of_each_file(
    folder: Path, check: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("flake8_modern_ws.project.library.Library.facts", fail)
    (folder / "other.py").write_text("import old\n")
    shown = check(".")
    assert shown.code == 1
    assert "WS101" in shown.output
    assert "left out: internal error (RuntimeError)" in shown.errors
