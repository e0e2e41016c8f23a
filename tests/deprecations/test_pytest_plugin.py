"""The plugin for pytest in a run of its own, against a library that warns as the real one does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

#: Modules of a library called websockets, with the ways in which the real one warns.
LIBRARY = {
    "__init__.py": '''
import warnings
def __getattr__(name):
    if name == "InvalidStatusCode":
        warnings.warn(f"websockets.{name} is deprecated", DeprecationWarning, stacklevel=2)
        return Exception
    raise AttributeError(name)
''',
    "legacy/__init__.py": '''
import warnings
warnings.warn("websockets.legacy is deprecated; see the upgrade guide", DeprecationWarning)
''',
    "legacy/client.py": '''
import warnings
class Connect:
    def __init__(self, uri, timeout=None):
        if timeout is not None:
            warnings.warn("rename timeout to close_timeout", DeprecationWarning)
connect = Connect
''',
    "legacy/server.py": '''
import warnings
def remove_path_argument(handler):
    warnings.warn("remove second argument of ws_handler", DeprecationWarning)
async def serve(handler):
    import asyncio
    asyncio.get_running_loop().call_soon(remove_path_argument, handler)
    await asyncio.sleep(0)
''',
    "exceptions.py": '''
import warnings
class ConnectionClosed(Exception):
    @property
    def code(self):
        warnings.warn("ConnectionClosed.code is deprecated", DeprecationWarning)
        return 1006
''',
}
PROGRAM = '''
import asyncio
from websockets.legacy.client import connect
import websockets.exceptions

def by_name(name):
    return getattr(websockets, name)

def code(error):
    return error.code

def opened():
    return connect(
        "ws://localhost",
        timeout=5,
    )
'''
TESTS = '''
import asyncio
import pytest
import program
from websockets.exceptions import ConnectionClosed

@pytest.mark.parametrize("time", [1, 2])
def test_name(time):
    program.by_name("InvalidStatusCode")

def test_code():
    assert program.code(ConnectionClosed()) == 1006

def test_open():
    program.opened()

def test_serve():
    from websockets.legacy.server import serve
    asyncio.run(serve(None))
'''
MISSED = ["program.py:6: websockets.InvalidStatusCode is deprecated (2 times)",
          "program.py:9: ConnectionClosed.code is deprecated"]
REPORTED = ["program.py:12: rename timeout to close_timeout [WS301]",
            "program.py:2: websockets.legacy is deprecated; see the upgrade guide [WS101]"]
ELSEWHERE = ["websockets.legacy.server.remove_path_argument: remove second argument of ws_handler "
             "[WS302]"]


@pytest.fixture
def project(
    pytester: pytest.Pytester, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> pytest.Pytester:
    """A program with its tests, and the library where libraries are."""
    library = tmp_path_factory.mktemp("library") / "site-packages"
    for name, text in LIBRARY.items():
        path = library / "websockets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(library))
    (pytester.path / ".git").mkdir()
    pytester.makepyfile(program=PROGRAM, test_program=TESTS)
    return pytester


def run(project: pytest.Pytester, *arguments: str, plugin: bool = True) -> pytest.RunResult:
    enabled = ["-p", "flake8_modern_ws.pytest"] if plugin else []
    return project.runpytest_subprocess("-p", "no:cacheprovider", *enabled, *arguments)


def groups(result: pytest.RunResult) -> dict[str, list[str]]:
    """The lines of our section, by the title above them."""
    found: dict[str, list[str]] = {}
    inside, title = False, ""
    for line in result.outlines:
        if line.startswith("==="):
            inside = "deprecations of websockets" in line
        elif inside and line.startswith("  "):
            found[title].append(line.strip())
        elif inside:
            title = line
            found[title] = []
    return {title: sorted(lines) for title, lines in found.items()}


EVERYTHING = {
    "not reported by modern-ws:": sorted(MISSED),
    "reported by modern-ws:": sorted(REPORTED),
    "not caused by a line of the project itself:": ELSEWHERE,
}


@pytest.mark.parametrize(
    "arguments",
    [["-p", "no:xdist"], ["-p", "no:warnings", "-p", "no:xdist"],
     ["-W", "ignore::DeprecationWarning"]],
    ids=["plain", "without-warnings", "ignored"],
)
def test_warnings_are_listed_by_what_is_reported(
    project: pytest.Pytester, arguments: list[str]
) -> None:
    result = run(project, *arguments)
    result.assert_outcomes(passed=5, warnings=None)
    assert groups(result) == EVERYTHING


def test_workers_hand_over_what_they_observed(project: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    result = run(project, "-n", "2")
    result.assert_outcomes(passed=5)
    # Each process imports the program, so that the warning of a module may be met twice.
    lines = {title: [line.removesuffix(" (2 times)") for line in lines]
             for title, lines in groups(result).items()}
    assert lines == {title: [line.removesuffix(" (2 times)") for line in lines]
                     for title, lines in EVERYTHING.items()}


def test_warnings_that_are_errors_are_listed_too(project: pytest.Pytester) -> None:
    project.makepyfile(program=PROGRAM.replace(".legacy.client", ".exceptions").replace(
        "connect\n", "ConnectionClosed as connect\n", 1))
    result = run(project, "-W", "error")
    result.assert_outcomes(failed=5)
    assert groups(result)["not reported by modern-ws:"] == sorted(MISSED)
    # The traceback ends where the library warns, as without the plugin.
    result.stdout.no_fnmatch_line("*flake8_modern_ws*")


@pytest.mark.parametrize("arguments", [[], ["-W", "error"], ["-W", "ignore"], ["-n", "2"]])
def test_the_run_is_the_same_as_without(
    project: pytest.Pytester, arguments: list[str]
) -> None:
    if "-n" in arguments:
        pytest.importorskip("xdist")
        # Which worker runs what is left to chance, so are the counts of the summary.
        arguments = [*arguments, "--dist=loadfile"]
    with_plugin = run(project, *arguments)
    without = run(project, *arguments, plugin=False)
    assert with_plugin.ret == without.ret

    def told(result: pytest.RunResult) -> str:
        text = re.sub(r"=+ deprecations of websockets .*?\n(?==)", "", result.stdout.str(),
                      flags=re.DOTALL)
        text = re.sub(r"in \d+\.\d+s|=+|created: .*", "", text)
        return "\n".join(filter(None, text.splitlines()))

    assert told(with_plugin) == told(without)


def test_a_conftest_can_name_the_plugin(project: pytest.Pytester) -> None:
    project.makeconftest("pytest_plugins = ['flake8_modern_ws.pytest']\n")
    result = run(project, plugin=False)
    result.assert_outcomes(passed=5, warnings=6)
    assert groups(result) == EVERYTHING


def test_a_run_without_such_warnings_says_so(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import warnings\ndef test(): warnings.warn('x', DeprecationWarning)")
    result = run(pytester)
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(["*deprecations of websockets and uvicorn*", "none met"])


def test_an_error_of_the_plugin_changes_no_outcome(project: pytest.Pytester) -> None:
    project.makeconftest("import flake8_modern_ws.pytest as plugin\n"
                         "plugin.compare = lambda *anything: 1 / 0\n")
    result = run(project)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["modern-ws failed (ZeroDivisionError*"])


def test_bad_settings_change_no_outcome(project: pytest.Pytester) -> None:
    (Path(project.path) / ".flake8").write_text("[flake8]\nws-websockets = fourteen\n")
    result = run(project)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["without settings: *fourteen*", "not reported by modern-ws:"])
