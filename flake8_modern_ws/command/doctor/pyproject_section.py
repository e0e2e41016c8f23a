"""``[tool.flake8]`` of ``pyproject.toml``, which flake8 does not read.

Source: https://github.com/PyCQA/flake8/issues/234; a plugin, Flake8-pyproject, makes it so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from ...settings import dependencies, places
from .tools import version
from .trap import Trap


def traps(directory: str) -> Iterator[Trap]:
    """A section without the plugin that reads it; looked for in the working directory alone."""
    path = os.path.join(directory, "pyproject.toml")
    text = dependencies.read_text(path) or ""
    if "flake8" not in text or version("Flake8-pyproject") is not None:
        return
    for number, key, _ in places.toml_lines(text):
        if key == "tool.flake8" or key.startswith("tool.flake8."):
            yield Trap(places.show(path, number),
                       "flake8 does not read pyproject.toml: [tool.flake8] has no effect",
                       "Move it to .flake8 as [flake8], or install Flake8-pyproject.")
            return
