"""Legacy path of `websockets` in a string that is imported or patched.

## What it does
Reports deprecated and removed paths that stand as constant strings in `importlib.import_module`,
`__import__`, `pkgutil.resolve_name`, `unittest.mock.patch` and its forms, pytest's `monkeypatch`
and `mocker`, `sys.modules[...]` and kin; also through a constant, a concatenation or an f-string
without holes. Strings that are only asked for, as in `find_spec(...) is not None`, are not
reported, nor are names of loggers, nor targets that pass through another package, such as
`"myapp.client.websockets.connect"`.

## Why is this bad?
No tool that reads imports sees them, and they never reach the deprecation warning of the code
that they stand for. A patched legacy path is worse: `websockets.connect` no longer reads it, so
that the test runs against the network while it seems to be isolated.

## Example
```python
from unittest import mock


@mock.patch("websockets.client.connect")
def test_reconnects(connect):
    ...
```

## Use instead
```python
from unittest import mock


@mock.patch("websockets.asyncio.client.connect")
def test_reconnects(connect):
    ...
```

## Fix safety
The program that is patched has to be changed with its test, and the mock has to act like the new
implementation.

## References
- Where to patch: https://docs.python.org/3/library/unittest.mock.html#where-to-patch
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import names
from ..model.path_strings import PathString
from .conditions import is_guarded
from .paths import report
from .rule import Context, Report, Rule


def check(event: PathString, context: Context) -> Iterable[Report]:
    """A path in a string that meets a row of the catalog, all groups alike."""
    row = names.longest_match(event.path)
    if row is None or event.tested or _is_told_twice(event, context):
        return
    if not is_guarded(event, context):
        yield from report(event.path, row, event, context)


def _is_told_twice(event: PathString, context: Context) -> bool:
    """A keyword of ``patch.multiple`` whose target, a string before it, is legacy itself."""
    if getattr(event.node, "arg", None) is None:
        return False
    return names.longest_match(event.path.rpartition(".")[0]) is not None


RULE = Rule(
    code="WS105",
    slug="legacy-path-in-string",
    since="0.1.0",
    documentation=__doc__,
    checks={PathString: check},
)
