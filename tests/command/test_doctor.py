"""``doctor``: where settings come from, and traps with their remedies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flake8_modern_ws.command.doctor import tools
from flake8_modern_ws.command.main import main
from flake8_modern_ws.settings import OPTIONS

GOOD = {"flake8": "7.3.0", "ast-grep-py": "0.40.0"}
NOQA = "import os  # noqa: WS101\nprint(os)\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository as the working directory, and tools as they should be."""
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(tools, "version", GOOD.get)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("PATH", str(tmp_path))
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def doctor(capsys: pytest.CaptureFixture[str], *paths: str) -> tuple[int, str]:
    code = main(["doctor", *paths])
    captured = capsys.readouterr()
    assert captured.err == ""
    return code, captured.out


def line_with(text: str, start: str) -> str:
    (line,) = (line for line in text.splitlines() if line.strip().startswith(start))
    return line


def test_a_project_without_configuration_has_defaults_and_no_trap(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, output = doctor(capsys)
    assert code == 0
    assert "No traps found." in output
    settings = output.partition("Settings\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in settings] == [option.name for option in OPTIONS]
    assert all(line.endswith(" default") for line in settings)


def test_each_setting_tells_its_file_and_line(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, {
        ".flake8": "[flake8]\nselect = WS,E\nws-max-ping-interval = 30\nws_enable = WS309\n",
        "pyproject.toml": "[project]\nname = 'x'\n\n[tool.flake8-modern-ws]\n"
                          "max-ping-interval = 20\nwebsockets = '>=13'\nwebsocket_app = 'never'\n",
    })
    code, output = doctor(capsys)
    assert code == 0
    assert line_with(output, "max-ping-interval").split()[1:] == ["30.0", ".flake8:3"]
    assert line_with(output, "enable").split()[1:] == ["WS309", ".flake8:4"]
    assert line_with(output, "websocket-app").split()[1:] == ["never", "pyproject.toml:7"]
    assert line_with(output, "websockets  13.0 to").endswith("pyproject.toml:6")
    assert line_with(output, "flake8  .flake8")


def test_targets_tell_the_line_of_their_declaration(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, {
        "pyproject.toml": "[project]\ndependencies = [\n  'httpx',\n  'websockets>=12,<14',\n]\n",
        "requirements.txt": "uvicorn==0.30.6\n",
    })
    code, output = doctor(capsys)
    assert code == 0
    assert line_with(output, "websockets  12.0 to 13.1").endswith("pyproject.toml:4")
    assert line_with(output, "uvicorn     0.30.6").endswith("requirements.txt:1")


def test_each_path_has_its_own_targets(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, {
        "old/requirements.txt": "websockets>=10,<11\n", "old/app.py": "",
        "new/requirements.txt": "websockets>=14\n",
    })
    code, output = doctor(capsys, "old/app.py", "new", "old")
    assert code == 0
    assert output.index("10.0 to 10.4") < output.index("14.0 to")
    assert output.count("Supported releases in old") == 1


#: Files; the start of the line of the trap; a word of its remedy.
TRAPS = [
    ({".flake8": "[flake8]\nextend-ignore = W\n"}, ".flake8:2: 'W'", "W1,W2"),
    ({"tox.ini": "[tox]\n\n[flake8]\nselect = WS\n", ".flake8": "\n[flake8]\nmax-line-length=99"},
     ".flake8:2: flake8 reads one file, tox.ini", "Move"),
    ({"setup.cfg": "flake8\n[x\n", ".flake8": "[flake8]\nselect = WS\n"},
     "setup.cfg: flake8 passes over", "Correct"),
    ({"pyproject.toml": "[tool.black]\n\n[tool.flake8]\nselect = ['WS']\n"},
     "pyproject.toml:3: flake8 does not read pyproject.toml", "Flake8-pyproject"),
    ({".flake8": "[flake8]\nselect = WS\nws-websocket = 14\n"},
     ".flake8:3: flake8 leaves 'ws-websocket' aside", "'ws-websockets'"),
    ({".flake8": "[flake8]\nws-enable = WS309 WS6\n"}, ".flake8:2: 'enable' names WS6", "rules"),
    ({"pyproject.toml": "[project]\ndependencies = ['websockets>=12' 1]\n"},
     "pyproject.toml:2: is not valid TOML", "Correct"),
    ({"setup.cfg": "[options\ninstall_requires = websockets>=12\n"},
     "setup.cfg: is not a valid file", "Correct"),
    ({"requirements-dev.txt": "httpx\nwebsockets=>12  # typo\n"},
     "requirements-dev.txt:2: 'websockets=>12' is not a requirement", "websockets>=13"),
    ({"pyproject.toml": "[project]\ndependencies = [\n  'websockets >= twelve',\n]\n"},
     "pyproject.toml:3: 'websockets >= twelve' is not a requirement", "websockets>=13"),
    ({"requirements.txt": "-r base.txt\nwebsockets>=13\n"},
     "requirements.txt:1: includes a file that is not there", "path"),
    ({"requirements.txt": "websockets>=13\n" + "#" * 4_000_000},
     "requirements.txt: is larger than 4 MB: what it declares does not count", "Declare"),
    ({"pyproject.toml": "[tool.ruff.lint]\nextend-select = ['RUF']\n"},
     "pyproject.toml:2: ruff checks noqa", 'external = ["WS"]'),
]


@pytest.mark.parametrize(
    ("files", "start", "remedy"), TRAPS, ids=[start.partition(": ")[2] for _, start, _ in TRAPS])
def test_a_trap_is_two_lines(
    files: dict[str, str], start: str, remedy: str,
    capsys: pytest.CaptureFixture[str], project: Path,
) -> None:
    write(project, files)
    code, output = doctor(capsys)
    assert code == 1, output
    lines = output.partition("Traps\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) == 2, lines
    assert lines[0].startswith(f"  {start}")
    assert remedy in lines[1]


BROKEN = [
    ({".flake8": "[flake8]\nws-max-ping-interval = soon\n"}, ".flake8:2: "),
    ({".flake8": "[flake8]\nselect = WS\nselect = E\n"}, ".flake8"),
    ({".flake8": "[flake8]\nignore = E501 # long\n"}, ".flake8: ignore"),
    ({"pyproject.toml": "[tool.flake8-modern-ws]\nwebsocket = '14'\n"}, "'websocket'"),
    ({"pyproject.toml": "[tool.flake8-modern-ws]\nenable = 3\n"}, "enable"),
    ({".flake8": "[flake8]\nws-baseline = known.json\n"}, ".flake8:2: "),
    ({"ruff.toml": "[lint\n"}, "ruff.toml: "),
]


@pytest.mark.parametrize(("files", "word"), BROKEN)
def test_broken_configuration_ends_with_two(
    files: dict[str, str], word: str, capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, files)
    code, output = doctor(capsys)
    assert code == 2, output
    assert word in line_with(output.replace(f"{project}/", ""), output.partition(
        "Traps\n")[2].splitlines()[0].strip().replace(f"{project}/", ""))


def test_a_broken_file_is_told_once(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, {"pyproject.toml": "[tool.flake8-modern-ws]\nwebsockets =\n"})
    code, output = doctor(capsys)
    assert code == 2
    assert output.partition("Traps\n")[2].splitlines() == [
        "  pyproject.toml: broken: is not valid TOML: Invalid value (at line 2, column 13).",
        "      Correct it there; until then flake8 refuses to run."]


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": "[tool.ruff.lint]\nextend-select = ['RUF']\nexternal = ['WS']\n"},
        {"pyproject.toml": "[tool.ruff.lint]\nselect = ['ALL']\nexternal = ['W']\n"},
        {"pyproject.toml": "[tool.ruff.lint]\nselect = ['E', 'RUF0']\n"},
        {"pyproject.toml": "[tool.ruff.lint]\nselect = ['RUF']\nignore = ['RUF10']\n"},
        {"ruff.toml": "line-length = 99\n",
         "pyproject.toml": "[tool.ruff.lint]\nselect = ['RUF']\n"},
        {"ruff.toml": "extend = 'base.toml'\n[lint]\nselect = ['RUF']\n",
         "base.toml": "[lint]\nexternal = ['WS']\n"},
    ],
)
def test_ruff_that_leaves_our_comments_alone_is_no_trap(
    files: dict[str, str], capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, files)
    code, output = doctor(capsys)
    assert code == 0, output


@pytest.mark.parametrize(("ruff", "expected"), [(None, 1), ("0.15.0", 1), ("0.15.8", 0)])
def test_newer_releases_of_ruff_ask_another_rule(
    ruff: str | None, expected: int, capsys: pytest.CaptureFixture[str], project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tools, "version", {**GOOD, "ruff": ruff}.get)
    write(project, {"ruff.toml": "[lint]\nselect = ['RUF100']\n"})
    assert doctor(capsys)[0] == expected


def test_ruff_itself_agrees(capsys: pytest.CaptureFixture[str], project: Path) -> None:
    """With the trap ruff offers to remove the comment, with the remedy it does not."""
    pytest.importorskip("ruff")
    write(project, {"app.py": NOQA, "ruff.toml": "[lint]\nselect = ['RUF']\n"})
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "app.py"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "WS101" in ran.stdout
    assert doctor(capsys)[0] == 1
    write(project, {"ruff.toml": "[lint]\nselect = ['RUF']\nexternal = ['WS']\n"})
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert doctor(capsys)[0] == 0


@pytest.mark.parametrize(
    ("installed", "words"),
    [
        ({"ast-grep-py": "0.40.0"}, "flake8 is not installed"),
        ({"flake8": "5.0.4", "ast-grep-py": "0.40.0"}, "flake8 5.0.4 is too old"),
        ({"flake8": "7.0.0"}, "ast-grep-py is not installed"),
        ({"flake8": "7.0.0", "ast-grep-py": "0.35.9"}, "ast-grep-py 0.35.9 is too old"),
    ],
)
def test_missing_and_old_tools_are_traps(
    installed: dict[str, str], words: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tools, "version", installed.get)
    code, output = doctor(capsys)
    assert code == 1
    (line,) = (line for line in output.splitlines() if words in line)
    following = output.splitlines()[output.splitlines().index(line) + 1]
    assert "pip install" in following


@pytest.mark.skipif(sys.platform == "win32", reason="the layout of POSIX")
@pytest.mark.parametrize("installed", [False, True])
def test_a_flake8_of_another_environment_is_a_trap_unless_it_has_the_plugin(
    installed: bool, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environment = tmp_path / "environment"
    packages = environment / "lib" / "python3.12" / "site-packages"
    write(environment, {"bin/flake8": "#!/bin/sh\n", "pyvenv.cfg": ""})
    (packages / ("flake8_modern_ws" if installed else "flake8")).mkdir(parents=True)
    (environment / "bin" / "flake8").chmod(0o755)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "flake8").symlink_to(environment / "bin" / "flake8")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    code, output = doctor(capsys)
    assert code == (0 if installed else 1)
    assert ("pipx inject" in output) is not installed


def test_a_path_that_is_not_there_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "missing"]) == 2
    assert "missing" in capsys.readouterr().err


def test_a_target_without_lower_bound_is_noted(
    capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    write(project, {"requirements.txt": "httpx\nwebsockets<16\n"})
    code, output = doctor(capsys)
    assert code == 0
    assert "  requirements.txt:2: no lower bound of websockets" in output.partition("Notes\n")[2]


def test_it_runs_where_nothing_is_replaced(project: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "flake8_modern_ws", "doctor"],
                         capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.returncode in (0, 1)  # ast-grep-py may be missing
    assert "Python" in ran.stdout
