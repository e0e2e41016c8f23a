"""What git ignores, from git itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

from ..settings.errors import SettingsError

#: The configuration of a repository may name programs that git starts while it looks at files.
_RUN_NOTHING = ("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}")


def ignored_below(folder: str) -> Callable[[str], bool]:
    """Whether git ignores a path, for the paths below a folder, spelt as it is.

    git is asked once, so its own rules apply: nested ``.gitignore`` files, the repository's
    ``info/exclude``, the user's own file; what is tracked is never ignored. Outside of a
    repository nothing is. Raises ``SettingsError`` if there is no git.
    """
    command = ["git", *_RUN_NOTHING, "-C", folder, "ls-files", "--others", "--ignored",
               "--exclude-standard", "--directory", "-z"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise SettingsError(
            f"--respect-gitignore: git cannot be run: {error.strerror}. Install git, or leave "
            "the option out") from None
    if done.returncode != 0:
        return lambda path: False
    listed = {
        os.path.join(folder, os.path.normpath(os.fsdecode(name)))
        for name in done.stdout.split(b"\0") if name}
    return listed.__contains__
