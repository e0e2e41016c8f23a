"""The lines on which settings and declarations stand, for people who look for them.

Files are searched line by line: parsers of TOML and of INI files keep no line numbers. What is
written in an unusual way is found less exactly, at the worst as the file alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import dependencies, requirements

_TOML_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_TOML_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_TOML_KEY = re.compile(rf"\s*(?P<name>{_TOML_PART}(?:\s*\.\s*{_TOML_PART})*)\s*=")
_TOML_TEXT = re.compile(r"""(?:"([^"]*)"|'([^']*)')""")
_INI_HEADER = re.compile(r"\[(?P<name>[^]]+)\]")
_INI_OPTION = re.compile(r"(?P<name>[^\s#;=:][^=:]*?)\s*[=:]")


def show(path: str, line: int | None) -> str:
    """A place as compilers write it: ``path:line``."""
    return path if line is None else f"{path}:{line}"


def file_of(place: str) -> str:
    """The path of a place that ``show`` has written."""
    path, colon, line = place.rpartition(":")
    return path if colon and line.isdecimal() else place


def toml_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line with its number and the dotted path of the key that it belongs to."""
    table = key = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = _TOML_HEADER.match(line)
        assignment = _TOML_KEY.match(line)
        if header is not None and not line.rstrip().endswith(","):
            table, key = _dotted(header["name"]), ""
        elif assignment is not None:
            key = _dotted(assignment["name"])
        yield number, ".".join(filter(None, (table, key))), line


def _dotted(name: str) -> str:
    return ".".join(part.strip("\"'") for part in re.findall(_TOML_PART, name))


def toml_line(text: str, *paths: str) -> int | None:
    """The first line of a key, given by one or more dotted paths, or of a table around it."""
    found: dict[str, int] = {}
    for number, path, _ in toml_lines(text):
        found.setdefault(path, number)
    pending = list(paths)
    while pending:
        for path in pending:
            if path in found:
                return found[path]
        pending = [path.rpartition(".")[0] for path in pending if "." in path]
    return None


def ini_lines(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Each line of a section with its number, section, option and text."""
    section = option = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = _INI_HEADER.match(line)
        assignment = None if line[:1].isspace() else _INI_OPTION.match(line)
        if header is not None:
            section, option = header["name"], ""
        elif assignment is not None:
            option = assignment["name"].lower()
        yield number, section, option, line


def ini_line(text: str, section: str, option: str) -> int | None:
    """The line on which an option of a section starts."""
    for number, in_section, name, _ in ini_lines(text):
        if (in_section, name) == (section, option):
            return number
    return None


def declared(package: str, declaration: dependencies.Declaration) -> list[str]:
    """Where the requirements of a declaration stand, ``path:line`` each."""
    found = []
    for path in declaration.files:
        text = dependencies.read_text(path) or ""
        if path.endswith(".toml"):
            names = declaration.origin.partition(": ")[2].split(" and ")
            lines = _in_toml(package, text, names)
        elif path.endswith(".cfg"):
            lines = _in_ini(package, text)
        else:
            lines = _in_requirements(package, text)
        found += [show(path, line) for line in lines] or [path]
    return found


def _in_toml(package: str, text: str, names: list[str]) -> list[int]:
    from packaging.utils import canonicalize_name

    lines: dict[str, int] = {}
    for number, path, line in toml_lines(text):
        if not any(f"{path}.".startswith(f"{name}.") for name in names):
            continue
        if canonicalize_name(path.rpartition(".")[2]) == package and path not in names:
            lines.setdefault(path, number)
        elif any(requirements.specifier(package, double or single) is not None
                 for double, single in _TOML_TEXT.findall(line)):
            lines.setdefault(f"{number}", number)
    return list(lines.values())


def _in_ini(package: str, text: str) -> list[int]:
    lines = []
    for number, section, _, line in ini_lines(text):
        if section.startswith("options"):
            requirement = line.partition("=")[2] if not line[:1].isspace() else line
            if requirements.specifier(package, requirement.partition("#")[0].strip()) is not None:
                lines.append(number)
    return lines


def _in_requirements(package: str, text: str) -> list[int]:
    return [number for number, line in requirements.logical_lines(text)
            if requirements.specifier(package, requirements.without_options(line)) is not None]
