"""Real releases, installed side by side into a cache folder of the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CACHE = Path(__file__).resolve().parents[2] / ".upstream"
RELEASES = ("10.4", "12.0", "13.1", "14.2", "15.0.1", "16.1.1", "17.4")
#: What pip says where a release does not support the running interpreter.
_UNSUPPORTED = re.compile(r"No matching distribution found|requires a different Python")

Probe = Callable[[str, str], Any]


@cache
def install(package: str, version: str | None) -> Path:
    """The folder that holds one release; skips the test if this Python cannot have it.

    ``version=None`` means the newest release that pip finds; it is looked up every time.
    """
    python = f"{sys.implementation.cache_tag}"
    folder = CACHE / python / package / (version or "newest")
    if folder.is_dir() and version is not None:
        return folder
    requirement = package if version is None else f"{package}=={version}"
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--upgrade", "--target", str(unfinished), requirement],
        capture_output=True, text=True, check=False,
    )
    if done.returncode:
        if version is not None and _UNSUPPORTED.search(done.stderr):
            pytest.skip(f"{requirement} does not install on Python "
                        f"{sys.version_info.major}.{sys.version_info.minor}")
        raise RuntimeError(f"pip could not install {requirement}: {done.stderr.strip()}")
    if folder.is_dir():
        import shutil

        shutil.rmtree(folder)
    unfinished.rename(folder)
    return folder


@cache
def optional_dependencies() -> Path:
    """A folder with what parts of websockets need: werkzeug (routers) and trio."""
    folder = CACHE / str(sys.implementation.cache_tag) / "optional"
    if not folder.is_dir():
        unfinished = folder.with_name(f"optional.{os.getpid()}.part")
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--target", str(unfinished), "werkzeug", "trio"],
            check=True)
        unfinished.rename(folder)
    return folder


def run_probe(code: str, *folders: Path) -> Any:
    """Run a program with releases on its path; it prints JSON."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment.pop("PYTHONWARNINGS", None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False,
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session", params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    """Each proved release of websockets that this Python can install."""
    version: str = request.param
    install("websockets", version)
    return version
