"""Call of a manager's constructor or getter that the project forbids.

## What it does
Reports calls of what `banned-managers` names, unless they stand in a function that
`manager-factories` names, and calls of those factories without any of the arguments in
`user-context-argument`. Names are bare (`WebSocketManager`) or dotted
(`app.websocket.WebSocketManager`); imports and aliases are followed. Off by default, and nothing
to do until it is configured.

## Why is this bad?
A project that has one factory for isolated managers wants every manager to come from it, for a
user that is named: what comes from elsewhere is likely process-global, and may send events of one
user to another.

## Example
With `banned-managers = get_websocket_manager` and `manager-factories = manager_for`:

```python
# setting: banned-managers = get_websocket_manager
# setting: manager-factories = manager_for
from app.websocket_manager import get_websocket_manager


async def notify(user_id: str) -> None:
    await get_websocket_manager().send("done")
```

## Use instead
```python
# setting: banned-managers = get_websocket_manager
# setting: manager-factories = manager_for
from app.websocket_manager import manager_for


async def notify(user_id: str) -> None:
    await manager_for(user_id=user_id).send("done")
```

## Fix safety
No fix: the factory needs a user.

## References
- Recipe, an emitter for each user: docs/recipes/user_emitters
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

from ..findings import Level
from ..model.managers.events import NamedCall
from .rule import Context, Report, Rule


def check(event: NamedCall, context: Context) -> Iterable[Report]:
    """Banned calls, and factories without a user."""
    settings = context.settings
    factories = settings.manager_factories
    if _is_one_of(event.path, settings.banned_managers):
        if not {name.rpartition(".")[2] for name in factories} & set(event.enclosing):
            hint = "Build managers as this project agreed on."
            if factories:
                hint = f"Use {_listed(factories)}."
            yield Report(event.node, f"'{event.path}()' is banned in this project", hint,
                         Level.NOTE)
    elif settings.user_context_argument and _is_one_of(event.path, factories):
        if not _has_argument(event, settings.user_context_argument):
            wanted = _listed(settings.user_context_argument)
            yield Report(event.node, f"'{event.path}()' is called without {wanted}",
                         f"Say for which user it is: pass {wanted}.", Level.NOTE)


def _is_one_of(path: str, names: Collection[str]) -> bool:
    """A dotted name is meant from its end; a bare one by its last part alone."""
    return any(path == name or path.endswith("." + name) for name in names)


def _listed(names: Iterable[str]) -> str:
    return " or ".join(f"'{name}'" for name in sorted(names))


def _has_argument(event: NamedCall, names: Collection[str]) -> bool:
    """By keyword, in the position of such a parameter, or by the name of what is passed."""
    for keyword in event.node.keywords:
        if keyword.arg is None or keyword.arg in names:
            return True
    for index, argument in enumerate(event.node.args):
        if isinstance(argument, ast.Starred):
            return True
        if event.parameters is not None and event.parameters[index:index + 1]:
            if event.parameters[index] in names:
                return True
        last = argument.attr if isinstance(argument, ast.Attribute) else getattr(
            argument, "id", "")
        if last in names:
            return True
    return False


RULE = Rule(
    code="WS408",
    slug="banned-manager",
    since="0.1.0",
    documentation=__doc__,
    checks={NamedCall: check},
    opt_in=True,
)
