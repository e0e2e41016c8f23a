"""Declarations that are odd, broken or hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_modern_ws.settings import poetry
from flake8_modern_ws.settings.dependencies import find
from flake8_modern_ws.settings.versions import from_specifiers

RELEASES = ("12.0", "13.0", "13.1", "14.0", "15.0.1")


def declared(folder: Path, **files: str | bytes) -> tuple[str, ...] | None:
    """What is found in a repository with these files (``__`` for dots in their names)."""
    (folder / ".git").mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(data)
    declaration = find("websockets", str(folder))
    return None if declaration is None else declaration.specifiers


def test_includes_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    assert declared(
        tmp_path, requirements__txt="-r other.txt\n", other__txt="-r requirements.txt\nwebsockets"
    ) == ("",)


def test_a_long_chain_of_includes_ends(tmp_path: Path) -> None:
    for index in range(300):
        (tmp_path / f"part{index}.txt").write_text(f"-r part{index + 1}.txt\n")
    (tmp_path / "part300.txt").write_text("websockets>=13\n")
    assert declared(tmp_path, requirements__txt="-r part0.txt") is None


def test_an_include_that_is_missing_or_remote_is_left_aside(tmp_path: Path) -> None:
    assert declared(
        tmp_path,
        requirements__txt="-r missing.txt\n-r https://example.org/base.txt\n-r .\nwebsockets>=13",
    ) == (">=13",)


def test_an_include_that_cannot_be_a_path_is_left_aside(tmp_path: Path) -> None:
    assert declared(tmp_path, requirements__txt="-r a\0b.txt\nwebsockets>=13") == (">=13",)


@pytest.mark.parametrize("text", [
    "\ufeffwebsockets>=13",
    "websockets\\\n  >=13  # why",
    "websockets >=13 --hash=sha256:00 \\\n --hash=sha256:11",
    "-i https://example.org/simple\n\n# websockets==1\nwebsockets>=13 ; sys_platform != 'win32'",
    "WebSockets [extra] >= 13\r\nwebsockets-proxy==1\nmywebsockets==2",
])
def test_lines_of_requirement_files(tmp_path: Path, text: str) -> None:
    assert declared(tmp_path, requirements__txt=text) == (">=13",)


def test_bytes_that_are_no_text_declare_nothing(tmp_path: Path) -> None:
    assert declared(
        tmp_path, pyproject__toml=b"\xff\xfe websockets \x00",
        requirements__txt=b"\x00websockets\xff",
        setup__cfg=b"[options\nwebsockets",
    ) is None


@pytest.mark.parametrize("text", [
    "project = 1 # websockets",
    "[project]\ndependencies = 'websockets>=13'",
    "[project]\ndependencies = [1, {}, 'websockets>>13']",
    "[project.optional-dependencies]\nx = 'websockets'",
    "[dependency-groups]\nx = [{include-group = 'websockets'}]",
    "[tool.poetry]\ndependencies = ['websockets']\ngroup = []",
    "[tool]\npoetry = 'websockets'",
])
def test_tables_of_another_shape_declare_nothing(tmp_path: Path, text: str) -> None:
    assert declared(tmp_path, pyproject__toml=text) is None


def test_setup_cfg_may_name_a_file(tmp_path: Path) -> None:
    assert declared(
        tmp_path, setup__cfg="[options]\ninstall_requires = file: base.in\n",
        base__in="websockets>=13\n",
    ) == (">=13",)


def test_a_repository_is_not_left(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("websockets>=13")
    folder = tmp_path / "repository"
    folder.mkdir()
    assert declared(folder) is None
    assert find("websockets", str(tmp_path)) is not None


def test_another_library_has_its_own_declaration(tmp_path: Path) -> None:
    declared(tmp_path, requirements__txt="uvicorn[standard]>=0.30\nwebsockets>=13")
    found = find("uvicorn", str(tmp_path))
    assert found is not None
    assert found.specifiers == (">=0.30",)


@pytest.mark.parametrize(("constraint", "expected"), [
    ("^13.1", ["<14,>=13.1"]), ("^0.2.3", ["<0.3,>=0.2.3"]), ("^0.0.3", ["<0.0.4,>=0.0.3"]),
    ("^0", ["<1,>=0"]), ("~13", ["<14,>=13"]), ("~13.1.2", ["<13.2,>=13.1.2"]),
    ("13.1", ["==13.1"]), ("13.*", ["==13.*"]), ("*", [""]), (">=12 <14", ["<14,>=12"]),
    ("^12 | ^14", ["<13,>=12", "<15,>=14"]), ("newest", [""]), ("==" + "9" * 5000, [""]),
])
def test_constraints_of_poetry(constraint: str, expected: list[str]) -> None:
    assert list(poetry.translate(constraint)) == expected


@pytest.mark.parametrize(("specifier", "expected"), [
    (">=99", ("15.0.1",)), ("==13.0.7", ("13.0",)), (">=1,<2", ("12.0",)),
    (">=15.1rc1", ("15.0.1",)), ("===text", ("12.0",)),
])
def test_a_specifier_that_no_release_satisfies(specifier: str, expected: tuple[str, ...]) -> None:
    supported = from_specifiers([specifier], RELEASES, "test")
    assert supported.releases == expected
    assert supported.declared
