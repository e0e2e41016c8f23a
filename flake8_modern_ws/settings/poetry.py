"""Poetry's dependency tables.

The syntax of constraints: https://python-poetry.org/docs/dependency-specification/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLAUSE = re.compile(r"(\^|~=|~|===|==|!=|<=|>=|<|>|=)?\s*v?([0-9][^\s,]*|\*)")


def specifiers(package: str, table: object) -> Iterator[str]:
    """The specifiers (PEP 440) that a table of dependencies gives for a package.

    A dependency without a version (a path, an address) allows any. What cannot be understood
    counts as any version too: the table names the package all the same.
    """
    if not isinstance(table, dict):
        return
    from packaging.utils import canonicalize_name

    for name, value in table.items():
        if canonicalize_name(str(name)) != package:
            continue
        for item in value if isinstance(value, list) else [value]:
            constraint = item.get("version", "*") if isinstance(item, dict) else item
            yield from translate(constraint) if isinstance(constraint, str) else ("",)


def translate(constraint: str) -> Iterator[str]:
    """The specifiers of a constraint: one for each alternative (``^12 || ^14``)."""
    from packaging.specifiers import SpecifierSet

    for alternative in re.split(r"\s*\|\|?\s*", constraint):
        text = ",".join(filter(None, map(_clause, _CLAUSE.findall(alternative))))
        try:
            specifier = SpecifierSet(text)
            specifier.contains("1")  # some bounds are read only when they are asked
        except ValueError:  # InvalidSpecifier, or a number that is too long
            specifier = SpecifierSet()
        yield str(specifier)


def _clause(match: tuple[str, str]) -> str:
    operator, version = match
    if version == "*":
        return ""
    if operator in ("^", "~"):
        numbers = [int(part) for part in re.findall(r"\d{1,9}", version.partition("-")[0])]
        upper = _caret(numbers) if operator == "^" else _tilde(numbers)
        return f">={version},<{'.'.join(map(str, upper))}"
    if operator in ("", "="):
        return f"=={version}"
    return operator + version


def _caret(numbers: list[int]) -> list[int]:
    """Up to the next change of the leftmost number that is not zero."""
    for index, number in enumerate(numbers):
        if number or index == len(numbers) - 1:
            return [*numbers[:index], number + 1]
    return numbers


def _tilde(numbers: list[int]) -> list[int]:
    """Up to the next minor release, or major release if no minor one is named."""
    return [numbers[0], numbers[1] + 1] if len(numbers) > 1 else [numbers[0] + 1]
