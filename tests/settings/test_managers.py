"""Settings of the rules on connection managers."""

from __future__ import annotations

import io

import pytest

from flake8_modern_ws.settings.errors import SettingsError
from flake8_modern_ws.settings.patterns import matches_file
from flake8_modern_ws.settings.settings import Settings, combine
from flake8_modern_ws.words import families, mentions_tokens

from ..expectations import check


@pytest.mark.parametrize("name", [
    "manager_pattern", "generic_manager_pattern", "manager_exclude"])
@pytest.mark.parametrize("value", ["(", "a{2,1}", "", "[z-a]"])
def test_a_bad_pattern_is_one_clear_line(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        combine({name: value}, {}, None)
    text = str(caught.value)
    assert text.startswith(f"--ws-{name.replace('_', '-')}: ")
    assert "regular expression" in text
    assert "\n" not in text


@pytest.mark.parametrize("name", [
    "connection_types", "banned_managers", "manager_factories", "user_context_argument"])
def test_a_bad_name_is_one_clear_line(name: str) -> None:
    with pytest.raises(SettingsError, match="is not a name or a dotted name"):
        combine({name: "app.ws:Manager"}, {}, None)


@pytest.mark.parametrize(
    ("filename", "is_test"),
    [
        ("test_chat.py", True), ("app/test_chat.py", True), ("chat_test.py", True),
        ("tests/chat.py", True), ("app/tests/deep/chat.py", True), ("conftest.py", True),
        ("app/chat.py", False), ("tests.py", False), ("contest.py", False),
        ("app/latest.py", False), ("testing/chat.py", False), ("stdin", False),
    ],
)
def test_which_files_hold_tests(filename: str, is_test: bool) -> None:
    assert matches_file(Settings().test_pattern, filename) is is_test


def test_patterns_of_files_may_name_paths_and_nested_folders() -> None:
    assert matches_file(("app/checks/",), "src/app/checks/chat.py")
    assert not matches_file(("app/checks/",), "src/checks/chat.py")
    assert matches_file(("app/*/check.py",), "src/app/chat/check.py")
    assert not matches_file((), "tests/chat.py")


def lines(text: str) -> list[str]:
    return io.StringIO(text).readlines()


BANNED = "from app.hubs import get_hub\n\n\ndef use():\n    return get_hub()\n"


def test_names_in_settings_decide_which_files_are_looked_at() -> None:
    settings = combine({"banned_managers": "app.hubs.get_hub", "enable": "WS408"}, {}, None)
    assert not mentions_tokens(lines(BANNED))
    assert mentions_tokens(lines(BANNED), settings.words)
    assert families(BANNED, settings.words) == {"WS4"}
    found = check(BANNED, "app/use.py", banned_managers="app.hubs.get_hub", enable="WS408")
    assert [f.code for f in found] == ["WS408"]


def test_a_pattern_of_ones_own_decides_which_files_are_looked_at() -> None:
    program = "from app.rooms import Lobby\n\nlobby = Lobby()\n"
    settings = combine({"manager_pattern": "^Lobby$"}, {}, None)
    assert not mentions_tokens(lines(program))
    assert mentions_tokens(lines(program), settings.words)
    assert not mentions_tokens(lines("lobbying = 1\n"), settings.words)
    found = check(program, "app/setup.py", manager_pattern="^Lobby$")
    assert [f.code for f in found] == ["WS401"]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import websockets\n", {"WS1", "WS2", "WS3", "WS4"}),
        ("from fastapi import WebSocket\n", {"WS4"}),
        ("from aiohttp.web import WebSocketResponse\n", {"WS4"}),
        ("from app.core import ConnectionManager\n", {"WS4"}),
        ("from flask_sock import Sock\n", {"WS4"}),
        ("import json\n", set()),
    ],
)
def test_only_the_families_run_that_a_file_speaks_of(program: str, expected: set[str]) -> None:
    assert families(program) == expected
    assert mentions_tokens(lines(program)) is bool(expected)


def test_imports_tell_of_servers() -> None:
    program = "import uvicorn\nuvicorn.run('app:app')\n"
    assert mentions_tokens(lines(program))
    assert families(program) == set()
    assert [f.code for f in check(program, "serve.py")] == ["WS501", "WS502"]


@pytest.mark.parametrize("value", [
    "(a+)+$", "(a|a)*$", "(?i)(?:[A-Z][a-z]+)*$", r"(\w\w*)*$", "([A-Z][a-z]*[a-z]*)*$",
    "(a|aa)*$", "a?" * 30 + "a" * 30, r"\w*\w*\w*\w*x", "(a{1,50}){1,50}b",
    "a" * 2001, "(" * 900 + "a" + ")" * 900, "a{99999999999999999999}"])
def test_a_pattern_that_could_take_minutes_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match=r"--ws-manager-pattern: .*regular expression"):
        combine({"manager_pattern": value}, {}, None)


@pytest.mark.parametrize("value", [
    ".*WS.*Manager.*", "^Chat(Hub|Room)s?$", "(?i:ws|socket)hub$", "(?:ab|cd)*Hub",
    "^[A-Z][a-z]+(?:[A-Z][a-z]+)*Manager$", "(?i).*(socket|ws).*(manager|hub|registry).*"])
def test_ordinary_patterns_are_accepted(value: str) -> None:
    assert combine({"manager_pattern": value}, {}, None).manager_pattern.pattern == value


def test_a_pattern_is_held_against_whole_names_of_a_text() -> None:
    words = combine({"manager_pattern": "^Chat[^$]*Hub$"}, {}, None).words
    assert words.found("hub = ChatRoomHub()\n")
    assert not words.found("hub = MyChatRoomHub()\n")
    assert not words.found("Chat" + "x" * 10_000_000 + "Hub\n")
