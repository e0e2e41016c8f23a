"""Submodule of `websockets` used after `import websockets` alone.

## What it does
Reports `websockets.exceptions.ConnectionClosed` and kin in a file that imports the package but
none of its submodules, and that touches none of the names that the package loads on demand, such
as `websockets.connect`.

## Why is this bad?
`import websockets` loads no submodule since 9.0: the attribute is missing, and the program fails
with `AttributeError`, until something else happens to load the submodule. That is often the case
in tests and not in the code path of an early error.

## Example
```python
import websockets


def is_closed(error):
    return isinstance(error, websockets.exceptions.ConnectionClosed)
```

## Use instead
```python
import websockets.exceptions


def is_closed(error):
    return isinstance(error, websockets.exceptions.ConnectionClosed)
```

## Fix safety
The import can be added without changing anything else.

## References
- Lazy imports: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Python's import system, submodules: https://docs.python.org/3/reference/import.html#submodules
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import exports, presence
from ..catalog.rows import Fix
from ..findings import Level
from ..model.events import Reference, WholeModule
from ..plans import AddImport
from .conditions import is_protected, never_runs
from .paths import beyond
from .rule import Context, Report, Rule

_PACKAGE = "websockets"


def check(event: WholeModule, context: Context) -> Iterable[Report]:
    """All references at once: one that loads the submodules excuses the others."""
    model = context.model
    if not any(item.path == _PACKAGE for item in model.imported_names):
        return
    candidates = [
        (reference, submodule) for reference in model.references
        if reference.bound == (_PACKAGE,) and (submodule := _submodule(reference)) is not None
    ]
    if not candidates or _loads_submodules(context):
        return
    newest = context.supported("websockets")
    for reference, submodule in candidates:
        since = exports.IMPLICIT_SUBMODULES[submodule]
        if not newest.reaches(since):
            continue
        if beyond(reference.paths[0], _PACKAGE) is not None:
            continue  # legacy: reported as such
        if never_runs(reference, context) or is_protected(reference, context):
            continue
        submodule = _innermost(submodule, reference)
        yield Report(
            reference.node,
            f"'{submodule}' is not imported, an AttributeError since websockets {since} "
            f"unless other code loads it",
            f"Add 'import {submodule}'.",
            Level.ERROR,
            AddImport(Fix.SAFE, presence.introduced_in(submodule), "", submodule, reference),
        )


def _submodule(reference: Reference) -> str | None:
    parts = reference.paths[0].split(".")
    submodule = ".".join(parts[:2])
    return submodule if submodule in exports.IMPLICIT_SUBMODULES else None


def _innermost(module: str, reference: Reference) -> str:
    """The module that has to be imported: that of a package does not load those inside."""
    for part in reference.paths[0].split(".")[2:]:
        inner = f"{module}.{part}"
        if part[:1].isupper() or not any(
            path.startswith(f"{inner}.") for path in exports.INTRODUCED
        ):
            break
        module = inner
    return module


def _loads_submodules(context: Context) -> bool:
    model = context.model
    for item in model.imported_names:
        if item.star or (item.path != _PACKAGE and not item.path.endswith(".__version__")):
            return True
    if any(not item.tested for item in model.path_strings):
        return True
    return any(
        _is_lazy(path.split(".")[1])
        for reference in model.references for path in reference.paths
        if path.startswith(_PACKAGE + "."))


def _is_lazy(name: str) -> bool:
    """Whether touching an attribute of the package loads submodules, legacy names included."""
    return not (name.startswith("__") or name == "version"
                or f"{_PACKAGE}.{name}" in exports.IMPLICIT_SUBMODULES)


RULE = Rule(
    code="WS109",
    slug="implicit-submodule",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: check},
)
