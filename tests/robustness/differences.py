"""Where a transformation changes what a program means, and so what is found in it."""

from __future__ import annotations

#: By transformation: the codes that may go, with the reason. None may appear.
DIFFERENCES: dict[str, dict[str, str]] = {
    "in_function": {
        **dict.fromkeys(
            ("WS401", "WS404", "WS405", "WS407"),
            "an object of the module lives as long as the process, one of a function does not"),
        "WS307":
            "a call of the module runs before any event loop, one of a function may run inside it",
        "WS513":
            "a command line in a mapping of the module is for others to run, a local one for none",
    },
}
