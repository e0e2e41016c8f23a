"""The programs that the plugin works with: flake8, ast-grep-py."""

from __future__ import annotations

import glob
import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata

from ...settings.versions import release
from .trap import Trap

#: The oldest releases that work, as ``pyproject.toml`` states them.
FLAKE8, AST_GREP = "6.0", "0.36"


def version(distribution: str) -> str | None:
    """The version of what is installed beside this program; None if it is not."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def traps() -> Iterator[Trap]:
    """What is missing or too old."""
    flake8 = version("flake8")
    if flake8 is None:
        yield Trap("", "flake8 is not installed beside modern-ws: it cannot show our findings",
                   "python -m pip install 'flake8>=6'; or use 'modern-ws check'.")
    elif older(flake8, FLAKE8):
        yield Trap("", f"flake8 {flake8} is too old: {FLAKE8} is the oldest release that works",
                   "python -m pip install --upgrade flake8")
    elif not _registered():
        yield Trap("", "flake8 does not know this plugin: its entry point is not installed",
                   "python -m pip install flake8-modern-ws, in flake8's environment.")
    other = other_flake8()
    if other is not None:
        yield Trap(other, "is the flake8 of the search path, and its environment lacks this plugin",
                   "Run 'python -m flake8', or install flake8-modern-ws there (pipx inject flake8 "
                   "flake8-modern-ws).")
    grep = version("ast-grep-py")
    if grep is None:
        yield Trap("", "ast-grep-py is not installed: 'modern-ws fix' cannot change files",
                   "python -m pip install 'flake8-modern-ws[fix]'")
    elif older(grep, AST_GREP):
        yield Trap("", f"ast-grep-py {grep} is too old for 'modern-ws fix': "
                   f"{AST_GREP} is the oldest release that works",
                   "python -m pip install --upgrade 'flake8-modern-ws[fix]'")


def other_flake8() -> str | None:
    """The ``flake8`` that a shell would run, if it is that of a virtual environment without us."""
    found = shutil.which("flake8")
    if found is None:
        return None
    environment = os.path.dirname(os.path.dirname(os.path.realpath(found)))
    if os.path.realpath(sys.prefix) == environment or not os.path.exists(
        os.path.join(environment, "pyvenv.cfg")
    ):
        return None
    for folders in ("lib*/python*", "Lib"):
        pattern = os.path.join(glob.escape(environment), folders, "site-packages",
                               "flake8_modern_ws*")
        if glob.glob(pattern):
            return None
    return found


def _registered() -> bool:
    return any(point.value.startswith("flake8_modern_ws.")
               for point in metadata.entry_points(group="flake8.extension"))


def older(installed: str, oldest: str) -> bool:
    """Whether an installed version is below another one."""
    numbers = re.match(r"\d+(?:\.\d+)*", installed)
    return numbers is not None and release(numbers[0]) < release(oldest)
