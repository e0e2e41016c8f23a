"""Requirements, one by one (PEP 508) and in the files of pip.

The format of the files: https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

#: How many files includes may lead to.
_FILES = 100
_INCLUDE = re.compile(
    r"(?:(?P<requirement>-r|--requirement)|(?P<constraint>-c|--constraint))[\s=]*(?P<path>\S.*)")
_COMMENT = re.compile(r"(?:^|\s+)#.*$")
_OPTION = re.compile(r"\s--?[A-Za-z].*$")


def specifier(package: str, text: str) -> str | None:
    """The specifier of a requirement that names the package, else None.

    Markers and extras are left aside: a requirement under a marker counts. One with an
    address in place of a version allows any version.
    """
    if package not in text.lower():
        return None
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    try:
        requirement = Requirement(text)
        requirement.specifier.contains("1")  # some bounds are read only when they are asked
    except ValueError:  # InvalidRequirement, or a number that is too long
        return None
    return str(requirement.specifier) if canonicalize_name(requirement.name) == package else None


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a requirements file without comments, each with the number of its first line.

    A backslash at the end joins a line with the next one.
    """
    number, start, joined = 0, 1, ""
    for line in text.splitlines():
        number += 1
        joined += line
        if joined.endswith("\\"):
            joined = joined[:-1] + " "
            continue
        yield start, _COMMENT.sub("", joined).strip()
        start, joined = number + 1, ""
    if joined:
        yield start, _COMMENT.sub("", joined).strip()


def included(line: str) -> str | None:
    """The path that a line includes by ``-r`` or ``-c``; None if it does not, or by address."""
    include = _INCLUDE.match(line)
    if include is None:
        return None
    path = include["path"].strip().strip("\"'")
    return None if "://" in path else path


def without_options(line: str) -> str:
    """A requirement without what pip reads behind it, such as ``--hash``."""
    return _OPTION.sub("", line)


class Files:
    """Collects what some files and the files that they include say of one package."""

    def __init__(self, package: str, read: Callable[[str], str | None]) -> None:
        self._package = package
        self._read = read
        self._seen: set[tuple[str, bool]] = set()
        #: The files that name the package, in the order in which they were read.
        self.naming: dict[str, None] = {}
        self._required: list[str] = []
        self._constrained: list[str] = []

    def specifiers(self) -> Iterator[str]:
        """What was collected: each requirement, narrowed by all constraints.

        Constraints alone count as well: they bound what another package brings.
        """
        narrowing = ",".join(filter(None, self._constrained))
        if not self._required:
            yield from self._constrained
        for required in self._required:
            yield ",".join(filter(None, (required, narrowing)))

    def collect(self, path: str) -> bool:
        """Read a file and what it includes; whether anything named the package."""
        before = len(self._required) + len(self._constrained)
        self._collect([(path, False)])
        return len(self._required) + len(self._constrained) > before

    def collect_text(self, text: str, path: str) -> None:
        """Read requirements that stand in another file, such as ``setup.cfg``."""
        self._lines(text, path, False)

    def _collect(self, pending: list[tuple[str, bool]]) -> None:
        while pending and len(self._seen) < _FILES:
            path, constraint = pending.pop()
            try:
                key = (os.path.realpath(path), constraint)
            except ValueError:  # a null byte
                continue
            if key in self._seen:
                continue
            self._seen.add(key)
            text = self._read(path)
            if text is not None:
                pending.extend(self._lines(text, path, constraint))

    def _lines(self, text: str, path: str, constraint: bool) -> list[tuple[str, bool]]:
        """Take the requirements of a text; give back the files that it includes."""
        files: list[tuple[str, bool]] = []
        for _, line in logical_lines(text):
            include = _INCLUDE.match(line)
            if include is not None:
                file = included(line)
                if file is not None:
                    file = os.path.join(os.path.dirname(path), file)
                    files.append((file, constraint or include["constraint"] is not None))
            elif line and not line.startswith("-"):
                found = specifier(self._package, without_options(line))
                if found is not None:
                    self.naming[path] = None
                    (self._constrained if constraint else self._required).append(found)
        return files
