"""The lines on which settings and declarations are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_modern_ws.settings import places
from flake8_modern_ws.settings.dependencies import find

TABLE = "tool.flake8-modern-ws"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool.flake8-modern-ws]\nwebsockets = '14'\n", 2),
        ("[project]\nwebsockets = 1\n\n[tool . 'flake8-modern-ws'] # x\n\n'websockets'='14'", 6),
        ("[tool]\nflake8-modern-ws.websockets = '14'\n", 2),
        ("[tool]\nflake8-modern-ws = { websockets = '14' }\n", 2),
        ("[tool.flake8-modern-ws]\nenable = [\n  'websockets = 1',\n]\nwebsockets = '14'", 5),
        ("[tool.flake8]\nwebsockets = '14'\n", None),
        ("", None),
    ],
)
def test_a_key_of_a_table_is_found(text: str, line: int | None) -> None:
    found = places.toml_line(text, f"{TABLE}.websockets")
    assert found == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[flake8]\nselect = WS\n", 2),
        ("[flake8]\nignore =\n    W503,\n    select = 1\nSELECT: WS\n", 5),
        ("[other]\nselect = WS\n[flake8]\n# select = E\nselect=WS\n", 5),
        ("[other]\nselect = WS\n", None),
    ],
)
def test_an_option_of_a_section_is_found(text: str, line: int | None) -> None:
    assert places.ini_line(text, "flake8", "select") == line


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"pyproject.toml": "[project]\ndependencies = [\n  'httpx',\n  'websockets>=13',\n]\n"},
         ["pyproject.toml:4"]),
        ({"pyproject.toml": "[project]\ndependencies = ['websockets>=13', 'httpx']\n"
                            "[project.optional-dependencies]\nold = ['websockets==12.0']\n"},
         ["pyproject.toml:2"]),
        ({"pyproject.toml": "[project.optional-dependencies]\na = [\n\"websockets>=14\"]\n"
                            "[dependency-groups]\ntest = ['WebSockets==14.2']\n"},
         ["pyproject.toml:3", "pyproject.toml:5"]),
        ({"pyproject.toml": "[tool.poetry.dependencies]\npython = '^3.10'\n"
                            "websockets = [\n{version='^13.1'},\n]\n"},
         ["pyproject.toml:3"]),
        ({"pyproject.toml": "[tool.poetry.group.live.dependencies]\nwebsockets = '^13.1'\n"
                            "[tool.poetry.dev-dependencies]\nWebsockets = '^14'\n"},
         ["pyproject.toml:2", "pyproject.toml:4"]),
        ({"requirements.txt": "-r base.in\nhttpx\n",
          "base.in": "# websockets\nhttpx \\\n  --hash=sha256:0\nwebsockets>=13 --hash=sha256:1\n"},
         ["base.in:4"]),
        ({"setup.cfg": "[metadata]\nname = websockets\n[options]\ninstall_requires =\n"
                       "    httpx\n    websockets>=13  # why\n"},
         ["setup.cfg:6"]),
        ({"setup.cfg": "[options]\ninstall_requires = file: needs.txt\n",
          "needs.txt": "\nwebsockets\n"},
         ["needs.txt:2"]),
    ],
)
def test_the_requirements_of_a_declaration_are_found(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    declaration = find("websockets", str(tmp_path))
    assert declaration is not None
    found = places.declared("websockets", declaration)
    assert [Path(place).relative_to(tmp_path).as_posix() for place in found] == expected
