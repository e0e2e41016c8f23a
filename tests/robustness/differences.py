"""Where a transformation changes what a program means, and so what is found in it."""

from __future__ import annotations

_LIFE = "an object of the module lives as long as the process, one of a function does not"
_START = "a call of the module runs before any event loop, one of a function may run inside it"

#: Fixtures by transformation, with the reason.
DIFFERENCES: dict[str, dict[str, str]] = {
    "in_function": {
        "connection-attribute/attributes.py": _LIFE,
        "global-manager/imported.py": _LIFE,
        "global-manager/in_tests_on_request.py": _LIFE,
        "global-manager/module_level.py": _LIFE,
        "global-manager/neutral_names.py": _LIFE,
        "global-manager/patterns.py": _LIFE,
        "global-manager/what_is_a_manager.py": _LIFE,
        "implicit-legacy/range.py": _START,
        "import-time-manager/shapes.py": _LIFE,
        "shared-connections/class_level.py": _LIFE,
        "shared-connections/frameworks.py": _LIFE,
        "shared-connections/own_types.py": _LIFE,
        "silent-change/broadcast.py": _LIFE,
        "unbounded-user-registry/shapes.py": _LIFE,
        "unsupported-use/loop.py": _START,
        "unsupported-use/uses.py": _START,
        "websockets-limits/calls.py": _START,
    },
}
